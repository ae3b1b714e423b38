//! What goes out, as plain objects, arrays, texts and numbers.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::json;

/// A Rust value as JavaScript has it: maps are objects, what is absent is `null`, as in JSON.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    // A text that was just written is always read back.
    js_sys::JSON::parse(&json::text(value)).unwrap_or_default()
}

/// The same for what is small and rare, without a text in between.
pub(crate) fn small_to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or_default()
}
