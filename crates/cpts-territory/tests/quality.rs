//! How often the commune that was meant comes first, or among the first five.
//!
//! # The sets
//! Each is drawn with a fixed seed by a rule that anyone can repeat, and holds
//! [`COUNT`] queries, four thousand: on six hundred the figures still move by four in
//! a hundred from one draw to another. `tests/bench/recherche.mjs` gives the same
//! queries to other libraries.
//!
//! - *no accent*: the whole name, in lower case, without accents;
//! - *four letters*, *six letters*: the first characters of the name in lower case,
//!   hyphens and apostrophes counted (« l'ha », « saint- »);
//! - *one typo*: one character taken off, changed, added or swapped with the next,
//!   each as often, anywhere in a name of five characters or more;
//! - *one typo, rural*: the same, where « rural » is a commune under 2 000 inhabitants;
//! - *« st … »*: the names in « Saint- » with « st » and a space instead, without accents;
//! - *postal codes*: each code in use once; the answer must be all its communes and
//!   nothing else.
//!
//! Communes are drawn in proportion to their population (people type where people
//! live), rural ones all alike.
//!
//! # The count
//! A search gives twenty answers, and only those that are communes count for a place.
//! Two communes of one name are one: no query of these tells them apart; nor one
//! without accents Saint-Rémy and Saint-Remy.
//!
//! With four letters nobody can do better than 57.2 and 77.3 in a hundred, with six
//! 78.6 and 89.0: what one gets by showing, for each beginning, the most populated
//! names that begin so, and nothing else.

mod common;

use common::TERRITORY;
use cpts_codes::CodePostal;
use cpts_territory::{Cible, Commune, Rang};

const COUNT: usize = 4000;

/// A small fixed generator: the figures must not change from one run to the next.
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Communes in proportion to their population, among those that are wanted.
fn weighted(draw: &mut Draw, wanted: impl Fn(&Commune<'_>) -> bool) -> Vec<Commune<'static>> {
    let all: Vec<_> = TERRITORY.communes().filter(wanted).collect();
    let mut total = 0;
    let mut sums = Vec::new();
    for c in &all {
        total += u64::from(c.population.unwrap_or(0));
        sums.push(total);
    }
    (0..COUNT)
        .map(|_| {
            let at = draw.next(total);
            all[sums.partition_point(|&s| s <= at)]
        })
        .collect()
}

/// Communes under 2 000 inhabitants, all alike.
fn rural(draw: &mut Draw, wanted: impl Fn(&Commune<'_>) -> bool) -> Vec<Commune<'static>> {
    let small = |c: &Commune<'_>| c.population.is_some_and(|n| (1..2000).contains(&n));
    let all: Vec<_> = TERRITORY.communes().filter(|c| small(c) && wanted(c)).collect();
    (0..COUNT).map(|_| all[draw.next(all.len() as u64) as usize]).collect()
}

/// Without accents, in lower case; hyphens and apostrophes stay.
fn plain(nom: &str) -> String {
    let mut out = String::new();
    for c in nom.to_lowercase().chars() {
        match c {
            'à' | 'â' | 'ä' => out.push('a'),
            'ç' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' => out.push('i'),
            'ô' | 'ö' => out.push('o'),
            'ù' | 'û' | 'ü' => out.push('u'),
            'ÿ' => out.push('y'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c => out.push(c),
        }
    }
    out
}

/// One letter taken off, changed, added, or swapped with the next, anywhere.
fn slip(draw: &mut Draw, nom: &str) -> String {
    let mut letters: Vec<char> = nom.to_lowercase().chars().collect();
    let at = draw.next(letters.len() as u64 - 1) as usize;
    let letter = char::from(b'a' + draw.next(26) as u8);
    match draw.next(4) {
        0 => drop(letters.remove(at)),
        1 => letters[at] = letter,
        2 => letters.insert(at, letter),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

type Set = Vec<(String, Commune<'static>)>;

fn long(c: &Commune<'_>) -> bool {
    c.nom.chars().count() >= 5
}

/// In thousandths: first, and among the first five.
fn rate(set: &Set) -> (usize, usize) {
    let (mut h1, mut h5) = (0, 0);
    for (texte, wanted) in set {
        let same = |nom: &str| nom == wanted.nom || texte.is_ascii() && plain(nom) == plain(wanted.nom);
        let place = TERRITORY
            .search(texte, 20)
            .iter()
            .filter_map(|h| match h.cible {
                Cible::Commune(c) => Some(c.nom),
                _ => None,
            })
            .position(same);
        h1 += usize::from(place == Some(0));
        h5 += usize::from(place.is_some_and(|p| p < 5));
    }
    let per_thousand = |n: usize| (n * 1000 + set.len() / 2) / set.len();
    (per_thousand(h1), per_thousand(h5))
}

#[test]
fn finds_as_well_as_measured() {
    let mut draw = Draw(2026);
    let head = |n: usize, c: Commune<'static>| (c.nom.to_lowercase().chars().take(n).collect(), c);
    let everywhere = |_: &Commune<'_>| true;
    let sets: [(&str, Set, (usize, usize)); 6] = [
        (
            "no accent",
            weighted(&mut draw, everywhere).into_iter().map(|c| (plain(c.nom), c)).collect(),
            (990, 1000),
        ),
        (
            "four letters",
            weighted(&mut draw, everywhere).into_iter().map(|c| head(4, c)).collect(),
            (530, 750),
        ),
        (
            "six letters",
            weighted(&mut draw, everywhere).into_iter().map(|c| head(6, c)).collect(),
            (760, 880),
        ),
        (
            "one typo",
            weighted(&mut draw, long).into_iter().map(|c| (slip(&mut draw, c.nom), c)).collect(),
            (940, 980),
        ),
        (
            "one typo, rural",
            rural(&mut draw, long).into_iter().map(|c| (slip(&mut draw, c.nom), c)).collect(),
            (890, 970),
        ),
        (
            "« st … »",
            weighted(&mut draw, |c| c.nom.starts_with("Saint-"))
                .into_iter()
                .map(|c| (plain(c.nom).replacen("saint-", "st ", 1), c))
                .collect(),
            (1000, 1000),
        ),
    ];
    let mut short = Vec::new();
    for (name, set, floor) in &sets {
        let (h1, h5) = rate(set);
        println!("{name}: {}.{} first, {}.{} in five", h1 / 10, h1 % 10, h5 / 10, h5 % 10);
        if h1 < floor.0 || h5 < floor.1 {
            short.push(*name);
        }
    }
    assert!(short.is_empty(), "less well than measured: {short:?}");
}

#[test]
fn a_postal_code_gives_its_communes_and_nothing_else() {
    let mut codes: Vec<CodePostal> =
        TERRITORY.communes().flat_map(|c| TERRITORY.codes_postaux(c.code)).collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.len() > 6000);
    for code in codes {
        let mut wanted: Vec<_> = TERRITORY.communes_of_code_postal(code).map(|c| c.code).collect();
        let mut found = Vec::new();
        for hit in TERRITORY.search(&code.to_string(), 60) {
            match hit.cible {
                Cible::Commune(c) if hit.rang == Rang::Code => found.push(c.code),
                Cible::CodePostal { code: group, communes } => {
                    assert_eq!((group, communes as usize), (code, wanted.len()));
                }
                // The same digits are the INSEE code of this one, and it says so.
                Cible::Commune(c) => {
                    assert_eq!((hit.rang, c.code.as_str()), (Rang::CodeInsee, code.to_string().as_str()));
                }
                Cible::Ancienne(f) => assert_eq!(f.code.as_str(), code.to_string()),
                Cible::Epci { .. } => panic!("{code} gives an EPCI"),
            }
        }
        wanted.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, wanted, "{code}");
    }
}
