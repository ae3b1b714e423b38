//! `cargo xtask docs`: the tables of `docs/integration.md` that follow `web/element.json`
//! and `web/csp.json`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::element::Element;
use crate::{archive, workspace};

/// Writes the tables again.
pub(crate) fn run() -> Result<()> {
    let path = path();
    let text = read()?;
    let new = rewrite(&text, &Element::load()?)?;
    if new == text {
        println!("{} is up to date", path.display());
        return Ok(());
    }
    std::fs::write(&path, new).with_context(|| format!("cannot write {}", path.display()))?;
    println!("written: {}", path.display());
    Ok(())
}

fn path() -> PathBuf {
    workspace::root().join("docs/integration.md")
}

fn read() -> Result<String> {
    std::fs::read_to_string(path()).with_context(|| format!("cannot read {}", path().display()))
}

fn rewrite(text: &str, element: &Element) -> Result<String> {
    let mut text = text.to_owned();
    let csp = [("csp", csp()?)];
    for (name, table) in element.tables().into_iter().chain(csp) {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let place = || format!("docs/integration.md has no place {} … {end}", begin.trim());
        let (before, rest) = text.split_once(&begin).with_context(place)?;
        let (_, after) = rest.split_once(&end).with_context(place)?;
        text = format!("{before}{begin}{table}{end}{after}");
    }
    Ok(text)
}

/// What a host allows for each form, as `web/csp.json` says.
fn csp() -> Result<String> {
    let bytes = archive::read(&workspace::root().join("web/csp.json"))?;
    let csp: Csp = serde_json::from_slice(&bytes).context("web/csp.json")?;
    let mut text = String::from("| Forme | Directives |\n| --- | --- |\n");
    for forme in &csp.formes {
        let directives: Vec<String> =
            forme.directives.iter().map(|(name, sources)| format!("`{name} {sources}`")).collect();
        // Names of elements are words here, not HTML.
        let resume = forme.resume.replace('<', "&lt;");
        text += &format!("| {resume} | {} |\n", directives.join("<br>"));
    }
    Ok(text)
}

#[derive(Deserialize)]
struct Csp {
    formes: Vec<Forme>,
}

#[derive(Deserialize)]
struct Forme {
    resume: String,
    directives: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_follows_the_declaration() {
        let text = read().unwrap();
        let new = rewrite(&text, &Element::load().unwrap()).unwrap();
        assert!(text == new, "docs/integration.md is behind web/element.json: run `cargo xtask docs`");
    }

    /// The texts that people read: those of the root and of `docs/`.
    fn documents() -> Vec<(PathBuf, String)> {
        let root = workspace::root();
        let folders = [root.to_owned(), root.join("docs")];
        let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let paths = entries.map(|entry| entry.unwrap().path());
        let markdown = paths.filter(|path| path.extension().is_some_and(|e| e == "md"));
        markdown.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
    }

    #[test]
    fn no_document_keeps_the_marks_of_a_merge() {
        let documents = documents();
        assert!(documents.len() > 10);
        for (path, text) in documents {
            let mark = text.lines().find(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>"));
            assert_eq!(mark, None, "{}", path.display());
        }
    }

    #[test]
    fn the_links_between_documents_lead_to_files() {
        let mut seen = 0;
        for (path, text) in documents() {
            for target in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
                let target = target.0.split('#').next().unwrap_or_default();
                if target.is_empty() || target.contains(':') {
                    continue;
                }
                seen += 1;
                assert!(path.with_file_name(target).exists(), "{}: {target}", path.display());
            }
        }
        assert!(seen > 30, "{seen} links");
    }

    #[test]
    fn a_place_that_is_gone_is_told() {
        let error = rewrite("nothing", &Element::load().unwrap()).unwrap_err().to_string();
        assert!(error.contains("<!-- attributs -->"), "{error}");
    }
}
