//! The data and what can be asked of it.

use std::rc::Rc;

use cpts_api::{NatureErreur, Refus};
use cpts_codes::Date;
use wasm_bindgen::prelude::*;

use crate::entree::{bytes, read_optional, read_projet, text, whole};
use crate::erreur::{argument, projet_refused, refused};
use crate::simulation::Simulation;
use crate::sortie::to_js;

/// Answers of a search where none is asked for, and the most that may be.
const REPONSES: (u32, u32) = (8, 100);

/// The rules and the communes, ready to answer. `open` makes one.
#[wasm_bindgen]
pub struct Simulateur {
    api: Rc<cpts_api::Simulateur>,
}

#[wasm_bindgen]
impl Simulateur {
    /// Reads the data files. `open` fetches those of the package and calls this.
    ///
    /// @throws {ErreurCpts} A file is cut short, changed, of another version, or goes with others.
    pub fn parse(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] communes: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Uint8Array | ArrayBuffer | null")]
        adjacence: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Uint8Array | ArrayBuffer | null")]
        millesimes: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Uint8Array | ArrayBuffer | null")] iris: &JsValue,
    ) -> Result<Self, JsValue> {
        let damaged = |champ: &'static str| {
            move |erreur: cpts_api::TerritoryError| {
                let probleme = erreur.to_string();
                let refus = Refus { champ: champ.to_owned(), probleme, aide: String::new() };
                refused(NatureErreur::DonneesRefusees, &[refus])
            }
        };
        let given = |value: &JsValue| !value.is_undefined() && !value.is_null();
        let mut api =
            cpts_api::Simulateur::parse(&bytes(communes, "communes")?).map_err(damaged("communes"))?;
        if given(adjacence) {
            api.parse_adjacence(&bytes(adjacence, "adjacence")?).map_err(damaged("adjacence"))?;
        }
        if given(millesimes) {
            api.parse_millesimes(&bytes(millesimes, "millesimes")?).map_err(damaged("millesimes"))?;
        }
        if given(iris) {
            api.parse_iris(&bytes(iris, "iris")?).map_err(damaged("iris"))?;
        }
        Ok(Self { api: Rc::new(api) })
    }

    /// Everything that can be said of a project. With the `couverture`, it also tells which
    /// communes have a CPTS already.
    ///
    /// @throws {ErreurCpts} Every field that cannot be accepted.
    #[wasm_bindgen(unchecked_return_type = "Bilan")]
    pub fn evaluate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Projet")] projet: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CouvertureDonnee | null")] couverture: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let projet = read_projet(projet)?;
        let bilan = match read_optional(couverture, "couverture", cpts_api::read_couverture)? {
            None => self.api.evaluate(&projet),
            Some(donnee) => self.api.evaluate_covered(&projet, donnee.into()).map(|(bilan, _)| bilan),
        };
        Ok(to_js(&bilan.map_err(|refus| projet_refused(&refus))?))
    }

    /// The communes that a project counts, with their populations and how they hold together.
    ///
    /// @throws {ErreurCpts} Every field that cannot be accepted.
    #[wasm_bindgen(unchecked_return_type = "PerimetreVu")]
    pub fn perimetre(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Projet")] projet: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let perimetre = self.api.perimetre(&read_projet(projet)?).map_err(|refus| projet_refused(&refus))?;
        Ok(to_js(&perimetre))
    }

    /// Communes, former communes, postal codes and EPCI that a text may mean, the likeliest
    /// first: 8 of them, or `limite` (100 at most). Those near the `contexte` come first among equals.
    ///
    /// @throws {ErreurCpts} An argument is not what is written here.
    #[wasm_bindgen(unchecked_return_type = "Trouvaille[]")]
    pub fn search(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] texte: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number | null")] limite: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "ContexteRecherche | null")] contexte: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let texte = text(texte, "texte")?;
        let (default, max) = REPONSES;
        let limite = whole(limite, "limite", (1, max), Some(default))?;
        let contexte = read_optional(contexte, "contexte", cpts_api::read_contexte)?.unwrap_or_default();
        Ok(to_js(&self.api.search_near(&texte, limite as usize, &contexte.into())))
    }

    /// The place that a code names (INSEE, SIREN, former commune, postal code), or `null`.
    ///
    /// @throws {ErreurCpts} The code is no text.
    #[wasm_bindgen(unchecked_return_type = "LieuVu | null")]
    pub fn territory(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
    ) -> Result<JsValue, JsValue> {
        Ok(to_js(&self.api.place(&text(code, "code")?)))
    }

    /// The rules as they stand on a day (`"2027-04-01"`); without a day, the last ones known:
    /// their version, the tiers, the missions, the professions, the words and the sources.
    ///
    /// @throws {ErreurCpts} The day is not one.
    #[wasm_bindgen(unchecked_return_type = "ReglesVues")]
    pub fn regles(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Jour | null")] date: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let date = if date.is_undefined() || date.is_null() {
            None
        } else {
            let texte = text(date, "date")?;
            Some(texte.parse::<Date>().map_err(|e| argument("date", e, ""))?)
        };
        Ok(to_js(&self.api.regles(date)))
    }

    /// On which data the answers rest: vintage of the populations, list of communes, files that were read.
    #[wasm_bindgen(unchecked_return_type = "DonneesVues")]
    pub fn donnees(&self) -> JsValue {
        to_js(&self.api.donnees())
    }

    /// A project to change and evaluate many times.
    ///
    /// @throws {ErreurCpts} Every field that cannot be accepted.
    pub fn simulation(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Projet")] projet: &JsValue,
    ) -> Result<Simulation, JsValue> {
        Simulation::new(Rc::clone(&self.api), read_projet(projet)?)
    }
}
