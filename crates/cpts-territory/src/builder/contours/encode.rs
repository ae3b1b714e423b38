//! From outlines to bytes: the mirror of the reader.

use cpts_codes::CodeDepartement;

use super::super::encode::{finish, section, signed, varint};
use super::topology::{Arc, Point};
use super::{Outline, label};
use crate::contours::{NEAREST, NEW_ARC, Open, nearest};
use crate::format::CONTOURS;

/// The columns of a file while they grow. `docs/donnees.md` says what each holds.
struct Writer<'a> {
    arcs: &'a [Arc],
    rings: Vec<u8>,
    steps: Vec<u8>,
    sizes: Vec<u8>,
    longitudes: Vec<u8>,
    latitudes: Vec<u8>,
    /// National numbers of the arcs that wait for their second commune.
    open: Vec<Open>,
    written: u32,
    points: usize,
    /// The last point that the reader has seen.
    last: Point,
}

pub(super) fn file(departement: CodeDepartement, outlines: &[Outline], arcs: &[Arc]) -> Vec<u8> {
    let mut writer = Writer {
        arcs,
        rings: Vec::new(),
        steps: Vec::new(),
        sizes: Vec::new(),
        longitudes: Vec::new(),
        latitudes: Vec::new(),
        open: Vec::new(),
        written: 0,
        points: 0,
        last: (0, 0),
    };
    let (mut codes, mut labels) = (Vec::new(), Vec::new());
    let prefix = departement.as_str().len();
    let mut next = 0;
    for outline in outlines {
        let number = code_number(&outline.code.as_bytes()[prefix..]);
        varint(&mut codes, number - next);
        next = number + 1;
        varint(&mut writer.rings, outline.rings.len() as u32);
        for ring in &outline.rings {
            writer.ring(ring);
        }
        let points: Vec<_> = outline.rings.iter().map(|r| label::points(arcs, r)).collect();
        labels.push(label::label(&points));
    }
    let mut payload = Vec::new();
    for column in
        [&codes, &writer.rings, &writer.steps, &writer.sizes, &writer.longitudes, &writer.latitudes, &labels]
    {
        section(&mut payload, column);
    }
    let mut fields = departement.as_str().as_bytes().to_vec();
    fields.resize(4, 0);
    for count in [outlines.len() as u32, writer.written, writer.points as u32] {
        fields.extend_from_slice(&count.to_le_bytes());
    }
    finish(CONTOURS, &fields, &payload)
}

impl Writer<'_> {
    fn place(&self, arc: u32) -> Option<usize> {
        self.open.iter().position(|o| o.arc == arc)
    }

    fn ring(&mut self, ring: &[(u32, bool)]) {
        varint(&mut self.rings, ring.len() as u32);
        // Begin with the open arc that came last, where there is one: its place from
        // the end of the list is short to write.
        let first = (0..ring.len()).max_by_key(|&i| self.place(ring[i].0)).unwrap_or(0);
        let mut here = self.last;
        let (mut started, mut pending) = (false, false);
        let mut brought = Vec::new();
        for i in 0..ring.len() {
            let (index, reversed) = ring[(first + i) % ring.len()];
            let Some(arc) = self.arcs.get(index as usize) else { continue };
            let mut points = arc.points.clone();
            if reversed {
                points.reverse();
            }
            let (Some(&entry), Some(&exit)) = (points.first(), points.last()) else { continue };
            if let Some(place) = self.place(index) {
                let near = (0..NEAREST).find(|&r| nearest(&self.open, here, r as usize) == Some(place));
                let step = match near.filter(|_| started) {
                    Some(rank) => rank + 1,
                    None => NEAREST + (self.open.len() - place) as u32,
                };
                varint(&mut self.steps, step);
                self.open.remove(place);
                here = exit;
                pending = false;
            } else {
                varint(&mut self.steps, NEW_ARC);
                if pending || !started {
                    self.point(here, entry);
                }
                here = entry;
                varint(&mut self.sizes, points.len() as u32 - 2);
                for &point in &points[1..points.len() - 1] {
                    self.point(here, point);
                    here = point;
                }
                brought.push(Open { arc: index, entry: exit });
                self.written += 1;
                self.points += points.len();
                self.last = exit;
                pending = true;
            }
            started = true;
        }
        self.open.append(&mut brought);
    }

    fn point(&mut self, from: Point, to: Point) {
        signed(&mut self.longitudes, to.0 - from.0);
        signed(&mut self.latitudes, to.1 - from.1);
    }
}

/// The digits of a code after its département, as a number.
fn code_number(code: &[u8]) -> u32 {
    code.iter().fold(0, |n, o| n * 10 + u32::from(o.wrapping_sub(b'0')))
}
