//! Tools that are Rust programs, installed by cargo into the cache.

use std::process::Command;

use anyhow::{Context as _, Result};

use super::Log;
use crate::tools::{TRUNK, Tools};
use crate::{shell, workspace};

/// wasm-bindgen writes the JavaScript side; it must be of the very version that the Rust side was compiled with.
pub(super) fn ensure_wasm_bindgen(tools: &Tools, log: &mut Log) -> Result<()> {
    let Some(version) = workspace::locked_version("wasm-bindgen")? else {
        return Ok(());
    };
    let why = "it writes the JavaScript that loads the WebAssembly (the version of Cargo.lock)";
    ensure(tools, log, "wasm-bindgen-cli", &version, "wasm-bindgen", why)
}

/// Trunk assembles the page.
pub(super) fn ensure_trunk(tools: &Tools, log: &mut Log) -> Result<()> {
    ensure(tools, log, "trunk", TRUNK, "trunk", "it assembles the page out of html, css and WebAssembly")
}

fn ensure(
    tools: &Tools,
    log: &mut Log,
    package: &str,
    version: &str,
    program: &str,
    why: &str,
) -> Result<()> {
    if installed_version(tools, program).as_deref() == Some(version) {
        return Ok(());
    }
    log.get(&format!("{package} {version}"), &format!("{why}; a few minutes"));
    install(tools, package, version, true)
        .or_else(|error| {
            // The versions that a package was locked to are not all served for ever.
            println!("setup: {error:#}\nsetup: trying {package} {version} once more with the present versions of what it depends on");
            install(tools, package, version, false)
        })
        .with_context(|| format!("install {package} {version} by hand into {}", tools.cargo_root().display()))
}

fn install(tools: &Tools, package: &str, version: &str, locked: bool) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["install", "--quiet", "--force", "--root"])
        .arg(tools.cargo_root())
        .arg(format!("{package}@{version}"));
    // Without their default features they cannot download anything, which nothing here wants
    // them to, and they build in half the time.
    cargo.arg("--no-default-features");
    if locked {
        cargo.arg("--locked");
    }
    // Built outside the repository, whose .cargo/config.toml is not theirs; and
    // built fast rather than fast to run: they work for seconds, not for hours.
    cargo
        .current_dir(std::env::temp_dir())
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
    shell::run(&mut cargo)
}

fn installed_version(tools: &Tools, program: &str) -> Option<String> {
    let said = shell::output(Command::new(tools.cargo_bin(program)).arg("--version")).ok()?;
    said.split_whitespace().nth(1).map(str::to_owned)
}
