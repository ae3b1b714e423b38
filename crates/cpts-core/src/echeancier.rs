//! The money in time.

use cpts_codes::Date;
use cpts_rules::{Mission, Rules};

use crate::bilan::{Financement, Ligne, Versement};
use crate::projet::Hypotheses;

/// Payments of one year of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SousTotal {
    /// 1 for the twelve months that follow the signature.
    pub annee: u16,
    /// First day.
    pub debut: Date,
    /// Last day, not included.
    pub fin: Date,
    /// Euros paid in that year.
    pub montant: u32,
}

/// Last day on which a mission may start; `None` where each community chooses.
pub fn demarrage_limite(mission: Mission, signature: Date, rules: &'static Rules) -> Option<Date> {
    let delai = rules.poste(mission.poste()).delai_at(signature)?;
    delai.demarrage_mois.map(|mois| signature.plus_months(mois))
}

/// Day on which a mission is supposed to start when nothing is said.
pub fn demarrage_par_defaut(mission: Mission, signature: Date, rules: &'static Rules) -> Date {
    demarrage_limite(mission, signature, rules).unwrap_or_else(|| {
        let mois = rules.versements.demarrage_libre.at(signature).valeur;
        signature.plus_months(u16::try_from(mois).unwrap_or(u16::MAX))
    })
}

/// The payments from the signature on, over `horizon_mois` months (the last day not included).
pub fn echeancier(
    lignes: &[Ligne],
    signature: Date,
    hypotheses: &Hypotheses,
    rules: &'static Rules,
    horizon_mois: u16,
) -> Vec<Versement> {
    let _ = (lignes, signature, hypotheses, rules, horizon_mois);
    Vec::new()
}

impl Financement {
    /// What is paid in each year that the échéancier covers, in order.
    pub fn annees(&self, signature: Date) -> Vec<SousTotal> {
        let _ = signature;
        Vec::new()
    }
}
