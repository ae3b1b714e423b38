//! The browsers of the tests.

use anyhow::{Context as _, Result};

use crate::setup::log::Log;
use crate::setup::system;
use crate::shell;

/// Names that Chromium goes by.
pub(crate) const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Chromium's engine as a program that has no window.
const HEADLESS: &str = "chromium-headless-shell";

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

/// Chromium without a window, where apt can get it: the journeys take two thirds of the time in it.
/// Whoever has not got it runs them in the whole browser.
pub(super) fn ensure_headless(log: &Log) {
    if shell::which_of(&[HEADLESS]).is_some() || !system::may_install() {
        return;
    }
    log.get(HEADLESS, "most journeys need no window");
    if let Err(error) = system::apt_install(&[HEADLESS]) {
        println!("setup: {error:#}\nsetup: the journeys will run in the whole browser, which takes longer");
    }
}

/// Firefox on the PATH, for the journeys.
pub(super) fn ensure_firefox(log: &Log) -> Result<()> {
    if shell::which_of(&FIREFOX).is_some() {
        return Ok(());
    }
    log.get("firefox", "the main journey is tested in a second browser");
    system::apt_install(&["firefox-esr"]).context("put `firefox` on the PATH")
}
