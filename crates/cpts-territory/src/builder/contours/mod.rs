//! `data/contours/*.bin`: the outlines of communes, one file a département.
//!
//! All is done nationally (arcs, then fewer points) and cut by département at the
//! very end, so that two files have the same points along their common border.

mod encode;
mod grid;
mod label;
mod outline;
mod simplify;
mod topology;

use std::collections::{BTreeMap, BTreeSet};

use cpts_codes::CodeDepartement;

use outline::Outline;

use super::checks::Checks;
use super::erreur::BuildError;
use super::today::{Contour, wrong};
use crate::{Contours, Territory};

/// Points kept, in per cent of those that are not nodes.
const GARDES: usize = 40;
/// Files: 96 départements of the métropole, five overseas.
const DEPARTEMENTS: usize = 101;
/// 34 875 communes, 45 arrondissements in place of three of them.
const CONTOURS: usize = 34_917;
/// An area is the same when it has not changed by more, in per cent.
const AIRE_ECART: u64 = 2;

/// What was made, and how.
pub(super) struct Made {
    /// One file a département.
    pub(super) files: BTreeMap<CodeDepartement, Vec<u8>>,
    /// What was found, as French sentences.
    pub(super) verifications: Vec<String>,
}

/// Pairs of neighbours that are in one list only: that of `adjacence.bin`, or the
/// arcs with a commune on each side. Cities are not in the arcs.
fn differences(arcs: &[topology::Arc], pairs: &[(u32, u32)], is_city: impl Fn(u32) -> bool) -> usize {
    let written: BTreeSet<_> = pairs.iter().copied().filter(|&(a, b)| !is_city(a) && !is_city(b)).collect();
    let drawn: BTreeSet<_> = arcs
        .iter()
        .filter_map(|arc| Some((arc.right?, arc.left?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    written.symmetric_difference(&drawn).count()
}

/// Makes the files; `pairs` are the neighbours of `adjacence.bin`, to be found again.
pub(super) fn make(
    contours: &[Contour],
    territory: &Territory,
    pairs: &[(u32, u32)],
) -> Result<Made, BuildError> {
    // A city with arrondissements is its arrondissements.
    let is_city = |row: u32| {
        territory.commune_at(row).is_some_and(|c| territory.arrondissements(c.code).next().is_some())
    };
    let drawn: Vec<&Contour> = contours.iter().filter(|c| !is_city(c.row)).collect();
    let (places, moved, crossings) = grid::snap(&drawn);
    let snap = |point| places.get(&point).copied().unwrap_or_default();
    let topology::Topology { mut arcs, odd } = topology::topology(&drawn, snap);
    let plain = label::areas(&drawn, snap);
    let (before, after) = simplify::simplify(&mut arcs, &plain, GARDES);
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
    let mut checks = Checks(vec![
        format!("contours, arcs : {}", arcs.len()),
        format!("contours, points gardés entre les nœuds : {after} sur {before}"),
        format!("contours, points écartés pour qu'aucun bord n'en croise un autre : {moved}"),
    ]);
    checks.equal("contours, croisements", crossings, 0)?;
    checks.equal("contours, bords de plus de deux communes", odd, 0)?;
    checks.equal("contours, départements", files.len(), DEPARTEMENTS)?;
    checks.equal("contours, communes et arrondissements", mine.len(), CONTOURS)?;
    checks.equal(
        "contours, voisinages différents de adjacence.bin",
        differences(&arcs, pairs, is_city),
        0,
    )?;
    let simple = label::areas_of(&arcs);
    let changed = plain.iter().filter(|(row, area)| {
        let now = simple.get(row).copied().unwrap_or(0);
        now.abs_diff(**area) * 100 > area.unsigned_abs() * AIRE_ECART
    });
    checks.equal(&format!("contours, aires changées de plus de {AIRE_ECART} %"), changed.count(), 0)?;
    Ok(Made { files, verifications: checks.0 })
}
