//! The places of what comes later: an element that a part writes once it is there, and what is
//! said until then.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::etat::cellules::parts::{Outil, Piece};
use crate::etat::{Etat, VenueDe};
use crate::socle::icones::{Icone, dessin};
use crate::socle::page::{Owner, untrack};
use crate::socle::vue::{Vue, bouton, el, elc, watch};

/// An element at the end of which a part is written when the second file has come.
pub(crate) fn later(etat: Etat, place: Vue, piece: Piece) -> Vue {
    let ici = place.clone();
    watch(Box::new(move || {
        if let VenueDe::La(atelier) = etat.atelier.get() {
            // What a part reads must not write it anew.
            untrack(|| (atelier.ecrire)(etat, piece, ici.clone()));
        }
    }));
    place
}

/// What stands in the place of the sheet until it can be written.
pub(crate) fn waiting(etat: Etat) -> Option<Vue> {
    let quoi = match etat.atelier.get() {
        VenueDe::La(_) => return None,
        VenueDe::EnRoute(..) | VenueDe::Inutile => elc("p", "aide").attr("role", "status").avec("Le bilan arrive…"),
        VenueDe::Manquee(()) => elc("div", "refus")
            .attr("role", "alert")
            .avec(
                el("p")
                    .avec(el("strong").avec("Le bilan ne peut pas encore s’écrire."))
                    .avec(" Une partie du simulateur n’a pas pu être téléchargée. Vos réponses sont gardées. Vérifiez la connexion, puis recommencez."),
            )
            .avec(bouton("bouton", move |_| (etat.portes.atelier)(etat)).avec("Recommencer")),
    };
    Some(elc("section", "accueil").avec(quoi))
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
        move || if voulu() { waiting_tool(etat) } else { None }
    });
    let ici = place.clone();
    let ecrit = Cell::new(false);
    watch(Box::new(move || {
        if ecrit.get() || !voulu() {
            return;
        }
        match etat.outils.get() {
            VenueDe::Inutile => untrack(|| (etat.portes.outils)(etat)),
            VenueDe::La(outils) => {
                ecrit.set(true);
                untrack(|| proprietaire.with(|| (outils.ecrire)(etat, outil, ici.clone())));
            }
            VenueDe::EnRoute(..) | VenueDe::Manquee(()) => {}
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
fn waiting_tool(etat: Etat) -> Option<Vue> {
    match etat.outils.get() {
        VenueDe::La(_) | VenueDe::Inutile => None,
        VenueDe::EnRoute(..) => Some(elc("p", "aide").attr("role", "status").avec("Chargement…")),
        VenueDe::Manquee(()) => Some(
            elc("div", "refus")
                .attr("role", "alert")
                .avec(el("p").avec(
                    "Cette partie du simulateur n’a pas pu être téléchargée. Vos réponses sont gardées. Vérifiez la connexion, puis recommencez.",
                ))
                .avec(bouton("bouton", move |_| (etat.portes.atelier)(etat)).avec("Recommencer")),
        ),
    }
}
