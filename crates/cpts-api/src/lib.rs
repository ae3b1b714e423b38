//! The simulator as one value: what the command line and the JavaScript package
//! both offer, so that they answer alike to the byte.
//!
//! [`Simulateur`] holds the data files; [`Simulateur::evaluate`] goes from a
//! `Projet` to its `Bilan`, or to every reason to refuse it. The types of this
//! crate are the JSON that `search` and `territory` print.

mod et_si;
mod lecture;
mod lieux;
mod recherche;
pub mod refus;
mod simulateur;
pub mod texte;

pub use cpts_perimetre::Suivi;
pub use et_si::{
    CommuneNommee, EffetEpciVu, EffetVu, EnsembleVu, EtSiVu, LiaisonVue, RappelVu, TotauxDeTaille,
};
pub use lecture::read;
pub use lieux::{CommuneVue, DepartementVu, EpciVu, LieuVu, RegionVue};
pub use recherche::{CommuneTrouvee, LieuTrouve, Trouvaille};
pub use refus::Refus;
pub use simulateur::Simulateur;
