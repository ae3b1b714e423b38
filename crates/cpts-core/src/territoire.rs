//! Counting the inhabitants of a perimeter, each of them once.

use core::cmp::{Ordering, Reverse};

use cpts_codes::{CodeDepartement, CodeRegion, insertion_sort_by_key};
use cpts_rules::Rules;

use crate::bilan::{BilanEpci, BilanTerritoire};
use crate::perimetre::{CommuneRetenue, NaturePart, Perimetre, key};

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
    /// Régions, sorted. A collectivity without one counts for the région whose ARS is its own.
    pub(crate) regions: Vec<CodeRegion>,
}

/// A connected part, counted.
pub(crate) struct Partie<'a> {
    /// Its communes, in the order of codes.
    pub(crate) communes: Vec<&'a CommuneRetenue>,
    /// Inhabitants that are known.
    pub(crate) population: u32,
    /// See [`crate::Composante::terre`].
    pub(crate) terre: u32,
}

/// Inhabitants that count: never more than the whole commune.
pub(crate) fn retenue(commune: &CommuneRetenue) -> Option<u32> {
    let entiere = commune.part.as_ref().and_then(|part| part.population_entiere);
    commune.population.map(|population| entiere.map_or(population, |entiere| population.min(entiere)))
}

/// Entries of one commune, the one that counts first. Two entries that this
/// order does not part are the same in all that the bilan tells.
#[inline(never)]
fn preference(a: &CommuneRetenue, b: &CommuneRetenue) -> Ordering {
    // Numbers before texts, unknown as 0: one comparison of lists instead of nine of as many types.
    let nombres = |c: &CommuneRetenue| {
        let known = |n: Option<u32>| n.map_or(0, |n| u64::from(n) + 1);
        [
            u64::MAX - known(retenue(c)),
            u64::from(c.part.is_some()),
            known(c.millesime.map(u32::from)),
            key(c.departement.as_str()),
            key(c.region.as_str()),
            c.ville.map_or(0, |ville| key(ville.as_str())),
            known(c.population),
            known(c.part.as_ref().and_then(|part| part.population_entiere)),
            known(annee_des_iris(c).map(u32::from)),
        ]
    };
    nombres(a).cmp(&nombres(b)).then_with(|| a.nom.cmp(&b.nom)).then_with(|| motif(a).cmp(motif(b)))
}

/// The year of the IRIS that a share is counted by.
pub(crate) fn annee_des_iris(commune: &CommuneRetenue) -> Option<u16> {
    match commune.part.as_ref()?.nature {
        NaturePart::Iris { annee } => Some(annee),
        NaturePart::Saisie => None,
    }
}

fn motif(commune: &CommuneRetenue) -> &str {
    commune.part.as_ref().map_or("", |part| &part.motif)
}

/// Those that pass the test, in the same order.
// One copy for all the tests, hence the `dyn`.
#[inline(never)]
pub(crate) fn choisies<'a>(
    communes: &[&'a CommuneRetenue],
    test: &dyn Fn(&CommuneRetenue) -> bool,
) -> Vec<&'a CommuneRetenue> {
    let mut choisies = Vec::new();
    for commune in communes {
        if test(commune) {
            choisies.push(*commune);
        }
    }
    choisies
}

impl<'a> Territoire<'a> {
    pub(crate) fn count(perimetre: &'a Perimetre, rules: &'static Rules) -> Self {
        // Code and rank in one number: the sort of whole numbers is the only one that
        // the page holds.
        let mut sorted: Vec<u64> = Vec::with_capacity(perimetre.communes.len());
        for (rang, commune) in perimetre.communes.iter().enumerate() {
            sorted.push(key(commune.code.as_str()) << 24 | rang as u64);
        }
        sorted.sort_unstable();

        let mut communes: Vec<&CommuneRetenue> = Vec::with_capacity(sorted.len());
        let mut doubles: Vec<&CommuneRetenue> = Vec::new();
        for k in sorted {
            let Some(commune) = perimetre.communes.get((k & 0xff_ffff) as usize) else { continue };
            match communes.last_mut() {
                Some(last) if last.code == commune.code => {
                    if preference(commune, last) == Ordering::Less {
                        *last = commune;
                    }
                    if doubles.last().is_some_and(|double| double.code == commune.code) {
                        doubles.pop();
                    }
                    doubles.push(last);
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
                let region = rules.region(commune.region).map_or(commune.region, |r| r.code);
                if !self.regions.contains(&region) {
                    self.regions.push(region);
                }
            }
        }
        insertion_sort_by_key(&mut self.departements, |d| *d);
        insertion_sort_by_key(&mut self.regions, |r| *r);
    }

    /// Communes whose population is not known.
    pub(crate) fn inconnues(&self) -> Vec<&'a CommuneRetenue> {
        choisies(&self.communes, &|c| c.population.is_none())
    }

    /// Whether the perimeter is in one piece; `None`: not checked, or empty. One
    /// commune alone is, without any neighbour to look at.
    pub(crate) fn contigu(&self, perimetre: &Perimetre) -> Option<bool> {
        if self.communes.len() == 1 {
            return Some(true);
        }
        let composantes = perimetre.composantes.as_ref().filter(|_| !self.communes.is_empty())?;
        Some(composantes.len() <= 1 || self.parties(perimetre).len() <= 1)
    }

    /// The connected parts, the most populous first; what counts nobody is no part: the
    /// arrondissements of a city that is there whole.
    pub(crate) fn parties(&self, perimetre: &Perimetre) -> Vec<Partie<'a>> {
        // A scattered territory has a hundred parts: each commune looks for its part once.
        let mut places: Vec<u64> = Vec::new();
        let mut parties: Vec<Partie<'a>> = Vec::new();
        for composante in perimetre.composantes.iter().flatten() {
            for code in &composante.communes {
                places.push(key(code.as_str()) << 24 | parties.len() as u64);
            }
            parties.push(Partie { communes: Vec::new(), population: 0, terre: composante.terre });
        }
        places.sort_unstable();
        for commune in &self.communes {
            let cle = key(commune.code.as_str()) << 24;
            let debut = places.partition_point(|place| *place < cle);
            let place = places.get(debut).filter(|place| **place >> 24 == cle >> 24);
            let Some(partie) = place.and_then(|place| parties.get_mut((place & 0xff_ffff) as usize)) else {
                continue;
            };
            partie.communes.push(commune);
            partie.population = partie.population.saturating_add(retenue(commune).unwrap_or(0));
        }
        parties.retain(|partie| !partie.communes.is_empty());
        insertion_sort_by_key(&mut parties, |p| (Reverse(p.population), p.communes.first().map(|c| c.code)));
        parties
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
            populations_inconnues: self.inconnues().iter().map(|c| c.code).collect(),
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
    let villes =
        choisies(communes, &|v| v.ville.is_none() && communes.iter().any(|c| c.ville == Some(v.code)));
    for ville in villes {
        let arrondissements = choisies(communes, &|c| c.ville == Some(ville.code));
        *communes = choisies(communes, &|c| c.ville != Some(ville.code));
        cumuls.push((ville, arrondissements));
    }
    cumuls
}
