//! From rings that repeat their borders to arcs that are written once.
//!
//! An arc is a run of edges between two nodes, with the same commune on each side.
//! The parts of a merged commune lose the border between them here: an edge that a
//! commune follows in both directions is inside it.

use std::collections::HashMap;

use super::super::today::Contour;

/// A point of the national grid: longitude, latitude.
pub(super) type Point = (i32, i32);

/// A border between two communes, or between one and what is no commune.
pub(super) struct Arc {
    /// A closed arc ends with the point with which it began.
    pub(super) points: Vec<Point>,
    /// The commune on the right of the arc, if any.
    pub(super) right: Option<u32>,
    /// The commune on the left of the arc, if any.
    pub(super) left: Option<u32>,
}

/// The borders of France, and what snapping to the grid did to them.
pub(super) struct Topology {
    pub(super) arcs: Vec<Arc>,
    /// Edges that no two communes at most could explain; they are left out.
    pub(super) odd: usize,
}

/// The communes along an edge, as followed from its smaller end to its larger one.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Sides {
    right: Option<u32>,
    left: Option<u32>,
}

/// `snap` gives the point of the grid.
pub(super) fn topology(contours: &[&Contour], snap: impl Fn((u64, u64)) -> Point) -> Topology {
    // How often each commune follows each edge, from smaller end to larger counted
    // as one, the other way as minus one.
    let mut follows: HashMap<(Point, Point), Vec<(u32, i32)>> = HashMap::new();
    for contour in contours {
        for ring in &contour.rings {
            for pair in ring.windows(2) {
                let (a, b) = (snap(pair[0]), snap(pair[1]));
                if a == b {
                    continue;
                }
                let (edge, step) = if a < b { ((a, b), 1) } else { ((b, a), -1) };
                let owners = follows.entry(edge).or_default();
                match owners.iter_mut().find(|o| o.0 == contour.row) {
                    Some(owner) => owner.1 += step,
                    None => owners.push((contour.row, step)),
                }
            }
        }
    }

    let mut edges: HashMap<(Point, Point), Sides> = HashMap::new();
    let mut odd = 0;
    for (edge, mut owners) in follows {
        owners.retain(|o| o.1 != 0);
        let find = |step| owners.iter().find(|o| o.1 == step).map(|o| o.0);
        let sides = Sides { right: find(1), left: find(-1) };
        let explained = usize::from(sides.right.is_some()) + usize::from(sides.left.is_some());
        if explained != owners.len() {
            odd += 1;
        } else if explained > 0 {
            edges.insert(edge, sides);
        }
    }
    Topology { arcs: arcs(&edges), odd }
}

fn key(a: Point, b: Point) -> (Point, Point) {
    if a < b { (a, b) } else { (b, a) }
}

fn arcs(edges: &HashMap<(Point, Point), Sides>) -> Vec<Arc> {
    let mut around: HashMap<Point, Vec<Point>> = HashMap::new();
    for &(a, b) in edges.keys() {
        around.entry(a).or_default().push(b);
        around.entry(b).or_default().push(a);
    }
    // Sides of the edge from a to b in that direction.
    let along = |a: Point, b: Point| {
        let sides = edges.get(&key(a, b)).copied().unwrap_or_default();
        if a < b { sides } else { Sides { right: sides.left, left: sides.right } }
    };
    let is_node = |p: Point| match around.get(&p).map(Vec::as_slice) {
        Some(&[a, b]) => along(a, p) != along(p, b),
        _ => true,
    };

    let mut starts: Vec<Point> = around.keys().copied().collect();
    starts.sort_unstable();
    let mut done: std::collections::HashSet<(Point, Point)> = std::collections::HashSet::new();
    let mut out = Vec::new();
    // From the nodes first; what remains is made of closed arcs without a node,
    // which begin at their smallest point.
    for from_nodes in [true, false] {
        for &start in &starts {
            if is_node(start) != from_nodes {
                continue;
            }
            let mut seconds = around.get(&start).cloned().unwrap_or_default();
            seconds.sort_unstable();
            for second in seconds {
                if done.contains(&key(start, second)) {
                    continue;
                }
                let mut points = vec![start, second];
                done.insert(key(start, second));
                let (mut before, mut here) = (start, second);
                while here != start && !is_node(here) {
                    let Some(&next) = around.get(&here).and_then(|n| n.iter().find(|&&n| n != before)) else {
                        break;
                    };
                    done.insert(key(here, next));
                    points.push(next);
                    (before, here) = (here, next);
                }
                let sides = along(start, second);
                out.push(Arc { points, right: sides.right, left: sides.left });
            }
        }
    }
    out
}

/// The same arc in the direction that everyone agrees on.
pub(super) fn canonical(mut arc: Arc) -> Arc {
    if crate::contours::is_reversed(&arc.points) {
        arc.points.reverse();
        std::mem::swap(&mut arc.right, &mut arc.left);
    }
    arc
}

/// The rings of a commune as `(arc, reversed)`, the commune on their right.
///
/// Where a commune touches itself at a point, each turn is the sharpest one to the
/// right: two parts that touch there stay two rings.
pub(super) fn rings(arcs: &[Arc], mine: &[u32], row: u32) -> Option<Vec<Vec<(u32, bool)>>> {
    let mut waiting: Vec<(u32, bool)> = Vec::new();
    for &index in mine {
        let arc = arcs.get(index as usize)?;
        if arc.right == Some(row) {
            waiting.push((index, false));
        }
        if arc.left == Some(row) {
            waiting.push((index, true));
        }
    }
    let first = |(index, reversed): (u32, bool)| -> Option<(Point, Point)> {
        let points = &arcs.get(index as usize)?.points;
        match (reversed, points.as_slice()) {
            (false, [a, b, ..]) => Some((*a, *b)),
            (true, [.., b, a]) => Some((*a, *b)),
            _ => None,
        }
    };
    let last = |(index, reversed): (u32, bool)| first((index, !reversed));
    let mut out = Vec::new();
    while !waiting.is_empty() {
        let start = waiting.remove(0);
        let goal = first(start)?.0;
        let mut ring = vec![start];
        loop {
            let (end, before) = last(*ring.last()?)?;
            let mut best: Option<(f64, usize)> = None;
            for (place, &candidate) in waiting.iter().enumerate() {
                let (from, towards) = first(candidate)?;
                if from == end {
                    let turn = turn(before, end, towards);
                    if best.is_none_or(|(b, _)| turn < b) {
                        best = Some((turn, place));
                    }
                }
            }
            let closing = (end == goal).then(|| first(start)).flatten().map(|(_, t)| turn(before, end, t));
            match (best, closing) {
                (Some((turn, _)), Some(closing)) if closing <= turn => break,
                (None, Some(_)) => break,
                (Some((_, place)), _) => ring.push(waiting.remove(place)),
                (None, None) => return None,
            }
        }
        out.push(ring);
    }
    Some(out)
}

/// How far to the left one turns at `b`, from 0 (straight back on the right) to 4.
/// Only its order counts: it grows with the angle without being one.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    let (ux, uy) = (f64::from(a.0 - b.0), f64::from(a.1 - b.1));
    let (vx, vy) = (f64::from(c.0 - b.0), f64::from(c.1 - b.1));
    let (dot, cross) = (ux * vx + uy * vy, ux * vy - uy * vx);
    // Counter-clockwise from the way back, which is where the right-hand side begins.
    let square = dot.abs() + cross.abs();
    let slope = if square > 0.0 { cross / square } else { 0.0 };
    match (dot >= 0.0, cross >= 0.0) {
        (true, true) => slope,
        (false, _) => 2.0 - slope,
        (true, false) => 4.0 + slope,
    }
}
