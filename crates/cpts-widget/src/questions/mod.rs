//! The three questions.

mod missions;
mod professions;
mod recherche;
mod territoire;

use leptos::prelude::*;

pub(crate) use missions::missions;
pub(crate) use professions::professions;
pub(crate) use territoire::territoire;

/// The head of a question: its number, its words, what was answered so far.
fn tete(numero: u8, titre: &'static str, resume: impl Fn() -> String + Send + 'static) -> impl IntoView {
    view! {
        <div class="q-tete">
            <h2><span class="rond" aria-hidden="true">{numero}</span> {titre}</h2>
            <span class="q-resume">{resume}</span>
        </div>
    }
}
