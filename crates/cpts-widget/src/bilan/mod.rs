//! The sheet: what the simulator answers, written anew at each change.

mod constats;
mod coordination;
mod echeancier;
mod etapes;
mod financement;
mod jauge;
mod pied;
mod tete;

use leptos::prelude::*;

use crate::etat::Etat;
use crate::icones::{Icone, dessin};

pub(crate) use tete::barre_de_resume;

/// Whether there is something to tell: at least one commune.
fn commence(etat: Etat) -> Memo<bool> {
    Memo::new(move |_| etat.bilan.with(|b| b.territoire.communes > 0))
}

/// The sheet and its sections.
pub(crate) fn feuille(etat: Etat) -> impl IntoView {
    let commence = commence(etat);
    view! {
        <div class="feuille" role="region" aria-label="Bilan" id="bilan" tabindex="-1">
            <div class="retour">
                <button type="button" on:click=move |e| go_to(&e, "qui")>
                    {dessin(Icone::RETOUR, 20)} "Mes réponses"
                </button>
            </div>
            {move || {
                if commence.get() {
                    view! {
                        {tete::tete(etat)}
                        {jauge::taille(etat)}
                        {constats::constats(etat)}
                        {financement::financement(etat)}
                        {echeancier::versements(etat)}
                        <div class="zone deux">
                            {coordination::coordination(etat)}
                            {etapes::etapes(etat)}
                        </div>
                    }
                    .into_any()
                } else {
                    view! { {accueil(etat)} {constats::si_composition(etat)} }.into_any()
                }
            }}
            {pied::pied(etat)}
        </div>
    }
}

/// What the sheet says before the first commune.
fn accueil(etat: Etat) -> impl IntoView {
    view! {
        <section class="accueil">
            <h2>"Votre bilan s’écrit ici"</h2>
            <p class="aide">
                "Ajoutez une commune ou une intercommunalité : la taille, le financement et le calendrier apparaissent aussitôt, avec la source de chaque chiffre."
            </p>
            <button type="button" class="bouton plein" on:click=move |e| focus(&e, "recherche")>
                "Choisir le territoire"
            </button>
            <p class="petit gris">{etat.rules.avertissement}</p>
        </section>
    }
}

/// Scrolls to an element of the same simulator and gives it the focus. An
/// anchor would not do: addresses do not reach into a shadow root.
pub(crate) fn go_to(evenement: &web_sys::MouseEvent, id: &str) {
    if let Some(cible) = sibling(evenement, id) {
        let _ = cible.focus();
        cible.scroll_into_view();
    }
}

fn focus(evenement: &web_sys::MouseEvent, id: &str) {
    if let Some(cible) = sibling(evenement, id) {
        let _ = cible.focus();
    }
}

fn sibling(evenement: &web_sys::MouseEvent, id: &str) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    let depart: web_sys::Node = evenement.current_target()?.dyn_into().ok()?;
    let racine: web_sys::ShadowRoot = depart.get_root_node().dyn_into().ok()?;
    racine.get_element_by_id(id)?.dyn_into().ok()
}

/// A figure that shows for a moment that it changed: a new element each time,
/// so that the animation of its class starts anew.
fn vif(valeur: Signal<String>) -> impl IntoView {
    view! {
        <For each=move || [valeur.get()] key=|v| v.clone() let:v>
            <span class="valeur change">{v}</span>
        </For>
    }
}

/// The heading of a section, with what stands at its right.
fn s_tete(titre: &'static str, droite: impl IntoView) -> impl IntoView {
    view! { <div class="s-tete"><h3>{titre}</h3>{droite}</div> }
}

/// Opens the rule panel from a link-like button.
fn voir(
    etat: Etat,
    consultation: crate::etat::Consultation,
    texte: &'static str,
    objet: &'static str,
) -> AnyView {
    view! {
        <button type="button" class="lien petit" on:click=move |_| etat.consultation.set(Some(consultation))>
            {texte}<span class="sr">{objet}</span>
        </button>
    }
    .into_any()
}

/// The percentage of a part, as CSS reads it.
fn pour_cent(part: u64, tout: u64) -> String {
    let dixiemes = if tout == 0 { 0 } else { (part * 1000 / tout).min(1000) };
    let mut texte = (dixiemes / 10).to_string();
    texte.push('.');
    texte.push_str(&(dixiemes % 10).to_string());
    texte.push('%');
    texte
}

