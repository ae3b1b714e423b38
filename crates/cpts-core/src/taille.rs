//! The tier of a population, and how firmly it stands there.

use cpts_codes::Date;
use cpts_rules::{Palier, Rules};

use crate::bilan::BilanTaille;

/// A population in its tier.
pub(crate) struct Position {
    pub(crate) bilan: BilanTaille,
    pub(crate) palier: &'static Palier,
    /// The tier below is near.
    pub(crate) pres_du_bas: bool,
    /// The tier above is near.
    pub(crate) pres_du_haut: bool,
}

/// Where `population` stands on `date`.
pub(crate) fn position(population: u32, date: Date, rules: &'static Rules) -> Position {
    let paliers = &rules.tailles.at(date).paliers;
    let [premier, ..] = paliers;
    let palier = paliers.iter().rev().find(|p| p.min <= population).unwrap_or(premier);
    let proximite = u64::from(rules.tailles.proximite.at(date).valeur);
    let near = |distance: u32, seuil: u32| u64::from(distance) * 100 <= u64::from(seuil) * proximite;

    let marge_basse = (palier.min > 0).then(|| population - palier.min.min(population));
    let marge_haute = palier.max.map(|max| max.saturating_sub(population));
    let pres_du_bas = marge_basse.is_some_and(|marge| near(marge, palier.min));
    let pres_du_haut = palier.max.zip(marge_haute).is_some_and(|(max, marge)| near(marge, max));
    Position {
        bilan: BilanTaille {
            taille: palier.taille,
            min: palier.min,
            max: palier.max,
            marge_basse,
            marge_haute,
            fragile: pres_du_bas || pres_du_haut,
        },
        palier,
        pres_du_bas,
        pres_du_haut,
    }
}
