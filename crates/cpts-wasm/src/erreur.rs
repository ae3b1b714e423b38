//! Errors as JavaScript has them.

use cpts_api::{NatureErreur, Refus};
use wasm_bindgen::prelude::*;

use crate::sortie::small_to_js;

#[wasm_bindgen(raw_module = "./erreurs.js")]
extern "C" {
    /// The class of every error that the package throws.
    type ErreurCpts;

    #[wasm_bindgen(constructor)]
    fn new(nature: &str, message: &str, refus: JsValue) -> ErreurCpts;
}

/// An `ErreurCpts`: a line a refusal in its message, and the list in `refus`.
pub(crate) fn refused(nature: NatureErreur, refus: &[Refus]) -> JsValue {
    let mut message = String::new();
    for refus in refus {
        if !message.is_empty() {
            message.push('\n');
        }
        message.push_str(&refus.to_string());
    }
    ErreurCpts::new(nature.id(), &message, small_to_js(&refus)).into()
}

/// The fields of a project that cannot be accepted.
pub(crate) fn projet_refused(refus: &[Refus]) -> JsValue {
    refused(NatureErreur::ProjetRefuse, refus)
}

/// An argument that is not what a method takes.
pub(crate) fn argument(champ: &str, probleme: impl ToString, aide: impl ToString) -> JsValue {
    let refus = Refus { champ: champ.to_owned(), probleme: probleme.to_string(), aide: aide.to_string() };
    refused(NatureErreur::ArgumentRefuse, &[refus])
}
