//! Changing the answers, and all that follows.

use cpts_core::Projet;

use crate::etat::Etat;
use crate::etat::cellules::parts::Venue;
use crate::socle::page;

impl Etat {
    /// Changes what the person answered, and all that follows.
    pub(crate) fn edit(self, changer: impl FnOnce(&mut Projet)) {
        let mut projet = self.projet.get_untracked();
        changer(&mut projet);
        self.replace_projet(projet);
    }

    /// Puts other answers in the place of those that are there. A contract that runs is looked at
    /// from today, where they do not say from which day.
    pub(crate) fn replace_projet(self, mut projet: Projet) {
        projet.look_from(page::jour_de_la_page());
        if let Venue::Pret(atelier) = self.atelier.get_untracked() {
            atelier.follow(self, &projet);
        }
        self.projet.set(projet);
    }
}
