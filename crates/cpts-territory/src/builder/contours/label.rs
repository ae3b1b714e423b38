//! Where to write the name of a commune, and which of its rings is the main one.

use super::simplify::cross;
use super::topology::{Arc, Point};
use crate::contours::{LABEL_CELLS, LABEL_NONE, cell_point};

/// The points of a ring, the first one not repeated.
pub(super) fn points(arcs: &[Arc], ring: &[(u32, bool)]) -> Vec<Point> {
    let mut out = Vec::new();
    for &(index, reversed) in ring {
        let Some(arc) = arcs.get(index as usize) else { continue };
        let mut points = arc.points.clone();
        if reversed {
            points.reverse();
        }
        points.pop();
        out.extend(points);
    }
    out
}

/// Twice the signed area, negative for a ring that turns clockwise.
pub(super) fn area(points: &[Point]) -> i64 {
    let Some(&origin) = points.first() else { return 0 };
    points.windows(2).map(|pair| cross(origin, pair[0], pair[1])).sum()
}

pub(super) fn largest_first(arcs: &[Arc], mut rings: Vec<Vec<(u32, bool)>>) -> Vec<Vec<(u32, bool)>> {
    rings.sort_by_key(|ring| area(&points(arcs, ring)));
    rings
}

/// The square of the box of the main ring whose middle is the farthest from any
/// border while inside the commune.
pub(super) fn label(rings: &[Vec<Point>]) -> u8 {
    let Some(main) = rings.first() else { return LABEL_NONE };
    let low = main.iter().fold((i32::MAX, i32::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
    let high = main.iter().fold((i32::MIN, i32::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
    let mut best = (0.0, LABEL_NONE);
    for square in 0..LABEL_CELLS * LABEL_CELLS {
        let square = square as u8;
        let point = cell_point(low, high, square);
        let clearance = clearance(rings, point);
        if square != LABEL_NONE && clearance > best.0 {
            best = (clearance, square);
        }
    }
    best.1
}

/// Distance to the nearest border, squared; nothing outside.
fn clearance(rings: &[Vec<Point>], p: Point) -> f64 {
    let mut inside = false;
    let mut nearest = f64::INFINITY;
    for ring in rings {
        for (i, &a) in ring.iter().enumerate() {
            let b = ring[(i + 1) % ring.len()];
            if (a.1 > p.1) != (b.1 > p.1) && (cross(a, b, p) > 0) == (b.1 > a.1) {
                inside = !inside;
            }
            nearest = nearest.min(distance(a, b, p));
        }
    }
    if inside { nearest } else { 0.0 }
}

/// Squared distance from a point to a segment, in metres of about eleven.
fn distance(a: Point, b: Point, p: Point) -> f64 {
    let shrink = super::simplify::cosine(p.1);
    let d = |v: Point, w: Point| (f64::from(v.0 - w.0) * shrink, f64::from(v.1 - w.1));
    let (along, from) = (d(b, a), d(p, a));
    let length = along.0 * along.0 + along.1 * along.1;
    let t = if length > 0.0 { ((from.0 * along.0 + from.1 * along.1) / length).clamp(0.0, 1.0) } else { 0.0 };
    let gap = (from.0 - t * along.0, from.1 - t * along.1);
    gap.0 * gap.0 + gap.1 * gap.1
}
