//! What the workspace says of itself: its folders, its locked versions.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    // crates/xtask is two levels down; this program is always run where it was built.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// A `cargo` of the toolchain in use, at the root of the repository.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root());
    cargo
}

/// Where cargo builds: `target/`, or what the person chose.
pub(crate) fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(chosen) => root().join(chosen),
        None => root().join("target"),
    }
}

/// The version of a package in Cargo.lock, or `None` where nothing depends on it.
pub(crate) fn locked_version(package: &str) -> Result<Option<String>> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(find_version(&lock, package))
}

fn find_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    Some(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locked_versions_are_found_by_exact_name() {
        let lock = "[[package]]\nname = \"serde_json\"\nversion = \"1.0.1\"\n\n[[package]]\nname = \"serde\"\nversion = \"1.2.3\"\n";
        assert_eq!(find_version(lock, "serde").as_deref(), Some("1.2.3"));
        assert_eq!(find_version(lock, "toml"), None);
    }

    #[test]
    fn the_root_is_that_of_the_repository() {
        assert!(root().join("crates/xtask/Cargo.toml").exists());
    }
}
