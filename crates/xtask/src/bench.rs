//! `cargo xtask bench`: how fast it is, natively and from JavaScript.

use std::process::Command;

use anyhow::Result;

use crate::setup::{self, Need, Ready};
use crate::tools::{self, WASM};
use crate::{shell, workspace};

/// Options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only the native measures.
    #[arg(long, conflicts_with = "js")]
    native: bool,
    /// Only the measures from JavaScript.
    #[arg(long)]
    js: bool,
}

/// Runs the criterion benches, then the same from JavaScript.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.js {
        for (package, bench) in [("cpts-core", "evaluate"), ("cpts-territory", "search")] {
            shell::heading(&format!("{package}: {bench}"));
            shell::run(workspace::cargo().args([
                "bench",
                "--package",
                package,
                "--all-features",
                "--bench",
                bench,
            ]))?;
        }
    }
    if !options.native {
        let ready = setup::run(Need { wasm: true, ..Need::default() })?;
        shell::heading("cpts-wasm, called from JavaScript");
        let folder = build_for_node(&ready)?;
        let script = |name: &str| {
            let mut node = Command::new("node");
            node.arg(workspace::root().join("tests/bench").join(name)).arg(&folder);
            node
        };
        shell::run(&mut script("evaluate.mjs"))?;
        setup::bench_packages()?;
        shell::heading("search, beside other libraries");
        shell::run(&mut script("recherche.mjs"))?;
    }
    Ok(())
}

/// Builds cpts-wasm as a Node module, the way that the npm package is.
fn build_for_node(ready: &Ready) -> Result<std::path::PathBuf> {
    // The page is compiled to be small, the package to be fast: a program calls it thousands of times.
    let mut cargo = ready.tools.wasm_command("cargo", ready.toolchain)?;
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3");
    shell::run(cargo.args(["build", "--release", "--target", WASM, "--package", "cpts-wasm"]))?;

    let folder = tools::wasm_target_dir().join("node");
    let built = tools::wasm_target_dir().join(WASM).join("release/cpts_wasm.wasm");
    let mut bindgen = ready.tools.wasm_command(ready.tools.cargo_bin("wasm-bindgen"), ready.toolchain)?;
    shell::run(bindgen.args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(built))?;

    let wasm = folder.join("cpts_wasm_bg.wasm");
    let mut wasm_opt = ready.tools.wasm_command(ready.tools.npm_bin("wasm-opt"), ready.toolchain)?;
    shell::run(wasm_opt.args(["-O3", "-o"]).arg(&wasm).arg(&wasm))?;
    Ok(folder)
}
