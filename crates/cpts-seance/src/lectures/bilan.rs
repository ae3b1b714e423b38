//! The result in one sentence.

use cpts_core::Bilan;

use crate::format::{compte, euros};
use crate::seance::Seance;

/// The result in one sentence.
fn phrase_du_bilan(bilan: &Bilan, masque: bool) -> String {
    let mut phrase = [
        compte(bilan.territoire.communes, "commune", "communes").as_str(),
        ", ",
        &compte(bilan.territoire.population, "habitant", "habitants"),
    ]
    .concat();
    if let Some(taille) = &bilan.taille {
        phrase.push_str(", Taille ");
        phrase.push_str(&taille.taille.numero().to_string());
    }
    if let Some(financement) = bilan.financement.as_ref().filter(|_| !masque) {
        phrase.push_str(", fixe ");
        phrase.push_str(&euros(financement.totaux.fixe));
        phrase.push_str(" par an");
    }
    phrase.push('.');
    phrase
}

impl Seance {
    /// The result in one sentence.
    pub fn phrase_du_bilan(self) -> String {
        let masque = self.masque();
        self.bilan.with(|b| phrase_du_bilan(b, masque))
    }
}
