//! Checking rules as they are written, and saying what is wrong in them.
//!
//! They come from the folder `rules/` ([`crate::dossier`]: the build script, which
//! compiles them in, and `cpts rules check`) or as one document ([`Document`]: the
//! rules that a site gives). Every problem is collected, none stops the
//! reading: a person who corrects a file sees all of its slips at once. Each
//! [`Diagnostic`] has a place (file, key), a problem and what to write instead.

pub(crate) mod coherence;
mod conversion;
mod document;
pub(crate) mod fichiers;
pub(crate) mod typographie;

use std::fmt;

use crate::types::{ReglesAide, ReglesBudget, ReglesDocuments, Rules};
use fichiers::Fichiers;

pub use document::{Bareme, Document};

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravite {
    /// The rules cannot be used.
    Erreur,
    /// To look at; the rules can be used.
    Avertissement,
}

/// Something wrong in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How serious it is.
    pub gravite: Gravite,
    /// Path of the file, from the folder of the rules.
    pub fichier: String,
    /// Path of the key in the file; empty for the file as a whole.
    pub cle: String,
    /// What is wrong.
    pub probleme: String,
    /// What to write.
    pub aide: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mot = match self.gravite {
            Gravite::Erreur => "",
            Gravite::Avertissement => "avertissement : ",
        };
        write!(f, "rules/{} : ", self.fichier)?;
        if !self.cle.is_empty() {
            write!(f, "{} : ", self.cle)?;
        }
        write!(f, "{mot}{}\n  aide : {}", self.probleme, self.aide)
    }
}

/// Collects diagnostics while files are read.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Journal {
    pub(crate) fn erreur(
        &mut self,
        fichier: &str,
        cle: impl Into<String>,
        probleme: impl Into<String>,
        aide: impl Into<String>,
    ) {
        self.note(Gravite::Erreur, fichier, cle, probleme, aide);
    }

    pub(crate) fn avertissement(
        &mut self,
        fichier: &str,
        cle: impl Into<String>,
        probleme: impl Into<String>,
        aide: impl Into<String>,
    ) {
        self.note(Gravite::Avertissement, fichier, cle, probleme, aide);
    }

    fn note(
        &mut self,
        gravite: Gravite,
        fichier: &str,
        cle: impl Into<String>,
        probleme: impl Into<String>,
        aide: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic {
            gravite,
            fichier: fichier.to_owned(),
            cle: cle.into(),
            probleme: probleme.into(),
            aide: aide.into(),
        });
    }

    pub(crate) fn a_des_erreurs(&self) -> bool {
        self.diagnostics.iter().any(|d| d.gravite == Gravite::Erreur)
    }
}

/// The rules of a folder, and what is kept apart from them because most visits do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toutes {
    /// The rules.
    pub rules: Rules,
    /// What the documents of a project hold.
    pub documents: ReglesDocuments,
    /// The questions that people ask, the acronyms.
    pub aide: ReglesAide,
}

/// The rules of these files, with every check; `None` where they cannot be made at all.
/// `budget` is what is supposed of a budget where the files do not speak of it.
pub(crate) fn convert(
    fichiers: &Fichiers,
    budget: Option<&'static ReglesBudget>,
    journal: &mut Journal,
) -> Option<Toutes> {
    let toutes = conversion::convert(fichiers, budget, journal)?;
    if !journal.a_des_erreurs() {
        coherence::dates(&toutes.rules, fichiers, journal);
        coherence::controles(fichiers, &toutes.rules, journal);
    }
    Some(toutes)
}
