//! Which missions, and when: the compulsory ones are locked, with the reason.

use cpts_codes::Date;
use cpts_core::{demarrage_limite, demarrage_par_defaut};
use cpts_rules::{Mission, NaturePoste};
use leptos::prelude::*;

use super::tete;
use crate::etat::{Etat, socles};
use crate::format::{compte, jour_vu};
use crate::icones::{Icone, dessin};

/// Question 3.
pub(crate) fn missions(etat: Etat) -> impl IntoView {
    let resume = move || {
        etat.projet.with(|p| {
            let (mut socles, mut options) = (0, 0);
            for mission in p.missions.iter().flatten() {
                match etat.rules.poste(mission.poste()).nature_at(p.signature.unwrap_or(cpts_rules::TOUJOURS)) {
                    Some(NaturePoste::Socle) => socles += 1,
                    Some(_) => options += 1,
                    None => {}
                }
            }
            [compte(socles, "socle", "socles"), ", ".to_owned(), compte(options, "optionnelle", "optionnelles")].concat()
        })
    };
    let du_texte = move |nature: NaturePoste| {
        let date = etat.date_des_regles();
        Mission::TOUS
            .iter()
            .copied()
            .filter(|m| etat.rules.poste(m.poste()).nature_at(date) == Some(nature))
            .collect::<Vec<_>>()
    };
    view! {
        <section class="question" id="missions" tabindex="-1">
            {tete(3, "Quelles missions\u{a0}?", resume)}
            <p class="aide">
                "Les missions socles sont obligatoires dans l’accord conventionnel interprofessionnel (ACI). Elles ne démarrent pas toutes en même temps."
            </p>
            <p class="famille"><label for="signature">"Signature prévue du contrat ACI"</label></p>
            <input id="signature" class="date" type="date" min="2019-01-01" max="2199-12-31"
                prop:value=move || etat.projet.with(|p| p.signature.map(|d| d.to_string()).unwrap_or_default())
                on:change=move |e| {
                    let date = event_target_value(&e).parse::<Date>().ok();
                    etat.projet.update(|p| {
                        p.signature = date;
                        // The text in force may ask for other missions.
                        let voulus = socles(etat.rules, date.unwrap_or(cpts_rules::TOUJOURS));
                        let missions = p.missions.get_or_insert_default();
                        missions.retain(|m| !matches!(etat.rules.poste(m.poste()).nature_at(date.unwrap_or(cpts_rules::TOUJOURS)), Some(NaturePoste::Socle) | None));
                        missions.splice(0..0, voulus);
                        p.hypotheses.demarrages.clear();
                    });
                } />
            <h3 class="famille">"Missions socles"</h3>
            <For each=move || du_texte(NaturePoste::Socle) key=|m| *m let:mission>{une_mission(etat, mission, true)}</For>
            <h3 class="famille">"Missions optionnelles"</h3>
            <For each=move || du_texte(NaturePoste::Option) key=|m| *m let:mission>{une_mission(etat, mission, false)}</For>
        </section>
    }
}

fn une_mission(etat: Etat, mission: Mission, socle: bool) -> impl IntoView {
    let regle = etat.rules.poste(mission.poste());
    let id = ["m-", mission.id()].concat();
    let choisie = Memo::new(move |_| socle || etat.projet.with(|p| p.missions.iter().flatten().any(|m| *m == mission)));
    let debut = if socle {
        view! { <span title="Mission obligatoire">{dessin(Icone::CADENAS, 22)}</span> }.into_any()
    } else {
        view! {
            <input id=id.clone() type="checkbox" class="coche" prop:checked=move || choisie.get()
                on:change=move |e| {
                    let cochee = event_target_checked(&e);
                    etat.projet.update(|p| {
                        let missions = p.missions.get_or_insert_default();
                        missions.retain(|m| *m != mission);
                        if cochee {
                            missions.push(mission);
                            missions.sort();
                        }
                    });
                } />
        }
        .into_any()
    };
    let titre = if socle {
        view! { <span class="titre">{regle.titre_court} <span class="sr">" (obligatoire)"</span></span> }.into_any()
    } else {
        view! { <label class="titre" for=id>{regle.titre_court}</label> }.into_any()
    };
    view! {
        <div class="mission">
            {debut}
            <div class="corps">
                {titre}
                <p class="petit gris">{regle.description}</p>
                {socle.then(|| view! { <p class="sr">"Cette mission ne peut pas être retirée : l’ACI l’exige."</p> })}
                {move || choisie.get().then(|| demarrage(etat, mission))}
            </div>
        </div>
    }
}

/// The day on which a mission starts, and the last day that its delay allows.
fn demarrage(etat: Etat, mission: Mission) -> impl IntoView {
    let id = ["d-", mission.id()].concat();
    let titre = etat.rules.poste(mission.poste()).titre_court;
    let retenue = move || {
        etat.projet.with(|p| {
            let choisie = p.hypotheses.demarrages.get(&mission).copied();
            choisie.or_else(|| p.signature.map(|s| demarrage_par_defaut(mission, s, etat.rules)))
        })
    };
    let limite = move || etat.projet.with(|p| p.signature.and_then(|s| demarrage_limite(mission, s, etat.rules)));
    move || {
        retenue().map(|_| {
            view! {
                <div class="quand">
                    <label class="gris" for=id.clone()>"Démarre le"<span class="sr">" : " {titre}</span></label>
                    <input id=id.clone() class="date petite" type="date"
                        min=move || etat.projet.with(|p| p.signature.map(|s| s.to_string()))
                        prop:value=move || retenue().map(|d| d.to_string()).unwrap_or_default()
                        on:change=move |e| {
                            let date = event_target_value(&e).parse::<Date>().ok();
                            etat.projet.update(|p| {
                                let date = date.filter(|d| p.signature.is_none_or(|s| *d >= s));
                                match date {
                                    Some(date) => { p.hypotheses.demarrages.insert(mission, date); }
                                    None => { p.hypotheses.demarrages.remove(&mission); }
                                }
                            });
                        } />
                    {move || match limite() {
                        Some(limite) if retenue().is_some_and(|d| d > limite) => view! {
                            <span class="depasse">"après la limite du " {jour_vu(limite)}</span>
                        }.into_any(),
                        Some(limite) => view! { <span class="gris">"au plus tard le " {jour_vu(limite)}</span> }.into_any(),
                        None => view! { <span class="gris">"au choix"</span> }.into_any(),
                    }}
                </div>
            }
        })
    }
}
