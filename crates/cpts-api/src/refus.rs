//! Why an input is refused.

use core::fmt;

use cpts_core::{ErreurProjet, plat};
use cpts_perimetre::ErreurTerritoire;
use serde::Serialize;

use crate::texte::shown;

/// A field that cannot be accepted: where it stands, what is wrong, what to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Refus {
    /// Path of the field (`territoire.communes[2]`); `.` for the input as a whole.
    pub champ: String,
    /// What is wrong.
    pub probleme: String,
    /// What to write instead; may be empty where `probleme` says it.
    pub aide: String,
}

/// What an error of the JavaScript API is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum NatureErreur {
    /// The project has fields that cannot be accepted.
    ProjetRefuse,
    /// An argument is not what the method takes.
    ArgumentRefuse,
    /// A data file is cut short, changed, or goes with others.
    DonneesRefusees,
    /// A file of the package did not come.
    ChargementImpossible,
}

impl NatureErreur {
    /// Its name in JavaScript.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ProjetRefuse => "projet_refuse",
            Self::ArgumentRefuse => "argument_refuse",
            Self::DonneesRefusees => "donnees_refusees",
            Self::ChargementImpossible => "chargement_impossible",
        }
    }
}

/// One line, whatever the texts hold.
impl fmt::Display for Refus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} : {}", one_line(&self.champ), one_line(&self.probleme))?;
        if !self.aide.is_empty() {
            write!(f, " ; {}", one_line(&self.aide))?;
        }
        Ok(())
    }
}

/// Refusals as flat text: a line `refus` each, with its place, its problem and its remedy.
pub fn write_all(refus: &[Refus]) -> String {
    let mut sortie = String::new();
    for Refus { champ, probleme, aide } in refus {
        let champ = if champ == "." { "" } else { champ };
        let [champ, probleme, aide] = [champ, probleme, aide].map(shown);
        plat::line(&mut sortie, &["refus"], &[&champ, &probleme, &aide]);
    }
    sortie
}

fn one_line(texte: &str) -> String {
    texte.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl From<ErreurProjet> for Refus {
    fn from(ErreurProjet { champ, probleme, aide }: ErreurProjet) -> Self {
        Self { champ, probleme, aide }
    }
}

impl From<ErreurTerritoire> for Refus {
    fn from(ErreurTerritoire { champ, probleme, aide }: ErreurTerritoire) -> Self {
        Self { champ, probleme, aide }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_one_line() {
        let refus =
            Refus { champ: "nom".into(), probleme: "trop\nlong".into(), aide: "raccourcissez".into() };
        assert_eq!(refus.to_string(), "nom : trop long ; raccourcissez");
        assert_eq!(Refus { aide: String::new(), ..refus.clone() }.to_string(), "nom : trop long");
        assert_eq!(Refus { champ: "a\nb".into(), ..refus }.to_string(), "a b : trop long ; raccourcissez");
    }
}
