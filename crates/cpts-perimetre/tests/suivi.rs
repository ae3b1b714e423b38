//! Following a territory step by step gives what resolving it whole gives.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use cpts_core::Territoire;
use cpts_perimetre::{Suivi, resolve};
use cpts_territory::{Adjacence, Territory};
use proptest::prelude::*;

fn read(nom: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(nom)).unwrap()
}

static DONNEES: LazyLock<Territory> = LazyLock::new(|| Territory::parse(&read("communes.bin")).unwrap());
static ADJACENCE: LazyLock<Adjacence> =
    LazyLock::new(|| Adjacence::parse(&read("adjacence.bin"), &DONNEES).unwrap());

/// Around Cambrai and Paris, with its arrondissements: rows that touch, that do not,
/// that are in the EPCI already.
fn candidates() -> Vec<cpts_codes::CodeCommune> {
    let cambrai = DONNEES.epci("200068500".parse().unwrap()).unwrap();
    let mut codes: Vec<_> = DONNEES.communes_of_epci(cambrai.siren).map(|c| c.code).collect();
    let around: Vec<_> = codes
        .iter()
        .flat_map(|code| ADJACENCE.neighbours(DONNEES.commune(*code).unwrap().index))
        .map(|row| DONNEES.commune_at(*row).unwrap().code)
        .collect();
    codes.extend(around);
    codes.extend(DONNEES.arrondissements("75056".parse().unwrap()).map(|c| c.code));
    codes.extend(
        ["75056", "85113", "97502", "97411"].map(|code| code.parse::<cpts_codes::CodeCommune>().unwrap()),
    );
    codes
}

proptest! {
    #[test]
    fn each_step_gives_what_resolving_gives(
        steps in proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..120),
        epci in any::<bool>(),
        part in any::<bool>(),
        touching in any::<bool>(),
    ) {
        let candidates = candidates();
        let adjacence = touching.then_some(&*ADJACENCE);
        let mut territoire = Territoire::default();
        if epci {
            territoire.epci.push("200068500".parse().unwrap());
            territoire.exclues.push("59122".parse().unwrap());
        }
        if part {
            territoire.parts.push(cpts_core::Part {
                commune: "59122".parse().unwrap(),
                population: 1000,
                motif: "le centre".to_owned(),
                iris: Vec::new(),
            });
        }
        let mut suivi = Suivi::new(&territoire, &DONNEES, adjacence).unwrap();
        let mut changes = 0;
        for (which, back) in &steps {
            let code = *which.get(&candidates);
            let before = territoire.clone();
            let changed = if *back && !territoire.communes.is_empty() {
                let present = *which.get(&territoire.communes);
                suivi.remove_commune(&mut territoire, &DONNEES, adjacence, present)
            } else {
                suivi.add_commune(&mut territoire, &DONNEES, adjacence, code)
            };
            prop_assert_eq!(changed, before != territoire);
            changes += usize::from(changed);
            let whole = resolve(&territoire, &DONNEES, adjacence).unwrap();
            prop_assert_eq!(suivi.perimetre(), &whole);
        }
        prop_assert!(changes > 0);
    }
}

#[test]
fn an_unknown_code_changes_nothing() {
    let mut territoire = Territoire::default();
    let mut suivi = Suivi::new(&territoire, &DONNEES, None).unwrap();
    let code = "59999".parse().unwrap();
    assert!(!suivi.add_commune(&mut territoire, &DONNEES, None, code));
    assert!(!suivi.remove_commune(&mut territoire, &DONNEES, None, code));
    assert_eq!(territoire, Territoire::default());
}
