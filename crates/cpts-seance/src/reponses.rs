//! What undoing brings back.

use cpts_core::Projet;
use cpts_perimetre::comparaison::Gardes;

use crate::reunion::Comptes;

/// All that a person answered, and may want back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reponses {
    /// The answers.
    pub projet: Projet,
    /// The perimeters put aside to be compared.
    pub gardes: Gardes,
    /// What a meeting counted.
    pub comptes: Comptes,
}
