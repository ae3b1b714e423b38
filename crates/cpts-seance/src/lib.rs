//! A session of the simulator: what a person answered, what follows from it, and every gesture that
//! changes it. No browser, no clock, no network: the day, the hour and the files are given from outside.
//!
//! - [`Seance`] holds it all in cells. Whoever shows it reads them ([`Lecture`]); only this crate writes
//!   them, by the functions of [`gestes`].
//! - [`Reponses`] is what undoing brings back: the project, the perimeters put aside, the counts of a
//!   meeting. A gesture says what it is ([`Quoi`]), changes the answers, and is one step back
//!   ([`Histoire`]).
//! - [`calcul`] computes what follows. The first screen does without it, and without the way back: both are
//!   given once the second part of the interface is there ([`Suite`], [`Seance::begin`]).
//! - [`lectures`] puts questions to all this, with values for answer.
//!
//! Imports go one way: types, then [`calcul`], then [`lectures`], then [`gestes`].

pub mod bareme;
pub mod calcul;
pub mod cellule;
pub mod couverture;
pub mod depart;
pub mod donnees;
pub mod format;
pub mod gestes;
pub mod histoire;
pub mod lectures;
pub mod ouverture;
pub mod paroles;
pub mod quoi;
pub mod reponses;
pub mod reunion;
pub mod revue;
mod seance;
pub mod venue;

pub use cellule::{Cellule, Lecture};
pub use histoire::Histoire;
pub use quoi::Quoi;
pub use reponses::Reponses;
pub use seance::{Lecteurs, Monde, Seance, Suite};
pub use venue::Venue;
