//! The simulator as one value: what the command line and the JavaScript package
//! both offer, so that they answer alike to the byte.
//!
//! [`Simulateur`] holds the data files; [`Simulateur::evaluate`] goes from a
//! `Projet` to its `Bilan`, or to every reason to refuse it. The types of this
//! crate are the JSON that `search` and `territory` print.

mod couverture;
mod et_si;
mod lecture;
mod lieux;
mod objet;
mod perimetre;
mod recherche;
pub mod refus;
mod regles;
mod simulateur;
pub mod texte;
mod valeur;

pub use couverture::{CouvertureDonnee, CptsDonnee};
pub use cpts_perimetre::Suivi;
pub use cpts_territory::TerritoryError;
pub use et_si::{
    CommuneNommee, EffetEpciVu, EffetVu, EnsembleVu, EtSiVu, LiaisonVue, RappelVu, TotauxDeTaille,
};
pub use lecture::read;
pub use lieux::{CommuneVue, DepartementVu, EpciVu, LieuVu, RegionVue};
pub use objet::{read_contexte, read_couverture, read_projet};
pub use perimetre::{CommunePerimetre, ComposanteVue, EpciPerimetre, PartVue, PerimetreVu};
pub use recherche::{CommuneTrouvee, ContexteRecherche, LieuTrouve, RangTrouvaille, Trouvaille};
pub use refus::{NatureErreur, Refus};
pub use regles::{
    DonneesVues, FamilleVue, Limites, MissionVue, NiveauVu, PalierVu, ProfessionVue, ReglesVues, SourceVue,
    StatutVu, TexteVu,
};
pub use simulateur::Simulateur;
pub use valeur::Valeur;
