//! The rules of the CPTS scheme as data.
//!
//! `rules/*.toml` is the only place where a figure, a delay, a legal sentence or
//! a list of professions is written. The build script reads and checks these
//! files, and writes them out as constant Rust data: [`embedded`] costs nothing,
//! no TOML parser reaches the browser, and a broken rule fails the build with a
//! message that says what to write. The same checks are there at run time: with the
//! feature `document` for the rules that a site gives ([`source::Document`]), with
//! `source` for the folder as well (`cpts rules check`).
//!
//! Every value keeps its history: `valeurs` are in order of date, and the `at`
//! methods choose the one in force on a day.

// First, for the two macros that it gives to `types`; the build script has others.
#[macro_use]
mod cuire;
mod a_prouver;
pub mod compact;
#[cfg(feature = "source")]
pub mod dossier;
mod embedded;
mod issues;
mod lookup;
#[cfg(feature = "serde")]
mod serde_impls;
#[cfg(feature = "ts")]
mod ts_impls;
mod types;

pub use a_prouver::{AProuver, Grandeur};
pub use cpts_codes::{CodeDepartement, CodeRegion, Date};
pub use embedded::{
    embedded, embedded_aide, embedded_budget, embedded_documents, embedded_formulaire, nombre_de_questions,
    sigles,
};
pub use issues::{AJOUTES, ISSUES, Issue, IssueAttendue};
pub use types::*;
#[cfg(feature = "document")]
#[cfg_attr(
    not(feature = "source"),
    allow(dead_code, reason = "days of checking again are told of the folder")
)]
pub mod source;
