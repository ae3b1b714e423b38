//! The simulator for JavaScript.
//!
//! ```js
//! import { open } from "simulateur-cpts";
//!
//! const simulateur = await open();               // reads the data files of the package
//! simulateur.search("cambrai");
//! simulateur.evaluate(projet);                   // the whole bilan, a plain object
//!
//! const simulation = simulateur.simulation(projet);
//! simulation.addCommune("59122");
//! simulation.taille;                             // a number: nothing else crosses over
//! simulation.bilan();                            // the whole, when it is asked for
//! ```
//!
//! # Design
//! No logic lives here: see `cpts-api`. What comes in is looked at in `entree`, goes out
//! through `sortie`, and is refused through `erreur`: nothing that a caller may give
//! ends in a trap. Turning a whole bilan into JavaScript objects costs many times what
//! computing it does, so a program that tries thousands of perimeters uses a
//! [`Simulation`], which keeps the answers and the resolved communes on this side and
//! hands over numbers.
//!
//! The types that TypeScript sees are in `types.d.ts`. A native test writes them out of
//! the Rust types and fails where the file differs; the signatures are those of the
//! methods here.

mod entree;
mod erreur;
mod json;
mod simulateur;
mod simulation;
mod sortie;

pub use simulateur::Simulateur;
pub use simulation::Simulation;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
