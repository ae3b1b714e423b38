//! What was found in one go and waits to be reviewed.

use cpts_codes::CodeCommune;
use cpts_perimetre::liste::LigneLue;

/// What is under review.
#[derive(Clone)]
pub enum Revue {
    /// Communes to tick, under a title.
    Codes(String, Vec<CodeCommune>),
    /// The lines of a list.
    Liste(Vec<LigneLue>),
    /// A project, as text, that would take the place of the answers.
    Projet(String),
    /// Why nothing can be reviewed.
    Refus(String),
}
