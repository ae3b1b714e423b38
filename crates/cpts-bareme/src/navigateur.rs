//! What the page calls.

use cpts_api::refus::write_all;
use cpts_api::texte::shown;
use cpts_core::plat;
use cpts_rules::compact;
use wasm_bindgen::prelude::*;

/// The rules of a document: on a first line the day and the giver, as fields of the
/// flat text; then the text of `cpts_rules::compact`.
///
/// # Errors
/// The refusals, a line each: place, problem and remedy, as fields of the flat text.
#[wasm_bindgen]
pub fn lire_regles(octets: &[u8]) -> Result<String, String> {
    let bareme = crate::read_bareme(octets).map_err(|refus| write_all(&refus))?;
    let mut sortie = String::new();
    plat::line(&mut sortie, &["bareme"], &[&bareme.fourni_le.to_string(), &shown(&bareme.fourni_par)]);
    sortie.push_str(&compact::write(&bareme.rules));
    Ok(sortie)
}
