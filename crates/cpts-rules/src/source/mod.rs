//! Checking rules as they are written, and saying what is wrong in them.
//!
//! They come from the folder `rules/` ([`crate::dossier`]: the build script, which
//! compiles them in, and `cpts rules check`) or as one document ([`Document`]: the
//! rules that a site gives). Every problem is collected, none stops the
//! reading: a person who corrects a file sees all of its slips at once. Each
//! [`Diagnostic`] has a place (file, key), a problem and what to write instead.

pub(crate) mod coherence;
mod conversion;
mod diagnostic;
mod document;
pub(crate) mod fichiers;
mod toutes;
pub(crate) mod typographie;
mod verification;

pub(crate) use diagnostic::Journal;
pub use diagnostic::{Diagnostic, Gravite};
pub use document::{Bareme, Document};
pub use toutes::Toutes;
pub(crate) use verification::convert;
