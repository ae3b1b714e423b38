//! Who takes part: a counter per profession, and who takes the initiative.

use std::collections::BTreeMap;

use cpts_core::{Initiateur, PROFESSIONNELS_MAX, Projet};
use cpts_rules::Profession;
use leptos::prelude::*;

use super::tete;
use crate::etat::Etat;
use crate::format::compte;
use crate::icones::{Icone, dessin};

const INITIATEURS: [(Initiateur, &str); 5] = [
    (Initiateur::ProfessionnelsDeSante, "Des professionnels de santé"),
    (Initiateur::Etablissement, "Un établissement de santé"),
    (Initiateur::Elus, "Des élus"),
    (Initiateur::Usagers, "Des usagers"),
    (Initiateur::Autre, "Une autre situation"),
];

/// Question 1.
pub(crate) fn professions(etat: Etat) -> impl IntoView {
    let resume = move || {
        etat.projet.with(|p| {
            let Some(effectifs) = &p.professionnels else { return String::new() };
            let personnes = effectifs.values().map(|n| u32::from(*n)).sum();
            [
                compte(personnes, "personne", "personnes"),
                ", ".to_owned(),
                compte(effectifs.len() as u32, "profession", "professions"),
            ]
            .concat()
        })
    };
    view! {
        <section class="question" id="qui" tabindex="-1">
            {tete(1, "Qui participe\u{a0}?", resume)}
            <p class="aide">"Comptez les personnes prêtes à s’engager, libérales ou salariées."</p>
            {familles(etat, true)}
            <details class="replie">
                <summary><span class="chevron">{dessin(Icone::CHEVRON, 18)}</span> "Autres professions et partenaires"</summary>
                {familles(etat, false)}
            </details>
            {initiative(etat)}
        </section>
    }
}

/// The counters under the headings of the law: the common professions, or the others.
fn familles(etat: Etat, courantes: bool) -> impl IntoView {
    etat.rules
        .familles
        .iter()
        .filter_map(|famille| {
            let rangs = etat
                .rules
                .professions
                .iter()
                .filter(|p| p.famille == famille.id && p.courante == courantes)
                .map(|p| rang(etat, p))
                .collect::<Vec<_>>();
            (!rangs.is_empty()).then(|| view! { <h3 class="famille">{famille.titre}</h3> {rangs} })
        })
        .collect_view()
}

fn rang(etat: Etat, profession: &'static Profession) -> impl IntoView {
    let effectif = Memo::new(move |_| {
        etat.projet.with(|p| p.professionnels.as_ref().and_then(|e| e.get(profession.id)).copied().unwrap_or(0))
    });
    let fixer = move |n: u16| etat.projet.update(|p| set_effectif(p, profession.id, n));
    let id = ["p-", profession.id].concat();
    view! {
        <div class="rang" class:nul=move || effectif.get() == 0>
            <label for=id.clone()>{profession.nom}</label>
            <div class="compteur">
                <button type="button" aria-label=["Retirer : ", profession.nom].concat()
                    aria-disabled=move || (effectif.get() == 0).to_string()
                    on:click=move |_| fixer(effectif.get_untracked().saturating_sub(1))>
                    {dessin(Icone::MOINS, 18)}
                </button>
                <input id=id type="number" inputmode="numeric" min="0" max=PROFESSIONNELS_MAX.to_string() autocomplete="off"
                    prop:value=move || effectif.get().to_string()
                    on:focus=move |e| { event_target::<web_sys::HtmlInputElement>(&e).select(); }
                    on:input=move |e| {
                        // A field emptied to be typed anew says nothing yet.
                        if let Ok(n) = event_target_value(&e).parse::<u16>() {
                            fixer(n.min(PROFESSIONNELS_MAX));
                        }
                    }
                    on:change=move |e| {
                        // What could not be read goes back to what is counted.
                        event_target::<web_sys::HtmlInputElement>(&e).set_value(&effectif.get_untracked().to_string());
                    } />
                <button type="button" aria-label=["Ajouter : ", profession.nom].concat()
                    on:click=move |_| fixer((effectif.get_untracked() + 1).min(PROFESSIONNELS_MAX))>
                    {dessin(Icone::PLUS, 18)}
                </button>
            </div>
        </div>
    }
}

/// Nobody at all is "not answered", so that the bilan asks instead of judging.
fn set_effectif(projet: &mut Projet, id: &str, n: u16) {
    let effectifs = projet.professionnels.get_or_insert_with(BTreeMap::new);
    if n == 0 {
        effectifs.remove(id);
    } else {
        effectifs.insert(id.to_owned(), n);
    }
    if effectifs.is_empty() {
        projet.professionnels = None;
    }
}

fn initiative(etat: Etat) -> impl IntoView {
    let options = INITIATEURS
        .into_iter()
        .map(|(initiateur, texte)| {
            view! {
                <label>
                    <input type="radio" name="initiateur"
                        prop:checked=move || etat.projet.with(|p| p.initiateur == Some(initiateur))
                        on:change=move |_| etat.projet.update(|p| p.initiateur = Some(initiateur)) />
                    <span>{texte}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>"Qui prend l’initiative\u{a0}?"</legend>
            <div class="choix">{options}</div>
        </fieldset>
    }
}
