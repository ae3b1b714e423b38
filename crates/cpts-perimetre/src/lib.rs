//! Where core and territory meet.
//!
//! `cpts-core` knows what a perimeter is worth and nothing of the data file;
//! `cpts-territory` knows the data file and nothing of a CPTS. This crate turns
//! the `territoire` of a `Projet` into the [`Perimetre`] that evaluation takes
//! ([`resolve`]), and edits it the way a person does on a map or in a list
//! ([`edition`]): the same for the interface, the command line and JavaScript.
//! [`et_si`] tells which communes would change the taille, [`comparaison`] keeps
//! perimeters side by side. [`Suivi`] is for programs
//! that try one commune after another.

pub mod adoption;
mod appartenances;
pub mod comparaison;
pub mod couverture;
pub mod edition;
mod ensemble;
mod erreur;
pub mod et_si;
pub mod liste;
pub mod millesime;
pub mod parts;
mod resolution;
mod suivi;

pub use appartenances::appartenances;
pub use erreur::ErreurTerritoire;
pub use resolution::{resolve, resolve_with};
pub use suivi::Suivi;
