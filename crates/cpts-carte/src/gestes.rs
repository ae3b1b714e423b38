//! Fingers, mouse and wheel, told apart: moving, zooming, choosing.

use crate::plan::Point;

/// A press that moves less than this, in pixels, is a choice and not a move.
const SEUIL: f32 = 6.0;

/// A finger on the map, or the button of a mouse.
struct Doigt {
    id: i32,
    depart: Point,
    ici: Point,
    /// The finger that scrolls the page moves nothing here.
    libre: bool,
}

/// What a gesture asks of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Demande {
    /// Nothing yet.
    Rien,
    /// Move what is seen.
    Bouger(f32, f32),
    /// Move, and come nearer or go away around a point.
    Zoomer(f32, f32, f32, Point),
    /// Choose what is there.
    Choisir(Point),
}

/// The fingers that are down.
#[derive(Default)]
pub struct Gestes {
    doigts: Vec<Doigt>,
    bouge: bool,
}

impl Gestes {
    /// A finger comes down. `libre`: alone, it moves the map.
    pub fn press(&mut self, id: i32, ici: Point, libre: bool) {
        if self.doigts.is_empty() {
            self.bouge = false;
        }
        self.doigts.retain(|d| d.id != id);
        if self.doigts.len() < 2 {
            self.doigts.push(Doigt { id, depart: ici, ici, libre });
        }
        // Two fingers never choose.
        self.bouge |= self.doigts.len() > 1;
    }

    /// A finger moves.
    pub fn slide(&mut self, id: i32, ici: Point) -> Demande {
        let Some(rang) = self.doigts.iter().position(|d| d.id == id) else { return Demande::Rien };
        let avant = self.doigts[rang].ici;
        let depart = self.doigts[rang].depart;
        self.bouge |= (ici.x - depart.x).abs().max((ici.y - depart.y).abs()) > SEUIL;
        if !self.bouge {
            return Demande::Rien;
        }
        self.doigts[rang].ici = ici;
        let (dx, dy) = (ici.x - avant.x, ici.y - avant.y);
        let Some(autre) = self.doigts.iter().find(|d| d.id != id) else {
            return if self.doigts[rang].libre { Demande::Bouger(dx, dy) } else { Demande::Rien };
        };
        let ecart = |p: Point| ((p.x - autre.ici.x).powi(2) + (p.y - autre.ici.y).powi(2)).sqrt();
        let facteur = ecart(ici) / ecart(avant).max(1.0);
        let pivot = Point::new((ici.x + autre.ici.x) / 2.0, (ici.y + autre.ici.y) / 2.0);
        Demande::Zoomer(dx / 2.0, dy / 2.0, facteur.clamp(0.5, 2.0), pivot)
    }

    /// A finger goes up.
    pub fn lift(&mut self, id: i32, ici: Point) -> Demande {
        let present = self.doigts.iter().any(|d| d.id == id);
        self.cancel(id);
        if present && !self.bouge { Demande::Choisir(ici) } else { Demande::Rien }
    }

    /// A finger is taken by the page, which scrolls.
    pub fn cancel(&mut self, id: i32) {
        self.doigts.retain(|d| d.id != id);
    }

    /// Whether the map is being moved.
    pub fn is_moving(&self) -> bool {
        self.bouge && !self.doigts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: f32, y: f32) -> Point {
        Point::new(x, y)
    }

    #[test]
    fn a_press_in_place_chooses() {
        let mut g = Gestes::default();
        g.press(1, p(10.0, 10.0), true);
        assert_eq!(g.slide(1, p(13.0, 8.0)), Demande::Rien, "a hand trembles");
        assert_eq!(g.lift(1, p(13.0, 8.0)), Demande::Choisir(p(13.0, 8.0)));
    }

    #[test]
    fn a_drag_moves_and_chooses_nothing() {
        let mut g = Gestes::default();
        g.press(1, p(10.0, 10.0), true);
        assert_eq!(g.slide(1, p(30.0, 10.0)), Demande::Bouger(20.0, 0.0));
        assert_eq!(g.lift(1, p(30.0, 10.0)), Demande::Rien);
    }

    #[test]
    fn one_finger_leaves_the_page_its_scroll_and_two_zoom() {
        let mut g = Gestes::default();
        g.press(1, p(100.0, 100.0), false);
        assert_eq!(g.slide(1, p(100.0, 60.0)), Demande::Rien);
        g.press(2, p(200.0, 60.0), false);
        let Demande::Zoomer(dx, dy, facteur, pivot) = g.slide(2, p(250.0, 60.0)) else {
            panic!("two fingers zoom")
        };
        assert_eq!((dx, dy, pivot), (25.0, 0.0, p(175.0, 60.0)));
        assert!((facteur - 1.5).abs() < 1e-6);
        assert_eq!(g.lift(1, p(100.0, 60.0)), Demande::Rien);
        assert_eq!(g.lift(2, p(250.0, 60.0)), Demande::Rien, "the last of two fingers chooses nothing");
    }

    #[test]
    fn a_finger_unknown_does_nothing() {
        let mut g = Gestes::default();
        assert_eq!(g.slide(7, p(0.0, 0.0)), Demande::Rien);
        assert_eq!(g.lift(7, p(0.0, 0.0)), Demande::Rien);
    }
}
