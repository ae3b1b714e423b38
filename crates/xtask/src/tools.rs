//! Where the tools are, and the environment in which the page is built.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::workspace;

/// trunk 0.22 asks for a newer compiler than this project.
pub(crate) const TRUNK: &str = "0.21.14";
/// What builds the npm package.
pub(crate) const WASM_PACK: &str = "0.15.1";
/// What cuts the interface in two; the version that goes with `wasm_split_helpers`.
pub(crate) const WASM_SPLIT: &str = "0.2.4";
/// The npm package that carries wasm-opt.
pub(crate) const BINARYEN: &str = "132.0.0";
/// The npm package that carries the typeface of the page.
pub(crate) const FONT_PACKAGE: &str = "@fontsource-variable/source-sans-3";
/// Its version.
pub(crate) const FONT: &str = "5.3.0";
/// The npm package that draws the QR code of a link, on `integration.html` alone.
pub(crate) const QR_PACKAGE: &str = "lean-qr";
/// Its version.
pub(crate) const QR: &str = "2.7.4";
/// What the browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The toolchain that builds WebAssembly; native builds keep the default one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one in use has the wasm32 target.
    Active,
    /// Debian's, linked into rustup under the name `debian`.
    Debian,
}

/// The cache of tools of the person who works here.
#[derive(Debug, Clone)]
pub(crate) struct Tools {
    root: PathBuf,
}

impl Tools {
    /// `CPTS_TOOLS`, else the cache folder of the person.
    pub(crate) fn locate() -> Result<Self> {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let root = set("CPTS_TOOLS")
            .or_else(|| Some(set("XDG_CACHE_HOME")?.join("simulateur-cpts")))
            .or_else(|| Some(set("HOME")?.join(".cache/simulateur-cpts")))
            .context("no folder for the tools: set CPTS_TOOLS to one")?;
        Ok(Self { root })
    }

    /// The root for `cargo install`.
    pub(crate) fn cargo_root(&self) -> PathBuf {
        self.root.join("cargo")
    }

    /// A program installed by cargo.
    pub(crate) fn cargo_bin(&self, program: &str) -> PathBuf {
        self.cargo_root().join("bin").join(program)
    }

    /// The folder of the npm tools.
    pub(crate) fn npm_root(&self) -> PathBuf {
        self.root.join("npm")
    }

    /// WordPress, unpacked: `CPTS_WORDPRESS`, else the one that setup gets.
    pub(crate) fn wordpress(&self) -> PathBuf {
        let chosen = std::env::var_os("CPTS_WORDPRESS").filter(|value| !value.is_empty());
        chosen.map_or_else(|| self.root.join("wordpress/site"), PathBuf::from)
    }

    /// A program installed by npm.
    pub(crate) fn npm_bin(&self, program: &str) -> PathBuf {
        self.npm_root().join("node_modules/.bin").join(program)
    }

    /// The PATH with the cached tools first.
    fn path(&self) -> Result<OsString> {
        let mut folders = vec![self.cargo_root().join("bin"), self.npm_root().join("node_modules/.bin")];
        folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        std::env::join_paths(folders).context("a folder of PATH has a colon in its name")
    }

    /// A command that sees the cached tools and builds WebAssembly with `toolchain`.
    ///
    /// Two compilers in one folder would each undo the work of the other: see [`wasm_target_dir`].
    pub(crate) fn wasm_command(&self, program: impl AsRef<Path>, toolchain: Toolchain) -> Result<Command> {
        let mut command = Command::new(program.as_ref());
        command
            .current_dir(workspace::root())
            .env("PATH", self.path()?)
            .env("CARGO_TARGET_DIR", wasm_target_dir(toolchain))
            .env(NATIVE_TARGET, workspace::target_dir())
            .env("TRUNK_SKIP_VERSION_CHECK", "true");
        if let Some(native) = std::env::var_os("RUSTUP_TOOLCHAIN") {
            command.env(NATIVE_TOOLCHAIN, native);
        }
        enter(&mut command, toolchain);
        Ok(command)
    }
}

/// What [`Tools::wasm_command`] tells the programs that it starts of what is native: they may
/// run this one again, by the hook of Trunk.toml.
const NATIVE_TARGET: &str = "CPTS_NATIVE_TARGET";
const NATIVE_TOOLCHAIN: &str = "CPTS_NATIVE_TOOLCHAIN";

/// A `cargo` that builds for this machine, with the folder and the toolchain of the person,
/// also where WebAssembly is built around it.
pub(crate) fn native_cargo() -> Command {
    let mut cargo = workspace::cargo();
    if let Some(target) = std::env::var_os(NATIVE_TARGET) {
        cargo.env("CARGO_TARGET_DIR", target);
        match std::env::var_os(NATIVE_TOOLCHAIN) {
            Some(toolchain) => cargo.env("RUSTUP_TOOLCHAIN", toolchain),
            None => cargo.env_remove("RUSTUP_TOOLCHAIN"),
        };
    }
    cargo
}

/// Where WebAssembly is built: beside what is native where one compiler makes both, since
/// they share the macros and the build scripts; else in a folder of its own.
pub(crate) fn wasm_target_dir(toolchain: Toolchain) -> PathBuf {
    match toolchain {
        Toolchain::Active => workspace::target_dir(),
        Toolchain::Debian => workspace::target_dir().join("wasm"),
    }
}

/// Makes `cargo` and `rustc` of this command those of `toolchain`.
pub(crate) fn enter(command: &mut Command, toolchain: Toolchain) {
    // `cargo xtask` runs inside a cargo: what that one says of itself must not reach another one.
    for name in ["CARGO", "RUSTC", "RUSTDOC", "LD_LIBRARY_PATH"] {
        command.env_remove(name);
    }
    if toolchain == Toolchain::Debian {
        command.env("RUSTUP_TOOLCHAIN", "debian");
    }
}
