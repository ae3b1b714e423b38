//! A contract that runs, as the bilan tells it.

use cpts_codes::Date;
use cpts_rules::{Entre, IdSource, Poste, Statut};

/// A contract that runs, seen from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ContratEnCours {
    /// Day of its signature.
    pub signature: Date,
    /// Day from which one looks; `None` where nobody said it, or where it comes before the signature.
    pub vue_le: Option<Date>,
    /// Year since the signature that runs on that day, from 1 on; goes on through a supposed renewal.
    pub annee: Option<u16>,
    /// Last anniversary, that day included; `None` in the first year.
    pub dernier_anniversaire: Option<Date>,
    /// Next anniversary.
    pub prochain_anniversaire: Option<Date>,
    /// Day after the last one of the contract, or of its supposed renewal.
    pub fin: Date,
    /// Day on which it is supposed renewed, the last time; `None` while the signed contract runs.
    pub renouvele_le: Option<Date>,
    /// Certainty of the renewal; `None` where none is supposed.
    pub statut_renouvellement: Option<Statut>,
    /// The text of the signature; `None` before the first ACI.
    pub texte_signature: Option<TexteDuContrat>,
    /// The text in force on the day from which one looks, whose amounts are told.
    pub texte: Option<TexteDuContrat>,
    /// How sure it is that the text in force holds for a contract signed under another one.
    pub statut: Statut,
    /// Where this comes from.
    pub sources: &'static [IdSource],
    /// What the text in force changed since the signature, item by item; empty where both are the same.
    pub changements: Vec<Changement>,
}

/// A text that sets amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TexteDuContrat {
    /// `id` of `rules/textes.toml`.
    pub id: &'static str,
    /// Its title for people.
    pub titre: &'static str,
    /// Short title.
    pub titre_court: &'static str,
    /// In force from this day.
    pub depuis: Date,
}

/// What changed for an item between the text of the signature and the one in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Changement {
    /// Fonctionnement, or a mission of the project.
    pub poste: Poste,
    /// Euros a year at the signature, crisis excluded; `None` where the item did not exist.
    pub avant: Option<u32>,
    /// Bounds of `avant`; `None` where it is proved, or did not exist.
    pub avant_entre: Option<Entre>,
    /// Certainty of `avant`.
    pub statut_avant: Option<Statut>,
    /// Euros a year now, crisis excluded; `None` where the item exists no more.
    pub apres: Option<u32>,
    /// Bounds of `apres`; `None` where it is proved, or exists no more.
    pub apres_entre: Option<Entre>,
    /// Certainty of `apres`.
    pub statut_apres: Option<Statut>,
    /// The delays of the mission at the signature, in words; `None` where they did not change.
    pub delai_avant: Option<&'static str>,
    /// The delays of the mission now, in words; `None` where they did not change.
    pub delai_apres: Option<&'static str>,
}
