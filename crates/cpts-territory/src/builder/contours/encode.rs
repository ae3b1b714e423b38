//! From outlines to bytes: the mirror of the reader.

use std::collections::HashMap;

use cpts_codes::CodeDepartement;

use super::super::encode::{finish, section, signed, varint};
use super::topology::Arc;
use super::{Outline, label};
use crate::format::CONTOURS;

pub(super) fn file(departement: CodeDepartement, outlines: &[Outline], arcs: &[Arc]) -> Vec<u8> {
    let mut local: HashMap<u32, u32> = HashMap::new();
    let mut order = Vec::new();
    let (mut codes, mut rings, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    let mut next = 0;
    let prefix = departement.as_str().len();
    for outline in outlines {
        let number = code_number(&outline.code.as_bytes()[prefix..]);
        varint(&mut codes, number - next);
        next = number + 1;
        varint(&mut rings, outline.rings.len() as u32);
        for ring in &outline.rings {
            varint(&mut rings, ring.len() as u32);
            for &(arc, reversed) in ring {
                let fresh = order.len() as u32;
                let index = *local.entry(arc).or_insert_with(|| {
                    order.push(arc);
                    fresh
                });
                // How far back from the next arc to be seen: 0 for that one.
                varint(&mut rings, (fresh - index) << 1 | u32::from(reversed));
            }
        }
        let points: Vec<_> = outline.rings.iter().map(|r| label::points(arcs, r)).collect();
        labels.push(label::label(&points));
    }
    let (mut sizes, mut points) = (Vec::new(), Vec::new());
    let mut at = (0, 0);
    let mut count = 0;
    for &index in &order {
        let Some(arc) = arcs.get(index as usize) else { continue };
        varint(&mut sizes, arc.points.len() as u32 - 2);
        count += arc.points.len();
        for &point in &arc.points {
            signed(&mut points, point.0 - at.0);
            signed(&mut points, point.1 - at.1);
            at = point;
        }
    }
    let mut payload = Vec::new();
    for column in [codes, sizes, points, rings, labels] {
        section(&mut payload, &column);
    }
    let mut fields = departement.as_str().as_bytes().to_vec();
    fields.resize(4, 0);
    fields.extend_from_slice(&(outlines.len() as u32).to_le_bytes());
    fields.extend_from_slice(&(order.len() as u32).to_le_bytes());
    fields.extend_from_slice(&(count as u32).to_le_bytes());
    finish(CONTOURS, &fields, &payload)
}

/// The digits of a code after its département, as a number.
fn code_number(code: &[u8]) -> u32 {
    code.iter().fold(0, |n, o| n * 10 + u32::from(o.wrapping_sub(b'0')))
}
