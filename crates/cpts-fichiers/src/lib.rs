//! Reading the files that a person brings.

use wasm_bindgen::prelude::*;

/// What a project file says.
#[wasm_bindgen]
pub fn lire_projet(texte: &str) -> String {
    texte.trim().to_owned()
}
