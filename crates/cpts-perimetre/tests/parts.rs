//! Shares and vintages, on the real data.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use cpts_codes::{CodeCommune, CodeIris, Siren};
use cpts_core::{NaturePart, Part, Projet, Territoire, evaluate};
use cpts_perimetre::{edition, millesime, parts, resolve, resolve_with};
use cpts_territory::{Iris, Millesimes, Territory};
use proptest::prelude::*;

fn read(nom: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(nom)).unwrap()
}

static DONNEES: LazyLock<Territory> = LazyLock::new(|| Territory::parse(&read("communes.bin")).unwrap());
static IRIS: LazyLock<Iris> = LazyLock::new(|| Iris::parse(&read("iris.bin"), &DONNEES).unwrap());
static MILLESIMES: LazyLock<Millesimes> =
    LazyLock::new(|| Millesimes::parse(&read("millesimes.bin"), &DONNEES).unwrap());
static ANCIEN: LazyLock<Territory> = LazyLock::new(|| MILLESIMES.apply(&DONNEES, 2022).unwrap());

fn code(texte: &str) -> CodeCommune {
    texte.parse().unwrap()
}

fn population(code_: &str) -> u32 {
    DONNEES.commune(code(code_)).unwrap().population.unwrap()
}

fn saisie(commune: &str, population: u32) -> Part {
    Part { commune: code(commune), population, motif: "codes postaux".into(), iris: Vec::new() }
}

fn counted(territoire: &Territoire, donnees: &Territory) -> u32 {
    let perimetre = resolve_with(territoire, donnees, None, Some(&IRIS)).unwrap();
    evaluate(&Projet::default(), &perimetre, cpts_rules::embedded()).territoire.population
}

fn iris_de_nice(combien: usize) -> Vec<CodeIris> {
    let nice = DONNEES.commune(code("06088")).unwrap().index;
    IRIS.of(nice).iter().take(combien).map(|i| i.code).collect()
}

#[test]
fn a_share_by_iris_is_what_they_hold_brought_to_the_vintage() {
    let mut territoire = Territoire::default();
    let codes = iris_de_nice(40);
    assert!(parts::set_iris(&mut territoire, &DONNEES, &IRIS, code("06088"), &codes, "est".into()));
    let perimetre = resolve_with(&territoire, &DONNEES, None, Some(&IRIS)).unwrap();
    let retenue = perimetre.communes[0].part.as_ref().unwrap();
    assert_eq!(retenue.nature, NaturePart::Iris { annee: 2021 });
    let aujourd_hui = perimetre.communes[0].population.unwrap();
    assert_eq!(territoire.parts[0].population, aujourd_hui);
    // Another vintage: another population, the same IRIS.
    let nice = DONNEES.commune(code("06088")).unwrap().index;
    let attendue = IRIS.part(nice, &codes, MILLESIMES.population(2022, nice).unwrap()).unwrap();
    assert_ne!(attendue, aujourd_hui);
    assert_eq!(counted(&territoire, &ANCIEN), attendue);
    // Without the populations of the IRIS, what was written counts, as typed.
    let sans = resolve(&territoire, &ANCIEN, None).unwrap();
    assert_eq!(sans.communes[0].population, Some(aujourd_hui));
    assert_eq!(sans.communes[0].part.as_ref().unwrap().nature, NaturePart::Saisie);
}

#[test]
fn an_iris_of_elsewhere_is_refused_with_its_place() {
    let mut part = saisie("06088", 10);
    part.iris = vec!["751130101".parse().unwrap()];
    let territoire = Territoire { parts: vec![part], ..Territoire::default() };
    let erreurs = resolve_with(&territoire, &DONNEES, None, Some(&IRIS)).unwrap_err();
    assert_eq!(erreurs[0].champ, "territoire.parts[0].iris");
    assert!(erreurs[0].probleme.contains("751130101"), "{}", erreurs[0]);
    let territoire = Territoire {
        parts: vec![Part { iris: vec!["591670000".parse().unwrap()], ..saisie("59167", 10) }],
        ..Territoire::default()
    };
    assert!(resolve_with(&territoire, &DONNEES, None, Some(&IRIS)).is_err());
}

#[test]
fn a_typed_share_stays_as_typed_at_another_vintage_and_never_exceeds_its_commune() {
    let cambrai = population("59122");
    let ancienne = ANCIEN.commune(code("59122")).unwrap().population.unwrap();
    let territoire = Territoire { parts: vec![saisie("59122", 10_000)], ..Territoire::default() };
    assert_eq!((counted(&territoire, &DONNEES), counted(&territoire, &ANCIEN)), (10_000, 10_000));
    let plus = cambrai.max(ancienne) + 1;
    let territoire = Territoire { parts: vec![saisie("59122", plus)], ..Territoire::default() };
    assert!(resolve(&territoire, &DONNEES, None).is_err(), "refused where it was typed");
    assert_eq!(counted(&territoire, &ANCIEN), ancienne, "cut where it was not");
}

#[test]
fn a_share_of_a_commune_of_an_epci_takes_the_place_of_the_whole() {
    let siren: Siren = "200068500".parse().unwrap();
    let tout = DONNEES.epci(siren).unwrap().population;
    let mut t = Territoire::default();
    edition::add_epci(&mut t, &DONNEES, siren);
    parts::set(&mut t, &DONNEES, saisie("59122", 10_000));
    assert_eq!(t.exclues, [code("59122")]);
    assert!(
        Projet { territoire: t.clone(), ..Projet::default() }.verifier(cpts_rules::embedded()).is_empty()
    );
    assert_eq!(counted(&t, &DONNEES), tout - population("59122") + 10_000);
    // Twice the same gesture, another share: the last one.
    parts::set(&mut t, &DONNEES, saisie("59122", 500));
    assert_eq!(counted(&t, &DONNEES), tout - population("59122") + 500);
    // The EPCI given again keeps the share; given whole, it is whole.
    edition::add_epci(&mut t, &DONNEES, siren);
    parts::set_whole(&mut t, &DONNEES, code("59122"));
    assert_eq!((t.parts.len(), t.exclues.len(), counted(&t, &DONNEES)), (0, 0, tout));
    // The share first, the EPCI after.
    let mut t = Territoire { parts: vec![saisie("59122", 10_000)], ..Territoire::default() };
    edition::add_epci(&mut t, &DONNEES, siren);
    assert_eq!(counted(&t, &DONNEES), tout - population("59122") + 10_000);
    edition::remove_epci(&mut t, &DONNEES, siren);
    assert_eq!(t, Territoire::default());
}

#[test]
fn arrondissements_take_the_place_of_their_city_and_back() {
    let marseille = code("13055");
    let epci = DONNEES.commune(marseille).unwrap().epci.unwrap();
    let deux = [code("13213"), code("13214")];
    let somme = population("13213") + population("13214");
    for avec_epci in [false, true] {
        let mut t = Territoire::default();
        let tout = if avec_epci {
            edition::add_epci(&mut t, &DONNEES, epci);
            DONNEES.epci(epci).unwrap().population
        } else {
            edition::add_commune(&mut t, &DONNEES, marseille);
            population("13055")
        };
        parts::set_arrondissements(&mut t, &DONNEES, marseille, &deux);
        assert_eq!(counted(&t, &DONNEES), tout - population("13055") + somme, "{t:?}");
        parts::set_whole(&mut t, &DONNEES, marseille);
        assert_eq!(counted(&t, &DONNEES), tout, "{t:?}");
    }
}

#[test]
fn an_arrondissement_is_in_with_its_city_and_out_with_it() {
    let (marseille, treizieme) = (code("13055"), code("13213"));
    let epci = DONNEES.commune(marseille).unwrap().epci.unwrap();
    let mut t = Territoire::default();
    edition::add_epci(&mut t, &DONNEES, epci);
    assert!(edition::contains(&t, &DONNEES, treizieme));
    edition::remove_commune(&mut t, &DONNEES, marseille);
    assert!(!edition::contains(&t, &DONNEES, treizieme), "the city is out of its EPCI");
    assert!(edition::add_commune(&mut t, &DONNEES, treizieme));
    assert!(edition::contains(&t, &DONNEES, treizieme) && !edition::contains(&t, &DONNEES, marseille));

    let mut t = Territoire { communes: vec![marseille], ..Territoire::default() };
    assert!(edition::contains(&t, &DONNEES, treizieme));
    assert!(!edition::add_commune(&mut t, &DONNEES, treizieme), "the city has it");
    assert!(!edition::remove_commune(&mut t, &DONNEES, treizieme), "a city goes as a whole, or by shares");
    assert_eq!(t.communes, [marseille]);
}

#[test]
fn the_history_tells_when_a_threshold_was_crossed() {
    let mut projet = Projet::default();
    projet.territoire.epci.push("200070308".parse().unwrap());
    let histoire = |projet: &Projet, donnees: &Territory| {
        millesime::histoire(projet, donnees, &MILLESIMES, Some(&IRIS), cpts_rules::embedded())
    };
    let etapes = histoire(&projet, &DONNEES);
    let lues: Vec<_> =
        etapes.iter().map(|e| (e.millesime.annee, e.population, e.taille.unwrap().taille.numero())).collect();
    assert_eq!((lues[1], lues[2]), ((2022, 79_589, 2), (2023, 80_318, 3)));
    assert_eq!(lues[0].0, 2021);
    assert_eq!(histoire(&projet, &ANCIEN), etapes, "whatever the vintage that is shown");
}

#[test]
fn a_vintage_that_is_not_there_is_refused_with_those_that_are() {
    let mut projet = Projet::default();
    let asked = |projet: &Projet, m| millesime::asked(projet, &DONNEES, m);
    assert_eq!(asked(&projet, None), Ok(None));
    for (annee, attendue) in [(2023, None), (2022, Some(2022))] {
        projet.hypotheses.millesime = Some(annee);
        assert_eq!(asked(&projet, Some(&MILLESIMES)), Ok(attendue));
    }
    projet.hypotheses.millesime = Some(2019);
    let erreur = asked(&projet, Some(&MILLESIMES)).unwrap_err();
    assert!(erreur.aide.contains("2023, 2022, 2021"), "{erreur}");
    assert!(asked(&projet, None).unwrap_err().aide.contains("2023"));
}

proptest! {
    /// Gestures in any order: the form never makes a territory that counts somebody twice, and
    /// what it makes can be read back.
    #[test]
    fn no_gesture_counts_anybody_twice(gestures in prop::collection::vec((0usize..8, 0usize..4, 1u32..900), 1..25)) {
        let epci: Siren = DONNEES.commune(code("13055")).unwrap().epci.unwrap();
        let places = ["13055", "13213", "13001", "59122"].map(code);
        let mut t = Territoire::default();
        for (gesture, which, n) in gestures {
            let place = places[which];
            match gesture {
                0 => { edition::add_commune(&mut t, &DONNEES, place); }
                1 => { edition::remove_commune(&mut t, &DONNEES, place); }
                2 => { edition::add_epci(&mut t, &DONNEES, epci); }
                3 => { edition::remove_epci(&mut t, &DONNEES, epci); }
                4 => parts::set(&mut t, &DONNEES, Part { commune: place, ..saisie("59122", n) }),
                5 => parts::set_whole(&mut t, &DONNEES, place),
                6 => parts::set_arrondissements(&mut t, &DONNEES, places[0], &[places[1]]),
                _ => {
                    let index = DONNEES.commune(place).unwrap().index;
                    let codes: Vec<_> = IRIS.of(index).iter().take(n as usize % 9).map(|i| i.code).collect();
                    parts::set_iris(&mut t, &DONNEES, &IRIS, place, &codes, "quartiers".into());
                }
            }
            let projet = Projet { territoire: t.clone(), ..Projet::default() };
            prop_assert!(projet.verifier(cpts_rules::embedded()).is_empty(), "{t:?}");
            let perimetre = resolve_with(&t, &DONNEES, None, Some(&IRIS)).unwrap();
            let mut entieres = std::collections::BTreeMap::new();
            for c in &perimetre.communes {
                let ville = c.ville.unwrap_or(c.code);
                entieres.insert(ville, DONNEES.commune(ville).unwrap().population.unwrap());
            }
            prop_assert!(counted(&t, &DONNEES) <= entieres.values().sum::<u32>());
            // What is said to be in is what counts, and is not added a second time.
            for place in places {
                let ville = DONNEES.commune(place).unwrap().ville;
                let compte = perimetre
                    .communes
                    .iter()
                    .any(|c| c.part.is_none() && (c.code == place || Some(c.code) == ville));
                prop_assert_eq!(edition::contains(&t, &DONNEES, place), compte, "{} in {:?}", place, t);
                let mut autre = t.clone();
                prop_assert_eq!(edition::add_commune(&mut autre, &DONNEES, place), !compte, "{} to {:?}", place, t);
                prop_assert!(edition::contains(&autre, &DONNEES, place));
            }
        }
    }
}
