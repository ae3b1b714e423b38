//! The three questions.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::etat::Etat;
use crate::socle::focus;
use crate::socle::vue::{Vue, bouton, el, elc, sr};

/// A question: its number, its words, what was answered so far, and the way
/// back to it once the questions are folded.
pub(crate) fn question(
    etat: Etat,
    id: &str,
    numero: &str,
    titre: &str,
    resume: impl Fn() -> String + 'static,
) -> Vue {
    let rond = elc("span", "rond").attr("aria-hidden", "true").avec(numero);
    let section = elc("section", "question").attr("id", id).attr("tabindex", "-1");
    let modifier = {
        let section: HtmlElement = section.element().clone().unchecked_into();
        bouton("lien modifier", move |_| {
            etat.plie.set(false);
            focus::go_to_element(&section);
        })
        .avec("Modifier")
        .avec(sr(&["\u{a0}: ", titre].concat()))
    };
    section.avec(
        elc("div", "q-tete")
            .avec(el("h2").attr("part", "titre").avec(rond).avec(el("span").avec(titre)))
            .avec(elc("span", "q-resume").texte_vif(resume))
            .avec(modifier),
    )
}
