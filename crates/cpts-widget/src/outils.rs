//! What a person opens when they need it, in a third WebAssembly file: most
//! visits end without it.
//!
//! Like the second half ([`crate::atelier`]), this part is compiled with the rest
//! and cut off after the link: what can only be reached through [`open_outils`]
//! goes there. It shares memory and state with the others. The second half gives
//! each tool a place ([`when`]); the tool is written there the first time that it
//! is asked for, and stays.

mod aide;
mod budget;
mod documents;
mod impression;
mod partage;
mod projets;
pub(crate) mod qr;
mod reunion;
mod versements;

use std::cell::Cell;
use std::rc::Rc;

use cpts_rules::Ou;
use wasm_bindgen::JsCast;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::HtmlDialogElement;

pub(crate) use reunion::{Comptes, Reunion};

use crate::etat::Etat;
use crate::icones::{Icone, dessin};
use crate::page::{Owner, untrack};
use crate::vue::{Vue, bouton, el, elc, watch};

/// What the third file brings.
#[derive(Clone, Copy)]
pub(crate) struct Outils {
    ecrire: fn(Etat, Outil, Vue),
}

/// How far the third file has come.
#[derive(Clone, Copy)]
pub(crate) enum Venue {
    /// Nobody has asked for it.
    Inutile,
    /// On its way.
    EnRoute,
    /// There.
    Pret(Outils),
    /// It did not come.
    Absent,
}

/// A tool of the third file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outil {
    /// The documents of the project.
    Documents,
    /// The page to print.
    Impression,
    /// The meeting, over the whole window.
    Reunion,
    /// The link of the project, and its QR code.
    Partage,
    /// The projects that this browser keeps.
    Projets,
    /// The budget, month by month.
    Budget,
    /// All the help.
    Aide,
    /// The questions of one place.
    Questions(Ou),
    /// What an acronym means.
    Definition,
}

#[wasm_split(outils, fallible)]
fn open_outils() -> Result<Outils, SplitLoaderError> {
    Ok(Outils { ecrire: write })
}

fn write(etat: Etat, outil: Outil, place: Vue) {
    let _ = match outil {
        Outil::Documents => documents::panneau(etat, place),
        Outil::Impression => impression::panneau(etat, place),
        Outil::Reunion => reunion::panneau(etat, place),
        Outil::Partage => partage::panneau(etat, place),
        Outil::Projets => projets::panneau(etat, place),
        Outil::Budget => budget::panneau(etat, place),
        Outil::Aide => aide::panneau(etat, place),
        Outil::Questions(ou) => aide::questions(etat, ou, place),
        Outil::Definition => aide::definition(etat, place),
    };
}

/// Fetches the third file, unless it is there or on its way.
fn open(etat: Etat) {
    if matches!(etat.outils.get_untracked(), Venue::EnRoute | Venue::Pret(_)) {
        return;
    }
    etat.outils.set(Venue::EnRoute);
    etat.spawn(async move {
        let venue = open_outils().await.map_or(Venue::Absent, Venue::Pret);
        etat.outils.set(venue);
    });
}

/// An element at the end of which a tool is written, the first time that `voulu`
/// holds. Until it has come a sentence says so; where it does not come, one can
/// try again.
pub(crate) fn when(etat: Etat, place: Vue, outil: Outil, voulu: impl Fn() -> bool + 'static) -> Vue {
    // What is written outlives the next run of what follows.
    let proprietaire = Owner::current().unwrap_or_default().child();
    let voulu = Rc::new(voulu);
    let place = place.vif({
        let voulu = Rc::clone(&voulu);
        move || if voulu() { waiting(etat) } else { None }
    });
    let ici = place.clone();
    let ecrit = Cell::new(false);
    watch(Box::new(move || {
        if ecrit.get() || !voulu() {
            return;
        }
        match etat.outils.get() {
            Venue::Inutile => untrack(|| open(etat)),
            Venue::Pret(outils) => {
                ecrit.set(true);
                untrack(|| proprietaire.with(|| (outils.ecrire)(etat, outil, ici.clone())));
            }
            Venue::EnRoute | Venue::Absent => {}
        }
    }));
    place
}

/// A tool in a dialog of its own, open while [`Etat::outil`] names it. A native
/// dialog: Escape closes it and the focus returns to where it came from.
pub(crate) fn dialogue(etat: Etat, outil: Outil, id: &str, titre: &str) -> Vue {
    let titre_id = [id, "-titre"].concat();
    let vue = elc("dialog", "outil").attr("id", id).attr("aria-labelledby", &titre_id);
    let element: HtmlDialogElement = vue.element().clone().unchecked_into();
    let fermer = element.clone();
    let ouvert = move || etat.outil.with(|ouvert| *ouvert == Some(outil));
    watch(Box::new(move || match (ouvert(), element.open()) {
        (true, false) => {
            let _ = element.show_modal();
        }
        (false, true) => element.close(),
        _ => {}
    }));
    let corps = elc("div", "outil-corps").avec(
        elc("div", "outil-tete").avec(el("h2").attr("id", &titre_id).avec(titre)).avec(
            bouton("croix", move |_| fermer.close())
                .attr("aria-label", "Fermer")
                .avec(dessin(Icone::CROIX, 20)),
        ),
    );
    vue.sur("close", move |_| {
        // Closed because another one opened: that one stays.
        if untrack(ouvert) {
            etat.outil.set(None);
        }
    })
    .avec(when(etat, corps, outil, ouvert))
}

/// What stands in the place of a tool until it can be written.
fn waiting(etat: Etat) -> Option<Vue> {
    match etat.outils.get() {
        Venue::Pret(_) | Venue::Inutile => None,
        Venue::EnRoute => Some(elc("p", "aide").attr("role", "status").avec("Chargement…")),
        Venue::Absent => Some(
            elc("div", "refus")
                .attr("role", "alert")
                .avec(el("p").avec(
                    "Cette partie du simulateur n’a pas pu être téléchargée. Vos réponses sont gardées. Vérifiez la connexion, puis recommencez.",
                ))
                .avec(bouton("bouton", move |_| open(etat)).avec("Recommencer")),
        ),
    }
}
