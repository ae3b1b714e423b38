//! What became of a project that was opened, and why one was not.

use std::rc::Rc;

use cpts_core::{Projet, plat};
use cpts_perimetre::ErreurTerritoire;
use cpts_perimetre::comparaison::Gardes;

/// What became of the last project that was opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Ouverture {
    /// Refused: nothing has changed.
    Refusee(Vec<Refus>),
    /// It took the place of the answers that were there.
    Faite {
        /// What was opened, in a sentence.
        phrase: String,
        /// Which step would bring the answers from before back; `None` where there is no way back to offer.
        pas: Option<u32>,
        /// The answers of the file: once they change, the way back would lose that change.
        apres: Box<Projet>,
        /// What of the file is not as it was, a sentence each.
        remarques: Vec<String>,
    },
}

/// Something in a file that cannot be accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refus {
    /// Where: the path of a field, a line; empty for the file as a whole.
    pub place: String,
    /// What is wrong.
    pub probleme: String,
    /// What to do.
    pub aide: String,
}

impl Refus {
    /// A refusal of the file as a whole.
    pub fn entier(probleme: &str, aide: &str) -> Self {
        Self { place: String::new(), probleme: probleme.to_owned(), aide: aide.to_owned() }
    }

    /// The refusals among the lines of a flat text.
    pub fn read_all(texte: &str) -> Vec<Self> {
        let mut refus = Vec::new();
        for (cle, valeur) in plat::lines(texte) {
            if cle == "refus" {
                let mut champs = valeur.split(';').map(|champ| plat::unescape(champ).unwrap_or_default());
                let mut champ = || champs.next().unwrap_or_default();
                refus.push(Self { place: champ(), probleme: champ(), aide: champ() });
            }
        }
        refus
    }
}

impl From<ErreurTerritoire> for Refus {
    fn from(ErreurTerritoire { champ, probleme, aide }: ErreurTerritoire) -> Self {
        let [probleme, aide] = [probleme, aide].map(|texte| texte.replace('\'', "’"));
        Self { place: champ, probleme, aide }
    }
}

/// A project that comes in, by a file or a link.
#[derive(Clone, Default)]
pub struct Arrivant {
    /// Its answers.
    pub projet: Projet,
    /// The perimeters to compare it with; `None` leaves those that are there.
    pub gardes: Option<Gardes>,
    /// What of it is unknown here, and was left out: "le budget".
    pub inconnus: Vec<String>,
    /// The saved project that it is, where it is one of this browser.
    pub courant: Option<Courant>,
    /// Is told whether it was opened.
    pub fait: Option<Rc<dyn Fn(bool)>>,
}

impl Arrivant {
    pub(crate) fn answer(&self, ouvert: bool) {
        if let Some(fait) = &self.fait {
            fait(ouvert);
        }
    }
}

/// The saved project that is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Courant {
    /// By which it is known where it is kept.
    pub cle: String,
    /// As it was kept when this tab saved or opened it: another tab may have changed it since.
    pub texte: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_found_among_the_other_lines() {
        let mut texte = String::new();
        plat::line(&mut texte, &["source"], &["un; deux; trois"]);
        plat::line(
            &mut texte,
            &["refus"],
            &["ligne 3", "« a;b » n'est pas un code", "écrivez cinq caractères"],
        );
        plat::line(&mut texte, &["refus"], &["", "rien", ""]);
        let lus = Refus::read_all(&texte);
        let champs: Vec<[&str; 3]> = lus.iter().map(|r| [&*r.place, &*r.probleme, &*r.aide]).collect();
        assert_eq!(
            champs,
            [["ligne 3", "« a;b » n'est pas un code", "écrivez cinq caractères"], ["", "rien", ""]]
        );
    }

    #[test]
    fn a_refusal_of_a_territory_has_the_apostrophes_of_the_page() {
        let dit = Refus::from(ErreurTerritoire {
            champ: "territoire.communes[0]".into(),
            probleme: "l'un".into(),
            aide: "l'autre".into(),
        });
        assert_eq!((&*dit.place, &*dit.probleme, &*dit.aide), ("territoire.communes[0]", "l’un", "l’autre"));
    }
}
