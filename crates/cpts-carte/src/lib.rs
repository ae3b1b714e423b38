//! The map of a perimeter.

use wasm_bindgen::prelude::*;

/// A map on the page.
#[wasm_bindgen]
pub struct Carte {}

#[wasm_bindgen]
impl Carte {
    /// An empty map.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript knows no Default")]
    pub fn new() -> Self {
        Self {}
    }
}
