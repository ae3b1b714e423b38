//! One project, changed and evaluated many times.

use std::rc::Rc;

use cpts_api::Suivi;
use cpts_codes::{CodeCommune, Table};
use cpts_core::{Bilan, Chiffres, Entre, PROFESSIONNELS_MAX, Projet};
use wasm_bindgen::prelude::*;

use crate::entree::{text, whole};
use crate::erreur::{argument, projet_refused};
use crate::sortie::to_js;

/// A project and its bilan, always in step: a change marks the bilan as stale,
/// the next reading makes a new one.
#[wasm_bindgen]
pub struct Simulation {
    api: Rc<cpts_api::Simulateur>,
    projet: Projet,
    /// Always in step with the communes of the project.
    suivi: Suivi,
    /// `None` after any change, like what follows.
    chiffres: Option<Chiffres>,
    bilan: Option<Bilan>,
}

#[wasm_bindgen]
impl Simulation {
    pub(crate) fn new(api: Rc<cpts_api::Simulateur>, projet: Projet) -> Result<Self, JsValue> {
        let suivi = api.follow(&projet).map_err(|refus| projet_refused(&refus))?;
        Ok(Self { api, projet, suivi, chiffres: None, bilan: None })
    }

    /// Adds a commune, unless it was added before; says whether anything changed.
    ///
    /// @throws {ErreurCpts} No commune has this code.
    #[wasm_bindgen(js_name = addCommune)]
    pub fn add_commune(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "CodeCommune")] code: &JsValue,
    ) -> Result<bool, JsValue> {
        let code = commune(code)?;
        let changed = self
            .api
            .add_commune(&mut self.projet, &mut self.suivi, code)
            .map_err(|refus| projet_refused(&refus))?;
        self.territory_changed(changed)
    }

    /// Takes a commune out of the list of communes; says whether it was there.
    ///
    /// @throws {ErreurCpts} What stands is not the code of a commune.
    #[wasm_bindgen(js_name = removeCommune)]
    pub fn remove_commune(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "CodeCommune")] code: &JsValue,
    ) -> Result<bool, JsValue> {
        let code = commune(code)?;
        let changed = self.api.remove_commune(&mut self.projet, &mut self.suivi, code);
        self.territory_changed(changed)
    }

    /// Sets how many people of a profession take part.
    ///
    /// @throws {ErreurCpts} The rules know no such profession, or the number is out of range.
    #[wasm_bindgen(js_name = setProfession)]
    pub fn set_profession(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] nombre: &JsValue,
    ) -> Result<(), JsValue> {
        let id = text(id, "id")?;
        let max = PROFESSIONNELS_MAX;
        let nombre = whole(nombre, "nombre", (0, max.into()), None)?.try_into().unwrap_or(max);
        if let Some(present) = self.projet.professionnels.as_mut().and_then(|table| table.get_mut(&id)) {
            // The hot path of a program that tries many numbers: nothing new to check.
            *present = nombre;
        } else if self.api.rules().profession(&id).is_some() {
            self.projet.professionnels.get_or_insert_with(Table::new).insert(id, nombre);
        } else {
            let connues: Vec<&str> = self.api.rules().formulaire.professions.iter().map(|p| p.id).collect();
            let aide = ["prenez l'une de : ", &connues.join(", ")].concat();
            return Err(argument("id", "profession inconnue", aide));
        }
        self.changed();
        Ok(())
    }

    /// Inhabitants whose number is known.
    #[wasm_bindgen(getter)]
    pub fn population(&mut self) -> u32 {
        self.chiffres().population
    }

    /// 1 to 4; `undefined` without a commune inside the scheme.
    #[wasm_bindgen(getter, unchecked_return_type = "Taille | undefined")]
    pub fn taille(&mut self) -> Option<u8> {
        self.chiffres().taille.map(|taille| taille.numero())
    }

    /// The worst level among the findings.
    #[wasm_bindgen(getter, unchecked_return_type = "Niveau")]
    pub fn verdict(&mut self) -> String {
        self.fresh().verdict.id().to_owned()
    }

    /// Euros a year, everything reached, crisis left out; `undefined` without funding.
    #[wasm_bindgen(getter)]
    pub fn maximum(&mut self) -> Option<u32> {
        self.chiffres().totaux.map(|totaux| totaux.maximum)
    }

    /// Fixed euros a year; `undefined` without funding.
    #[wasm_bindgen(getter)]
    pub fn fixe(&mut self) -> Option<u32> {
        self.chiffres().totaux.map(|totaux| totaux.fixe)
    }

    /// The least and the most that `maximum` can be; `undefined` where it is proved.
    #[wasm_bindgen(getter, unchecked_return_type = "Entre | undefined")]
    pub fn maximum_entre(&mut self) -> JsValue {
        bornes(self.chiffres().totaux.and_then(|totaux| totaux.maximum_entre))
    }

    /// The least and the most that `fixe` can be; `undefined` where it is proved.
    #[wasm_bindgen(getter, unchecked_return_type = "Entre | undefined")]
    pub fn fixe_entre(&mut self) -> JsValue {
        bornes(self.chiffres().totaux.and_then(|totaux| totaux.fixe_entre))
    }

    /// The project as it is now, as a plain object.
    #[wasm_bindgen(unchecked_return_type = "Projet")]
    pub fn projet(&self) -> JsValue {
        to_js(&self.projet)
    }

    /// The whole bilan as a plain object: many times dearer than one figure.
    #[wasm_bindgen(unchecked_return_type = "Bilan")]
    pub fn bilan(&mut self) -> JsValue {
        to_js(self.fresh())
    }

    fn territory_changed(&mut self, changed: bool) -> Result<bool, JsValue> {
        if changed {
            self.changed();
        }
        Ok(changed)
    }

    fn changed(&mut self) {
        self.chiffres = None;
        self.bilan = None;
    }

    /// The figures of the project as it is now: no sentence is written for them.
    fn chiffres(&mut self) -> Chiffres {
        let Self { api, projet, suivi, chiffres, .. } = self;
        *chiffres.get_or_insert_with(|| cpts_core::chiffres(projet, suivi.perimetre(), api.rules()))
    }

    /// The bilan of the project as it is now; several changes in a row cost one evaluation.
    fn fresh(&mut self) -> &Bilan {
        let Self { api, projet, suivi, bilan, .. } = self;
        bilan.get_or_insert_with(|| cpts_core::evaluate(projet, suivi.perimetre(), api.rules()))
    }
}

/// As an array of two.
fn bornes(entre: Option<Entre>) -> JsValue {
    entre.map_or(JsValue::UNDEFINED, |entre| to_js(&entre))
}

fn commune(code: &JsValue) -> Result<CodeCommune, JsValue> {
    text(code, "code")?.parse().map_err(|erreur| argument("code", erreur, ""))
}
