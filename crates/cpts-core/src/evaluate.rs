//! The order of the evaluation.

use cpts_rules::{Niveau, Rules, TOUJOURS};

use crate::bilan::{Bilan, BilanTerritoire, ReglesAppliquees};
use crate::perimetre::Perimetre;
use crate::projet::Projet;

/// Everything that can be said of a project.
pub fn evaluate(projet: &Projet, perimetre: &Perimetre, rules: &'static Rules) -> Bilan {
    let texte = rules.texte_at(projet.signature.unwrap_or(TOUJOURS));
    Bilan {
        version: projet.version.into(),
        regles: ReglesAppliquees {
            texte: texte.map(|t| t.id),
            titre: texte.map_or("", |t| t.titre),
            verifie_le: rules.verifie_le,
            avertissement: rules.avertissement,
        },
        territoire: BilanTerritoire {
            population: perimetre.communes.iter().filter_map(|c| c.population).sum(),
            base: rules.tailles.base,
            millesime: perimetre.millesime,
            communes: perimetre.communes.len() as u32,
            populations_inconnues: Vec::new(),
            departements: Vec::new(),
            regions: Vec::new(),
            epci: Vec::new(),
            contigu: perimetre.composantes.as_ref().map(|c| c.len() <= 1),
        },
        taille: None,
        verdict: Niveau::Conforme,
        constats: Vec::new(),
        financement: None,
        etapes: Vec::new(),
    }
}
