//! How an answer is written.

use clap::ValueEnum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Forme {
    /// Le contrat, pour les programmes
    Json,
    /// Pour lire au terminal
    Text,
}
