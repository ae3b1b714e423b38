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
