//! Every change of the answers, a function each.
pub(crate) mod annuler;
pub(crate) mod budget;
pub(crate) mod carte;
pub(crate) mod comparer;
pub(crate) mod donnees;
pub(crate) mod et_si;
pub(crate) mod millesime;
pub(crate) mod missions;
pub(crate) mod professions;
pub(crate) mod projet;
pub(crate) mod reponses;
pub(crate) mod reunion;
pub(crate) mod revue;
pub(crate) mod territoire;
