//! The payments over two years: bars at their true distance in time, and the
//! table that says the same.

use cpts_codes::Date;
use cpts_core::{Nature, Versement};
use leptos::prelude::*;

use super::{pour_cent, s_tete, voir};
use crate::etat::{Consultation, Etat};
use crate::format::{compte, euros, jour_vu, mois_court, nombre};
use crate::icones::{Icone, dessin};
use crate::sources::statut;

/// Height of the highest bar, in pixels.
const HAUT: u32 = 108;
/// Where the axis stands, from the top.
const AXE: u32 = 148;
/// Two labels nearer than this share of the width would touch on a phone.
const LABEL_ETROIT: u64 = 17;
/// The same on a wide sheet.
const LABEL_LARGE: u64 = 7;

/// The payments of one day, of one kind: what one bar shows.
struct Barre {
    date: Date,
    montant: u32,
    variable: bool,
}

/// The whole section.
pub(super) fn versements(etat: Etat) -> impl IntoView {
    view! {
        <section>
            {s_tete("Calendrier des versements",
                view! { {voir(etat, Consultation::Versements, "Voir la règle", " sur les versements")} })}
            {move || {
                let signature = etat.projet.with(|p| p.signature);
                etat.bilan.with(|b| match (signature, &b.financement) {
                    (Some(signature), Some(f)) if !f.echeancier.is_empty() => {
                        let annees = f.annees(signature);
                        view! {
                            {annees.first().map(|a| accorde_n_est_pas_verse(a.montant, f.totaux.maximum))}
                            {graphique(signature, &f.echeancier, &annees)}
                            {tableau(etat, &f.echeancier)}
                        }
                        .into_any()
                    }
                    (None, _) => view! { <p>"Indiquez la date de signature prévue : le calendrier commence ce jour-là."</p> }.into_any(),
                    _ => view! { <p>"Aucun versement à montrer : voir les constats."</p> }.into_any(),
                })
            }}
        </section>
    }
}

fn accorde_n_est_pas_verse(premiere: u32, maximum: u32) -> impl IntoView {
    let part = u64::from(premiere) * 100 / u64::from(maximum.max(1));
    view! {
        <p>
            "Accordé n’est pas versé : la première année, comptez " <strong>{euros(premiere)}</strong>
            ", soit " {part.to_string()} "\u{a0}% du maximum."
        </p>
    }
}

/// Payments of one day together, the variable ones apart: they are not certain.
fn barres(versements: &[Versement]) -> Vec<Barre> {
    let mut barres: Vec<Barre> = Vec::new();
    for v in versements.iter().filter(|v| v.montant > 0) {
        let variable = v.nature == Nature::Variable;
        match barres.iter_mut().find(|b| b.date == v.date && b.variable == variable) {
            Some(barre) => barre.montant += v.montant,
            None => barres.push(Barre { date: v.date, montant: v.montant, variable }),
        }
    }
    barres.sort_by_key(|b| b.date);
    barres
}

fn graphique(signature: Date, versements: &[Versement], annees: &[cpts_core::SousTotal]) -> impl IntoView + use<> {
    let barres = barres(versements);
    let plus_haute = barres.iter().map(|b| b.montant).max().unwrap_or(1);
    let fin = annees.last().map_or(signature.plus_months(24), |a| a.fin);
    let jours = (fin.ordinal() - signature.ordinal()).max(1) as u64;
    // The first bar stands half its width from the edge, the last one too.
    let place = |date: Date| 4000 + (date.ordinal() - signature.ordinal()).max(0) as u64 * 92_000 / jours;
    let x = |date: Date| pour_cent(place(date), 100_000);
    let (mut large, mut etroit) = (None::<u64>, None::<u64>);
    let colonnes = barres
        .iter()
        .map(|barre| {
            let ou = place(barre.date) / 1000;
            let libre = |dernier: &mut Option<u64>, distance: u64| {
                let oui = dernier.is_none_or(|d| ou >= d + distance);
                if oui {
                    *dernier = Some(ou);
                }
                oui
            };
            let classe = match (libre(&mut large, LABEL_LARGE), libre(&mut etroit, LABEL_ETROIT)) {
                (_, true) => "v",
                (true, false) => "v large",
                (false, false) => "v cache",
            };
            let haut = (u64::from(barre.montant) * u64::from(HAUT) / u64::from(plus_haute)).max(2) as u32;
            let y = AXE - haut;
            view! {
                <svg x=x(barre.date) overflow="visible">
                    {if barre.variable {
                        view! { <rect class="hachure" x="-11" y=y width="22" height=haut fill="url(#hachures)" /> }.into_any()
                    } else {
                        view! { <rect class="plein" x="-11" y=y width="22" height=haut /> }.into_any()
                    }}
                    <text class=classe x="0" y=y - 7 text-anchor="middle">{nombre(barre.montant)}</text>
                    <text class=classe.replace('v', "m") x="0" y=AXE + 18 text-anchor="middle">{mois_court(barre.date)}</text>
                    {(barre.date.mois() == signature.mois() && barre.date.jour() == signature.jour()).then(|| view! {
                        <text x="0" y=AXE + 34 text-anchor="middle">{barre.date.annee()}</text>
                    })}
                </svg>
            }
        })
        .collect_view();
    let limites = annees
        .iter()
        .skip(1)
        .map(|annee| {
            let ou = pour_cent(place(annee.debut).saturating_sub(2500), 100_000);
            view! { <line class="limite" x1=ou.clone() x2=ou y1="4" y2=AXE /> }
        })
        .collect_view();
    let sous_totaux = annees
        .iter()
        .map(|annee| {
            let rang = if annee.annee == 1 { "1re" } else { "2e" };
            view! { <li>{rang} " année : " <strong>{euros(annee.montant)}</strong></li> }
        })
        .collect_view();
    view! {
        <ul class="legende">{sous_totaux}</ul>
        <div class="versements" aria-hidden="true">
            <svg height="188">
                <defs>
                    <pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
                        <rect class="fond" width="6" height="6" /><line class="trait" x1="0" y1="1" x2="6" y2="1" />
                    </pattern>
                </defs>
                {limites}
                <line class="axe" x1="0" x2="100%" y1=AXE y2=AXE />
                {colonnes}
            </svg>
        </div>
        <p class="petit gris">
            "Plein : fonctionnement et volets fixes. Hachuré : volet variable, à la part que vous supposez ; sa date est estimée."
        </p>
    }
}

fn tableau(etat: Etat, versements: &[Versement]) -> impl IntoView + use<> {
    let lignes = versements
        .iter()
        .map(|v| {
            let nature = match v.nature {
                Nature::Signature => "à la signature",
                Nature::Demarrage => "avance au démarrage",
                Nature::Avance => "avance de l’année",
                Nature::Solde => "solde de l’année passée",
                Nature::Variable => "volet variable",
            };
            view! {
                <tr>
                    <th scope="row">{jour_vu(v.date)}</th>
                    <td>{etat.rules.poste(v.poste).titre_court} <span class="gris">", " {nature}</span></td>
                    <td class="nombre">{euros(v.montant)}</td>
                    <td class="c-statut">{statut(etat.rules, v.statut)}</td>
                </tr>
            }
        })
        .collect_view();
    let combien = compte(versements.len() as u32, "versement", "versements");
    view! {
        <details class="replie">
            <summary>"Voir le tableau des " {combien} <span class="chevron">{dessin(Icone::CHEVRON, 18)}</span></summary>
            <table class="tableau">
                <caption class="sr">"Versements sur 24 mois"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Date"</th>
                        <th scope="col">"Pour quoi"</th>
                        <th scope="col" class="nombre">"Montant"</th>
                        <th scope="col" class="c-statut">"Statut"</th>
                    </tr>
                </thead>
                <tbody>{lignes}</tbody>
            </table>
        </details>
    }
}
