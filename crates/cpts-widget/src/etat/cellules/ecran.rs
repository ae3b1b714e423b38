//! What is open, and who looks.

use cpts_rules::Poste;
use cpts_seance::Venue;
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

/// The file of the CPTS that exist, while a person imports it: refused, whole; or there, with rows that
/// cannot be accepted, for the person to decide.
pub(crate) type Import = Venue<Box<Lue>, Vec<Refus>>;
