//! Gives the page of `dist/` what changed of `web/`, without building it again.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::{embed, page, parts, publication, workspace};

/// Copies what is published as it is, and finishes it as a build does.
pub(crate) fn page() -> Result<()> {
    let dist = page::dist();
    let name = module(&dist)?;
    copy_known(&workspace::root().join("web"), &dist)?;
    embed::finish(&dist, &name)?;
    publication::finish(&dist)
}

/// The name of the module of the interface, with its fingerprint.
fn module(dist: &Path) -> Result<String> {
    let entries = std::fs::read_dir(dist).with_context(|| format!("cannot read {}", dist.display()))?;
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .find_map(|name| Some(name.strip_suffix(".js").filter(|n| n.starts_with(parts::MODULE))?.to_owned()))
        .context("dist/ has no module of the interface: `cargo xtask dist` builds the page")
}

/// Copies the files of a folder that the page has a copy of already.
fn copy_known(from: &Path, to: &Path) -> Result<()> {
    for entry in std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_known(&path, &target)?;
        } else if target.exists() {
            std::fs::copy(&path, &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_page_has_is_copied() {
        let folder = std::env::temp_dir().join(format!("cpts-refresh-{}", std::process::id()));
        let (web, dist) = (folder.join("web"), folder.join("dist"));
        for path in [web.join("schemas"), dist.join("schemas")] {
            std::fs::create_dir_all(path).unwrap();
        }
        for (name, text) in [
            ("web/a.css", "new"),
            ("web/b.css", "new"),
            ("web/schemas/s.json", "new"),
            ("dist/a.css", "old"),
            ("dist/schemas/s.json", "old"),
        ] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        copy_known(&web, &dist).unwrap();
        let read = |name: &str| std::fs::read_to_string(dist.join(name)).ok();
        assert_eq!(
            (read("a.css"), read("schemas/s.json"), read("b.css")),
            (Some("new".into()), Some("new".into()), None)
        );
        assert!(module(&dist).is_err());
        std::fs::write(dist.join("cpts-widget-01.js"), "").unwrap();
        assert_eq!(module(&dist).unwrap(), "cpts-widget-01");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
