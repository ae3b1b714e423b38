//! The fewest communes that together bring enough inhabitants.
//!
//! The communes of a set must hold to the perimeter, through each other if need be.
//! Sets of one to [`EXACT`] communes are all tried, each once: a set grows from the
//! perimeter, and a commune that was passed over is never taken later. Two prunings
//! keep this short: what the most populous communes in reach could still bring, and a
//! search instead of a scan for the last commune of a set. Beyond [`EXACT`], or when
//! [`PAS`] sets have been begun, the largest neighbour is taken again and again.

/// Communes of a set that is looked for exhaustively.
const EXACT: usize = 4;
/// Communes of a set at most.
const LIMITE: usize = 12;
/// Sets that are begun at most, so that no territory makes the page wait.
const PAS: u32 = 20_000;

/// What is known of a set that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preuve {
    /// No set has fewer communes, and none of as many goes less far over the threshold.
    Minimal,
    /// No set has fewer communes; one of as many might go less far over.
    Nombre,
    /// Found by taking the most populous neighbours: a smaller set may exist.
    Aucune,
}

/// The rows outside, as far as they count.
pub(crate) struct Terrain<'a> {
    /// The rows that touch a row.
    pub(crate) voisines: &'a dyn Fn(u32) -> &'a [u32],
    /// Inhabitants that a row would bring; `None`: it cannot be taken.
    pub(crate) population: &'a dyn Fn(u32) -> Option<u32>,
    /// How many rows there are.
    pub(crate) rangs: usize,
}

/// Found rows, in the order in which they hold together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Trouve {
    pub(crate) rangs: Vec<u32>,
    pub(crate) somme: u32,
    pub(crate) preuve: Preuve,
}

/// The smallest set of rows that holds to `dedans` and brings at least `manque`.
pub(crate) fn smallest<'a>(terrain: &'a Terrain<'a>, dedans: &[u32], manque: u32) -> Option<Trouve> {
    let mut recherche = Recherche::new(terrain, dedans, manque);
    for combien in 1..=EXACT {
        if recherche.most(combien) < u64::from(manque) {
            continue;
        }
        recherche.explore(0, &mut Vec::new(), 0, combien);
        let preuve = if recherche.reste > 0 { Preuve::Minimal } else { Preuve::Nombre };
        if let Some((somme, rangs)) = recherche.meilleur.take() {
            return Some(Trouve { rangs, somme, preuve });
        }
        if recherche.reste == 0 {
            break;
        }
    }
    recherche.greedy()
}

/// A row that may be taken, with what it brings.
#[derive(Clone, Copy)]
struct Prenable {
    rang: u32,
    population: u32,
}

struct Recherche<'a> {
    terrain: &'a Terrain<'a>,
    manque: u32,
    /// Rows of the perimeter, and those already offered on the way to the present set.
    vues: Vec<bool>,
    /// What touches the perimeter, the most populous first.
    frontiere: Vec<Prenable>,
    /// The most populous rows within [`EXACT`] steps, the first of them first.
    grandes: Vec<u32>,
    choix: Vec<u32>,
    somme: u32,
    /// Sets that may still be begun.
    reste: u32,
    meilleur: Option<(u32, Vec<u32>)>,
}

impl<'a> Recherche<'a> {
    fn new(terrain: &'a Terrain<'a>, dedans: &[u32], manque: u32) -> Self {
        let mut vues = vec![false; terrain.rangs];
        for &rang in dedans {
            if let Some(vue) = vues.get_mut(rang as usize) {
                *vue = true;
            }
        }
        let mut recherche = Self {
            terrain,
            manque,
            vues,
            frontiere: Vec::new(),
            grandes: Vec::new(),
            choix: Vec::new(),
            somme: 0,
            reste: PAS,
            meilleur: None,
        };
        let mut anneau = recherche.around(dedans.iter().copied());
        sort_descending(&mut anneau);
        // The rings beyond are only looked at for what their largest could bring.
        let mut populations: Vec<u64> = Vec::new();
        let mut vus_plus_loin: Vec<u32> = Vec::new();
        let mut suivant = anneau.clone();
        for _ in 0..EXACT {
            for p in &suivant {
                populations.push(p.population.into());
            }
            suivant = recherche.around(suivant.iter().map(|p| p.rang));
            vus_plus_loin.extend(suivant.iter().map(|p| p.rang));
        }
        recherche.forget(&vus_plus_loin);
        populations.sort_unstable();
        for p in populations.iter().rev().take(EXACT) {
            recherche.grandes.push(*p as u32);
        }
        recherche.frontiere = anneau;
        recherche
    }

    /// The rows that touch these and were not seen yet; they are from now on.
    fn around(&mut self, rangs: impl Iterator<Item = u32>) -> Vec<Prenable> {
        let mut trouves = Vec::new();
        for rang in rangs {
            for &voisine in (self.terrain.voisines)(rang) {
                if let Some(vue) = self.vues.get_mut(voisine as usize)
                    && !*vue
                    && let Some(population) = (self.terrain.population)(voisine)
                {
                    *vue = true;
                    trouves.push(Prenable { rang: voisine, population });
                }
            }
        }
        trouves
    }

    fn forget(&mut self, rangs: &[u32]) {
        for rang in rangs {
            if let Some(vue) = self.vues.get_mut(*rang as usize) {
                *vue = false;
            }
        }
    }

    /// What `combien` communes can bring at most.
    fn most(&self, combien: usize) -> u64 {
        self.grandes.iter().take(combien).map(|p| u64::from(*p)).sum()
    }

    /// Completes the present set with `combien` more rows: of `frontiere` from `i` on,
    /// then of `autres` from `j` on.
    fn explore(&mut self, i: usize, autres: &mut Vec<Prenable>, j: usize, combien: usize) {
        if self.meilleur.as_ref().is_some_and(|(somme, _)| *somme == self.manque) {
            return;
        }
        if combien == 1 {
            return self.last(i, autres, j);
        }
        let reach = self.most(combien - 1);
        for place in i..self.frontiere.len() + autres.len() - j {
            let de_la_frontiere = place < self.frontiere.len();
            // Past the frontier, its rows are used up: `i` stays at its end.
            let (prise, i, j) = if de_la_frontiere {
                (self.frontiere[place], place + 1, j)
            } else {
                let k = j + place - self.frontiere.len();
                (autres[k], self.frontiere.len(), k + 1)
            };
            if u64::from(self.somme) + u64::from(prise.population) + reach < u64::from(self.manque) {
                // The frontier goes down: none of its later rows would do either.
                continue;
            }
            if self.reste == 0 {
                return;
            }
            self.reste -= 1;
            let avant = autres.len();
            let nouvelles = self.around(core::iter::once(prise.rang));
            autres.extend(nouvelles);
            self.choix.push(prise.rang);
            self.somme = self.somme.saturating_add(prise.population);
            self.explore(i, autres, j, combien - 1);
            self.somme = self.somme.saturating_sub(prise.population);
            self.choix.pop();
            while autres.len() > avant {
                if let Some(oubliee) = autres.pop() {
                    self.forget(&[oubliee.rang]);
                }
            }
        }
    }

    /// The last row of a set: the smallest that suffices.
    fn last(&mut self, i: usize, autres: &[Prenable], j: usize) {
        let besoin = self.manque.saturating_sub(self.somme);
        let frontiere = self.frontiere.get(i..).unwrap_or_default();
        let assez = frontiere.partition_point(|p| p.population >= besoin);
        let mut derniere = assez.checked_sub(1).and_then(|place| frontiere.get(place)).copied();
        for autre in autres.iter().skip(j) {
            if autre.population >= besoin && derniere.is_none_or(|d| autre.population < d.population) {
                derniere = Some(*autre);
            }
        }
        if let Some(derniere) = derniere {
            let somme = self.somme.saturating_add(derniere.population);
            if self.meilleur.as_ref().is_none_or(|(meilleure, _)| somme < *meilleure) {
                let mut rangs = self.choix.clone();
                rangs.push(derniere.rang);
                self.meilleur = Some((somme, rangs));
            }
        }
    }

    /// The largest neighbour, again and again; the last one is the smallest that suffices.
    fn greedy(mut self) -> Option<Trouve> {
        let mut bord = core::mem::take(&mut self.frontiere);
        while self.choix.len() < LIMITE {
            let besoin = self.manque.saturating_sub(self.somme);
            let mut prise: Option<usize> = None;
            for (place, p) in bord.iter().enumerate() {
                let mieux = match prise.and_then(|meilleure| bord.get(meilleure)) {
                    None => true,
                    Some(m) if m.population >= besoin => {
                        p.population >= besoin && p.population < m.population
                    }
                    Some(m) => p.population > m.population,
                };
                if mieux {
                    prise = Some(place);
                }
            }
            let prise = bord.swap_remove(prise?);
            self.choix.push(prise.rang);
            self.somme = self.somme.saturating_add(prise.population);
            if self.somme >= self.manque {
                return Some(Trouve { rangs: self.choix, somme: self.somme, preuve: Preuve::Aucune });
            }
            bord.extend(self.around(core::iter::once(prise.rang)));
        }
        None
    }
}

/// The most populous first, through the one sort that the page holds.
fn sort_descending(liste: &mut Vec<Prenable>) {
    let mut cles: Vec<u64> = Vec::with_capacity(liste.len());
    for p in liste.iter() {
        cles.push(u64::from(u32::MAX - p.population) << 32 | u64::from(p.rang));
    }
    cles.sort_unstable();
    liste.clear();
    for cle in cles {
        liste.push(Prenable { rang: cle as u32, population: u32::MAX - (cle >> 32) as u32 });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A small land: who touches whom, who lives where, who is inside.
    #[derive(Debug)]
    struct Pays {
        voisines: Vec<Vec<u32>>,
        populations: Vec<Option<u32>>,
        dedans: Vec<u32>,
    }

    fn pays() -> impl Strategy<Value = Pays> {
        (4usize..13).prop_flat_map(|n| {
            let touche = proptest::collection::vec(proptest::bool::weighted(0.3), n * n);
            let populations = proptest::collection::vec(proptest::option::weighted(0.9, 0u32..60), n);
            let dedans = proptest::collection::vec(proptest::bool::weighted(0.25), n);
            (touche, populations, dedans).prop_map(move |(touche, populations, dedans)| {
                let mut voisines = vec![Vec::new(); n];
                for a in 0..n {
                    for b in a + 1..n {
                        if touche[a * n + b] {
                            voisines[a].push(b as u32);
                            voisines[b].push(a as u32);
                        }
                    }
                }
                let dedans = (0..n as u32).filter(|i| dedans[*i as usize]).collect();
                Pays { voisines, populations, dedans }
            })
        })
    }

    fn find(pays: &Pays, manque: u32) -> Option<Trouve> {
        let terrain = Terrain {
            voisines: &|r| &pays.voisines[r as usize],
            population: &|r| pays.populations[r as usize],
            rangs: pays.voisines.len(),
        };
        smallest(&terrain, &pays.dedans, manque)
    }

    /// Whether each row of the set can be reached from inside through the set.
    fn holds(pays: &Pays, rangs: &[u32]) -> bool {
        let mut atteintes = pays.dedans.clone();
        let mut at = 0;
        while let Some(&rang) = atteintes.get(at) {
            at += 1;
            for v in &pays.voisines[rang as usize] {
                if rangs.contains(v) && !atteintes.contains(v) {
                    atteintes.push(*v);
                }
            }
        }
        rangs.iter().all(|r| atteintes.contains(r) && !pays.dedans.contains(r))
    }

    /// Every set there is: fewest rows, then least over.
    fn brute_force(pays: &Pays, manque: u32) -> Option<(usize, u32)> {
        let n = pays.voisines.len();
        (1u32..1 << n)
            .filter_map(|masque| {
                let rangs: Vec<u32> = (0..n as u32).filter(|i| masque & (1 << i) != 0).collect();
                let somme = rangs.iter().map(|r| pays.populations[*r as usize]).sum::<Option<u32>>()?;
                (somme >= manque && holds(pays, &rangs)).then_some((rangs.len(), somme))
            })
            .min()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn the_set_is_the_smallest_that_all_sets_hold(pays in pays(), manque in 1u32..160) {
            let attendu = brute_force(&pays, manque);
            match find(&pays, manque) {
                None => prop_assert_eq!(attendu, None),
                Some(trouve) => {
                    prop_assert!(holds(&pays, &trouve.rangs));
                    let mut uniques = trouve.rangs.clone();
                    uniques.sort_unstable();
                    uniques.dedup();
                    prop_assert_eq!(uniques.len(), trouve.rangs.len());
                    let somme: u32 = trouve.rangs.iter().map(|r| pays.populations[*r as usize].unwrap()).sum();
                    prop_assert_eq!(somme, trouve.somme);
                    prop_assert!(somme >= manque);
                    let (combien, plus_petite) = attendu.unwrap();
                    if combien <= EXACT {
                        prop_assert_eq!(trouve.preuve, Preuve::Minimal);
                        prop_assert_eq!((trouve.rangs.len(), somme), (combien, plus_petite));
                    } else {
                        prop_assert_eq!(trouve.preuve, Preuve::Aucune);
                        prop_assert!(trouve.rangs.len() >= combien);
                    }
                }
            }
        }
    }

    #[test]
    fn a_chain_counts_as_well_as_neighbours() {
        // 0 is inside, 1 touches it, 2 is behind 1 and large.
        let pays = Pays {
            voisines: vec![vec![1], vec![0, 2], vec![1]],
            populations: vec![Some(5), Some(1), Some(90)],
            dedans: vec![0],
        };
        let trouve = find(&pays, 50).unwrap();
        assert_eq!((trouve.rangs, trouve.somme, trouve.preuve), (vec![1, 2], 91, Preuve::Minimal));
    }

    #[test]
    fn a_vast_search_stops_and_says_that_it_proves_nothing() {
        // Five out of sixty alike are wanted: too many sets of four are begun on the way.
        let n = 61u32;
        let mut voisines = vec![(1..n).collect::<Vec<u32>>()];
        voisines.extend((1..n).map(|_| vec![0]));
        let populations = (0..n).map(|i| Some(1_000 + i)).collect();
        let pays = Pays { voisines, populations, dedans: vec![0] };
        let trouve = find(&pays, 5_200).unwrap();
        assert_eq!((trouve.rangs.len(), trouve.preuve), (5, Preuve::Aucune));
    }
}
