//! What if the perimeter changed? Which communes tip the taille, alone or together.
//!
//! All of it is what [`cpts_core::evaluate`] would answer for the changed territory,
//! without evaluating each: an inhabitant more or less changes the population by one,
//! and the money of a year depends on the taille alone. Communes of which this is not
//! true are left out: a share, a commune given twice, a city beside its arrondissements,
//! a place outside the scheme. They have findings of their own.

use cpts_codes::{CodeCommune, Siren};
use cpts_core::{BilanTaille, Perimetre, Projet, Taille, Totaux, population_dedans, taille, totaux_de};
use cpts_rules::Rules;
use cpts_territory::{Adjacence, Commune, Territory};

use crate::ensemble::{Terrain, smallest};

pub use crate::ensemble::Preuve;

/// Steps outside the perimeter that a link between two of its parts may take.
const LIAISON: usize = 3;

/// What one commune changes, added or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effet {
    /// Which commune.
    pub code: CodeCommune,
    /// Its inhabitants.
    pub population: u32,
    /// Inhabitants of the perimeter afterwards.
    pub apres: u32,
    /// Taille afterwards.
    pub taille: Taille,
    /// Connected parts of the perimeter afterwards.
    pub parties: usize,
}

/// Several communes that reach the next taille together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ensemble {
    /// The communes, in the order in which they hold together.
    pub communes: Vec<CodeCommune>,
    /// Inhabitants of the perimeter afterwards.
    pub apres: u32,
    /// Taille afterwards.
    pub taille: Taille,
    /// Whether a smaller set may exist.
    pub preuve: Preuve,
}

/// What a whole EPCI changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffetEpci {
    /// Which one.
    pub siren: Siren,
    /// Its communes that would come in.
    pub communes: u32,
    /// How many of these have no known population: `apres` is without them.
    pub inconnues: u32,
    /// Whether some of its communes are in already.
    pub commence: bool,
    /// Inhabitants of the perimeter afterwards.
    pub apres: u32,
    /// Taille afterwards.
    pub taille: Taille,
}

/// How a part of the perimeter that stands apart could be joined to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Liaison {
    /// The part that stands apart: its place in [`Perimetre::composantes`].
    pub partie: usize,
    /// Communes to add. Where one is enough, every such commune, each to be taken alone.
    pub communes: Vec<CodeCommune>,
    /// Whether any one of them is enough; otherwise they are one chain.
    pub une_suffit: bool,
}

/// Everything that a change of perimeter would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EtSi {
    /// Inhabitants on whom the taille rests.
    pub population: u32,
    /// The taille as it is.
    pub taille: BilanTaille,
    /// Connected parts of the perimeter.
    pub parties: usize,
    /// Inhabitants that are missing to the next taille; `None` in the last one.
    pub manque: Option<u32>,
    /// Neighbours that change the taille alone, the least over the threshold first.
    pub ajouts: Vec<Effet>,
    /// Neighbours that do not, the most populous first.
    pub sans_effet: Vec<Effet>,
    /// Neighbours whose population is not known: nothing is said of them.
    pub inconnues: Vec<CodeCommune>,
    /// Communes of the perimeter without which the taille changes, the least under the threshold first.
    pub retraits: Vec<Effet>,
    /// Where no neighbour is enough alone: the fewest that are together.
    pub ensemble: Option<Ensemble>,
    /// The EPCI that touch the perimeter with a commune that is out: those that change
    /// the taille first, then the nearest.
    pub epci: Vec<EffetEpci>,
    /// Ways to join the parts that a few communes would join.
    pub liaisons: Vec<Liaison>,
    /// What a year is worth as it is; `None` where no text is in force.
    pub totaux: Option<Totaux>,
    /// The same in every other taille that is named above.
    pub autres: Vec<(Taille, Totaux)>,
}

impl EtSi {
    /// What a year is worth in a taille that is named here.
    pub fn totaux_de(&self, taille: Taille) -> Option<&Totaux> {
        if taille == self.taille.taille {
            return self.totaux.as_ref();
        }
        self.autres.iter().find(|(t, _)| *t == taille).map(|(_, totaux)| totaux)
    }
}

/// What changes of the perimeter would do; `None` where there is no taille to change.
///
/// `perimetre` is the one of `projet`.
pub fn et_si(
    projet: &Projet,
    perimetre: &Perimetre,
    donnees: &Territory,
    adjacence: &Adjacence,
    rules: &'static Rules,
) -> Option<EtSi> {
    let population = population_dedans(perimetre, rules)?;
    let ici = taille(projet, population, rules);
    let vue = Vue::new(perimetre, donnees, adjacence, rules);
    let taille_de = |population: u32| taille(projet, population, rules).taille;
    let manque = ici.max.map(|max| max.saturating_add(1).saturating_sub(population));
    let effet = |rang: u32, apres: u32, parties: usize| {
        let commune = donnees.commune_at(rang)?;
        Some(Effet {
            code: commune.code,
            population: commune.population?,
            apres,
            taille: taille_de(apres),
            parties,
        })
    };

    let (mut voisines, inconnues) = vue.neighbours();
    voisines.sort_unstable();
    let (mut ajouts, mut sans_effet) = (Vec::new(), Vec::new());
    for &cle in &voisines {
        let (nombre, rang) = split(cle);
        let Some(effet) = effet(rang, population.saturating_add(nombre), vue.parts_with(rang)) else {
            continue;
        };
        if effet.taille == ici.taille { sans_effet.insert(0, effet) } else { ajouts.push(effet) }
    }

    let mut retraits = Vec::new();
    let mut passages = Passages { dernier: vec![0; vue.etats.len()], tour: 0 };
    for cle in vue.removable() {
        let (nombre, rang) = split(cle);
        let apres = population.saturating_sub(nombre);
        if taille_de(apres) != ici.taille {
            retraits.extend(effet(rang, apres, vue.parts_without(rang, &mut passages)));
        }
    }

    let ensemble = manque.filter(|_| ajouts.is_empty()).and_then(|manque| {
        let terrain = Terrain {
            voisines: &|rang| adjacence.neighbours(rang),
            population: &|rang| {
                vue.takable(rang).filter(|c| !is_city(donnees, c.code)).and_then(|c| c.population)
            },
            rangs: vue.etats.len(),
        };
        let trouve = smallest(&terrain, &vue.dedans, manque)?;
        let apres = population.saturating_add(trouve.somme);
        Some(Ensemble {
            communes: vue.codes(&trouve.rangs),
            apres,
            taille: taille_de(apres),
            // Nothing can be proved of those that nobody counted.
            preuve: if inconnues.is_empty() { trouve.preuve } else { Preuve::Aucune },
        })
    });

    let mut et_si = EtSi {
        population,
        taille: ici,
        parties: vue.parties,
        manque,
        ajouts,
        sans_effet,
        inconnues: vue.codes(&inconnues),
        retraits,
        ensemble,
        epci: vue.epci(&voisines, population, ici.taille, &taille_de),
        liaisons: vue.links(perimetre),
        totaux: totaux_de(projet, ici.taille, rules),
        autres: Vec::new(),
    };
    for autre in Taille::TOUS {
        let nommee = et_si.ajouts.iter().chain(&et_si.retraits).any(|e| e.taille == *autre)
            || et_si.ensemble.as_ref().is_some_and(|e| e.taille == *autre)
            || et_si.epci.iter().any(|e| e.taille == *autre);
        if nommee
            && *autre != ici.taille
            && let Some(totaux) = totaux_de(projet, *autre, rules)
        {
            et_si.autres.push((*autre, totaux));
        }
    }
    Some(et_si)
}

/// The neighbours that change the taille alone, for a map.
pub fn bascules(et_si: &EtSi) -> Vec<CodeCommune> {
    let mut codes = Vec::with_capacity(et_si.ajouts.len());
    for effet in &et_si.ajouts {
        codes.push(effet.code);
    }
    codes
}

/// Inhabitants and row in one number, so that the one sort of whole numbers serves.
fn join(population: u32, rang: u32) -> u64 {
    u64::from(population) << 32 | u64::from(rang)
}

fn split(cle: u64) -> (u32, u32) {
    ((cle >> 32) as u32, cle as u32)
}

fn is_city(donnees: &Territory, code: CodeCommune) -> bool {
    donnees.arrondissements(code).next().is_some()
}

/// Where one search after another has passed, without clearing anything between two.
struct Passages {
    dernier: Vec<u32>,
    tour: u32,
}

impl Passages {
    /// Whether the present search comes here for the first time.
    fn first(&mut self, rang: u32) -> bool {
        let tour = self.tour;
        self.dernier.get_mut(rang as usize).is_some_and(|dernier| core::mem::replace(dernier, tour) != tour)
    }
}

/// Rows that are in no part.
const DEHORS: u16 = 0;
/// Rows that hold inhabitants of the perimeter under another name: they cannot be added.
const COMPTE: u16 = u16::MAX;

/// A perimeter seen from the rows of the data.
struct Vue<'a> {
    donnees: &'a Territory,
    adjacence: &'a Adjacence,
    rules: &'static Rules,
    perimetre: &'a Perimetre,
    /// By row: the number of its part, from 1 on, or one of the two values above.
    etats: Vec<u16>,
    /// The rows of the perimeter, ascending.
    dedans: Vec<u32>,
    /// Communes of which a share is in.
    partagees: Vec<CodeCommune>,
    parties: usize,
}

impl<'a> Vue<'a> {
    fn new(
        perimetre: &'a Perimetre,
        donnees: &'a Territory,
        adjacence: &'a Adjacence,
        rules: &'static Rules,
    ) -> Self {
        let header = donnees.header();
        let mut etats = vec![DEHORS; (header.communes + header.arrondissements) as usize];
        let mut dedans = Vec::with_capacity(perimetre.communes.len());
        let (mut comptees, mut partagees): (Vec<CodeCommune>, Vec<CodeCommune>) = (Vec::new(), Vec::new());
        for retenue in &perimetre.communes {
            dedans.extend(donnees.commune(retenue.code).map(|c| c.index));
            comptees.extend(retenue.ville);
            if retenue.part.is_some() {
                partagees.push(retenue.code);
            }
            if is_city(donnees, retenue.code) {
                comptees.extend(donnees.arrondissements(retenue.code).map(|a| a.code));
            }
        }
        cpts_codes::sort_u32(&mut dedans);
        dedans.dedup();
        for code in comptees {
            if let Some(etat) = donnees.commune(code).and_then(|c| etats.get_mut(c.index as usize)) {
                *etat = COMPTE;
            }
        }
        let parties = adjacence.components(&dedans);
        for (numero, rangs) in parties.iter().enumerate() {
            for rang in rangs {
                if let Some(etat) = etats.get_mut(*rang as usize) {
                    *etat = u16::try_from(numero + 1).unwrap_or(COMPTE - 1);
                }
            }
        }
        Self { donnees, adjacence, rules, perimetre, etats, dedans, partagees, parties: parties.len() }
    }

    fn etat(&self, rang: u32) -> u16 {
        self.etats.get(rang as usize).copied().unwrap_or(COMPTE)
    }

    fn is_inside(&self, rang: u32) -> bool {
        !matches!(self.etat(rang), DEHORS | COMPTE)
    }

    fn codes(&self, rangs: &[u32]) -> Vec<CodeCommune> {
        let mut codes = Vec::with_capacity(rangs.len());
        for rang in rangs {
            codes.extend(self.donnees.commune_at(*rang).map(|c| c.code));
        }
        codes
    }

    /// The commune of a row outside, if adding it adds its inhabitants and nothing else.
    fn takable(&self, rang: u32) -> Option<Commune<'a>> {
        if self.etat(rang) != DEHORS {
            return None;
        }
        self.donnees.commune_at(rang).filter(|c| self.rules.hors_dispositif(c.departement).is_none())
    }

    /// The communes around: inhabitants and rows joined, and the rows of those that nobody counted.
    fn neighbours(&self) -> (Vec<u64>, Vec<u32>) {
        let mut vues = vec![false; self.etats.len()];
        let (mut connues, mut inconnues) = (Vec::new(), Vec::new());
        for &rang in &self.dedans {
            for &voisine in self.adjacence.neighbours(rang) {
                let Some(vue) = vues.get_mut(voisine as usize) else { continue };
                if core::mem::replace(vue, true) {
                    continue;
                }
                match self.takable(voisine).map(|c| c.population) {
                    Some(Some(population)) => connues.push(join(population, voisine)),
                    Some(None) => inconnues.push(voisine),
                    None => {}
                }
            }
        }
        cpts_codes::sort_u32(&mut inconnues);
        (connues, inconnues)
    }

    /// Parts once this neighbour is in.
    fn parts_with(&self, rang: u32) -> usize {
        let mut touchees: Vec<u16> = Vec::new();
        for &voisine in self.adjacence.neighbours(rang) {
            let etat = self.etat(voisine);
            if self.is_inside(voisine) && !touchees.contains(&etat) {
                touchees.push(etat);
            }
        }
        self.parties + 1 - touchees.len()
    }

    /// Parts once this commune is out: what held to it may not hold together any more.
    fn parts_without(&self, rang: u32, passages: &mut Passages) -> usize {
        let mut attendues: Vec<u32> = Vec::new();
        for &voisine in self.adjacence.neighbours(rang) {
            if self.is_inside(voisine) {
                attendues.push(voisine);
            }
        }
        let mut morceaux = 0;
        passages.tour += 1;
        passages.first(rang);
        // Its neighbours mostly touch each other: a few steps meet them all again.
        while let Some(depart) = attendues.pop() {
            morceaux += 1;
            let mut file = vec![depart];
            let mut at = 0;
            while let Some(&ici) = file.get(at)
                && !attendues.is_empty()
            {
                at += 1;
                for &voisine in self.adjacence.neighbours(ici) {
                    if self.is_inside(voisine) && passages.first(voisine) {
                        attendues.retain(|a| *a != voisine);
                        file.push(voisine);
                    }
                }
            }
        }
        self.parties + morceaux - 1
    }

    /// The communes whose removal takes out their inhabitants and nothing else, and
    /// leaves somebody: inhabitants and rows joined, ascending.
    fn removable(&self) -> Vec<u64> {
        let mut tous: Vec<u64> = Vec::with_capacity(self.perimetre.communes.len());
        let mut connues = 0u32;
        for retenue in &self.perimetre.communes {
            let Some(commune) = self.donnees.commune(retenue.code) else { continue };
            let dedans = self.rules.hors_dispositif(commune.departement).is_none();
            connues += u32::from(dedans && retenue.population.is_some());
            // Row first, so that what was given twice stands side by side.
            let simple = dedans
                && retenue.part.is_none()
                && retenue.population.is_some()
                && !retenue.ville.is_some_and(|v| self.is_row_inside(v))
                && !self.donnees.arrondissements(retenue.code).any(|a| self.is_inside(a.index));
            tous.push(u64::from(commune.index) << 1 | u64::from(!simple));
        }
        tous.sort_unstable();
        let mut cles = Vec::new();
        for (place, cle) in tous.iter().enumerate() {
            let same = |autre: Option<&u64>| autre.is_some_and(|a| a >> 1 == cle >> 1);
            let double = same(tous.get(place + 1)) || place.checked_sub(1).is_some_and(|p| same(tous.get(p)));
            let rang = (cle >> 1) as u32;
            if cle & 1 == 0
                && !double
                && connues > 1
                && let Some(population) = self.donnees.commune_at(rang).and_then(|c| c.population)
            {
                cles.push(join(population, rang));
            }
        }
        cles.sort_unstable();
        cles
    }

    fn is_row_inside(&self, code: CodeCommune) -> bool {
        self.donnees.commune(code).is_some_and(|c| self.is_inside(c.index))
    }

    /// The EPCI of the neighbours.
    fn epci(
        &self,
        voisines: &[u64],
        population: u32,
        ici: Taille,
        taille_de: &dyn Fn(u32) -> Taille,
    ) -> Vec<EffetEpci> {
        let mut vus: Vec<Siren> = Vec::new();
        for &cle in voisines {
            if let Some(siren) = self.donnees.commune_at(split(cle).1).and_then(|c| c.epci)
                && !vus.contains(&siren)
            {
                vus.push(siren);
            }
        }
        let mut effets: Vec<EffetEpci> = Vec::new();
        'epci: for siren in vus {
            let mut effet = EffetEpci {
                siren,
                communes: 0,
                inconnues: 0,
                commence: false,
                apres: population,
                taille: ici,
            };
            for commune in self.donnees.communes_of_epci(siren) {
                match self.etat(commune.index) {
                    DEHORS => {
                        effet.communes += 1;
                        effet.inconnues += u32::from(commune.population.is_none());
                        effet.apres = effet.apres.saturating_add(commune.population.unwrap_or(0));
                    }
                    // A city of which some arrondissements are in: the sum would not be the sum.
                    COMPTE => continue 'epci,
                    _ => effet.commence = true,
                }
                if self.partagees.contains(&commune.code) {
                    continue 'epci;
                }
            }
            effet.taille = taille_de(effet.apres);
            if effet.communes > 0 {
                effets.push(effet);
            }
        }
        cpts_codes::insertion_sort_by_key(&mut effets, |e| (e.taille == ici, e.apres, e.siren));
        effets
    }

    /// For each part but the first, what would join it to another part.
    fn links(&self, perimetre: &Perimetre) -> Vec<Liaison> {
        let mut liaisons = Vec::new();
        let parties = perimetre.composantes.as_deref().unwrap_or_default();
        for (partie, composante) in parties.iter().enumerate().skip(1) {
            if let Some((communes, une_suffit)) = self.link(&composante.communes) {
                liaisons.push(Liaison { partie, communes: self.codes(&communes), une_suffit });
            }
        }
        liaisons
    }

    /// The shortest way out of a part and into another one, in communes to add.
    fn link(&self, partie: &[CodeCommune]) -> Option<(Vec<u32>, bool)> {
        let numero = self.etat(self.donnees.commune(*partie.first()?)?.index);
        let mut vues = vec![false; self.etats.len()];
        // Each row outside with the place of the one before it.
        let mut file: Vec<(u32, Option<usize>)> = Vec::new();
        let mut etape = 0..0;
        for code in partie {
            if let Some(commune) = self.donnees.commune(*code) {
                self.spread(commune.index, None, &mut vues, &mut file);
            }
        }
        etape.end = file.len();
        for pas in 1..=LIAISON {
            let touche = |rang: u32| {
                self.adjacence.neighbours(rang).iter().any(|v| self.is_inside(*v) && self.etat(*v) != numero)
            };
            let mut arrivees: Vec<usize> = Vec::new();
            for place in etape.clone() {
                if file.get(place).is_some_and(|(rang, _)| touche(*rang)) {
                    arrivees.push(place);
                }
            }
            if let Some(&premiere) = arrivees.first() {
                let mut rangs = Vec::new();
                if pas == 1 {
                    for place in arrivees {
                        rangs.extend(file.get(place).map(|(rang, _)| *rang));
                    }
                    cpts_codes::sort_u32(&mut rangs);
                    return Some((rangs, true));
                }
                let mut place = Some(premiere);
                while let Some((rang, avant)) = place.and_then(|p| file.get(p)) {
                    rangs.push(*rang);
                    place = *avant;
                }
                rangs.reverse();
                return Some((rangs, false));
            }
            for place in etape.clone() {
                if let Some(&(rang, _)) = file.get(place) {
                    self.spread(rang, Some(place), &mut vues, &mut file);
                }
            }
            etape = etape.end..file.len();
        }
        None
    }

    fn spread(
        &self,
        rang: u32,
        depuis: Option<usize>,
        vues: &mut [bool],
        file: &mut Vec<(u32, Option<usize>)>,
    ) {
        for &voisine in self.adjacence.neighbours(rang) {
            if let Some(vue) = vues.get_mut(voisine as usize)
                && !core::mem::replace(vue, true)
                && self.takable(voisine).is_some()
            {
                file.push((voisine, depuis));
            }
        }
    }
}
