//! What the simulation answers: the output, version 1 of the contract.
//!
//! Texts come from the rules; where a finding names a figure of the perimeter
//! its text is made for it, hence the `Cow`.

use std::borrow::Cow;

use cpts_codes::{CodeCommune, CodeDepartement, CodeRegion, Date, Siren};
use cpts_rules::{Entre, IdSource, Niveau, Poste, Statut, Taille};

use crate::contrat_en_cours::ContratEnCours;

/// A text of the rules, or one made from it.
pub type Texte = Cow<'static, str>;

/// Everything that the simulator says of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Bilan {
    /// Version of the contract: 1.
    pub version: u32,
    /// Which rules were used.
    pub regles: ReglesAppliquees,
    /// The contract that runs; `None` for a CPTS to be founded, and while its signature is not known.
    pub contrat: Option<ContratEnCours>,
    /// The territory, counted.
    pub territoire: BilanTerritoire,
    /// `None` without a commune inside the scheme.
    pub taille: Option<BilanTaille>,
    /// The worst level among the findings; `Inconnu` never counts.
    pub verdict: Niveau,
    /// Every criterion, met or not, in the order of display.
    pub constats: Vec<Constat>,
    /// `None` without a taille, or where no text is in force at the signature.
    pub financement: Option<Financement>,
    /// Steps to take, in order.
    pub etapes: Vec<Etape>,
}

/// The text in force that the figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReglesAppliquees {
    /// `id` of `rules/textes.toml`; `None` before the first ACI.
    pub texte: Option<&'static str>,
    /// Its title for people.
    pub titre: &'static str,
    /// Day on which the rules were last checked.
    pub verifie_le: Date,
    /// What a reader must know of their limits.
    pub avertissement: &'static str,
}

/// The territory, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BilanTerritoire {
    /// Inhabitants whose number is known, each counted once.
    pub population: u32,
    /// Which population of INSEE: `municipale`.
    pub base: &'static str,
    /// Year of the figures.
    pub millesime: u16,
    /// Communes and arrondissements, each counted once.
    pub communes: u32,
    /// Communes whose population is unknown.
    pub populations_inconnues: Vec<CodeCommune>,
    /// Départements, sorted.
    pub departements: Vec<CodeDepartement>,
    /// Régions, sorted; for a collectivity that has none, the one whose ARS is its own.
    pub regions: Vec<CodeRegion>,
    /// EPCI that were asked for as such.
    pub epci: Vec<BilanEpci>,
    /// Whether one can go from any commune to any other inside; `None`: not checked.
    pub contigu: Option<bool>,
}

/// An EPCI of the territory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BilanEpci {
    /// SIREN number.
    pub siren: Siren,
    /// Full name.
    pub nom: String,
    /// Whether all of its communes are in.
    pub complet: bool,
}

/// The size tier and how firmly the territory stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BilanTaille {
    /// The tier.
    pub taille: Taille,
    /// Fewest inhabitants of the tier, included.
    pub min: u32,
    /// Most inhabitants of the tier, included; `None` for the last one.
    pub max: Option<u32>,
    /// Inhabitants that can be lost without leaving the tier; `None` where there is no tier below.
    pub marge_basse: Option<u32>,
    /// Inhabitants that can be gained without leaving the tier; `None` where there is no tier above.
    pub marge_haute: Option<u32>,
    /// Whether a threshold is near (the distance is in `rules/tailles.toml`).
    pub fragile: bool,
}

/// One criterion, and what the project is worth against it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Constat {
    /// `id` of the criterion in `rules/eligibilite.toml`.
    pub regle: &'static str,
    /// How serious it is.
    pub niveau: Niveau,
    /// A full sentence.
    pub titre: Texte,
    /// Why.
    pub explication: Texte,
    /// What would change it, or the question to answer; empty where it is met.
    pub action: Texte,
    /// Where this comes from.
    pub sources: &'static [IdSource],
}

/// The money, by year and in time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Financement {
    /// One line per item.
    pub lignes: Vec<Ligne>,
    /// Their sums.
    pub totaux: Totaux,
    /// Payments over 24 months: from the signature, or from the day from which one looks at a
    /// contract that runs; empty without that day.
    pub echeancier: Vec<Versement>,
}

/// One item of funding, in euros per year at full completion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Ligne {
    /// Fonctionnement, or a mission.
    pub poste: Poste,
    /// Fixed part; `None` where only the total is established.
    pub fixe: Option<u32>,
    /// Variable part, all results reached; `None` where only the total is established.
    pub variable: Option<u32>,
    /// Both parts.
    pub total: u32,
    /// What is added only if a serious health crisis is recognised.
    pub conditionnel: u32,
    /// Paid in the first year of the mission, in the place of `fixe`: the crisis plan, the year it
    /// is written. `None` where every year is paid alike.
    pub premiere_annee: Option<u32>,
    /// Bounds of `fixe`; `None` where it is proved or unknown.
    pub fixe_entre: Option<Entre>,
    /// Bounds of `variable`; `None` where it is proved or unknown.
    pub variable_entre: Option<Entre>,
    /// Bounds of `total`; `None` where it is proved.
    pub total_entre: Option<Entre>,
    /// Bounds of `conditionnel`; `None` where it is proved.
    pub conditionnel_entre: Option<Entre>,
    /// Bounds of `premiere_annee`; `None` where it is proved.
    pub premiere_annee_entre: Option<Entre>,
    /// The weakest certainty of the figures of the line.
    pub statut: Statut,
    /// Certainty of `total` alone, where it is better known than its parts.
    pub statut_total: Statut,
    /// Certainty of `conditionnel`.
    pub statut_conditionnel: Option<Statut>,
    /// Certainty of `premiere_annee`.
    pub statut_premiere_annee: Option<Statut>,
    /// Where this comes from.
    pub sources: &'static [IdSource],
}

/// Sums of the lines, in euros per year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Totaux {
    /// Fixed parts that are established.
    pub fixe: u32,
    /// Variable parts that are established.
    pub variable: u32,
    /// Totals of lines whose parts are not established.
    pub non_partage: u32,
    /// Sum of the totals, crisis excluded.
    pub maximum: u32,
    /// What a recognised crisis would add.
    pub crise: u32,
    /// Bounds of `fixe`; `None` where it is proved.
    pub fixe_entre: Option<Entre>,
    /// Bounds of `variable`; `None` where it is proved.
    pub variable_entre: Option<Entre>,
    /// Bounds of `non_partage`; `None` where it is proved.
    pub non_partage_entre: Option<Entre>,
    /// Bounds of `maximum`; `None` where it is proved. They are closer than the sum of those of the
    /// lines where a published total says what some of them make together.
    pub maximum_entre: Option<Entre>,
    /// Bounds of `crise`; `None` where it is proved.
    pub crise_entre: Option<Entre>,
    /// The weakest certainty of the lines.
    pub statut: Statut,
    /// The weakest certainty of the totals of the lines, or of the published totals on which they close.
    pub statut_maximum: Statut,
    /// Certainty of `crise`.
    pub statut_crise: Option<Statut>,
}

/// One payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Versement {
    /// Day of the payment.
    pub date: Date,
    /// What for.
    pub poste: Poste,
    /// Which payment it is.
    pub nature: Nature,
    /// Euros.
    pub montant: u32,
    /// Its bounds; `None` where the amount that it is a share of is proved.
    pub montant_entre: Option<Entre>,
    /// Certainty of this amount on this day.
    pub statut: Statut,
}

/// Which payment of an item it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Nature {
    /// The whole of the first year, at the signature.
    Signature,
    /// Share of the fixed part paid when a mission starts.
    Demarrage,
    /// Share of its first year paid when a mission starts that is paid more in that year: the crisis plan.
    Plan,
    /// Share paid ahead at an anniversary.
    Avance,
    /// What remains of the year before.
    Solde,
    /// Variable part of the year before, after its review.
    Variable,
}

/// A step of the procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Etape {
    /// `id` in `rules/procedure.toml`.
    pub id: &'static str,
    /// Title.
    pub titre: &'static str,
    /// What it is, and what the région does of it.
    pub explication: Texte,
    /// Who acts.
    pub acteurs: &'static [&'static str],
    /// What is written or signed.
    pub documents: &'static [&'static str],
    /// How long it takes, in words; empty where nothing is known.
    pub delai: &'static str,
    /// What is known of the région(s) for this step, one entry each.
    pub regions: Vec<EtapeRegion>,
    /// Where this comes from.
    pub sources: &'static [IdSource],
}

/// What one région does for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EtapeRegion {
    /// Which région.
    pub region: CodeRegion,
    /// Its name.
    pub nom: &'static str,
    /// What is known, or that it is to be confirmed with the ARS.
    pub texte: Texte,
    /// Certainty.
    pub statut: Statut,
    /// Where this comes from.
    pub sources: &'static [IdSource],
}
