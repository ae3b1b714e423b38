//! Projects of other times, brought to the communes of today, on the real data.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use cpts_codes::{CodeCommune, Siren};
use cpts_core::{Part, Territoire};
use cpts_perimetre::adoption::{Adoption, adopt};
use cpts_perimetre::{edition, resolve};
use cpts_territory::Territory;
use proptest::prelude::*;

static DONNEES: LazyLock<Territory> = LazyLock::new(|| {
    let chemin = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/communes.bin");
    Territory::parse(&std::fs::read(chemin).unwrap()).unwrap()
});

fn code(texte: &str) -> CodeCommune {
    texte.parse().unwrap()
}

fn part(commune: &str, population: u32) -> Part {
    Part { commune: code(commune), population, motif: "un quartier".into(), iris: Vec::new() }
}

#[test]
fn a_former_commune_becomes_that_of_today_and_what_nobody_knows_is_listed() {
    let mut t = Territoire {
        epci: vec!["200068500".parse().unwrap(), "200000008".parse().unwrap()],
        // Pierrefitte-sur-Seine, now in Saint-Denis, which is there too; one that is no commune.
        communes: vec![code("93059"), code("99999"), code("93066"), code("62164")],
        exclues: vec![code("59269"), code("93066"), code("99998")],
        parts: vec![],
    };
    let dite = adopt(&mut t, &DONNEES);
    assert_eq!(t.communes, [code("93066"), code("62164")]);
    assert_eq!(t.exclues, [code("59269")]);
    assert_eq!(t.epci.len(), 1);
    assert_eq!(
        dite,
        Adoption {
            anciennes: vec![code("93059")],
            inconnues: vec![code("99999")],
            epci: vec!["200000008".parse().unwrap()],
            exclues: vec![code("93066"), code("99998")],
            ..Adoption::default()
        }
    );
    assert!(resolve(&t, &DONNEES, None).is_ok());
}

#[test]
fn a_share_of_a_former_commune_is_one_of_that_of_today() {
    // Lomme, in Lille.
    let mut t = Territoire { parts: vec![part("59355", 9_000), part("99999", 10)], ..Territoire::default() };
    let dite = adopt(&mut t, &DONNEES);
    assert_eq!(t.parts, [part("59350", 9_000)]);
    assert_eq!((dite.parts_anciennes, dite.parts), (vec![code("59355")], vec![part("99999", 10)]));
    // The whole is there already: the share is told, nobody is counted twice.
    let mut t = Territoire {
        communes: vec![code("59350")],
        parts: vec![part("59355", 9_000)],
        ..Territoire::default()
    };
    assert_eq!(adopt(&mut t, &DONNEES).parts, [part("59355", 9_000)]);
    assert!(t.parts.is_empty());
}

#[test]
fn a_former_commune_of_one_that_was_taken_out_does_not_bring_it_back() {
    let mut t = Territoire::default();
    let lille = DONNEES.commune(code("59350")).unwrap();
    edition::add_epci(&mut t, &DONNEES, lille.epci.unwrap());
    edition::remove_commune(&mut t, &DONNEES, lille.code);
    t.communes.push(code("59355"));
    let dite = adopt(&mut t, &DONNEES);
    assert_eq!((dite.anciennes, dite.inconnues), (vec![], vec![code("59355")]));
    assert!(!edition::contains(&t, &DONNEES, lille.code));
}

const CODES: [&str; 10] =
    ["59122", "59269", "59350", "59355", "93066", "93059", "99999", "12999", "75056", "75113"];
const EPCI: [&str; 3] = ["200068500", "200093201", "200000008"];

fn any_territoire() -> impl Strategy<Value = Territoire> {
    let codes = || proptest::sample::subsequence(CODES.to_vec(), 0..8);
    (proptest::sample::subsequence(EPCI.to_vec(), 0..4), codes(), codes(), codes(), 1u32..8_000).prop_map(
        |(epci, communes, exclues, parts, population)| Territoire {
            epci: epci.iter().map(|s| s.parse().unwrap()).collect(),
            communes: communes.into_iter().map(code).collect(),
            exclues: exclues.into_iter().map(code).collect(),
            parts: parts.into_iter().map(|c| part(c, population.min(1_000))).collect(),
        },
    )
}

proptest! {
    #[test]
    fn every_code_is_in_or_told_and_all_that_is_in_is_known(t in any_territoire()) {
        let mut today = t.clone();
        let dite = adopt(&mut today, &DONNEES);
        prop_assert!(resolve(&today, &DONNEES, None).is_ok(), "{today:?}");
        let told = |siren: &Siren| today.epci.contains(siren) || dite.epci.contains(siren);
        prop_assert!(t.epci.iter().all(told));
        for c in &t.communes {
            let lists = [&today.communes, &dite.anciennes, &dite.inconnues];
            prop_assert_eq!(lists.iter().filter(|l| l.contains(c)).count(), 1, "{}", c);
        }
        for c in &dite.anciennes {
            let actuelle = DONNEES.former(*c).unwrap().actuelle.code;
            prop_assert!(edition::contains(&today, &DONNEES, actuelle), "{} in {:?}", actuelle, today);
        }
        for c in &t.exclues {
            prop_assert!(today.exclues.contains(c) != dite.exclues.contains(c), "{}", c);
        }
        prop_assert_eq!(t.parts.len(), today.parts.len() + dite.parts.len());
        let again = adopt(&mut today.clone(), &DONNEES);
        prop_assert!(again.is_empty(), "{:?}", again);
    }

    #[test]
    fn what_is_of_today_is_left_as_it_is(places in proptest::collection::vec(0u32..34_900, 0..20)) {
        let communes = places.iter().map(|p| DONNEES.commune_at(*p).unwrap().code).collect();
        let mut t = Territoire { epci: vec![EPCI[0].parse().unwrap()], communes, ..Territoire::default() };
        let before = t.clone();
        prop_assert!(adopt(&mut t, &DONNEES).is_empty());
        prop_assert_eq!(t, before);
    }
}
