//! Files that tell of the others, written beside the page once it is assembled.
//!
//! - `bareme.html` and `bareme.json`: the rules as a page and as data, by [`bareme`];
//! - `lieux.json`: régions and départements, for the lists of `integration.html`;
//! - `qr.js`: the generator of QR codes, as npm gives it, with its licence;
//! - `custom-elements.json`: the element, for editors;
//! - `service.js`: the worker that keeps the page, with its list of files;
//! - `fichiers.json`: every file and its size, by which `verifier.html` knows
//!   what a copy lost on its way. Written last.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use cpts_territory::Territory;
use serde_json::{Value, json};

use crate::archive::{self, Files, has_extension};
use crate::element::{Element, MANIFEST};
use crate::tools::{self, QR, QR_PACKAGE, Tools};
use crate::{hors_ligne, shell, workspace};

/// The list of the files.
pub(crate) const LISTING: &str = "fichiers.json";
const PLACES: &str = "lieux.json";

/// Writes the others into `folder`, where the page is assembled.
pub(crate) fn finish(folder: &Path) -> Result<()> {
    write(folder, PLACES, &to_bytes(&places()?)?)?;
    match qr(&Tools::locate()?)? {
        Some(bytes) => write(folder, "qr.js", &bytes)?,
        None => {
            println!("no {QR_PACKAGE}: integration.html will draw no QR code (`cargo xtask setup` gets it)")
        }
    }
    write(folder, MANIFEST, &to_bytes(&Element::load()?.manifest())?)?;
    hors_ligne::finish(folder)?;
    let files = archive::read_folder(folder)?;
    write(folder, LISTING, &listing(&files)?)
}

/// The files that [`bareme`] writes.
pub(crate) const BAREME: [&str; 2] = ["bareme.html", "bareme.json"];

/// The rules as a page and as data, which the command line of the project writes.
pub(crate) fn bareme(folder: &Path) -> Result<()> {
    let mut cpts = tools::native_cargo();
    cpts.args(["run", "--quiet", "--package", "cpts-cli", "--", "rules", "page", "--sortie"]).arg(folder);
    shell::run(&mut cpts)
}

/// Every file and its size, and the archives that lie beside them.
pub(crate) fn listing(files: &Files) -> Result<Vec<u8>> {
    let (mut here, mut archives) = (Vec::new(), Vec::new());
    // The npm package is for programs, not for those who host the page.
    let hosted = |name: &str| name != LISTING && !name.starts_with("npm/");
    for (name, bytes) in files.iter().filter(|(name, _)| hosted(name)) {
        let line = json!({ "nom": name, "taille": bytes.len() });
        if has_extension(name, "zip") { archives.push(line) } else { here.push(line) }
    }
    to_bytes(&json!({ "version": env!("CARGO_PKG_VERSION"), "fichiers": here, "archives": archives }))
}

/// Writes the list again, once the archives are there.
pub(crate) fn list_archives(folder: &Path) -> Result<()> {
    write(folder, LISTING, &listing(&archive::read_folder(folder)?)?)
}

/// The generator of QR codes under its licence, if set-up has got it.
fn qr(tools: &Tools) -> Result<Option<Vec<u8>>> {
    let package = tools.npm_root().join("node_modules").join(QR_PACKAGE);
    if !package.exists() {
        return Ok(None);
    }
    let licence = archive::read(&package.join("LICENSE"))?;
    let mut bytes =
        format!("/* {QR_PACKAGE} {QR}\n\n{} */\n", String::from_utf8_lossy(&licence)).into_bytes();
    bytes.extend(archive::read(&package.join("index.mjs"))?);
    Ok(Some(bytes))
}

/// Régions with their départements, by name.
fn places() -> Result<Value> {
    let bytes = archive::read(&workspace::root().join("data/communes.bin"))?;
    let territory = Territory::parse(&bytes).map_err(|error| anyhow!("data/communes.bin: {error}"))?;
    let mut regions: Vec<Value> = Vec::new();
    for (region, nom) in territory.regions() {
        let departements: Vec<Value> = territory
            .departements()
            .filter_map(|code| territory.departement(code))
            .filter(|departement| departement.region == region)
            .map(|departement| json!({ "code": departement.code.as_str(), "nom": departement.nom }))
            .collect();
        regions.push(json!({ "code": region.to_string(), "nom": nom, "departements": departements }));
    }
    regions.sort_by_key(|region| region["nom"].as_str().map(|nom| nom.replace('Î', "I")));
    Ok(json!({ "regions": regions }))
}

fn to_bytes(value: &Value) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_its_departements() {
        let places = places().unwrap();
        let regions = places["regions"].as_array().unwrap();
        let bretagne = regions.iter().find(|region| region["code"] == "53").unwrap();
        assert_eq!(bretagne["nom"], "Bretagne");
        let codes: Vec<&str> = bretagne["departements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|departement| departement["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, ["22", "29", "35", "56"]);
        assert!(regions.iter().all(|region| !region["departements"].as_array().unwrap().is_empty()));
    }

    #[test]
    fn the_list_leaves_itself_out_and_the_archives_apart() {
        let files: Files = [("a.js", "un"), ("b.zip", "deux"), (LISTING, "x")]
            .map(|(name, bytes)| (name.to_owned(), bytes.into()))
            .into();
        let list: Value = serde_json::from_slice(&listing(&files).unwrap()).unwrap();
        assert_eq!(list["fichiers"], json!([{ "nom": "a.js", "taille": 2 }]));
        assert_eq!(list["archives"], json!([{ "nom": "b.zip", "taille": 4 }]));
    }
}
