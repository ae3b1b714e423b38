//! The browser of the tests and its driver.

use anyhow::{Context as _, Result};

use super::{Log, system};
use crate::shell;

/// Names that Chromium goes by.
pub(crate) const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Chromium and chromedriver on the PATH.
pub(super) fn ensure(log: &mut Log) -> Result<()> {
    let missing: Vec<&str> =
        [("chromium", shell::which_of(&CHROMIUM)), ("chromium-driver", shell::which("chromedriver"))]
            .into_iter()
            .filter_map(|(package, found)| found.is_none().then_some(package))
            .collect();
    if missing.is_empty() {
        return Ok(());
    }
    log.get(&missing.join(" and "), "the tests use the page in a real browser");
    system::apt_install(&missing)
        .context("put `chromium` and a `chromedriver` of the same version on the PATH")
}
