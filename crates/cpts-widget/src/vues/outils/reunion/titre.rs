//! The heading of a screen, which takes the focus when it comes.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use crate::socle::focus::once_written;

/// Gives the focus to the heading once its screen is written.
pub(crate) fn focus_later(dialogue: &HtmlDialogElement) {
    let dialogue = dialogue.clone();
    once_written(move || focus(&dialogue));
}

/// The same at once; a screen begins at its top.
pub(crate) fn focus(dialogue: &HtmlDialogElement) {
    let titre = dialogue.query_selector("#reunion-titre").ok().flatten();
    if let Some(titre) = titre.and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
        let _ = titre.focus();
    }
    if let Ok(Some(corps)) = dialogue.query_selector(".r-corps") {
        corps.set_scroll_top(0);
    }
    dialogue.set_scroll_top(0);
}
