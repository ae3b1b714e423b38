//! The rules as one document: what a site gives in the place of those of this repository.
//!
//! Its keys are the names of the files of `rules/`, what is under them is what
//! is in the files. Any reader of serde will do; the page brings one of JSON.

use std::collections::BTreeMap;

use cpts_codes::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::diagnostic::{Diagnostic, Gravite, Journal};
use super::fichiers::{self, Fichiers, Jour};
use super::verification::convert;
use crate::types::{ReglesBudget, Rules};

/// The version of the document that this program reads.
const VERSION: u32 = 1;

/// The document as it is written, before its rules are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    #[serde(rename = "$schema")]
    #[expect(dead_code, reason = "for the editors of text that check against a schema")]
    schema: Option<IgnoredAny>,
    version: u32,
    fourni_le: Jour,
    #[serde(default)]
    fourni_par: String,
    #[expect(dead_code, reason = "for those who use the document again")]
    licence: Option<IgnoredAny>,
    #[expect(dead_code, reason = "the same as `mots.verifie_le`, which counts")]
    verifie_le: Option<IgnoredAny>,
    sources: fichiers::Sources,
    textes: fichiers::Textes,
    tailles: fichiers::Tailles,
    fonctionnement: fichiers::Poste,
    missions: BTreeMap<String, fichiers::Poste>,
    versements: fichiers::Versements,
    coordination: fichiers::Coordination,
    budget: Option<fichiers::Budget>,
    eligibilite: fichiers::Eligibilite,
    lectures: fichiers::Lectures,
    reunion: Option<fichiers::Reunion>,
    professions: fichiers::Professions,
    procedure: fichiers::Procedure,
    regions: BTreeMap<String, fichiers::Region>,
    pass: fichiers::PassParAnnee,
    mots: fichiers::Mots,
    controles: fichiers::Controles,
}

/// Rules that somebody gives, with who and when.
#[derive(Debug, Clone)]
pub struct Bareme {
    /// The rules.
    pub rules: Rules,
    /// Day on which they were given.
    pub fourni_le: Date,
    /// Who gives them; may be empty.
    pub fourni_par: String,
    /// What is to be looked at, without forbidding their use.
    pub avertissements: Vec<Diagnostic>,
}

impl Document {
    /// The rules of the document, with every check of `cpts rules check`.
    ///
    /// Texts and tables are kept for as long as the program lives. `budget` is what is
    /// supposed of a budget where the document, written before there was one, says nothing.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn check(self, budget: &'static ReglesBudget) -> Result<Bareme, Vec<Diagnostic>> {
        let mut journal = Journal::default();
        if self.version != VERSION {
            journal.erreur(
                "",
                "version",
                format!("version {} inconnue", self.version),
                format!("écrivez {VERSION}, ou exportez le barème avec la version du simulateur du site"),
            );
        }
        let named = |dossier: &str, nom: String| [dossier, &nom, ".toml"].concat();
        let fichiers = Fichiers {
            sources: self.sources,
            textes: self.textes,
            tailles: self.tailles,
            fonctionnement: self.fonctionnement,
            missions: self.missions.into_iter().map(|(nom, f)| (named("missions/", nom), f)).collect(),
            versements: self.versements,
            coordination: self.coordination,
            budget: self.budget,
            eligibilite: self.eligibilite,
            lectures: self.lectures,
            // A document that was exported before there was one is still good.
            reunion: self.reunion.unwrap_or_else(|| fichiers::Reunion::without_any(self.fourni_le)),
            professions: self.professions,
            procedure: self.procedure,
            regions: self.regions.into_iter().map(|(nom, f)| (named("regions/", nom), f)).collect(),
            pass: self.pass,
            mots: self.mots,
            controles: self.controles,
            documents: None,
            aide: None,
        };
        let rules = convert(&fichiers, Some(budget), &mut journal).map(|toutes| toutes.rules);
        let (erreurs, avertissements): (Vec<_>, Vec<_>) =
            journal.diagnostics.into_iter().partition(|d| d.gravite == Gravite::Erreur);
        match rules {
            Some(rules) if erreurs.is_empty() => {
                Ok(Bareme { rules, fourni_le: self.fourni_le.0, fourni_par: self.fourni_par, avertissements })
            }
            _ => Err(erreurs),
        }
    }
}

impl Diagnostic {
    /// Where it is in a document: `missions.parcours.financement[1].T2`.
    pub fn chemin(&self) -> String {
        let fichier = self.fichier.strip_suffix(".toml").unwrap_or(&self.fichier).replace('/', ".");
        match (fichier.as_str(), self.cle.as_str()) {
            ("", cle) => cle.to_owned(),
            (_, "") => fichier,
            (_, cle) => [&fichier, ".", cle].concat(),
        }
    }
}
