//! Perimeters kept under letters, what parts two of them, and their union.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use cpts_codes::CodeCommune;
use cpts_core::{Part, Projet, Territoire, evaluate};
use cpts_perimetre::comparaison::{Gardes, Lettre, communes, difference, union};
use cpts_perimetre::resolve;
use cpts_rules::embedded;
use cpts_territory::Territory;
use proptest::prelude::*;

static DONNEES: LazyLock<Territory> = LazyLock::new(|| {
    let chemin = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/communes.bin");
    Territory::parse(&std::fs::read(chemin).unwrap()).unwrap()
});

fn code(texte: &str) -> CodeCommune {
    texte.parse().unwrap()
}

/// Cambrai and around, Paris and its arrondissements, a commune without EPCI.
const CODES: [&str; 12] = [
    "59122", "59269", "59001", "59405", "59141", "62164", "75056", "75113", "75114", "94037", "85113",
    "29155",
];
const EPCI: [&str; 3] = ["200068500", "200030633", "200054781"];

fn any_territoire() -> impl Strategy<Value = Territoire> {
    (
        proptest::sample::subsequence(EPCI.to_vec(), 0..3),
        proptest::sample::subsequence(CODES.to_vec(), 0..7),
        proptest::collection::vec(any::<prop::sample::Index>(), 0..5),
        proptest::sample::subsequence(CODES.to_vec(), 0..3),
        0u32..3_000,
    )
        .prop_map(|(epci, codes, exclues, parts, population)| {
            let mut t = Territoire::default();
            for siren in epci {
                cpts_perimetre::edition::add_epci(&mut t, &DONNEES, siren.parse().unwrap());
            }
            for texte in codes {
                cpts_perimetre::edition::add_commune(&mut t, &DONNEES, code(texte));
            }
            for index in exclues {
                let dedans = communes(&t, &DONNEES);
                if !dedans.is_empty() {
                    cpts_perimetre::edition::remove_commune(&mut t, &DONNEES, *index.get(&dedans));
                }
            }
            for texte in parts {
                if !communes(&t, &DONNEES).contains(&code(texte)) {
                    let population =
                        population.min(DONNEES.commune(code(texte)).unwrap().population.unwrap());
                    t.parts.push(Part {
                        commune: code(texte),
                        population,
                        motif: "un quartier".to_owned(),
                        iris: vec![],
                    });
                }
            }
            t
        })
}

fn set(t: &Territoire) -> BTreeSet<CodeCommune> {
    communes(t, &DONNEES).into_iter().collect()
}

/// Arrondissements stand for nothing where their city is.
fn merged(mut codes: BTreeSet<CodeCommune>) -> BTreeSet<CodeCommune> {
    let villes: Vec<CodeCommune> = codes.iter().copied().collect();
    codes.retain(|c| DONNEES.commune(*c).unwrap().ville.is_none_or(|v| !villes.contains(&v)));
    codes
}

fn population(t: &Territoire) -> u32 {
    let perimetre = resolve(t, &DONNEES, None).unwrap();
    evaluate(&Projet::default(), &perimetre, embedded()).territoire.population
}

proptest! {
    #[test]
    fn the_union_holds_both_and_nothing_else(a in any_territoire(), b in any_territoire()) {
        let ensemble = union(&a, &b, &DONNEES);
        // Every code can be resolved, and nobody is counted twice.
        let perimetre = resolve(&ensemble, &DONNEES, None).unwrap();
        let uniques: BTreeSet<CodeCommune> = perimetre.communes.iter().map(|c| c.code).collect();
        prop_assert_eq!(uniques.len(), perimetre.communes.len());
        prop_assert_eq!(set(&ensemble), merged(set(&a).union(&set(&b)).copied().collect()));
        prop_assert_eq!(&ensemble, &union(&b, &a, &DONNEES));
        prop_assert_eq!(&union(&ensemble, &ensemble, &DONNEES), &ensemble);
        prop_assert!(population(&ensemble) <= population(&a) + population(&b));
        prop_assert!(population(&ensemble) >= population(&a).max(population(&b)));
    }

    #[test]
    fn the_difference_parts_both(a in any_territoire(), b in any_territoire()) {
        let d = difference(&a, &b, &DONNEES);
        let inverse = difference(&b, &a, &DONNEES);
        prop_assert_eq!((&d.premier, &d.second, &d.deux), (&inverse.second, &inverse.premier, &inverse.deux));
        let all: BTreeSet<CodeCommune> = d.premier.iter().chain(&d.second).chain(&d.deux).copied().collect();
        prop_assert_eq!(all.len(), d.premier.len() + d.second.len() + d.deux.len());
        prop_assert_eq!(all, set(&a).union(&set(&b)).copied().collect::<BTreeSet<_>>());
        prop_assert_eq!(difference(&a, &a, &DONNEES).deux, communes(&a, &DONNEES));
    }

    /// Two perimeters that overlap: those who are in both are what the sum has too many.
    #[test]
    fn the_sum_of_two_has_too_many_those_who_are_in_both(a in any_territoire(), b in any_territoire()) {
        let entier = |t: Territoire| Territoire { parts: Vec::new(), ..t };
        let (a, b) = (entier(a), entier(b));
        let deux = difference(&a, &b, &DONNEES).deux;
        let communs = population(&Territoire { communes: deux, ..Territoire::default() });
        prop_assert_eq!(population(&a) + population(&b) - population(&union(&a, &b, &DONNEES)), communs);
    }

    #[test]
    fn keeping_and_taking_up_loses_nothing(gestes in proptest::collection::vec((0u8..5, 0usize..3), 0..30)) {
        let mut gardes = Gardes::default();
        let mut courant = Territoire::default();
        for (n, (geste, lettre)) in gestes.into_iter().enumerate() {
            let lettre = Lettre::TOUTES[lettre];
            let mut avant: Vec<Territoire> = gardes.autres().iter().map(|g| g.territoire.clone()).collect();
            avant.push(courant.clone());
            match geste {
                0 => {
                    let place = gardes.has_room();
                    prop_assert_eq!(gardes.keep(&courant), place);
                }
                1 => {
                    if let Some(repris) = gardes.take_up(lettre, &courant) {
                        courant = repris;
                        prop_assert_eq!(gardes.courant(), lettre);
                    }
                }
                4 => {
                    let (avant, vide) = (gardes.courant(), courant == Territoire::default());
                    let pris = gardes.autres().iter().any(|g| g.lettre == lettre);
                    let suite = gardes.go_to(lettre, &courant);
                    // There is always room for a letter; only nothing cannot be begun with.
                    prop_assert_eq!(suite.is_some(), lettre != avant && (pris || !vide));
                    prop_assert_eq!(gardes.courant(), if suite.is_some() { lettre } else { avant });
                    if !pris && let Some(copie) = &suite {
                        prop_assert_eq!(copie, &courant);
                        prop_assert_eq!(gardes.nom(lettre), None);
                    }
                    courant = suite.unwrap_or(courant);
                }
                2 => gardes.rename(lettre, &format!("périmètre {n}")),
                // The person edits.
                _ => {
                    courant.communes.push(code(CODES[n % CODES.len()]));
                    continue;
                }
            }
            let mut lettres: Vec<Lettre> = gardes.autres().iter().map(|g| g.lettre).collect();
            prop_assert!(lettres.is_sorted());
            lettres.push(gardes.courant());
            lettres.sort();
            lettres.dedup();
            prop_assert_eq!(lettres.len(), gardes.autres().len() + 1);
            for territoire in avant {
                prop_assert!(
                    territoire == courant
                        || territoire == Territoire::default()
                        || gardes.autres().iter().any(|g| g.territoire == territoire)
                );
            }
        }
    }
}

#[test]
fn a_tour_of_the_letters() {
    let un = |texte: &str| Territoire { communes: vec![code(texte)], ..Territoire::default() };
    let mut gardes = Gardes::default();
    gardes.rename(Lettre::A, "  Cambrai  ");
    assert!(gardes.keep(&un("59122")));
    assert_eq!(
        (gardes.courant(), gardes.nom(Lettre::A), gardes.nom(Lettre::B)),
        (Lettre::B, Some("Cambrai"), None)
    );
    assert!(gardes.keep(&un("59269")));
    assert_eq!(gardes.courant(), Lettre::C);
    assert!(!gardes.has_room() && !gardes.keep(&un("59001")));
    assert_eq!(gardes.take_up(Lettre::A, &un("59001")), Some(un("59122")));
    assert_eq!((gardes.courant(), gardes.nom(Lettre::A)), (Lettre::A, Some("Cambrai")));
    assert_eq!(gardes.autres().iter().map(|g| g.lettre).collect::<Vec<_>>(), [Lettre::B, Lettre::C]);
    assert!(gardes.remove(Lettre::C) && !gardes.remove(Lettre::C));
    // What is the same is not kept twice.
    assert_eq!(gardes.take_up(Lettre::B, &un("59269")), Some(un("59269")));
    assert!(gardes.autres().is_empty());
    assert_eq!(gardes.take_up(Lettre::C, &un("59001")), None);
}

#[test]
fn two_shares_of_one_town_add_up_within_the_town() {
    let part = |population, motif: &str| Territoire {
        parts: vec![Part { commune: code("59122"), population, motif: motif.to_owned(), iris: vec![] }],
        ..Territoire::default()
    };
    let nord_et_sud = union(&part(1_000, "nord"), &part(2_000, "sud"), &DONNEES);
    assert_eq!(
        (nord_et_sud.parts[0].population, nord_et_sud.parts[0].motif.as_str()),
        (3_000, "nord\u{a0}; sud")
    );
    assert_eq!(union(&part(1_000, "nord"), &part(1_000, "nord"), &DONNEES), part(1_000, "nord"));
    let entiere = DONNEES.commune(code("59122")).unwrap().population.unwrap();
    assert_eq!(union(&part(entiere, "a"), &part(5, "b"), &DONNEES).parts[0].population, entiere);
    let cambrai = Territoire { communes: vec![code("59122")], ..Territoire::default() };
    assert_eq!(union(&cambrai, &part(5, "b"), &DONNEES), cambrai);
}
