//! The contours of the communes of today.
//!
//! The archive holds those of the communes of 2024: each is given to the commune of
//! today through the former codes, so that a commune may have several. All were
//! simplified together: two that touch have the same points along their border.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::archives::CONTOURS;
use super::erreur::BuildError;
use super::sources::{self, CsvContour, Source};

/// A longitude and a latitude, as their bits: what the archive holds, to the bit.
pub(super) type Point = (u64, u64);

/// A contour of the archive, given to a commune or an arrondissement of today.
pub(super) struct Contour {
    /// Its place among the communes and arrondissements in the order of codes.
    pub(super) row: u32,
    /// Closed rings: the last point is the first one again. Those around the commune
    /// turn clockwise, those around what is not the commune the other way.
    pub(super) rings: Vec<Vec<Point>>,
}

pub(super) fn wrong(details: String) -> BuildError {
    BuildError::Contenu { source_lue: CONTOURS.paquet, details }
}

/// Every contour of today; at least one for each commune outside the overseas
/// collectivities, which have none, and for each arrondissement.
pub(super) fn contours(dossier: &Path, source: &Source) -> Result<Vec<Contour>, BuildError> {
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

    let archive = sources::contours(dossier)?;
    let split = split_since(&archive, &row_of);
    let mut seen = vec![false; source.lieux.len()];
    let mut out = Vec::new();
    for contour in &archive {
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
        let rings = rings(&contour.geometry).ok_or_else(|| wrong(format!("contour de {code} illisible")))?;
        out.push(Contour { row, rings });
    }
    if let Some(lost) = source.lieux.iter().zip(&seen).find(|(l, seen)| !**seen && l.zone != "com") {
        return Err(wrong(format!("la commune {} n'a pas de contour", lost.0.code)));
    }
    Ok(out)
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
