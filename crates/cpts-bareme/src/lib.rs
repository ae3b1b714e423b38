//! Reading the rules that a site gives in the place of those of this repository:
//! one JSON document, its keys the files of `rules/`, with the checks of
//! `cpts rules check`.
//!
//! The page fetches this crate as a module of its own, where its host gives such
//! a document: hardly ever. What was understood leaves as the text of
//! [`cpts_rules::compact`]; what was not, as refusals with their place and remedy.

use cpts_api::Refus;
use cpts_rules::embedded_budget;
use cpts_rules::source::{Bareme, Diagnostic, Document};

#[cfg(target_arch = "wasm32")]
pub mod navigateur;

/// Most bytes that such a document may have: ten times the rules of this repository.
pub const BAREME_OCTETS_MAX: usize = 2_000_000;

/// Most refusals that are told: a file of another kind would have thousands.
const REFUS_MAX: usize = 50;

/// The rules of a document.
///
/// # Errors
/// Everything that is wrong in it; what cannot be read as JSON of that shape is told alone.
pub fn read_bareme(octets: &[u8]) -> Result<Bareme, Vec<Refus>> {
    if octets.len() > BAREME_OCTETS_MAX {
        return Err(vec![Refus {
            champ: ".".into(),
            probleme: "le fichier est trop gros pour un barème".into(),
            aide: "donnez le fichier écrit par « cpts rules export », corrigé".into(),
        }]);
    }
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    let mut lecteur = serde_json::Deserializer::from_slice(octets);
    let document: Document = serde_path_to_error::deserialize(&mut lecteur).map_err(|erreur| {
        let champ = erreur.path().to_string();
        vec![Refus::de_lecture(&champ, &erreur.into_inner().to_string())]
    })?;
    lecteur.end().map_err(|erreur| vec![Refus::de_lecture(".", &erreur.to_string())])?;
    document
        .check(embedded_budget())
        .map_err(|diagnostics| diagnostics.iter().take(REFUS_MAX).map(refusal).collect())
}

/// A diagnostic as the other files of a site get theirs. The names of files are
/// here those of keys.
pub fn refusal(diagnostic: &Diagnostic) -> Refus {
    Refus {
        champ: diagnostic.chemin(),
        probleme: diagnostic.probleme.replace(".toml", ""),
        aide: diagnostic.aide.replace(".toml", ""),
    }
}
