//! Outlines, hits, keys and names, on countries drawn with letters.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must fail")]

mod common;

use common::{PAS, add, code, empty, put_inside, zone};
use cpts_carte::etiquettes::choose;
use cpts_carte::fleches::{Direction, nearest_to, next_commune};
use cpts_carte::plan::{Boite, Point};
use cpts_carte::scene::{Place, Trait, Zone};
use proptest::prelude::*;

/// How many sides of squares are drawn so.
fn count(zone: &Zone, quoi: Trait) -> usize {
    zone.arcs().iter().filter(|a| zone.trait_of(a) == quoi).count()
}

/// The letter under the middle of a square.
fn hit(zone: &Zone, x: i32, y: i32) -> Option<char> {
    let milieu = |v: i32| (v * PAS + PAS / 2) as f32;
    let place = zone.commune_at(Point::new(milieu(x), milieu(y)))?;
    let numero: u32 = zone.commune(place).unwrap().code.as_str()[2..].parse().unwrap();
    char::from_u32('A' as u32 + numero - 1)
}

#[test]
fn the_outline_of_one_commune_is_its_own() {
    let mut z = zone(&["AB", "CD"]);
    put_inside(&mut z, "A");
    assert_eq!(count(&z, Trait::Lisiere), 4);
    assert_eq!(count(&z, Trait::Interieur), 0);
    // B and C touch A along a side, D only in a point.
    assert_eq!(z.commune(z.find(code('B')).unwrap()).unwrap().etat.place, Place::Voisine);
    assert_eq!(z.commune(z.find(code('D')).unwrap()).unwrap().etat.place, Place::Autre);
}

#[test]
fn the_outline_leaves_inner_borders_out() {
    let mut z = zone(&["AB", "CD"]);
    put_inside(&mut z, "ABCD");
    assert_eq!((count(&z, Trait::Lisiere), count(&z, Trait::Interieur)), (8, 4));
}

#[test]
fn a_hole_and_a_detached_commune_have_their_outline() {
    // E is surrounded and left out; H is far away.
    let mut z = zone(&["ABC...H", "DEF....", "GIJ...."]);
    put_inside(&mut z, "ABCDFGIJH");
    assert_eq!(count(&z, Trait::Lisiere), 12 + 4 + 4);
    put_inside(&mut z, "ABCDEFGIJH");
    assert_eq!(count(&z, Trait::Lisiere), 12 + 4);
}

#[test]
fn an_enclave_inside_one_commune_is_a_hole_of_it() {
    let mut z = zone(&["AAA", "ABA", "AAA"]);
    put_inside(&mut z, "A");
    assert_eq!(count(&z, Trait::Lisiere), 12 + 4);
    assert_eq!(hit(&z, 1, 1), Some('B'), "the enclave is hit, not what surrounds it");
    assert_eq!(hit(&z, 0, 1), Some('A'));
    put_inside(&mut z, "B");
    assert_eq!(count(&z, Trait::Lisiere), 4);
}

#[test]
fn a_commune_in_two_parts_is_one() {
    let z = zone(&["A.A", "BBB"]);
    assert_eq!((hit(&z, 0, 0), hit(&z, 2, 0), hit(&z, 1, 0)), (Some('A'), Some('A'), None));
    assert_eq!(hit(&z, -1, 0), None);
}

#[test]
fn files_of_two_departements_meet() {
    // The right half comes in a second file, which repeats the shared border.
    let mut z = empty();
    add(&mut z, &["AB", "CD"], (0, 0));
    add(&mut z, &["EF"], (2, 0));
    put_inside(&mut z, "BE");
    assert_eq!((count(&z, Trait::Lisiere), count(&z, Trait::Interieur)), (6, 1));
    let voisines = z.voisines(z.find(code('B')).unwrap());
    assert!(voisines.contains(&z.find(code('E')).unwrap()));
    assert_eq!(z.arcs().len(), 12 + 6, "the shared border is kept once");
}

#[test]
fn a_file_that_comes_twice_changes_nothing() {
    let mut z = zone(&["AB", "CD"]);
    let avant = (z.arcs().len(), z.communes().len());
    add(&mut z, &["AB", "CD"], (0, 0));
    assert_eq!((z.arcs().len(), z.communes().len()), avant);
}

#[test]
fn arrows_cross_each_border_and_stop_at_the_sea() {
    let z = zone(&["ABC", "DEF", "GHI"]);
    let at = |l: char| z.find(code(l)).unwrap();
    let go = |l, d| next_commune(&z, at(l), d);
    assert_eq!(go('E', Direction::Nord), Some(at('B')));
    assert_eq!(go('E', Direction::Sud), Some(at('H')));
    assert_eq!(go('E', Direction::Est), Some(at('F')));
    assert_eq!(go('E', Direction::Ouest), Some(at('D')));
    assert_eq!(go('A', Direction::Nord), None);
    assert_eq!(nearest_to(&z, Point::new(1.45 * PAS as f32, 1.5 * PAS as f32)), Some(at('E')));
}

#[test]
fn arrows_reach_an_island() {
    let z = zone(&["A...B"]);
    let (a, b) = (z.find(code('A')).unwrap(), z.find(code('B')).unwrap());
    assert_eq!(next_commune(&z, a, Direction::Est), Some(b));
    assert_eq!(next_commune(&z, b, Direction::Ouest), Some(a));
}

#[test]
fn hostile_states_and_names_are_passed_over() {
    let mut z = zone(&["AB"]);
    z.set_etats("59001D\n99999D\n59é\n\n5900\nABCDED\n59002\u{202e}Z\n");
    let etat = |z: &Zone, l| z.commune(z.find(code(l)).unwrap()).unwrap().etat;
    assert_eq!((etat(&z, 'A').place, etat(&z, 'B').place), (Place::Dedans, Place::Voisine));
    z.set_noms("59001\t-3\tUn\tdeux\n59002\n\t\t\n59002\t4000000000000\tB\n");
    let a = z.commune(z.find(code('A')).unwrap()).unwrap();
    assert_eq!((a.nom.as_str(), a.population), ("Un\tdeux", None));
    z.set_etats("");
    assert_eq!(etat(&z, 'A').place, Place::Autre);
}

#[test]
fn marks_of_several_lines_add_up_and_are_forgotten_together() {
    let mut z = zone(&["AB"]);
    z.set_etats("59001B\n59001D\n59002CB\n");
    let etat = |z: &Zone, l| z.commune(z.find(code(l)).unwrap()).unwrap().etat;
    assert_eq!(
        (etat(&z, 'A').place, etat(&z, 'A').bascule, etat(&z, 'A').couverte),
        (Place::Dedans, true, false)
    );
    assert_eq!(
        (etat(&z, 'B').place, etat(&z, 'B').bascule, etat(&z, 'B').couverte),
        (Place::Voisine, true, true)
    );
    z.set_etats("59002D\n");
    assert_eq!((etat(&z, 'A').place, etat(&z, 'A').bascule), (Place::Voisine, false));
}

fn named() -> Zone {
    let mut z = zone(&["AB", "CD"]);
    z.set_noms("59001\t100\tAlpha\n59002\t900\tBeta\n59003\t300\tGamma\n59004\t50\tDelta\n");
    z
}

#[test]
fn names_never_overlap_and_the_largest_come_first() {
    let mut z = named();
    put_inside(&mut z, "ABCD");
    let largeur = |_: u32, nom: &str| nom.len() as f32 * 8.0;
    // Far away, the squares are 5 pixels wide: only the largest has room.
    let loin = choose(&z, &z.boite(), 0.05, largeur);
    assert_eq!(loin.iter().map(|e| e.commune).collect::<Vec<_>>(), [z.find(code('B')).unwrap()]);
    // Near, all have.
    assert_eq!(choose(&z, &z.boite(), 2.0, largeur).len(), 4);
    // Of what is out of sight, nothing.
    let coin = z.commune(z.find(code('A')).unwrap()).unwrap().boite.grown(-0.25);
    assert_eq!(choose(&z, &coin, 2.0, largeur).len(), 1);
}

#[test]
fn names_of_those_that_tip_the_taille_come_before_all() {
    let mut z = named();
    z.set_etats("59002D\n59001D\n59003D\n59004B\n");
    let choisies = choose(&z, &z.boite(), 0.05, |_, nom| nom.len() as f32 * 8.0);
    assert_eq!(choisies[0].commune, z.find(code('D')).unwrap());
}

fn random_country() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop::collection::vec(prop::sample::select(vec!['A', 'B', 'C', 'D', 'E', '.']), 5),
        5,
    )
    .prop_map(|lignes| lignes.into_iter().map(|l| l.into_iter().collect()).collect())
}

proptest! {
    /// Whatever the country, the outline is where one side is in and the other out,
    /// and the commune under each square is the one drawn there.
    #[test]
    fn outline_and_hits_agree_with_the_drawing(dessin in random_country(), choix in prop::collection::vec(prop::bool::ANY, 5)) {
        let lignes: Vec<&str> = dessin.iter().map(String::as_str).collect();
        let mut z = zone(&lignes);
        let lettre = |x: i32, y: i32| usize::try_from(y).ok().zip(usize::try_from(x).ok())
            .and_then(|(y, x)| lignes.get(y).and_then(|l| l.chars().nth(x))).filter(|c| *c != '.');
        let dedans = |l: Option<char>| l.is_some_and(|l| choix[l as usize - 'A' as usize]);
        let lettres: String = ('A'..='E').filter(|l| dedans(Some(*l))).collect();
        put_inside(&mut z, &lettres);
        let mut lisiere = 0;
        for y in -1..5 {
            for x in -1..5 {
                prop_assert_eq!(hit(&z, x, y), lettre(x, y));
                lisiere += usize::from(dedans(lettre(x, y)) != dedans(lettre(x + 1, y)));
                lisiere += usize::from(dedans(lettre(x, y)) != dedans(lettre(x, y + 1)));
            }
        }
        prop_assert_eq!(count(&z, Trait::Lisiere), lisiere);
        let mut boite = Boite::VIDE;
        for c in z.communes() {
            boite.join(&c.boite);
        }
        prop_assert_eq!(boite, z.boite());
    }

    #[test]
    fn any_text_of_states_is_read_without_panic(texte: String) {
        let mut z = zone(&["AB", "CD"]);
        z.set_etats(&texte);
        z.set_noms(&texte);
    }
}
