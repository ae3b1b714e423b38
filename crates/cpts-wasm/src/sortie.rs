//! What goes out, as plain objects, arrays, texts and numbers.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A Rust value as JavaScript has it: maps are objects, what is absent is `null`, as in JSON.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    // A value of ours is always plain data.
    value.serialize(&Serializer::json_compatible()).unwrap_or_default()
}
