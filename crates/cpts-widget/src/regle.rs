//! « Voir la règle » : the value now, why it has its statut, its values in
//! time, its delays, its sources. A native dialog: Escape closes it and the
//! focus returns to where it came from.

use cpts_codes::Date;
use cpts_rules::{Montant, Parametre, Poste, Statut, Taille};
use leptos::html;
use leptos::prelude::*;

use crate::etat::{Consultation, Etat};
use crate::format::{compte, euros, jour, jour_vu, nombre};
use crate::icones::{Icone, dessin};
use crate::sources::{liens, statut};

/// The panel, closed until something is asked.
pub(crate) fn panneau(etat: Etat) -> impl IntoView {
    let dialogue = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let demande = etat.consultation.get().is_some();
        if let Some(dialogue) = dialogue.get()
            && demande
            && !dialogue.open()
        {
            let _ = dialogue.show_modal();
            dialogue.set_scroll_top(0);
        }
    });
    let fermer = move || {
        if let Some(dialogue) = dialogue.get_untracked() {
            dialogue.close();
        }
    };
    view! {
        <dialog class="regle" node_ref=dialogue aria-labelledby="regle-titre"
            on:close=move |_| etat.consultation.set(None)
            on:click=move |e| {
                // A click beside the panel, on its backdrop, closes it.
                if e.target() == e.current_target() {
                    fermer();
                }
            }>
            <div class="regle-corps">
                {move || etat.consultation.get().map(|quoi| {
                    let titre = titre(etat, quoi);
                    view! {
                        <div class="regle-tete">
                            <div><p class="petit gris">"Voir la règle"</p><h2 id="regle-titre">{titre}</h2></div>
                            <button type="button" class="croix" aria-label="Fermer" on:click=move |_| fermer()>
                                {dessin(Icone::CROIX, 20)}
                            </button>
                        </div>
                        {match quoi {
                            Consultation::Poste(poste) => un_poste(etat, poste).into_any(),
                            Consultation::Taille => tailles(etat).into_any(),
                            Consultation::Versements => {
                                let v = &etat.rules.versements;
                                let parametres = [
                                    &v.contrat, &v.fonctionnement_signature, &v.fonctionnement_avance, &v.fixe_avance,
                                    &v.variable_delai, &v.atteinte_variable, &v.demarrage_libre, &v.prorata_jours,
                                ];
                                les_parametres(etat, &parametres, v.a_verifier_avant).into_any()
                            }
                            Consultation::Coordination => {
                                let c = &etat.rules.coordination;
                                les_parametres(etat, &[&c.brut, &c.charges], c.a_verifier_avant).into_any()
                            }
                        }}
                    }
                })}
            </div>
        </dialog>
    }
}

fn titre(etat: Etat, quoi: Consultation) -> String {
    match quoi {
        Consultation::Poste(poste) => {
            let mut titre = etat.rules.poste(poste).titre_court.to_owned();
            if let Some(taille) = taille_actuelle(etat) {
                titre.push_str(", Taille ");
                titre.push_str(&nombre(taille.numero().into()));
            }
            titre
        }
        Consultation::Taille => "Les quatre tailles".to_owned(),
        Consultation::Versements => "Quand l’argent est versé".to_owned(),
        Consultation::Coordination => "Le coût de la coordination".to_owned(),
    }
}

fn taille_actuelle(etat: Etat) -> Option<Taille> {
    etat.bilan.with(|b| b.taille.map(|t| t.taille))
}

/// One stretch of time of a value: "depuis le …", or "du … au …".
fn periode(depuis: Date, suivante: Option<Date>) -> impl IntoView {
    match suivante {
        None => view! { "Depuis le " {jour_vu(depuis)} <span class="tag">"en vigueur"</span> }.into_any(),
        Some(suivante) => view! { "Du " {jour_vu(depuis)} " jusqu’au " {jour_vu(suivante)} " exclu" }.into_any(),
    }
}

fn verifie(le: Date, avant: Date) -> impl IntoView {
    view! { <p class="petit gris">"Vérifié le " {jour(le)} ". À revoir avant le " {jour(avant)} "."</p> }
}

fn pourquoi(etat: Etat, s: Statut, note: &'static str) -> impl IntoView {
    let phrase = etat.rules.statut(s).map_or("", |m| m.phrase);
    view! { <p>{statut(etat.rules, s)} " " <span class="petit gris">{phrase}</span></p> {(!note.is_empty()).then(|| view! { <p class="petit">{note}</p> })} }
}

fn montant_en_mots(montant: &Montant) -> String {
    match (montant.fixe, montant.variable) {
        (Some(fixe), Some(0)) => [nombre(fixe), " fixe".to_owned()].concat(),
        (Some(fixe), Some(variable)) => [nombre(fixe), " fixe + ".to_owned(), nombre(variable), " variable".to_owned()].concat(),
        _ => [nombre(montant.total), " au total, partage inconnu".to_owned()].concat(),
    }
}

fn un_poste(etat: Etat, poste: Poste) -> impl IntoView {
    let regle = etat.rules.poste(poste);
    let date = etat.date_des_regles();
    let taille = taille_actuelle(etat);
    let rang = taille.map_or(0, |t| usize::from(t.numero() - 1));
    let actuel = regle.valeur_at(date).and_then(|v| v.par_taille[rang]);
    let encart = actuel.map(|m| {
        view! {
            <div class="encart">
                <p><span class="valeur">{euros(m.total)}</span> " par an au maximum"</p>
                <p class="petit gris">{montant_en_mots(&m)}</p>
                {m.conditionnel.map(|c| view! {
                    <p class="petit gris">"En plus, si une crise est reconnue : " {euros(c.montant)} " " {statut(etat.rules, c.statut)}</p>
                })}
            </div>
            {pourquoi(etat, m.statut, m.note)}
            {(m.statut_total != m.statut).then(|| view! { <p class="petit">"Le total est mieux établi que son partage : " {statut(etat.rules, m.statut_total)} "."</p> })}
        }
    });
    let valeurs = regle.valeurs;
    let temps = (0..valeurs.len())
        .rev()
        .filter_map(|i| {
            let valeur = &valeurs[i];
            let suivante = valeurs.get(i + 1).map(|v| v.depuis);
            let montant = valeur.par_taille[rang];
            let en_vigueur = valeur.depuis <= date && suivante.is_none_or(|s| date < s);
            let contenu = match montant {
                Some(m) => view! {
                    <p>{montant_en_mots(&m)}</p>
                    <p>{statut(etat.rules, m.statut)}</p>
                    <p class="petit sources">{liens(etat.rules, m.sources)}</p>
                }
                .into_any(),
                None => view! { <p>"Aucun montant établi."</p> }.into_any(),
            };
            Some(view! {
                <li class:vigueur=en_vigueur><strong>{periode(valeur.depuis, suivante)}</strong> {contenu}</li>
            })
        })
        .collect_view();
    let delais = regle
        .delai_at(date)
        .map(|d| {
            view! {
                <h3>"Délais après la signature"</h3>
                <p>{d.texte}</p>
                <p>{statut(etat.rules, d.statut)}</p>
                <p class="petit sources">{liens(etat.rules, d.sources)}</p>
            }
        });
    let verifie_le = valeurs.last().map_or(etat.rules.verifie_le, |v| v.verifie_le);
    view! {
        <p>{regle.titre} ". " {regle.description}</p>
        {encart}
        <h3>"Valeurs dans le temps"</h3>
        <ol class="temps">{temps}</ol>
        {delais}
        {regle.article.map(|a| view! { <p class="petit sources">"Texte : " {etat.rules.source(a).map(crate::sources::lien)}</p> })}
        {verifie(verifie_le, regle.a_verifier_avant)}
    }
}

fn tailles(etat: Etat) -> impl IntoView {
    let tailles = &etat.rules.tailles;
    let paliers = tailles.at(etat.date_des_regles());
    let lignes = paliers
        .paliers
        .iter()
        .map(|p| {
            let bornes = match (p.min, p.max) {
                (0, Some(max)) => ["moins de ".to_owned(), nombre(max + 1)].concat(),
                (min, Some(max)) => ["de ".to_owned(), nombre(min), " à ".to_owned(), nombre(max)].concat(),
                (min, None) => ["plus de ".to_owned(), nombre(min - 1)].concat(),
            };
            view! {
                <li class:vigueur=taille_actuelle(etat) == Some(p.taille)>
                    <strong>"Taille " {p.taille.numero()} " : " {bornes} " habitants"</strong>
                    {pourquoi(etat, p.statut, p.note)}
                    <p class="petit sources">{liens(etat.rules, p.sources)}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>{tailles.base_explication}</p>
        <ol class="temps">{lignes}</ol>
        {un_parametre(etat, &tailles.proximite)}
        {un_parametre(etat, &tailles.petit_territoire)}
        {verifie(paliers.verifie_le, tailles.a_verifier_avant)}
    }
}

fn les_parametres(etat: Etat, parametres: &[&'static Parametre], avant: Date) -> impl IntoView + use<> {
    let blocs = parametres.iter().map(|p| un_parametre(etat, p)).collect_view();
    view! { {blocs} {verifie(etat.rules.verifie_le, avant)} }
}

fn un_parametre(etat: Etat, parametre: &'static Parametre) -> impl IntoView + use<> {
    let v = parametre.at(etat.date_des_regles());
    let (statut, note, sources) = (v.statut, v.note, v.sources);
    let valeur = match parametre.unite {
        "%" => [nombre(v.valeur).as_str(), "\u{a0}%"].concat(),
        "€" => euros(v.valeur),
        unite => compte(v.valeur, unite, unite),
    };
    view! {
        <div>
            <h3>{parametre.titre}</h3>
            <p><strong>{valeur}</strong></p>
            {pourquoi(etat, statut, note)}
            <p class="petit sources">{liens(etat.rules, sources)}</p>
        </div>
    }
}
