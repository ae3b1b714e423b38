//! What the person supposes of the money beside that of the ACI, and the cash that it
//! leaves at the end of each month.
//!
//! Months are those of the calendar: the first is that of the signature. Euros only: a
//! yearly cost is spread so that any twelve months in a row make it exactly.

use cpts_rules::Rythme;

use crate::horizon::HORIZON_MOIS;
use crate::pourcent::Pourcent;

/// Months that a budget covers.
pub const BUDGET_MOIS: u8 = HORIZON_MOIS as u8;

/// Most lines that a project may add.
pub const BUDGET_LIGNES_MAX: usize = 50;

/// Most euros of a line, a year's gross pay included: beyond it, a slip of the keyboard.
pub const BUDGET_EUROS_MAX: u32 = 2_000_000;

/// Most working time of the coordination, in percent of one full-time post: five people.
pub const QUOTITE_MAX: u16 = 500;

/// Most hours that a person may be paid for in a month: all those of the longest one.
pub const HEURES_MAX: u16 = 744;

/// Most euros of an hour: beyond it, a slip of the keyboard.
pub const TAUX_MAX: u16 = 1_000;

/// What the person supposes of the budget. What is left out takes the hypotheses of
/// `rules/budget.toml` and `rules/coordination.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Budget {
    /// The post of coordination.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub coordination: Coordination,
    /// What the members are paid for their time.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub indemnites: Indemnites,
    /// The other lines.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub lignes: Vec<LigneBudget>,
    /// Whether the variable part is counted on, for the share that `atteinte_variable` says.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub avec_variable: Option<bool>,
}

/// The post of coordination.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Coordination {
    /// Yearly gross pay of a full-time post, in euros.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub brut: Option<u32>,
    /// Employer's contributions, in percent of the gross pay.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub charges: Option<Pourcent>,
    /// Working time, in percent of one full-time post: 0 for nobody, 150 for one and a half.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quotite: Option<u16>,
    /// Months between that of the signature and the first one that is paid, 0 to 23.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub embauche: Option<u8>,
}

/// What the members are paid for their time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Indemnites {
    /// How many people.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub personnes: Option<u16>,
    /// Hours a month, each.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub heures: Option<u16>,
    /// Euros an hour.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub taux: Option<u16>,
}

/// Another line of the budget.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LigneBudget {
    /// `id` in `rules/budget.toml`, which tells whether it is money in or out.
    pub poste: String,
    /// What it is, where the person names it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub nom: Option<String>,
    /// Euros; left out: still to be filled in.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub montant: Option<u32>,
    /// How often; left out: as `rules/budget.toml` proposes.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub rythme: Option<Rythme>,
    /// Month of the first time, 0 (that of the signature) to 23.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub mois: u8,
}

#[cfg(feature = "serde")]
pub(crate) fn is_default<T: Default + PartialEq>(valeur: &T) -> bool {
    *valeur == T::default()
}
