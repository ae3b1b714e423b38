//! What is said, and what is shown until it is closed.

use std::borrow::Cow;

use cpts_codes::CodeCommune;

use crate::ouverture::{Ouverture, Refus};
use crate::revue::Revue;
use crate::seance::Seance;

impl Seance {
    /// Says something aloud.
    pub fn dire(self, phrase: impl Into<String>) {
        self.annonce.set(phrase.into());
    }

    /// Tells what became of the work of the tab; `None` once it was read.
    pub fn set_souvenir(self, phrase: Option<Cow<'static, str>>) {
        self.souvenir.set(phrase);
    }

    /// Where what comes next is told: at the head where it comes by a link, else beside the files.
    pub fn set_par_lien(self, par_lien: bool) {
        self.par_lien.set(par_lien);
    }

    /// A project was not opened.
    pub fn refuse(self, refus: Vec<Refus>) {
        self.ouverture.set(Some(Ouverture::Refusee(refus)));
    }

    /// Forgets what became of the last project that was opened.
    pub fn close_ouverture(self) {
        self.ouverture.set(None);
    }

    /// Shows a review in the place of the one before, if any.
    pub fn open_revue(self, revue: Revue) {
        self.revue.set(Some(revue));
    }

    /// Opens the review of some communes, none of them ticked: those of a postal code, which is not a
    /// territory.
    pub fn review_codes(self, titre: String, codes: Vec<CodeCommune>) {
        self.open_revue(Revue::Codes(titre, codes));
    }

    /// Closes the review.
    pub fn close_revue(self) {
        self.revue.set(None);
    }

    /// The host page hides the amounts, or shows them.
    pub fn set_masque_de_l_hote(self, masque: bool) {
        self.masque_de_l_hote.set(masque);
    }
}
