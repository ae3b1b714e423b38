//! The two buttons of undoing, and their keys.

use cpts_seance::paroles::Endroit;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::etat::Etat;
use crate::socle::fenetre;
use crate::socle::focus::focus_later;
use crate::socle::page::document;
use crate::socle::vue::{Vue, bouton, el, elc, sr};

/// Ctrl + Z and Ctrl + Shift + Z (or Y), wherever they are not those of a text field.
pub(crate) fn listen(etat: Etat, racine: Vue) -> Vue {
    // What had the focus may be gone, with what was removed: then the key is the page's, and
    // the browser would undo what was typed last, wherever that was.
    fenetre::listen_window("keydown", move |e| {
        let a_la_page =
            e.target().is_some_and(|c| c.dyn_ref::<HtmlElement>().is_some_and(|c| c.local_name() == "body"));
        let seul = document().get_elements_by_tag_name("cpts-simulateur").length() == 1;
        if a_la_page && seul && etat.outil.with_untracked(Option::is_none) {
            on_key(etat, &e);
        }
    });
    racine.sur("keydown", move |e: Event| on_key(etat, &e))
}

fn on_key(etat: Etat, e: &Event) {
    let touche: &KeyboardEvent = e.unchecked_ref();
    if !(touche.ctrl_key() || touche.meta_key()) || touche.alt_key() {
        return;
    }
    let en_arriere = match (touche.key().as_str(), touche.shift_key()) {
        ("z", false) => true,
        ("z" | "Z", true) | ("y", false) => false,
        _ => return,
    };
    let ailleurs = "input:not([type=checkbox]):not([type=radio]), textarea, dialog";
    let cible = e.target().and_then(|c| c.dyn_into::<Element>().ok());
    if cible.is_some_and(|c| !matches!(c.closest(ailleurs), Ok(None))) {
        return;
    }
    e.prevent_default();
    etat.travel(en_arriere);
}

/// The two buttons. They stay where they are, and keep the focus, when nothing is left to do.
pub(crate) fn boutons(etat: Etat) -> [Vue; 2] {
    [(true, "Annuler", "Ctrl+Z"), (false, "Rétablir", "Ctrl+Maj+Z")].map(|(en_arriere, mot, touches)| {
        let quoi = move || etat.last(en_arriere);
        let suite = move || quoi().map_or_else(String::new, |quoi| ["\u{a0}: ", &quoi].concat());
        bouton("lien", move |_| etat.travel(en_arriere))
            .attr("aria-keyshortcuts", if en_arriere { "Control+Z" } else { "Control+Shift+Z" })
            .attr_vif("aria-disabled", move || quoi().is_none().then(|| "true".to_owned()))
            .attr_vif("title", move || Some([mot, &suite(), " (", touches, ")"].concat()))
            .avec(mot)
            .avec(sr("").texte_vif(suite))
    })
}

/// The way back, where a gesture was made: what was done, and a button. It goes away with the next gesture;
/// `ensuite` is what has the focus once it was taken.
pub(crate) fn offre(etat: Etat, endroit: Endroit, id: &'static str, ensuite: &'static str) -> Vue {
    let la = move || etat.offre(endroit);
    let annuler = move |e: Event| {
        focus_later(&e, ensuite);
        etat.take_offre(endroit);
    };
    elc("div", "annonce")
        .attr_vif("hidden", move || la().is_none().then(String::new))
        .avec(el("span").attr("role", "status").texte_vif(move || la().map(|o| o.phrase).unwrap_or_default()))
        .avec(bouton("lien", annuler).attr("id", id).avec("Annuler"))
}
