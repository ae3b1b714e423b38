//! Which CPTS exist, as far as a file tells.

use cpts_core::Couverture;

use crate::etat::cellules::ouverture::Refus;

/// The file that the person is importing.
#[derive(Clone)]
pub(crate) enum Import {
    /// None, or done.
    Aucune,
    /// On its way.
    EnRoute,
    /// Refused, whole: nothing has changed.
    Refusee(Vec<Refus>),
    /// Some of its rows cannot be accepted: the person decides.
    AConfirmer(Box<Lue>),
}

/// A file that was read.
#[derive(Clone)]
pub(crate) struct Lue {
    /// What it says, with the codes of today.
    pub(crate) couverture: Couverture,
    pub(crate) refus: Vec<Refus>,
    pub(crate) refusees: u32,
    pub(crate) remarques: Vec<String>,
    /// The host gave it.
    pub(crate) du_site: bool,
}
