//! Computing what other perimeters would do, while somebody looks.

use std::rc::Rc;

use cpts_perimetre::et_si::et_si;

use crate::etat::Etat;
use crate::socle::vue::watch;

impl Etat {
    /// Keeps [`Self::et_si`] in step with the perimeter, once a change, while somebody looks.
    pub(crate) fn follow_et_si(self) {
        watch(Box::new(move || {
            let lecteurs = self.et_si_vu.get();
            if !lecteurs.section && !lecteurs.carte {
                return;
            }
            let territory = self.territory();
            let dit = self.projet.with(|projet| {
                self.perimetre.with(|perimetre| {
                    self.adjacence.with(|adjacence| {
                        let (territory, adjacence) = (territory.as_ref()?, adjacence.as_ref()?);
                        et_si(projet, perimetre, territory, adjacence, self.rules()).map(Rc::new)
                    })
                })
            });
            self.et_si.set(dit);
        }));
    }
}
