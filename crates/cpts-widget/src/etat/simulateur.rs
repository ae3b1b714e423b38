//! The state of one simulator.

use std::ops::Deref;
use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_core::Configuration;
use cpts_seance::{Cellule, Monde, Seance};
use js_sys::Function;

use crate::etat::cellules::ecran::{Consultation, Import};
use crate::etat::cellules::parts::{Outil, Piece, Tache};
use crate::etat::cellules::reglages::{Reglage, Reglages};
use crate::socle::page::Owner;
use crate::socle::vue::Vue;

/// The state of one simulator: the session, which only its own gestures change, and around it what is open
/// or folded, what the host page asks for, and the parts of the interface that come later.
#[derive(Clone, Copy)]
pub(crate) struct Etat {
    /// What was answered, and what follows from it.
    pub(crate) seance: Seance,

    /// What the site adds around the simulator.
    pub(crate) configuration: Cellule<Option<Rc<Configuration>>>,
    /// What the rule panel speaks of.
    pub(crate) consultation: Cellule<Option<Consultation>>,
    /// The file that tells which CPTS exist, while the person imports it.
    pub(crate) import: Cellule<Import>,
    /// Whether the questions are folded into one line each, where the container
    /// is of the width that does so.
    pub(crate) plie: Cellule<bool>,
    /// The commune or the city of which a part is being chosen.
    pub(crate) partage: Cellule<Option<CodeCommune>>,
    /// Whether the meeting is on the screen.
    pub(crate) en_reunion: Cellule<bool>,
    /// The tool whose dialog is open.
    pub(crate) outil: Cellule<Option<Outil>>,
    /// The acronym whose definition is open.
    pub(crate) glose: Cellule<Option<&'static str>>,
    /// Whether the browser keeps nothing here.
    pub(crate) sans_memoire: Cellule<bool>,

    /// Address of the folder of the data files, with its final slash.
    pub(crate) base: Cellule<String>,
    /// What the host page asks for.
    pub(crate) reglages: Cellule<Reglages>,
    /// Tells the host page.
    pub(crate) signaler: Cellule<Function>,
    /// Fetches a module beside the page.
    pub(crate) charger: Cellule<Function>,

    /// The second part of the interface.
    pub(crate) atelier: Cellule<VenueDe<Atelier>>,
    /// What it is to do as soon as it comes.
    pub(crate) attente: Cellule<Vec<Tache>>,
    /// The third part.
    pub(crate) outils: Cellule<VenueDe<Outils>>,
    /// How the parts that come later are fetched.
    pub(crate) portes: Portes,
    /// Who owns all that the simulator watches. What is watched from an answer of the
    /// network, or of the person, goes with it.
    pub(crate) proprietaire: Cellule<Owner>,
}

impl Deref for Etat {
    type Target = Seance;

    fn deref(&self) -> &Seance {
        &self.seance
    }
}

impl Etat {
    /// A simulator that begins: `base`, `charger` and `signaler` are those of the host page.
    pub(crate) fn new(
        monde: Monde,
        base: String,
        charger: Function,
        signaler: Function,
        portes: Portes,
    ) -> Self {
        Self {
            seance: Seance::new(monde),
            configuration: Cellule::new(None),
            consultation: Cellule::new(None),
            import: Cellule::new(Import::Inutile),
            plie: Cellule::new(false),
            partage: Cellule::new(None),
            en_reunion: Cellule::new(false),
            outil: Cellule::new(None),
            glose: Cellule::new(None),
            sans_memoire: Cellule::new(false),
            base: Cellule::new(base),
            reglages: Cellule::new(Reglages::default()),
            signaler: Cellule::new(signaler),
            charger: Cellule::new(charger),
            atelier: Cellule::new(VenueDe::Inutile),
            attente: Cellule::new(Vec::new()),
            outils: Cellule::new(VenueDe::Inutile),
            portes,
            proprietaire: Cellule::new(Owner::current().unwrap_or_default()),
        }
    }
}

impl Etat {
    /// The value of an attribute of the element; `None` if it is absent. Watched.
    pub(crate) fn reglage(self, reglage: Reglage) -> Option<String> {
        self.reglages.with(|r| r.get(reglage).map(str::to_owned))
    }

    /// Takes over an attribute of the element.
    pub(crate) fn regler(self, reglage: Reglage, valeur: Option<String>) {
        let mut reglages = self.reglages.get_untracked();
        if reglages.set(reglage, valeur) {
            let masque = reglages.get(Reglage::MasquerMontants).is_some();
            self.reglages.set(reglages);
            if reglage == Reglage::MasquerMontants {
                self.set_masque_de_l_hote(masque);
            }
        }
    }

    /// Does something now, or when the second file has come.
    pub(crate) fn run(self, tache: Tache) {
        match self.atelier.get_untracked() {
            VenueDe::La(atelier) => (atelier.faire)(self, tache),
            VenueDe::EnRoute(..) => self.attente.update(|attente| attente.push(tache)),
            VenueDe::Inutile | VenueDe::Manquee(()) => {
                self.attente.update(|attente| attente.push(tache));
                (self.portes.atelier)(self);
            }
        }
    }
}

/// A part of the interface on its way: why it did not come is said by whoever shows it.
pub(crate) type VenueDe<T> = cpts_seance::Venue<T, ()>;

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

/// What the second file brings.
#[derive(Clone, Copy)]
pub(crate) struct Atelier {
    pub(crate) ecrire: fn(Etat, Piece, Vue),
    pub(crate) faire: fn(Etat, Tache),
}
