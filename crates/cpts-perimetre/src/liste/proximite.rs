//! How far each place of a list is from the others.

use std::collections::{BTreeMap, VecDeque};

use cpts_territory::{Adjacence, Territory};

use super::lignes::Lieu;

/// Communes to cross, at most, from a place to one that is near it: some forty kilometres.
const PRES: u32 = 8;
/// From so many places on, a list of which less than half are near another is no territory:
/// distance says nothing of it.
const EPARSES: usize = 4;

/// A place of the list.
pub(super) struct Point {
    pub(super) lieu: Lieu,
    /// Whether a code, a name and a département, or two of them, say the same.
    pub(super) sur: bool,
    /// Whether it was told by a number alone.
    pub(super) par_code: bool,
}

/// Which of these places are far from all the others, in their order; what is sure never is.
///
/// `pres_de` are places of the same territory that the list does not name. Without the file of the
/// neighbours, what is in the département of no other place is far.
pub(super) fn far(
    points: &[Point],
    pres_de: &[Lieu],
    donnees: &Territory,
    voisins: Option<&Adjacence>,
) -> Vec<bool> {
    // Written twice, a place is no neighbour of itself.
    let mut lieux: Vec<Lieu> = Vec::with_capacity(points.len() + pres_de.len());
    let mut vus = BTreeMap::new();
    for lieu in points.iter().map(|p| p.lieu).chain(pres_de.iter().copied()) {
        vus.entry(lieu).or_insert_with(|| {
            lieux.push(lieu);
            lieux.len() - 1
        });
    }
    let rangs: Vec<Vec<u32>> = lieux.iter().map(|l| rows(*l, donnees)).collect();
    let departements: Vec<_> =
        rangs.iter().map(|r| r.first().and_then(|i| donnees.commune_at(*i)).map(|c| c.departement)).collect();
    let mut par_departement = BTreeMap::new();
    for departement in &departements {
        *par_departement.entry(*departement).or_insert(0usize) += 1;
    }
    let bonds = voisins.map(|v| hops(&rangs, v));
    let beside: Vec<bool> = (rangs.iter().zip(0..))
        .map(|(miens, place)| bonds.as_ref().is_some_and(|b| miens.iter().any(|r| b.other(*r, place))))
        .collect();
    let same: Vec<bool> =
        departements.iter().map(|d| par_departement.get(d).is_some_and(|n| *n > 1)).collect();
    // What has water all around has no other place beside it by the edges of communes.
    let terres: Vec<Option<u32>> =
        rangs.iter().map(|r| r.first().zip(voisins).map(|(rang, v)| v.land(*rang))).collect();
    let mut par_terre = BTreeMap::new();
    for terre in &terres {
        *par_terre.entry(*terre).or_insert(0usize) += 1;
    }
    let ile = |place: usize| terres.get(place).is_some_and(|t| par_terre.get(t) == Some(&1));
    let near = |place: usize, par_code: bool| {
        // A number has no name that would be the only one of its département.
        let seul = par_code && voisins.is_some() && !ile(place);
        beside.get(place) == Some(&true) || (!seul && same.get(place) == Some(&true))
    };
    let groupes = (0..lieux.len()).filter(|place| near(*place, false)).count();
    let territoire = lieux.len() > 1 && (lieux.len() < EPARSES || 2 * groupes >= lieux.len());
    points
        .iter()
        .map(|p| territoire && !p.sur && vus.get(&p.lieu).is_some_and(|place| !near(*place, p.par_code)))
        .collect()
}

/// The rows of the communes of a place.
fn rows(lieu: Lieu, donnees: &Territory) -> Vec<u32> {
    match lieu {
        Lieu::Commune(code) => donnees.commune(code).map(|c| c.index).into_iter().collect(),
        Lieu::Epci(siren) => donnees.communes_of_epci(siren).map(|c| c.index).collect(),
    }
}

/// For each row, the two nearest places, of those that are near it.
struct Bonds(Vec<[Option<u32>; 2]>);

impl Bonds {
    /// Whether another place than this one is near.
    fn other(&self, rang: u32, place: u32) -> bool {
        self.0.get(rang as usize).is_some_and(|deux| deux.iter().flatten().any(|p| *p != place))
    }
}

/// Goes out from all places at once.
fn hops(rangs: &[Vec<u32>], voisins: &Adjacence) -> Bonds {
    let taille = rangs.iter().flatten().max().map_or(0, |m| *m as usize + 1);
    let mut bonds = Bonds(vec![[None; 2]; taille]);
    let mut file = VecDeque::new();
    for (place, miens) in rangs.iter().enumerate() {
        for &rang in miens {
            file.push_back((rang, place as u32, 0));
        }
    }
    while let Some((rang, place, distance)) = file.pop_front() {
        if bonds.0.len() <= rang as usize {
            bonds.0.resize(rang as usize + 1, [None; 2]);
        }
        let Some(deux) = bonds.0.get_mut(rang as usize) else { continue };
        let libre = match deux {
            [None, _] => 0,
            [Some(p), None] if *p != place => 1,
            _ => continue,
        };
        deux[libre] = Some(place);
        if distance < PRES {
            for &autre in voisins.neighbours(rang) {
                file.push_back((autre, place, distance + 1));
            }
        }
    }
    bonds
}
