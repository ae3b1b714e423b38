//! What a project becomes outside the page: a link, a letter, tables, a plain text.
//!
//! Pure: a `Projet` and its `Bilan` go in, bytes come out. Nothing here reads a
//! clock, a file or the network, so the same project gives the same document.
//!
//! [`lettre::lettre`] and [`fiche_action::fiches`] write a [`document::Document`]: what is in it,
//! with no word of its form. [`docx::write`] and [`texte::write`] give it one. What a person
//! has to write stands in it as a blank, and is never invented.

pub mod communes;
pub mod document;
pub mod docx;
mod dossier;
pub mod fiche_action;
pub mod lettre;
pub mod lien;
pub mod nom;
pub mod projet;
pub mod texte;
mod zip;

pub use dossier::Dossier;
