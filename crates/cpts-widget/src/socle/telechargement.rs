//! Handing a file to the person. Nothing leaves the device.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use crate::socle::minuterie;
use crate::socle::page::document;
use crate::socle::vue::el;

/// Milliseconds for which the browser may still read what was handed over.
const GARDE: u32 = 60_000;

/// Hands bytes over as a file of this name and kind.
///
/// # Errors
/// What the browser said: a frame may be refused it.
pub(crate) fn download(nom: &str, kind: &str, octets: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let morceaux = Array::of1(&Uint8Array::from(octets));
    let blob = Blob::new_with_u8_array_sequence_and_options(&morceaux, &options)?;
    let adresse = Url::create_object_url_with_blob(&blob)?;
    let lien = el("a").attr("href", &adresse).attr("download", nom);
    let element: &HtmlElement = lien.element().unchecked_ref();
    // Firefox follows only what is in the page.
    if let Some(page) = document().body() {
        let _ = page.append_child(element);
    }
    element.click();
    element.remove();
    minuterie::once(GARDE, move || {
        let _ = Url::revoke_object_url(&adresse);
    });
    Ok(())
}
