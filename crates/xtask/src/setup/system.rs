//! Packages of the system, where this may install them.

use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail};

use crate::shell;

/// Installs packages with apt, or says what to type.
pub(super) fn apt_install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if shell::which("apt-get").is_none() {
        bail!("install by hand what Debian packages as: {list}");
    }
    if !is_root() {
        bail!(
            "installing system packages takes root: run `sudo apt-get install --no-install-recommends {list}`, then this again"
        );
    }
    // The lists of a new machine are empty or old, and once is enough.
    static UPDATED: OnceLock<bool> = OnceLock::new();
    UPDATED.get_or_init(|| shell::run(Command::new("apt-get").args(["update", "-qq"])).is_ok());
    shell::run(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
    .with_context(|| format!("apt could not install {list}: install by hand what these packages hold"))
}

/// The release of the system is Debian 12, for which the packages were tried.
pub(super) fn is_debian_12() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "VERSION_CODENAME=bookworm"))
}

fn is_root() -> bool {
    shell::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}
