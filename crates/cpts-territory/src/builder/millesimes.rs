//! The earlier vintages, brought to the communes of today.
//!
//! A commune merged since counts what the former ones had. A commune restored
//! since had no figure of its own, and the one that it left had one for both:
//! neither is known. The totals that INSEE published are found again, those
//! figures included.

use std::collections::HashMap;
use std::path::Path;

use super::anciens::{ANCIENS, Ancien, split_since};
use super::archives::Archive;
use super::checks::Checks;
use super::erreur::BuildError;
use super::lecture_iris::LigneIris;
use super::sources::{self, Genre, Ligne, Source};
use crate::Millesimes;
use crate::territory::Territory;

/// The populations of a vintage by row of today, and what belongs to no row.
pub(super) struct Reprise {
    pub(super) populations: Vec<Option<u32>>,
    /// Inhabitants of communes that were split since.
    partagees: u64,
    /// Former communes that the archive forgets, taken from the IRIS of the same year.
    completees: Vec<String>,
}

fn wrong(archive: Archive, details: String) -> BuildError {
    BuildError::Contenu { source_lue: archive.paquet, details }
}

/// Brings a vintage to the communes of today.
pub(super) fn read(
    dossier: &Path,
    ancien: &Ancien,
    source: &Source,
    iris: (u16, &[LigneIris]),
) -> Result<Reprise, BuildError> {
    let today = source.today();
    let lignes: Vec<Ligne> = sources::communes(dossier, ancien.archive)?;
    let mut reprise =
        Reprise { populations: vec![None; source.lieux.len()], partagees: 0, completees: Vec::new() };
    let mut seen: HashMap<&str, ()> = HashMap::new();
    let actuelles =
        lignes.iter().filter(|l| matches!(l.genre, Genre::CommuneActuelle | Genre::ArrondissementMunicipal));
    for ligne in actuelles {
        seen.insert(&ligne.code, ());
        if let Some(population) = ligne.population {
            reprise.add(ancien, &today, &ligne.code, population)?;
        }
    }
    // An archive may have forgotten the communes absorbed since its census.
    if iris.0 == ancien.annee {
        let mut sums: Vec<(&str, u32)> = Vec::new();
        for ligne in iris.1.iter().filter(|l| !seen.contains_key(l.commune.as_str())) {
            match sums.iter_mut().find(|s| s.0 == ligne.commune) {
                Some(sum) => sum.1 += ligne.population,
                None => sums.push((&ligne.commune, ligne.population)),
            }
        }
        for (code, population) in sums {
            reprise.add(ancien, &today, code, population)?;
            reprise.completees.push(code.to_owned());
        }
    }
    for (row, lieu) in source.lieux.iter().enumerate() {
        if split_since(&lieu.code, ancien.annee) {
            reprise.partagees += u64::from(reprise.populations[row].take().unwrap_or(0));
        } else if reprise.populations[row].is_none() && lieu.population.is_some() {
            let details = format!(
                "{} n'a pas de population en {} : si elle a été rétablie depuis, écrivez-la dans RETABLIES",
                lieu.code, ancien.annee
            );
            return Err(wrong(ancien.archive, details));
        }
    }
    Ok(reprise)
}

impl Reprise {
    fn add(
        &mut self,
        ancien: &Ancien,
        today: &HashMap<&str, u32>,
        code: &str,
        population: u32,
    ) -> Result<(), BuildError> {
        let &row = today
            .get(code)
            .ok_or_else(|| wrong(ancien.archive, format!("{code} n'a pas de commune aujourd'hui")))?;
        let place = &mut self.populations[row as usize];
        *place = Some(place.unwrap_or(0) + population);
        Ok(())
    }
}

/// The published totals, found again in the file read back.
pub(super) fn check(
    checks: &mut Checks,
    territory: &Territory,
    millesimes: &Millesimes,
    reprises: &[Reprise],
) -> Result<(), BuildError> {
    checks.equal("millésimes", millesimes.annees().len(), ANCIENS.len() + 1)?;
    for (ancien, reprise) in ANCIENS.iter().zip(reprises) {
        let annee = ancien.annee;
        let same = territory
            .iter()
            .zip(&reprise.populations)
            .filter(|(c, n)| millesimes.population(annee, c.index) == **n)
            .count();
        checks.equal(&format!("{annee}, populations relues"), same, reprise.populations.len())?;
        let sum = |keep: &dyn Fn(&crate::Commune<'_>) -> bool| -> u64 {
            let kept = territory.communes().filter(|c| keep(c));
            kept.filter_map(|c| millesimes.population(annee, c.index)).map(u64::from).sum()
        };
        checks.equal(
            &format!("{annee}, France sans Mayotte ({} partagés depuis)", reprise.partagees),
            sum(&|c| !c.millesime_incertain && c.millesime.is_none()) + reprise.partagees,
            ancien.total,
        )?;
        let mayotte = sum(&|c| c.millesime.is_some());
        let attendue = territory.communes().filter(|c| c.millesime.is_some());
        let attendue = attendue.filter_map(|c| c.population).map(u64::from).sum();
        checks.equal(&format!("{annee}, Mayotte comme aujourd'hui"), mayotte, attendue)?;
        for &(ville, premier, nombre) in &territory.villes {
            let somme: u64 = (premier..premier + nombre)
                .filter_map(|row| millesimes.population(annee, row))
                .map(u64::from)
                .sum();
            let entiere = u64::from(millesimes.population(annee, ville).unwrap_or(0));
            let code = territory.codes[ville as usize];
            checks.equal(&format!("{annee}, {code}, somme des arrondissements"), somme, entiere)?;
        }
        if !reprise.completees.is_empty() {
            checks.note(format!("{annee}, communes reprises des IRIS : {}", reprise.completees.join(" ")));
        }
    }
    Ok(())
}
