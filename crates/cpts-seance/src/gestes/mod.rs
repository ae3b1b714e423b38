//! Every change of the answers, a function each: it takes values, changes the answers by `geste`, and says
//! what must be said. The first file of the page holds those that its questions call; the way back finds
//! its words later (`annuler`).

pub mod annuler;
pub mod budget;
pub mod carte;
pub mod comparer;
pub mod contrat;
pub mod donnees;
pub mod et_si;
mod geste;
pub mod hypotheses;
pub mod missions;
pub mod paroles;
pub mod professions;
pub mod projet;
pub mod reunion;
pub mod territoire;

pub use geste::suite;
