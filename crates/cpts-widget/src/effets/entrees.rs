//! What arrives from outside, a pasted text or a file: a list, a project, or neither.

use cpts_core::Territoire;
use cpts_documents::lien;
use cpts_perimetre::liste::{self, Alentours, Lieu, LigneLue};
use cpts_seance::donnees::Donnees;
use cpts_seance::ouverture::Arrivant;
use cpts_seance::revue::Revue;
use cpts_territory::Territory;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, Event};

use crate::effets::fichiers::lire_projet;
use crate::effets::{attente, liens};
use crate::etat::Etat;
use crate::etat::cellules::parts::Tache;

/// Opens a project file: its answers take the place of those that are there, and
/// one gesture brings those back. A file with a mistake is refused whole, with a
/// sentence for each mistake, and changes nothing; places that are no more are no mistake
/// ([`adopt`]).
pub(crate) fn open_projet(etat: Etat, texte: String) {
    etat.close_ouverture();
    etat.set_par_lien(false);
    etat.spawn(async move {
        match lire_projet(etat, &JsValue::from_str(&texte)).await {
            Ok(projet) => attente::open(etat, Arrivant { projet, ..Arrivant::default() }),
            Err(refus) => etat.refuse(refus),
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
            etat.close_revue();
            open_projet(etat, texte);
        } else {
            show(etat, Revue::Projet(texte));
        }
        return;
    }
    if lien::find(&texte).is_some() {
        etat.close_revue();
        liens::open_link(etat, &texte, None, None);
        // What became of it is told where it was pasted.
        return etat.set_par_lien(false);
    }
    if texte.trim().is_empty() {
        return show(etat, Revue::Refus("Ce texte est vide. Collez au moins une commune.".to_owned()));
    }
    let lues = etat.donnees.with_untracked(|donnees| match donnees {
        Donnees::La(territory) => read_list(etat, &texte, territory),
        Donnees::Inutile | Donnees::EnRoute(..) => {
            Err("Les communes arrivent. Recommencez dès qu’elles seront là\u{a0}: la liste ne peut pas encore être lue.".to_owned())
        }
        Donnees::Manquee(_) => {
            Err("Les communes ne sont pas disponibles. Rechargez-les, puis recommencez.".to_owned())
        }
    });
    show(etat, lues.map_or_else(Revue::Refus, Revue::Liste));
}

/// Reads a list beside what the project holds already.
fn read_list(etat: Etat, texte: &str, territory: &Territory) -> Result<Vec<LigneLue>, String> {
    let pres_de = etat.perimetre.with_untracked(|perimetre| {
        let mut lieux = Vec::with_capacity(perimetre.communes.len());
        for commune in &perimetre.communes {
            lieux.push(Lieu::Commune(commune.code));
        }
        lieux
    });
    etat.adjacence.with_untracked(|voisins| {
        let alentours = Alentours { pres_de: &pres_de, voisins: voisins.as_ref() };
        liste::read(texte, territory, alentours).map_err(|e| e.to_string())
    })
}

/// Shows what was found in one go, where it can be reviewed.
pub(crate) fn show(etat: Etat, revue: Revue) {
    etat.plie.set(false);
    etat.open_revue(revue);
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
        etat.run(Tache::Lire(texte));
    }
}
