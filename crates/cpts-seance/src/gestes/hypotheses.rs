//! What is supposed, and the name of it all.

use cpts_core::Pourcent;

use crate::quoi::Quoi;
use crate::seance::Seance;

impl Seance {
    /// How much of the variable part is reached; `None`: what the rules suppose.
    pub fn set_variable(self, part: Option<Pourcent>) {
        self.edit_hypotheses(Quoi::Variable, &mut |h| h.atteinte_variable = part);
    }

    /// Whether a crisis is recognised.
    pub fn set_crise(self, reconnue: bool) {
        self.edit_hypotheses(Quoi::Crise, &mut |h| h.crise_reconnue = reconnue);
    }

    /// Counts with a vintage; `None` for the one in force.
    pub fn set_millesime(self, annee: Option<u16>) {
        self.edit_hypotheses(Quoi::Millesime, &mut |h| h.millesime = annee);
    }

    /// The name of the project; none where there is nothing but spaces.
    pub fn set_nom(self, nom: String) {
        let nom = (!nom.trim().is_empty()).then_some(nom);
        self.edit(Quoi::Nom, &mut |p| p.nom.clone_from(&nom));
    }
}
