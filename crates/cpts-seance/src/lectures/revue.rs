//! Places as a review says them.

use cpts_codes::nombre;
use cpts_core::Territoire;
use cpts_perimetre::edition;
use cpts_perimetre::liste::Lieu;
use cpts_territory::{Commune, Territory};

/// "Nord (59)".
pub fn departement(territory: &Territory, commune: &Commune<'_>) -> String {
    let nom = territory.departement(commune.departement).map_or("", |d| d.nom);
    [nom, " (", commune.departement.as_str(), ")"].concat()
}

/// A population in words: an unknown one is never 0.
pub fn population(p: Option<u32>) -> String {
    p.map_or_else(|| "inconnue".to_owned(), nombre)
}

/// Whether a place is in the territory.
pub fn contains(territoire: &Territoire, territory: &Territory, lieu: Lieu) -> bool {
    match lieu {
        Lieu::Commune(code) => edition::contains(territoire, territory, code),
        Lieu::Epci(siren) => territoire.epci.contains(&siren),
    }
}
