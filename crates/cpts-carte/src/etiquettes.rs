//! Which names are written, and where, without one over another.

use crate::plan::{Boite, Point};
use crate::scene::{Place, Zone};

/// Height of a line of text, with the air around it, in pixels.
const HAUTEUR: f32 = 20.0;
/// How far a name may overflow its commune, as a multiple of its width.
const DEBORD: f32 = 1.35;
/// Names of the largest communes, written however small these are on the screen.
const TOUJOURS: usize = 3;
/// More names than this are not read, and cost their drawing.
const NOMBRE: usize = 160;

/// A name to write, centred on its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Etiquette {
    /// The commune.
    pub commune: u32,
    /// The middle of the name, on the plane.
    pub place: Point,
    /// Its width, in pixels.
    pub largeur: f32,
}

/// Chooses the names at a scale: those that tip the taille, then the most
/// populous of the perimeter, then its neighbours, then the others, as far as
/// they lie in `emprise`. `mesurer` gives the width of a text.
pub fn choose(
    zone: &Zone,
    emprise: &Boite,
    echelle: f32,
    mesurer: impl Fn(u32, &str) -> f32,
) -> Vec<Etiquette> {
    let mut candidates: Vec<(u8, u32, u32)> = Vec::new();
    for (place, commune) in zone.communes().iter().enumerate() {
        if commune.nom.is_empty() || !commune.boite.meets(emprise) {
            continue;
        }
        let rang = match (commune.etat.bascule, commune.etat.place) {
            (true, _) => 0,
            (_, Place::Dedans) => 1,
            (_, Place::Voisine) => 2,
            (_, Place::Autre) => 3,
        };
        candidates.push((rang, u32::MAX - commune.population.unwrap_or(0), place as u32));
    }
    candidates.sort_unstable();
    let mut choisies: Vec<Etiquette> = Vec::new();
    let mut grandes = 0;
    for (rang, _, place) in candidates {
        let Some(commune) = zone.commune(place) else { continue };
        let d_office = rang == 0 || (rang == 1 && grandes < TOUJOURS);
        grandes += usize::from(rang == 1);
        let espace = commune.boite.largeur() * echelle * DEBORD;
        // The narrowest letters are wider than this: no need to measure.
        if !d_office && espace < commune.nom.len() as f32 * 4.0 {
            continue;
        }
        let largeur = mesurer(place, &commune.nom);
        let haut = commune.boite.hauteur() * echelle >= HAUTEUR;
        let etiquette = Etiquette { commune: place, place: commune.etiquette, largeur };
        let libre = !choisies.iter().any(|autre| overlap(&etiquette, autre, echelle));
        if libre && (d_office || (haut && largeur <= espace)) {
            choisies.push(etiquette);
            if choisies.len() == NOMBRE {
                break;
            }
        }
    }
    choisies
}

fn overlap(a: &Etiquette, b: &Etiquette, echelle: f32) -> bool {
    (a.place.x - b.place.x).abs() * echelle < (a.largeur + b.largeur) / 2.0 + 4.0
        && (a.place.y - b.place.y).abs() * echelle < HAUTEUR
}
