//! The outline of a commune.

use cpts_codes::CodeCommune;

/// Outlines of a commune: its code, and its rings as `(arc, reversed)` with the
/// largest part first.
pub(super) struct Outline {
    pub(super) code: CodeCommune,
    pub(super) rings: Vec<Vec<(u32, bool)>>,
}
