//! The committed contours: complete, closed, alike on both sides of a border.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::HashMap;
use std::sync::LazyLock;

use common::{TERRITORY, root};
use cpts_codes::{CodeCommune, CodeDepartement};
use cpts_territory::{Contours, Point};

static ALL: LazyLock<Vec<Contours>> = LazyLock::new(|| {
    let mut paths: Vec<_> =
        std::fs::read_dir(root().join("data/contours")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|p| Contours::parse(&std::fs::read(p).unwrap()).unwrap()).collect()
});

fn of(departement: &str) -> &'static Contours {
    let departement: CodeDepartement = departement.parse().unwrap();
    ALL.iter().find(|c| c.departement() == departement).unwrap()
}

/// The communes on the sides of every arc of France, an arc being its points.
fn owners() -> HashMap<&'static [Point], Vec<CodeCommune>> {
    let mut owners: HashMap<&[Point], Vec<CodeCommune>> = HashMap::new();
    for contours in ALL.iter() {
        for commune in contours.communes() {
            for part in commune.rings().flatten() {
                owners.entry(contours.arc(part.arc())).or_default().push(commune.code);
            }
        }
    }
    owners
}

#[test]
fn every_commune_has_a_contour_in_the_file_of_its_departement() {
    let mut seen: HashMap<CodeCommune, usize> = HashMap::new();
    for contours in ALL.iter() {
        for commune in contours.communes() {
            assert_eq!(commune.code.departement(), contours.departement());
            assert!(commune.rings().next().is_some(), "{}", commune.code);
            *seen.entry(commune.code).or_default() += 1;
        }
    }
    let expected = TERRITORY.iter().filter(|c| {
        let overseas_collectivity = c.code.as_str().starts_with("98")
            || ["975", "977", "978"].iter().any(|d| c.code.as_str().starts_with(d));
        !overseas_collectivity && TERRITORY.arrondissements(c.code).next().is_none()
    });
    let mut count = 0;
    for commune in expected {
        assert_eq!(seen.get(&commune.code), Some(&1), "{}", commune.code);
        count += 1;
    }
    assert_eq!(seen.len(), count);
}

#[test]
fn an_arc_has_at_most_two_communes() {
    assert!(owners().values().all(|o| o.len() <= 2));
}

#[test]
fn the_border_of_two_departements_is_in_both_files() {
    for (a, b) in [("59", "62"), ("75", "92"), ("2A", "2B"), ("26", "84"), ("69", "01")] {
        let arcs = |d| (0..of(d).arc_count()).map(move |i| of(d).arc(i));
        let common = arcs(a).filter(|arc| arcs(b).any(|other| other == *arc)).count();
        assert!(common >= 2, "{a} {b} {common}");
    }
}
