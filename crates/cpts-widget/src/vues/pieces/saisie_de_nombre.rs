//! The field of a whole number. What the browser would make of a pasted amount depends on its language
//! (« 4 500,00 € » became 450 000), and its wheel changes a number that one only scrolls past.

use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;

use crate::etat::Etat;
use crate::etat::cellules::parts::Tache;
use crate::socle::page::champ;
use crate::socle::vue::{Vue, el};

/// The field, from nought on. What is pasted there is read by the second part.
pub(crate) fn saisie_de_nombre(etat: Etat) -> Vue {
    el("input")
        .attr("type", "number")
        .attr("inputmode", "numeric")
        .attr("min", "0")
        .sur("paste", move |e| {
            let colle = e.unchecked_ref::<ClipboardEvent>().clipboard_data();
            if let Some(texte) = colle.and_then(|c| c.get_data("text").ok()) {
                e.prevent_default();
                etat.run(Tache::Nombre(champ(&e), texte));
            }
        })
        .sur("input", |e| champ(&e).set_custom_validity(""))
        // The page scrolls; what was written stays.
        .sur("wheel", |e| {
            let _ = champ(&e).blur();
        })
}
