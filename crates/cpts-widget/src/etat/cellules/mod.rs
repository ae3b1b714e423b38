//! The types of what the state holds. Nothing here acts.
pub(crate) mod bareme;
pub(crate) mod couverture;
pub(crate) mod donnees;
pub(crate) mod ecran;
pub(crate) mod histoire;
pub(crate) mod ouverture;
pub(crate) mod paroles;
pub(crate) mod parts;
pub(crate) mod reglages;
pub(crate) mod reunion;
pub(crate) mod revue;
