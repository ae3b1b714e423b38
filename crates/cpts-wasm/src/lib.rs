//! The simulator for JavaScript.
//!
//! ```js
//! const simulateur = new Simulateur(communes);   // Uint8Array of data/communes.bin
//! simulateur.search("cambrai", 8);
//! simulateur.evaluate(projet);                   // the whole bilan, a plain object
//!
//! const simulation = simulateur.simulation(projet);
//! simulation.addCommune("59122");
//! simulation.taille;                             // a number: nothing else crosses over
//! simulation.bilan();                            // the whole, when it is asked for
//! ```
//!
//! # Design
//! Turning a whole bilan into JavaScript objects costs many times what computing
//! it does. A program that tries thousands of perimeters uses a [`Simulation`],
//! which keeps the answers and the resolved communes on this side and hands over
//! numbers. What is refused is thrown as a real `Error` whose `refus` lists every
//! field, its problem and its remedy. No logic lives here: see `cpts-api`.

mod convert;
mod simulateur;
mod simulation;

pub use simulateur::Simulateur;
pub use simulation::Simulation;
