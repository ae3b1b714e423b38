//! The doors of the parts that come later, and the tables of what they write: the only files that
//! see every view.

mod atelier;
mod outils;

use crate::etat::Portes;

/// How each part is fetched.
pub(crate) const PORTES: Portes = Portes { atelier: atelier::open, outils: outils::open };
