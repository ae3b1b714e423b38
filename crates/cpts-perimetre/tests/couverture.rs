//! A file of coverage against the communes of the data.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use cpts_codes::CodeCommune;
use cpts_core::{CommuneCouverte, Couverture, CouverturePerimetre, Part, StatutCpts, Territoire};
use cpts_perimetre::couverture::{adopt, cover};
use cpts_perimetre::resolve;
use cpts_territory::Territory;
use proptest::prelude::*;

static DONNEES: LazyLock<Territory> = LazyLock::new(|| {
    let chemin = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/communes.bin");
    Territory::parse(&std::fs::read(chemin).unwrap()).unwrap()
});

fn code(texte: &str) -> CodeCommune {
    texte.parse().unwrap()
}

fn couverture(lignes: &[(&str, u32, StatutCpts)], departements: &[&str], sans: &[&str]) -> Couverture {
    let mut communes: Vec<CommuneCouverte> = lignes
        .iter()
        .map(|(c, cpts, statut)| CommuneCouverte {
            code: code(c),
            cpts: *cpts,
            statut: *statut,
            date: None,
            partielle: false,
        })
        .collect();
    communes.sort_by_key(|c| c.code);
    Couverture {
        source: "Exemple fictif".into(),
        departements: departements.iter().map(|d| d.parse().unwrap()).collect(),
        cpts: vec!["A".into(), "B".into()],
        communes,
        sans_cpts: sans.iter().map(|c| code(c)).collect(),
        ..Couverture::default()
    }
}

/// What a file says of communes: each code, CPTS and whether in part, then the unverified.
fn seen(couverture: &Couverture, territoire: &Territoire) -> (Vec<(String, u32, bool)>, Vec<String>) {
    let mut perimetre = resolve(territoire, &DONNEES, None).unwrap();
    cover(&mut perimetre, couverture, &DONNEES);
    let CouverturePerimetre { communes, non_verifiees, .. } = perimetre.couverture.unwrap();
    (
        communes.iter().map(|c| (c.code.to_string(), c.cpts, c.partielle)).collect(),
        non_verifiees.iter().map(ToString::to_string).collect(),
    )
}

fn of(communes: &[&str]) -> Territoire {
    Territoire { communes: communes.iter().map(|c| code(c)).collect(), ..Territoire::default() }
}

use StatutCpts::{AciSignee, LettreIntention, ProjetValide};

#[test]
fn a_commune_is_covered_told_free_of_any_or_unverified() {
    let c = couverture(&[("59122", 0, AciSignee)], &["59"], &["80021"]);
    let (couvertes, inconnues) = seen(&c, &of(&["80001", "59122", "59350", "80021"]));
    assert_eq!(couvertes, [("59122".to_owned(), 0, false)]);
    assert_eq!(inconnues, ["80001"]);
}

#[test]
fn two_cpts_in_one_commune_share_it_a_lettre_does_not() {
    let c = couverture(
        &[
            ("06088", 0, AciSignee),
            ("06088", 1, ProjetValide),
            ("59122", 0, AciSignee),
            ("59122", 1, LettreIntention),
        ],
        &[],
        &[],
    );
    let (couvertes, _) = seen(&c, &of(&["06088", "59122"]));
    let vues: Vec<_> = couvertes.iter().map(|(c, n, p)| (c.as_str(), *n, *p)).collect();
    assert_eq!(vues, [("06088", 0, true), ("06088", 1, true), ("59122", 0, false), ("59122", 1, false)]);

    let part =
        Part { commune: code("59122"), population: 10_000, motif: "quartiers".into(), iris: Vec::new() };
    let territoire = Territoire { parts: vec![part], ..Territoire::default() };
    assert!(seen(&c, &territoire).0.iter().all(|(_, _, partielle)| *partielle));
}

#[test]
fn a_city_and_its_arrondissements_know_of_each_other() {
    let ville = couverture(&[("75056", 0, AciSignee)], &[], &[]);
    assert_eq!(seen(&ville, &of(&["75115"])).0, [("75115".to_owned(), 0, false)]);
    let quinzieme = couverture(&[("75115", 0, AciSignee)], &[], &[]);
    assert_eq!(seen(&quinzieme, &of(&["75056"])).0, [("75056".to_owned(), 0, true)]);
    assert_eq!(seen(&quinzieme, &of(&["75114"])), (vec![], vec!["75114".to_owned()]));
    // All of its arrondissements are told to have none: so is the city.
    let codes: Vec<String> = DONNEES.arrondissements(code("69123")).map(|c| c.code.to_string()).collect();
    let sans: Vec<&str> = codes.iter().map(String::as_str).collect();
    assert_eq!(sans.len(), 9);
    assert_eq!(seen(&couverture(&[], &[], &sans), &of(&["69123"])), (vec![], vec![]));
    assert_eq!(seen(&couverture(&[], &[], &sans[1..]), &of(&["69123"])).1, ["69123"]);
}

#[test]
fn former_communes_become_parts_and_unknown_codes_are_told() {
    let ancienne = DONNEES
        .formers()
        .find(|f| DONNEES.commune(f.code).is_none() && f.code != f.actuelle.code)
        .map(|f| (f.code.to_string(), f.actuelle.code.to_string()))
        .unwrap();
    let (avant, apres) = (ancienne.0.as_str(), ancienne.1.as_str());
    let mut c = couverture(&[(avant, 0, AciSignee), ("99999", 1, AciSignee)], &[], &[]);
    let adoption = adopt(&mut c, &DONNEES);
    assert_eq!(adoption.inconnues, [code("99999")]);
    assert_eq!(adoption.anciennes, [(code(avant), code(apres))]);
    assert_eq!(seen(&c, &of(&[apres])).0, [(apres.to_owned(), 0, true)]);
    // The commune itself besides: it is covered whole.
    let mut c = couverture(&[(avant, 0, AciSignee), (apres, 0, AciSignee)], &[], &[]);
    adopt(&mut c, &DONNEES);
    assert_eq!(seen(&c, &of(&[apres])).0, [(apres.to_owned(), 0, false)]);
    // A part without a CPTS says nothing of the whole.
    let mut c = couverture(&[], &[], &[avant]);
    adopt(&mut c, &DONNEES);
    assert_eq!(seen(&c, &of(&[apres])).1, [apres]);
}

fn any_code() -> impl Strategy<Value = CodeCommune> {
    let nombre = DONNEES.iter().count();
    prop_oneof![
        9 => (0..nombre).prop_map(|i| DONNEES.iter().nth(i).unwrap().code),
        2 => prop::sample::select(vec!["75056", "75115", "69123", "69381", "13055"]).prop_map(code),
        1 => "[0-9]{5}".prop_map(|c| code(&c)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn adopted_lines_are_sorted_and_known_and_each_commune_is_told_once(
        lignes in prop::collection::vec((any_code(), 0u32..2, 0usize..3), 0..12),
        sans in prop::collection::vec(any_code(), 0..5),
        demandees in prop::collection::vec(any_code(), 1..10),
    ) {
        let codes: Vec<(String, u32, StatutCpts)> =
            lignes.iter().map(|(c, n, s)| (c.to_string(), *n, StatutCpts::TOUS[*s])).collect();
        let lignes: Vec<_> = codes.iter().map(|(c, n, s)| (c.as_str(), *n, *s)).collect();
        let mut c = couverture(&lignes, &["75"], &[]);
        c.sans_cpts = sans;
        c.sans_cpts.sort();
        adopt(&mut c, &DONNEES);
        prop_assert!(c.communes.is_sorted_by_key(|l| l.code));
        prop_assert!(c.communes.iter().all(|l| DONNEES.commune(l.code).is_some()));
        let territoire = Territoire {
            communes: demandees.into_iter().filter(|c| DONNEES.commune(*c).is_some()).collect(),
            ..Territoire::default()
        };
        let mut perimetre = resolve(&territoire, &DONNEES, None).unwrap();
        cover(&mut perimetre, &c, &DONNEES);
        let dit = perimetre.couverture.unwrap();
        prop_assert!(dit.communes.is_sorted_by_key(|l| l.code));
        prop_assert!(dit.non_verifiees.is_sorted());
        for commune in &perimetre.communes {
            let couverte = dit.communes.iter().any(|l| l.code == commune.code);
            let inconnue = dit.non_verifiees.contains(&commune.code);
            prop_assert!(!(couverte && inconnue));
            if commune.departement.as_str() == "75" {
                prop_assert!(!inconnue);
            }
        }
    }
}

/// A code that nobody knows may be what a commune of today was called.
#[test]
fn where_a_code_is_unknown_what_is_not_named_is_not_verified() {
    let mut lue = couverture(
        &[("59097", 0, StatutCpts::AciSignee), ("59999", 0, StatutCpts::AciSignee)],
        &["59", "62"],
        &[],
    );
    let adoption = adopt(&mut lue, &DONNEES);
    assert_eq!(adoption.inconnues, [code("59999")]);
    assert_eq!(seen(&lue, &of(&["59405", "62041"])).1, ["59405"]);
}
