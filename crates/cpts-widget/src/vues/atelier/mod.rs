//! The second file: what answers the questions.

pub(crate) mod barre;
pub(crate) mod bilan;
pub(crate) mod entete;
pub(crate) mod regle;
pub(crate) mod resume;
pub(crate) mod territoire;
pub(crate) mod vue_le;
