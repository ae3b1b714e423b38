//! One project, changed and evaluated many times.

use std::rc::Rc;

use cpts_codes::{CodeCommune, Table};
use cpts_core::{Bilan, Perimetre, Projet};
use wasm_bindgen::prelude::*;

use crate::convert::{error, refused, to_js};

/// A project and its bilan, always in step: a change marks the bilan as stale,
/// the next reading makes a new one.
#[wasm_bindgen]
pub struct Simulation {
    api: Rc<cpts_api::Simulateur>,
    projet: Projet,
    /// `None` after a change of the territory.
    perimetre: Option<Perimetre>,
    /// `None` after any change.
    bilan: Option<Bilan>,
}

#[wasm_bindgen]
impl Simulation {
    pub(crate) fn new(api: Rc<cpts_api::Simulateur>, projet: Projet) -> Result<Self, JsValue> {
        let perimetre = api.resolve(&projet).map_err(|refus| refused(&refus))?;
        Ok(Self {
            api,
            projet,
            perimetre: Some(perimetre),
            bilan: None,
        })
    }

    /// Adds a commune, unless it was added before; says whether anything changed.
    ///
    /// # Errors
    /// No commune has this code.
    #[wasm_bindgen(js_name = addCommune)]
    pub fn add_commune(&mut self, code: &str) -> Result<bool, JsValue> {
        let code: CodeCommune = code.parse().map_err(error)?;
        if self.projet.territoire.communes.contains(&code) {
            return Ok(false);
        }
        self.projet.territoire.communes.push(code);
        if self.api.territory().commune(code).is_none() {
            // Resolving says why: unknown, or a former commune and what to write instead.
            let refus = self.api.resolve(&self.projet).err().unwrap_or_default();
            self.projet.territoire.communes.pop();
            return Err(refused(&refus));
        }
        self.territory_changed();
        Ok(true)
    }

    /// Takes a commune out of the list of communes; says whether it was there.
    ///
    /// # Errors
    /// What stands is not the code of a commune.
    #[wasm_bindgen(js_name = removeCommune)]
    pub fn remove_commune(&mut self, code: &str) -> Result<bool, JsValue> {
        let code: CodeCommune = code.parse().map_err(error)?;
        let communes = &mut self.projet.territoire.communes;
        let Some(place) = communes.iter().position(|commune| *commune == code) else {
            return Ok(false);
        };
        communes.remove(place);
        self.territory_changed();
        Ok(true)
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
        let refus: Vec<_> = self
            .projet
            .verifier(self.api.rules())
            .into_iter()
            .map(Into::into)
            .collect();
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
        Ok(self
            .fresh()?
            .financement
            .as_ref()
            .map(|financement| financement.totaux.maximum))
    }

    /// Fixed euros a year; `undefined` without funding.
    ///
    /// # Errors
    /// As [`Simulation::population`].
    #[wasm_bindgen(getter)]
    pub fn fixe(&mut self) -> Result<Option<u32>, JsValue> {
        Ok(self
            .fresh()?
            .financement
            .as_ref()
            .map(|financement| financement.totaux.fixe))
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

    fn territory_changed(&mut self) {
        self.perimetre = None;
        self.bilan = None;
    }

    /// The bilan of the project as it is now; several changes in a row cost one evaluation.
    fn fresh(&mut self) -> Result<&Bilan, JsValue> {
        let Self {
            api,
            projet,
            perimetre,
            bilan,
        } = self;
        let perimetre = match perimetre {
            Some(perimetre) => perimetre,
            None => perimetre.insert(api.resolve(projet).map_err(|refus| refused(&refus))?),
        };
        Ok(bilan.get_or_insert_with(|| cpts_core::evaluate(projet, perimetre, api.rules())))
    }
}
