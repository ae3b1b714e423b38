//! Elements: they read the state, call a gesture, and change what is open or folded. Screens never name
//! each other; what they share is in `pieces`.

pub(crate) mod atelier;
pub(crate) mod outils;
pub(crate) mod pieces;
pub(crate) mod premier;
