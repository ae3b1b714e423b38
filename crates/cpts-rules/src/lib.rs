//! The rules of the CPTS scheme as data.
//!
//! `rules/*.toml` is the only place where a figure, a delay, a legal sentence or
//! a list of professions is written. The build script reads and checks these
//! files, and writes them out as constant Rust data: [`embedded`] costs nothing,
//! no TOML parser reaches the browser, and a broken rule fails the build with a
//! message that says what to write. With the feature `source` the same reader is
//! there at run time, for `cpts rules check` and for a host's own rules.
//!
//! Every value keeps its history: `valeurs` are in order of date, and the `at`
//! methods choose the one in force on a day.

// The build script gives these two a meaning; see `types.rs`.
macro_rules! cuire_struct {
    ($($t:tt)*) => {};
}
macro_rules! cuire_enum {
    ($($t:tt)*) => {};
}

mod embedded;
mod issues;
mod lookup;
#[cfg(feature = "serde")]
mod serde_impls;
mod types;

pub use cpts_codes::{CodeDepartement, CodeRegion, Date};
pub use embedded::{embedded, embedded_formulaire};
pub use issues::{ISSUES, Issue, IssueAttendue};
pub use types::*;
#[cfg(feature = "source")]
pub mod source;
