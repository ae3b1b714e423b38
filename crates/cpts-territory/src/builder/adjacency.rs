//! Pairs of communes whose contours share an edge.
//!
//! Edges are compared point by point, to the bit, since the contours were
//! simplified together.

use std::collections::{BTreeSet, HashMap};

use super::today::{Contour, Point};
use crate::territory::Territory;

/// The pairs `(a, b)`, `a < b`, ascending.
pub(super) fn pairs(contours: &[Contour], territory: &Territory) -> Vec<(u32, u32)> {
    // Points get numbers, so that an edge is one small key.
    let mut points: HashMap<Point, u32> = HashMap::new();
    let mut edges: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
    for Contour { row, rings } in contours {
        for ring in rings {
            let mut number = |point: Point| {
                let next = points.len() as u32;
                *points.entry(point).or_insert(next)
            };
            for pair in ring.windows(2) {
                let (a, b) = (number(pair[0]), number(pair[1]));
                // A point written twice would make an edge of no length that every
                // commune on the spot would share with itself.
                if a != b {
                    edges.entry((a.min(b), a.max(b))).or_default().push(*row);
                }
            }
        }
    }

    let mut pairs = BTreeSet::new();
    for owners in edges.values() {
        for &a in owners {
            for &b in owners {
                let same_city = ville(territory, a) == Some(b) || ville(territory, b) == Some(a);
                if a < b && !same_city {
                    pairs.insert((a, b));
                }
            }
        }
    }
    pairs.into_iter().collect()
}

fn ville(territory: &Territory, row: u32) -> Option<u32> {
    let code = territory.commune_at(row)?.ville?;
    territory.commune(code).map(|c| c.index)
}
