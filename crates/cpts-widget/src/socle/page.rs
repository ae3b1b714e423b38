//! The page and the reactive system, as the other modules use them.

use cpts_codes::Date;
pub(crate) use leptos::prelude::{LocalStorage, Owner, RenderEffect, StoredValue, document, untrack, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::UnwrapThrowExt;
use web_sys::Event;
use web_sys::HtmlInputElement;

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

/// The day on the person's clock; the only place where a clock is read.
pub(crate) fn aujourd_hui() -> cpts_codes::Date {
    let maintenant = js_sys::Date::new_0();
    cpts_codes::Date::new(
        maintenant.get_full_year() as u16,
        maintenant.get_month() as u8 + 1,
        maintenant.get_date() as u8,
    )
    .unwrap_or(cpts_rules::embedded_formulaire().verifie_le)
}

thread_local! {
    static JOUR_DE_LA_PAGE: cpts_codes::Date = aujourd_hui();
}

/// The day on which the page was opened: the "today" from which one looks at a contract, the same
/// until the page is left. One that stays open past midnight would keep yesterday as a day chosen.
pub(crate) fn jour_de_la_page() -> cpts_codes::Date {
    JOUR_DE_LA_PAGE.with(|jour| *jour)
}
