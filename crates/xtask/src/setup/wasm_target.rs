//! The standard library for wasm32-unknown-unknown.
//!
//! Usually rustup has it. Where rustup's server is out of reach, Debian 12 packages
//! a compiler that knows WebAssembly, with the sources of its standard library but
//! not the built library: it is built here once.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::setup::log::Log;
use crate::setup::system;
use crate::shell;
use crate::tools::{self, Toolchain, WASM};

const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

const BY_HAND: &str = "the Rust target wasm32-unknown-unknown cannot be had from rustup here; install it by hand \
    (`rustup target add wasm32-unknown-unknown` with a network that reaches rustup's server), then run this again";

/// The toolchain that can build WebAssembly, installed if need be.
pub(super) fn ensure(log: &Log) -> Result<Toolchain> {
    for toolchain in [Toolchain::Active, Toolchain::Debian] {
        if has_target(toolchain) {
            return Ok(toolchain);
        }
    }
    log.get("the Rust target wasm32-unknown-unknown", "the page is Rust compiled to WebAssembly");
    if shell::run(Command::new("rustup").args(["target", "add", WASM])).is_ok()
        && has_target(Toolchain::Active)
    {
        return Ok(Toolchain::Active);
    }
    if !system::is_debian_12() || shell::which("rustup").is_none() {
        bail!(BY_HAND);
    }
    println!(
        "setup: rustup cannot give it; taking Debian's compiler for the web and building its standard library (2 minutes)"
    );
    system::apt_install(&DEBIAN_PACKAGES).context(BY_HAND)?;
    if !has_compiler(Toolchain::Debian) {
        shell::run(Command::new("rustup").args(["toolchain", "link", "debian", "/usr"]))?;
    }
    if !has_target(Toolchain::Debian) {
        build_std()?;
    }
    if !has_target(Toolchain::Debian) {
        bail!("the standard library was built but the compiler does not see it; {BY_HAND}");
    }
    Ok(Toolchain::Debian)
}

fn has_target(toolchain: Toolchain) -> bool {
    target_libdir(toolchain).is_ok_and(|folder| {
        std::fs::read_dir(folder).is_ok_and(|entries| {
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

fn has_compiler(toolchain: Toolchain) -> bool {
    target_libdir(toolchain).is_ok()
}

fn target_libdir(toolchain: Toolchain) -> Result<PathBuf> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    tools::enter(&mut rustc, toolchain);
    shell::output(&mut rustc).map(PathBuf::from)
}

/// Builds core, alloc, std and test for WebAssembly beside an empty crate, and puts them where the compiler looks.
fn build_std() -> Result<()> {
    // An empty folder each time: two builds in one would leave two copies of core.
    let folder = std::env::temp_dir().join(format!("cpts-wasm-std-{}", std::process::id()));
    let built = build_std_in(&folder);
    // Only scratch: what matters has been copied, or has failed.
    let _ = std::fs::remove_dir_all(&folder);
    built
}

fn build_std_in(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder.join("src"))?;
    std::fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"vide\"\nversion = \"0.0.0\"\nedition = \"2021\"\n",
    )?;
    std::fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;

    let mut cargo = Command::new("cargo");
    cargo
        .args([
            "build",
            "--release",
            "-Zbuild-std=core,alloc,std,panic_abort,proc_macro,test",
            "--target",
            WASM,
        ])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode, link-time optimisation of the page fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    tools::enter(&mut cargo, Toolchain::Debian);
    shell::run(&mut cargo)?;

    let libdir = target_libdir(Toolchain::Debian)?;
    std::fs::create_dir_all(&libdir).with_context(|| format!("cannot create {}", libdir.display()))?;
    for entry in std::fs::read_dir(folder.join("target").join(WASM).join("release/deps"))? {
        let entry = entry?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libvide") {
            std::fs::copy(entry.path(), libdir.join(&name))
                .with_context(|| format!("cannot write into {}", libdir.display()))?;
        }
    }
    Ok(())
}
