//! What a project becomes outside the page: a link, a letter, tables, a plain text.
//!
//! Pure: a `Projet` and its `Bilan` go in, bytes come out. Nothing here reads a
//! clock, a file or the network, so the same project gives the same document.

pub mod lien;
