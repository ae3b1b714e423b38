//! What a cell of a spreadsheet names.

mod common;

use common::TERRITORY;
use cpts_territory::{Nomme, normalise};
use proptest::prelude::*;

fn show(nom: &str) -> Vec<String> {
    let one = |n: &Nomme<'_>| match n {
        Nomme::Commune(c) => format!("{} ({})", c.nom, c.departement),
        Nomme::Ancienne(f) => format!("{} → {} ({})", f.nom, f.actuelle.nom, f.actuelle.departement),
        Nomme::Epci(e) => e.nom.to_owned(),
    };
    TERRITORY.named(nom).iter().map(one).collect()
}

#[test]
fn the_ways_in_which_administrations_write_a_name_are_one() {
    for (nom, attendu) in [
        ("CAMBRAI", "Cambrai (59)"),
        ("l'haÿ les roses", "L'Haÿ-les-Roses (94)"),
        ("LA ROCHELLE", "La Rochelle (17)"),
        ("Rochelle (La)", "La Rochelle (17)"),
        ("ROCHELLE LA", "La Rochelle (17)"),
        ("Rochelle", "La Rochelle (17)"),
        ("ST ETIENNE", "Saint-Étienne (42)"),
        ("Paris 13e", "Paris 13e Arrondissement (75)"),
        ("PARIS 01", "Paris 1er Arrondissement (75)"),
        ("lyon 8ème arrdt", "Lyon 8e Arrondissement (69)"),
        ("ANGERS CEDEX 9", "Angers (49)"),
        ("CA de Cambrai", "Communauté d’agglomération de Cambrai"),
        ("communauté d’agglomération de cambrai", "Communauté d’agglomération de Cambrai"),
        ("Œting", "Œting (57)"),
    ] {
        let found = show(nom);
        assert!(found.first().is_some_and(|f| f == attendu), "{nom}: {found:?}");
    }
}

#[test]
fn homonyms_come_by_population_and_what_is_no_name_gives_nothing() {
    let found = show("Saint-Denis");
    assert!(found.len() >= 4, "{found:?}");
    assert_eq!(found[..2], ["Saint-Denis (974)", "Saint-Denis (93)"]);
    assert_eq!(show("Pierrefitte-sur-Seine"), ["Pierrefitte-sur-Seine → Saint-Denis (93)"]);
    for nom in ["", " ", "Cambrai Est", "Cambra", "59122", "le", &"a".repeat(10_000)] {
        assert!(show(nom).is_empty(), "{nom}");
    }
}

#[test]
fn every_name_of_the_file_is_found_under_itself() {
    for c in TERRITORY.iter() {
        assert!(TERRITORY.named(c.nom).contains(&Nomme::Commune(c)), "{}", c.nom);
        let flat = normalise(c.nom).to_uppercase();
        assert!(TERRITORY.named(&flat).contains(&Nomme::Commune(c)), "{flat}");
    }
    for e in TERRITORY.all_epci() {
        assert!(TERRITORY.named(e.nom).contains(&Nomme::Epci(e)), "{}", e.nom);
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(texte: String) {
        let _ = TERRITORY.named(&texte);
    }
}
