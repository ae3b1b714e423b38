//! What the page calls.

use cpts_api::refus::write_all as refusals;
use cpts_api::texte::shown;
use cpts_core::plat;
use cpts_rules::compact;
use wasm_bindgen::prelude::*;

/// The project of a file, as the flat text of `cpts_core::plat`; `regles` are the rules
/// that the site gives, as the text of `cpts_rules::compact`.
///
/// # Errors
/// The refusals, a line each: place, problem and remedy, as fields of the flat text.
#[wasm_bindgen]
pub fn lire_projet(texte: &str, regles: Option<String>) -> Result<String, String> {
    let rules =
        regles.and_then(|texte| compact::read(compact::keep(&texte))).unwrap_or_else(cpts_rules::embedded);
    match crate::read_projet(texte.as_bytes(), rules) {
        Ok(projet) => Ok(plat::write(&projet)),
        Err(refus) => Err(refusals(&refus)),
    }
}

/// A map of the CPTS that exist, as the flat text of `Couverture::write`, with
/// lines `refus`, `refusees` and `remarque` for what was refused or put right.
///
/// # Errors
/// The refusal of the file as a whole.
#[wasm_bindgen]
pub fn lire_couverture(octets: &[u8], nom: &str) -> Result<String, String> {
    let lecture = crate::read_couverture(octets, nom).map_err(|refus| refusals(&[refus]))?;
    let mut sortie = lecture.couverture.write();
    sortie.push_str(&refusals(&lecture.refus));
    plat::line(&mut sortie, &["refusees"], &[&lecture.refusees.to_string()]);
    for remarque in &lecture.remarques {
        plat::line(&mut sortie, &["remarque"], &[&shown(remarque)]);
    }
    Ok(sortie)
}

/// The configuration of a site, as flat text.
///
/// # Errors
/// The refusals, a line each.
#[wasm_bindgen]
pub fn lire_configuration(octets: &[u8]) -> Result<String, String> {
    crate::read_configuration(octets).map_err(|refus| refusals(&refus))
}
