//! Counting with another vintage.

use crate::etat::Etat;

/// Counts with a vintage; `None` for the one in force.
pub(crate) fn choose(etat: Etat, annee: Option<u16>) {
    etat.edit(|p| p.hypotheses.millesime = annee);
}
