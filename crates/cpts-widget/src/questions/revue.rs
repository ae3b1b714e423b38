//! What was found in one go and is not added blindly: a list that was pasted or
//! opened, the communes of a postal code. The review stays in the question, under
//! the search box, until the person closes it.

mod codes;
mod entree;
mod fichier;
mod ligne;
mod liste;

use cpts_codes::CodeCommune;
use cpts_core::Territoire;
use cpts_documents::lien;
use cpts_perimetre::edition;
use cpts_perimetre::liste::{Lieu, LigneLue};
use cpts_territory::{Commune, Territory};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::etat::{Donnees, Etat};
use crate::format::nombre;
use crate::icones::{Icone, dessin};
use crate::memoire;
use crate::page::untrack;
use crate::vue::{Vue, bouton, el, elc};

pub(super) use entree::{entree, paste, receive_drops};

/// What is under review.
#[derive(Clone)]
pub(crate) enum Revue {
    /// Communes to tick, under a title.
    Codes(String, Vec<CodeCommune>),
    /// The lines of a list.
    Liste(Vec<LigneLue>),
    /// A project, as text, that would take the place of the answers.
    Projet(String),
    /// Why nothing can be reviewed.
    Refus(String),
}

/// Opens the review of some communes, none of them ticked: those of a postal
/// code, which is not a territory.
pub(crate) fn review_codes(etat: Etat, titre: String, codes: Vec<CodeCommune>) {
    open(etat, Revue::Codes(titre, codes));
}

/// Reads a text that was pasted or opened: a project, the link of one, or a list to review.
pub(crate) fn review_text(etat: Etat, texte: String) {
    if texte.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).starts_with('{') {
        let vierge = etat.projet.with_untracked(|p| {
            p.territoire == Territoire::default() && p.professionnels.is_none() && p.nom.is_none()
        });
        if vierge {
            etat.revue.set(None);
            crate::fichiers::open_projet(etat, texte);
        } else {
            open(etat, Revue::Projet(texte));
        }
        return;
    }
    if lien::find(&texte).is_some() {
        etat.revue.set(None);
        memoire::open_link(etat, &texte, None);
        // What became of it is told where it was pasted.
        return etat.par_lien.set(false);
    }
    if texte.trim().is_empty() {
        return open(etat, Revue::Refus("Ce texte est vide. Collez au moins une commune.".to_owned()));
    }
    let lues = etat.donnees.with_untracked(|donnees| match donnees {
        Donnees::Pretes(territory) => cpts_perimetre::liste::read(&texte, territory).map_err(|e| e.to_string()),
        Donnees::EnRoute(..) => {
            Err("Les communes arrivent. Recommencez dès qu’elles seront là\u{a0}: la liste ne peut pas encore être lue.".to_owned())
        }
        Donnees::Refusees(_) => {
            Err("Les communes ne sont pas disponibles. Rechargez-les, puis recommencez.".to_owned())
        }
    });
    open(etat, lues.map_or_else(Revue::Refus, Revue::Liste));
}

/// Shows a review in the place of the one before, if any.
fn open(etat: Etat, revue: Revue) {
    etat.plie.set(false);
    etat.revue.set(Some(revue));
}

/// The place of the review; empty while there is none.
pub(super) fn revue(etat: Etat) -> Vue {
    let place = el("div");
    let racine = place.element().clone();
    place.vif(move || {
        let revue = etat.revue.get();
        // What the review reads must not write it anew: its choices would be lost.
        let vue = untrack(|| {
            revue.map(|revue| match revue {
                Revue::Codes(titre, codes) => codes::codes(etat, titre, codes),
                Revue::Liste(lignes) => liste::liste(etat, lignes),
                Revue::Projet(texte) => projet(etat, texte),
                Revue::Refus(phrase) => cadre(etat, "La liste n’a pas été lue", &phrase),
            })
        });
        if vue.is_some() {
            focus_later(&racine, "#revue-titre");
        }
        vue
    })
}

/// Asks before a project takes the place of the answers.
fn projet(etat: Etat, texte: String) -> Vue {
    let remplacer = move |_| {
        etat.revue.set(None);
        crate::fichiers::open_projet(etat, texte.clone());
    };
    let garder = move |e: web_sys::Event| close_from(etat, &e);
    cadre(
        etat,
        "Ce texte est un projet enregistré",
        "L’ouvrir remplace toutes vos réponses. Vous pourrez revenir en arrière.",
    )
    .avec(
        elc("div", "revue-actions")
            .avec(bouton("bouton plein", remplacer).avec("Ouvrir ce projet"))
            .avec(bouton("bouton", garder).avec("Garder mes réponses")),
    )
}

/// The frame of a review: its title, which takes the focus, a line under it, and
/// the button that closes it.
fn cadre(etat: Etat, titre: &str, aide: &str) -> Vue {
    let aide = (!aide.is_empty()).then(|| elc("p", "petit gris").attr("id", "revue-aide").avec(aide));
    let titre = el("h3")
        .attr("id", "revue-titre")
        .attr("tabindex", "-1")
        .attr("aria-describedby", if aide.is_some() { "revue-aide" } else { "revue-bilan" })
        .avec(titre);
    elc("div", "panneau revue").attr("role", "group").attr("aria-labelledby", "revue-titre").avec(
        elc("div", "panneau-tete").avec(el("div").avec(titre).avec(aide)).avec(
            bouton("croix", move |e| close_from(etat, &e))
                .attr("aria-label", "Fermer la liste")
                .avec(dessin(Icone::CROIX, 18)),
        ),
    )
}

/// Closes the review that holds a button; the focus returns to the search box.
fn close_from(etat: Etat, e: &web_sys::Event) {
    if let Some(bouton) = e.current_target() {
        focus_in_question(&bouton.unchecked_into(), "#recherche");
    }
    etat.revue.set(None);
}

/// Gives the focus to an element of the question around another one.
fn focus_in_question(ici: &Element, cible: &'static str) {
    if let Ok(Some(section)) = ici.closest("section") {
        focus_later(&section, cible);
    }
}

/// Gives the focus to an element once the page has been written.
fn focus_later(racine: &Element, cible: &'static str) {
    let racine = racine.clone();
    Timeout::new(0, move || {
        if let Ok(Some(element)) = racine.query_selector(cible) {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    })
    .forget();
}

/// "Nord (59)".
fn departement(territory: &Territory, commune: &Commune<'_>) -> String {
    let nom = territory.departement(commune.departement).map_or("", |d| d.nom);
    [nom, " (", commune.departement.as_str(), ")"].concat()
}

/// A population in words: an unknown one is never 0.
fn population(p: Option<u32>) -> String {
    p.map_or_else(|| "inconnue".to_owned(), nombre)
}

/// Whether a place is in the territory.
fn contains(territoire: &Territoire, territory: &Territory, lieu: Lieu) -> bool {
    match lieu {
        Lieu::Commune(code) => edition::contains(territoire, territory, code),
        Lieu::Epci(siren) => territoire.epci.contains(&siren),
    }
}

/// Adds places in one gesture, which can be undone; tells it.
fn add(etat: Etat, lieux: Vec<Lieu>, phrase: String) {
    etat.annonce.set(phrase.clone());
    etat.remove_from_territory(phrase, move |territoire, donnees| {
        // EPCI last: they take in those of their communes that stand beside them.
        for lieu in &lieux {
            if let Lieu::Commune(code) = lieu {
                edition::add_commune(territoire, donnees, *code);
            }
        }
        for lieu in lieux {
            if let Lieu::Epci(siren) = lieu {
                edition::add_epci(territoire, donnees, siren);
            }
        }
    });
}
