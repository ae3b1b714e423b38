//! `web/element.json`: what `<cpts-simulateur>` declares of itself, and what is written from it.
//!
//! - `custom-elements.json`, which editors read (Custom Elements Manifest, schema 1.0.0);
//! - the tables of `docs/integration.md`, by `cargo xtask docs`.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{archive, workspace};

/// The file that tools of the trade look for.
pub(crate) const MANIFEST: &str = "custom-elements.json";

/// The declaration.
#[derive(Debug, Deserialize)]
pub(crate) struct Element {
    element: String,
    resume: String,
    attributs: Vec<Attribut>,
    methodes: Vec<Methode>,
    evenements: Vec<Evenement>,
    parts: Vec<Part>,
    proprietes: Vec<Propriete>,
}

#[derive(Debug, Deserialize)]
struct Attribut {
    nom: String,
    #[serde(rename = "type")]
    genre: Genre,
    #[serde(default)]
    valeurs: Vec<String>,
    defaut: Option<String>,
    exemple: Option<String>,
    resume: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Genre {
    Texte,
    Couleur,
    Choix,
    Adresse,
    Drapeau,
}

#[derive(Debug, Deserialize)]
struct Methode {
    nom: String,
    parametre: String,
    rend: String,
    resume: String,
}

#[derive(Debug, Deserialize)]
struct Evenement {
    nom: String,
    detail: String,
    resume: String,
}

#[derive(Debug, Deserialize)]
struct Part {
    nom: String,
    resume: String,
}

#[derive(Debug, Deserialize)]
struct Propriete {
    nom: String,
    defaut: String,
    resume: String,
}

impl Element {
    /// Reads the declaration of the repository.
    pub(crate) fn load() -> Result<Self> {
        let bytes = archive::read(&workspace::root().join("web/element.json"))?;
        serde_json::from_slice(&bytes).context("web/element.json")
    }

    /// The same as a Custom Elements Manifest.
    pub(crate) fn manifest(&self) -> Value {
        let attributes: Vec<Value> = self.attributs.iter().map(Attribut::manifest).collect();
        let events: Vec<Value> = self
            .evenements
            .iter()
            .map(|e| json!({ "name": e.nom, "type": { "text": format!("CustomEvent<{}>", e.detail) }, "description": e.resume }))
            .collect();
        let members: Vec<Value> = self
            .methodes
            .iter()
            .map(|m| {
                json!({
                    "kind": "method", "name": m.nom, "description": m.resume,
                    "parameters": [{ "name": m.parametre, "type": { "text": "string" } }],
                    "return": { "type": { "text": m.rend } },
                })
            })
            .collect();
        let parts: Vec<Value> =
            self.parts.iter().map(|part| json!({ "name": part.nom, "description": part.resume })).collect();
        let properties: Vec<Value> = self
            .proprietes
            .iter()
            .map(|p| json!({ "name": p.nom, "default": p.defaut, "description": p.resume }))
            .collect();
        let path = format!("{}.js", self.element);
        json!({
            "schemaVersion": "1.0.0",
            "readme": "",
            "modules": [{
                "kind": "javascript-module",
                "path": path,
                "declarations": [{
                    "kind": "class",
                    "customElement": true,
                    "name": "CptsSimulateur",
                    "tagName": self.element,
                    "superclass": { "name": "HTMLElement" },
                    "description": self.resume,
                    "attributes": attributes,
                    "members": members,
                    "events": events,
                    "cssParts": parts,
                    "cssProperties": properties,
                }],
                "exports": [{
                    "kind": "custom-element-definition",
                    "name": self.element,
                    "declaration": { "name": "CptsSimulateur", "module": path },
                }],
            }],
        })
    }

    /// The tables of the documentation, by the name of their place.
    pub(crate) fn tables(&self) -> [(&'static str, String); 5] {
        let attributs =
            self.attributs.iter().map(|a| [code(&a.nom), a.valeurs_possibles(), a.resume.clone()]);
        let evenements = self.evenements.iter().map(|e| [code(&e.nom), code(&e.detail), e.resume.clone()]);
        let methodes = self
            .methodes
            .iter()
            .map(|m| [code(&format!("{}({})", m.nom, m.parametre)), code(&m.rend), m.resume.clone()]);
        let parts = self.parts.iter().map(|p| [code(&format!("::part({})", p.nom)), p.resume.clone()]);
        let proprietes = self.proprietes.iter().map(|p| [code(&p.nom), code(&p.defaut), p.resume.clone()]);
        [
            ("attributs", table(["Attribut", "Valeurs", "Ce qu’il fait"], attributs)),
            ("methodes", table(["Méthode", "Rend", "Ce qu’elle fait"], methodes)),
            ("evenements", table(["Événement", "`detail`", "Quand"], evenements)),
            ("parts", table(["Partie", "Ce que c’est"], parts)),
            ("proprietes", table(["Propriété", "Par défaut", "Ce qu’elle règle"], proprietes)),
        ]
    }
}

impl Attribut {
    fn manifest(&self) -> Value {
        let kind = match self.genre {
            Genre::Choix => {
                self.valeurs.iter().map(|valeur| format!("'{valeur}'")).collect::<Vec<_>>().join(" | ")
            }
            Genre::Drapeau => "boolean".to_owned(),
            Genre::Texte | Genre::Couleur | Genre::Adresse => "string".to_owned(),
        };
        let mut value = json!({ "name": self.nom, "type": { "text": kind }, "description": self.resume });
        if let Some(defaut) = &self.defaut {
            value["default"] = json!(format!("'{defaut}'"));
        }
        value
    }

    /// What may be written, in words and examples.
    fn valeurs_possibles(&self) -> String {
        let exemple = self.exemple.as_deref().map(code).unwrap_or_default();
        match self.genre {
            Genre::Choix => {
                let mots: Vec<String> = self
                    .valeurs
                    .iter()
                    .map(|valeur| {
                        let defaut = self.defaut.as_ref() == Some(valeur);
                        if defaut { format!("{} (par défaut)", code(valeur)) } else { code(valeur) }
                    })
                    .collect();
                mots.join(", ")
            }
            Genre::Drapeau => "sans valeur".to_owned(),
            Genre::Texte => format!("texte, exemple\u{a0}: {exemple}"),
            Genre::Couleur => format!("couleur, exemple\u{a0}: {exemple}"),
            Genre::Adresse => format!("adresse, exemple\u{a0}: {exemple}"),
        }
    }
}

fn code(text: &str) -> String {
    // A bar ends a cell, even inside code.
    format!("`{}`", text.replace('|', "\\|"))
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(N));
    for row in rows {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_says_all_that_is_declared() {
        let element = Element::load().unwrap();
        let manifest = element.manifest();
        let class = &manifest["modules"][0]["declarations"][0];
        assert_eq!(class["tagName"], "cpts-simulateur");
        for (key, count) in [
            ("attributes", element.attributs.len()),
            ("members", element.methodes.len()),
            ("events", element.evenements.len()),
            ("cssParts", element.parts.len()),
            ("cssProperties", element.proprietes.len()),
        ] {
            let said = class[key].as_array().unwrap();
            assert_eq!(said.len(), count, "{key}");
            assert!(said.iter().all(|v| v["name"].is_string() && v["description"].is_string()), "{key}");
        }
    }

    /// Three programs list the attributes in their own language.
    #[test]
    fn every_attribute_is_read_by_those_who_must() {
        let look = ["couleur", "theme", "densite"];
        let element = Element::load().unwrap();
        let read = |path: &str| std::fs::read_to_string(workspace::root().join(path)).unwrap();
        let rust = read("crates/cpts-widget/src/etat/cellules/reglages.rs");
        let (this, loader) = (read("web/cpts-simulateur.js"), read("web/integrer.js"));
        let words = |text: &str, name: &str| {
            text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
                .any(|word| word == name)
        };
        for attribut in &element.attributs {
            let nom = &attribut.nom;
            assert_eq!(
                rust.contains(&format!("\"{nom}\"")),
                !look.contains(&nom.as_str()),
                "reglages.rs: {nom}"
            );
            assert!(words(&this, nom), "cpts-simulateur.js: {nom}");
            assert!(words(&loader, nom), "integrer.js: {nom}");
        }
    }

    #[test]
    fn a_bar_does_not_end_a_cell() {
        let text = table(["a", "b"], [["x".to_owned(), code("number | null")]].into_iter());
        assert_eq!(text, "| a | b |\n| --- | --- |\n| x | `number \\| null` |\n");
    }
}
