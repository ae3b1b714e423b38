//! The page and the reactive system, as the other modules use them.

pub(crate) use leptos::prelude::{
    GetValue, IsDisposed, LocalStorage, Notify, Owner, RenderEffect, SetValue, StoredValue, Track, Trigger,
    document, untrack, window,
};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Event, HtmlInputElement};

/// The field that an event comes from.
pub(crate) fn champ(e: &Event) -> HtmlInputElement {
    e.target().unwrap_throw().unchecked_into()
}
