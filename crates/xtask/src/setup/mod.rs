//! Getting the tools: each once, at a pinned version, with a line that says what and why.
//!
//! Every step first looks whether its tool is there already, which takes a few
//! milliseconds: the second `cargo xtask setup` does nothing and says so.

mod browser;
mod bureautique;
mod cargo_tools;
mod npm;
mod system;
mod wasm_target;
mod wordpress;

use std::time::Instant;

use anyhow::Result;

use crate::tools::{Toolchain, Tools};

/// What a command is about to use.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Need {
    /// Compile to WebAssembly and bind it to JavaScript.
    pub(crate) wasm: bool,
    /// Assemble and shrink the page.
    pub(crate) page: bool,
    /// Run a browser.
    pub(crate) browser: bool,
    /// Run the packages of `tests/e2e`, and open what the page makes.
    pub(crate) e2e: bool,
    /// Write and check the types of the npm package.
    pub(crate) npm: bool,
    /// Run a WordPress.
    pub(crate) wordpress: bool,
}

impl Need {
    /// Everything.
    pub(crate) const ALL: Self =
        Self { wasm: true, page: true, browser: true, e2e: true, npm: true, wordpress: true };
    /// What building the page takes.
    pub(crate) const PAGE: Self =
        Self { wasm: true, page: true, browser: false, e2e: false, npm: false, wordpress: false };

    /// What either of two needs.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            wasm: self.wasm || other.wasm,
            page: self.page || other.page,
            browser: self.browser || other.browser,
            e2e: self.e2e || other.e2e,
            npm: self.npm || other.npm,
            wordpress: self.wordpress || other.wordpress,
        }
    }
}

/// What setup has found or made.
#[derive(Debug, Clone)]
pub(crate) struct Ready {
    /// Where the tools are.
    pub(crate) tools: Tools,
    /// Which compiler makes WebAssembly.
    pub(crate) toolchain: Toolchain,
}

/// Gets the packages of `tests/bench`.
pub(crate) fn bench_packages() -> Result<()> {
    npm::ensure_bench(&mut Log::default())
}

/// Gets what `need` names and is not there yet.
pub(crate) fn run(need: Need) -> Result<Ready> {
    let start = Instant::now();
    let tools = Tools::locate()?;
    let mut log = Log::default();

    let toolchain = if need.wasm { wasm_target::ensure(&mut log)? } else { Toolchain::Active };
    if need.wasm {
        cargo_tools::ensure_wasm_bindgen(&tools, &mut log)?;
    }
    if need.page {
        cargo_tools::ensure_trunk(&tools, &mut log)?;
        cargo_tools::ensure_wasm_split(&tools, &mut log)?;
        npm::ensure_font(&tools, &mut log)?;
        npm::ensure_qr(&tools, &mut log)?;
    }
    if need.wasm || need.page {
        npm::ensure_binaryen(&tools, &mut log)?;
    }
    if need.browser {
        browser::ensure(&mut log)?;
    }
    if need.e2e {
        browser::ensure_firefox(&mut log)?;
        bureautique::ensure(&mut log)?;
        npm::ensure_e2e(&mut log)?;
    }
    if need.npm {
        cargo_tools::ensure_wasm_pack(&tools, &mut log)?;
        npm::ensure_types(&mut log)?;
    }
    if need.wordpress {
        wordpress::ensure(&tools, &mut log)?;
    }

    let seconds = start.elapsed().as_secs_f32();
    match log.got {
        0 => println!("setup: everything is in place, nothing to do ({seconds:.1} s)"),
        n => println!("setup: {n} thing(s) installed ({seconds:.0} s)"),
    }
    Ok(Ready { tools, toolchain })
}

/// Says what is being installed, and counts.
#[derive(Debug, Default)]
struct Log {
    got: u32,
}

impl Log {
    fn get(&mut self, what: &str, why: &str) {
        self.got += 1;
        println!("setup: getting {what}: {why}");
    }
}
