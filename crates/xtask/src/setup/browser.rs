//! The browsers of the tests.

use anyhow::{Context as _, Result};

use crate::setup::log::Log;
use crate::setup::system;
use crate::shell;

/// Names that Chromium goes by.
pub(crate) const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Names that Firefox goes by.
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Chromium on the PATH.
pub(super) fn ensure(log: &Log) -> Result<()> {
    if shell::which_of(&CHROMIUM).is_some() {
        return Ok(());
    }
    log.get("chromium", "the tests use the page in a real browser");
    system::apt_install(&["chromium"]).context("put `chromium` on the PATH")
}

/// Firefox on the PATH, for the journeys.
pub(super) fn ensure_firefox(log: &Log) -> Result<()> {
    if shell::which_of(&FIREFOX).is_some() {
        return Ok(());
    }
    log.get("firefox", "the main journey is tested in a second browser");
    system::apt_install(&["firefox-esr"]).context("put `firefox` on the PATH")
}
