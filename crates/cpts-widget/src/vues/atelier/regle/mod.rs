//! « Voir la règle » : the value now, why it has its statut, its values in
//! time, its delays, its sources; between what and what it is where it is not proved, and what
//! would prove it. A native dialog: Escape closes it and the
//! focus returns to where it came from.

pub(crate) mod preuve;

use cpts_codes::{Date, nombre};
use cpts_core::texte::entre;
use cpts_rules::{IdSource, Montant, MontantAPart, Parametre, Poste, Somme, Statut, Taille};
use cpts_seance::format::{et_bornes, euros, jour, minuscule};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Vue, bouton, el, elc, watch};
use crate::vues::atelier::regle::preuve::offres;
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::mentions::{mention, page};
use crate::vues::pieces::sources::{lien, liens, statut};

/// The panel, closed until something is asked.
pub(crate) fn panneau(etat: Etat) -> Vue {
    let panneau = elc("dialog", "regle").attr("aria-labelledby", "regle-titre");
    let dialogue: HtmlDialogElement = panneau.element().clone().unchecked_into();
    let fermer = {
        let dialogue = dialogue.clone();
        move |_: Event| dialogue.close()
    };
    watch(Box::new({
        let dialogue = dialogue.clone();
        move || {
            if etat.consultation.get().is_some() && !dialogue.open() {
                let _ = dialogue.show_modal();
                dialogue.set_scroll_top(0);
            }
        }
    }));
    panneau
        .sur("close", move |_| etat.consultation.set(None))
        // A click beside the panel, on its backdrop, closes it.
        .sur("click", move |e| {
            if e.target() == e.current_target() {
                dialogue.close();
            }
        })
        .avec(
            elc("div", "regle-corps")
                .avec(
                    elc("div", "regle-tete")
                        .avec(el("div").avec(elc("p", "petit gris").avec("Voir la règle")).avec(
                            el("h2").attr("id", "regle-titre").texte_vif(move || {
                                etat.consultation.get().map_or_else(String::new, |quoi| titre(etat, quoi))
                            }),
                        ))
                        .avec(
                            bouton("croix", fermer)
                                .attr("aria-label", "Fermer")
                                .avec(dessin(Icone::CROIX, 20)),
                        ),
                )
                .vif(move || mention(etat))
                .vif(move || etat.consultation.get().map(|quoi| contenu(etat, quoi)))
                .vif(move || etat.consultation.get().and_then(|quoi| page(etat, ancre(quoi)))),
        )
}

fn contenu(etat: Etat, quoi: Consultation) -> Vec<Vue> {
    match quoi {
        Consultation::Poste(poste) => un_poste(etat, poste),
        Consultation::Taille => tailles(etat),
        Consultation::Versements => {
            let v = &etat.rules().versements;
            let parametres = etat.rules().parametres_des_versements();
            let mut vues = les_parametres(etat, &parametres, v.a_verifier_avant);
            // What is supposed of contracts that run; rules of a site may say nothing of it.
            let h = &v.avenant_en_cours;
            if !h.titre.is_empty() {
                vues.insert(
                    1,
                    el("div")
                        .avec(el("h3").avec(h.titre))
                        .avec(pourquoi(etat, h.statut, h.note))
                        .avec(les_sources(etat, h.sources))
                        .avec(offres(etat, etat.rules().avenant_a_prouver())),
                );
            }
            vues
        }
        Consultation::Coordination => {
            let c = &etat.rules().coordination;
            let b = etat.rules().budget;
            les_parametres(etat, &[&c.brut, &c.charges, &b.quotite, &b.embauche], c.a_verifier_avant)
        }
        Consultation::Budget => {
            let b = etat.rules().budget;
            let mut vues = les_parametres(etat, &[&b.taux], b.a_verifier_avant);
            vues.insert(1, plafonds(etat));
            vues
        }
    }
}

/// Where `bareme.html` shows the same.
const fn ancre(quoi: Consultation) -> &'static str {
    match quoi {
        Consultation::Poste(poste) => poste.id(),
        Consultation::Taille => "taille",
        Consultation::Versements => "versements",
        Consultation::Coordination => "coordination",
        Consultation::Budget => "budget",
    }
}

fn titre(etat: Etat, quoi: Consultation) -> String {
    match quoi {
        Consultation::Poste(poste) => {
            let mut titre = etat.rules().poste(poste).titre_court.to_owned();
            if let Some(taille) = taille_actuelle(etat) {
                titre.push_str(", Taille ");
                titre.push_str(&nombre(taille.numero().into()));
            }
            titre
        }
        Consultation::Taille => "Les quatre tailles".to_owned(),
        Consultation::Versements => "Quand l’argent est versé".to_owned(),
        Consultation::Coordination => "Le coût de la coordination".to_owned(),
        Consultation::Budget => "Les indemnités des membres".to_owned(),
    }
}

fn taille_actuelle(etat: Etat) -> Option<Taille> {
    etat.bilan.with(|b| b.taille.map(|t| t.taille))
}

/// One stretch of time of a value: "depuis le …", or "du … au …".
fn periode(depuis: Date, suivante: Option<Date>) -> Vue {
    match suivante {
        None => el("strong")
            .avec("Depuis le ")
            .avec(jour_vu(depuis))
            .avec(elc("span", "tag").avec("dernière connue")),
        Some(suivante) => el("strong")
            .avec("Du ")
            .avec(jour_vu(depuis))
            .avec(" jusqu’au ")
            .avec(jour_vu(suivante))
            .avec(" exclu"),
    }
}

fn verifie(le: Date, avant: Date) -> Vue {
    let phrase = ["Vérifié le ", &jour(le), ". À revoir avant le ", &jour(avant), "."].concat();
    elc("p", "petit gris").avec(phrase)
}

fn pourquoi(etat: Etat, s: Statut, note: &str) -> Vue {
    let phrase = etat.rules().statut(s).map_or("", |m| m.phrase);
    el("div")
        .avec(el("p").avec(statut(etat.rules(), s)).avec(" ").avec(elc("span", "petit gris").avec(phrase)))
        .avec((!note.is_empty()).then(|| elc("p", "petit g").avec(note)))
}

fn les_sources(etat: Etat, ids: &'static [IdSource]) -> Vue {
    elc("p", "petit sources").avec(liens(etat.rules(), ids))
}

/// How an amount splits, and between what and what its variable part and its total are.
fn montant_en_mots(montant: &Montant) -> String {
    let bornes = |mots: &str| match montant.total_entre {
        Some(total) => [mots, &entre(total)].concat(),
        None => String::new(),
    };
    match (montant.fixe, montant.variable) {
        (Some(fixe), Some(0)) => [&nombre(fixe), " fixe", &bornes(", ")].concat(),
        (Some(fixe), Some(variable)) => {
            let partage = [&nombre(fixe), " fixe + ", &nombre(variable), " variable"].concat();
            // The share of the fixed part follows from that of the variable one.
            let variable = et_bornes(montant.variable_entre);
            [partage.as_str(), &variable, &bornes("\u{a0}; au total ")].concat()
        }
        _ => [&nombre(montant.total), " au total, partage inconnu", &bornes(", ")].concat(),
    }
}

/// An amount that is no part of an ordinary year.
fn a_part(etat: Etat, mots: &str, montant: &MontantAPart) -> Vue {
    el("div")
        .avec(
            elc("p", "petit")
                .avec(mots)
                .avec(euros(montant.montant))
                .avec(et_bornes(montant.entre))
                .avec(" ")
                .avec(statut(etat.rules(), montant.statut)),
        )
        .avec((!montant.note.is_empty()).then(|| elc("p", "petit gris").avec(montant.note)))
}

/// Lines that are better known together than one by one.
fn ensemble(etat: Etat, somme: &'static Somme) -> Vue {
    let mut phrase = String::from("Ensemble, ");
    for (i, poste) in somme.postes.iter().enumerate() {
        if i > 0 {
            // The name of a line may hold an « et ».
            phrase.push_str(if i + 1 == somme.postes.len() { ", et " } else { ", " });
        }
        phrase.push_str(&minuscule(etat.rules().poste(*poste).titre_court));
    }
    phrase.push_str(" font ");
    phrase.push_str(&euros(somme.montant));
    phrase.push_str(&et_bornes(somme.entre));
    let mot = etat.rules().statut(somme.statut).map_or("", |s| s.mot);
    phrase.push_str(&[" (", mot, ")."].concat());
    el("div")
        .avec(elc("p", "petit").avec(phrase))
        .avec(elc("p", "petit gris").avec(somme.titre))
        .avec(les_sources(etat, somme.sources))
        .avec(offres(etat, etat.rules().somme_a_prouver(somme)))
}

fn un_poste(etat: Etat, poste: Poste) -> Vec<Vue> {
    let rules = etat.rules();
    let regle = rules.poste(poste);
    let date = etat.date_des_regles();
    let taille = taille_actuelle(etat).unwrap_or(Taille::T1);
    let rang = taille as usize;
    let valeurs = rules.valeurs(poste);
    let en_vigueur = valeurs.iter().rposition(|v| v.depuis <= date);
    let description = [regle.titre, ". ", regle.description].concat();
    let mut vues = vec![el("p").avec(description)];
    if let Some((i, m)) = en_vigueur.and_then(|i| Some((i, valeurs[i].par_taille[rang]?))) {
        vues.push(
            elc("div", "encart")
                .avec(
                    el("p")
                        .avec(elc("span", "valeur").avec(euros(m.total)))
                        .avec(" par an au maximum")
                        .avec(et_bornes(m.total_entre)),
                )
                .avec(elc("p", "petit gris").avec(montant_en_mots(&Montant { total_entre: None, ..m })))
                .avec(
                    m.premiere_annee
                        .map(|p| a_part(etat, "La première année, pour écrire le plan\u{a0}: ", &p)),
                )
                .avec(m.conditionnel.map(|c| a_part(etat, "En plus, si une crise est reconnue\u{a0}: ", &c))),
        );
        vues.push(pourquoi(etat, m.statut, m.note));
        if m.statut_total != m.statut {
            vues.push(
                elc("p", "petit")
                    .avec("Le total est mieux établi que son partage\u{a0}: ")
                    .avec(statut(rules, m.statut_total)),
            );
        }
        for somme in rules.sommes_at(taille, date).filter(|s| s.postes.contains(&poste)) {
            vues.push(ensemble(etat, somme));
        }
        vues.extend(offres(etat, rules.montants_a_prouver(poste, i, taille)));
    }
    vues.push(el("h3").avec("Valeurs dans le temps"));
    let temps = (0..valeurs.len()).rev().map(|i| {
        let valeur = &valeurs[i];
        let suivante = valeurs.get(i + 1).map(|v| v.depuis);
        let actuelle = en_vigueur == Some(i);
        let ligne = elc("li", if actuelle { "vigueur" } else { "" }).avec(periode(valeur.depuis, suivante));
        match valeur.par_taille[rang] {
            Some(m) => ligne
                .avec(el("p").avec(montant_en_mots(&m)))
                .avec(el("p").avec(statut(rules, m.statut)))
                .avec(les_sources(etat, m.sources))
                // What is in force has its offer above.
                .avec((!actuelle).then(|| offres(etat, rules.montants_a_prouver(poste, i, taille)))),
            None => ligne.avec(el("p").avec("Aucun montant établi.")),
        }
    });
    vues.push(elc("ol", "temps").avec_tous(temps));
    if let Some(i) = regle.delais.iter().rposition(|d| d.depuis <= date) {
        let d = &regle.delais[i];
        vues.push(el("h3").avec("Délais après la signature"));
        vues.push(el("p").avec(d.texte));
        vues.push(el("p").avec(statut(rules, d.statut)));
        vues.push(les_sources(etat, d.sources));
        vues.extend(offres(etat, rules.delai_a_prouver(poste, i)));
    }
    if let Some(article) = regle.article.and_then(|a| rules.source(a)) {
        vues.push(elc("p", "petit sources").avec("Texte\u{a0}: ").avec(lien(article)));
    }
    let verifie_le = valeurs.last().map_or(etat.formulaire().verifie_le, |v| v.verifie_le);
    vues.push(verifie(verifie_le, regle.a_verifier_avant));
    vues
}

fn tailles(etat: Etat) -> Vec<Vue> {
    let tailles = &etat.rules().tailles;
    let paliers = tailles.at(etat.date_des_regles());
    let rang = tailles.valeurs().position(|p| p.depuis == paliers.depuis).unwrap_or(0);
    let actuelle = taille_actuelle(etat);
    let lignes = paliers.paliers.iter().map(|p| {
        let bornes = match (p.min, p.max) {
            (0, Some(max)) => ["moins de ", &nombre(max + 1)].concat(),
            (min, Some(max)) => ["de ", &nombre(min), " à ", &nombre(max)].concat(),
            (min, None) => ["plus de ", &nombre(min - 1)].concat(),
        };
        let titre = ["Taille ", &p.taille.numero().to_string(), "\u{a0}: ", &bornes, " habitants"].concat();
        elc("li", if actuelle == Some(p.taille) { "vigueur" } else { "" })
            .avec(el("strong").avec(titre))
            .avec(pourquoi(etat, p.statut, p.note))
            .avec(les_sources(etat, p.sources))
            .avec(offres(etat, etat.rules().seuil_a_prouver(rang, p)))
    });
    vec![
        el("p").avec(tailles.base_explication),
        elc("ol", "temps").avec_tous(lignes),
        un_parametre(etat, &tailles.proximite),
        un_parametre(etat, &tailles.petit_territoire),
        verifie(paliers.verifie_le, tailles.a_verifier_avant),
    ]
}

/// What a member may be paid at most in a year, the latest one first.
fn plafonds(etat: Etat) -> Vue {
    let mut liste = elc("ol", "temps");
    for (i, pass) in etat.rules().pass.iter().enumerate().rev() {
        liste = liste.avec(
            el("li")
                .avec(el("strong").avec([&pass.annee.to_string(), "\u{a0}: ", &euros(pass.montant)].concat()))
                .avec(el("p").avec(statut(etat.rules(), pass.statut)))
                .avec(les_sources(etat, pass.sources))
                .avec(offres(etat, etat.rules().pass_a_prouver(i))),
        );
    }
    el("div")
        .avec(el("h3").avec("Plafond par personne et par an (PASS)"))
        .avec(el("p").avec("Une année sans plafond connu prend le dernier connu, et le dit."))
        .avec(liste)
}

fn les_parametres(etat: Etat, parametres: &[&'static Parametre], avant: Date) -> Vec<Vue> {
    let blocs = el("div").avec_tous(parametres.iter().map(|p| un_parametre(etat, p)));
    vec![blocs, verifie(etat.formulaire().verifie_le, avant)]
}

fn un_parametre(etat: Etat, parametre: &'static Parametre) -> Vue {
    let v = parametre.at(etat.date_des_regles());
    let rang = parametre.valeurs().position(|autre| autre.depuis == v.depuis).unwrap_or(0);
    let valeur = match parametre.unite {
        "€" => euros(v.valeur),
        unite => [nombre(v.valeur).as_str(), "\u{a0}", unite].concat(),
    };
    el("div")
        .avec(el("h3").avec(parametre.titre))
        .avec(el("p").avec(el("strong").avec(valeur)).avec(et_bornes(v.entre)))
        .avec(pourquoi(etat, v.statut, v.note))
        .avec(les_sources(etat, v.sources))
        .avec(offres(etat, etat.rules().parametre_a_prouver(parametre, rang)))
}
