//! Tools that are Rust programs, installed by cargo into the cache.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::setup::log::Log;
use crate::tools::{TRUNK, Tools, WASM_PACK, WASM_SPLIT};
use crate::{shell, workspace};

/// wasm-bindgen writes the JavaScript side; it must be of the very version that the Rust side was compiled with.
pub(super) fn ensure_wasm_bindgen(tools: &Tools, log: &Log) -> Result<()> {
    let Some(version) = workspace::locked_version("wasm-bindgen")? else {
        return Ok(());
    };
    let why = "it writes the JavaScript that loads the WebAssembly (the version of Cargo.lock)";
    ensure(
        tools,
        log,
        &Crate { package: "wasm-bindgen-cli", version: &version, features: None, opt_level: "1", why },
    )
}

/// Trunk assembles the page.
pub(super) fn ensure_trunk(tools: &Tools, log: &Log) -> Result<()> {
    let why = "it assembles the page out of html, css and WebAssembly";
    ensure(tools, log, &Crate { package: "trunk", version: TRUNK, features: None, opt_level: "0", why })
}

/// wasm-pack builds the npm package.
pub(super) fn ensure_wasm_pack(tools: &Tools, log: &Log) -> Result<()> {
    let why = "it builds the npm package";
    ensure(
        tools,
        log,
        &Crate { package: "wasm-pack", version: WASM_PACK, features: None, opt_level: "0", why },
    )
}

/// wasm-split-cli cuts the interface in two.
pub(super) fn ensure_wasm_split(tools: &Tools, log: &Log) -> Result<()> {
    let why = "it cuts the second half of the interface off the first load";
    let package = "wasm_split_cli_support";
    ensure(
        tools,
        log,
        &Crate { package, version: WASM_SPLIT, features: Some("build-binary"), opt_level: "1", why },
    )
}

/// A program that is to be there.
struct Crate<'a> {
    package: &'a str,
    version: &'a str,
    features: Option<&'a str>,
    /// How far it is optimised: those that go through whole modules a little, those that only
    /// start other programs not at all.
    opt_level: &'a str,
    /// What it is for, in words.
    why: &'a str,
}

fn ensure(tools: &Tools, log: &Log, wanted: &Crate<'_>) -> Result<()> {
    let Crate { package, version, why, .. } = wanted;
    if is_installed(tools, package, version) {
        return Ok(());
    }
    log.get(&format!("{package} {version}"), &format!("{why}; a few minutes"));
    install(tools, wanted, true)
        .or_else(|error| {
            // The versions that a package was locked to are not all served for ever.
            println!("setup: {error:#}\nsetup: trying {package} {version} once more with the present versions of what it depends on");
            install(tools, wanted, false)
        })
        .with_context(|| format!("install {package} {version} by hand into {}", tools.cargo_root().display()))
}

fn install(tools: &Tools, wanted: &Crate<'_>, locked: bool) -> Result<()> {
    let Crate { package, version, features, opt_level, .. } = wanted;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["install", "--quiet", "--force", "--root"])
        .arg(tools.cargo_root())
        .arg(format!("{package}@{version}"));
    // Without their default features they cannot download anything, which nothing here wants
    // them to, and they build in half the time.
    cargo.arg("--no-default-features");
    if let Some(features) = features {
        cargo.args(["--features", features]);
    }
    if locked {
        cargo.arg("--locked");
    }
    // Built outside the repository, whose .cargo/config.toml is not theirs; and
    // built fast rather than fast to run: they work for seconds, not for hours.
    cargo
        .current_dir(std::env::temp_dir())
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level)
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
    shell::run(&mut cargo)
}

/// Whether cargo noted this very version among what it installed there.
fn is_installed(tools: &Tools, package: &str, version: &str) -> bool {
    let noted = std::fs::read_to_string(tools.cargo_root().join(".crates.toml")).unwrap_or_default();
    noted.contains(&format!("\"{package} {version} ("))
}
