//! The earlier vintages that are kept, and what happened to communes since.

use cpts_codes::Date;

use super::archives::{Archive, Client};

/// A vintage that precedes the one of [`super::EDITION`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Ancien {
    pub(super) annee: u16,
    pub(super) en_vigueur: Date,
    /// Where its populations are.
    pub(super) archive: Archive,
    /// France without Mayotte nor the overseas collectivities, as INSEE published it.
    pub(super) total: u64,
}

/// One line a vintage: the year, the version of `@etalab/decoupage-administratif` that holds it and
/// its SHA-256, the published total. In force from 1 January three years later.
macro_rules! ancien {
    ($annee:literal, $version:literal, $sha256:literal, $total:literal) => {
        Ancien {
            annee: $annee,
            en_vigueur: match Date::new($annee + 3, 1, 1) {
                Some(date) => date,
                None => panic!("every year has a 1 January"),
            },
            archive: Archive {
                fichier: concat!("etalab-decoupage-administratif-", $version, ".tgz"),
                paquet: concat!("@etalab/decoupage-administratif@", $version),
                client: Client::Npm,
                sha256: $sha256,
            },
            total: $total,
        }
    };
}

/// The vintages kept beside that of [`super::EDITION`], the most recent first. **The one place to
/// change**, see `docs/donnees.md`.
pub(super) const ANCIENS: &[Ancien] = &[
    ancien!(2022, "4.1.0", "318f0cfc0c1f9d8113b272bf3cefb8f207f23f73026ee5932215f5d80d7a0f2a", 67_760_573),
    ancien!(2021, "4.0.0", "745829aaea59a342dd457e569e4defc072b9b4f4898412fd90256273950e082f", 67_408_052),
];

/// A commune that is one again, the one that it left, the first vintage that gives both.
const RETABLIES: [(&str, &str, u16); 7] = [
    ("15031", "15141", 2023),
    ("15035", "15141", 2023),
    ("15047", "15141", 2023),
    ("15171", "15141", 2023),
    ("60694", "60054", 2022),
    ("85165", "85084", 2022),
    ("85212", "85084", 2022),
];

/// Whether a code is that of a commune that was split since a vintage.
pub(super) fn split_since(code: &str, annee: u16) -> bool {
    RETABLIES.iter().any(|(rendue, quittee, depuis)| annee < *depuis && (code == *rendue || code == *quittee))
}
