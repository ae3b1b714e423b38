//! What is drawn of a zone, as the text of paths.
//!
//! Each layer is cut in squares of the ground, so that the browser draws again
//! only those that come into sight.

use crate::plan::{Boite, Point};
use crate::scene::{Commune, Place, Trait, Zone};

/// Steps of a path to one unit of the plane: whole numbers are shorter to write and to read.
pub const FINESSE: f32 = 4.0;
/// Communes to a square, about.
const PAR_CASE: f32 = 100.0;

/// One layer, drawn over those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Couche {
    /// Borders of the communes that are only ground.
    Filet,
    /// Neighbours.
    Voisine,
    /// Communes of the perimeter.
    Dedans,
    /// Those in a CPTS already.
    Couverte,
    /// Those that change the taille.
    Bascule,
    /// Borders of neighbours.
    Bord,
    /// Borders between communes of the perimeter.
    Interieur,
    /// Borders of those that change the taille.
    Contour,
    /// The edge of the perimeter.
    Lisiere,
}

impl Couche {
    /// All of them, from the lowest, with the class that the style sheet knows them by.
    pub const TOUTES: [(Self, &'static str); 9] = [
        (Self::Filet, "carte-filet"),
        (Self::Voisine, "carte-voisine"),
        (Self::Dedans, "carte-dedans"),
        (Self::Couverte, "carte-couverte"),
        (Self::Bascule, "carte-bascule"),
        (Self::Bord, "carte-bord"),
        (Self::Interieur, "carte-interieur"),
        (Self::Contour, "carte-contour"),
        (Self::Lisiere, "carte-lisiere"),
    ];
}

/// A square of the ground with what lies there.
#[derive(Debug, Default)]
pub struct Case {
    arcs: Vec<u32>,
    communes: Vec<u32>,
}

/// The squares of a zone.
#[derive(Debug, Default)]
pub struct Damier {
    cases: Vec<Case>,
    boites: Vec<Boite>,
}

impl Damier {
    /// Cuts a zone.
    pub fn cut(zone: &Zone) -> Self {
        let ground = zone.boite();
        let cote = ((zone.communes().len() as f32 / PAR_CASE).sqrt() as usize).clamp(1, 32);
        let mut damier = Self { cases: Vec::new(), boites: vec![Boite::VIDE; cote * cote] };
        damier.cases.resize_with(cote * cote, Case::default);
        let rang = |boite: &Boite| {
            let Point { x, y } = boite.centre();
            let pas = |v: f32, de: f32, taille: f32| {
                (((v - de) / taille.max(1.0) * cote as f32) as usize).min(cote - 1)
            };
            pas(y, ground.min.y, ground.hauteur()) * cote + pas(x, ground.min.x, ground.largeur())
        };
        for (place, arc) in zone.arcs().iter().enumerate() {
            let rang = rang(&arc.boite);
            damier.cases[rang].arcs.push(place as u32);
            damier.boites[rang].join(&arc.boite);
        }
        for (place, commune) in zone.communes().iter().enumerate() {
            let rang = rang(&commune.boite);
            damier.cases[rang].communes.push(place as u32);
            damier.boites[rang].join(&commune.boite);
        }
        damier
    }

    /// The squares, with where what is in each lies.
    pub fn cases(&self) -> impl Iterator<Item = (&Case, &Boite)> {
        self.cases.iter().zip(&self.boites)
    }
}

impl Case {
    /// What a layer has here; nothing for nothing.
    pub fn path(&self, zone: &Zone, couche: Couche) -> String {
        match couche {
            Couche::Filet => self.borders(zone, Trait::Fond),
            Couche::Bord => self.borders(zone, Trait::Voisine),
            Couche::Interieur => self.borders(zone, Trait::Interieur),
            Couche::Lisiere => self.borders(zone, Trait::Lisiere),
            Couche::Voisine => self.grounds(zone, |c| c.etat.place == Place::Voisine),
            Couche::Dedans => self.grounds(zone, |c| c.etat.place == Place::Dedans),
            Couche::Couverte => self.grounds(zone, |c| c.etat.couverte),
            Couche::Bascule | Couche::Contour => self.grounds(zone, |c| c.etat.bascule),
        }
    }

    fn borders(&self, zone: &Zone, quoi: Trait) -> String {
        let mut chemin = Chemin::default();
        for &place in &self.arcs {
            let Some(arc) = zone.arcs().get(place as usize) else { continue };
            if zone.trait_of(arc) == quoi {
                chemin.start();
                for p in zone.trace(arc) {
                    chemin.push(*p);
                }
            }
        }
        chemin.texte
    }

    fn grounds(&self, zone: &Zone, qui: impl Fn(&Commune) -> bool) -> String {
        let mut chemin = Chemin::default();
        for &place in &self.communes {
            if let Some(commune) = zone.commune(place).filter(|c| qui(c)) {
                chemin.outline(zone, commune);
            }
        }
        chemin.texte
    }
}

/// The outline of one commune.
pub fn outline(zone: &Zone, commune: &Commune) -> String {
    let mut chemin = Chemin::default();
    chemin.outline(zone, commune);
    chemin.texte
}

/// A path while it is written: places of the plane, in steps, each from the one before.
#[derive(Default)]
struct Chemin {
    texte: String,
    ici: (i32, i32),
    points: u32,
}

impl Chemin {
    fn start(&mut self) {
        self.points = 0;
    }

    fn push(&mut self, p: Point) {
        let la = ((p.x * FINESSE).round() as i32, (p.y * FINESSE).round() as i32);
        let (dx, dy) = if self.points == 0 {
            self.texte.push('M');
            la
        } else {
            (la.0.wrapping_sub(self.ici.0), la.1.wrapping_sub(self.ici.1))
        };
        // The last of a ring is its first again.
        if self.points > 0 && (dx, dy) == (0, 0) {
            return;
        }
        match self.points {
            0 => {}
            1 => self.texte.push('l'),
            _ => self.texte.push(' '),
        }
        self.number(dx);
        self.texte.push(' ');
        self.number(dy);
        self.ici = la;
        self.points += 1;
    }

    fn outline(&mut self, zone: &Zone, commune: &Commune) {
        for anneau in &commune.anneaux {
            self.start();
            zone.walk(anneau, |p| self.push(p));
            if self.points > 0 {
                self.texte.push('z');
            }
        }
    }

    fn number(&mut self, n: i32) {
        if n < 0 {
            self.texte.push('-');
        }
        let mut reste = n.unsigned_abs();
        let mut chiffres = [0u8; 10];
        let mut nombre = 0;
        loop {
            chiffres[nombre] = b'0' + (reste % 10) as u8;
            nombre += 1;
            reste /= 10;
            if reste == 0 {
                break;
            }
        }
        for chiffre in chiffres[..nombre].iter().rev() {
            self.texte.push(char::from(*chiffre));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a path back: its places, in steps.
    fn read(texte: &str) -> Vec<(i64, i64)> {
        let mut points: Vec<(i64, i64)> = Vec::new();
        for trace in texte.split('M').filter(|t| !t.is_empty()) {
            let mut nombres =
                trace.trim_end_matches('z').split([' ', 'l']).map(|n| n.parse::<i64>().unwrap_or(i64::MIN));
            let mut ici = (0, 0);
            while let (Some(x), Some(y)) = (nombres.next(), nombres.next()) {
                ici = (ici.0 + x, ici.1 + y);
                points.push(ici);
            }
        }
        points
    }

    proptest! {
        #[test]
        fn a_path_read_back_goes_through_the_same_places(
            points in prop::collection::vec((-60_000f32..60_000.0, -60_000f32..60_000.0), 1..40),
        ) {
            let mut chemin = Chemin::default();
            for (x, y) in &points {
                chemin.push(Point::new(*x, *y));
            }
            let lus = read(&chemin.texte);
            prop_assert_eq!(lus.len(), points.len());
            for ((x, y), (lu_x, lu_y)) in points.iter().zip(lus) {
                // No error adds up along the way.
                prop_assert!((x * FINESSE - lu_x as f32).abs() <= 0.51 && (y * FINESSE - lu_y as f32).abs() <= 0.51);
            }
        }
    }

    #[test]
    fn numbers_are_written_whole() {
        for n in [0, 7, -7, 10, 4_095, i32::MAX, i32::MIN] {
            let mut chemin = Chemin::default();
            chemin.number(n);
            assert_eq!(chemin.texte, n.to_string());
        }
    }

    #[test]
    fn a_point_said_twice_is_written_once() {
        let mut chemin = Chemin::default();
        for (x, y) in [(1.0, 1.0), (1.0, 1.0), (1.01, 1.0), (2.0, 0.5)] {
            chemin.push(Point::new(x, y));
        }
        assert_eq!(chemin.texte, "M4 4l4 -2");
    }
}
