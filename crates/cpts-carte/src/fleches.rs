//! Moving from commune to commune with the arrow keys.

use crate::plan::Point;
use crate::scene::Zone;

/// Where an arrow key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Up.
    Nord,
    /// Down.
    Sud,
    /// Right.
    Est,
    /// Left.
    Ouest,
}

impl Direction {
    const fn vecteur(self) -> Point {
        match self {
            Self::Nord => Point::new(0.0, -1.0),
            Self::Sud => Point::new(0.0, 1.0),
            Self::Est => Point::new(1.0, 0.0),
            Self::Ouest => Point::new(-1.0, 0.0),
        }
    }

    /// How far `de` → `vers` goes that way, and how far aside.
    fn ecarts(self, de: Point, vers: Point) -> (f32, f32) {
        let Point { x, y } = self.vecteur();
        let (dx, dy) = (vers.x - de.x, vers.y - de.y);
        (dx * x + dy * y, (dx * y - dy * x).abs())
    }
}

/// The commune in that direction. One that touches comes before all others, so
/// that every border can be crossed; else the nearest across water or over an
/// enclave. `None` at the edge of the map.
pub fn next_commune(zone: &Zone, active: u32, direction: Direction) -> Option<u32> {
    let depart = zone.commune(active)?.etiquette;
    // Aside counts double: the key asked for a direction, not for a distance.
    let effort = |place: u32| {
        let (avance, ecart) = direction.ecarts(depart, zone.commune(place)?.etiquette);
        (avance > 0.0 && ecart <= avance * 1.5).then_some(avance + 2.0 * ecart)
    };
    nearest(zone.voisines(active).into_iter(), effort)
        .or_else(|| nearest((0..zone.communes().len() as u32).filter(|&p| p != active), effort))
}

/// The commune whose label is nearest to a point.
pub fn nearest_to(zone: &Zone, p: Point) -> Option<u32> {
    nearest(0..zone.communes().len() as u32, |place| {
        let etiquette = zone.commune(place)?.etiquette;
        Some((etiquette.x - p.x).powi(2) + (etiquette.y - p.y).powi(2))
    })
}

fn nearest(places: impl Iterator<Item = u32>, effort: impl Fn(u32) -> Option<f32>) -> Option<u32> {
    let mut meilleure: Option<(f32, u32)> = None;
    for place in places {
        if let Some(effort) = effort(place)
            && meilleure.is_none_or(|(moindre, _)| effort < moindre)
        {
            meilleure = Some((effort, place));
        }
    }
    meilleure.map(|(_, place)| place)
}
