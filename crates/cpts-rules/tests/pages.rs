//! `docs/pages-de-reference.md` tells where the rules say what the five pages say: all that it names is there.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// What the second column may begin with: the first three need a place in the rules, the last one a reason.
const SORTS: [&str; 4] = ["Le dit", "En partie", "Le corrige", "Ne le dit pas :"];

fn racine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Whether something of this value bears the name: an `id` or what stands for one, or a key.
fn bears(valeur: &Value, nom: &str) -> bool {
    match valeur {
        Value::Table(table) => {
            ["id", "sigle", "etape"].iter().any(|cle| table.get(*cle).and_then(Value::as_str) == Some(nom))
                || table.iter().any(|(cle, contenu)| cle == nom || bears(contenu, nom))
        }
        Value::Array(liste) => liste.iter().any(|contenu| bears(contenu, nom)),
        _ => false,
    }
}

/// Why a place of the document is not in the rules: `faq.toml#adhesion`, `documents.toml#lettre.acteurs` or
/// `regions/normandie.toml`.
fn missing(place: &str) -> Option<String> {
    let (fichier, nom) = place.split_once('#').map_or((place, None), |(fichier, nom)| (fichier, Some(nom)));
    let Ok(texte) = fs::read_to_string(racine().join("rules").join(fichier)) else {
        return Some(format!("`{place}` : rules/{fichier} n'existe pas"));
    };
    let table: Table = toml::from_str(&texte).unwrap();
    let present = match nom.map(|nom| nom.split_once('.').ok_or(nom)) {
        None => true,
        Some(Ok((liste, nom))) => table.get(liste).is_some_and(|contenu| bears(contenu, nom)),
        Some(Err(nom)) => bears(&Value::Table(table), nom),
    };
    (!present).then(|| format!("`{place}` : rien de ce nom dans rules/{fichier}"))
}

/// The texts between backquotes.
fn quoted(texte: &str) -> impl Iterator<Item = &str> {
    texte.split('`').skip(1).step_by(2)
}

#[test]
fn all_that_the_document_names_is_in_the_rules() {
    let texte = fs::read_to_string(racine().join("docs/pages-de-reference.md")).unwrap();
    let (_, pages) = texte.split_once("\n## ").unwrap();
    let mut fautes = Vec::new();
    for page in pages.split("\n## ") {
        let titre = page.lines().next().unwrap();
        let (avant, table) = page.split_once("|---|---|---|\n").unwrap();
        fautes.extend(quoted(avant).filter_map(missing));
        let lignes: Vec<&str> = table.lines().take_while(|ligne| ligne.starts_with('|')).collect();
        assert!(lignes.len() > 15, "{titre} : {} lignes", lignes.len());
        for ligne in lignes {
            let cellules: Vec<&str> = ligne.trim_matches('|').split('|').map(str::trim).collect();
            let [dit, sort, places] = cellules[..] else {
                fautes.push(format!("trois cellules attendues : {ligne}"));
                continue;
            };
            fautes.extend(quoted(places).filter_map(missing));
            if dit.is_empty() || !SORTS.iter().any(|debut| sort.starts_with(debut)) {
                fautes.push(format!("ni dit, ni corrigé, ni tu : {ligne}"));
            }
            if !sort.starts_with(SORTS[3]) && quoted(places).next().is_none() {
                fautes.push(format!("aucun endroit nommé : {ligne}"));
            }
        }
    }
    assert_eq!(pages.split("\n## ").count(), 5);
    assert!(fautes.is_empty(), "{}", fautes.join("\n"));
}

#[test]
fn what_is_not_in_the_rules_is_told() {
    for place in
        ["faq.toml#adhesion", "documents.toml#lettre.acteurs", "glossaire.toml#FIR", "tailles.toml#paliers"]
    {
        assert_eq!(missing(place), None);
    }
    for place in ["faq.toml#adhesions", "documents.toml#fiche.articulation", "regions/alsace.toml"] {
        assert!(missing(place).is_some(), "{place}");
    }
}
