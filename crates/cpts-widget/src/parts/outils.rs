//! What a person opens when they need it, in a third WebAssembly file: most
//! visits end without it.
//!
//! Like the second half ([`crate::atelier`]), this part is compiled with the rest
//! and cut off after the link: what can only be reached through [`open_outils`]
//! goes there. It shares memory and state with the others. The second half gives
//! each tool a place ([`when`]); the tool is written there the first time that it
//! is asked for, and stays.

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::etat::cellules::parts::Outil;
use crate::etat::{Etat, Outils, VenueDe};
use crate::socle::vue::Vue;
use crate::vues::outils::{aide, budget, documents, impression, partage, projets, reunion};

#[wasm_split(outils, fallible)]
pub(crate) fn open_outils() -> Result<Outils, SplitLoaderError> {
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
pub(crate) fn open(etat: Etat) {
    if matches!(etat.outils.get_untracked(), VenueDe::EnRoute(..) | VenueDe::La(_)) {
        return;
    }
    etat.outils.set(VenueDe::EnRoute(0, 0));
    etat.spawn(async move {
        let venue = open_outils().await.map_or(VenueDe::Manquee(()), VenueDe::La);
        etat.outils.set(venue);
    });
}
