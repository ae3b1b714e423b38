//! What is open, and who looks.

use cpts_rules::Poste;
use cpts_seance::couverture::Lue;
use cpts_seance::ouverture::Refus;

/// What the rule panel speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consultation {
    /// The amounts and delays of an item.
    Poste(Poste),
    /// The size tiers.
    Taille,
    /// When and how the money is paid.
    Versements,
    /// The cost of coordination.
    Coordination,
    /// What is supposed of a budget.
    Budget,
}

/// The file of the CPTS that exist, while a person imports it.
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
