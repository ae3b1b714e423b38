//! Giving the focus to an element of the same simulator. An anchor would not do: addresses do not
//! reach into a shadow root.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node, ShadowRoot};

use crate::socle::minuterie;

/// Does something once what the same gesture changes has been written on the page.
pub(crate) fn once_written(action: impl FnOnce() + 'static) {
    minuterie::once(0, action);
}

/// The shadow root around the element that listens to an event.
fn around(evenement: &Event) -> Option<ShadowRoot> {
    let depart: Node = evenement.current_target()?.dyn_into().ok()?;
    depart.get_root_node().dyn_into().ok()
}

fn named(racine: &ShadowRoot, id: &str) -> Option<HtmlElement> {
    racine.get_element_by_id(id)?.dyn_into().ok()
}

/// Gives the focus to an element of the same simulator at once.
pub(crate) fn focus(evenement: &Event, id: &str) {
    if let Some(cible) = around(evenement).and_then(|racine| named(&racine, id)) {
        let _ = cible.focus();
    }
}

/// Gives the focus to an element of the same simulator, which may only be written by then.
pub(crate) fn focus_later(evenement: &Event, id: &str) {
    let Some(racine) = around(evenement) else { return };
    let id = id.to_owned();
    once_written(move || {
        if let Some(cible) = named(&racine, &id) {
            let _ = cible.focus();
        }
    });
}

/// The same inside an element, by a selector.
pub(crate) fn focus_inside(ici: &Element, selecteur: &'static str) {
    let ici = ici.clone();
    once_written(move || {
        if let Ok(Some(cible)) = ici.query_selector(selecteur) {
            let _ = cible.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Gives the focus to an element and scrolls to it.
pub(crate) fn go_to_element(cible: &HtmlElement) {
    let cible = cible.clone();
    once_written(move || {
        let _ = cible.focus();
        cible.scroll_into_view();
    });
}

/// Scrolls to an element of the same simulator and gives it the focus.
pub(crate) fn go_to(evenement: &Event, id: &str) {
    if let Some(cible) = around(evenement).and_then(|racine| named(&racine, id)) {
        go_to_element(&cible);
    }
}

/// Before a row goes away with its button, gives the focus to the next button
/// of the same kind, else the one before, else the search box.
pub(crate) fn focus_voisin(evenement: &Event) {
    let Some(bouton) = evenement.current_target().and_then(|c| c.dyn_into::<Element>().ok()) else {
        return;
    };
    let Ok(Some(rang)) = bouton.closest("li, tr, .panneau") else { return };
    let bouton_de =
        |rang: Option<Element>| rang.and_then(|r| r.query_selector("button.croix").ok().flatten());
    let voisin = bouton_de(rang.next_element_sibling())
        .or_else(|| bouton_de(rang.previous_element_sibling()))
        .or_else(|| rang.closest("section").ok().flatten()?.query_selector("#recherche").ok().flatten());
    if let Some(voisin) = voisin.and_then(|v| v.dyn_into::<HtmlElement>().ok()) {
        let _ = voisin.focus();
    }
}
