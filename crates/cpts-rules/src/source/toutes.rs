//! The rules of a folder.

use crate::types::{ReglesAide, ReglesDocuments, Rules};

/// The rules of a folder, and what is kept apart from them because most visits do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toutes {
    /// The rules.
    pub rules: Rules,
    /// What the documents of a project hold.
    pub documents: ReglesDocuments,
    /// The questions that people ask, the acronyms.
    pub aide: ReglesAide,
}
