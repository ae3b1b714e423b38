//! The money of a year: a bar, its legend, a table that says the same, and the
//! hypotheses that a person may change.

use cpts_core::{Financement, Ligne, Pourcent};
use cpts_rules::{Poste, Statut};
use leptos::prelude::*;

use super::{pour_cent, s_tete};
use crate::etat::{Consultation, Etat};
use crate::format::{euros, nombre};
use crate::icones::{Icone, dessin};
use crate::sources::statut;

/// The whole section.
pub(super) fn financement(etat: Etat) -> impl IntoView {
    view! {
        <section>
            {s_tete("Financement par an", view! { <span class="petit gris">"toutes missions démarrées, en euros"</span> })}
            {move || etat.bilan.with(|b| match &b.financement {
                Some(f) => view! { {barre(f)} {tableau(etat, f)} }.into_any(),
                None => view! { <p>"Aucun montant : voir les constats."</p> }.into_any(),
            })}
            {hypotheses(etat)}
            <details class="replie">
                <summary>"Ce que valent ces chiffres" <span class="chevron">{dessin(Icone::CHEVRON, 18)}</span></summary>
                <ul class="statuts">
                    {etat.rules.statuts.iter().map(|s| view! {
                        <li>{dessin(Icone::statut(s.statut), 12)} <span><strong>{s.mot}</strong> " : " {s.phrase}</span></li>
                    }).collect_view()}
                </ul>
            </details>
        </section>
    }
}

/// Fixed full, variable hatched, crisis dashed and empty: readable in grey.
fn barre(f: &Financement) -> impl IntoView + use<> {
    let t = f.totaux;
    let part = |valeur: u32, classe: &'static str| {
        (valeur > 0).then(|| view! { <span class=classe style:flex-grow=valeur.to_string()></span> })
    };
    view! {
        <div class="barre" aria-hidden="true">
            {part(t.fixe, "fixe")} {part(t.variable, "variable")} {part(t.non_partage, "variable")} {part(t.crise, "crise")}
        </div>
        <ul class="legende">
            <li><i class="fixe"></i> <span>"Fixe " <strong>{euros(t.fixe)}</strong></span></li>
            <li><i class="variable"></i> <span>"Variable, selon les résultats " <strong>{euros(t.variable)}</strong></span></li>
            {(t.non_partage > 0).then(|| view! {
                <li><i class="variable"></i> <span>"Fixe ou variable, partage inconnu " <strong>{euros(t.non_partage)}</strong></span></li>
            })}
            {(t.crise > 0).then(|| view! {
                <li><i class="crise"></i> <span>"Seulement si une crise est reconnue " <strong>{euros(t.crise)}</strong></span></li>
            })}
        </ul>
    }
}

fn tableau(etat: Etat, f: &Financement) -> impl IntoView + use<> {
    let echelle = f.lignes.iter().map(|l| l.total).max().unwrap_or(1);
    let lignes = f.lignes.iter().map(|l| ligne(etat, l, echelle)).collect_view();
    let t = f.totaux;
    view! {
        <table class="tableau">
            <caption class="sr">"Financement par an, poste par poste"</caption>
            <thead>
                <tr>
                    <th scope="col">"Poste"</th>
                    <th scope="col" class="c-barre"><span class="sr">"En barre"</span></th>
                    <th scope="col" class="nombre">"Fixe"</th>
                    <th scope="col" class="nombre">"Variable"</th>
                    <th scope="col" class="nombre c-max">"Maximum"</th>
                    <th scope="col" class="c-statut">"Statut"</th>
                </tr>
            </thead>
            <tbody>{lignes}</tbody>
            <tfoot>
                <tr class="total">
                    <th scope="row">"Total"<span class="sous">{statut(etat.rules, t.statut)}</span></th>
                    <td class="c-barre"></td>
                    <td class="nombre">{nombre(t.fixe)}</td>
                    <td class="nombre">{nombre(t.variable)}</td>
                    <td class="nombre c-max">{nombre(t.maximum)}</td>
                    <td class="c-statut">{statut(etat.rules, t.statut)}</td>
                </tr>
                {(t.crise > 0).then(|| view! {
                    <tr class="apart">
                        <th scope="row">"En plus, si une crise est reconnue"
                            <span class="sous">{statut(etat.rules, t.statut_crise.unwrap_or(Statut::AConfirmer))}</span></th>
                        <td class="c-barre"></td>
                        <td></td>
                        <td class="nombre">{nombre(t.crise)}</td>
                        <td class="c-max"></td>
                        <td class="c-statut">{statut(etat.rules, t.statut_crise.unwrap_or(Statut::AConfirmer))}</td>
                    </tr>
                })}
            </tfoot>
        </table>
        <p class="petit gris">
            "Maximum par an : " <strong>{euros(t.maximum)}</strong> ". "
            {(t.statut_maximum != t.statut).then(|| view! { "Ce total est mieux établi que son partage entre fixe et variable : " {statut(etat.rules, t.statut_maximum)} "." })}
        </p>
    }
}

fn ligne(etat: Etat, l: &Ligne, echelle: u32) -> impl IntoView + use<> {
    let poste = l.poste;
    let titre = etat.rules.poste(poste).titre_court;
    let ou_tiret = |valeur: Option<u32>| match valeur {
        Some(0) => "–".to_owned(),
        Some(n) => nombre(n),
        None => "inconnu".to_owned(),
    };
    let (fixe, variable) = (l.fixe.unwrap_or(0), l.variable.unwrap_or(l.total - l.fixe.unwrap_or(0)));
    let largeur = |v: u32| pour_cent(v.into(), echelle.into());
    let vue = move || etat.consultation.get() == Some(Consultation::Poste(poste));
    let conditionnel = l.conditionnel;
    view! {
        <tr class:vue=vue>
            <th scope="row">
                {titre}
                <span class="sous">
                    {statut(etat.rules, l.statut)}
                    <button type="button" class="lien petit" on:click=move |_| etat.consultation.set(Some(Consultation::Poste(poste)))>
                        "Voir la règle"<span class="sr">" : " {titre}</span>
                    </button>
                </span>
            </th>
            <td class="c-barre">
                <span class="poste-barre" aria-hidden="true">
                    {(fixe > 0).then(|| view! { <span class="fixe" style:width=largeur(fixe)></span> })}
                    {(variable > 0).then(|| view! { <span class="variable" style:width=largeur(variable)></span> })}
                    {(conditionnel > 0).then(|| view! { <span class="crise" style:width=largeur(conditionnel)></span> })}
                </span>
            </td>
            <td class="nombre">{ou_tiret(l.fixe)}</td>
            <td class="nombre">{if poste == Poste::Fonctionnement { "–".to_owned() } else { ou_tiret(l.variable) }}</td>
            <td class="nombre c-max">{nombre(l.total)}</td>
            <td class="c-statut">{statut(etat.rules, l.statut)}</td>
        </tr>
    }
}

/// What a person supposes, editable in place.
fn hypotheses(etat: Etat) -> impl IntoView {
    let par_defaut = move || etat.rules.versements.atteinte_variable.at(etat.date_des_regles()).valeur;
    let atteinte = move || {
        etat.projet.with(|p| p.hypotheses.atteinte_variable).map_or_else(par_defaut, |a| u32::from(a.get()))
    };
    let obtenu = move || {
        etat.bilan.with(|b| b.financement.as_ref().map(|f| euros(f.totaux.variable / 100 * atteinte())))
    };
    let crise = move || etat.projet.with(|p| p.hypotheses.crise_reconnue);
    view! {
        <h4 class="famille">"Vos hypothèses"</h4>
        <div class="hypothese">
            <label for="atteinte">"Part du variable obtenue"</label>
            <span class="saisie">
                <input id="atteinte" type="number" inputmode="numeric" min="0" max="100" step="5"
                    prop:value=move || atteinte().to_string()
                    on:change=move |e| {
                        let saisi = event_target_value(&e).parse::<u8>().ok().and_then(Pourcent::new);
                        etat.projet.update(|p| p.hypotheses.atteinte_variable = saisi);
                    } />
                "%"
            </span>
            <span class="chiffres">{move || obtenu().map(|o| [o, " par an".to_owned()].concat())}</span>
        </div>
        <div class="hypothese">
            <label for="crise">"Une crise sanitaire grave est reconnue par l’ARS"</label>
            <input id="crise" type="checkbox" class="coche" prop:checked=crise
                on:change=move |e| etat.projet.update(|p| p.hypotheses.crise_reconnue = event_target_checked(&e)) />
            {move || {
                let avec = crise().then(|| etat.bilan.with(|b| b.financement.as_ref().map(|f| f.totaux.maximum + f.totaux.crise))).flatten();
                avec.map(|m| view! { <span class="chiffres">"maximum avec la crise : " <strong>{euros(m)}</strong></span> })
            }}
        </div>
    }
}
