//! What can be taken back in one gesture.

use cpts_core::Territoire;

/// A removal that can still be undone.
#[derive(Clone)]
pub(crate) struct Retrait {
    /// What was removed, in a sentence.
    pub(crate) phrase: String,
    /// The territory as it was before.
    pub(crate) avant: Territoire,
}
