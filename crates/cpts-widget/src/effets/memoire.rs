//! Work in progress outlives a reload, a crash of the tab, an update: it stands in the
//! memory of the tab (`sessionStorage`), which the browser gives back, and which goes
//! with the tab. And a project comes in by a link.
//!
//! What is written is the text of a link ([`cpts_documents::lien`]): whichever version
//! comes next can read it. A browser that refuses its memory changes nothing else.

use std::cell::RefCell;
use std::rc::Rc;

use cpts_perimetre::comparaison::Gardes;
use cpts_seance::depart::projet_de_depart;
use cpts_seance::lectures::liens::text;
use cpts_seance::ouverture::Courant;
use cpts_seance::reunion::Reunion;
use web_sys::Storage;

use crate::effets::attente;
use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::etat::cellules::reglages::Reglage;
use crate::socle::fenetre::listen_window;
use crate::socle::minuterie::{Attente, after};
use crate::socle::page::window;
use crate::socle::vue::watch;

/// Milliseconds of rest before the work is written.
const PAUSE: u32 = 300;

/// What every key of ours begins with, in both memories of the browser.
pub(crate) const CLES: &str = "cpts-simulateur:";

/// The memory of the tab; `None` where the browser, or the frame, refuses it.
pub(crate) fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// A key of this simulator: its page, and its place on the page.
pub(crate) fn key(etat: Etat, quoi: &str) -> String {
    let page = window().location().pathname().unwrap_or_default();
    let place = etat.reglage(Reglage::Place).unwrap_or_default();
    [CLES, quoi, &page, ":", &place].concat()
}

/// Where the tab remembers which saved project is at work, and the text that it had then.
fn cle_du_courant(etat: Etat) -> String {
    key(etat, "projet:")
}

/// The key of the meeting: its counts are not the project's, and no link carries them.
fn cle_de_reunion(etat: Etat) -> String {
    key(etat, "reunion:")
}

/// Takes the meeting up where it was.
fn resume_reunion(etat: Etat, memoire: &Storage) {
    if let Ok(Some(texte)) = memoire.get_item(&cle_de_reunion(etat)) {
        let connue = |id: &str| etat.formulaire().professions.iter().any(|p| p.id == id);
        let reunion = Reunion::from_texte(&texte, connue);
        if reunion.ouverte {
            etat.outil.set(Some(Outil::Reunion));
        }
        etat.resume_reunion(reunion);
    }
}

/// Takes up the work that the tab remembers; whether there was some.
pub(crate) fn resume(etat: Etat) -> bool {
    let Some(memoire) = session() else { return false };
    resume_reunion(etat, &memoire);
    let garde = memoire.get_item(&cle_du_courant(etat)).ok().flatten();
    if let Some((cle, texte)) = garde.as_deref().and_then(|garde| garde.split_once('\n')) {
        etat.set_courant(Some(Courant { cle: cle.to_owned(), texte: texte.to_owned() }));
    }
    let cle = key(etat, "session:");
    let Ok(Some(texte)) = memoire.get_item(&cle) else { return false };
    let Some(inconnus) = etat.seance.resume(&texte) else {
        let _ = memoire.remove_item(&cle);
        etat.set_souvenir(Some(
            "Votre travail d’avant n’a pas pu être relu\u{a0}: le navigateur l’a rendu abîmé.".into(),
        ));
        return false;
    };
    attente::adopt(etat, inconnus);
    true
}

/// Writes the work down at each rest, and when the page is hidden or left; which saved project is at work,
/// at once.
pub(crate) fn follow(etat: Etat) {
    watch(Box::new(move || {
        let Some(memoire) = session() else { return };
        let cle = cle_du_courant(etat);
        let _ = match etat.courant.get() {
            Some(courant) => memoire.set_item(&cle, &[&courant.cle, "\n", &courant.texte].concat()),
            None => memoire.remove_item(&cle),
        };
    }));
    let attente = Rc::new(RefCell::new(None::<Attente>));
    let ici = Rc::clone(&attente);
    watch(Box::new(move || {
        etat.projet.with(|_| ());
        etat.gardes.with(|_| ());
        etat.reunion.with(|_| ());
        *ici.borrow_mut() = Some(after(PAUSE, move || write(etat)));
    }));
    for evenement in ["pagehide", "visibilitychange"] {
        let attente = Rc::clone(&attente);
        listen_window(evenement, move |_| {
            // Only what still waits: a page that leaves must not write over another one.
            if attente.borrow_mut().take().is_some() {
                write(etat);
            }
        });
    }
}

fn write(etat: Etat) {
    if !etat.projet.is_held() {
        return;
    }
    let cle = key(etat, "session:");
    let depart = projet_de_depart(etat.formulaire(), etat.monde.aujourd_hui);
    let gardes = etat.gardes.get_untracked();
    let texte = etat.projet.with_untracked(|projet| {
        (*projet != depart || gardes != Gardes::default())
            .then(|| text(projet, Some(&gardes), etat.monde.aujourd_hui))
    });
    let reunion = etat.reunion.with_untracked(|r| (*r != Reunion::default()).then(|| r.to_texte()));
    if let Some(memoire) = session() {
        let cle = cle_de_reunion(etat);
        // The project below tells where the browser keeps nothing.
        let _ = match reunion {
            Some(texte) => memoire.set_item(&cle, &texte),
            None => memoire.remove_item(&cle),
        };
    }
    let ecrit = match (session(), texte) {
        (Some(memoire), Some(texte)) => memoire.set_item(&cle, &texte).is_ok(),
        (Some(memoire), None) => memoire.remove_item(&cle).is_ok(),
        (None, texte) => texte.is_none(),
    };
    if !ecrit && !etat.sans_memoire.get_untracked() {
        etat.sans_memoire.set(true);
        etat.set_souvenir(Some(
            "Ce navigateur ne garde rien ici\u{a0}: si vous rechargez la page, vos réponses seront perdues. Copiez le lien du projet avant de partir.".into(),
        ));
    }
}
