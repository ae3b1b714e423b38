//! The module that reads files (project, coverage, configuration), and what it answers.

use cpts_core::{Projet, plat};
use cpts_seance::ouverture::Refus;
use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::TextDecoder;

use crate::effets::annexes::{self, Annexe};
use crate::etat::Etat;

/// The module that reads files did not come.
pub(crate) fn sans_module() -> Vec<Refus> {
    vec![Refus::entier(
        "La partie du simulateur qui lit les fichiers n’a pas pu être chargée",
        "Vérifiez la connexion, puis recommencez",
    )]
}

/// Calls a function of the module that reads files.
///
/// # Errors
/// The flat text that the function refuses with; `None` when the module cannot be had.
pub(crate) async fn call(
    etat: Etat,
    fonction: &str,
    arguments: &[JsValue],
) -> Result<String, Option<String>> {
    call_in(etat, Annexe::Fichiers, fonction, arguments).await
}

/// Calls a function of a module on demand.
///
/// # Errors
/// The flat text that the function refuses with; `None` when the module cannot be had.
pub(crate) async fn call_in(
    etat: Etat,
    annexe: Annexe,
    fonction: &str,
    arguments: &[JsValue],
) -> Result<String, Option<String>> {
    let rendre = async {
        let module = annexes::load(etat, annexe).await?;
        let fonction: Function = Reflect::get(&module, &JsValue::from_str(fonction))?.unchecked_into();
        let liste = js_sys::Array::new();
        for argument in arguments {
            liste.push(argument);
        }
        fonction.apply(&JsValue::NULL, &liste)
    };
    match rendre.await {
        Ok(valeur) => valeur.as_string().ok_or(None),
        Err(erreur) => Err(erreur.as_string()),
    }
}

/// The project of a text, or of its bytes, under the rules that are in use.
pub(crate) async fn lire_projet(etat: Etat, contenu: &JsValue) -> Result<Projet, Vec<Refus>> {
    let texte = match contenu.dyn_ref::<Uint8Array>() {
        Some(octets) => TextDecoder::new().and_then(|d| d.decode_with_js_u8_array(octets)).map(JsValue::from),
        None => Ok(contenu.clone()),
    };
    let regles = etat.bareme.with_untracked(|b| b.map_or(JsValue::UNDEFINED, |b| b.texte.into()));
    let lu = call(etat, "lire_projet", &[texte.unwrap_or(JsValue::NULL), regles]).await;
    let lu = lu.map_err(|refus| refus.map_or_else(sans_module, |texte| Refus::read_all(&texte)))?;
    plat::read(&lu).ok_or_else(sans_module)
}
