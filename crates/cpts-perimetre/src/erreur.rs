//! What is wrong in a territory.

/// A code of the `territoire` that cannot be resolved: where it stands, what is
/// wrong, what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{champ} : {probleme}. {aide}")]
pub struct ErreurTerritoire {
    /// Path of the field, as `territoire.communes[2]`.
    pub champ: String,
    /// What is wrong.
    pub probleme: String,
    /// What to write instead.
    pub aide: String,
}
