//! What can be undone and made again.

use std::rc::Rc;

use cpts_core::Projet;
use cpts_perimetre::comparaison::Gardes;

use crate::etat::Etat;
use crate::etat::cellules::reunion::Comptes;

/// All that one may want back.
#[derive(Clone, PartialEq)]
pub(crate) struct Instant {
    pub(crate) projet: Projet,
    pub(crate) gardes: Gardes,
    pub(crate) comptes: Comptes,
}

impl Instant {
    /// What stands there now. Watched.
    pub(crate) fn of(etat: Etat) -> Self {
        let comptes = etat.reunion.with(|r| r.comptes.clone());
        Self { projet: etat.projet.get(), gardes: etat.gardes.get(), comptes }
    }
}

/// Which answer changed, and which line of it: changes of the same one in a row are one
/// gesture, but for those without a name.
pub(crate) type Reponse = (&'static str, usize);

/// The answer of a change that is a gesture of its own.
pub(crate) const A_PART: Reponse = ("", 0);

/// A change that was made.
#[derive(Clone)]
pub(crate) struct Pas {
    /// What to return to.
    pub(crate) vers: Rc<Instant>,
    /// What changed, in words.
    pub(crate) quoi: String,
    pub(crate) reponse: Reponse,
}

/// What was done, and what was undone.
#[derive(Clone, Default)]
pub(crate) struct Histoire {
    pub(crate) ici: Option<Rc<Instant>>,
    pub(crate) faits: Vec<Pas>,
    pub(crate) defaits: Vec<Pas>,
    /// The rules in use: others change the answers, and nobody's gesture does.
    pub(crate) regles: String,
    /// When the last step was made.
    pub(crate) quand: f64,
    /// What to call the next one.
    pub(crate) prochain: Option<String>,
}
