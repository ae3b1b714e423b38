//! Noting what changed, once a gesture.

use crate::etat::Etat;
use crate::etat::cellules::histoire::Instant;
use crate::etat::gestes::annuler::note;
use crate::socle::page::untrack;
use crate::socle::vue::watch;

/// Follows the answers from now on.
pub(crate) fn follow(etat: Etat) {
    watch(Box::new(move || {
        let regles = etat.cle_des_regles();
        let ici = Instant::of(etat);
        untrack(|| note(etat, regles, ici));
    }));
}
