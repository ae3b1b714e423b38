//! The rules of the files, with every check.

use super::diagnostic::Journal;
use super::fichiers::Fichiers;
use super::toutes::Toutes;
use super::{coherence, conversion};
use crate::types::ReglesBudget;

/// The rules of these files, with every check; `None` where they cannot be made at all.
/// `budget` is what is supposed of a budget where the files do not speak of it.
pub(crate) fn convert(
    fichiers: &Fichiers,
    budget: Option<&'static ReglesBudget>,
    journal: &mut Journal,
) -> Option<Toutes> {
    let toutes = conversion::convert(fichiers, budget, journal)?;
    if !journal.a_des_erreurs() {
        coherence::dates(&toutes.rules, fichiers, journal);
        coherence::controles(fichiers, &toutes.rules, journal);
    }
    Some(toutes)
}
