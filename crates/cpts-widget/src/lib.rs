//! The interface of the simulator: what `<cpts-simulateur>` shows.
//!
//! The element itself (shadow root, style sheet, start of the module) is in
//! `web/cpts-simulateur.js`; it calls [`monter`] with an empty `<div>` of its
//! shadow root and [`Montage::demonter`] when it leaves the page. From there on:
//!
//! - [`etat`]: the one `Projet` of the person, and what follows from it
//!   (perimeter, bilan), recomputed at each change;
//! - [`donnees`]: the files of communes, fetched after the first paint;
//! - [`questions`]: who, where, which missions;
//! - [`bilan`]: the sheet that writes itself;
//! - [`regle`]: where a figure comes from.
//!
//! No rule and no figure is written here: they come from `cpts-rules`.

mod bilan;
mod donnees;
mod etat;
mod format;
mod icones;
mod questions;
mod regle;
mod sources;

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use etat::Etat;

/// A simulator that is on the page. Dropping it takes it off.
#[wasm_bindgen]
pub struct Montage {
    #[expect(dead_code, reason = "held for its Drop, which unmounts the view")]
    poignee: Box<dyn Any>,
}

#[wasm_bindgen]
impl Montage {
    /// Takes the simulator off the page and frees what it holds.
    pub fn demonter(self) {}
}

/// Shows a simulator in `hote`. `base` is the address of the folder that holds
/// the data files, with its final slash.
#[wasm_bindgen]
pub fn monter(hote: HtmlElement, base: String) -> Montage {
    let poignee = mount_to(hote, move || {
        let etat = Etat::new(aujourd_hui(), base.clone());
        etat.recharger.run(());
        donnees::load_adjacence_when_needed(etat, base);
        etat.announce_changes();
        page(etat)
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
    .unwrap_or(cpts_rules::embedded().verifie_le)
}

/// The whole of it: form, sheet, and the panel that shows a rule.
fn page(etat: Etat) -> impl IntoView {
    view! {
        <div class="cpts" lang="fr">
            <div class="colonnes">
                <div class="formulaire" role="region" aria-label="Vos réponses">
                    {questions::professions(etat)}
                    {questions::territoire(etat)}
                    {questions::missions(etat)}
                    {bilan::barre_de_resume(etat)}
                </div>
                {bilan::feuille(etat)}
            </div>
            {regle::panneau(etat)}
            <div class="sr" role="status">{move || etat.annonce.get()}</div>
        </div>
    }
}
