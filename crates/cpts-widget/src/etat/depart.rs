//! The answers before any is given.

use cpts_codes::Date;
use cpts_core::Projet;
use cpts_rules::{Formulaire, Mission, NaturePoste};

/// The missions that are compulsory on a day, in the order of the rules.
pub(crate) fn socles(formulaire: &'static Formulaire, date: Date) -> Vec<Mission> {
    Mission::TOUS
        .iter()
        .copied()
        .filter(|m| formulaire.poste(m.poste()).nature_at(date) == Some(NaturePoste::Socle))
        .collect()
}

/// The answers before any is given.
pub(crate) fn projet_de_depart(formulaire: &'static Formulaire, aujourd_hui: Date) -> Projet {
    let dans_six_mois = aujourd_hui.plus_months(6);
    let signature = Date::new(dans_six_mois.annee(), dans_six_mois.mois(), 1).unwrap_or(dans_six_mois);
    Projet { missions: Some(socles(formulaire, signature)), signature: Some(signature), ..Projet::default() }
}
