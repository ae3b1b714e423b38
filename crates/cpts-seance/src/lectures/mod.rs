//! Questions put to the state, with values for answer. Nothing here changes anything.

pub mod bilan;
pub mod budget;
pub mod carte;
pub mod comparaison;
pub mod compte_rendu;
pub mod echeancier;
pub mod echelle;
pub mod et_si;
pub mod liens;
pub mod parts;
pub mod propositions;
pub mod reunion;
pub mod revue;
pub mod territoire;
pub mod versements;
