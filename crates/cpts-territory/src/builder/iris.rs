//! The IRIS of the census, brought to the communes of today.

use std::collections::BTreeMap;

use cpts_codes::CodeIris;

use super::anciens::split_since;
use super::checks::Checks;
use super::erreur::BuildError;
use super::lecture_iris::{ANNEE, LigneIris, wrong};
use super::millesimes::Reprise;
use super::sources::Source;
use crate::Iris;
use crate::territory::Territory;

/// What INSEE published for France without Mayotte is found again in the IRIS up to rounding: each
/// is rounded apart.
const SOMME: u64 = 67_408_104;
/// IRIS in communes that have several.
const NOMBRE: usize = 16_364;
/// Communes and arrondissements that have several.
const COMMUNES: usize = 1_977;

/// By row of today, the IRIS of the communes that have several. Those of a commune that was split
/// since belong to nobody knows which: they are left out.
pub(super) fn by_row(
    source: &Source,
    lignes: &[LigneIris],
) -> Result<BTreeMap<u32, Vec<(CodeIris, u32)>>, BuildError> {
    let today = source.today();
    let mut rows: BTreeMap<u32, Vec<(CodeIris, u32)>> = BTreeMap::new();
    for ligne in lignes {
        let &row = today
            .get(ligne.commune.as_str())
            .ok_or_else(|| wrong(format!("{} n'a pas de commune aujourd'hui", ligne.commune)))?;
        let code: CodeIris = ligne.code.parse().map_err(|e| wrong(format!("{e}")))?;
        if code.commune().as_str() != ligne.commune {
            return Err(wrong(format!("{code} n'est pas de {}", ligne.commune)));
        }
        if !split_since(&source.lieux[row as usize].code, ANNEE) {
            rows.entry(row).or_default().push((code, ligne.population));
        }
    }
    rows.retain(|_, iris| iris.len() > 1);
    Ok(rows)
}

/// The published total, and the file read back.
pub(super) fn check(
    checks: &mut Checks,
    territory: &Territory,
    lignes: &[LigneIris],
    rows: &BTreeMap<u32, Vec<(CodeIris, u32)>>,
    lu: &Iris,
    reprise: Option<&Reprise>,
) -> Result<(), BuildError> {
    let somme = lignes.iter().map(|l| u64::from(l.population)).sum();
    checks.equal(&format!("IRIS {ANNEE}, somme"), somme, SOMME)?;
    checks.equal("communes de plusieurs IRIS", lu.communes(), COMMUNES)?;
    let nombre = (0..territory.codes.len() as u32).map(|row| lu.of(row).len()).sum();
    checks.equal("IRIS de ces communes", nombre, NOMBRE)?;
    let same = rows
        .iter()
        .filter(|(row, iris)| lu.of(**row).iter().map(|i| (i.code, i.population)).eq(iris.iter().copied()));
    checks.equal("communes aux IRIS identiques à la source", same.count(), rows.len())?;
    // Beside the population of the same year: what rounding alone can explain.
    if let Some(reprise) = reprise {
        let ecart = rows.iter().filter_map(|(row, iris)| {
            let somme: u32 = iris.iter().map(|i| i.1).sum();
            Some(reprise.populations[*row as usize]?.abs_diff(somme))
        });
        checks.equal("plus grand écart d'une commune avec ses IRIS", ecart.max().unwrap_or(0), 6)?;
    }
    Ok(())
}
