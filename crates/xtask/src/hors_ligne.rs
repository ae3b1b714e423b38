//! `service.js`, the worker by which the page does without network: `web/service.js`
//! with the list of the files of the build, their sizes and their digests.
//!
//! Written once every other file is there, from the files themselves: a list kept
//! by hand would one day say something else than what is published.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::archive::{self, Files, has_extension};
use crate::{embed, parts, workspace};

/// The name of the worker, beside the page.
pub(crate) const WORKER: &str = "service.js";
/// What makes the page one that can be installed.
const MANIFEST: &str = "manifest.webmanifest";
/// Where the worker of the sources has no list yet.
const PLACE: &str = "const LISTE = null;";

/// When a file is kept on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// On the first visit: without it the page does not answer.
    Essential,
    /// When it is asked for, or when a person asks for everything.
    Rest,
}

impl Part {
    /// That of a file of the page; `None` for what the page never asks for: what is
    /// meant for those who keep a site, and what tells of the other files.
    fn of(name: &str) -> Option<Self> {
        const ESSENTIAL: [&str; 15] = [
            "index.html",
            "page.css",
            "page.js",
            "hors-ligne.css",
            "hors-ligne.js",
            "cpts-simulateur.css",
            "cpts-simulateur.js",
            // The tools come with the page; without their styles they would be unreadable.
            "impression.css",
            "reunion.css",
            // The rule panel leads there: a browser's own page would say that there is no network.
            "bareme.html",
            "bareme.css",
            "communes.bin",
            "adjacence.bin",
            "icone.svg",
            MANIFEST,
        ];
        let folder = name.split_once('/').map_or("", |(folder, _)| folder);
        let for_sites = ["cadre.", "integration.", "integrer", "verifier."];
        match (folder, name) {
            _ if ESSENTIAL.contains(&name) => Some(Self::Essential),
            ("", _) if name.starts_with(&format!("{}-", parts::MODULE)) => Some(Self::Essential),
            ("", WORKER) => None,
            ("", _) if for_sites.iter().any(|start| name.starts_with(start)) => None,
            ("icones", _) if has_extension(name, "png") => Some(Self::Essential),
            ("polices", _) if has_extension(name, "woff2") => Some(Self::Essential),
            ("", "bareme.json") => Some(Self::Rest),
            // Modules and data on demand, also those that are yet to come.
            ("" | "contours", _) if ["js", "wasm", "bin", "css"].iter().any(|e| has_extension(name, e)) => {
                Some(Self::Rest)
            }
            _ => None,
        }
    }
}

/// Takes out of a copy of the page what keeps it on a device. Without a manifest,
/// `page.js` asks for no worker.
pub(crate) fn strip(files: &mut Files) -> Result<()> {
    let only_for_this = ["hors-ligne.css", "hors-ligne.js", MANIFEST, WORKER];
    files.retain(|name, _| {
        !only_for_this.contains(&&**name) && !name.starts_with("icones/") && !name.starts_with("captures/")
    });
    let index = files.get_mut("index.html").context("no index.html")?;
    let mut html = String::from_utf8(std::mem::take(index)).context("index.html is not text")?;
    for named in [MANIFEST, "icones/"] {
        let at = html.find(named).with_context(|| format!("index.html does not name {named}"))?;
        let tag = html.get(..at).and_then(|before| before.rfind('<')).context("no tag")?;
        let end = html.get(at..).and_then(|after| after.find('>')).context("no end of the tag")?;
        html.replace_range(tag..=at + end, "");
    }
    *index = html.into_bytes();
    Ok(())
}

/// Writes the worker into `folder`, where the page is assembled.
pub(crate) fn finish(folder: &Path) -> Result<()> {
    let template = archive::read(&workspace::root().join("web").join(WORKER))?;
    let template = String::from_utf8(template).context("web/service.js is not text")?;
    let worker = worker(&template, &archive::read_folder(folder)?)?;
    let path = folder.join(WORKER);
    std::fs::write(&path, worker).with_context(|| format!("cannot write {}", path.display()))
}

fn worker(template: &str, files: &Files) -> Result<String> {
    ensure!(template.matches(PLACE).count() == 1, "expected once in web/{WORKER}: {PLACE}");
    Ok(embed::shrink(template).replace(PLACE, &format!("const LISTE = {};", list(files)?)))
}

/// The list, and the version that follows from it.
fn list(files: &Files) -> Result<Value> {
    let module = format!("{}-", parts::MODULE);
    let print = files
        .keys()
        .find_map(|name| name.strip_prefix(&module)?.strip_suffix(".js"))
        .with_context(|| format!("no {module}*.js among the files"))?;
    let contours = contours_print(files);
    let mut lines = Vec::new();
    for (name, bytes) in files {
        let Some(part) = Part::of(name) else { continue };
        let mut line = json!({ "nom": name, "taille": bytes.len(), "sha256": sha256(bytes) });
        if part == Part::Essential {
            line["essentiel"] = true.into();
        }
        // The fingerprint that the page writes in the address of the file.
        if name.starts_with("contours/") {
            line["v"] = format!("{contours:016x}").into();
        } else if has_extension(name, "bin") {
            line["v"] = format!("{:016x}", fnv1a(bytes)).into();
        } else if part == Part::Rest && ["js", "wasm"].iter().any(|e| has_extension(name, e)) {
            line["v"] = print.into();
        }
        lines.push(line);
    }
    let digest = sha256(&serde_json::to_vec(&lines)?);
    let version = digest.get(..16).context("a digest is longer")?;
    Ok(json!({ "version": version, "fichiers": lines }))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As `crates/cpts-widget/build.rs` writes it in the addresses of the contours.
fn contours_print(files: &Files) -> u64 {
    let prints = files.iter().filter(|(name, _)| name.starts_with("contours/"));
    fnv1a(&prints.flat_map(|(_, bytes)| fnv1a(bytes).to_le_bytes()).collect::<Vec<u8>>())
}

/// As `crates/cpts-widget/build.rs` writes it in the addresses of data files.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, o| (h ^ u64::from(*o)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        let names = [
            "index.html",
            "bareme.html",
            "bareme.css",
            "bareme.json",
            "cadre.html",
            "cpts-widget-0123456789abcdef.js",
            "cpts-widget-0123456789abcdef_bg.wasm",
            "cpts-widget-0123456789abcdef_atelier.wasm",
            "cpts-carte.js",
            "cpts-carte_bg.wasm",
            "communes.bin",
            "iris.bin",
            "contours/01.bin",
            "contours/02.bin",
            "icones/icone-192.png",
            "captures/large.png",
            "polices/a.woff2",
            "polices/LICENSE",
            "service.js",
            "fichiers.json",
            "configuration-du-site.json",
            "npm/index.js",
            "simulateur-cpts-0.1.0.zip",
        ];
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    fn names(list: &Value, keep: impl Fn(&Value) -> bool) -> Vec<&str> {
        let lines = list["fichiers"].as_array().unwrap().iter();
        lines.filter(|line| keep(line)).map(|line| line["nom"].as_str().unwrap()).collect()
    }

    #[test]
    fn the_essential_is_what_the_page_cannot_do_without() {
        let list = list(&files()).unwrap();
        assert_eq!(
            names(&list, |line| line["essentiel"] == true),
            [
                "bareme.css",
                "bareme.html",
                "communes.bin",
                "cpts-widget-0123456789abcdef.js",
                "cpts-widget-0123456789abcdef_atelier.wasm",
                "cpts-widget-0123456789abcdef_bg.wasm",
                "icones/icone-192.png",
                "index.html",
                "polices/a.woff2"
            ]
        );
        assert_eq!(
            names(&list, |line| line["essentiel"] != true),
            [
                "bareme.json",
                "contours/01.bin",
                "contours/02.bin",
                "cpts-carte.js",
                "cpts-carte_bg.wasm",
                "iris.bin"
            ]
        );
    }

    #[test]
    fn each_line_has_the_size_the_digest_and_the_fingerprint_of_its_file() {
        let list = list(&files()).unwrap();
        let line = |name: &str| {
            list["fichiers"].as_array().unwrap().iter().find(|line| line["nom"] == name).unwrap().clone()
        };
        assert_eq!(line("iris.bin")["taille"], 8);
        // Of the very text "iris.bin", by another program.
        assert_eq!(
            line("iris.bin")["sha256"],
            "579135c9089ab3b25ddea9c9a2a349c6f7fef4d63f523b64a49c1a608aa542f1"
        );
        assert_eq!(line("iris.bin")["v"], format!("{:016x}", fnv1a(b"iris.bin")));
        assert_eq!(line("cpts-carte_bg.wasm")["v"], "0123456789abcdef");
        assert_eq!(line("contours/01.bin")["v"], line("contours/02.bin")["v"]);
        for name in ["cpts-widget-0123456789abcdef.js", "bareme.html", "bareme.json"] {
            assert!(line(name).get("v").is_none(), "{name} is asked for as such");
        }
    }

    #[test]
    fn the_version_follows_every_byte_of_what_is_kept_and_nothing_else() {
        let version = |files: &Files| list(files).unwrap()["version"].as_str().unwrap().to_owned();
        let (one, mut other) = (files(), files());
        assert_eq!(version(&one).len(), 16);
        other.insert("cadre.html".to_owned(), b"changed".to_vec());
        assert_eq!(version(&one), version(&other));
        other.insert("contours/02.bin".to_owned(), b"contours/02.biN".to_vec());
        assert_ne!(version(&one), version(&other));
    }

    #[test]
    fn a_copy_that_is_not_kept_names_nothing_that_it_lacks() {
        let mut files = files();
        for name in [MANIFEST, "hors-ligne.js"] {
            files.insert(name.to_owned(), Vec::new());
        }
        let html = "<head><link rel=manifest href=manifest.webmanifest><link rel=\"apple-touch-icon\" \
                    href=\"icones/icone-ios-180.png\" /><title>t</title>";
        files.insert("index.html".to_owned(), html.into());
        strip(&mut files).unwrap();
        assert_eq!(files["index.html"], b"<head><title>t</title>");
        for name in [MANIFEST, "hors-ligne.js", "service.js", "icones/icone-192.png", "captures/large.png"] {
            assert!(!files.contains_key(name), "{name}");
        }
        assert!(files.contains_key("cadre.html") && files.contains_key("contours/01.bin"));
        assert!(strip(&mut files).is_err(), "a page without a manifest is not ours");
    }

    #[test]
    fn the_list_takes_the_place_that_the_worker_keeps_for_it() {
        let template =
            String::from_utf8(archive::read(&workspace::root().join("web").join(WORKER)).unwrap()).unwrap();
        let worker = worker(&template, &files()).unwrap();
        assert!(worker.contains("const LISTE = {\"fichiers\":[{"), "{worker}");
        assert!(!worker.contains(PLACE));
        // The worker reads its own version in what the server sends.
        assert!(worker.contains("\"version\":\""));
        assert!(super::worker("no place", &files()).is_err());
        assert!(super::worker(&template, &Files::new()).is_err());
    }
}
