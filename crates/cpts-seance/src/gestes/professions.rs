//! Who takes part.

use cpts_codes::Table;
use cpts_core::{Initiateur, PROFESSIONNELS_MAX, Projet};

use crate::quoi::Quoi;
use crate::seance::Seance;

impl Seance {
    /// How many of a profession take part, within what a project holds.
    pub fn set_effectif(self, id: &'static str, n: u16) {
        let n = n.min(PROFESSIONNELS_MAX);
        self.edit(Quoi::Effectif(id.to_owned()), &mut |p| write_effectif(p, id, n));
    }

    /// Who has the idea.
    pub fn set_initiateur(self, initiateur: Initiateur) {
        self.edit(Quoi::Initiative, &mut |p| p.initiateur = Some(initiateur));
    }
}

/// Nobody at all is "not answered", so that the bilan asks instead of judging.
fn write_effectif(projet: &mut Projet, id: &str, n: u16) {
    let effectifs = projet.professionnels.get_or_insert_with(Table::new);
    if n == 0 {
        effectifs.remove(id);
    } else {
        effectifs.insert(id.to_owned(), n);
    }
    if effectifs.is_empty() {
        projet.professionnels = None;
    }
}
