//! Handing a text to the clipboard.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

use crate::socle::page::{document, window};

/// Puts a text where the person can paste it from.
///
/// # Errors
/// A frame may be refused it, and a page without HTTPS has none.
pub(crate) async fn to_clipboard(texte: &str) -> Result<JsValue, JsValue> {
    let lire = |objet: &JsValue, nom: &str| Reflect::get(objet, &JsValue::from_str(nom));
    let presse = lire(&lire(&window(), "navigator")?, "clipboard")?;
    let ecrire: Function = lire(&presse, "writeText")?.dyn_into()?;
    let promesse = ecrire.call1(&presse, &JsValue::from_str(texte))?;
    JsFuture::from(promesse.dyn_into::<Promise>()?).await
}

/// Puts the text of a field on the clipboard; where that is refused, it is left selected.
pub(crate) async fn copy(zone: HtmlTextAreaElement) -> bool {
    if to_clipboard(&zone.value()).await.is_ok() {
        return true;
    }
    let _ = zone.focus();
    zone.select();
    let copier = Reflect::get(&document(), &JsValue::from_str("execCommand"));
    copier
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|copier| copier.call1(&document(), &JsValue::from_str("copy")))
        .is_ok_and(|fait| fait.is_truthy())
}
