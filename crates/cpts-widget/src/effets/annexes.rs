//! The modules that are fetched only when a person asks for what they do: each
//! is a WebAssembly file of its own beside the page, so that the first load
//! stays small.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::etat::Etat;

/// A module beside the page.
#[derive(Clone, Copy)]
pub(crate) enum Annexe {
    /// Draws the map: `crates/cpts-carte`.
    Carte,
    /// Reads project, coverage and configuration files: `crates/cpts-fichiers`.
    Fichiers,
    /// Reads the rules that a site gives: `crates/cpts-bareme`.
    Bareme,
    /// Makes QR codes: a script of others, `lean-qr`.
    Qr,
}

impl Annexe {
    const fn nom(self) -> &'static str {
        match self {
            Self::Carte => "cpts-carte",
            Self::Fichiers => "cpts-fichiers",
            Self::Bareme => "cpts-bareme",
            Self::Qr => "qr",
        }
    }
}

/// The exports of a module, started. Fetched once a page; after a failure the
/// next call tries again.
///
/// # Errors
/// What the browser said: no network, a file that is not there, WebAssembly refused.
pub(crate) async fn load(etat: Etat, annexe: Annexe) -> Result<JsValue, JsValue> {
    let charger: Function = etat.charger.get_untracked();
    let promesse: Promise = charger.call1(&JsValue::NULL, &JsValue::from_str(annexe.nom()))?.unchecked_into();
    JsFuture::from(promesse).await
}
