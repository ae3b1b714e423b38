//! What became of a project that was opened, and why one was not.

use cpts_core::{Projet, plat};
use cpts_perimetre::ErreurTerritoire;
use cpts_perimetre::comparaison::Gardes;
use js_sys::Function;

use crate::etat::cellules::histoire::Instant;
use crate::socle::vue::{Vue, el, elc};

/// What became of the last project file.
#[derive(Clone)]
pub(crate) enum Ouverture {
    /// Refused: nothing has changed.
    Refusee(Vec<Refus>),
    /// It took the place of the answers that were there.
    Faite {
        /// What was opened, in a sentence.
        phrase: String,
        /// The answers as they were before; `None` where there is no way back to offer.
        avant: Option<Box<Instant>>,
        /// The answers of the file: once they change, the way back would lose that change.
        apres: Box<Projet>,
        /// What of the file is not as it was, a sentence each.
        remarques: Vec<String>,
    },
}

/// Something in a file that cannot be accepted.
#[derive(Clone, Default)]
pub(crate) struct Refus {
    /// Where: the path of a field, a line; empty for the file as a whole.
    pub(crate) place: String,
    /// What is wrong.
    pub(crate) probleme: String,
    /// What to do.
    pub(crate) aide: String,
}

impl Refus {
    /// A refusal of the file as a whole.
    pub(crate) fn entier(probleme: &str, aide: &str) -> Self {
        Self { place: String::new(), probleme: probleme.to_owned(), aide: aide.to_owned() }
    }

    /// The refusals among the lines of a flat text.
    pub(crate) fn read_all(texte: &str) -> Vec<Self> {
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

    /// `place : problem. Remedy.`
    pub(crate) fn ligne(&self) -> Vue {
        let mut ligne = el("li");
        if self.place.is_empty() {
            ligne = ligne.avec(en_phrase(&self.probleme));
        } else {
            ligne = ligne
                .avec(elc("code", "place").avec(self.place.as_str()))
                .avec(["\u{a0}: ", &self.probleme, "."].concat());
        }
        ligne.avec(" ").avec(en_phrase(&self.aide))
    }
}

/// `Write this.`: with a capital and a full stop; nothing for nothing.
fn en_phrase(texte: &str) -> String {
    let mut lettres = texte.chars();
    let Some(premiere) = lettres.next() else { return String::new() };
    let mut phrase = String::with_capacity(texte.len() + 2);
    phrase.push(if premiere == 'é' { 'É' } else { premiere.to_ascii_uppercase() });
    phrase.push_str(lettres.as_str());
    phrase.push('.');
    phrase
}

/// A project that comes in, by a file or a link.
#[derive(Default)]
pub(crate) struct Arrivant {
    pub(crate) projet: Projet,
    /// The perimeters to compare it with; `None` leaves those that are there.
    pub(crate) gardes: Option<Gardes>,
    /// What of it is unknown here, and was left out: "le budget".
    pub(crate) inconnus: Vec<String>,
    /// Is told whether it was opened.
    pub(crate) fait: Option<Function>,
}

impl From<ErreurTerritoire> for Refus {
    fn from(ErreurTerritoire { champ, probleme, aide }: ErreurTerritoire) -> Self {
        let [probleme, aide] = [probleme, aide].map(|texte| texte.replace('\'', "’"));
        Self { place: champ, probleme, aide }
    }
}

/// Refusals that are shown; beyond, their number is told.
pub(crate) const MONTRES: usize = 10;
