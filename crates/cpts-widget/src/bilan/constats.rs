//! The findings: every criterion, met or not, the worst first.

use cpts_core::Constat;
use cpts_rules::Niveau;
use leptos::prelude::*;

use super::s_tete;
use super::tete::classe_niveau;
use crate::etat::Etat;
use crate::format::{INSECABLE, compte, nombre};
use crate::icones::{Icone, dessin};
use crate::sources::liens;

/// The whole section, with the count of each level.
pub(super) fn constats(etat: Etat) -> impl IntoView {
    view! { <section>{s_tete("Constats", decompte(etat))} {liste(etat, |_| true)}</section> }
}

/// Before the first commune: only what the answers on people already tell.
pub(super) fn si_composition(etat: Etat) -> impl IntoView {
    let repondu = Memo::new(move |_| etat.projet.with(|p| p.professionnels.is_some() || p.initiateur.is_some()));
    move || {
        repondu.get().then(|| {
            view! {
                <section>
                    {s_tete("Premiers constats", ())}
                    {liste(etat, |c| matches!(c.regle, "composition" | "initiative" | "medecin-generaliste" | "premier-recours"))}
                </section>
            }
        })
    }
}

fn decompte(etat: Etat) -> impl IntoView {
    move || {
        let niveaux = etat.bilan.with(|b| {
            Niveau::TOUS
                .iter()
                .map(|n| (*n, b.constats.iter().filter(|c| c.niveau == *n).count() as u32))
                .filter(|(_, combien)| *combien > 0)
                .collect::<Vec<_>>()
        });
        let lignes = niveaux
            .into_iter()
            .map(|(niveau, combien)| {
                let mots = etat.rules.niveau(niveau);
                let mot = mots.map_or("", |m| if combien < 2 { m.mot } else { m.pluriel }).to_lowercase();
                let mut texte = nombre(combien);
                texte.push(INSECABLE);
                texte.push_str(&mot);
                view! {
                    <li class=classe_niveau("", niveau)>
                        <span class="n-ic">{dessin(Icone::niveau(niveau), 18)}</span>
                        {texte}
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="decompte">{lignes}</ul> }
    }
}

/// The findings that `retenir` keeps: those not met one by one, those met folded.
fn liste(etat: Etat, retenir: fn(&Constat) -> bool) -> impl IntoView {
    let retenus = move |conformes: bool| {
        etat.bilan.with(|b| {
            b.constats
                .iter()
                .filter(|c| retenir(c) && (c.niveau == Niveau::Conforme) == conformes)
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    // The worst finding is open at first; afterwards the person decides.
    let pire = Memo::new(move |_| {
        etat.bilan.with(|b| b.constats.iter().find(|c| retenir(c) && c.niveau < Niveau::Vigilance).map(|c| c.regle))
    });
    let combien = Memo::new(move |_| retenus(true).len() as u32);
    view! {
        <For each=move || retenus(false) key=|c| (c.regle, c.titre.clone(), c.explication.clone()) let:constat>
            {un_constat(etat, constat, pire)}
        </For>
        <Show when=move || combien.get() != 0>
            <details class="constat conformes">
                <summary class="n-conforme">
                    <span class="n-ic">{dessin(Icone::niveau(Niveau::Conforme), 24)}</span>
                    <span class="titre">{move || compte(combien.get(), "critère conforme", "critères conformes")}</span>
                    <span class="chevron">{dessin(Icone::CHEVRON, 20)}</span>
                </summary>
                <For each=move || retenus(true) key=|c| (c.regle, c.titre.clone(), c.explication.clone()) let:constat>
                    {un_constat(etat, constat, pire)}
                </For>
            </details>
        </Show>
    }
}

fn un_constat(etat: Etat, constat: Constat, pire: Memo<Option<&'static str>>) -> impl IntoView {
    let Constat { regle, niveau, titre, explication, action, sources } = constat;
    let mot = etat.rules.niveau(niveau).map_or("", |m| m.mot);
    let question = if niveau == Niveau::Inconnu { "À répondre" } else { "Que faire" };
    view! {
        <details class=classe_niveau("constat", niveau) prop:open=pire.get_untracked() == Some(regle)>
            <summary>
                <span class="n-ic">{dessin(Icone::niveau(niveau), 24)}</span>
                <span>
                    <span class="mot">{mot}</span>
                    <span class="titre">{titre}</span>
                    <span class="bref">{explication.clone()}</span>
                </span>
                <span class="chevron">{dessin(Icone::CHEVRON, 20)}</span>
            </summary>
            <dl>
                <dt>"Pourquoi"</dt>
                <dd>{explication}</dd>
                {(!action.is_empty()).then(|| view! { <dt>{question}</dt> <dd>{action}</dd> })}
                {(!sources.is_empty()).then(|| view! {
                    <dt>{if sources.len() > 1 { "Sources" } else { "Source" }}</dt>
                    <dd class="sources">{liens(etat.rules, sources)}</dd>
                })}
            </dl>
        </details>
    }
}
