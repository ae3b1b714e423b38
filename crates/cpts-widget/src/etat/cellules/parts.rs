//! The parts of the interface that come later, each in a WebAssembly file of its own: what they
//! bring, and what waits for them. How they are fetched is told by `crate::parts`, through pointers:
//! nothing here may name what they hold.

use cpts_codes::CodeCommune;
use cpts_core::Projet;
use cpts_rules::Ou;
use js_sys::Function;

use crate::etat::Etat;
use crate::socle::vue::Vue;

/// Fetches the parts: see `crate::parts`.
#[derive(Clone, Copy)]
pub(crate) struct Portes {
    /// Fetches the second file, or tries again; then catches up with the answers given meanwhile.
    pub(crate) atelier: fn(Etat),
    /// Fetches the third file, unless it is there or on its way.
    pub(crate) outils: fn(Etat),
}

/// What the third file brings.
#[derive(Clone, Copy)]
pub(crate) struct Outils {
    pub(crate) ecrire: fn(Etat, Outil, Vue),
}

/// A tool of the third file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outil {
    /// The documents of the project.
    Documents,
    /// The page to print.
    Impression,
    /// The meeting, over the whole window.
    Reunion,
    /// The link of the project, and its QR code.
    Partage,
    /// The projects that this browser keeps.
    Projets,
    /// The budget, month by month.
    Budget,
    /// All the help.
    Aide,
    /// The questions of one place.
    Questions(Ou),
    /// What an acronym means.
    Definition,
}

/// What the second file brings.
#[derive(Clone, Copy)]
pub(crate) struct Atelier {
    pub(crate) ecrire: fn(Etat, Piece, Vue),
    pub(crate) faire: fn(Etat, Tache),
    pub(crate) suivre: fn(Etat, &Projet),
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

/// Does something now, or when the second file has come.
pub(crate) fn run(etat: Etat, tache: Tache) {
    match etat.atelier.get_untracked() {
        Venue::Pret(atelier) => (atelier.faire)(etat, tache),
        Venue::EnRoute => etat.attente.update(|attente| attente.push(tache)),
        Venue::Absent => {
            etat.attente.update(|attente| attente.push(tache));
            (etat.portes.atelier)(etat);
        }
    }
}

/// How far the third file has come.
#[derive(Clone, Copy)]
pub(crate) enum VenueDesOutils {
    /// Nobody has asked for it.
    Inutile,
    /// On its way.
    EnRoute,
    /// There.
    Pret(Outils),
    /// It did not come.
    Absent,
}
