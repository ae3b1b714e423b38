//! Counting the inhabitants of a perimeter, each of them once.

use core::cmp::{Ordering, Reverse};

use cpts_codes::{CodeCommune, CodeDepartement, CodeRegion, insertion_sort_by, insertion_sort_by_key};
use cpts_rules::Rules;

use crate::bilan::{BilanEpci, BilanTerritoire};
use crate::perimetre::{CommuneRetenue, Perimetre};

/// A perimeter in the order of codes, with what is odd in it.
///
/// Everything is in the order of codes, whatever the order of the perimeter: the
/// same communes give the same bilan.
pub(crate) struct Territoire<'a> {
    /// Every commune, each code once, arrondissements of a city that is there left out.
    pub(crate) communes: Vec<&'a CommuneRetenue>,
    /// Communes given several times.
    pub(crate) doubles: Vec<&'a CommuneRetenue>,
    /// A city, then those of its arrondissements that are also there.
    pub(crate) cumuls: Vec<(&'a CommuneRetenue, Vec<&'a CommuneRetenue>)>,
    /// Communes outside the scheme.
    pub(crate) dehors: Vec<&'a CommuneRetenue>,
    /// Inhabitants that are known.
    pub(crate) population: u32,
    /// The same, inside the scheme; `None` when nobody there is known.
    pub(crate) population_dedans: Option<u32>,
    /// Départements, sorted.
    pub(crate) departements: Vec<CodeDepartement>,
    /// Régions, sorted.
    pub(crate) regions: Vec<CodeRegion>,
}

/// Inhabitants that count: never more than the whole commune.
pub(crate) fn retenue(commune: &CommuneRetenue) -> Option<u32> {
    let entiere = commune.part.as_ref().and_then(|part| part.population_entiere);
    commune.population.map(|population| entiere.map_or(population, |entiere| population.min(entiere)))
}

/// The five bytes of a code as one number: the order is the same, and quick to compare.
fn key(code: CodeCommune) -> u64 {
    code.as_bytes().iter().fold(0, |key, octet| key << 8 | u64::from(*octet))
}

/// Entries of one commune, the one that counts first. Two entries that this
/// order does not part are the same in all that the bilan tells.
fn preference(a: &CommuneRetenue, b: &CommuneRetenue) -> Ordering {
    Reverse(retenue(a))
        .cmp(&Reverse(retenue(b)))
        .then_with(|| a.part.is_some().cmp(&b.part.is_some()))
        .then_with(|| a.nom.cmp(&b.nom))
        .then_with(|| a.millesime.cmp(&b.millesime))
        .then_with(|| (a.departement, a.region, a.ville).cmp(&(b.departement, b.region, b.ville)))
        .then_with(|| {
            let part = |c: &CommuneRetenue| c.part.as_ref().map(|p| (p.population_entiere, p.motif.clone()));
            (a.population, part(a)).cmp(&(b.population, part(b)))
        })
}

impl<'a> Territoire<'a> {
    pub(crate) fn count(perimetre: &'a Perimetre, rules: &'static Rules) -> Self {
        // Code and rank in one number: the sort of whole numbers is the only one that
        // the page holds, and the ranks of equal codes are put in order afterwards.
        let mut sorted: Vec<u64> =
            perimetre.communes.iter().zip(0..).map(|(c, rang)| key(c.code) << 24 | rang).collect();
        sorted.sort_unstable();
        let mut sorted: Vec<&CommuneRetenue> =
            sorted.into_iter().filter_map(|k| perimetre.communes.get((k & 0xff_ffff) as usize)).collect();
        for same in sorted.chunk_by_mut(|a, b| a.code == b.code) {
            insertion_sort_by(same, |a, b| preference(a, b));
        }

        let mut communes: Vec<&CommuneRetenue> = Vec::with_capacity(sorted.len());
        let mut doubles: Vec<&CommuneRetenue> = Vec::new();
        for commune in sorted {
            match communes.last() {
                Some(last) if last.code == commune.code => {
                    if doubles.last().is_none_or(|double| double.code != commune.code) {
                        doubles.push(last);
                    }
                }
                _ => communes.push(commune),
            }
        }
        let cumuls = absorb(&mut communes);

        let mut territoire = Self {
            communes,
            doubles,
            cumuls,
            dehors: Vec::new(),
            population: 0,
            population_dedans: None,
            departements: Vec::new(),
            regions: Vec::new(),
        };
        territoire.add_up(rules);
        territoire
    }

    fn add_up(&mut self, rules: &'static Rules) {
        // Neighbours in the order of codes are mostly of one département: look it up once.
        let mut last: Option<(CodeDepartement, bool)> = None;
        for commune in &self.communes {
            let outside = match last {
                Some((code, outside)) if code == commune.departement => outside,
                _ => {
                    let outside = rules.hors_dispositif(commune.departement).is_some();
                    last = Some((commune.departement, outside));
                    outside
                }
            };
            let mut known = retenue(commune);
            if let Some((_, arrondissements)) =
                self.cumuls.iter().find(|(ville, _)| ville.code == commune.code)
            {
                // The city holds its arrondissements: the larger of the two counts, never both.
                let parties = arrondissements.iter().filter_map(|a| retenue(a)).fold(0, u32::saturating_add);
                known = known.max(Some(parties).filter(|p| *p > 0));
            }
            if let Some(known) = known {
                self.population = self.population.saturating_add(known);
                if !outside {
                    self.population_dedans = Some(self.population_dedans.unwrap_or(0).saturating_add(known));
                }
            }
            if outside {
                self.dehors.push(commune);
            }
            if !self.departements.contains(&commune.departement) {
                self.departements.push(commune.departement);
            }
            if !self.regions.contains(&commune.region) {
                self.regions.push(commune.region);
            }
        }
        insertion_sort_by_key(&mut self.departements, |d| *d);
        insertion_sort_by_key(&mut self.regions, |r| *r);
    }

    /// Communes whose population is not known.
    pub(crate) fn inconnues(&self) -> impl Iterator<Item = &'a CommuneRetenue> {
        self.communes.iter().copied().filter(|c| c.population.is_none())
    }

    /// The name of a commune of the perimeter.
    pub(crate) fn nom(&self, code: CodeCommune) -> Option<&'a str> {
        let place = self.communes.binary_search_by_key(&key(code), |c| key(c.code)).ok()?;
        self.communes.get(place).map(|c| c.nom.as_str())
    }

    /// Whether the perimeter is in one piece; `None`: not checked, or empty.
    pub(crate) fn contigu(&self, perimetre: &Perimetre) -> Option<bool> {
        perimetre.composantes.as_ref().filter(|_| !self.communes.is_empty()).map(|parties| parties.len() <= 1)
    }

    pub(crate) fn bilan(&self, perimetre: &Perimetre, rules: &'static Rules) -> BilanTerritoire {
        let mut epci: Vec<BilanEpci> = perimetre
            .epci
            .iter()
            .map(|e| BilanEpci { siren: e.siren, nom: e.nom.clone(), complet: e.complet })
            .collect();
        insertion_sort_by_key(&mut epci, |e| e.siren);
        BilanTerritoire {
            population: self.population,
            base: rules.tailles.base,
            millesime: perimetre.millesime,
            communes: u32::try_from(self.communes.len()).unwrap_or(u32::MAX),
            populations_inconnues: self.inconnues().map(|c| c.code).collect(),
            departements: self.departements.clone(),
            regions: self.regions.clone(),
            epci,
            contigu: self.contigu(perimetre),
        }
    }
}

/// Takes out the arrondissements of the cities that are there themselves.
fn absorb<'a>(communes: &mut Vec<&'a CommuneRetenue>) -> Vec<(&'a CommuneRetenue, Vec<&'a CommuneRetenue>)> {
    let mut cumuls: Vec<(&CommuneRetenue, Vec<&CommuneRetenue>)> = Vec::new();
    if communes.iter().all(|c| c.ville.is_none()) {
        return cumuls;
    }
    let villes: Vec<&CommuneRetenue> = communes
        .iter()
        .copied()
        .filter(|ville| ville.ville.is_none() && communes.iter().any(|c| c.ville == Some(ville.code)))
        .collect();
    for ville in villes {
        let arrondissements = communes.iter().copied().filter(|c| c.ville == Some(ville.code)).collect();
        communes.retain(|c| c.ville != Some(ville.code));
        cumuls.push((ville, arrondissements));
    }
    cumuls
}
