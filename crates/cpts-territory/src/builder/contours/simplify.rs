//! Fewer points, the same map: Visvalingam's way, all France at once.
//!
//! The point whose triangle with its two neighbours is the smallest goes first. It
//! goes only if no other point of any border lies in that triangle: then no border
//! can cross another, no island changes sides, and what was a plane map stays one.
//! Nor does it go if a commune on one side would gain or lose too much of its area:
//! it waits until other points have gone the other way.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::topology::{Arc, Point};

/// Side of the squares in which points are looked up, in units of the grid.
const CELL: i32 = 64;

/// A point whose time has not come at this weight stays for good.
const PATIENCE: i64 = 1 << 20;

/// How much of its area a commune may gain or lose, in thousandths.
const DRIFT: i64 = 15;

/// A point of an arc: its arc and its place there.
type Place = (u32, u32);

struct Plane<'a> {
    arcs: &'a [Arc],
    /// For every point of every arc, the previous and the next one that stay.
    links: Vec<Vec<(u32, u32)>>,
    gone: Vec<Vec<bool>>,
    left: Vec<usize>,
    cells: HashMap<(i32, i32), Vec<Place>>,
    /// Arcs that are straight from one node to another: no second one may be.
    straight: HashSet<(Point, Point)>,
    /// Twice the area of each commune, and what it has gained so far.
    areas: &'a HashMap<u32, i64>,
    gained: HashMap<u32, i64>,
}

/// Takes points away, `areas` being twice the area of each commune, until `keep` per cent of those that are not nodes are left, or
/// none can go any more. Gives back how many there were and how many there are.
pub(super) fn simplify(arcs: &mut [Arc], areas: &HashMap<u32, i64>, keep: usize) -> (usize, usize) {
    let before = removable(arcs);
    let target = before * keep / 100;
    let gone = {
        let mut plane = Plane::new(arcs, areas);
        plane.run(before, target);
        plane.gone
    };
    for (arc, gone) in arcs.iter_mut().zip(gone) {
        let mut gone = gone.into_iter();
        arc.points.retain(|_| !gone.next().unwrap_or(false));
    }
    (before, removable(arcs))
}

fn removable(arcs: &[Arc]) -> usize {
    arcs.iter().map(|a| a.points.len().saturating_sub(2)).sum()
}

impl<'a> Plane<'a> {
    fn new(arcs: &'a [Arc], areas: &'a HashMap<u32, i64>) -> Self {
        let mut cells: HashMap<(i32, i32), Vec<Place>> = HashMap::new();
        for (arc, a) in arcs.iter().zip(0u32..) {
            for (&point, i) in arc.points.iter().zip(0u32..) {
                cells.entry(cell(point)).or_default().push((a, i));
            }
        }
        let ends = |a: &Arc| Some((*a.points.first()?, *a.points.last()?));
        Self {
            arcs,
            links: arcs
                .iter()
                .map(|a| (0..a.points.len() as u32).map(|i| (i.saturating_sub(1), i + 1)).collect())
                .collect(),
            gone: arcs.iter().map(|a| vec![false; a.points.len()]).collect(),
            left: arcs.iter().map(|a| a.points.len()).collect(),
            cells,
            straight: arcs.iter().filter(|a| a.points.len() == 2).filter_map(ends).collect(),
            areas,
            gained: HashMap::new(),
        }
    }

    fn run(&mut self, before: usize, target: usize) {
        let mut heap = BinaryHeap::new();
        for (arc, a) in self.arcs.iter().zip(0u32..) {
            for i in 1..(arc.points.len() as u32).saturating_sub(1) {
                heap.push(Reverse((self.weight((a, i)), a, i)));
            }
        }
        let mut count = before;
        // The weight of the last point taken: those that become smaller because of
        // their neighbours must not go as if they had always been.
        let mut level = 0;
        while count > target
            && let Some(Reverse((weight, a, i))) = heap.pop()
        {
            if self.gone[a as usize][i as usize] || self.weight((a, i)).max(level) > weight.max(level) {
                continue;
            }
            let (previous, next) = self.links[a as usize][i as usize];
            if !self.may_go((a, i)) {
                continue;
            }
            if !self.stays_fair((a, i)) {
                // Later, when it is worth half as much again.
                if weight < PATIENCE {
                    heap.push(Reverse((weight + weight / 2 + 1, a, i)));
                }
                continue;
            }
            level = level.max(weight);
            self.take((a, i));
            count -= 1;
            for neighbour in [previous, next] {
                if neighbour > 0 && (neighbour as usize) + 1 < self.arcs[a as usize].points.len() {
                    heap.push(Reverse((self.weight((a, neighbour)), a, neighbour)));
                }
            }
        }
    }

    fn corners(&self, (a, i): Place) -> [Point; 3] {
        let points = &self.arcs[a as usize].points;
        let (previous, next) = self.links[a as usize][i as usize];
        [points[previous as usize], points[i as usize], points[next as usize]]
    }

    /// Twice the area of the triangle, degrees of longitude shortened by latitude.
    fn weight(&self, place: Place) -> i64 {
        let [a, b, c] = self.corners(place);
        let area = cross(a, b, c).unsigned_abs() as f64;
        (area * cosine(b.1) * 16.0) as i64
    }

    fn may_go(&self, (a, i): Place) -> bool {
        let points = &self.arcs[a as usize].points;
        let [p, q, r] = self.corners((a, i));
        let closed = points.first() == points.last();
        let left = self.left[a as usize];
        // A ring keeps three corners, and two nodes one straight border.
        if p == r || (closed && left <= 4) || (left == 3 && self.straight.contains(&(p, r))) {
            return false;
        }
        let (low, high) = (cell(min(p, min(q, r))), cell(max(p, max(q, r))));
        for x in low.0..=high.0 {
            for y in low.1..=high.1 {
                for &(other, j) in self.cells.get(&(x, y)).map(Vec::as_slice).unwrap_or_default() {
                    let point = self.arcs[other as usize].points[j as usize];
                    if point != p && point != q && point != r && inside(point, [p, q, r]) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// What the communes on the right and on the left gain when the point goes.
    fn gains(&self, place: Place) -> [(Option<u32>, i64); 2] {
        let [p, q, r] = self.corners(place);
        let turn = cross(p, q, r);
        let arc = &self.arcs[place.0 as usize];
        [(arc.right, turn), (arc.left, -turn)]
    }

    fn stays_fair(&self, place: Place) -> bool {
        self.gains(place).iter().all(|&(row, gain)| {
            let Some(row) = row else { return true };
            let before = self.gained.get(&row).copied().unwrap_or(0);
            let allowed = self.areas.get(&row).copied().unwrap_or(0) * DRIFT / 1000;
            let after = before + gain;
            after.abs() <= allowed || after.abs() < before.abs()
        })
    }

    fn take(&mut self, (a, i): Place) {
        for (row, gain) in self.gains((a, i)) {
            if let Some(row) = row {
                *self.gained.entry(row).or_default() += gain;
            }
        }
        let (previous, next) = self.links[a as usize][i as usize];
        self.links[a as usize][previous as usize].1 = next;
        self.links[a as usize][next as usize].0 = previous;
        self.gone[a as usize][i as usize] = true;
        self.left[a as usize] -= 1;
        let points = &self.arcs[a as usize].points;
        if let Some(places) = self.cells.get_mut(&cell(points[i as usize])) {
            places.retain(|&p| p != (a, i));
        }
        if self.left[a as usize] == 2 {
            self.straight.insert((points[0], points[points.len() - 1]));
        }
    }
}

fn cell(p: Point) -> (i32, i32) {
    (p.0.div_euclid(CELL), p.1.div_euclid(CELL))
}
fn min(a: Point, b: Point) -> Point {
    (a.0.min(b.0), a.1.min(b.1))
}
fn max(a: Point, b: Point) -> Point {
    (a.0.max(b.0), a.1.max(b.1))
}

/// Twice the signed area; positive when `a`, `b`, `c` turn left.
pub(super) fn cross(a: Point, b: Point, c: Point) -> i64 {
    let d = |v: i32, w: i32| i64::from(v) - i64::from(w);
    d(b.0, a.0) * d(c.1, a.1) - d(b.1, a.1) * d(c.0, a.0)
}

/// Whether the point lies in the triangle or on its border.
fn inside(point: Point, [a, b, c]: [Point; 3]) -> bool {
    let signs = [cross(a, b, point), cross(b, c, point), cross(c, a, point)];
    let on_line = cross(a, b, c) == 0;
    let same = signs.iter().all(|&s| s >= 0) || signs.iter().all(|&s| s <= 0);
    let (low, high) = (min(a, min(b, c)), max(a, max(b, c)));
    let in_box = (low.0..=high.0).contains(&point.0) && (low.1..=high.1).contains(&point.1);
    same && (!on_line || in_box)
}

/// Cosine of a latitude of the grid, by its series: the same bits on every machine.
pub(super) fn cosine(latitude: i32) -> f64 {
    let x = f64::from(latitude) / f64::from(crate::Contours::PAR_DEGRE) * (core::f64::consts::PI / 180.0);
    let s = x * x;
    1.0 - s / 2.0 * (1.0 - s / 12.0 * (1.0 - s / 30.0 * (1.0 - s / 56.0 * (1.0 - s / 90.0))))
}
