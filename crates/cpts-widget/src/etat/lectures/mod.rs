//! Questions put to the state, with values for answer. Nothing here changes anything.
pub(crate) mod bilan;
pub(crate) mod budget;
pub(crate) mod carte;
pub(crate) mod comparaison;
pub(crate) mod compte_rendu;
pub(crate) mod echeancier;
pub(crate) mod echelle;
pub(crate) mod et_si;
pub(crate) mod liens;
pub(crate) mod parts;
pub(crate) mod propositions;
pub(crate) mod reunion;
pub(crate) mod revue;
pub(crate) mod territoire;
pub(crate) mod versements;
