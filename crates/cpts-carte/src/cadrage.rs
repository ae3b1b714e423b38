//! The frame through which the plane is seen: where it stands, how near.

use crate::plan::{Boite, Point};

/// How much of the frame stays empty around what is fitted into it.
const MARGE: f32 = 0.08;
/// One step of a zoom button or key.
pub const PAS: f32 = 1.5;
/// Width of what is drawn for paper, in pixels: an A4 sheet without its margins.
const PAPIER: f32 = 680.0;
/// How many times nearer than the whole zone one may come.
const RAPPROCHEMENT: f32 = 80.0;

/// A frame of some pixels on the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cadrage {
    /// Point of the plane in the middle of the frame.
    pub centre: Point,
    /// Pixels to one unit of the plane.
    pub echelle: f32,
    /// Width of the frame, in pixels.
    pub largeur: f32,
    /// Height of the frame, in pixels.
    pub hauteur: f32,
    limites: Boite,
}

impl Cadrage {
    /// A frame of this size over nothing.
    pub fn new(largeur: f32, hauteur: f32) -> Self {
        Self { centre: Point::default(), echelle: 1.0, largeur, hauteur, limites: Boite::VIDE }
    }

    /// A frame for the width of a sheet of paper, as high as a box needs, and
    /// fitted to it. Its size is nominal: what is drawn is stretched to the sheet.
    pub fn for_paper(boite: &Boite) -> Self {
        let utile = 1.0 - 2.0 * MARGE;
        let hauteur = PAPIER * boite.hauteur() / boite.largeur().max(1.0) * utile + 2.0 * MARGE * PAPIER;
        let mut cadrage = Self::new(PAPIER, hauteur.clamp(PAPIER * 0.4, PAPIER * 1.1));
        cadrage.fit(boite);
        cadrage
    }

    /// The ground that the frame may not leave.
    pub fn set_limites(&mut self, limites: Boite) {
        self.limites = limites;
        self.restrain();
    }

    /// Another size: what was in the middle stays there.
    pub fn resize(&mut self, largeur: f32, hauteur: f32) {
        // What was wholly seen stays so.
        let rapport = (largeur / self.largeur.max(1.0)).min(hauteur / self.hauteur.max(1.0));
        (self.largeur, self.hauteur) = (largeur, hauteur);
        if rapport.is_finite() && rapport > 0.0 {
            self.echelle *= rapport;
        }
        self.restrain();
    }

    /// Shows the whole of a box, as near as it can be.
    pub fn fit(&mut self, boite: &Boite) {
        if boite.is_empty() {
            return;
        }
        self.centre = boite.centre();
        self.echelle = self.fitting(boite);
        self.restrain();
    }

    fn fitting(&self, boite: &Boite) -> f32 {
        let utile = 1.0 - 2.0 * MARGE;
        let en_largeur = self.largeur * utile / boite.largeur().max(1.0);
        let en_hauteur = self.hauteur * utile / boite.hauteur().max(1.0);
        en_largeur.min(en_hauteur)
    }

    /// Moves what is seen by some pixels, as a finger does.
    pub fn pan(&mut self, dx: f32, dy: f32) {
        self.centre.x -= dx / self.echelle;
        self.centre.y -= dy / self.echelle;
        self.restrain();
    }

    /// Comes nearer (`facteur` > 1) or goes away; the point under `pivot` stays under it.
    pub fn zoom(&mut self, facteur: f32, pivot: Point) {
        let sous = self.to_plan(pivot);
        self.echelle *= facteur;
        self.restrain_scale();
        let apres = self.to_plan(pivot);
        self.centre.x += sous.x - apres.x;
        self.centre.y += sous.y - apres.y;
        self.restrain();
    }

    /// Moves as little as it takes for a point to be at least `marge` pixels inside.
    pub fn reveal(&mut self, p: Point, marge: f32) {
        let ici = self.to_screen(p);
        let besoin = |position: f32, taille: f32| {
            let marge = marge.min(taille / 2.0);
            (marge - position).max(0.0) + (taille - marge - position).min(0.0)
        };
        self.pan(besoin(ici.x, self.largeur), besoin(ici.y, self.hauteur));
    }

    /// From the plane to the frame.
    pub fn to_screen(&self, p: Point) -> Point {
        Point::new(
            (p.x - self.centre.x) * self.echelle + self.largeur / 2.0,
            (p.y - self.centre.y) * self.echelle + self.hauteur / 2.0,
        )
    }

    /// From the frame to the plane.
    pub fn to_plan(&self, p: Point) -> Point {
        Point::new(
            (p.x - self.largeur / 2.0) / self.echelle + self.centre.x,
            (p.y - self.hauteur / 2.0) / self.echelle + self.centre.y,
        )
    }

    /// What is seen of the plane.
    pub fn boite(&self) -> Boite {
        Boite {
            min: self.to_plan(Point::default()),
            max: self.to_plan(Point::new(self.largeur, self.hauteur)),
        }
    }

    fn restrain_scale(&mut self) {
        let entier = if self.limites.is_empty() { 1.0 } else { self.fitting(&self.limites) };
        self.echelle = self.echelle.clamp(entier * 0.8, entier * RAPPROCHEMENT);
    }

    fn restrain(&mut self) {
        if self.limites.is_empty() {
            return;
        }
        self.restrain_scale();
        self.centre.x = self.centre.x.clamp(self.limites.min.x, self.limites.max.x);
        self.centre.y = self.centre.y.clamp(self.limites.min.y, self.limites.max.y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cadrage() -> Cadrage {
        let mut c = Cadrage::new(360.0, 640.0);
        let boite = Boite { min: Point::new(-1000.0, -500.0), max: Point::new(3000.0, 2500.0) };
        c.set_limites(boite);
        c.fit(&boite);
        c
    }

    #[test]
    fn what_is_fitted_is_wholly_seen() {
        let mut c = cadrage();
        let boite = Boite { min: Point::new(0.0, 0.0), max: Point::new(400.0, 90.0) };
        c.fit(&boite);
        let vue = c.boite();
        assert!(vue.contains(boite.min) && vue.contains(boite.max));
        assert!((boite.largeur() * c.echelle - 360.0 * 0.84).abs() < 0.1, "as near as it can be");
    }

    #[test]
    fn paper_has_the_height_that_the_perimeter_needs() {
        for (largeur, hauteur) in [(400.0, 90.0), (400.0, 400.0), (90.0, 400.0), (0.0, 0.0)] {
            let boite =
                Boite { min: Point::new(10.0, 20.0), max: Point::new(10.0 + largeur, 20.0 + hauteur) };
            let c = Cadrage::for_paper(&boite);
            assert!(c.boite().covers(&boite), "{largeur} × {hauteur}");
            assert!(c.hauteur >= c.largeur * 0.4 && c.hauteur <= c.largeur * 1.1);
        }
        let carre = Cadrage::for_paper(&Boite { min: Point::default(), max: Point::new(50.0, 50.0) });
        assert!((carre.largeur - carre.hauteur).abs() < 1.0, "no paper is lost");
    }

    #[test]
    fn a_point_in_sight_is_not_moved_and_one_out_of_sight_comes_in() {
        let mut c = cadrage();
        c.zoom(6.0, Point::new(180.0, 320.0));
        let avant = c;
        c.reveal(c.centre, 40.0);
        assert_eq!(c, avant);
        let loin = Point::new(c.centre.x + 1000.0, c.centre.y);
        c.reveal(loin, 40.0);
        assert!((c.to_screen(loin).x - 320.0).abs() < 0.1);
    }

    proptest! {
        #[test]
        fn no_gesture_loses_the_ground(gestes in prop::collection::vec((0.2f32..5.0, -900f32..900.0, -900f32..900.0), 1..40)) {
            let mut c = cadrage();
            for (facteur, x, y) in gestes {
                c.pan(x, y);
                c.zoom(facteur, Point::new(x, y));
                prop_assert!(c.limites.contains(c.centre));
                prop_assert!(c.echelle.is_finite() && c.echelle > 0.0);
            }
        }

        #[test]
        fn the_point_under_the_fingers_stays(facteur in 0.8f32..1.25, x in 100f32..260.0, y in 250f32..390.0) {
            let mut c = cadrage();
            c.zoom(4.0, Point::new(180.0, 320.0));
            let pivot = Point::new(x, y);
            let avant = c.to_plan(pivot);
            c.zoom(facteur, pivot);
            let apres = c.to_plan(pivot);
            prop_assert!((avant.x - apres.x).abs() < 2.0 && (avant.y - apres.y).abs() < 2.0);
        }
    }
}
