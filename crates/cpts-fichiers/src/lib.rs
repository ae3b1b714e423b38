//! Reading the files that a person or a host brings: a project, a map of the
//! CPTS that exist, the configuration of a site.
//!
//! The page fetches this crate as a module of its own, the first time that a
//! file is opened: a reader of JSON weighs as much as a question of the form.
//! The command line links it. What was understood leaves as the flat text of
//! [`cpts_core::plat`]; what was not, as refusals with their place and remedy.

mod configuration;
mod couverture;
mod projet;
mod texte;

#[cfg(target_arch = "wasm32")]
pub mod navigateur;

pub use configuration::{CONFIGURATION_OCTETS_MAX, read_configuration};
pub use couverture::{
    COUVERTURE_LIGNES_MAX, COUVERTURE_OCTETS_MAX, LectureCouverture, NOM_MAX, read_couverture,
};
pub use projet::{PROJET_OCTETS_MAX, parse_projet, read_projet};
pub use texte::decode;
