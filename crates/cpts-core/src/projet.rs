//! What a person answers: the input of the simulation, version 1 of the contract.

use cpts_codes::{CodeCommune, CodeIris, Date, Siren, Table};
use cpts_rules::{Mission, Situation};

use crate::budget::Budget;
use crate::pourcent::Pourcent;

/// The answers of a person about the CPTS that they imagine.
///
/// Only the territory is required; what is `None` was not answered, and the
/// bilan says which answer is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Projet {
    /// Version of the contract: 1.
    pub version: Version,
    /// Name of the project, free.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub nom: Option<String>,
    /// Who takes the initiative.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub initiateur: Option<Initiateur>,
    /// How many people of each profession take part, by the `id` of `rules/professions.toml`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub professionnels: Option<Table<String, u16>>,
    /// The communes.
    pub territoire: Territoire,
    /// The missions that the CPTS takes on.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub missions: Option<Vec<Mission>>,
    /// Whether the CPTS is still to be founded (`nouvelle`) or its contract runs (`existante`).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_new"))]
    pub situation: Situation,
    /// Day on which the ACI contract is to be signed: chooses the rules in force, starts the échéancier.
    /// For a CPTS that exists, the day on which the running contract was signed: gives its anniversaries.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub signature: Option<Date>,
    /// For a CPTS that exists, the day from which one looks: chooses the rules in force, starts the échéancier.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub vue_le: Option<Date>,
    /// What the person supposes, to see the money in time.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Hypotheses::is_default"))]
    pub hypotheses: Hypotheses,
}

#[cfg(feature = "serde")]
fn is_new(situation: &Situation) -> bool {
    *situation == Situation::Nouvelle
}

/// The version of the contract that a project was written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "u32", into = "u32")
)]
pub enum Version {
    /// Version 1.
    #[default]
    V1,
}

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        1
    }
}

impl TryFrom<u32> for Version {
    type Error = String;

    fn try_from(n: u32) -> Result<Self, String> {
        if n == 1 {
            Ok(Self::V1)
        } else {
            Err(format!("version {n} inconnue : ce simulateur lit la version 1"))
        }
    }
}

/// Who takes the initiative of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Initiateur {
    /// Health professionals: whom the law gives the initiative.
    ProfessionnelsDeSante,
    /// A hospital, a clinic, another establishment.
    Etablissement,
    /// Elected representatives.
    Elus,
    /// Patients or their associations.
    Usagers,
    /// Anyone else.
    Autre,
}

/// The communes as the person gave them, before they are looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Territoire {
    /// Whole EPCI.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub epci: Vec<Siren>,
    /// Communes or municipal arrondissements, beside the EPCI.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub communes: Vec<CodeCommune>,
    /// Communes of the EPCI that are left out.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub exclues: Vec<CodeCommune>,
    /// Communes of which a share only is in.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub parts: Vec<Part>,
}

/// A share of a commune: its population by hand, or the IRIS that make it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Part {
    /// INSEE code of the commune.
    pub commune: CodeCommune,
    /// Inhabitants of the share.
    pub population: u32,
    /// Which share, and why.
    pub motif: String,
    /// The IRIS that make the share. Where their populations are at hand, they count instead of
    /// `population`, brought to the vintage of the project; else `population` does.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub iris: Vec<CodeIris>,
}

/// What the person supposes. Nothing of it changes what the rules grant in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hypotheses {
    /// Share of the variable part that is reached, in percent; `None`: the default of the rules.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub atteinte_variable: Option<Pourcent>,
    /// Whether a serious health crisis is recognised.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub crise_reconnue: bool,
    /// Day on which a mission starts; by default the last day that its delay allows.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Table::is_empty"))]
    pub demarrages: Table<Mission, Date>,
    /// Year of the populations to count with; `None`: those in force.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub millesime: Option<u16>,
    /// The budget: what is spent, what else comes in.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "crate::budget::is_default"))]
    pub budget: Budget,
}

impl Hypotheses {
    #[cfg(feature = "serde")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
