//! Projects that come by a link, and the address of one.

use std::rc::Rc;

use cpts_documents::lien;
use cpts_seance::ouverture::{Arrivant, Courant};

use crate::effets::attente;
use crate::etat::Etat;
use crate::socle::page::document;

/// Opens the project of a link; `courant` is the saved project that it is, if it is one; `fait` is told
/// whether it was opened.
pub(crate) fn open_link(etat: Etat, texte: &str, courant: Option<Courant>, fait: Option<Rc<dyn Fn(bool)>>) {
    etat.close_ouverture();
    etat.set_par_lien(true);
    match etat.read_link(texte) {
        Some(lu) => attente::open(etat, Arrivant { courant, fait, ..lu }),
        None => {
            if let Some(fait) = fait {
                fait(false);
            }
        }
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
