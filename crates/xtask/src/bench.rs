//! `cargo xtask bench`: how fast it is, natively and from JavaScript.

use std::process::Command;

use anyhow::Result;

use crate::{npm, setup, shell, workspace};

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
        let ready = setup::run(npm::NEED)?;
        shell::heading("the npm package, called from JavaScript");
        npm::build(&ready)?;
        let folder = npm::folder();
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
