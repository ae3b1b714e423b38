//! `cargo xtask wordpress`: the WordPress plugin, as the ZIP that a site uploads.
//!
//! The plugin's own files are in `integrations/wordpress/simulateur-cpts/`. What a
//! build of the page leaves in `dist/` goes into its `app/`, in a folder named after
//! what it holds, with a `manifest.php` that tells the plugin where the script is.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::archive::{Files, has_extension, read, read_folder, write_zip};
use crate::setup::{self, Need};
use crate::{hors_ligne, page, publication, workspace};

/// Name of the plugin, of its folder and of its main file.
const PLUGIN: &str = "simulateur-cpts";

/// The version of the workspace, which is that of the plugin.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// `cargo xtask wordpress`: packs what `dist/` holds, after a build where it holds nothing.
pub(crate) fn run() -> Result<()> {
    if !page::dist().join("index.html").exists() {
        page::build_release(&setup::run(Need::PAGE)?)?;
    }
    let zip = package()?;
    println!("{}", zip.display());
    Ok(())
}

/// Where the ZIP goes.
pub(crate) fn target() -> PathBuf {
    page::dist().join(format!("{PLUGIN}-wordpress-{VERSION}.zip"))
}

/// Packs the plugin with the page of `dist/`.
pub(crate) fn package() -> Result<PathBuf> {
    let plugin = workspace::root().join("integrations/wordpress").join(PLUGIN);
    let mut files = read_folder(&plugin)?;
    check_version(&files)?;
    let mut app = read_folder(&page::dist())?;
    // Other forms of the same page.
    app.retain(|name, _| !has_extension(name, "zip") && !name.starts_with("npm/"));
    // The plugin shows the element in pages of the site, which the site keeps as it
    // wants; and its folder has another name with each version.
    hors_ligne::strip(&mut app)?;
    app.insert(publication::LISTING.to_owned(), publication::listing(&app)?);
    let regions = read_regions(&workspace::root().join("rules/regions"))?;
    let folder = format!("{VERSION}-{:08x}", fingerprint(&app));
    let element = read_element(&workspace::root().join("web/element.json"))?;
    files.insert("app/manifest.php".to_owned(), manifest(&folder, &app, &element, &regions)?.into_bytes());
    files.insert("app/index.php".to_owned(), b"<?php\n// Nothing to list.\n".to_vec());
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        files.insert(format!("app/{name}"), read(&workspace::root().join(name))?);
    }
    files.insert(format!("app/{folder}/.htaccess"), HTACCESS.into());
    files.insert(format!("app/{folder}/police.css"), FONT_FACE.into());
    files.extend(app.into_iter().map(|(name, bytes)| (format!("app/{folder}/{name}"), bytes)));

    let target = target();
    write_zip(&target, PLUGIN, &files)?;
    Ok(target)
}

/// Media types that an old Apache does not know. The name of the folder follows
/// what is in it: a browser need not ask twice.
const HTACCESS: &str = "\
<IfModule mod_mime.c>
  AddType application/wasm .wasm
  AddType text/javascript .js
  AddType application/octet-stream .bin
  AddType font/woff2 .woff2
</IfModule>
<IfModule mod_headers.c>
  Header set Cache-Control \"public, max-age=31536000, immutable\"
</IfModule>
<IfModule mod_deflate.c>
  <IfModule mod_filter.c>
    AddOutputFilterByType DEFLATE text/html text/css text/javascript application/wasm application/octet-stream
  </IfModule>
</IfModule>
";

/// The typeface that the style sheet of the simulator names first: a page declares
/// it, since a shadow root cannot.
const FONT_FACE: &str = "\
@font-face {
  font-family: \"Source Sans 3\";
  src: url(\"polices/source-sans-3.woff2\") format(\"woff2\");
  font-weight: 200 900;
  font-display: swap;
}
";

/// The plugin says its version in two places of its own; both are that of the workspace.
fn check_version(files: &Files) -> Result<()> {
    for (name, label) in [("simulateur-cpts.php", "* Version:"), ("readme.txt", "Stable tag:")] {
        let text =
            String::from_utf8_lossy(files.get(name).with_context(|| format!("the plugin has no {name}"))?);
        let said = text.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim);
        if said != Some(VERSION) {
            bail!(
                "integrations/wordpress/{PLUGIN}/{name} says version {said:?}, the workspace {VERSION}: make them one"
            );
        }
    }
    Ok(())
}

/// What the plugin reads of its own build, as PHP.
fn manifest(folder: &str, app: &Files, element: &Element, regions: &[Region]) -> Result<String> {
    let index = app.get("index.html").context("dist/ has no index.html")?;
    let script = module_script(&String::from_utf8_lossy(index))
        .context("dist/index.html has no <script type=\"module\"> with the address of a wasm")?;
    let mut php = String::from("<?php\ndefined( 'ABSPATH' ) || exit;\nreturn array(\n");
    writeln!(php, "\t'version'  => {},", php_string(VERSION))?;
    writeln!(php, "\t'dossier'  => {},", php_string(folder))?;
    php += "\t'script'   => array(\n";
    for (name, value) in &script {
        let value = value.as_ref().map_or_else(|| "true".to_owned(), |value| php_string(value));
        writeln!(php, "\t\t{} => {value},", php_string(name))?;
    }
    php += "\t),\n\t'fichiers' => array(\n";
    for name in samples(app) {
        writeln!(php, "\t\t{},", php_string(name))?;
    }
    php += "\t),\n\t'attributs' => array(\n";
    for Attribut { nom, genre, valeurs, exemple, resume } in &element.attributs {
        let valeurs: Vec<String> = valeurs.iter().map(|valeur| php_string(valeur)).collect();
        writeln!(
            php,
            "\t\t{} => array( 'type' => {}, 'valeurs' => array( {} ), 'exemple' => {}, 'resume' => {} ),",
            php_string(nom),
            php_string(genre),
            valeurs.join(", "),
            php_string(exemple),
            php_string(resume)
        )?;
    }
    php += "\t),\n\t'regions'  => array(\n";
    for Region { code, nom } in regions {
        writeln!(php, "\t\t{} => {},", php_string(code), php_string(nom))?;
    }
    php += "\t),\n);\n";
    Ok(php)
}

/// The files whose way to the visitor is worth checking: those at the root, and
/// one of each folder, since a server treats files of a kind alike.
fn samples(app: &Files) -> Vec<&str> {
    let mut folders = Vec::new();
    app.keys()
        .map(String::as_str)
        .filter(|name| match name.rsplit_once('/') {
            None => true,
            Some((folder, file)) => {
                let first = file.contains('.') && !folders.contains(&folder);
                if first {
                    folders.push(folder);
                }
                first
            }
        })
        .collect()
}

/// What the plugin reads of the declaration of the element.
#[derive(Debug, Deserialize)]
struct Element {
    attributs: Vec<Attribut>,
}

/// An attribute of the element.
#[derive(Debug, Deserialize)]
struct Attribut {
    nom: String,
    #[serde(rename = "type")]
    genre: String,
    #[serde(default)]
    valeurs: Vec<String>,
    #[serde(default)]
    exemple: String,
    resume: String,
}

/// The kinds of attributes that the plugin has a check and a field for.
const GENRES: [&str; 5] = ["texte", "couleur", "choix", "adresse", "drapeau"];

fn read_element(path: &Path) -> Result<Element> {
    let element: Element =
        serde_json::from_slice(&read(path)?).with_context(|| format!("cannot read {}", path.display()))?;
    match element.attributs.iter().find(|attribut| !GENRES.contains(&attribut.genre.as_str())) {
        Some(Attribut { nom, genre, .. }) => {
            bail!("the WordPress plugin does not know the type {genre:?} of {nom:?} in web/element.json")
        }
        None => Ok(element),
    }
}

/// A région, as the rules name it.
#[derive(Debug, Deserialize)]
struct Region {
    code: String,
    nom: String,
}

fn read_regions(folder: &Path) -> Result<Vec<Region>> {
    let mut regions = Vec::new();
    for (name, bytes) in read_folder(folder)?.iter().filter(|(name, _)| has_extension(name, "toml")) {
        let text = std::str::from_utf8(bytes).with_context(|| format!("{name} is not text"))?;
        let region: Region = toml::from_str(text).with_context(|| format!("rules/regions/{name}"))?;
        regions.push(region);
    }
    // Île-de-France stands among the I.
    regions.sort_by_key(|region| region.nom.replace('Î', "I"));
    Ok(regions)
}

/// The attributes of the page's module script: a name without value is `None`.
fn module_script(html: &str) -> Option<Vec<(String, Option<String>)>> {
    html.match_indices("<script").find_map(|(at, tag)| {
        let attributes = attributes(html.get(at + tag.len()..)?);
        let value = |name: &str| attributes.iter().find(|(n, _)| n == name).and_then(|(_, v)| v.as_deref());
        // The page has other scripts; that of the simulator names its module.
        let ours = value("type") == Some("module") && value("src").is_some() && value("data-wasm").is_some();
        ours.then(|| attributes.clone())
    })
}

/// The attributes at the beginning of `rest`, up to the end of the tag. Trunk
/// writes quotes only where HTML wants them.
fn attributes(rest: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut rest = rest;
    loop {
        rest = rest.trim_start();
        let end =
            rest.find(|c: char| c == '=' || c == '>' || c == '/' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() {
            return found;
        }
        let Some(value) = after.strip_prefix('=') else {
            found.push((name.to_owned(), None));
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                value.split_at(value.find(|c: char| c == '>' || c.is_whitespace()).unwrap_or(value.len()))
            }
        };
        found.push((name.to_owned(), Some(value.to_owned())));
        rest = after;
    }
}

fn php_string(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Changes with every name and every byte.
fn fingerprint(files: &Files) -> u32 {
    let mut crc = flate2::Crc::new();
    for (name, bytes) in files {
        crc.update(name.as_bytes());
        crc.update(&(bytes.len() as u64).to_le_bytes());
        crc.update(bytes);
    }
    crc.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> Files {
        let html = "<!doctype html><script>1</script><script type=module src=page.js></script><script data-colle=a-1.js data-wasm='a b.wasm' src=\"s.js\" defer type=module></script>";
        let names = ["polices/LICENSE", "polices/b.woff2", "contours/01.bin", "contours/02.bin", "s.js"];
        let mut app: Files =
            names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect();
        app.insert("index.html".to_owned(), html.into());
        app
    }

    #[test]
    fn the_manifest_carries_the_attributes_of_the_script() {
        let regions = [Region { code: "2A".to_owned(), nom: "Côte d'Azur".to_owned() }];
        let json = r#"{"attributs": [{"nom": "theme", "type": "choix", "valeurs": ["auto", "l'autre"], "resume": "Fond."}]}"#;
        let element: Element = serde_json::from_str(json).unwrap();
        let php = manifest("0-1", &app(), &element, &regions).unwrap();
        for line in [
            "'data-colle' => 'a-1.js',",
            "'data-wasm' => 'a b.wasm',",
            "'src' => 's.js',",
            "'defer' => true,",
            "'type' => 'module',",
            "'2A' => 'Côte d\\'Azur',",
            "'dossier'  => '0-1',",
            "'theme' => array( 'type' => 'choix', 'valeurs' => array( 'auto', 'l\\'autre' ), 'exemple' => '', 'resume' => 'Fond.' ),",
        ] {
            assert!(php.contains(line), "{line} is not in {php}");
        }
        let empty = Files::from([("index.html".to_owned(), b"<p>".to_vec())]);
        assert!(manifest("0-1", &empty, &element, &[]).is_err());
    }

    #[test]
    fn one_file_of_each_folder_is_checked() {
        assert_eq!(samples(&app()), ["contours/01.bin", "index.html", "polices/b.woff2", "s.js"]);
    }

    #[test]
    fn the_fingerprint_follows_names_and_bytes() {
        let (one, mut other) = (app(), app());
        assert_eq!(fingerprint(&one), fingerprint(&other));
        other.insert("s.js".to_owned(), b"s.jS".to_vec());
        assert_ne!(fingerprint(&one), fingerprint(&other));
    }

    #[test]
    fn the_plugin_says_the_version_of_the_workspace() {
        let plugin = workspace::root().join("integrations/wordpress").join(PLUGIN);
        check_version(&read_folder(&plugin).unwrap()).unwrap();
    }

    #[test]
    fn the_plugin_knows_every_kind_of_attribute() {
        let element = read_element(&workspace::root().join("web/element.json")).unwrap();
        assert!(element.attributs.iter().any(|attribut| attribut.nom == "region"));
    }

    #[test]
    fn every_region_of_the_rules_has_a_name() {
        let regions = read_regions(&workspace::root().join("rules/regions")).unwrap();
        assert!(regions.iter().any(|region| region.code == "53" && region.nom == "Bretagne"));
        assert!(regions.is_sorted_by_key(|region| region.nom.replace('Î', "I")));
    }
}
