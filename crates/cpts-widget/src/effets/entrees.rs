//! What arrives from outside, a pasted text or a file: a list, a project, or neither.

use cpts_core::{Projet, Territoire, plat};
use cpts_documents::lien;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, Event, TextDecoder};

use crate::effets::fichiers::{call, sans_module};
use crate::effets::liens;
use crate::etat::Etat;
use crate::etat::cellules::donnees::Donnees;
use crate::etat::cellules::ouverture::{Arrivant, Refus};
use crate::etat::cellules::parts::{self, Tache};
use crate::etat::cellules::revue::Revue;
use crate::etat::gestes::projet::{refuse, replace};
use crate::etat::gestes::revue::open;

/// The project of a text, or of its bytes, under the rules that are in use.
pub(crate) async fn lire_projet(etat: Etat, contenu: &JsValue) -> Result<Projet, Vec<Refus>> {
    let texte = match contenu.dyn_ref::<Uint8Array>() {
        Some(octets) => TextDecoder::new().and_then(|d| d.decode_with_js_u8_array(octets)).map(JsValue::from),
        None => Ok(contenu.clone()),
    };
    let regles = etat.bareme.with_untracked(|b| b.map_or(JsValue::UNDEFINED, |b| b.texte.into()));
    let lu = call(etat, "lire_projet", &[texte.unwrap_or(JsValue::NULL), regles]).await;
    let lu = lu.map_err(|refus| refus.map_or_else(sans_module, |texte| Refus::read_all(&texte)))?;
    plat::read(&lu).ok_or_else(sans_module)
}

/// Opens a project file: its answers take the place of those that are there, and
/// one gesture brings those back. A file with a mistake is refused whole, with a
/// sentence for each mistake, and changes nothing; places that are no more are no mistake
/// ([`adopt`]).
pub(crate) fn open_projet(etat: Etat, texte: String) {
    etat.ouverture.set(None);
    etat.par_lien.set(false);
    etat.spawn(async move {
        match lire_projet(etat, &JsValue::from_str(&texte)).await {
            Ok(projet) => replace(etat, Arrivant { projet, ..Arrivant::default() }),
            Err(refus) => refuse(etat, refus),
        }
    });
}

/// Reads a text that was pasted or opened: a project, the link of one, or a list to review.
pub(crate) fn review_text(etat: Etat, texte: String) {
    if texte.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).starts_with('{') {
        let vierge = etat.projet.with_untracked(|p| {
            p.territoire == Territoire::default() && p.professionnels.is_none() && p.nom.is_none()
        });
        if vierge {
            etat.revue.set(None);
            open_projet(etat, texte);
        } else {
            open(etat, Revue::Projet(texte));
        }
        return;
    }
    if lien::find(&texte).is_some() {
        etat.revue.set(None);
        liens::open_link(etat, &texte, None);
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

/// Takes over a paste in the search box when it holds several places.
pub(crate) fn paste(etat: Etat, e: &Event) {
    let colle = e.unchecked_ref::<ClipboardEvent>().clipboard_data();
    let Some(texte) = colle.and_then(|c| c.get_data("text").ok()) else { return };
    let nu = texte.trim();
    let plusieurs = nu.contains(['\n', '\r', '\t', ';'])
        || nu.split(',').count() > 2
        || nu.starts_with('{')
        || nu.contains("#p=");
    if plusieurs {
        e.prevent_default();
        parts::run(etat, Tache::Lire(texte));
    }
}
