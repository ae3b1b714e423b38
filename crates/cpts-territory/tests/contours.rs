//! The committed contours: complete, closed, alike on both sides of a border.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use common::{TERRITORY, data, root};
use cpts_codes::{CodeCommune, CodeDepartement};
use cpts_territory::{Adjacence, Contours, Point, TerritoryError};
use proptest::prelude::*;

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

/// Which side of the line from `a` to `b` the point is on.
fn side(a: Point, b: Point, p: Point) -> i64 {
    let d = |v: i32, w: i32| i64::from(v) - i64::from(w);
    (d(b.0, a.0) * d(p.1, a.1) - d(b.1, a.1) * d(p.0, a.0)).signum()
}

/// Whether two borders meet elsewhere than at a common end.
fn collide((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let on = |a: Point, b: Point, p: Point| {
        side(a, b, p) == 0
            && (a.0.min(b.0)..=a.0.max(b.0)).contains(&p.0)
            && (a.1.min(b.1)..=a.1.max(b.1)).contains(&p.1)
    };
    let end_on_other = (on(a, b, c) && c != a && c != b)
        || (on(a, b, d) && d != a && d != b)
        || (on(c, d, a) && a != c && a != d)
        || (on(c, d, b) && b != c && b != d);
    let cross = side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    end_on_other || cross || (a.min(b), a.max(b)) == (c.min(d), c.max(d))
}

#[test]
fn no_border_of_france_crosses_another() {
    const CELL: i32 = 128;
    let mut cells: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
    let mut edges: Vec<(Point, Point)> = Vec::new();
    for arc in owners().keys() {
        for pair in arc.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let range = |v: i32, w: i32| v.min(w).div_euclid(CELL)..=v.max(w).div_euclid(CELL);
            for x in range(a.0, b.0) {
                for y in range(a.1, b.1) {
                    cells.entry((x, y)).or_default().push(edges.len() as u32);
                }
            }
            edges.push((a, b));
        }
    }
    assert!(edges.len() > 200_000);
    let mut found = Vec::new();
    for inside in cells.values() {
        for (i, &e) in inside.iter().enumerate() {
            for &f in &inside[i + 1..] {
                if collide(edges[e as usize], edges[f as usize]) {
                    found.push((edges[e as usize], edges[f as usize]));
                }
            }
        }
    }
    assert!(found.is_empty(), "{} crossings: {:?}", found.len(), &found[..found.len().min(5)]);
}

fn contains(rings: &[Vec<Point>], p: Point) -> bool {
    let mut inside = false;
    for ring in rings {
        for (i, &a) in ring.iter().enumerate() {
            let b = ring[(i + 1) % ring.len()];
            inside ^= (a.1 > p.1) != (b.1 > p.1) && (side(a, b, p) > 0) == (b.1 > a.1);
        }
    }
    inside
}

#[test]
fn rings_close_keep_a_surface_and_hold_the_label() {
    let mut holes = 0;
    for contours in ALL.iter() {
        for commune in contours.communes() {
            let mut rings = Vec::new();
            for parts in commune.rings() {
                let mut ring: Vec<Point> = Vec::new();
                for part in parts {
                    let mut points = contours.arc(part.arc()).to_vec();
                    if part.reversed() {
                        points.reverse();
                    }
                    assert!(ring.last().is_none_or(|end| *end == points[0]), "{}", commune.code);
                    ring.pop();
                    ring.extend(points);
                }
                assert_eq!(ring.pop().as_ref(), ring.first(), "{}", commune.code);
                assert!(ring.len() >= 3, "{}", commune.code);
                rings.push(ring);
            }
            let area = |ring: &Vec<Point>| -> i64 {
                let next = |i: usize| ring[(i + 1) % ring.len()];
                (0..ring.len())
                    .map(|i| {
                        i64::from(ring[i].0) * i64::from(next(i).1)
                            - i64::from(next(i).0) * i64::from(ring[i].1)
                    })
                    .sum()
            };
            assert!(area(&rings[0]) < 0, "the main part of {} turns clockwise", commune.code);
            holes += rings.iter().filter(|r| area(r) > 0).count();
            assert!(contains(&rings, commune.label), "label of {}", commune.code);
            assert_eq!(contours.commune(commune.code).unwrap().label, commune.label);
        }
    }
    assert!(holes > 20, "{holes} enclaves");
}

#[test]
fn neighbours_are_those_of_the_adjacency_file() {
    let adjacence = Adjacence::parse(&data("adjacence.bin"), &TERRITORY).unwrap();
    let is_city = |row| {
        let code = TERRITORY.commune_at(row).unwrap().code;
        TERRITORY.arrondissements(code).next().is_some()
    };
    let mut drawn = BTreeSet::new();
    for pair in owners().values() {
        if let [a, b] = pair[..] {
            let row = |code| TERRITORY.commune(code).unwrap().index;
            drawn.insert((row(a).min(row(b)), row(a).max(row(b))));
        }
    }
    let mut written = BTreeSet::new();
    for commune in TERRITORY.iter().filter(|c| !is_city(c.index)) {
        for &other in adjacence.neighbours(commune.index) {
            if commune.index < other && !is_city(other) {
                written.insert((commune.index, other));
            }
        }
    }
    assert!(drawn == written, "{:?}", drawn.symmetric_difference(&written).collect::<Vec<_>>());
}

#[test]
fn an_arrondissement_has_its_outline_and_its_city_has_none() {
    for (departement, ville, count) in [("75", "75056", 20), ("69", "69123", 9), ("13", "13055", 16)] {
        let contours = of(departement);
        let ville: CodeCommune = ville.parse().unwrap();
        assert!(contours.commune(ville).is_none());
        let drawn = TERRITORY.arrondissements(ville).filter(|a| contours.commune(a.code).is_some());
        assert_eq!(drawn.count(), count);
    }
}

/// A file whose checksum is right whatever its content: what the reader must then refuse by itself.
fn signed(mut octets: Vec<u8>) -> Vec<u8> {
    let payload = (octets.len() - 40) as u32;
    octets[12..16].copy_from_slice(&payload.to_le_bytes());
    let fnv = |start: u64, bytes: &[u8]| {
        bytes.iter().fold(start, |sum, &o| (sum ^ u64::from(o)).wrapping_mul(0x0000_0100_0000_01b3))
    };
    let sum = fnv(fnv(0xcbf2_9ce4_8422_2325, &octets[..16]), &octets[24..]);
    octets[16..24].copy_from_slice(&sum.to_le_bytes());
    octets
}

/// Goes through all that a reader of the map would.
fn walk(contours: &Contours) -> usize {
    let rings = contours.communes().flat_map(|c| c.rings());
    rings.flatten().map(|part| contours.arc(part.arc()).len()).sum()
}

#[test]
fn a_changed_or_cut_file_is_refused_whole() {
    let octets = data("contours/90.bin");
    assert!(walk(&Contours::parse(&octets).unwrap()) > 1000);
    assert!(Contours::parse(&signed(octets.clone())).is_ok());
    for at in 0..octets.len() {
        let mut altered = octets.clone();
        altered[at] ^= 0x10;
        // The two bytes that the kind of file leaves free are in the sum too.
        assert!(Contours::parse(&altered).is_err(), "byte {at}");
        assert!(Contours::parse(&octets[..at]).is_err(), "cut at {at}");
    }
    assert!(matches!(Contours::parse(&data("communes.bin")), Err(TerritoryError::Nature { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn damage_behind_a_right_checksum_never_panics(
        changes in prop::collection::vec((24usize..4000, any::<u8>()), 1..12),
        cut in 0usize..400,
    ) {
        let mut octets = data("contours/90.bin");
        octets.truncate(octets.len() - cut);
        for (at, value) in changes {
            let length = octets.len();
            octets[24 + at % (length - 24)] = value;
        }
        if let Ok(contours) = Contours::parse(&signed(octets)) {
            walk(&contours);
        }
    }

    #[test]
    fn noise_never_panics(noise in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut octets = data("contours/90.bin");
        octets.truncate(40);
        octets.extend(noise);
        if let Ok(contours) = Contours::parse(&signed(octets)) {
            walk(&contours);
        }
    }
}
