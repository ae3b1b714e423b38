//! `data/contours/*.bin`: the outlines of communes, one file a département.
//!
//! All is done nationally (arcs, then fewer points) and cut by département at the
//! very end, so that two files have the same points along their common border.

mod encode;
mod label;
mod simplify;
mod topology;

use std::collections::BTreeMap;

use cpts_codes::{CodeCommune, CodeDepartement};

use super::BuildError;
use super::today::{Contour, wrong};
use crate::{Contours, Territory};

/// Points kept, in per cent of those that are not nodes.
const GARDES: usize = 25;

/// Outlines of a commune: its code, and its rings as `(arc, reversed)` with the
/// largest part first.
pub(super) struct Outline {
    pub(super) code: CodeCommune,
    pub(super) rings: Vec<Vec<(u32, bool)>>,
}

/// What was made, and how.
pub(super) struct Made {
    /// One file a département.
    pub(super) files: BTreeMap<CodeDepartement, Vec<u8>>,
    /// What was found, as French sentences.
    pub(super) verifications: Vec<String>,
}

/// The point of the national grid that is nearest.
fn snap((lon, lat): (u64, u64)) -> topology::Point {
    let grid = |bits| (f64::from_bits(bits) * f64::from(Contours::PAR_DEGRE)).round() as i32;
    (grid(lon), grid(lat))
}

pub(super) fn make(contours: &[Contour], territory: &Territory) -> Result<Made, BuildError> {
    // A city with arrondissements is its arrondissements.
    let is_city = |row: u32| {
        territory.commune_at(row).is_some_and(|c| territory.arrondissements(c.code).next().is_some())
    };
    let topology::Topology { mut arcs, odd } = topology::topology(contours, |row| !is_city(row), snap);
    let (before, after) = simplify::simplify(&mut arcs, GARDES);
    let mut arcs: Vec<topology::Arc> = arcs.into_iter().map(topology::canonical).collect();
    arcs.sort_by(|a, b| a.points.cmp(&b.points));

    let mut mine: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (arc, index) in arcs.iter().zip(0u32..) {
        for row in [arc.right, arc.left].into_iter().flatten() {
            mine.entry(row).or_default().push(index);
        }
    }
    let mut by_departement: BTreeMap<CodeDepartement, Vec<Outline>> = BTreeMap::new();
    for (&row, indexes) in &mine {
        let commune = territory.commune_at(row).ok_or_else(|| wrong(format!("rang {row} inconnu")))?;
        let rings = topology::rings(&arcs, indexes, row)
            .ok_or_else(|| wrong(format!("le contour de {} ne se referme pas", commune.code)))?;
        let rings = label::largest_first(&arcs, rings);
        by_departement
            .entry(commune.code.departement())
            .or_default()
            .push(Outline { code: commune.code, rings });
    }
    let mut files = BTreeMap::new();
    for (departement, outlines) in by_departement {
        let file = encode::file(departement, &outlines, &arcs);
        // Reading back refuses what the reader would refuse.
        Contours::parse(&file)?;
        files.insert(departement, file);
    }
    let rings: usize = mine.len();
    let verifications = vec![
        format!("contours, départements : {}", files.len()),
        format!("contours, communes et arrondissements : {rings}"),
        format!("contours, arêtes inexpliquées : {odd}"),
        format!("contours, arcs : {}", arcs.len()),
        format!("contours, points gardés entre les nœuds : {after} sur {before}"),
    ];
    Ok(Made { files, verifications })
}
