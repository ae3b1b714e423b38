//! The answers before any is given.

use cpts_codes::Date;
use cpts_core::{Bilan, BilanTerritoire, Projet, ReglesAppliquees};
use cpts_rules::{Formulaire, Mission, NaturePoste, Niveau};

/// The missions that are compulsory on a day, in the order of the rules.
pub fn socles(formulaire: &'static Formulaire, date: Date) -> Vec<Mission> {
    Mission::TOUS
        .iter()
        .copied()
        .filter(|m| formulaire.poste(m.poste()).nature_at(date) == Some(NaturePoste::Socle))
        .collect()
}

/// The answers before any is given.
pub fn projet_de_depart(formulaire: &'static Formulaire, aujourd_hui: Date) -> Projet {
    let dans_six_mois = aujourd_hui.plus_months(6);
    let signature = Date::new(dans_six_mois.annee(), dans_six_mois.mois(), 1).unwrap_or(dans_six_mois);
    Projet { missions: Some(socles(formulaire, signature)), signature: Some(signature), ..Projet::default() }
}

/// What is known before anything was computed.
pub fn bilan_vierge(formulaire: &'static Formulaire) -> Bilan {
    Bilan {
        version: 1,
        regles: ReglesAppliquees {
            texte: None,
            titre: "",
            verifie_le: formulaire.verifie_le,
            avertissement: formulaire.avertissement,
        },
        contrat: None,
        territoire: BilanTerritoire {
            population: 0,
            base: "",
            millesime: 0,
            communes: 0,
            populations_inconnues: Vec::new(),
            departements: Vec::new(),
            regions: Vec::new(),
            epci: Vec::new(),
            contigu: None,
        },
        taille: None,
        verdict: Niveau::Inconnu,
        constats: Vec::new(),
        financement: None,
        etapes: Vec::new(),
    }
}
