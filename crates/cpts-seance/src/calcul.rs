//! What follows from the answers and the data: the one place that computes it.

use std::rc::Rc;

use cpts_core::{Bilan, Perimetre, Projet, Territoire, evaluate};
use cpts_perimetre::et_si::et_si;
use cpts_territory::Territory;

use crate::donnees::Donnees;
use crate::seance::{Lecteurs, Seance};

/// Computes what follows from answers that are about to take the place of those that are there; all of it
/// where the data changed. What [`Seance::begin`] is given.
pub fn follow(seance: Seance, projet: &Projet, donnees: bool) {
    let autre = align(seance, projet);
    if donnees || autre || seance.projet.with_untracked(|avant| avant.territoire != projet.territoire) {
        let resolu = perimetre_de(seance, &projet.territoire);
        // The form only holds codes that it found in this very data.
        seance.perimetre.set(resolu.unwrap_or_default());
    }
    seance.bilan.set(seance.perimetre.with_untracked(|p| evaluate(projet, p, seance.rules())));
}

/// The perimeter of a territory, with what is known of the CPTS that are there; `None`
/// while the data is not there.
fn perimetre_de(seance: Seance, territoire: &Territoire) -> Option<Perimetre> {
    let territory: Rc<Territory> = seance.donnees.with_untracked(|d| d.la().map(Rc::clone))?;
    let mut resolu = seance
        .adjacence
        .with_untracked(|a| {
            seance.iris.with_untracked(|iris| {
                // IRIS that are not known any more must not hide all the rest.
                cpts_perimetre::resolve_with(territoire, &territory, a.as_ref(), iris.la())
                    .or_else(|_| cpts_perimetre::resolve(territoire, &territory, a.as_ref()))
            })
        })
        .ok()?;
    seance.couverture.with_untracked(|lue| {
        if let Some(lue) = lue {
            cpts_perimetre::couverture::cover(&mut resolu, &lue.couverture, &territory);
        }
    });
    Some(resolu)
}

/// Shows the communes at the vintage of the project, once it is there. Returns whether that
/// changed anything.
fn align(seance: Seance, projet: &Projet) -> bool {
    let montre = seance.donnees.with_untracked(|donnees| donnees.la().map(|t| t.header().millesime));
    let (Some(montre), Some(base)) = (montre, seance.reference.get_untracked()) else { return false };
    let courant = base.header().millesime;
    let voulu = projet.hypotheses.millesime.unwrap_or(courant);
    if voulu == montre {
        return false;
    }
    let autre = match voulu == courant {
        true => Some(base),
        false => {
            seance.millesimes.with_untracked(|m| m.la().and_then(|m| m.apply(&base, voulu))).map(Rc::new)
        }
    };
    let change = autre.is_some();
    if let Some(autre) = autre {
        seance.donnees.set(Donnees::La(autre));
    }
    change
}

impl Seance {
    /// The bilan of the same project on another territory, and its perimeter; nothing is changed.
    pub fn ailleurs(self, territoire: &Territoire) -> Option<(Perimetre, Bilan)> {
        // Whatever changes the perimeter of the project changes this one too.
        self.perimetre.with(|_| ());
        let perimetre = perimetre_de(self, territoire)?;
        let bilan = self.projet.with(|projet| evaluate(projet, &perimetre, self.rules()));
        Some((perimetre, bilan))
    }

    /// Somebody begins to look at what other perimeters would do, beside those who do already.
    pub fn look_at_et_si(self, qui: Lecteurs) {
        let avant = self.et_si_vu.get_untracked();
        let apres = Lecteurs { section: avant.section || qui.section, carte: avant.carte || qui.carte };
        if apres != avant {
            self.et_si_vu.set(apres);
        }
    }

    /// Computes what other perimeters would do, while somebody looks. Watched.
    pub fn follow_et_si(self) {
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
    }
}
