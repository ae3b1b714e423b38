//! The second part of the interface, in a WebAssembly file of its own.
//!
//! The first screen asks questions; what answers them (the sheet, the panels
//! under the search box, the rule panel, and all that computes a bilan) is not
//! needed to show it. That part is compiled with the rest and cut off after the
//! link (`cargo xtask split`): what can only be reached through [`open`] goes
//! to the second file, which is fetched as soon as the first screen stands.
//!
//! The two halves share memory and state. The first half holds the second as
//! [`Atelier`], three functions; without it questions can be answered, and
//! their answers wait.

use cpts_seance::revue::Revue;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::effets::{self, entrees, liens, nombre_colle};
use crate::etat::cellules::parts::{Piece, Tache};
use crate::etat::{Atelier, Etat, VenueDe};
use crate::socle::vue::Vue;
use crate::vues::atelier::{barre, bilan, entete, regle, resume, territoire, vue_le};
use crate::vues::pieces::{annuler, glossaire, questions};

#[wasm_split(atelier, fallible)]
fn open_atelier() -> Result<Atelier, SplitLoaderError> {
    Ok(Atelier { ecrire: write, faire: perform })
}

fn write(etat: Etat, piece: Piece, place: Vue) {
    let _ = match piece {
        Piece::Entete => {
            entete::entete(etat, place.vif(move || entete::du_site(etat)).avec(barre::barre(etat)))
        }
        Piece::Feuille => bilan::sections(etat, place),
        Piece::Resume => place.vif(move || resume::barre_de_resume(etat)),
        Piece::Lieux => territoire::lieux(etat, place),
        Piece::Regle => glossaire::follow(etat, annuler::listen(etat, place)).avec(regle::panneau(etat)),
        Piece::VueLe => vue_le::vue_le(etat, place),
        Piece::Questions(ou) => place.avec(questions::questions(etat, ou)),
    };
}

fn perform(etat: Etat, tache: Tache) {
    match tache {
        Tache::Commencer => effets::start(etat),
        Tache::Lire(texte) => entrees::review_text(etat, texte),
        Tache::Nombre(champ, texte) => nombre_colle::write(etat, &champ, &texte),
        Tache::Ouvrir(lien, fait) => liens::open_link(etat, &lien, None, Some(fait)),
        Tache::Revoir(titre, codes) => entrees::show(etat, Revue::Codes(titre, codes)),
    }
}

/// Fetches the second file, or tries again; then catches up with the answers
/// that were given meanwhile.
pub(crate) fn open(etat: Etat) {
    etat.atelier.set(VenueDe::EnRoute(0, 0));
    etat.spawn(async move {
        let venue = open_atelier().await;
        let proprietaire = etat.proprietaire.get_untracked();
        match venue {
            Ok(atelier) => {
                etat.atelier.set(VenueDe::La(atelier));
                proprietaire.with(|| (atelier.faire)(etat, Tache::Commencer));
                let taches = etat.attente.get_untracked();
                etat.attente.set(Vec::new());
                for tache in taches {
                    proprietaire.with(|| (atelier.faire)(etat, tache));
                }
            }
            Err(_) => etat.atelier.set(VenueDe::Manquee(())),
        }
    });
}
