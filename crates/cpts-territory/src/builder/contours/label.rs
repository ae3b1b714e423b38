//! Where to write the name of a commune, and which of its rings is the main one.

use std::collections::HashMap;

use super::super::today::{self, Contour};
use super::simplify::{cosine, cross};
use super::topology::{Arc, Point};
use crate::contours::{LABEL_NONE, cell_point};

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

/// Twice the area of each commune as the archive draws it.
pub(super) fn areas(contours: &[&Contour], snap: impl Fn(today::Point) -> Point) -> HashMap<u32, i64> {
    let mut out = HashMap::new();
    for contour in contours {
        for ring in &contour.rings {
            let points: Vec<Point> = ring.iter().map(|&p| snap(p)).collect();
            *out.entry(contour.row).or_default() -= area(&points);
        }
    }
    out
}

/// Twice the area of each commune as its arcs draw it.
pub(super) fn areas_of(arcs: &[Arc]) -> HashMap<u32, i64> {
    let mut out: HashMap<u32, i64> = HashMap::new();
    for arc in arcs {
        // What the arc adds to a ring, seen from one origin that all the arcs share.
        let swept: i64 = arc.points.windows(2).map(|pair| cross((0, 0), pair[0], pair[1])).sum();
        for (row, sign) in [(arc.right, -1), (arc.left, 1)] {
            if let Some(row) = row {
                *out.entry(row).or_default() += sign * swept;
            }
        }
    }
    out
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
    for square in 0..LABEL_NONE {
        let clearance = clearance(rings, cell_point(low, high, square), best.0);
        if clearance > best.0 {
            best = (clearance, square);
        }
    }
    best.1
}

/// Distance to the nearest border, squared; nothing outside, nor below the one to beat.
fn clearance(rings: &[Vec<Point>], p: Point, to_beat: f64) -> f64 {
    let shrink = cosine(p.1);
    let mut inside = false;
    let mut nearest = f64::INFINITY;
    for ring in rings {
        let mut a = ring.last().copied().unwrap_or_default();
        for &b in ring {
            if (a.1 > p.1) != (b.1 > p.1) && (cross(a, b, p) > 0) == (b.1 > a.1) {
                inside = !inside;
            }
            nearest = nearest.min(distance(a, b, p, shrink));
            if nearest <= to_beat {
                return 0.0;
            }
            a = b;
        }
    }
    if inside { nearest } else { 0.0 }
}

/// Squared distance from a point to a segment, in units of latitude.
fn distance(a: Point, b: Point, p: Point, shrink: f64) -> f64 {
    let d = |v: Point, w: Point| (f64::from(v.0 - w.0) * shrink, f64::from(v.1 - w.1));
    let (along, from) = (d(b, a), d(p, a));
    let length = along.0 * along.0 + along.1 * along.1;
    let t = if length > 0.0 { ((from.0 * along.0 + from.1 * along.1) / length).clamp(0.0, 1.0) } else { 0.0 };
    let gap = (from.0 - t * along.0, from.1 - t * along.1);
    gap.0 * gap.0 + gap.1 * gap.1
}
