//! Countries drawn with letters: each letter is a commune, a dot is the sea.

use cpts_carte::plan::Projection;
use cpts_carte::scene::{Brin, Zone};
use cpts_codes::CodeCommune;

/// Side of a square of the drawing, in steps of the grid.
pub(crate) const PAS: i32 = 100;

type Sommet = (i32, i32);

/// The code of the commune of a letter: `A` is 59001, `B` 59002…
pub(crate) fn code(lettre: char) -> CodeCommune {
    format!("59{:03}", lettre as u32 - 'A' as u32 + 1).parse().unwrap()
}

/// A zone on the equator, so that squares stay squares.
pub(crate) fn empty() -> Zone {
    Zone::new(Projection::around(0, 0, 10_000.0))
}

/// Adds the communes of a drawing, the top-left square at `(x, y)` squares from
/// the origin, as one file of a département would.
pub(crate) fn add(zone: &mut Zone, dessin: &[&str], (x0, y0): (i32, i32)) {
    let lettre = |x: i32, y: i32| -> char {
        let ligne = usize::try_from(y).ok().and_then(|y| dessin.get(y));
        let case = ligne.zip(usize::try_from(x).ok()).and_then(|(l, x)| l.chars().nth(x));
        case.unwrap_or('.')
    };
    let mut lettres: Vec<char> = dessin.iter().flat_map(|l| l.chars()).filter(|c| *c != '.').collect();
    lettres.sort_unstable();
    lettres.dedup();

    let mut arcs: Vec<[Sommet; 2]> = Vec::new();
    let mut communes = Vec::new();
    for &qui in &lettres {
        // The sides of its squares, the sea or another commune beyond, all turning the same way.
        let mut cotes: Vec<(Sommet, Sommet)> = Vec::new();
        let mut etiquette = None;
        for y in 0..dessin.len() as i32 {
            for x in 0..dessin[y as usize].chars().count() as i32 {
                if lettre(x, y) != qui {
                    continue;
                }
                etiquette.get_or_insert(grille(x0 + x, y0 + y, PAS / 2));
                let coins = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
                let dehors = [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y)];
                for i in 0..4 {
                    if lettre(dehors[i].0, dehors[i].1) != qui {
                        cotes.push((coins[i], coins[(i + 1) % 4]));
                    }
                }
            }
        }
        let mut anneaux = Vec::new();
        while let Some(premier) = cotes.pop() {
            let mut anneau = vec![premier];
            while anneau.last().unwrap().1 != premier.0 {
                let ici = anneau.last().unwrap().1;
                let suivant = cotes.iter().position(|c| c.0 == ici).expect("a ring closes");
                anneau.push(cotes.swap_remove(suivant));
            }
            anneaux
                .push(anneau.into_iter().map(|(a, b)| brin(&mut arcs, (x0, y0), a, b)).collect::<Vec<_>>());
        }
        communes.push((code(qui), etiquette.unwrap(), anneaux));
    }
    let places = zone.add_arcs(arcs.iter().map(|a| &a[..]));
    for (code, etiquette, mut anneaux) in communes {
        for brin in anneaux.iter_mut().flatten() {
            brin.arc = places[brin.arc as usize];
        }
        zone.add_commune(code, etiquette, anneaux);
    }
}

fn grille(x: i32, y: i32, decalage: i32) -> Sommet {
    // Latitudes grow northwards.
    (x * PAS + decalage, -(y * PAS + decalage))
}

fn brin(arcs: &mut Vec<[Sommet; 2]>, (x0, y0): (i32, i32), a: Sommet, b: Sommet) -> Brin {
    let (a, b) = (grille(x0 + a.0, y0 + a.1, 0), grille(x0 + b.0, y0 + b.1, 0));
    let inverse = a > b;
    let arc = if inverse { [b, a] } else { [a, b] };
    let place = arcs.iter().position(|x| *x == arc).unwrap_or_else(|| {
        arcs.push(arc);
        arcs.len() - 1
    });
    Brin { arc: place as u32, inverse }
}

/// The zone of a drawing.
pub(crate) fn zone(dessin: &[&str]) -> Zone {
    let mut zone = empty();
    add(&mut zone, dessin, (0, 0));
    zone
}

/// Puts the communes of these letters in the perimeter.
pub(crate) fn put_inside(zone: &mut Zone, lettres: &str) {
    let texte: String = lettres.chars().map(|l| format!("{}D\n", code(l))).collect();
    zone.set_etats(&texte);
}
