//! The same territory at the populations of another year.

use cpts_core::{Bilan, BilanTaille, Projet, evaluate};
use cpts_rules::Rules;
use cpts_territory::{Iris, Millesime, Millesimes, Territory};

use crate::erreur::ErreurTerritoire;
use crate::resolution::resolve_with;

/// What a territory is worth at a vintage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Etape {
    /// The vintage.
    pub millesime: Millesime,
    /// Inhabitants that are known.
    pub population: u32,
    /// How many communes have no figure at that vintage.
    pub inconnues: u32,
    /// Where it stands among the tiers; `None` without a commune inside the scheme.
    pub taille: Option<BilanTaille>,
}

/// The vintage that a project asks for, where it is not the one of `donnees`.
///
/// # Errors
/// No such vintage, or none can be had without their file.
pub fn asked(
    projet: &Projet,
    donnees: &Territory,
    millesimes: Option<&Millesimes>,
) -> Result<Option<u16>, ErreurTerritoire> {
    let Some(annee) = projet.hypotheses.millesime else { return Ok(None) };
    let courant = donnees.header().millesime;
    if annee == courant {
        return Ok(None);
    }
    let mut connues = Vec::new();
    for m in millesimes.map_or(&[][..], Millesimes::annees) {
        if m.annee == annee {
            return Ok(Some(annee));
        }
        connues.push(m.annee.to_string());
    }
    if connues.is_empty() {
        connues.push(courant.to_string());
    }
    Err(ErreurTerritoire {
        champ: "hypotheses.millesime".to_owned(),
        probleme: ["pas de populations de ", &annee.to_string()].concat(),
        aide: ["Écrivez l'une de ces années : ", &connues.join(", ")].concat(),
    })
}

/// The territory of a project at each vintage, the oldest first: all the communes as they are
/// today, with the populations of that year. Shares by IRIS follow; typed ones stay as they are.
/// Nothing for a territory that cannot be resolved.
pub fn histoire(
    projet: &Projet,
    donnees: &Territory,
    millesimes: &Millesimes,
    iris: Option<&Iris>,
    rules: &'static Rules,
) -> Vec<Etape> {
    let mut etapes = Vec::new();
    let Ok(perimetre) = resolve_with(&projet.territoire, donnees, None, iris) else { return etapes };
    for millesime in millesimes.annees().iter().rev() {
        let mut autre = perimetre.clone();
        autre.millesime = millesime.annee;
        let avant_les_parts = autre.communes.len().saturating_sub(projet.territoire.parts.len());
        for (i, commune) in autre.communes.iter_mut().enumerate() {
            let Some(index) = donnees.commune(commune.code).map(|c| c.index) else { continue };
            let entiere = millesimes.population(millesime.annee, index);
            let part = i.checked_sub(avant_les_parts).and_then(|i| projet.territoire.parts.get(i));
            match (part, &mut commune.part) {
                (Some(part), Some(retenue)) => {
                    retenue.population_entiere = entiere;
                    let compte = entiere.zip(iris).filter(|_| !part.iris.is_empty());
                    if let Some((entiere, iris)) = compte {
                        commune.population = iris.part(index, &part.iris, entiere).ok();
                    }
                }
                _ => commune.population = entiere,
            }
        }
        let Bilan { territoire, taille, .. } = evaluate(projet, &autre, rules);
        let inconnues = territoire.populations_inconnues.len() as u32;
        etapes.push(Etape { millesime: *millesime, population: territoire.population, inconnues, taille });
    }
    etapes
}
