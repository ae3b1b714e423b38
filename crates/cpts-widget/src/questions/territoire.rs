//! Which communes: the search box, then what is in, EPCI by EPCI and commune
//! by commune, each removable by keyboard and each removal undoable.

use std::cmp::Reverse;

use cpts_codes::{CodeCommune, Siren};
use cpts_perimetre::edition;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{recherche, tete};
use crate::etat::{Donnees, Etat};
use crate::format::{compte, nombre};
use crate::icones::{Icone, dessin};

/// Communes of an EPCI that are shown before one asks for the others.
const APERCU: usize = 5;

/// Question 2.
pub(crate) fn territoire(etat: Etat) -> impl IntoView {
    let resume = move || {
        etat.bilan.with(|b| match b.territoire.communes {
            0 => String::new(),
            _ => compte(b.territoire.population, "habitant", "habitants"),
        })
    };
    let sirens = Memo::new(move |_| etat.projet.with(|p| p.territoire.epci.clone()));
    let communes = Memo::new(move |_| etat.projet.with(|p| p.territoire.communes.clone()));
    view! {
        <section class="question" id="ou" tabindex="-1">
            {tete(2, "Quel territoire\u{a0}?", resume)}
            <p class="aide">
                "Il n’existe pas d’échelle imposée : retenez les communes qui ont du sens pour les soins."
            </p>
            {chargement(etat)}
            {recherche::recherche(etat)}
            {annulation(etat)}
            <For each=move || sirens.get() key=|s| *s let:siren>{panneau_epci(etat, siren)}</For>
            <ul class="puces" aria-label="Communes ajoutées une à une">
                <For each=move || communes.get() key=|c| *c let:code>{puce(etat, code)}</For>
            </ul>
        </section>
    }
}

/// The data on its way, or refused.
fn chargement(etat: Etat) -> impl IntoView {
    move || {
        etat.donnees.with(|donnees| match donnees {
            Donnees::EnRoute(recus, total) => {
                let (recus, total) = (*recus, *total);
                let part = (u64::from(recus) * 100 / u64::from(total.max(1))).to_string();
                view! {
                    <div class="avancement">
                        <label class="petit gris" for="avancement">"Chargement des communes de France… " {part} "\u{a0}%"</label>
                        <progress id="avancement" max=total.to_string() value=recus.to_string()></progress>
                    </div>
                }
                .into_any()
            }
            Donnees::Refusees(phrase) => view! {
                <div class="refus" role="alert">
                    <p><strong>"Les communes ne sont pas disponibles."</strong> " " {phrase.clone()}</p>
                    <button type="button" class="bouton" on:click=move |_| etat.recharger.run(())>"Recommencer"</button>
                </div>
            }
            .into_any(),
            Donnees::Pretes(_) => ().into_any(),
        })
    }
}

/// The last removal, and the way back.
fn annulation(etat: Etat) -> impl IntoView {
    move || {
        etat.retrait.get().map(|retrait| {
            view! {
                <div class="annonce">
                    <span role="status">{retrait.phrase}</span>
                    <button type="button" class="lien" on:click=move |_| {
                        etat.projet.update(|p| p.territoire = retrait.avant.clone());
                        etat.retrait.set(None);
                    }>"Annuler"</button>
                </div>
            }
        })
    }
}

/// A commune as the panels show it.
#[derive(Clone, PartialEq)]
struct Ligne {
    code: CodeCommune,
    nom: String,
    population: Option<u32>,
    retiree: bool,
}

fn population_en_mots(population: Option<u32>) -> String {
    population.map_or_else(|| "inconnue".to_owned(), nombre)
}

fn panneau_epci(etat: Etat, siren: Siren) -> impl IntoView {
    let tout = RwSignal::new(false);
    let nom = etat.with_territory(|t| t.epci(siren).map(|e| e.nom.to_owned())).flatten().unwrap_or_default();
    let lignes = Memo::new(move |_| {
        let exclues = etat.projet.with(|p| p.territoire.exclues.clone());
        etat.with_territory(|t| {
            let mut lignes: Vec<Ligne> = t
                .communes_of_epci(siren)
                .map(|c| Ligne {
                    code: c.code,
                    nom: c.nom.to_owned(),
                    population: c.population,
                    retiree: exclues.contains(&c.code),
                })
                .collect();
            lignes.sort_by_key(|l| (l.retiree, Reverse(l.population)));
            lignes
        })
        .unwrap_or_default()
    });
    let resume = move || {
        lignes.with(|lignes| {
            let dedans = lignes.iter().filter(|l| !l.retiree);
            let population = dedans.clone().filter_map(|l| l.population).sum();
            [
                compte(dedans.count() as u32, "commune", "communes"),
                " sur ".to_owned(),
                nombre(lignes.len() as u32),
                ", ".to_owned(),
                compte(population, "habitant", "habitants"),
            ]
            .concat()
        })
    };
    let departement = etat
        .with_territory(|t| {
            let code = t.communes_of_epci(siren).next()?.departement;
            let nom = t.departement(code)?.nom;
            Some([nom, " (", code.as_str(), ")"].concat())
        })
        .flatten()
        .unwrap_or_default();
    let montrees = move || {
        lignes.with(|lignes| {
            let retirees = lignes.iter().filter(|l| l.retiree).cloned();
            let combien = if tout.get() { lignes.len() } else { APERCU };
            lignes.iter().filter(|l| !l.retiree).take(combien).cloned().chain(retirees).collect::<Vec<_>>()
        })
    };
    let cachees = move || lignes.with(|l| l.iter().filter(|l| !l.retiree).count().saturating_sub(APERCU));
    let retirer = {
        let phrase = [nom.as_str(), " retirée."].concat();
        move |_| {
            etat.remove_from_territory(phrase.clone(), move |t, d| {
                edition::remove_epci(t, d, siren);
            });
        }
    };
    view! {
        <div class="panneau">
            <div class="panneau-tete">
                <div>
                    <h3>{nom.clone()} " " <span>{departement}</span></h3>
                    <p class="petit gris">{resume}</p>
                </div>
                <button type="button" class="croix" aria-label=["Retirer ", &nom].concat() on:click=retirer>
                    {dessin(Icone::CROIX, 18)}
                </button>
            </div>
            <table class="communes">
                <caption class="sr">"Communes de " {nom}</caption>
                <thead class="sr">
                    <tr><th scope="col">"Commune"</th><th scope="col">"Code INSEE"</th><th scope="col">"Habitants"</th><th scope="col">"Action"</th></tr>
                </thead>
                <tbody>
                    <For each=montrees key=|l| (l.code, l.retiree) let:ligne>{ligne_commune(etat, ligne)}</For>
                </tbody>
            </table>
            <Show when=move || cachees() != 0>
                <button type="button" class="suite" aria-expanded=move || tout.get().to_string() on:click=move |_| tout.update(|t| *t = !*t)>
                    <span class="chevron">{dessin(Icone::CHEVRON, 18)}</span>
                    {move || if tout.get() { "Replier la liste".to_owned() } else {
                        ["Voir ", &compte(cachees() as u32, "autre commune", "autres communes")].concat()
                    }}
                </button>
            </Show>
        </div>
    }
}

fn ligne_commune(etat: Etat, ligne: Ligne) -> impl IntoView {
    let Ligne { code, nom, population, retiree } = ligne;
    let action = if retiree {
        view! {
            <button type="button" class="croix" aria-label=["Remettre ", &nom].concat()
                on:click=move |_| etat.edit_territory(move |t, d| { edition::add_commune(t, d, code); })>
                {dessin(Icone::PLUS, 18)}
            </button>
        }
        .into_any()
    } else {
        let phrase = [nom.as_str(), " retirée."].concat();
        view! {
            <button type="button" class="croix" aria-label=["Retirer ", &nom].concat()
                on:click=move |e| {
                    focus_voisin(&e);
                    etat.remove_from_territory(phrase.clone(), move |t, d| { edition::remove_commune(t, d, code); });
                }>
                {dessin(Icone::CROIX, 18)}
            </button>
        }
        .into_any()
    };
    view! {
        <tr class:retiree=retiree>
            <th scope="row">{nom.clone()}</th>
            <td class="code">{code.as_str().to_owned()}</td>
            <td class="nombre">{population_en_mots(population)}</td>
            <td class="action">{action}</td>
        </tr>
    }
}

/// A commune of its own: Delete and Backspace remove it too.
fn puce(etat: Etat, code: CodeCommune) -> impl IntoView {
    let (nom, population) = etat
        .with_territory(|t| t.commune(code).map(|c| (c.nom.to_owned(), c.population)))
        .flatten()
        .unwrap_or_default();
    let phrase = [nom.as_str(), " retirée."].concat();
    let retirer = move || {
        etat.remove_from_territory(phrase.clone(), move |t, d| {
            edition::remove_commune(t, d, code);
        });
    };
    let au_clavier = {
        let retirer = retirer.clone();
        move |e: web_sys::KeyboardEvent| {
            if matches!(e.key().as_str(), "Delete" | "Backspace") {
                e.prevent_default();
                focus_voisin(&e);
                retirer();
            }
        }
    };
    view! {
        <li class="puce">
            <span>{nom.clone()} " (" {code.departement().as_str().to_owned()} ") " <span class="gris chiffres">{population_en_mots(population)}</span></span>
            <button type="button" class="croix" aria-label=["Retirer ", &nom].concat() on:keydown=au_clavier
                on:click=move |e| { focus_voisin(&e); retirer(); }>
                {dessin(Icone::CROIX, 16)}
            </button>
        </li>
    }
}

/// Before a row goes away with its button, gives the focus to the next button
/// of the same kind, else the one before, else the search box.
fn focus_voisin(evenement: &web_sys::Event) {
    let Some(bouton) = evenement.current_target().and_then(|c| c.dyn_into::<web_sys::Element>().ok()) else { return };
    let Ok(Some(rang)) = bouton.closest("li, tr") else { return };
    let bouton_de = |rang: Option<web_sys::Element>| rang.and_then(|r| r.query_selector("button").ok().flatten());
    let voisin = bouton_de(rang.next_element_sibling())
        .or_else(|| bouton_de(rang.previous_element_sibling()))
        .or_else(|| rang.closest("section").ok().flatten()?.query_selector("#recherche").ok().flatten());
    if let Some(voisin) = voisin.and_then(|v| v.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = voisin.focus();
    }
}
