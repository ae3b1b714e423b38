//! The map of a perimeter: a WebAssembly module of its own, fetched when the
//! map is opened.
//!
//! - [`plan`], [`scene`], [`cadrage`], [`chemins`], [`fleches`], [`etiquettes`],
//!   [`gestes`]: geometry, without a browser, tested natively;
//! - [`modele`]: what is on the map;
//! - `toile`: drawing it, as one image that moves;
//! - `panneau`: the map on the page, with its buttons, its card and the list
//!   that says the same in words.
//!
//! The interface proper knows the person's answers and the rules; this module
//! knows shapes. They speak through [`Carte`], by codes of communes and short
//! lines of text, and through one function that the map calls back.

pub mod cadrage;
pub mod chemins;
pub mod etiquettes;
pub mod fleches;
pub mod gestes;
pub mod modele;
mod noeuds;
mod panneau;
pub mod plan;
pub mod scene;
mod toile;

use std::rc::Rc;

use cpts_codes::CodeDepartement;
use cpts_territory::Contours;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use panneau::Panneau;

/// A map on the page, until it is freed.
#[wasm_bindgen]
pub struct Carte(Rc<Panneau>);

#[wasm_bindgen]
impl Carte {
    /// Builds the map in `hote`. It calls `demander(quoi, code)`, where `quoi` is
    ///
    /// - `fiche`: what to say of a commune, in four lines: where it is, what its
    ///   addition or removal would do (after a `!` where the taille changes), the
    ///   words of the button (none: no button), a remark;
    /// - `agir`: do what the button says; answers what was done, and on a second line what follows.
    #[wasm_bindgen(constructor)]
    pub fn new(hote: &HtmlElement, demander: js_sys::Function) -> Carte {
        Self(Panneau::build(hote, demander))
    }

    /// Takes in the file of contours of a département.
    ///
    /// # Errors
    /// The sentence that says why the file is refused.
    pub fn ajouter_contours(&self, octets: &[u8]) -> Result<(), JsValue> {
        let contours = Contours::parse(octets).map_err(|e| JsValue::from_str(&e.to_string()))?;
        self.0.add(&contours);
        Ok(())
    }

    /// Names and populations of a département: one commune a line, its code, its
    /// population (nothing where it is unknown) and its name, parted by tabs.
    pub fn nommer(&self, departement: &str, nom: &str, communes: &str) {
        if let Ok(departement) = departement.parse::<CodeDepartement>() {
            self.0.name(departement, nom, communes);
        }
    }

    /// The state of every commune that has one: one a line, its code, then `D`
    /// (inside), `B` (changes the taille), `C` (in a CPTS already). `parties`: in how
    /// many parts the perimeter is, 0 for unknown. `manque` says what has no contour.
    pub fn etats(&self, communes: &str, parties: u32, manque: &str) {
        self.0.set_etats(communes, parties, manque);
    }

    /// Frames the perimeter.
    pub fn cadrer(&self) {
        self.0.fit();
    }

    /// Makes a commune active, as a click on it does.
    pub fn activer(&self, code: &str) {
        self.0.activate(code.parse().ok());
    }
}
