//! What several screens are made of.

pub(crate) mod annuler;
pub(crate) mod constats;
pub(crate) mod contacts;
pub(crate) mod glossaire;
pub(crate) mod jour;
pub(crate) mod kit;
pub(crate) mod marque_millesime;
pub(crate) mod marques;
pub(crate) mod mentions;
pub(crate) mod niveaux;
pub(crate) mod ouverture;
pub(crate) mod question;
pub(crate) mod questions;
pub(crate) mod recherche;
pub(crate) mod saisie_de_nombre;
pub(crate) mod sources;
pub(crate) mod venue;
pub(crate) mod voir;
