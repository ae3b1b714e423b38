//! The name of the territory, and its distance to a threshold.

use cpts_codes::{CodeCommune, nombre};
use cpts_core::{Bilan, BilanTaille, Perimetre};

use crate::format::compte;
use crate::seance::Seance;

/// The name of the territory: that of its EPCI, or of its largest commune.
pub fn nom_du_territoire(seance: Seance) -> String {
    if let Some(nom) = seance.projet.with(|p| p.nom.clone()) {
        return nom;
    }
    let seules = seance.projet.with(|p| p.territoire.communes.len() + p.territoire.parts.len());
    let combien = seance.bilan.with(|b| b.territoire.communes);
    seance.perimetre.with(|perimetre| nommer(perimetre, seules, combien))
}

/// The name of a perimeter of `combien` communes, `seules` of which were given one by one.
pub fn nommer(perimetre: &Perimetre, seules: usize, combien: u32) -> String {
    match perimetre.epci.as_slice() {
        [] => {
            let plus_grande = perimetre.communes.iter().max_by_key(|c| c.population);
            let mut nom = plus_grande.map(|c| c.nom.clone()).unwrap_or_default();
            if combien > 1 {
                nom.push_str(" et ");
                nom.push_str(&compte(combien - 1, "autre commune", "autres communes"));
            }
            nom
        }
        [epci] if seules == 0 => epci.nom.clone(),
        [un, deux] if seules == 0 => [un.nom.as_str(), " et ", &deux.nom].concat(),
        [premier, ..] => [premier.nom.as_str(), ", et d’autres"].concat(),
    }
}

/// "marge 120 hab.": the distance to the nearest threshold, with its side.
pub fn marge(bilan: &Bilan) -> String {
    let marge = bilan.taille.as_ref().and_then(plus_proche);
    marge.map_or_else(String::new, |m| ["marge ", &nombre(m), "\u{a0}hab."].concat())
}

/// Inhabitants to the nearest threshold.
pub fn plus_proche(taille: &BilanTaille) -> Option<u32> {
    match (taille.marge_basse, taille.marge_haute) {
        (Some(b), Some(h)) => Some(b.min(h)),
        (marge, None) | (None, marge) => marge,
    }
}

/// The name of a commune; empty where it is not known. Watched.
pub fn nom_de(seance: Seance, code: CodeCommune) -> String {
    seance.with_territory(|t| t.commune(code).map(|c| c.nom.to_owned())).flatten().unwrap_or_default()
}
