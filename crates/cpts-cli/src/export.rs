//! The rules of a folder as one JSON document, to start from when a site gives its own.

use std::fs;
use std::path::Path;

use cpts_codes::Date;
use cpts_rules::Rules;
use serde_json::{Map, Value};

use crate::erreur::Erreur;

/// What a letter and the help hold is no part of the rules that a site may give.
const HORS_BAREME: [&str; 3] = ["documents", "faq", "glossaire"];

/// Under which licences the rules may be used again, as SPDX names them.
const LICENCE: &str = "etalab-2.0 OR MIT OR Apache-2.0";

/// `cpts rules export`.
///
/// # Errors
/// The rules of the folder are not right, or a file cannot be read.
pub(crate) fn export(dir: &Path, fourni_le: Date, fourni_par: &str) -> Result<String, Erreur> {
    let rules = cpts_rules::dossier::load(dir).map_err(Erreur::Regles)?;
    document(dir, &rules, fourni_le, fourni_par)
}

/// The document: a key for each file of a folder that was read as `rules`, an object of
/// files for each folder.
///
/// # Errors
/// A file cannot be read.
pub(crate) fn document(
    dir: &Path,
    rules: &Rules,
    fourni_le: Date,
    fourni_par: &str,
) -> Result<String, Erreur> {
    let mut document = folder(dir)?;
    document.insert("version".to_owned(), 1.into());
    document.insert("fourni_le".to_owned(), fourni_le.to_string().into());
    document.insert("licence".to_owned(), LICENCE.into());
    document.insert("verifie_le".to_owned(), rules.formulaire.verifie_le.to_string().into());
    if !fourni_par.is_empty() {
        document.insert("fourni_par".to_owned(), fourni_par.into());
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn folder(dir: &Path) -> Result<Map<String, Value>, Erreur> {
    let mut contenu = Map::new();
    let lu = |cause| Erreur::Lecture { chemin: dir.to_owned(), cause };
    for entree in fs::read_dir(dir).map_err(lu)? {
        let chemin = entree.map_err(lu)?.path();
        let Some(nom) = chemin.file_stem().and_then(|nom| nom.to_str()) else { continue };
        if HORS_BAREME.contains(&nom) {
            continue;
        }
        if chemin.is_dir() {
            contenu.insert(nom.to_owned(), Value::Object(folder(&chemin)?));
        } else if chemin.extension().is_some_and(|fin| fin == "toml") {
            let texte = fs::read_to_string(&chemin)
                .map_err(|cause| Erreur::Lecture { chemin: chemin.clone(), cause })?;
            // The folder was just checked: what it holds is TOML.
            let table: toml::Table = texte.parse().map_err(|_| Erreur::Lecture {
                chemin: chemin.clone(),
                cause: std::io::ErrorKind::InvalidData.into(),
            })?;
            contenu.insert(nom.to_owned(), json(toml::Value::Table(table)));
        }
    }
    Ok(contenu)
}

/// The same value in JSON: a day becomes its text.
fn json(valeur: toml::Value) -> Value {
    match valeur {
        toml::Value::String(texte) => texte.into(),
        toml::Value::Integer(nombre) => nombre.into(),
        toml::Value::Float(nombre) => nombre.into(),
        toml::Value::Boolean(vrai) => vrai.into(),
        toml::Value::Datetime(jour) => jour.to_string().into(),
        toml::Value::Array(liste) => liste.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(cle, valeur)| (cle, json(valeur))).collect())
        }
    }
}
