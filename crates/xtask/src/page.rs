//! Building the page with Trunk.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::setup::Ready;
use crate::{shell, workspace};

/// The release, as it is published.
pub(crate) fn dist() -> PathBuf {
    workspace::root().join("dist")
}

/// Builds the release page into `dist/`.
pub(crate) fn build_release(ready: &Ready) -> Result<()> {
    shell::run(trunk(ready, "build", &dist())?.arg("--release"))
}

/// A trunk command that writes to `dist`.
pub(crate) fn trunk(ready: &Ready, command: &str, dist: &Path) -> Result<Command> {
    if !workspace::root().join("index.html").exists() {
        bail!("no index.html at the root of the repository: there is no page to build");
    }
    let mut trunk = ready.tools.wasm_command(ready.tools.cargo_bin("trunk"), ready.toolchain)?;
    // The hook of Trunk.toml runs this very program again.
    trunk.env("CPTS_XTASK", std::env::current_exe().context("where is this program?")?);
    trunk.arg(command).arg("--dist").arg(dist);
    Ok(trunk)
}
