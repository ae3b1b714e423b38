//! The state of one simulator: its session, and what is on the screen around it.

pub(crate) mod cellules;
mod simulateur;

pub(crate) use simulateur::{Atelier, Etat, Outils, Portes, VenueDe};
