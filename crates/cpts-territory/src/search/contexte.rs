//! Where the perimeter is, so that what stands near it comes first.

use cpts_codes::{CodeDepartement, CodeRegion};

use super::index::Target;
use crate::territory::Territory;

/// What is known of the perimeter before a search: nothing, by default.
///
/// A place in one of these départements counts as though it had a thousand times its
/// inhabitants, one in one of these régions a hundred times; where its whole name was
/// typed, a million and ten thousand times. So the homonym of the neighbourhood comes
/// first, and the beginning of a name near by does not hide a large town named in
/// full. What would have come first without a context keeps a place among the first
/// five.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contexte {
    /// Those of the communes already chosen. Their régions follow from them.
    pub departements: Vec<CodeDepartement>,
    /// The one that the host page speaks to, and any other.
    pub regions: Vec<CodeRegion>,
}

/// How near each département is.
pub(super) struct Proximite(Vec<u32>);

/// How many times its inhabitants a place counts for in a département chosen.
const DEPARTEMENT: u32 = 1000;
/// The same in a région chosen.
const REGION: u32 = 100;

impl Proximite {
    pub(super) fn new(territory: &Territory, contexte: &Contexte) -> Self {
        let mut regions = contexte.regions.clone();
        for d in &territory.departements {
            if contexte.departements.contains(&d.code) {
                regions.push(d.region);
            }
        }
        let mut of = Vec::new();
        if !regions.is_empty() {
            for d in &territory.departements {
                of.push(if contexte.departements.contains(&d.code) {
                    DEPARTEMENT
                } else if regions.contains(&d.region) {
                    REGION
                } else {
                    1
                });
            }
        }
        Self(of)
    }

    /// True where nothing is known: every place is as near as another.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of_row(&self, territory: &Territory, row: u32) -> u32 {
        let departement = territory.departement_of.get(row as usize);
        departement.and_then(|&d| self.0.get(usize::from(d))).copied().unwrap_or(1)
    }

    /// How many times its inhabitants the target counts for. An EPCI is where the
    /// nearest of its communes is.
    pub(super) fn of(&self, territory: &Territory, target: Target) -> u32 {
        if self.is_empty() {
            return 1;
        }
        match target {
            Target::Lieu(row) => self.of_row(territory, row),
            Target::Ancienne(at) => {
                territory.former_parents.get(at as usize).map_or(1, |&row| self.of_row(territory, row))
            }
            Target::Epci(at) => {
                let mut nearest = 1;
                for &row in territory.epci_rows.get(at as usize) {
                    nearest = nearest.max(self.of_row(territory, row));
                }
                nearest
            }
        }
    }
}
