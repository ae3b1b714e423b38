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

use js_sys::Function;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use cpts_codes::CodeCommune;
use cpts_core::Projet;
use cpts_rules::Ou;

use crate::etat::Etat;
use crate::page::untrack;
use crate::vue::{Vue, bouton, el, elc, watch};
use crate::{aide, barre, bilan, configuration, glossaire, historique, memoire, questions, regle};

/// What the second file brings.
#[derive(Clone, Copy)]
pub(crate) struct Atelier {
    ecrire: fn(Etat, Piece, Vue),
    faire: fn(Etat, Tache),
    suivre: fn(Etat, &Projet),
}

impl Atelier {
    /// Computes what follows from other answers.
    pub(crate) fn follow(self, etat: Etat, projet: &Projet) {
        (self.suivre)(etat, projet);
    }
}

/// How far the second file has come.
#[derive(Clone, Copy)]
pub(crate) enum Venue {
    /// On its way.
    EnRoute,
    /// There.
    Pret(Atelier),
    /// It did not come.
    Absent,
}

/// A part of the interface that the second file writes.
#[derive(Clone, Copy)]
pub(crate) enum Piece {
    /// What the site says first, and the bar of tools.
    Entete,
    /// The sections of the sheet.
    Feuille,
    /// The result in one line, at the foot of the form.
    Resume,
    /// What stands under the search box, with all that a file dropped there does.
    Lieux,
    /// The panel that shows a rule, and what listens to the whole.
    Regle,
    /// The day from which one looks at a contract that runs.
    VueLe,
    /// The questions that people ask, where they arise.
    Questions(Ou),
}

/// Something to do, as soon as the second file is there: what is asked for meanwhile is done then,
/// in the order in which it was asked for.
#[derive(Clone)]
pub(crate) enum Tache {
    /// Catches up with what was answered, and follows it from then on.
    Commencer,
    /// Computes again, on data that changed.
    Recalculer,
    /// Reads a text that was pasted: a list to review, or a project.
    Lire(String),
    /// Opens the project of a link, and tells whether it did.
    Ouvrir(String, Function),
    /// Reviews communes under a title.
    Revoir(String, Vec<CodeCommune>),
}

#[wasm_split(atelier, fallible)]
fn open_atelier() -> Result<Atelier, SplitLoaderError> {
    Ok(Atelier { ecrire: write, faire: perform, suivre: Etat::follow })
}

fn write(etat: Etat, piece: Piece, place: Vue) {
    let _ = match piece {
        Piece::Entete => {
            memoire::entete(etat, place.vif(move || configuration::entete(etat)).avec(barre::barre(etat)))
        }
        Piece::Feuille => bilan::sections(etat, place),
        Piece::Resume => place.vif(move || bilan::barre_de_resume(etat)),
        Piece::Lieux => questions::lieux(etat, place),
        Piece::Regle => glossaire::follow(etat, historique::listen(etat, place)).avec(regle::panneau(etat)),
        Piece::VueLe => questions::vue_le(etat, place),
        Piece::Questions(ou) => place.avec(aide::questions(etat, ou)),
    };
}

fn perform(etat: Etat, tache: Tache) {
    match tache {
        Tache::Commencer => etat.start(),
        Tache::Recalculer => etat.recompute(),
        Tache::Lire(texte) => questions::review_text(etat, texte),
        Tache::Ouvrir(lien, fait) => memoire::open_link(etat, &lien, Some(fait)),
        Tache::Revoir(titre, codes) => questions::review_codes(etat, titre, codes),
    }
}

/// Fetches the second file, or tries again; then catches up with the answers
/// that were given meanwhile.
pub(crate) fn open(etat: Etat) {
    etat.atelier.set(Venue::EnRoute);
    etat.spawn(async move {
        let venue = open_atelier().await;
        let proprietaire = etat.proprietaire.get_untracked();
        match venue {
            Ok(atelier) => {
                etat.atelier.set(Venue::Pret(atelier));
                proprietaire.with(|| (atelier.faire)(etat, Tache::Commencer));
                let taches = etat.attente.get_untracked();
                etat.attente.set(Vec::new());
                for tache in taches {
                    proprietaire.with(|| (atelier.faire)(etat, tache));
                }
            }
            Err(_) => etat.atelier.set(Venue::Absent),
        }
    });
}

/// Does something now, or when the second file has come.
pub(crate) fn run(etat: Etat, tache: Tache) {
    match etat.atelier.get_untracked() {
        Venue::Pret(atelier) => (atelier.faire)(etat, tache),
        Venue::EnRoute => etat.attente.update(|attente| attente.push(tache)),
        Venue::Absent => {
            etat.attente.update(|attente| attente.push(tache));
            open(etat);
        }
    }
}

/// An element at the end of which a part is written when the second file has come.
pub(crate) fn later(etat: Etat, place: Vue, piece: Piece) -> Vue {
    let ici = place.clone();
    watch(Box::new(move || {
        if let Venue::Pret(atelier) = etat.atelier.get() {
            // What a part reads must not write it anew.
            untrack(|| (atelier.ecrire)(etat, piece, ici.clone()));
        }
    }));
    place
}

/// What stands in the place of the sheet until it can be written.
pub(crate) fn waiting(etat: Etat) -> Option<Vue> {
    let quoi = match etat.atelier.get() {
        Venue::Pret(_) => return None,
        Venue::EnRoute => elc("p", "aide").attr("role", "status").avec("Le bilan arrive…"),
        Venue::Absent => elc("div", "refus")
            .attr("role", "alert")
            .avec(
                el("p")
                    .avec(el("strong").avec("Le bilan ne peut pas encore s’écrire."))
                    .avec(" Une partie du simulateur n’a pas pu être téléchargée. Vos réponses sont gardées. Vérifiez la connexion, puis recommencez."),
            )
            .avec(bouton("bouton", move |_| open(etat)).avec("Recommencer")),
    };
    Some(elc("section", "accueil").avec(quoi))
}
