//! From the answers of a person to everything that can be said of their CPTS.
//!
//! [`evaluate`] is the whole of it: a [`Projet`] (what was answered), a
//! [`Perimetre`] (the communes that it covers, with their populations) and the
//! rules give a [`Bilan`]. It is pure: no clock, no file, no randomness, integers
//! only. The same answers give the same bilan to the byte.
//!
//! No figure and no sentence is written here: both come from `cpts-rules`.

mod bilan;
mod bornes;
mod budget;
mod configuration;
mod constats;
mod contrat;
mod contrat_en_cours;
mod couverture;
mod echeancier;
mod etapes;
mod evaluate;
mod financement;
mod horizon;
mod lignes;
mod perimetre;
pub mod plat;
mod pourcent;
pub mod preuve;
mod projet;
mod taille;
mod territoire;
pub mod texte;
mod tresorerie;
#[cfg(feature = "ts")]
mod ts_impls;
mod verification;

pub use bilan::*;
pub use budget::*;
pub use configuration::{AideLocale, Configuration, ContactDuSite, Lieux};
pub use contrat_en_cours::{Changement, ContratEnCours, TexteDuContrat};
pub use couverture::*;
pub use cpts_rules::{Entre, Mission, Niveau, Poste, Rythme, Situation, Statut, Taille};
pub use echeancier::{
    SousTotal, demarrage_limite, demarrage_par_defaut, echeancier, echeancier_of, fin_de_contrat,
    origine_des_delais,
};
pub use evaluate::{Chiffres, chiffres, communes_comptees, evaluate, population_dedans, taille, totaux_de};
pub use financement::accorde;
pub use horizon::HORIZON_MOIS;
pub use perimetre::*;
pub use pourcent::Pourcent;
pub use projet::*;
pub use tresorerie::*;
pub use verification::{ErreurProjet, PROFESSIONNELS_MAX, SIGNATURE_MAX, TEXTE_MAX};
