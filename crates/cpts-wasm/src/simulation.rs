//! One project, changed and evaluated many times.

use std::rc::Rc;

use cpts_api::Suivi;
use cpts_codes::{CodeCommune, Table};
use cpts_core::{Bilan, Projet};
use wasm_bindgen::prelude::*;

use crate::convert::{error, refused, to_js};

/// A project and its bilan, always in step: a change marks the bilan as stale,
/// the next reading makes a new one.
#[wasm_bindgen]
pub struct Simulation {
    api: Rc<cpts_api::Simulateur>,
    projet: Projet,
    /// Always in step with the communes of the project.
    suivi: Suivi,
    /// `None` after any change.
    bilan: Option<Bilan>,
}

#[wasm_bindgen]
impl Simulation {
    pub(crate) fn new(api: Rc<cpts_api::Simulateur>, projet: Projet) -> Result<Self, JsValue> {
        let suivi = api.follow(&projet).map_err(|refus| refused(&refus))?;
        Ok(Self { api, projet, suivi, bilan: None })
    }

    /// Adds a commune, unless it was added before; says whether anything changed.
    ///
    /// # Errors
    /// No commune has this code.
    #[wasm_bindgen(js_name = addCommune)]
    pub fn add_commune(&mut self, code: &str) -> Result<bool, JsValue> {
        let code: CodeCommune = code.parse().map_err(error)?;
        let changed =
            self.api.add_commune(&mut self.projet, &mut self.suivi, code).map_err(|refus| refused(&refus))?;
        self.territory_changed(changed)
    }

    /// Takes a commune out of the list of communes; says whether it was there.
    ///
    /// # Errors
    /// What stands is not the code of a commune.
    #[wasm_bindgen(js_name = removeCommune)]
    pub fn remove_commune(&mut self, code: &str) -> Result<bool, JsValue> {
        let code: CodeCommune = code.parse().map_err(error)?;
        let changed = self.api.remove_commune(&mut self.projet, &mut self.suivi, code);
        self.territory_changed(changed)
    }

    /// Sets how many people of a profession take part.
    ///
    /// # Errors
    /// The rules know no such profession, or the number is out of range.
    #[wasm_bindgen(js_name = setProfession)]
    pub fn set_profession(&mut self, id: &str, nombre: u16) -> Result<(), JsValue> {
        let professionnels = self.projet.professionnels.get_or_insert_with(Table::new);
        if let Some(present) = professionnels.get_mut(id)
            && nombre <= cpts_core::PROFESSIONNELS_MAX
        {
            // The hot path of a program that tries many numbers: nothing new to check.
            *present = nombre;
            self.bilan = None;
            return Ok(());
        }
        let avant = professionnels.insert(id.to_owned(), nombre);
        let refus: Vec<_> = self.projet.verifier(self.api.rules()).into_iter().map(Into::into).collect();
        if !refus.is_empty() {
            if let Some(professionnels) = &mut self.projet.professionnels {
                match avant {
                    Some(nombre) => professionnels.insert(id.to_owned(), nombre),
                    None => professionnels.remove(id),
                };
            }
            return Err(refused(&refus));
        }
        self.bilan = None;
        Ok(())
    }

    /// Inhabitants whose number is known.
    ///
    /// # Errors
    /// None in practice: what cannot be accepted was refused when it was set.
    #[wasm_bindgen(getter)]
    pub fn population(&mut self) -> Result<u32, JsValue> {
        Ok(self.fresh()?.territoire.population)
    }

    /// 1 to 4; `undefined` without a commune inside the scheme.
    ///
    /// # Errors
    /// As [`Simulation::population`].
    #[wasm_bindgen(getter)]
    pub fn taille(&mut self) -> Result<Option<u8>, JsValue> {
        Ok(self.fresh()?.taille.map(|taille| taille.taille.numero()))
    }

    /// The worst level among the findings.
    ///
    /// # Errors
    /// As [`Simulation::population`].
    #[wasm_bindgen(getter)]
    pub fn verdict(&mut self) -> Result<String, JsValue> {
        Ok(self.fresh()?.verdict.id().to_owned())
    }

    /// Euros a year, everything reached, crisis left out; `undefined` without funding.
    ///
    /// # Errors
    /// As [`Simulation::population`].
    #[wasm_bindgen(getter)]
    pub fn maximum(&mut self) -> Result<Option<u32>, JsValue> {
        Ok(self.fresh()?.financement.as_ref().map(|financement| financement.totaux.maximum))
    }

    /// Fixed euros a year; `undefined` without funding.
    ///
    /// # Errors
    /// As [`Simulation::population`].
    #[wasm_bindgen(getter)]
    pub fn fixe(&mut self) -> Result<Option<u32>, JsValue> {
        Ok(self.fresh()?.financement.as_ref().map(|financement| financement.totaux.fixe))
    }

    /// The project as it is now, as a plain object.
    ///
    /// # Errors
    /// None in practice: a project is always plain data.
    pub fn projet(&self) -> Result<JsValue, JsValue> {
        to_js(&self.projet)
    }

    /// The whole bilan as a plain object: many times dearer than one figure.
    ///
    /// # Errors
    /// As [`Simulation::population`].
    pub fn bilan(&mut self) -> Result<JsValue, JsValue> {
        to_js(self.fresh()?)
    }

    fn territory_changed(&mut self, changed: bool) -> Result<bool, JsValue> {
        if changed {
            self.bilan = None;
        }
        Ok(changed)
    }

    /// The bilan of the project as it is now; several changes in a row cost one evaluation.
    fn fresh(&mut self) -> Result<&Bilan, JsValue> {
        let Self { api, projet, suivi, bilan } = self;
        Ok(bilan.get_or_insert_with(|| cpts_core::evaluate(projet, suivi.perimetre(), api.rules())))
    }
}
