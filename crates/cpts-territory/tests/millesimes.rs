//! The earlier vintages and the IRIS, as they are committed; and that nothing damaged gets through.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;

use common::{TERRITORY, data};
use cpts_territory::{Iris, Millesimes, Territory, TerritoryError};
use proptest::prelude::*;

static OCTETS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| [data("millesimes.bin"), data("iris.bin")]);
static MILLESIMES: LazyLock<Millesimes> =
    LazyLock::new(|| Millesimes::parse(&OCTETS[0], &TERRITORY).unwrap());
static IRIS: LazyLock<Iris> = LazyLock::new(|| Iris::parse(&OCTETS[1], &TERRITORY).unwrap());

fn row(code: &str) -> u32 {
    TERRITORY.commune(code.parse().unwrap()).unwrap().index
}

fn populations(code: &str) -> [Option<u32>; 3] {
    [2023, 2022, 2021].map(|annee| MILLESIMES.population(annee, row(code)))
}

/// The sum of an EPCI at a vintage, and how many of its communes have no figure.
fn epci(siren: &str, annee: u16) -> (u32, u32) {
    let territory = MILLESIMES.apply(&TERRITORY, annee).unwrap();
    let epci = territory.epci(siren.parse().unwrap()).unwrap();
    let communes = territory.communes_of_epci(epci.siren);
    assert_eq!(communes.filter_map(|c| c.population).sum::<u32>(), epci.population);
    (epci.population, epci.inconnues)
}

#[test]
fn three_vintages_with_their_day() {
    let annees: Vec<_> = MILLESIMES.annees().iter().map(|m| (m.annee, m.en_vigueur.to_string())).collect();
    let attendues = [(2023, "2026-01-01"), (2022, "2025-01-01"), (2021, "2024-01-01")];
    assert_eq!(annees, attendues.map(|(annee, jour)| (annee, jour.to_owned())));
    assert_eq!(MILLESIMES.population(2020, row("59122")), None);
    assert_eq!(MILLESIMES.population(2022, u32::MAX), None);
}

#[test]
fn the_published_totals_are_found_again() {
    for (annee, total, partagees) in
        [(2023, 68_094_280, 0), (2022, 67_760_573, 1_577), (2021, 67_408_052, 1_653 + 9_399 + 878)]
    {
        let france = TERRITORY.communes().filter(|c| !c.millesime_incertain && c.millesime.is_none());
        let sum: u64 = france.filter_map(|c| MILLESIMES.population(annee, c.index)).map(u64::from).sum();
        assert_eq!(sum + partagees, total, "{annee}");
    }
}

/// Facts of the sources, one of each kind.
#[test]
fn golden_rows() {
    for (code, attendues) in [
        ("01001", [Some(860), Some(859), Some(832)]),
        ("71270", [Some(35_177), Some(34_759), Some(34_448)]),
        // Merged in 2025: Saint-Denis with Pierrefitte-sur-Seine.
        ("93066", [Some(149_077), Some(115_237 + 33_670), None]),
        // Merged in 2024, which the archive of 2021 forgets: Oullins with Pierre-Bénite.
        ("69149", [Some(38168), Some(37_928), Some(27_113 + 10_515)]),
        // Its code changed.
        ("12218", [Some(1_540), Some(1_555), None]),
        // Restored since, or left by a commune restored since.
        ("15031", [Some(217), None, None]),
        ("15141", [Some(824), None, None]),
        ("85165", [Some(1_250), Some(1_264), None]),
        ("85084", [Some(6_851), Some(6_835), None]),
        ("60694", [Some(542), Some(547), None]),
        // Uninhabited, destroyed, counted once.
        ("98411", [None, None, None]),
        ("55039", [Some(0), Some(0), Some(0)]),
        ("75056", [Some(2_103_778), Some(2_113_705), Some(2_133_111)]),
    ] {
        let lues = populations(code);
        for (lue, attendue) in lues.iter().zip(attendues) {
            if attendue.is_some() || ["15", "60", "85", "98"].iter().any(|d| code.starts_with(d)) {
                assert_eq!(*lue, attendue, "{code} : {lues:?}");
            }
        }
    }
    for c in TERRITORY.iter().filter(|c| c.departement.as_str() == "976") {
        assert_eq!(MILLESIMES.population(2021, c.index), c.population, "Mayotte is of 2017 throughout");
    }
}

#[test]
fn an_unknown_figure_is_a_commune_split_since() {
    let inconnues = |annee| -> Vec<String> {
        let communes = TERRITORY.iter().filter(|c| c.population.is_some());
        communes
            .filter(|c| MILLESIMES.population(annee, c.index).is_none())
            .map(|c| c.code.to_string())
            .collect()
    };
    assert_eq!(inconnues(2022), ["15031", "15035", "15047", "15141", "15171"]);
    assert_eq!(
        inconnues(2021),
        ["15031", "15035", "15047", "15141", "15171", "60054", "60694", "85084", "85165", "85212"]
    );
}

#[test]
fn a_territory_that_crossed_a_threshold() {
    assert_eq!(epci("200070308", 2022), (79_589, 0), "Mâconnais Beaujolais Agglomération");
    assert_eq!(epci("200070308", 2023), (80_318, 0));
    assert_eq!(epci("200068500", 2022), (80_469, 0), "Cambrai");
    assert_eq!(epci("200068500", 2023), (80_120, 0));
}

#[test]
fn another_vintage_changes_the_figures_and_nothing_else() {
    let ancien = MILLESIMES.apply(&TERRITORY, 2022).unwrap();
    let (h, base) = (ancien.header(), TERRITORY.header());
    assert_eq!((h.millesime, h.en_vigueur.to_string().as_str()), (2022, "2025-01-01"));
    assert_eq!((h.cog, h.communes, h.epci), (base.cog, base.communes, base.epci));
    assert!(ancien.autre_millesime() && !TERRITORY.autre_millesime());
    for (a, b) in ancien.iter().zip(TERRITORY.iter()) {
        assert_eq!(a.population, MILLESIMES.population(2022, b.index));
        assert_eq!((a.code, a.nom, a.epci, a.ville), (b.code, b.nom, b.epci, b.ville));
    }
    assert_eq!(ancien.search("cambrai", 1).len(), 1);
    assert!(MILLESIMES.apply(&TERRITORY, 2020).is_none());
    assert!(!MILLESIMES.apply(&TERRITORY, 2023).unwrap().autre_millesime());
    assert!(
        matches!(Millesimes::parse(&OCTETS[0], &ancien), Err(TerritoryError::AutresCommunes { .. })),
        "the differences are from other populations"
    );
    assert!(Iris::parse(&OCTETS[1], &ancien).is_ok(), "IRIS do not depend on the vintage");
}

#[test]
fn iris_of_cities_arrondissements_and_merged_communes() {
    assert_eq!(IRIS.annee(), 2021);
    let nice = IRIS.of(row("06088"));
    assert_eq!((nice.len(), nice[0].code.as_str()), (146, "060880101"));
    assert!(nice.windows(2).all(|w| w[0].code < w[1].code));
    let somme: u32 = nice.iter().map(|i| i.population).sum();
    assert!(somme.abs_diff(populations("06088")[2].unwrap()) <= 6);
    assert!(IRIS.of(row("75056")).is_empty(), "the IRIS of Paris are those of its arrondissements");
    assert!(IRIS.of(row("75113")).len() > 50);
    assert!(IRIS.of(row("59167")).is_empty(), "one IRIS is the commune");
    let saint_denis = IRIS.of(row("93066"));
    for former in ["93059", "93066"] {
        assert!(saint_denis.iter().any(|i| i.code.commune().as_str() == former), "{former}");
    }
}

#[test]
fn a_share_is_rounded_once() {
    let nice = row("06088");
    let tous: Vec<_> = IRIS.of(nice).iter().map(|i| i.code).collect();
    assert_eq!(IRIS.part(nice, &tous, 358_000), Ok(358_000), "the whole is the whole");
    assert_eq!(IRIS.part(nice, &[], 358_000), Ok(0));
    let double = [tous[0], tous[0]];
    assert_eq!(IRIS.part(nice, &double, 358_000), IRIS.part(nice, &tous[..1], 358_000));
    let ailleurs = "751130101".parse().unwrap();
    assert_eq!(IRIS.part(nice, &[tous[0], ailleurs], 1), Err(Some(ailleurs)));
    assert_eq!(IRIS.part(row("59167"), &[], 1), Err(None));
}

proptest! {
    #[test]
    fn shares_that_part_a_commune_add_up_to_it(
        coupe in 0usize..146, population in 0u32..2_000_000,
    ) {
        let nice = row("06088");
        let tous: Vec<_> = IRIS.of(nice).iter().map(|i| i.code).collect();
        let (a, b) = tous.split_at(coupe);
        let somme = IRIS.part(nice, a, population).unwrap() + IRIS.part(nice, b, population).unwrap();
        prop_assert!(somme.abs_diff(population) <= 1);
    }

    #[test]
    fn a_changed_byte_refuses_the_file(which in 0usize..2, place: prop::sample::Index, flip in 1u8..) {
        let mut octets = OCTETS[which].clone();
        let place = place.index(octets.len());
        octets[place] ^= flip;
        let refused = if which == 0 {
            Millesimes::parse(&octets, &TERRITORY).is_err()
        } else {
            Iris::parse(&octets, &TERRITORY).is_err()
        };
        prop_assert!(refused, "byte {place}");
    }

    #[test]
    fn a_cut_file_is_refused(which in 0usize..2, place: prop::sample::Index) {
        let octets = &OCTETS[which];
        let octets = &octets[..place.index(octets.len())];
        prop_assert!(Millesimes::parse(octets, &TERRITORY).is_err());
        prop_assert!(Iris::parse(octets, &TERRITORY).is_err());
    }

    /// The checksum made right again, as one who means harm would: no panic, no memory asked for.
    #[test]
    fn hostile_content_never_panics(
        which in 0usize..2,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut octets = OCTETS[which].clone();
        for (place, value) in changes {
            let place = 40 + place.index(octets.len() - 40);
            octets[place] = value;
        }
        let sum = octets[..16].iter().chain(&octets[24..]).fold(0xcbf2_9ce4_8422_2325_u64, |sum, o| {
            (sum ^ u64::from(*o)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        octets[16..24].copy_from_slice(&sum.to_le_bytes());
        if which == 0 {
            if let Ok(lus) = Millesimes::parse(&octets, &TERRITORY) {
                for m in lus.annees() {
                    let _ = lus.population(m.annee, 12);
                }
            }
        } else if let Ok(lus) = Iris::parse(&octets, &TERRITORY) {
            for row in 0..35_014 {
                let codes: Vec<_> = lus.of(row).iter().map(|i| i.code).collect();
                let _ = lus.part(row, &codes, u32::MAX);
            }
        }
    }
}

#[test]
fn a_file_of_another_kind_is_named() {
    let erreur = Millesimes::parse(&OCTETS[1], &TERRITORY).err().unwrap();
    assert!(matches!(erreur, TerritoryError::Nature { fichier: "des millésimes" }), "{erreur}");
    let erreur = Territory::parse(&OCTETS[0]).err().unwrap();
    assert!(matches!(erreur, TerritoryError::Nature { .. }), "{erreur}");
}
