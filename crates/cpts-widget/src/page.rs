//! The page and the reactive system, as the other modules use them.

use cpts_codes::Date;
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

/// What a date field says: nothing while a year is being typed, of which browsers tell each
/// digit, nor beyond its bounds; `Some(None)` where it was emptied.
pub(crate) fn jour(champ: &HtmlInputElement) -> Option<Option<Date>> {
    let texte = champ.value();
    if !champ.check_validity() {
        return None;
    }
    if texte.is_empty() { Some(None) } else { texte.parse().ok().map(Some) }
}

/// What a field of a whole number says: nothing where it says no number, which changes
/// nothing; `Some(None)` where it was emptied. Decimals are rounded, and what is above
/// `max` is brought back to it.
pub(crate) fn entier(champ: &HtmlInputElement, max: u32) -> Option<Option<u32>> {
    if champ.value().is_empty() {
        // The browser empties what is no number at all, and says that it is wrong.
        return champ.check_validity().then_some(None);
    }
    let lu = champ.value_as_number();
    // Neither a negative number nor none at all.
    (lu > -0.5).then(|| Some(((lu + 0.5) as u32).min(max)))
}
