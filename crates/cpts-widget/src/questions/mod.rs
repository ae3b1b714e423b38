//! The three questions.

mod carte;
mod couverture;
mod lieux;
mod missions;
mod parts;
mod professions;
mod recherche;
mod revue;
mod territoire;

pub(crate) use couverture::{Import, Lue, load_from_host, marque as marque_de_cpts};
pub(crate) use lieux::lieux;
pub(crate) use missions::{missions, set_option, vue_le};
pub(crate) use parts::origine;
pub(crate) use professions::professions;
pub(crate) use recherche::boite as recherche;
pub(crate) use revue::{Revue, review_codes, review_text};
pub(crate) use territoire::territoire;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::etat::Etat;
use crate::vue::{Vue, bouton, el, elc, sr};

/// A question: its number, its words, what was answered so far, and the way
/// back to it once the questions are folded.
fn question(etat: Etat, id: &str, numero: &str, titre: &str, resume: impl Fn() -> String + 'static) -> Vue {
    let rond = elc("span", "rond").attr("aria-hidden", "true").avec(numero);
    let section = elc("section", "question").attr("id", id).attr("tabindex", "-1");
    let modifier = {
        let section: HtmlElement = section.element().clone().unchecked_into();
        bouton("lien modifier", move |_| {
            etat.plie.set(false);
            let section = section.clone();
            // After the questions have unfolded.
            Timeout::new(0, move || {
                let _ = section.focus();
                section.scroll_into_view();
            })
            .forget();
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
