//! What the button of the map does.

use cpts_codes::CodeCommune;

use crate::etat::Etat;
use crate::etat::lectures::carte::{Presence, presence, toggle};

/// Does what the button of the card says; the sentence that tells it.
pub(crate) fn act(etat: Etat, code: CodeCommune) -> Option<String> {
    let (presence, nom) =
        etat.with_territory(|t| t.commune(code).map(|c| (presence(etat, &c), c.nom.to_owned())))??;
    let mut phrase = nom;
    if presence == Presence::Dehors {
        phrase.push_str(" ajoutée.");
        etat.edit_territory(|t, d| toggle(t, d, code, presence));
    } else {
        phrase.push_str(" retirée.");
        etat.remove_from_territory(phrase.clone(), |t, d| toggle(t, d, code, presence));
    }
    phrase.push('\n');
    phrase.push_str(&etat.phrase_du_bilan());
    Some(phrase)
}
