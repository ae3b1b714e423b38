//! What is open, and who looks.

use cpts_rules::Poste;

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

/// Who looks at what a change of the perimeter would do.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lecteurs {
    /// The section of the sheet, once it was opened.
    pub(crate) section: bool,
    /// The map.
    pub(crate) carte: bool,
}
