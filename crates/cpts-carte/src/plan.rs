//! The plane of the map: points, boxes, and how longitudes and latitudes become them.

const RADIANS_PAR_DEGRE: f32 = core::f32::consts::PI / 180.0;

/// A place, on the plane of a zone or on the screen: x grows eastwards, y southwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Eastwards.
    pub x: f32,
    /// Southwards.
    pub y: f32,
}

impl Point {
    /// A place.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A rectangle with its sides along the axes; one that holds nothing at first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Boite {
    /// North-west corner.
    pub min: Point,
    /// South-east corner.
    pub max: Point,
}

impl Boite {
    /// The box that holds nothing.
    pub const VIDE: Self = Self {
        min: Point::new(f32::INFINITY, f32::INFINITY),
        max: Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY),
    };

    /// Grows to hold a point.
    pub fn include(&mut self, p: Point) {
        self.min = Point::new(self.min.x.min(p.x), self.min.y.min(p.y));
        self.max = Point::new(self.max.x.max(p.x), self.max.y.max(p.y));
    }

    /// Grows to hold another box.
    pub fn join(&mut self, autre: &Self) {
        if !autre.is_empty() {
            self.include(autre.min);
            self.include(autre.max);
        }
    }

    /// Whether it holds nothing at all.
    pub fn is_empty(&self) -> bool {
        self.min.x > self.max.x
    }

    /// Whether a point is inside, its sides included.
    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.min.x && p.x <= self.max.x && p.y >= self.min.y && p.y <= self.max.y
    }

    /// Whether two boxes share a point.
    pub fn meets(&self, autre: &Self) -> bool {
        self.min.x <= autre.max.x
            && autre.min.x <= self.max.x
            && self.min.y <= autre.max.y
            && autre.min.y <= self.max.y
    }

    /// Whether another box lies wholly inside.
    pub fn covers(&self, autre: &Self) -> bool {
        self.contains(autre.min) && self.contains(autre.max)
    }

    /// The same box with so many times its own size more on each side.
    pub fn grown(&self, fois: f32) -> Self {
        let (x, y) = (self.largeur() * fois, self.hauteur() * fois);
        Self {
            min: Point::new(self.min.x - x, self.min.y - y),
            max: Point::new(self.max.x + x, self.max.y + y),
        }
    }

    /// From west to east.
    pub fn largeur(&self) -> f32 {
        (self.max.x - self.min.x).max(0.0)
    }

    /// From north to south.
    pub fn hauteur(&self) -> f32 {
        (self.max.y - self.min.y).max(0.0)
    }

    /// Its middle; the origin for a box that holds nothing.
    pub fn centre(&self) -> Point {
        if self.is_empty() {
            return Point::default();
        }
        Point::new((self.min.x + self.max.x) / 2.0, (self.min.y + self.max.y) / 2.0)
    }
}

/// Longitudes and latitudes of the national grid, laid flat around one place:
/// meridians are brought nearer by the cosine of its latitude, so that a
/// département keeps its shape. Each overseas département has its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    longitude: i32,
    latitude: i32,
    cosinus: f32,
}

impl Projection {
    /// Around a place of the grid, `par_degre` steps of which make one degree.
    pub fn around(longitude: i32, latitude: i32, par_degre: f32) -> Self {
        let angle = latitude as f32 / par_degre.max(1.0) * RADIANS_PAR_DEGRE;
        Self { longitude, latitude, cosinus: cosine(angle) }
    }

    /// A place of the grid on the plane.
    pub fn flatten(&self, (longitude, latitude): (i32, i32)) -> Point {
        // The differences are small: taken in integers, they lose nothing in f32.
        Point::new(
            longitude.saturating_sub(self.longitude) as f32 * self.cosinus,
            self.latitude.saturating_sub(latitude) as f32,
        )
    }
}

/// Exact to one hundred-thousandth below 60°, in a fraction of the bytes of the general one.
fn cosine(angle: f32) -> f32 {
    let carre = angle.clamp(-1.05, 1.05).powi(2);
    1.0 - carre / 2.0 * (1.0 - carre / 12.0 * (1.0 - carre / 30.0 * (1.0 - carre / 56.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_that_of_the_standard_library() {
        for degres in -60..=60 {
            let angle = degres as f32 * RADIANS_PAR_DEGRE;
            assert!((cosine(angle) - angle.cos()).abs() < 2e-5, "{degres}°");
        }
    }

    #[test]
    fn north_is_up_and_meridians_come_nearer() {
        let projection = Projection::around(30_000, 500_000, 10_000.0);
        let p = projection.flatten((40_000, 510_000));
        assert!(p.y < 0.0, "north is up");
        assert!((p.x / 10_000.0 - 50f32.to_radians().cos()).abs() < 1e-4);
        assert_eq!(projection.flatten((30_000, 500_000)), Point::default());
    }

    #[test]
    fn an_empty_box_joins_without_trace() {
        let mut boite = Boite::VIDE;
        boite.join(&Boite::VIDE);
        assert!(boite.is_empty());
        assert_eq!(boite.centre(), Point::default());
        boite.include(Point::new(2.0, 3.0));
        assert!(boite.contains(Point::new(2.0, 3.0)));
        assert_eq!(boite.largeur(), 0.0);
    }
}
