//! What is wrong in a file of the rules, and where.

use std::fmt;

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
