//! The one way in which answers change.

use std::rc::Rc;

use cpts_core::{Budget, Hypotheses, Projet, Territoire};
use cpts_territory::Territory;

use crate::quoi::Quoi;
use crate::reponses::Reponses;
use crate::seance::Seance;

impl Seance {
    /// Changes the answers, and all that follows; one step back where that changed something, and
    /// returns whether it did.
    pub(crate) fn geste(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Reponses)) -> bool {
        let avant = self.reponses();
        let mut apres = avant.clone();
        changer(&mut apres);
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
        if recalculer && let Some(calcul) = self.calcul.get_untracked() {
            calcul(self, &projet, false);
        }
        self.projet.set(projet);
    }

    /// The same for what is asked of the person alone.
    pub(crate) fn edit(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Projet)) -> bool {
        self.geste(quoi, &mut |r| changer(&mut r.projet))
    }

    /// The same for what is supposed.
    pub(crate) fn edit_hypotheses(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Hypotheses)) -> bool {
        self.geste(quoi, &mut |r| changer(&mut r.projet.hypotheses))
    }

    /// The same for the budget.
    pub(crate) fn edit_budget(self, quoi: Quoi, changer: &mut dyn FnMut(&mut Budget)) -> bool {
        self.geste(quoi, &mut |r| changer(&mut r.projet.hypotheses.budget))
    }

    /// The same for the territory, once the communes are there.
    pub(crate) fn edit_territory(
        self,
        quoi: Quoi,
        changer: &mut dyn FnMut(&mut Territoire, &Territory),
    ) -> bool {
        let territory = self.donnees.with_untracked(|d| d.la().map(Rc::clone));
        let Some(territory) = territory else { return false };
        self.geste(quoi, &mut |r| changer(&mut r.projet.territoire, &territory))
    }
}
