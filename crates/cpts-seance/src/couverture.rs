//! Which CPTS exist, as far as a file tells.

use cpts_core::Couverture;

use crate::ouverture::Refus;

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Lue {
    /// What it says, with the codes of today.
    pub couverture: Couverture,
    /// Rows that cannot be accepted: the first ones.
    pub refus: Vec<Refus>,
    /// How many there are of them.
    pub refusees: u32,
    /// What is worth knowing of the others, a sentence each.
    pub remarques: Vec<String>,
    /// The host gave it.
    pub du_site: bool,
}
