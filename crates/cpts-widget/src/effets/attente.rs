//! What waits for the communes.

use cpts_seance::donnees::Donnees;
use cpts_seance::ouverture::Arrivant;

use crate::etat::Etat;
use crate::socle::page::untrack;
use crate::socle::vue::watch;

/// Puts a project in the place of the answers, as soon as its codes can be checked.
pub(crate) fn open(etat: Etat, arrivant: Arrivant) {
    open_boxed(etat, Box::new(arrivant));
}

fn open_boxed(etat: Etat, arrivant: Box<Arrivant>) {
    if let Err(arrivant) = etat.seance.open(arrivant) {
        let venues = |d: &Donnees| !matches!(d, Donnees::Inutile | Donnees::EnRoute(..));
        when(etat, venues, Box::new(move || open_boxed(etat, arrivant)));
    }
}

/// Brings the work that the tab remembered to the communes of today, once they are there.
pub(crate) fn adopt(etat: Etat, inconnus: Vec<String>) {
    if let Err(inconnus) = etat.seance.adopt(inconnus) {
        when(etat, |d| d.la().is_some(), Box::new(move || adopt(etat, inconnus)));
    }
}

/// Does something once the communes are as `voulu` wants them, unless the simulator has left the page
/// by then. What waits is done in the order in which it began to: of two projects, the last one
/// that was opened is the one that stays.
fn when(etat: Etat, voulu: fn(&Donnees) -> bool, suite: Box<dyn FnOnce()>) {
    let mut suite = Some(suite);
    etat.proprietaire.get_untracked().with(|| {
        watch(Box::new(move || {
            if etat.donnees.with(voulu)
                && let Some(suite) = suite.take()
            {
                untrack(suite);
            }
        }));
    });
}
