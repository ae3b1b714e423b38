//! The published totals, found again in what was just written.
//!
//! Each check reads the finished file back through the reader, never the rows
//! from which it was made. A new vintage changes the figures below; a check that
//! fails without a new vintage means that the data is wrong.

use std::collections::HashMap;

use super::erreur::BuildError;
use super::sources::{Genre, Source};
use crate::{Adjacence, Territory};

/// INSEE, populations municipales 2023 in force on 1 January 2026.
const METROPOLE: u64 = 66_165_815;
const FRANCE_SANS_MAYOTTE: u64 = 68_094_280;
const MAYOTTE: u64 = 256_518;
/// The régions whose totals INSEE publishes in its press releases.
const REGIONS: [(&str, u64); 7] = [
    ("27", 2_802_670),
    ("53", 3_449_370),
    ("11", 12_463_067),
    ("94", 355_486),
    ("01", 384_160),
    ("03", 293_996),
    ("02", 360_630),
];
const COMMUNES: usize = 34_969;
const COM: usize = 94;
const ARRONDISSEMENTS: usize = 45;
const ANCIENNES: usize = 2_576;
const EPCI: usize = 1_253;
/// CC, CA, CU, métropoles.
const NATURES: [usize; 4] = [987, 230, 14, 22];
const VILLES: [(&str, u64); 3] = [("13055", 886_040), ("69123", 519_127), ("75056", 2_103_778)];
/// Four islands, and every overseas collectivity, belong to no EPCI.
const SANS_EPCI: [&str; 4] = ["22016", "29083", "29155", "85113"];
/// Communes of which no census gives the population: southern lands and Clipperton.
const INCONNUES: usize = 6;
/// Villages destroyed in 1916, which have a commune and nobody.
const SANS_HABITANT: usize = 6;

/// Pairs of communes that share an edge, arrondissements left out.
const VOISINAGES: usize = 102_191;
/// Communes with a contour and no neighbour: the islands of one commune.
const ISOLEES: usize = 15;

/// What was found again, as French sentences.
#[derive(Default)]
pub(super) struct Checks(pub(super) Vec<String>);

impl Checks {
    /// Goes on when what was read is what was published.
    pub(super) fn equal<T: PartialEq + std::fmt::Display>(
        &mut self,
        quoi: &str,
        lu: T,
        attendu: T,
    ) -> Result<(), BuildError> {
        if lu != attendu {
            let (lu, attendu) = (lu.to_string(), attendu.to_string());
            return Err(BuildError::Verification { quoi: quoi.to_owned(), lu, attendu });
        }
        self.0.push(format!("{quoi} : {lu}"));
        Ok(())
    }

    /// Something to know, that no figure contradicts.
    pub(super) fn note(&mut self, phrase: String) {
        self.0.push(phrase);
    }
}

pub(super) fn territory(territory: &Territory, source: &Source) -> Result<Vec<String>, BuildError> {
    let mut checks = Checks::default();
    let is_com = |code: &str| {
        code.starts_with("975")
            || code.starts_with("977")
            || code.starts_with("978")
            || code.starts_with("98")
    };
    let is_drom = |code: &str| code.starts_with("97") && !is_com(code);
    let sum = |keep: &dyn Fn(&str) -> bool| -> u64 {
        territory
            .communes()
            .filter(|c| keep(c.code.as_str()))
            .filter_map(|c| c.population.map(u64::from))
            .sum()
    };

    checks.equal("communes actuelles", territory.communes().count(), COMMUNES)?;
    let com = territory.communes().filter(|c| is_com(c.code.as_str())).count();
    checks.equal("dont collectivités d'outre-mer", com, COM)?;
    let arrondissements = territory.iter().filter(|c| c.ville.is_some()).count();
    checks.equal("arrondissements municipaux", arrondissements, ARRONDISSEMENTS)?;
    checks.equal("anciennes communes", territory.formers().count(), ANCIENNES)?;
    checks.equal("EPCI", territory.all_epci().count(), EPCI)?;
    for (nature, attendu) in crate::territory::Nature::ALL.into_iter().zip(NATURES) {
        let lu = territory.all_epci().filter(|e| e.nature == nature).count();
        checks.equal(&format!("EPCI, {}", nature.prefix().trim()), lu, attendu)?;
    }

    checks.equal("population, métropole", sum(&|c| !c.starts_with("97") && !is_com(c)), METROPOLE)?;
    checks.equal(
        "population, France sans Mayotte",
        sum(&|c| !is_com(c) && !c.starts_with("976")),
        FRANCE_SANS_MAYOTTE,
    )?;
    checks.equal("population, Mayotte", sum(&|c| is_drom(c) && c.starts_with("976")), MAYOTTE)?;
    for (region, attendu) in REGIONS {
        let lu = territory
            .communes()
            .filter(|c| c.region.as_str() == region)
            .filter_map(|c| c.population.map(u64::from))
            .sum();
        checks.equal(&format!("population, région {region}"), lu, attendu)?;
    }
    for (code, attendu) in VILLES {
        let ville = code.parse().ok().and_then(|c| territory.commune(c));
        let (Some(ville), quoi) = (ville, format!("population, {code}")) else {
            let (quoi, lu) = (format!("commune {code}"), "absente".to_owned());
            return Err(BuildError::Verification { quoi, lu, attendu: attendu.to_string() });
        };
        checks.equal(&quoi, u64::from(ville.population.unwrap_or(0)), attendu)?;
        let parts = territory.arrondissements(ville.code).map(|a| u64::from(a.population.unwrap_or(0))).sum();
        checks.equal(&format!("{quoi}, somme des arrondissements"), parts, attendu)?;
    }
    let inconnues = territory.communes().filter(|c| c.population.is_none()).count();
    checks.equal("populations inconnues", inconnues, INCONNUES)?;
    let vides = territory.communes().filter(|c| c.population == Some(0)).count();
    checks.equal("communes sans habitant", vides, SANS_HABITANT)?;

    let alone: Vec<_> = territory
        .communes()
        .filter(|c| c.epci.is_none() && !is_com(c.code.as_str()))
        .map(|c| c.code.to_string())
        .collect();
    checks.equal("communes sans EPCI", alone.join(" "), SANS_EPCI.join(" "))?;
    let members: usize = territory.all_epci().map(|e| e.taille as usize).sum();
    checks.equal("communes membres d'un EPCI", members, COMMUNES - COM - SANS_EPCI.len())?;

    same_as_source(&mut checks, territory, source)?;
    Ok(checks.0)
}

/// Every field of every row, against the rows of the archives.
fn same_as_source(checks: &mut Checks, territory: &Territory, source: &Source) -> Result<(), BuildError> {
    let by_code: HashMap<_, _> = source.lieux.iter().map(|l| (l.code.as_str(), l)).collect();
    let mut same = 0usize;
    for commune in territory.iter() {
        let Some(ligne) = by_code.get(commune.code.as_str()) else {
            continue;
        };
        let siren = source.epci_of.get(ligne.commune.as_ref().unwrap_or(&ligne.code));
        let postal: Vec<String> = territory.codes_postaux(commune.code).map(|c| c.to_string()).collect();
        same += usize::from(
            commune.nom == ligne.nom
                && commune.population == ligne.population
                && commune.region.as_str() == ligne.region
                && commune.ville.map(|v| v.to_string()) == ligne.commune
                && commune.epci.map(|s| s.to_string()).as_ref() == siren
                && postal == ligne.codes_postaux,
        );
    }
    checks.equal("lieux identiques à la source", same, source.lieux.len())?;

    let former =
        source.anciennes.iter().filter(|l| {
            l.genre != Genre::CommuneActuelle
                && l.code.parse().ok().and_then(|code| territory.former(code)).is_some_and(|f| {
                    f.nom == l.nom && Some(f.actuelle.code.as_str()) == l.chef_lieu.as_deref()
                })
        });
    checks.equal("anciennes communes identiques à la source", former.count(), source.anciennes.len())?;
    let epci = territory.all_epci().filter(|e| {
        let source = source.epci.get(&e.siren.to_string());
        source.is_some_and(|s| s.nom == e.nom.replace('’', "'"))
    });
    checks.equal("EPCI identiques à la source", epci.count(), source.epci.len())
}

pub(super) fn adjacency(territory: &Territory, adjacence: &Adjacence) -> Result<Vec<String>, BuildError> {
    let mut checks = Checks::default();
    let is_commune = |row: u32| territory.commune_at(row).is_some_and(|c| c.ville.is_none());
    let (mut ends, mut alone) = (0usize, 0usize);
    for commune in territory.communes() {
        let neighbours = adjacence.neighbours(commune.index).iter().filter(|&&n| is_commune(n)).count();
        ends += neighbours;
        let overseas_collectivity = commune.millesime_incertain;
        alone += usize::from(neighbours == 0 && !overseas_collectivity);
    }
    checks.equal("voisinages de communes", ends / 2, VOISINAGES)?;
    checks.equal("communes sans voisine", alone, ISOLEES)?;
    Ok(checks.0)
}
