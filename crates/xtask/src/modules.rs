//! The modules that the page fetches when a person asks for what they do: the map,
//! the reading of files, another barème.
//!
//! They are built once Trunk has assembled the page, which does not wait for them where it
//! is only looked at (`later.rs`).

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tools::{Tools, WASM};
use crate::{shell, side_by_side};

/// The crates; their files have their names.
const MODULES: [&str; 3] = ["cpts-carte", "cpts-fichiers", "cpts-bareme"];

/// What builds them, and where.
#[derive(Debug)]
pub(crate) struct Workshop<'a> {
    pub(crate) tools: &'a Tools,
    /// Where the cargo that is given builds.
    pub(crate) target: &'a Path,
    /// As it is published: small, and shrunk.
    pub(crate) release: bool,
}

impl Workshop<'_> {
    /// Builds them into `folder`, with a cargo that compiles WebAssembly.
    ///
    /// In one call cargo gives what they share the features that any of them asks for. That
    /// costs the release some two hundred bytes; so it is built call by call, and each module
    /// is shrunk while the next one is compiled.
    pub(crate) fn build(&self, cargo: impl Fn() -> Result<Command>, folder: &Path) -> Result<()> {
        if !self.release {
            self.compile(cargo()?, &MODULES)?;
            return side_by_side::map(&MODULES, |name| self.bind(name, folder)).map(drop);
        }
        std::thread::scope(|scope| {
            let mut bound = Vec::new();
            for name in MODULES {
                self.compile(cargo()?, &[name])?;
                bound.push(scope.spawn(move || self.bind(name, folder)));
            }
            bound.into_iter().try_for_each(side_by_side::join)
        })
    }

    fn compile(&self, mut cargo: Command, names: &[&str]) -> Result<()> {
        cargo.args(["build", "--target", WASM]);
        cargo.args(names.iter().flat_map(|name| ["--package", name]));
        if self.release {
            cargo.arg("--release");
        }
        shell::run(&mut cargo)
    }

    /// Binds one to JavaScript, and shrinks it where it is published.
    fn bind(&self, name: &str, folder: &Path) -> Result<()> {
        let mut bind = Command::new(self.tools.cargo_bin("wasm-bindgen"));
        bind.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"])
            .arg(folder)
            .arg(linked(self.target, name, self.release));
        shell::run(&mut bind).context("run `cargo xtask setup` if wasm-bindgen is missing")?;
        if self.release {
            let file = folder.join(format!("{name}_bg.wasm"));
            let mut shrink = Command::new(self.tools.npm_bin("wasm-opt"));
            shell::run(shrink.args(["-Oz", "--converge", "-o"]).arg(&file).arg(&file))?;
        }
        Ok(())
    }
}

/// Whether a file of the page comes from here.
pub(crate) fn is_of_a_module(name: &str) -> bool {
    MODULES
        .iter()
        .any(|module| name.strip_prefix(module).is_some_and(|rest| [".js", "_bg.wasm"].contains(&rest)))
}

/// A module as cargo linked it.
pub(crate) fn linked(target: &Path, name: &str, release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    target.join(WASM).join(profile).join(name.replace('-', "_")).with_extension("wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linked_module_is_where_cargo_puts_it() {
        let path = linked(Path::new("t"), "cpts-carte", true);
        assert_eq!(path, Path::new("t/wasm32-unknown-unknown/release/cpts_carte.wasm"));
    }

    #[test]
    fn the_files_of_a_module_are_known_by_their_names() {
        for name in ["cpts-carte.js", "cpts-carte_bg.wasm", "cpts-bareme_bg.wasm"] {
            assert!(is_of_a_module(name), "{name}");
        }
        for name in ["cpts-simulateur.js", "cpts-widget-01_bg.wasm", "cpts-carte.css", "bareme.html"] {
            assert!(!is_of_a_module(name), "{name}");
        }
    }
}
