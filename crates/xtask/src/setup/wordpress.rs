//! A WordPress of its own for the tests of the plugin: PHP, MariaDB's server
//! program and WordPress's files. Nothing here starts a service: the tests start
//! their own server and their own database, and stop them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::setup::log::Log;
use crate::setup::system;
use crate::shell;
use crate::tools::Tools;

/// PHP's modules that WordPress wants, by the Debian package that has each.
const PHP_MODULES: [(&str, &str); 3] =
    [("mysqli", "php-mysql"), ("dom", "php-xml"), ("mbstring", "php-mbstring")];

/// WordPress with its theme, and the libraries that Debian keeps beside it.
const WORDPRESS_PACKAGES: [&str; 7] = [
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "libjs-cropper",
    "libjs-prototype",
    "libjs-scriptaculous",
    "libjs-underscore",
    "php-getid3",
];

const BY_HAND: &str = "unpack WordPress 6.1 or newer somewhere and set CPTS_WORDPRESS to that folder";

/// PHP, mariadbd and a WordPress.
pub(super) fn ensure(tools: &Tools, log: &Log) -> Result<()> {
    let missing = missing_programs();
    if !missing.is_empty() {
        log.get(&missing.join(", "), "the WordPress plugin is tested in a real WordPress");
        system::apt_install(&missing)
            .context("put PHP with its mysqli, dom and mbstring, and `mariadbd`, on the PATH")?;
    }
    let site = tools.wordpress();
    if is_wordpress(&site) {
        return Ok(());
    }
    if std::env::var_os("CPTS_WORDPRESS").is_some_and(|value| !value.is_empty()) {
        bail!("CPTS_WORDPRESS is {}, which is no WordPress: {BY_HAND}", site.display());
    }
    log.get("the files of WordPress", "the plugin is tested in them");
    unpack(&site).context(BY_HAND)
}

fn missing_programs() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if shell::which("php").is_none() {
        missing.push("php-cli");
    }
    let modules = shell::output(Command::new("php").arg("-m")).unwrap_or_default();
    missing.extend(
        PHP_MODULES
            .iter()
            .filter(|(module, _)| !modules.lines().any(|line| line == *module))
            .map(|(_, package)| *package),
    );
    // Debian puts a server program where only root's PATH leads.
    if shell::which("mariadbd").is_none() && !Path::new("/usr/sbin/mariadbd").exists() {
        missing.push("mariadb-server-core");
    }
    missing
}

fn is_wordpress(folder: &Path) -> bool {
    folder.join("wp-includes/version.php").exists() && folder.join("wp-admin/install.php").exists()
}

/// Debian's packages have links from one to another: they become one plain folder.
fn unpack(site: &Path) -> Result<()> {
    let parent = site.parent().map(Path::to_owned).unwrap_or_else(|| PathBuf::from("."));
    let packages = parent.join("packages");
    for folder in [site, &packages] {
        if folder.exists() {
            std::fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    system::apt_unpack(&WORDPRESS_PACKAGES, &packages)?;
    let half = parent.join("half");
    copy(&packages.join("usr/share/wordpress"), &half)?;
    std::fs::rename(&half, site).with_context(|| format!("cannot create {}", site.display()))?;
    std::fs::remove_dir_all(&packages).with_context(|| format!("cannot remove {}", packages.display()))
}

/// Copies what links lead to; a link that leads nowhere (to /etc) is left out.
fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else if source.exists() {
            std::fs::copy(&source, &target).with_context(|| format!("cannot copy {}", source.display()))?;
        }
    }
    Ok(())
}
