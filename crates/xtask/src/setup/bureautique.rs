//! What opens the documents that the page makes.

use anyhow::{Context as _, Result};

use crate::setup::log::Log;
use crate::setup::system;
use crate::shell;

/// LibreOffice without its windows, and what makes pictures of its pages. Recommended
/// packages (Java, help, dictionaries) are left out: tests only convert.
pub(super) fn ensure(log: &Log) -> Result<()> {
    if shell::which("soffice").is_none() {
        log.get(
            "libreoffice-writer-nogui",
            "the letters that the page writes are opened in a word processor",
        );
        system::apt_install(&["libreoffice-writer-nogui"]).context("put `soffice` on the PATH")?;
    }
    if shell::which("pdftotext").is_none() {
        log.get("poppler-utils", "the pages of those letters are looked at");
        system::apt_install(&["poppler-utils"]).context("put `pdftotext` on the PATH")?;
    }
    Ok(())
}
