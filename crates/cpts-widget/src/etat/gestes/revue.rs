//! Opening a review.

use cpts_codes::CodeCommune;

use crate::etat::Etat;
use crate::etat::cellules::revue::Revue;

/// Opens the review of some communes, none of them ticked: those of a postal
/// code, which is not a territory.
pub(crate) fn review_codes(etat: Etat, titre: String, codes: Vec<CodeCommune>) {
    open(etat, Revue::Codes(titre, codes));
}

/// Shows a review in the place of the one before, if any.
pub(crate) fn open(etat: Etat, revue: Revue) {
    etat.plie.set(false);
    etat.revue.set(Some(revue));
}
