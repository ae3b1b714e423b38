//! Projects that come by a link, and the address of one.

use cpts_documents::lien::{self, Lu};
use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::etat::Etat;
use crate::etat::cellules::ouverture::{Arrivant, Refus};
use crate::etat::gestes::projet::{self, sift};
use crate::etat::lectures::liens::gardes;
use crate::socle::page::document;

/// Opens the project of a link; `fait` is told whether it was opened.
pub(crate) fn open_link(etat: Etat, texte: &str, fait: Option<Function>) {
    etat.ouverture.set(None);
    etat.par_lien.set(true);
    let texte = lien::find(texte).unwrap_or(texte);
    let lu = match lien::read(texte) {
        Ok(lu) if lien::is_plausible(&lu.dossier) => Ok(lu),
        Ok(_) => Err(lien::Refus::Impossible),
        Err(refus) => Err(refus),
    };
    match lu {
        Ok(Lu { mut dossier, inconnus }) => {
            let gardes = gardes(&mut dossier);
            let mut arrivant = Arrivant { projet: dossier.projet, gardes, inconnus, fait };
            sift(etat, &mut arrivant);
            projet::replace(etat, arrivant);
        }
        Err(refus) => {
            let [probleme, aide] = refus.phrases();
            projet::refuse(etat, vec![Refus::entier(probleme, aide)]);
            answer(fait.as_ref(), false);
        }
    }
}

/// Tells whoever asked whether a project was opened.
pub(crate) fn answer(fait: Option<&Function>, ouvert: bool) {
    if let Some(fait) = fait {
        let _ = fait.call1(&JsValue::NULL, &JsValue::from_bool(ouvert));
    }
}

/// The address of the page that opens a link: that of the simulator's own folder.
pub(crate) fn address(etat: Etat, texte: &str) -> String {
    let base = etat.base.get_untracked();
    let ici = document().url().unwrap_or_default();
    // A folder that answers by itself is the shorter address.
    let page = if ici.split(['?', '#']).next() == Some(base.as_str()) { "" } else { "index.html" };
    [&base, page, lien::MARQUE, texte].concat()
}
