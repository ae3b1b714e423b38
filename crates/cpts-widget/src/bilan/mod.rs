//! The sheet: what the simulator answers, written anew at each change.

mod budget;
mod comparer;
mod constats;
mod contrat;
mod documents;
mod echeancier;
pub(crate) mod et_si;
mod etapes;
mod financement;
mod jauge;
mod millesimes;
mod pied;
mod tete;

use cpts_core::Territoire;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, ShadowRoot};

use crate::atelier::{self, Piece};
use crate::etat::{Consultation, Etat};
use crate::icones::{Icone, dessin};
use crate::vue::{Enfant, Vue, bouton, el, elc, sr};

pub(crate) use budget::{CAISSE, is_open, phrase_du_rouge};
pub(crate) use comparer::{Colonne, Somme, colonnes, disque, fixe, maximum, verse};
pub(crate) use constats::sur_les_personnes;
pub(crate) use echeancier::rang_de_l_annee;
pub(crate) use jauge::{bornes, fin_de_l_echelle};
pub(crate) use millesimes::marque;
pub(crate) use tete::{barre_de_resume, classe_niveau, mots_du_verdict, nom_du_territoire, plus_proche};

/// What writes a section of the sheet.
type Section = fn(Etat) -> Vue;

/// The sheet: what it says before the first commune, and the place of its sections.
pub(crate) fn feuille(etat: Etat) -> Vue {
    let place = elc("div", "feuille")
        .attr("part", "feuille")
        .attr("role", "region")
        .attr("aria-label", "Bilan")
        .attr("id", "bilan")
        .attr("tabindex", "-1")
        .avec(
            elc("div", "retour").avec(
                bouton("", move |e| {
                    etat.plie.set(false);
                    go_to(&e, "qui");
                })
                .avec(dessin(Icone::RETOUR, 20))
                .avec("Mes réponses"),
            ),
        )
        .liste(move |l| {
            let vide = |t: &Territoire| t.epci.is_empty() && t.communes.is_empty() && t.parts.is_empty();
            if etat.projet.with(|p| vide(&p.territoire)) {
                l.ligne("accueil", move || accueil(etat));
            }
        })
        .vif(move || atelier::waiting(etat));
    atelier::later(etat, place, Piece::Feuille)
}

/// The sections of the sheet, at the end of `place`.
pub(crate) fn sections(etat: Etat, place: Vue) -> Vue {
    place.liste(move |l| {
        // Something is to be told from the first commune on.
        let sections: &[(&str, Section)] = if etat.bilan.with(|b| b.territoire.communes > 0) {
            &[
                ("tete", tete::tete),
                ("cles", tete::cles),
                ("taille", jauge::taille),
                ("et-si", et_si::et_si),
                ("comparer", comparer::comparer),
                ("constats", constats::constats),
                ("contrat", contrat::contrat),
                ("financement", financement::financement),
                ("versements", echeancier::versements),
                ("budget", budget::budget),
                ("suite", suite),
                ("documents", documents::documents),
                ("pied", pied::pied),
            ]
        } else {
            &[("composition", constats::premiers), ("documents", documents::documents), ("pied", pied::pied)]
        };
        let masque = etat.masque();
        let en_cours = etat.en_cours();
        let change = etat.bilan.with(|b| b.contrat.as_ref().is_some_and(|c| !c.changements.is_empty()));
        let regles = etat.cle_des_regles();
        for (cle, section) in sections {
            if *cle == "contrat" && !change {
                continue;
            }
            if masque && ["contrat", "financement", "versements", "budget"].contains(cle) {
                continue;
            }
            // Written anew when amounts come or go, under other rules, and once a contract runs; but not
            // where something is typed.
            let marques = match *cle {
                "documents" => String::new(),
                _ => [if masque { "-" } else { "" }, if en_cours { "+" } else { "" }, &regles].concat(),
            };
            let cle = [*cle, &marques].concat();
            l.ligne(&cle, move || section(etat));
        }
    })
}

fn suite(etat: Etat) -> Vue {
    elc("div", "zone").avec(etapes::prochaines(etat))
}

/// What the sheet says before the first commune.
fn accueil(etat: Etat) -> Vue {
    elc("section", "accueil")
        .avec(el("h2").avec("Votre bilan s’écrit ici"))
        .avec(elc("p", "aide").avec(
            "Ajoutez une commune ou une intercommunalité : la taille, le financement et le calendrier apparaissent aussitôt, avec la source de chaque chiffre.",
        ))
        .avec(bouton("bouton plein", |e| focus(&e, "recherche")).avec("Choisir le territoire"))
        .avec(elc("p", "petit gris g").avec(etat.formulaire().avertissement))
}

/// Scrolls to an element of the same simulator and gives it the focus. An
/// anchor would not do: addresses do not reach into a shadow root.
pub(crate) fn go_to(evenement: &Event, id: &str) {
    if let Some(cible) = sibling(evenement, id) {
        // After what the same gesture folds or unfolds.
        Timeout::new(0, move || {
            let _ = cible.focus();
            cible.scroll_into_view();
        })
        .forget();
    }
}

fn focus(evenement: &Event, id: &str) {
    if let Some(cible) = sibling(evenement, id) {
        let _ = cible.focus();
    }
}

fn sibling(evenement: &Event, id: &str) -> Option<HtmlElement> {
    let depart: web_sys::Node = evenement.current_target()?.dyn_into().ok()?;
    let racine: ShadowRoot = depart.get_root_node().dyn_into().ok()?;
    racine.get_element_by_id(id)?.dyn_into().ok()
}

/// A figure that shows for a moment that it changed: a new element each time,
/// so that the animation of its class starts anew.
fn vif(lire: impl Fn() -> String + 'static) -> Vue {
    el("span").liste(move |l| {
        let valeur = lire();
        l.ligne(&valeur.clone(), move || elc("span", "valeur change").avec(valeur));
    })
}

/// The heading of a section, with what stands at its right.
fn s_tete(titre: &str, droite: impl Enfant) -> Vue {
    elc("div", "s-tete").avec(el("h3").avec(titre)).avec(droite)
}

/// Opens the rule panel; `objet` tells which one where the words do not.
pub(crate) fn voir(etat: Etat, consultation: Consultation, texte: &str, objet: &str) -> Vue {
    bouton("lien petit", move |_| etat.consultation.set(Some(consultation))).avec(texte).avec(sr(objet))
}

/// A fold with its chevron.
pub(crate) fn repli(titre: impl Enfant) -> Vue {
    elc("details", "replie").avec(el("summary").avec(titre).avec(chevron(18)))
}

fn chevron(cote: u8) -> Vue {
    elc("span", "chevron").avec(dessin(Icone::CHEVRON, cote))
}

/// A cell of a heading row.
pub(crate) fn colonne(classe: &str, titre: impl Enfant) -> Vue {
    elc("th", classe).attr("scope", "col").avec(titre)
}

/// The first cell of a row.
pub(crate) fn intitule(titre: impl Enfant) -> Vue {
    el("th").attr("scope", "row").avec(titre)
}

/// The percentage of a part, as CSS reads it.
pub(crate) fn pour_cent(part: u64, tout: u64) -> String {
    let dixiemes = (part * 1000).checked_div(tout).unwrap_or(0).min(1000);
    let mut texte = (dixiemes / 10).to_string();
    texte.push('.');
    texte.push_str(&(dixiemes % 10).to_string());
    texte.push('%');
    texte
}
