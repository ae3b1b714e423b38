//! The data and what can be asked of it.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::convert::{error, read_projet, refused, to_js};
use crate::simulation::Simulation;

/// The rules and the communes, ready to answer.
#[wasm_bindgen]
pub struct Simulateur {
    api: Rc<cpts_api::Simulateur>,
}

#[wasm_bindgen]
impl Simulateur {
    /// Reads `communes.bin` and, where they are given, `adjacence.bin`, `millesimes.bin` and `iris.bin`.
    ///
    /// # Errors
    /// A file is cut short, changed, or of another version.
    #[wasm_bindgen(constructor)]
    pub fn new(
        communes: &[u8],
        adjacence: Option<Vec<u8>>,
        millesimes: Option<Vec<u8>>,
        iris: Option<Vec<u8>>,
    ) -> Result<Self, JsValue> {
        let mut api = cpts_api::Simulateur::parse(communes).map_err(error)?;
        if let Some(octets) = adjacence {
            api.parse_adjacence(&octets).map_err(error)?;
        }
        if let Some(octets) = millesimes {
            api.parse_millesimes(&octets).map_err(error)?;
        }
        if let Some(octets) = iris {
            api.parse_iris(&octets).map_err(error)?;
        }
        Ok(Self { api: Rc::new(api) })
    }

    /// Everything that can be said of a project, as a plain object.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn evaluate(&self, projet: JsValue) -> Result<JsValue, JsValue> {
        let bilan = self.api.evaluate(&read_projet(projet)?).map_err(|refus| refused(&refus))?;
        to_js(&bilan)
    }

    /// Communes, former communes and EPCI that a text may mean, the likeliest first.
    ///
    /// # Errors
    /// None in practice: what is found is always plain data.
    pub fn search(&self, text: &str, limit: usize) -> Result<JsValue, JsValue> {
        to_js(&self.api.search(text, limit))
    }

    /// The place that a code names (INSEE, SIREN, former commune, postal code), or `null`.
    ///
    /// # Errors
    /// None in practice: a place is always plain data.
    pub fn territory(&self, code: &str) -> Result<JsValue, JsValue> {
        to_js(&self.api.place(code))
    }

    /// A project to change and evaluate many times.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn simulation(&self, projet: JsValue) -> Result<Simulation, JsValue> {
        Simulation::new(Rc::clone(&self.api), read_projet(projet)?)
    }
}
