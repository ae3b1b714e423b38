//! The steps to take, with what is known of the région.

use cpts_core::Etape;
use leptos::prelude::*;

use crate::etat::Etat;
use crate::sources::{liens, statut};

/// The list of steps; each opens on who acts, what is written, how long it takes.
pub(super) fn etapes(etat: Etat) -> impl IntoView {
    view! {
        <div>
            <h3>"Prochaines étapes"</h3>
            <ol class="etapes">
                <For each=move || etat.bilan.with(|b| b.etapes.clone().into_iter().enumerate().collect::<Vec<_>>())
                    key=|(i, e)| (*i, e.id, e.regions.iter().map(|r| r.region).collect::<Vec<_>>()) let:rang>
                    {une_etape(etat, rang.0, rang.1)}
                </For>
            </ol>
            {contacts(etat)}
        </div>
    }
}

fn une_etape(etat: Etat, rang: usize, etape: Etape) -> impl IntoView {
    let regions = etape
        .regions
        .into_iter()
        .map(|r| {
            view! {
                <dt>{r.nom}</dt>
                <dd>{r.texte} " " {statut(etat.rules, r.statut)} " " <span class="sources">{liens(etat.rules, r.sources)}</span></dd>
            }
        })
        .collect_view();
    let liste = |titre: &'static str, valeurs: &'static [&'static str]| {
        (!valeurs.is_empty()).then(|| view! { <dt>{titre}</dt> <dd>{valeurs.join(", ")}</dd> })
    };
    view! {
        <li>
            <span class="rond" aria-hidden="true">{rang + 1}</span>
            <p class="titre">{etape.titre}</p>
            <p class="petit gris">{etape.explication}</p>
            <details>
                <summary>"Qui, quoi, combien de temps"<span class="sr">" : " {etape.titre}</span></summary>
                <dl>
                    {liste("Acteurs", etape.acteurs)}
                    {liste("Documents", etape.documents)}
                    <dt>"Délai"</dt>
                    <dd>{if etape.delai.is_empty() { "Aucun délai établi." } else { etape.delai }}</dd>
                    {regions}
                    {(!etape.sources.is_empty()).then(|| view! { <dt>"Source"</dt> <dd class="sources">{liens(etat.rules, etape.sources)}</dd> })}
                </dl>
            </details>
        </li>
    }
}

/// Whom to call, région by région.
fn contacts(etat: Etat) -> impl IntoView {
    move || {
        let regions = etat.bilan.with(|b| b.territoire.regions.clone());
        regions
            .into_iter()
            .filter_map(|code| etat.rules.region(code))
            .filter(|region| !region.contacts.is_empty())
            .map(|region| {
                let liens = region
                    .contacts
                    .iter()
                    .map(|c| match c.url {
                        Some(url) => view! { <li><a class="lien" href=url target="_blank" rel="noopener noreferrer">{c.nom}</a></li> }.into_any(),
                        None => view! { <li>{c.nom}</li> }.into_any(),
                    })
                    .collect_view();
                view! { <p class="famille">"Contacts " {region.de}</p> <ul class="petit">{liens}</ul> }
            })
            .collect_view()
    }
}
