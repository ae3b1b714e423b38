//! The interface of the simulator: what `<cpts-simulateur>` shows.
//!
//! The element itself (shadow root, style sheet, start of the module) is in
//! `web/cpts-simulateur.js`; it calls [`monter`] with an empty `<div>` of its
//! shadow root and [`Montage::demonter`] when it leaves the page. From there on:
//!
//! - [`atelier`]: the second half of all this, which comes after the first screen;
//! - [`outils`]: the third part, which comes when a person opens one of its tools;
//! - [`etat`]: the one `Projet` of the person, and what follows from it
//!   (perimeter, bilan), recomputed at each change;
//! - [`donnees`]: the files of communes, fetched after the first paint;
//! - [`questions`]: who, where, which missions;
//! - [`bilan`]: the sheet that writes itself;
//! - [`historique`], [`memoire`]: undoing, and finding one's work again;
//! - [`regle`]: where a figure comes from;
//! - [`vue`]: how elements are written.
//!
//! No rule and no figure is written here: they come from `cpts-rules`.

mod aide;
mod annexes;
mod atelier;
mod bareme;
mod barre;
mod bilan;
mod cellule;
mod configuration;
mod donnees;
mod etat;
mod evenements;
mod fichiers;
mod format;
mod glossaire;
mod historique;
mod icones;
mod memoire;
mod outils;
mod page;
mod presse_papiers;
mod questions;
mod reglages;
mod regle;
mod site;
mod sources;
mod vue;

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function};
use leptos::mount::mount_to;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use atelier::{Piece, Tache};
use etat::Etat;
use reglages::Reglage;
use vue::{Vue, el, elc};

/// A simulator that is on the page. Dropping it takes it off.
#[wasm_bindgen]
pub struct Montage {
    etat: Etat,
    #[expect(dead_code, reason = "held for its Drop, which ends all that the simulator watches")]
    poignee: Box<dyn Any>,
}

#[wasm_bindgen]
impl Montage {
    /// Takes over an attribute of the element; `None` when it was taken off.
    pub fn regler(&self, nom: &str, valeur: Option<String>) {
        if let Some(reglage) = Reglage::from_nom(nom) {
            self.etat.regler(reglage, valeur);
        }
    }

    /// Opens the project of a link; `fait` is called with whether it was opened.
    pub fn ouvrir(&self, lien: String, fait: Function) {
        atelier::run(self.etat, Tache::Ouvrir(lien, fait));
    }

    /// Takes the simulator off the page and frees what it holds.
    pub fn demonter(self) {
        // Effects hold their owner: it would not go with its last handle.
        self.etat.proprietaire.get_untracked().cleanup();
    }
}

/// Shows a simulator in `hote`. `base` is the address of the folder that holds
/// the data files, with its final slash; `charger` takes the name of a module
/// beside the page and gives the promise of its exports; `signaler` takes the name
/// of an event and its detail; `attributs` is a list of names and values, one
/// after the other.
#[wasm_bindgen]
pub fn monter(
    hote: HtmlElement,
    base: String,
    charger: Function,
    signaler: Function,
    attributs: Array,
) -> Result<Montage, JsValue> {
    let racine = hote.clone();
    let monte = Rc::new(Cell::new(None));
    let ici = Rc::clone(&monte);
    let poignee = mount_to(hote, move || {
        let etat = Etat::new(jour_de_la_page(), base, charger, signaler);
        for rang in (0..attributs.length()).step_by(2) {
            let nom = attributs.get(rang).as_string().unwrap_or_default();
            if let Some(reglage) = Reglage::from_nom(&nom) {
                etat.regler(reglage, attributs.get(rang + 1).as_string());
            }
        }
        atelier::open(etat);
        donnees::load_communes(etat);
        let _ = racine.append_child(simulateur(etat).element());
        ici.set(Some(etat));
    });
    match monte.take() {
        Some(etat) => Ok(Montage { etat, poignee: Box::new(poignee) }),
        None => Err(JsValue::NULL),
    }
}

/// The day on the person's clock; the only place where a clock is read.
pub(crate) fn aujourd_hui() -> cpts_codes::Date {
    let maintenant = js_sys::Date::new_0();
    cpts_codes::Date::new(
        maintenant.get_full_year() as u16,
        maintenant.get_month() as u8 + 1,
        maintenant.get_date() as u8,
    )
    .unwrap_or(cpts_rules::embedded_formulaire().verifie_le)
}

thread_local! {
    static JOUR_DE_LA_PAGE: cpts_codes::Date = aujourd_hui();
}

/// The day on which the page was opened: the "today" from which one looks at a contract, the same
/// until the page is left. One that stays open past midnight would keep yesterday as a day chosen.
pub(crate) fn jour_de_la_page() -> cpts_codes::Date {
    JOUR_DE_LA_PAGE.with(|jour| *jour)
}

/// The whole of it: form, sheet, and the panel that shows a rule.
fn simulateur(etat: Etat) -> Vue {
    let formulaire = elc("div", "formulaire")
        .attr("part", "formulaire")
        .attr("role", "region")
        .attr("aria-label", "Vos réponses")
        .classe_si("plie", move || etat.plie.get())
        // What is asked follows the rules: a site may bring its own.
        .liste(move |l| l.ligne(&etat.cle_des_regles(), move || questions::professions(etat)))
        .avec(questions::territoire(etat))
        .liste(move |l| l.ligne(&etat.cle_des_regles(), move || questions::missions(etat)));
    let tout = elc("div", "cpts")
        .attr("lang", "fr")
        .avec(atelier::later(etat, el("div"), Piece::Entete))
        .avec(
            elc("div", "colonnes")
                .avec(atelier::later(etat, formulaire, Piece::Resume))
                .avec(bilan::feuille(etat)),
        )
        .avec(elc("div", "sr").attr("role", "status").texte_vif(move || etat.annonce.get()));
    atelier::later(etat, tout, Piece::Regle)
}
