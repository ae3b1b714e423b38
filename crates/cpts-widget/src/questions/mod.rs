//! The three questions.

mod missions;
mod professions;
mod recherche;
mod territoire;

pub(crate) use missions::missions;
pub(crate) use professions::professions;
pub(crate) use territoire::territoire;

use crate::vue::{Vue, el, elc};

/// A question: its number, its words, what was answered so far.
fn question(id: &str, numero: &str, titre: &str, resume: impl Fn() -> String + 'static) -> Vue {
    let rond = elc("span", "rond").attr("aria-hidden", "true").avec(numero);
    elc("section", "question").attr("id", id).attr("tabindex", "-1").avec(
        elc("div", "q-tete")
            .avec(el("h2").avec(rond).avec(el("span").avec(titre)))
            .avec(elc("span", "q-resume").texte_vif(resume)),
    )
}
