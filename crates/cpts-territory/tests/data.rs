//! The committed files: what they say, and that nothing damaged gets through.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;

use common::{TERRITORY, data, root};
use cpts_territory::{Adjacence, Nature, Territory, TerritoryError};

static ADJACENCE: LazyLock<Adjacence> =
    LazyLock::new(|| Adjacence::parse(&data("adjacence.bin"), &TERRITORY).unwrap());

fn population(departements: impl Fn(&str) -> bool) -> u64 {
    TERRITORY
        .communes()
        .filter(|c| departements(c.departement.as_str()))
        .filter_map(|c| c.population.map(u64::from))
        .sum()
}

#[test]
fn the_header_tells_vintage_and_counts() {
    let h = TERRITORY.header();
    assert_eq!((h.millesime, h.cog, h.en_vigueur.to_string().as_str()), (2023, 2026, "2026-01-01"));
    assert_eq!((h.communes, h.arrondissements, h.anciennes, h.epci), (34_969, 45, 2_576, 1_253));
    assert_eq!(TERRITORY.communes().count(), 34_969);
    assert_eq!(TERRITORY.iter().count(), 35_014);
}

#[test]
fn the_published_totals_are_found_again() {
    let com = |d: &str| matches!(d, "975" | "977" | "978") || d.starts_with("98");
    assert_eq!(population(|d| d.len() == 2), 66_165_815);
    assert_eq!(population(|d| d != "976" && !com(d)), 68_094_280);
    assert_eq!(population(|d| d == "976"), 256_518);
    assert_eq!(population(com), 602_143);
    for (region, total) in [
        ("27", 2_802_670),
        ("53", 3_449_370),
        ("11", 12_463_067),
        ("94", 355_486),
        ("01", 384_160),
        ("03", 293_996),
        ("02", 360_630),
    ] {
        let sum: u32 =
            TERRITORY.communes().filter(|c| c.region.as_str() == region).filter_map(|c| c.population).sum();
        assert_eq!(sum, total, "région {region}");
    }
}

#[test]
fn unknown_is_not_zero() {
    let unknown = TERRITORY.communes().filter(|c| c.population.is_none()).count();
    let nobody: Vec<_> =
        TERRITORY.communes().filter(|c| c.population == Some(0)).map(|c| c.code.to_string()).collect();
    assert_eq!(unknown, 6);
    assert_eq!(nobody, ["55039", "55050", "55139", "55189", "55239", "55307"]);
}

#[test]
fn other_vintages_are_marked() {
    for c in TERRITORY.iter() {
        let d = c.departement.as_str();
        let com = matches!(d, "975" | "977" | "978") || d.starts_with("98");
        assert_eq!(c.millesime, (d == "976").then_some(2017), "{}", c.code);
        assert_eq!(c.millesime_incertain, com, "{}", c.code);
    }
}

/// Facts of the sources, one of each kind.
#[test]
fn golden_rows() {
    let commune = |code: &str| TERRITORY.commune(code.parse().unwrap()).unwrap();
    for (code, nom, departement, region, population, epci) in [
        ("01001", "L'Abergement-Clémenciat", "01", "84", 860, Some("200069193")),
        ("01004", "Ambérieu-en-Bugey", "01", "84", 15_934, Some("240100883")),
        ("10411", "Ville-aux-Bois", "10", "44", 28, Some("200066892")),
        ("59122", "Cambrai", "59", "32", 31_134, Some("200068500")),
        ("97411", "Saint-Denis", "974", "04", 155_634, Some("249740119")),
        ("2A004", "Ajaccio", "2A", "94", 76_320, Some("242010056")),
        ("29155", "Ouessant", "29", "53", 860, None),
        ("75113", "Paris 13e Arrondissement", "75", "11", 181_271, Some("200054781")),
    ] {
        let c = commune(code);
        assert_eq!(
            (c.nom, c.departement.as_str(), c.region.as_str(), c.population),
            (nom, departement, region, Some(population))
        );
        assert_eq!(c.epci.map(|s| s.to_string()).as_deref(), epci, "{code}");
    }
    let nord = TERRITORY.departement("59".parse().unwrap()).unwrap();
    assert_eq!((nord.nom, nord.liaison.de()), ("Nord", "du "));
    assert_eq!(TERRITORY.region("32".parse().unwrap()), Some("Hauts-de-France"));
    assert!(TERRITORY.commune("59999".parse().unwrap()).is_none());
}

#[test]
fn a_former_commune_says_where_it_is_today() {
    let code = "93059".parse().unwrap();
    assert!(TERRITORY.commune(code).is_none());
    let former = TERRITORY.former(code).unwrap();
    assert_eq!((former.nom, former.actuelle.code.as_str()), ("Pierrefitte-sur-Seine", "93066"));
}

#[test]
fn arrondissements_add_up_to_their_city_and_name_it() {
    for (ville, count) in [("75056", 20), ("69123", 9), ("13055", 16)] {
        let ville = TERRITORY.commune(ville.parse().unwrap()).unwrap();
        let parts: Vec<_> = TERRITORY.arrondissements(ville.code).collect();
        assert_eq!(parts.len(), count);
        assert!(parts.iter().all(|a| a.ville == Some(ville.code) && a.epci == ville.epci));
        assert_eq!(parts.iter().filter_map(|a| a.population).sum::<u32>(), ville.population.unwrap());
    }
    assert_eq!(TERRITORY.arrondissements("59122".parse().unwrap()).count(), 0);
}

#[test]
fn an_epci_is_the_sum_of_its_communes() {
    let siren = "200068500".parse().unwrap();
    let epci = TERRITORY.epci(siren).unwrap();
    assert_eq!(epci.nom, "Communauté d’agglomération de Cambrai");
    assert_eq!(epci.nom_court(), "de Cambrai");
    // Nothing would stand for what is left out.
    let metropole = TERRITORY.all_epci().find(|e| e.nom == "Métropole du Grand Paris").unwrap();
    assert_eq!((metropole.nature.sigle(), metropole.nom_court()), (None, metropole.nom));
    assert!(TERRITORY.all_epci().all(|e| !e.nom.contains('\'')), "apostrophes as one prints them");
    assert_eq!(
        (epci.nature, epci.nature.sigle(), epci.nom_court()),
        (Nature::CommunauteAgglomeration, Some("CA"), "de Cambrai")
    );
    assert_eq!((epci.population, epci.taille, epci.inconnues), (80_120, 55, 0));
    for epci in TERRITORY.all_epci() {
        let communes: Vec<_> = TERRITORY.communes_of_epci(epci.siren).collect();
        assert_eq!(communes.len() as u32, epci.taille, "{}", epci.nom);
        assert!(communes.iter().all(|c| c.epci == Some(epci.siren) && c.ville.is_none()));
        assert_eq!(communes.iter().filter_map(|c| c.population).sum::<u32>(), epci.population);
    }
}

#[test]
fn a_postal_code_never_gives_a_city_and_its_arrondissement() {
    let names = |code: &str| -> Vec<&str> {
        TERRITORY.communes_of_code_postal(code.parse().unwrap()).map(|c| c.nom).collect()
    };
    assert_eq!(names("75013"), ["Paris 13e Arrondissement"]);
    assert_eq!(names("51300").len(), 46);
    assert!(names("00000").is_empty());
    let paris: Vec<_> = TERRITORY.codes_postaux("75056".parse().unwrap()).collect();
    assert_eq!(paris.len(), 21);
}

#[test]
fn every_scenario_adds_up_to_its_expected_population() {
    let text = std::fs::read_to_string(root().join("tests/scenarios/scenarios.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let scenarios = file["scenarios"].as_array().unwrap();
    assert!(scenarios.len() >= 10);
    let list = |t: &serde_json::Value, key: &str| -> Vec<String> {
        let items = t[key].as_array().cloned().unwrap_or_default();
        items.iter().map(|c| c.as_str().unwrap().to_owned()).collect()
    };
    for scenario in scenarios {
        let territoire = &scenario["projet"]["territoire"];
        let mut rows: Vec<_> = list(territoire, "epci")
            .iter()
            .flat_map(|s| TERRITORY.communes_of_epci(s.parse().unwrap()))
            .collect();
        let out = list(territoire, "exclues");
        rows.retain(|c| !out.contains(&c.code.to_string()));
        rows.extend(
            list(territoire, "communes").iter().map(|c| TERRITORY.commune(c.parse().unwrap()).unwrap()),
        );
        let parts = territoire["parts"].as_array().cloned().unwrap_or_default();
        let part: u64 = parts.iter().map(|p| p["population"].as_u64().unwrap()).sum();
        rows.retain(|c| !parts.iter().any(|p| p["commune"] == c.code.as_str()));
        let sum: u64 = rows.iter().filter_map(|c| c.population.map(u64::from)).sum();
        assert_eq!(Some(sum + part), scenario["attendu"]["population"].as_u64(), "{}", scenario["id"]);
    }
}

#[test]
fn neighbours_are_mutual_and_known_cases_hold() {
    let adjacence = &*ADJACENCE;
    for c in TERRITORY.iter() {
        let neighbours = adjacence.neighbours(c.index);
        assert!(neighbours.windows(2).all(|w| w[0] < w[1]));
        for &n in neighbours {
            assert!(adjacence.neighbours(n).binary_search(&c.index).is_ok());
        }
    }
    let row = |code: &str| TERRITORY.commune(code.parse().unwrap()).unwrap().index;
    let touch = |a: &str, b: &str| adjacence.neighbours(row(a)).contains(&row(b));
    assert!(touch("94037", "75056") && touch("94037", "75113") && !touch("75056", "75113"));
    assert!(touch("2B165", "2B049"), "Moncale is an enclave of Calenzana");
    assert!(adjacence.neighbours(row("29155")).is_empty(), "Ouessant is an island");
    assert!(adjacence.neighbours(u32::MAX).is_empty());
}

#[test]
fn components_come_largest_first_and_lose_no_commune() {
    let adjacence = &*ADJACENCE;
    let rows: Vec<u32> = TERRITORY.communes_of_epci("200068500".parse().unwrap()).map(|c| c.index).collect();
    let groups = adjacence.components(&rows);
    // The Cambrésis has an exclave: contiguity is a hint, not a condition.
    assert!(groups.len() > 1);
    assert!(groups.windows(2).all(|w| w[0].len() >= w[1].len()));
    let mut all = groups.concat();
    all.sort_unstable();
    assert_eq!(all, rows);
    assert!(adjacence.components(&[u32::MAX]).is_empty());
    assert_eq!(adjacence.components(&[rows[0], rows[0]]), [[rows[0]]]);
    let broken = TERRITORY
        .all_epci()
        .filter(|e| {
            let rows: Vec<_> = TERRITORY.communes_of_epci(e.siren).map(|c| c.index).collect();
            adjacence.components(&rows).len() > 1
        })
        .count();
    assert_eq!(broken, 16);
}

#[test]
fn a_file_cut_at_any_length_is_refused() {
    let whole = data("communes.bin");
    let lengths = (0..400).chain((400..whole.len()).step_by(9_973)).chain([whole.len() - 1]);
    for length in lengths {
        assert!(Territory::parse(&whole[..length]).is_err(), "{length} bytes");
    }
    let whole = data("adjacence.bin");
    for length in (0..200).chain((200..whole.len()).step_by(4_999)) {
        assert!(Adjacence::parse(&whole[..length], &TERRITORY).is_err(), "{length} bytes");
    }
    let longer = [data("communes.bin"), vec![0]].concat();
    assert!(matches!(Territory::parse(&longer), Err(TerritoryError::Longueur { .. })));
}

#[test]
fn any_flipped_bit_is_refused() {
    let whole = data("communes.bin");
    for at in (0..80).chain((80..whole.len()).step_by(20_011)) {
        let mut altered = whole.clone();
        altered[at] ^= 1 << (at % 8);
        assert!(Territory::parse(&altered).is_err(), "byte {at}");
    }
}

#[test]
fn each_refusal_says_what_to_do_in_french() {
    let whole = data("communes.bin");
    let says = |octets: &[u8]| Territory::parse(octets).err().unwrap().to_string();
    let altered = |at: usize| {
        let mut o = whole.clone();
        o[at] ^= 0x55;
        o
    };
    assert!(says(b"<!doctype html>").contains("n'est pas un fichier des communes"));
    assert!(says(&altered(8)).contains("format"));
    assert!(says(&whole[..whole.len() / 2]).contains("incomplet"));
    assert!(says(&altered(5_000)).contains("altéré"));
    let adjacence = data("adjacence.bin");
    assert!(says(&adjacence).contains("n'est pas un fichier des communes"));
}
