//! Pairs of communes whose contours share an edge.
//!
//! The contours are those of the communes of 2024: each is given to the commune of
//! today through the former codes. Edges are compared point by point, to the bit,
//! since the contours were simplified together.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::sources::{self, CsvContour, Source};
use super::{BuildError, inputs};
use crate::territory::Territory;

/// A point, as the bits of its two coordinates.
type Point = (u64, u64);

fn wrong(details: String) -> BuildError {
    BuildError::Contenu { source_lue: inputs::CONTOURS.paquet, details }
}

/// The pairs `(a, b)`, `a < b`, ascending.
pub(super) fn pairs(
    dossier: &Path,
    source: &Source,
    territory: &Territory,
) -> Result<Vec<(u32, u32)>, BuildError> {
    let row_of: HashMap<&str, u32> =
        source.lieux.iter().zip(0..).map(|(l, row)| (l.code.as_str(), row)).collect();
    let today: HashMap<&str, u32> = source
        .lieux
        .iter()
        .zip(0..)
        .flat_map(|(l, row)| l.anciens_codes.iter().map(move |code| (code.as_str(), row)))
        .chain(
            source
                .anciennes
                .iter()
                .filter_map(|l| Some((l.code.as_str(), *row_of.get(l.chef_lieu.as_deref()?)?))),
        )
        .collect();

    let contours = sources::contours(dossier)?;
    let split = split_since(&contours, &row_of);

    // Points get numbers, so that an edge is one small key.
    let mut points: HashMap<Point, u32> = HashMap::new();
    let mut edges: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
    let mut seen = vec![false; territory.codes.len()];
    for contour in &contours {
        let whole = matches!(contour.genre.as_str(), "COM" | "ARM") && !split.contains(contour.id.as_str());
        let part = contour.genre == "COMD" && split.contains(contour.commune_parent_id.as_str());
        if !(whole || part) {
            continue;
        }
        let code = contour.code.as_str();
        let &row = row_of
            .get(code)
            .or_else(|| today.get(code))
            .ok_or_else(|| wrong(format!("{code} n'a pas de commune aujourd'hui")))?;
        seen[row as usize] = true;
        for mut ring in
            rings(&contour.geometry).ok_or_else(|| wrong(format!("contour de {code} illisible")))?
        {
            // A point written twice would make an edge of no length that every
            // commune on the spot would share with itself.
            ring.dedup();
            for pair in ring.windows(2) {
                let mut number = |point: Point| {
                    let next = points.len() as u32;
                    *points.entry(point).or_insert(next)
                };
                let (a, b) = (number(pair[0]), number(pair[1]));
                edges.entry((a.min(b), a.max(b))).or_default().push(row);
            }
        }
    }
    if let Some(lost) = source.lieux.iter().zip(&seen).find(|(l, seen)| !**seen && l.zone != "com") {
        return Err(wrong(format!("la commune {} n'a pas de contour", lost.0.code)));
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
    Ok(pairs.into_iter().collect())
}

fn ville(territory: &Territory, row: u32) -> Option<u32> {
    let code = territory.commune_at(row)?.ville?;
    territory.commune(code).map(|c| c.index)
}

/// Communes of 2024 of which a part is a commune again: their parts stand for them.
fn split_since<'a>(contours: &'a [CsvContour], row_of: &HashMap<&str, u32>) -> BTreeSet<&'a str> {
    let parent_code: HashMap<&str, &str> =
        contours.iter().map(|c| (c.id.as_str(), c.code.as_str())).collect();
    contours
        .iter()
        .filter(|c| c.genre == "COMD" && row_of.contains_key(c.code.as_str()))
        .filter(|c| parent_code.get(c.commune_parent_id.as_str()) != Some(&c.code.as_str()))
        .map(|c| c.commune_parent_id.as_str())
        .collect()
}

/// The rings of a hexadecimal WKB polygon or multipolygon, little-endian.
fn rings(hex: &str) -> Option<Vec<Vec<Point>>> {
    let digit = |o: u8| (o as char).to_digit(16).map(|d| d as u8);
    let octets: Option<Vec<u8>> =
        hex.as_bytes().chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect();
    let octets = octets?;
    let mut rest = octets.as_slice();
    let mut out = Vec::new();
    geometry(&mut rest, &mut out)?;
    rest.is_empty().then_some(out)
}

fn geometry(rest: &mut &[u8], out: &mut Vec<Vec<Point>>) -> Option<()> {
    const POLYGON: u32 = 3;
    const MULTIPOLYGON: u32 = 6;
    let little_endian = *bytes::<1>(rest)?.first()? == 1;
    if !little_endian {
        return None;
    }
    let kind = u32::from_le_bytes(*bytes(rest)?);
    let count = u32::from_le_bytes(*bytes(rest)?);
    for _ in 0..count {
        match kind {
            MULTIPOLYGON => geometry(rest, out)?,
            POLYGON => {
                let size = u32::from_le_bytes(*bytes(rest)?);
                let mut ring = Vec::new();
                for _ in 0..size {
                    ring.push((u64::from_le_bytes(*bytes(rest)?), u64::from_le_bytes(*bytes(rest)?)));
                }
                out.push(ring);
            }
            _ => return None,
        }
    }
    Some(())
}

fn bytes<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(head)
}
