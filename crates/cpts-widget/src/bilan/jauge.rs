//! The gauge: where the territory stands among the four tiers, and its
//! sentence. Drawn in percentages so that its words keep their size on a phone.

use cpts_core::{Bilan, BilanTaille};
use cpts_rules::{Paliers, Rules};
use leptos::prelude::*;

use super::{pour_cent, s_tete, voir};
use crate::etat::{Consultation, Etat};
use crate::format::{compte, nombre};

/// Inhabitants on each side of a threshold that the magnifier shows at least.
const LOUPE_DEMI_MIN: u32 = 1_000;

/// Gauge, magnifier near a threshold, sentence, base and vintage.
pub(super) fn taille(etat: Etat) -> impl IntoView {
    view! {
        <section>
            {s_tete("Taille du territoire", voir(etat, Consultation::Taille, "Voir la règle", " sur les tailles"))}
            {move || {
                let date = etat.date_des_regles();
                etat.bilan.with(|b| corps(etat.rules, etat.rules.tailles.at(date), b))
            }}
        </section>
    }
}

fn corps(rules: &'static Rules, paliers: &Paliers, bilan: &Bilan) -> AnyView {
    let Some(taille) = bilan.taille else {
        return view! { <p>"Aucune taille : voir les constats."</p> }.into_any();
    };
    let population = bilan.territoire.population;
    let fin = fin_de_l_echelle(paliers);
    let millesime = bilan.territoire.millesime;
    view! {
        <p>{phrase_du_palier(&taille)}</p>
        <div class="jauge" aria-hidden="true">
            {bandes(paliers, &taille, population, fin)}
            {taille.fragile.then(|| loupe(&taille, population, fin))}
        </div>
        <p>{phrase_de_marge(&taille, population)}</p>
        <p class="petit gris">
            "Population " {bilan.territoire.base} ", INSEE " {millesime} " : " <strong>{nombre(population)}</strong>
            {(!bilan.territoire.populations_inconnues.is_empty()).then(|| {
                [" + ", &compte(bilan.territoire.populations_inconnues.len() as u32, "population inconnue", "populations inconnues")].concat()
            })}
            ". " {rules.tailles.base_explication}
        </p>
    }
    .into_any()
}

/// The last band has no end: it is drawn a little shorter than the one before.
fn fin_de_l_echelle(paliers: &Paliers) -> u32 {
    let dernier = paliers.paliers[3].min;
    dernier + paliers.paliers[1].min
}

fn phrase_du_palier(taille: &BilanTaille) -> String {
    let numero = nombre(taille.taille.numero().into());
    match (taille.min, taille.max) {
        (0, Some(max)) => ["Taille ", &numero, "\u{a0}: moins de ", &nombre(max + 1), " habitants."].concat(),
        (min, Some(max)) => {
            ["Taille ", &numero, "\u{a0}: de ", &nombre(min), " à ", &nombre(max), " habitants."].concat()
        }
        (min, None) => ["Taille ", &numero, "\u{a0}: plus de ", &nombre(min - 1), " habitants."].concat(),
    }
}

fn phrase_de_marge(taille: &BilanTaille, population: u32) -> String {
    let mut phrase = ["Le territoire compte ", &nombre(population), "\u{a0}habitants."].concat();
    if let Some(marge) = taille.marge_basse {
        phrase.push_str(" Il peut en perdre ");
        phrase.push_str(&nombre(marge));
        phrase.push_str(" sans descendre de taille.");
    }
    if let Some(marge) = taille.marge_haute {
        phrase.push_str(" Il peut en gagner ");
        phrase.push_str(&nombre(marge));
        phrase.push_str(" sans monter de taille.");
    }
    phrase
}

fn bandes(paliers: &Paliers, taille: &BilanTaille, population: u32, fin: u32) -> impl IntoView + use<> {
    let x = |habitants: u32| pour_cent(habitants.into(), fin.into());
    let bandes = paliers
        .paliers
        .iter()
        .map(|palier| {
            let debut = palier.min.min(fin);
            let bout = palier.max.map_or(fin, |max| (max + 1).min(fin));
            let ici = palier.taille == taille.taille;
            view! {
                <rect class="bande" class:ici=ici x=x(debut) y="30" width=pour_cent((bout - debut).into(), fin.into()) height="30" rx="2" />
                <text class:ici=ici x=x(debut + (bout - debut) / 2) y="50" text-anchor="middle">
                    "Taille " {palier.taille.numero()}
                </text>
            }
        })
        .collect_view();
    let seuils = paliers
        .paliers
        .iter()
        .skip(1)
        .map(|palier| {
            // The last tier begins one inhabitant above a round figure.
            let seuil = palier.min - palier.min % 10;
            view! { <text x=x(seuil) y="78" text-anchor="middle">{nombre(seuil)}</text> }
        })
        .collect_view();
    let place = population.min(fin);
    let ancre = match u64::from(place) * 100 / u64::from(fin) {
        0..8 => "start",
        8..93 => "middle",
        _ => "end",
    };
    view! {
        <svg height="86">
            {bandes}
            {seuils}
            <svg x=x(place) overflow="visible"><rect class="repere" x="-2.5" y="22" width="5" height="42" rx="1" /></svg>
            <text class="fort" x=x(place) y="16" text-anchor=ancre>{nombre(population)}</text>
        </svg>
    }
}

/// The magnifier: the nearest threshold, dashed, and the marker beside it.
fn loupe(taille: &BilanTaille, population: u32, fin: u32) -> impl IntoView + use<> {
    let basse = taille.marge_basse.unwrap_or(u32::MAX);
    let haute = taille.marge_haute.unwrap_or(u32::MAX);
    let par_le_bas = basse <= haute;
    let (seuil, ecart) =
        if par_le_bas { (taille.min, basse) } else { (taille.max.map_or(taille.min, |max| max + 1), haute + 1) };
    let demi = LOUPE_DEMI_MIN.max((ecart + ecart / 4).next_multiple_of(500));
    let debut = seuil.saturating_sub(demi);
    let x = |habitants: u32| pour_cent(habitants.saturating_sub(debut).into(), (2 * demi).into());
    let rond = seuil - seuil % 10;
    let (avant, apres) = {
        let n = taille.taille.numero();
        if par_le_bas { (n.saturating_sub(1), n) } else { (n, n + 1) }
    };
    let a_droite = population >= seuil;
    let sommet = pour_cent(population.min(fin).into(), fin.into()).replace('%', "");
    view! {
        <svg height="14" viewBox="0 0 100 10" preserveAspectRatio="none">
            <polygon class="loupe-fond" points=[&sommet, ",0 0,10 100,10"].concat() />
        </svg>
        <div class="loupe">
            <svg height="76">
                <text x="0" y="14">"Taille " {avant}</text>
                <text x="100%" y="14" text-anchor="end">"Taille " {apres}</text>
                <text class="fort" x="50%" y="14" text-anchor="middle">"Seuil " {nombre(rond)}</text>
                <rect class="reste" x="0" y="46" width="100%" height="8" rx="2" />
                <rect class="gagne" x="50%" y="46" width="50%" height="8" rx="2" />
                <line class="seuil" x1="50%" x2="50%" y1="32" y2="60" />
                <svg x=x(population) overflow="visible"><rect class="repere" x="-2" y="38" width="4" height="24" rx="1" /></svg>
                <text class="fort" x=x(population) y="32" dx=if a_droite { "8" } else { "-8" }
                    text-anchor=if a_droite { "start" } else { "end" }>
                    {nombre(population)} ", marge " {nombre(if par_le_bas { basse } else { haute })}
                </text>
                <text x="0" y="74">{nombre(debut)}</text>
                <text x="100%" y="74" text-anchor="end">{nombre(seuil + demi - seuil % 10)}</text>
            </svg>
        </div>
    }
}
