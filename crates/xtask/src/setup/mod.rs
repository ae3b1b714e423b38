//! Getting the tools: each once, at a pinned version, with a line that says what and why.
//!
//! Every step first looks whether its tool is there already, which takes a few
//! milliseconds: the second `cargo xtask setup` does nothing and says so.

mod browser;
mod bureautique;
mod cargo_tools;
mod log;
mod npm;
mod system;
mod wasm_target;
mod wordpress;

use std::time::Instant;

use anyhow::Result;

use self::log::Log;
use crate::side_by_side;
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
    npm::ensure_bench(&Log::default())
}

/// Gets what `need` names and is not there yet.
pub(crate) fn run(need: Need) -> Result<Ready> {
    let start = Instant::now();
    let log = Log::default();
    let ready = get(need, &log)?;
    let seconds = start.elapsed().as_secs_f32();
    match log.count() {
        0 => println!("setup: everything is in place, nothing to do ({seconds:.1} s)"),
        n => println!("setup: {n} thing(s) installed ({seconds:.0} s)"),
    }
    Ok(ready)
}

/// The same for a program that was started by one which got everything: not a word more.
pub(crate) fn found(need: Need) -> Result<Ready> {
    get(need, &Log::default())
}

/// What is compiled keeps the processors busy, what is fetched the network: side by side.
fn get(need: Need, log: &Log) -> Result<Ready> {
    let tools = Tools::locate()?;
    let toolchain = std::thread::scope(|scope| {
        let compiled = scope.spawn(|| compile(need, &tools, log));
        fetch(need, &tools, log)?;
        side_by_side::join(compiled)
    })?;
    Ok(Ready { tools, toolchain })
}

/// What is a Rust program, and the compiler of WebAssembly.
fn compile(need: Need, tools: &Tools, log: &Log) -> Result<Toolchain> {
    let toolchain = if need.wasm { wasm_target::ensure(log)? } else { Toolchain::Active };
    if need.wasm {
        cargo_tools::ensure_wasm_bindgen(tools, log)?;
    }
    if need.page {
        cargo_tools::ensure_wasm_split(tools, log)?;
        cargo_tools::ensure_trunk(tools, log)?;
    }
    if need.npm {
        cargo_tools::ensure_wasm_pack(tools, log)?;
    }
    Ok(toolchain)
}

/// What npm and apt have.
fn fetch(need: Need, tools: &Tools, log: &Log) -> Result<()> {
    if need.page {
        npm::ensure_font(tools, log)?;
        npm::ensure_qr(tools, log)?;
    }
    if need.wasm || need.page {
        npm::ensure_binaryen(tools, log)?;
    }
    if need.browser {
        browser::ensure(log)?;
    }
    if need.e2e {
        browser::ensure_headless(log);
        browser::ensure_firefox(log)?;
        bureautique::ensure(log)?;
        npm::ensure_e2e(log)?;
    }
    if need.npm {
        npm::ensure_types(log)?;
    }
    if need.wordpress {
        wordpress::ensure(tools, log)?;
    }
    Ok(())
}
