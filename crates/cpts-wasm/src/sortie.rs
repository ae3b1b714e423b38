//! What goes out, as plain objects, arrays, texts and numbers.

use serde::Serialize;
use wasm_bindgen::JsValue;

/// A Rust value as JavaScript has it.
// Through JSON: one text crosses the border instead of a thousand small values, and the
// browser's own reader makes the objects.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    // A value of ours is always plain data, and JSON that was just written can be read.
    serde_json::to_string(value).ok().and_then(|texte| js_sys::JSON::parse(&texte).ok()).unwrap_or_default()
}
