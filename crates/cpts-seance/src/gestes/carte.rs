//! What the button of the map does.

use cpts_codes::CodeCommune;

use crate::lectures::carte::{Presence, presence, toggle};
use crate::quoi::Quoi;
use crate::seance::Seance;

impl Seance {
    /// Puts a commune in, or takes it out, as the card of the map proposes; the sentence that tells it.
    pub fn toggle_on_map(self, code: CodeCommune) -> Option<String> {
        let (presence, nom) =
            self.with_territory(|t| t.commune(code).map(|c| (presence(self, &c), c.nom.to_owned())))??;
        let mut phrase = nom;
        if presence == Presence::Dehors {
            phrase.push_str(" ajoutée.");
            self.edit_territory(Quoi::Territoire, &mut |t, d| toggle(t, d, code, presence));
        } else {
            phrase.push_str(" retirée.");
            self.change_lieux(phrase.clone(), &mut |t, d| toggle(t, d, code, presence));
        }
        phrase.push('\n');
        phrase.push_str(&self.phrase_du_bilan());
        Some(phrase)
    }
}
