//! The one way in which answers change.

use std::rc::Rc;

use cpts_core::{Budget, Hypotheses, Projet, Territoire};
use cpts_territory::Territory;

use crate::calcul;
use crate::quoi::Quoi;
use crate::reponses::Reponses;
use crate::seance::{Seance, Suite};

/// What follows from a gesture: its step back, and all that is computed. The first screen does without it: it
/// is given to [`Seance::begin`].
pub fn suite() -> Suite {
    Suite { noter, calculer: calcul::follow }
}

/// Takes other answers of the person, and notes the way back.
fn noter(seance: Seance, quoi: Quoi, projet: Projet) -> bool {
    let avant = seance.reponses();
    let apres = Reponses { projet, ..avant.clone() };
    seance.accept(quoi, avant, apres)
}

impl Seance {
    /// Changes what the person answered, and all that follows; one step back where that changed something.
    /// Returns whether it did.
    pub(crate) fn edit(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Projet)) -> bool {
        let mut projet = self.projet.get_untracked();
        changer(&mut projet);
        match self.suite.get_untracked() {
            Some(suite) => (suite.noter)(self, quoi, projet),
            None => {
                projet.look_from(self.monde.aujourd_hui);
                self.projet.set(projet);
                true
            }
        }
    }

    /// The same for what is supposed.
    pub(crate) fn edit_hypotheses(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Hypotheses)) -> bool {
        self.edit(quoi, &mut |p| changer(&mut p.hypotheses))
    }

    /// The same for the budget.
    pub(crate) fn edit_budget(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Budget)) -> bool {
        self.edit(quoi, &mut |p| changer(&mut p.hypotheses.budget))
    }

    /// The same for the territory, once the communes are there.
    pub(crate) fn edit_territory(
        self,
        quoi: Quoi,
        changer: &mut dyn FnMut(&mut Territoire, &Territory),
    ) -> bool {
        let territory = self.donnees.with_untracked(|d| d.la().map(Rc::clone));
        let Some(territory) = territory else { return false };
        self.edit(quoi, &mut |p| changer(&mut p.territoire, &territory))
    }

    /// The same for all that a person may want back.
    pub(crate) fn geste(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Reponses)) -> bool {
        let avant = self.reponses();
        let mut apres = avant.clone();
        changer(&mut apres);
        self.accept(quoi, avant, apres)
    }

    fn accept(self, quoi: Quoi, avant: Reponses, mut apres: Reponses) -> bool {
        apres.projet.look_from(self.monde.aujourd_hui);
        let change = apres != avant;
        if change {
            let maintenant = (self.monde.heure)();
            let avant = Rc::new(avant);
            self.histoire.update(|h| h.note(avant, &apres, quoi, maintenant));
        }
        // What was typed and is not taken is shown again as it was.
        self.poser(apres, change);
        change
    }

    /// Puts answers in the place of those that are there, without a step back.
    pub(crate) fn poser(self, reponses: Reponses, recalculer: bool) {
        let Reponses { mut projet, gardes, comptes } = reponses;
        projet.look_from(self.monde.aujourd_hui);
        if self.gardes.with_untracked(|g| *g != gardes) {
            self.gardes.set(gardes);
        }
        if self.reunion.with_untracked(|r| r.comptes != comptes) {
            self.reunion.update(|r| r.comptes = comptes);
        }
        if recalculer && let Some(suite) = self.suite.get_untracked() {
            (suite.calculer)(self, &projet, false);
        }
        self.projet.set(projet);
    }
}
