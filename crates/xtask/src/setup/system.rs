//! Packages of the system, where this may install them.

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

use anyhow::{Context as _, Result, bail};

use crate::shell;

/// Held by who installs: apt lets one in at a time, and set-up does several things at once.
static APT: Mutex<()> = Mutex::new(());

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
    let _alone = APT.lock().unwrap_or_else(PoisonError::into_inner);
    update_lists();
    shell::run(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
    .with_context(|| format!("apt could not install {list}: install by hand what these packages hold"))
}

/// Whether [`apt_install`] can do its work here.
pub(super) fn may_install() -> bool {
    shell::which("apt-get").is_some() && is_root()
}

/// Puts packages into `folder` without installing them: no root, no service started.
pub(super) fn apt_unpack(packages: &[&str], folder: &Path) -> Result<()> {
    if shell::which("apt-get").is_none() || shell::which("dpkg-deb").is_none() {
        bail!("this system has no apt");
    }
    let _alone = APT.lock().unwrap_or_else(PoisonError::into_inner);
    if is_root() {
        update_lists();
    }
    let archives = folder.join("archives");
    std::fs::create_dir_all(&archives).with_context(|| format!("cannot create {}", archives.display()))?;
    // The account that apt lends itself for downloads cannot write into a person's cache.
    let as_root = ["-o", "APT::Sandbox::User=root"];
    shell::run(
        Command::new("apt-get").args(["download", "-qq"]).args(as_root).args(packages).current_dir(&archives),
    )
    .with_context(|| format!("apt could not download {}", packages.join(" ")))?;
    for entry in std::fs::read_dir(&archives)? {
        shell::run(Command::new("dpkg-deb").arg("-x").arg(entry?.path()).arg(folder))?;
    }
    std::fs::remove_dir_all(&archives).with_context(|| format!("cannot remove {}", archives.display()))
}

/// The lists of a new machine are empty or old, and once is enough.
fn update_lists() {
    static UPDATED: OnceLock<bool> = OnceLock::new();
    UPDATED.get_or_init(|| shell::run(Command::new("apt-get").args(["update", "-qq"])).is_ok());
}

/// The release of the system is Debian 12, for which the packages were tried.
pub(super) fn is_debian_12() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "VERSION_CODENAME=bookworm"))
}

fn is_root() -> bool {
    shell::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}
