//! What the page calls.

use cpts_api::Refus;
use cpts_core::plat;
use wasm_bindgen::prelude::*;

/// The project of a file, as the flat text of `cpts_core::plat`.
///
/// # Errors
/// The refusals, a line each: place, problem and remedy, as fields of the flat text.
#[wasm_bindgen]
pub fn lire_projet(texte: &str) -> Result<String, String> {
    match crate::read_projet(texte.as_bytes()) {
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

/// A refusal may quote the file, and a file may be made to be quoted at length.
const CITATION: usize = 300;

fn refusals(refus: &[Refus]) -> String {
    let mut sortie = String::new();
    for Refus { champ, probleme, aide } in refus {
        let champ = if champ == "." { "" } else { champ };
        let [champ, probleme, aide] = [champ, probleme, aide].map(shown);
        plat::line(&mut sortie, &["refus"], &[&champ, &probleme, &aide]);
    }
    sortie
}

/// A text as the page shows it: short, without what could hide or turn it around.
fn shown(texte: &str) -> String {
    crate::texte::clean(&texte.replace('\'', "’"), CITATION)
}
