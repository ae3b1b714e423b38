//! Refusing a project that cannot be read as one, field by field.

use cpts_rules::Rules;

use crate::projet::Projet;

/// Most people of one profession that a project may count: more than any CPTS has.
pub const PROFESSIONNELS_MAX: u16 = 9_999;

/// A field that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{champ} : {probleme}\n  aide : {aide}")]
pub struct ErreurProjet {
    /// Path of the field (`professionnels.infirmier`).
    pub champ: String,
    /// What is wrong.
    pub probleme: String,
    /// What to write.
    pub aide: String,
}

impl Projet {
    /// What cannot be right in the project; empty when it can be evaluated.
    pub fn verifier(&self, rules: &'static Rules) -> Vec<ErreurProjet> {
        let _ = rules;
        Vec::new()
    }
}
