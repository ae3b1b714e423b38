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

mod effets;
mod etat;
mod parts;
mod socle;
mod vues;

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use cpts_seance::Monde;
use js_sys::{Array, Function};
use leptos::mount::mount_to;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::effets::chargement;
use crate::etat::Etat;
use crate::etat::cellules::parts::Tache;
use crate::etat::cellules::reglages::Reglage;
use crate::parts::PORTES;
use crate::socle::page::jour_de_la_page;
use crate::vues::premier::simulateur;

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
        let fait = Rc::new(move |ouvert: bool| {
            let _ = fait.call1(&JsValue::NULL, &JsValue::from_bool(ouvert));
        });
        self.etat.run(Tache::Ouvrir(lien, fait));
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
        let etat = Etat::new(
            Monde { aujourd_hui: jour_de_la_page(), heure: js_sys::Date::now },
            base,
            charger,
            signaler,
            PORTES,
        );
        for rang in (0..attributs.length()).step_by(2) {
            let nom = attributs.get(rang).as_string().unwrap_or_default();
            if let Some(reglage) = Reglage::from_nom(&nom) {
                etat.regler(reglage, attributs.get(rang + 1).as_string());
            }
        }
        (etat.portes.atelier)(etat);
        chargement::load_communes(etat);
        let _ = racine.append_child(simulateur(etat).element());
        ici.set(Some(etat));
    });
    match monte.take() {
        Some(etat) => Ok(Montage { etat, poignee: Box::new(poignee) }),
        None => Err(JsValue::NULL),
    }
}
