//! The national grid: a place for every point of the archive.
//!
//! The archive has a grid of its own, as fine but another. Two things could go wrong
//! in going from one to the other: two points falling on the same place, and with
//! them an edge and the neighbours that it made; and a point passing to the other
//! side of an edge that it nearly touched. The first is avoided, the second is found
//! and mended by moving a point to a place beside its own.

use std::collections::{HashMap, HashSet};

use super::super::today::{Contour, Point as Exact};
use super::simplify::cross;
use super::topology::Point;
use crate::Contours;

/// Side of the squares in which edges are looked up.
const CELL: i32 = 128;
/// How far a point may be moved to mend a crossing, in units of the grid.
const REACH: i32 = 10;
/// Times that all the crossings are looked for and mended.
const ROUNDS: usize = 8;

/// The places of the points, and the edges between them.
struct Grid {
    places: Vec<Point>,
    edges: Vec<(u32, u32)>,
    edges_of: Vec<Vec<u32>>,
    cells: HashMap<(i32, i32), Vec<u32>>,
    taken: HashSet<Point>,
}

/// A place for each point, how many were moved to mend a crossing, and how many
/// crossings are left.
pub(super) fn snap(contours: &[&Contour]) -> (HashMap<Exact, Point>, usize, usize) {
    let mut points: Vec<Exact> = contours.iter().flat_map(|c| c.rings.iter().flatten().copied()).collect();
    points.sort_unstable();
    points.dedup();
    let number: HashMap<Exact, u32> = points.iter().copied().zip(0..).collect();
    let mut grid = Grid::new(&points);
    let mut edges: Vec<(u32, u32)> = Vec::new();
    for ring in contours.iter().flat_map(|c| &c.rings) {
        for pair in ring.windows(2) {
            let (Some(&a), Some(&b)) = (number.get(&pair[0]), number.get(&pair[1])) else { continue };
            if a != b {
                edges.push((a.min(b), a.max(b)));
            }
        }
    }
    edges.sort_unstable();
    edges.dedup();
    grid.add(edges);
    let mut moved = 0;
    let mut left = grid.collisions();
    for _ in 0..ROUNDS {
        if left.is_empty() {
            break;
        }
        for (e, f) in left {
            moved += usize::from(grid.mend(e, f));
        }
        left = grid.collisions();
    }
    let places = number.into_iter().filter_map(|(p, n)| Some((p, *grid.places.get(n as usize)?))).collect();
    (places, moved, left.len())
}

impl Grid {
    /// Each point takes the nearest place that is free, nearly always the nearest one.
    fn new(points: &[Exact]) -> Self {
        let mut taken = HashSet::with_capacity(points.len());
        let mut places = Vec::with_capacity(points.len());
        for &(lon, lat) in points {
            let scaled = |bits| f64::from_bits(bits) * f64::from(Contours::PAR_DEGRE);
            let (x, y) = (scaled(lon), scaled(lat));
            let around = around((x.round() as i32, y.round() as i32), 1);
            let gap = |p: &Point| (f64::from(p.0) - x).powi(2) + (f64::from(p.1) - y).powi(2);
            let free = around.filter(|p| !taken.contains(p)).min_by(|p, q| gap(p).total_cmp(&gap(q)));
            let place = free.unwrap_or((x.round() as i32, y.round() as i32));
            taken.insert(place);
            places.push(place);
        }
        let edges_of = vec![Vec::new(); places.len()];
        Self { places, edges: Vec::new(), edges_of, cells: HashMap::new(), taken }
    }

    fn add(&mut self, edges: Vec<(u32, u32)>) {
        self.edges = edges;
        for e in 0..self.edges.len() as u32 {
            let (a, b) = self.edges[e as usize];
            self.edges_of[a as usize].push(e);
            self.edges_of[b as usize].push(e);
            self.index(e);
        }
    }

    fn ends(&self, e: u32) -> (Point, Point) {
        let (a, b) = self.edges[e as usize];
        (self.places[a as usize], self.places[b as usize])
    }

    fn index(&mut self, e: u32) {
        for cell in cells(self.ends(e)) {
            let inside = self.cells.entry(cell).or_default();
            if !inside.contains(&e) {
                inside.push(e);
            }
        }
    }

    /// Every pair of edges that meet elsewhere than at a common end, in order.
    fn collisions(&self) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        for inside in self.cells.values() {
            for (i, &e) in inside.iter().enumerate() {
                for &f in &inside[i + 1..] {
                    if collide(self.ends(e), self.ends(f)) {
                        out.push((e.min(f), e.max(f)));
                    }
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// How many edges those of a point meet.
    fn trouble(&self, point: u32) -> usize {
        let mut met = HashSet::new();
        for &e in &self.edges_of[point as usize] {
            let ends = self.ends(e);
            for cell in cells(ends) {
                for &f in self.cells.get(&cell).map(Vec::as_slice).unwrap_or_default() {
                    if f != e && collide(ends, self.ends(f)) {
                        met.insert((e.min(f), e.max(f)));
                    }
                }
            }
        }
        met.len()
    }

    /// Moves one end of two edges that meet, as little as possible, so that there is
    /// less trouble around it than before. Tells whether a point was moved.
    fn mend(&mut self, e: u32, f: u32) -> bool {
        if !collide(self.ends(e), self.ends(f)) {
            return false;
        }
        let ((a, b), (c, d)) = (self.edges[e as usize], self.edges[f as usize]);
        let mut best: Option<(usize, i64, u32, Point)> = None;
        for point in [a, b, c, d] {
            let home = self.places[point as usize];
            let before = self.trouble(point);
            for place in around(home, REACH) {
                if self.taken.contains(&place) {
                    continue;
                }
                self.places[point as usize] = place;
                let after = self.trouble(point);
                let far = i64::from(place.0 - home.0).pow(2) + i64::from(place.1 - home.1).pow(2);
                // What counts is the trouble that goes away.
                if after < before && best.is_none_or(|b| (after, far) < (b.0, b.1)) {
                    best = Some((after, far, point, place));
                }
            }
            self.places[point as usize] = home;
        }
        let Some((_, _, point, place)) = best else { return false };
        self.taken.remove(&self.places[point as usize]);
        self.taken.insert(place);
        self.places[point as usize] = place;
        // The squares that an edge has left keep it: it is only looked at in vain.
        for e in self.edges_of[point as usize].clone() {
            self.index(e);
        }
        true
    }
}

fn around((x, y): Point, reach: i32) -> impl Iterator<Item = Point> {
    (-reach..=reach).flat_map(move |dx| (-reach..=reach).map(move |dy| (x + dx, y + dy)))
}

/// The squares of the box of an edge.
fn cells((a, b): (Point, Point)) -> impl Iterator<Item = (i32, i32)> {
    let range = |v: i32, w: i32| v.min(w).div_euclid(CELL)..=v.max(w).div_euclid(CELL);
    let rows = range(a.1, b.1);
    range(a.0, b.0).flat_map(move |x| rows.clone().map(move |y| (x, y)))
}

fn collide((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let apart = |a: i32, b: i32, c: i32, d: i32| a.max(b) < c.min(d) || c.max(d) < a.min(b);
    if apart(a.0, b.0, c.0, d.0) || apart(a.1, b.1, c.1, d.1) {
        return false;
    }
    let side = |a, b, p| cross(a, b, p).signum();
    let on = |a: Point, b: Point, p: Point| {
        p != a
            && p != b
            && side(a, b, p) == 0
            && (a.0.min(b.0)..=a.0.max(b.0)).contains(&p.0)
            && (a.1.min(b.1)..=a.1.max(b.1)).contains(&p.1)
    };
    let crossing = side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    crossing || on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)
}
