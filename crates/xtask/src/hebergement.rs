//! The ZIP that a site unpacks on its own server: the page, what to tell the
//! server, and how to go about it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::archive::{self, Files, has_extension};
use crate::policy::policy;
use crate::setup::{self, Need};
use crate::{page, publication, workspace};

/// Name of the archive and of the folder in it.
const NAME: &str = "simulateur-cpts";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// `cargo xtask hebergement`: packs what `dist/` holds, after a build where it holds nothing.
pub(crate) fn run() -> Result<()> {
    if !page::dist().join("index.html").exists() {
        page::build_release(&setup::run(Need::PAGE)?)?;
    }
    publication::bareme(&page::dist())?;
    publication::finish(&page::dist())?;
    println!("{}", package()?.display());
    publication::list_archives(&page::dist())
}

/// Where the ZIP goes.
pub(crate) fn target() -> PathBuf {
    page::dist().join(format!("{NAME}-{VERSION}.zip"))
}

/// Packs what `dist/` holds.
pub(crate) fn package() -> Result<PathBuf> {
    let mut files = archive::read_folder(&page::dist())?;
    files.retain(|name, _| !has_extension(name, "zip") && !name.starts_with("npm/"));
    files.insert(publication::LISTING.to_owned(), publication::listing(&files)?);
    let advice = advice(&files)?;
    files.extend(advice);
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "data/NOTICE.md"] {
        let path = workspace::root().join(name);
        let name = Path::new(name).file_name().context("a path without a name")?;
        files.insert(format!("licences/{}", name.to_string_lossy()), archive::read(&path)?);
    }
    let target = target();
    archive::write_zip(&target, NAME, &files)?;
    Ok(target)
}

/// The files of `web/hebergement`, with the policy and the names of the day.
fn advice(page: &Files) -> Result<Files> {
    let immutable: String = page
        .keys()
        .filter(|name| is_immutable(name))
        .map(|name| format!(
            "  <location path=\"{name}\"><system.webServer><staticContent><clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" /></staticContent></system.webServer></location>\n"
        ))
        .collect();
    let mut files = archive::read_folder(&workspace::root().join("web/hebergement"))?;
    for (name, bytes) in &mut files {
        let text =
            std::str::from_utf8(bytes).with_context(|| format!("web/hebergement/{name} is not text"))?;
        let text = text
            .replace("{politique}", &policy())
            .replace("{version}", VERSION)
            .replace("  {immuables}\n", &immutable);
        if let Some(at) = ["{politique", "{version", "{immuables"].iter().find(|left| text.contains(*left)) {
            bail!("web/hebergement/{name} still has {at}");
        }
        *bytes = text.into_bytes();
    }
    Ok(files)
}

/// How many digits a fingerprint has: Trunk writes a number of 64 bits without the zeros at its head.
/// The settings of the servers, the worker and the page that checks say the same.
const FINGERPRINT: std::ops::RangeInclusive<usize> = 8..=16;

/// Whether a name changes with what the file holds: `cpts-widget-0123456789abcdef_bg.wasm`, `integrer-0.1.0.js`.
fn is_immutable(name: &str) -> bool {
    if !has_extension(name, "js") && !has_extension(name, "wasm") {
        return false;
    }
    let Some((head, tail)) = name.rsplit_once('-') else { return false };
    let print = tail.split(['.', '_']).next().unwrap_or_default();
    (FINGERPRINT.contains(&print.len()) && print.bytes().all(|byte| byte.is_ascii_hexdigit()))
        || (head == "integrer" && tail.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_follow_their_content_are_kept_for_ever() {
        for name in [
            "cpts-widget-bcb1b5820e066112.js",
            "cpts-widget-bcb1b5820e066112_bg.wasm",
            "cpts-widget-3ebe304dedc963c_outils.wasm",
            "integrer-0.1.0.js",
        ] {
            assert!(is_immutable(name), "{name}");
        }
        for name in [
            "cpts-simulateur.js",
            "integrer.js",
            "cpts-carte_bg.wasm",
            "communes.bin",
            "a-bcb1b5820e066112.css",
        ] {
            assert!(!is_immutable(name), "{name}");
        }
    }

    /// One release of sixteen has a shorter fingerprint: every pattern must take it.
    #[test]
    fn every_pattern_takes_a_fingerprint_of_any_length() {
        let root = workspace::root();
        for file in [
            "web/hebergement/.htaccess",
            "web/hebergement/nginx.conf.exemple",
            "web/verifier.js",
            "web/service.js",
        ] {
            let text = std::fs::read_to_string(root.join(file)).unwrap();
            let taken = format!("[0-9a-f]{{{},{}}}", FINGERPRINT.start(), FINGERPRINT.end());
            assert!(text.contains(&taken), "{file} does not say {taken}");
            assert!(!text.contains("[0-9a-f]{16}"), "{file} asks for sixteen digits");
        }
    }

    #[test]
    fn every_server_is_told_the_policy_of_the_tests() {
        let page: Files = [("cpts-widget-bcb1b5820e066112.js".to_owned(), Vec::new())].into();
        let files = advice(&page).unwrap();
        for name in [".htaccess", "nginx.conf.exemple", "web.config"] {
            let text = String::from_utf8(files[name].clone()).unwrap();
            assert!(text.contains("'wasm-unsafe-eval'") && text.contains("frame-ancestors"), "{name}");
            assert!(text.contains("application/wasm"), "{name}");
        }
        let iis = String::from_utf8(files["web.config"].clone()).unwrap();
        assert!(iis.contains("<location path=\"cpts-widget-bcb1b5820e066112.js\">"), "{iis}");
        let readme = String::from_utf8(files["LISEZMOI.txt"].clone()).unwrap();
        assert!(readme.contains(VERSION) && readme.contains("verifier.html"));
    }
}
