//! Putting perimeters aside, and taking them up again.

use cpts_core::Territoire;
use cpts_perimetre::comparaison::Gardes;

use crate::etat::Etat;
use crate::socle::cellule::Cellule;

/// A gesture that can be undone: what was, and what it made of it.
#[derive(Clone)]
pub(crate) struct Retour {
    pub(crate) phrase: String,
    pub(crate) avant: (Gardes, Territoire),
    pub(crate) apres: (Gardes, Territoire),
}

/// Changes what is kept, and the territory where the gesture gives another one.
pub(crate) fn act(
    etat: Etat,
    retour: Cellule<Option<Retour>>,
    geste: impl FnOnce(&mut Gardes, &Territoire) -> Option<(String, Option<Territoire>)>,
) {
    let avant = (etat.gardes.get_untracked(), etat.projet.with_untracked(|p| p.territoire.clone()));
    let mut gardes = avant.0.clone();
    let Some((phrase, territoire)) = geste(&mut gardes, &avant.1) else { return };
    let apres = (gardes.clone(), territoire.unwrap_or_else(|| avant.1.clone()));
    restore(etat, &apres);
    retour.set(Some(Retour { phrase, avant, apres }));
}

pub(crate) fn restore(etat: Etat, vers: &(Gardes, Territoire)) {
    etat.gardes.set(vers.0.clone());
    if etat.projet.with_untracked(|p| p.territoire != vers.1) {
        etat.edit_territory(|t, _| *t = vers.1.clone());
    }
}
