//! The interface of the simulator: what `<cpts-simulateur>` shows.
//!
//! The element itself (shadow root, style sheet, start of the module) is in
//! `web/cpts-simulateur.js`; it calls [`monter`] with an empty `<div>` of its
//! shadow root and [`Montage::demonter`] when it leaves the page. From there on:
//!
//! - [`atelier`]: the second half of all this, which comes after the first screen;
//! - [`etat`]: the one `Projet` of the person, and what follows from it
//!   (perimeter, bilan), recomputed at each change;
//! - [`donnees`]: the files of communes, fetched after the first paint;
//! - [`questions`]: who, where, which missions;
//! - [`bilan`]: the sheet that writes itself;
//! - [`regle`]: where a figure comes from;
//! - [`vue`]: how elements are written.
//!
//! No rule and no figure is written here: they come from `cpts-rules`.

mod annexes;
mod atelier;
mod bilan;
mod cellule;
mod donnees;
mod etat;
mod fichiers;
mod format;
mod icones;
mod page;
mod questions;
mod regle;
mod sources;
mod vue;

use std::any::Any;

use leptos::mount::mount_to;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use atelier::Piece;
use etat::Etat;
use vue::{Vue, elc};

/// A simulator that is on the page. Dropping it takes it off.
#[wasm_bindgen]
pub struct Montage {
    #[expect(dead_code, reason = "held for its Drop, which ends all that the simulator watches")]
    poignee: Box<dyn Any>,
}

#[wasm_bindgen]
impl Montage {
    /// Takes the simulator off the page and frees what it holds.
    pub fn demonter(self) {}
}

/// Shows a simulator in `hote`. `base` is the address of the folder that holds
/// the data files, with its final slash; `charger` takes the name of a module
/// beside the page and gives the promise of its exports; `couverture` is the address
/// of the file of the CPTS that exist, if the host gives one. The attribute
/// `data-region` of `hote`, if any, names the région whose communes come first.
#[wasm_bindgen]
pub fn monter(
    hote: HtmlElement,
    base: String,
    charger: js_sys::Function,
    couverture: Option<String>,
) -> Montage {
    let racine = hote.clone();
    let poignee = mount_to(hote, move || {
        let etat = Etat::new(aujourd_hui(), base, charger);
        etat.region.set(racine.get_attribute("data-region").unwrap_or_default());
        etat.couverture_du_site.set(couverture);
        atelier::open(etat);
        donnees::load_communes(etat);
        let _ = racine.append_child(simulateur(etat).element());
    });
    Montage { poignee: Box::new(poignee) }
}

/// The day on the person's clock; the only place where a clock is read.
fn aujourd_hui() -> cpts_codes::Date {
    let maintenant = js_sys::Date::new_0();
    cpts_codes::Date::new(
        maintenant.get_full_year() as u16,
        maintenant.get_month() as u8 + 1,
        maintenant.get_date() as u8,
    )
    .unwrap_or(cpts_rules::embedded_formulaire().verifie_le)
}

/// The whole of it: form, sheet, and the panel that shows a rule.
fn simulateur(etat: Etat) -> Vue {
    let formulaire = elc("div", "formulaire")
        .attr("role", "region")
        .attr("aria-label", "Vos réponses")
        .classe_si("plie", move || etat.plie.get())
        .avec(questions::professions(etat))
        .avec(questions::territoire(etat))
        .avec(questions::missions(etat));
    let tout = elc("div", "cpts")
        .attr("lang", "fr")
        .avec(
            elc("div", "colonnes")
                .avec(atelier::later(etat, formulaire, Piece::Resume))
                .avec(bilan::feuille(etat)),
        )
        .avec(elc("div", "sr").attr("role", "status").texte_vif(move || etat.annonce.get()));
    atelier::later(etat, tout, Piece::Regle)
}
