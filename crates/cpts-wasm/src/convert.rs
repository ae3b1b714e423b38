//! Values across the border, and errors as JavaScript has them.

use cpts_api::Refus;
use cpts_core::Projet;
use js_sys::{Error, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A Rust value as plain objects, arrays and numbers.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(Into::into)
}

/// A project out of a plain object; a slip is thrown with the path of its field.
pub(crate) fn read_projet(value: JsValue) -> Result<Projet, JsValue> {
    cpts_api::read(serde_wasm_bindgen::Deserializer::from(value)).map_err(|refus| refused(&[refus]))
}

/// An `Error` named `ProjetRefuse`, a line a field, with the list in `refus`.
pub(crate) fn refused(refus: &[Refus]) -> JsValue {
    let lignes: Vec<String> = refus.iter().map(ToString::to_string).collect();
    let erreur = Error::new(&lignes.join("\n"));
    erreur.set_name("ProjetRefuse");
    if let Ok(liste) = to_js(&refus) {
        // Setting a property of an object just made cannot fail.
        let _ = Reflect::set(&erreur, &"refus".into(), &liste);
    }
    erreur.into()
}

/// An `Error` with a sentence.
pub(crate) fn error(texte: impl ToString) -> JsValue {
    Error::new(&texte.to_string()).into()
}
