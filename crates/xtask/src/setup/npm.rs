//! Tools and test libraries that come from npm.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::setup::log::Log;
use crate::tools::{BINARYEN, FONT, FONT_PACKAGE, QR, QR_PACKAGE, Tools};
use crate::{shell, workspace};

/// The name by which the style sheet of the page knows the typeface.
const FONT_FILE: &str = "source-sans-3.woff2";

/// wasm-opt, as the npm package binaryen carries it.
pub(super) fn ensure_binaryen(tools: &Tools, log: &Log) -> Result<()> {
    let root = tools.npm_root();
    if tools.npm_bin("wasm-opt").exists()
        && package_version(&root.join("node_modules/binaryen")).as_deref() == Some(BINARYEN)
    {
        return Ok(());
    }
    log.get(&format!("binaryen {BINARYEN}"), "its wasm-opt makes the WebAssembly of the release smaller");
    std::fs::create_dir_all(&root).with_context(|| format!("cannot create {}", root.display()))?;
    shell::run(
        npm()?
            .args(["install", "--no-audit", "--no-fund", "--prefix"])
            .arg(&root)
            .arg(format!("binaryen@{BINARYEN}")),
    )
    .context("install the npm package binaryen by hand, so that `wasm-opt` is on the PATH")
}

/// The typeface of the page, copied out of its npm package into `web/polices/`, which git ignores.
pub(super) fn ensure_font(tools: &Tools, log: &Log) -> Result<()> {
    let folder = workspace::root().join("web/polices");
    if folder.join(FONT_FILE).exists() && folder.join("LICENSE").exists() {
        return Ok(());
    }
    log.get(
        &format!("Source Sans 3 ({FONT_PACKAGE} {FONT})"),
        "the page serves its own typeface, and asks no other site for it",
    );
    install(tools, FONT_PACKAGE, FONT).with_context(|| {
        format!("put a Latin subset of Source Sans 3 into web/polices/{FONT_FILE} by hand")
    })?;
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let package = tools.npm_root().join("node_modules").join(FONT_PACKAGE);
    for (from, to) in [("files/source-sans-3-latin-wght-normal.woff2", FONT_FILE), ("LICENSE", "LICENSE")] {
        std::fs::copy(package.join(from), folder.join(to))
            .with_context(|| format!("{FONT_PACKAGE} {FONT} has no {from}"))?;
    }
    Ok(())
}

/// The generator of QR codes, which the build copies beside the page.
pub(super) fn ensure_qr(tools: &Tools, log: &Log) -> Result<()> {
    let package = tools.npm_root().join("node_modules").join(QR_PACKAGE);
    if package_version(&package).as_deref() == Some(QR) {
        return Ok(());
    }
    log.get(&format!("{QR_PACKAGE} {QR}"), "integration.html draws a QR code with it");
    install(tools, QR_PACKAGE, QR)
}

/// The packages of `tests/e2e`, exactly as its package-lock.json names them.
pub(super) fn ensure_e2e(log: &Log) -> Result<()> {
    ensure_locked("tests/e2e", "Playwright drives the browser, axe checks accessibility", log)
}

/// The packages of `tests/npm`.
pub(super) fn ensure_types(log: &Log) -> Result<()> {
    ensure_locked("tests/npm", "TypeScript writes and checks the types of the npm package", log)
}

/// The search libraries that ours is measured beside.
pub(super) fn ensure_bench(log: &Log) -> Result<()> {
    ensure_locked("tests/bench", "search libraries to be measured beside ours", log)
}

fn ensure_locked(path: &str, why: &str, log: &Log) -> Result<()> {
    let folder = workspace::root().join(path);
    let lock = std::fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("cannot read {path}/package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    log.get(&format!("the npm packages of {path}"), why);
    shell::run(npm()?.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))
        .with_context(|| format!("run `npm ci` by hand in {path}"))?;
    std::fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

fn install(tools: &Tools, package: &str, version: &str) -> Result<()> {
    let root = tools.npm_root();
    std::fs::create_dir_all(&root).with_context(|| format!("cannot create {}", root.display()))?;
    shell::run(
        npm()?
            .args(["install", "--no-audit", "--no-fund", "--prefix"])
            .arg(&root)
            .arg(format!("{package}@{version}")),
    )
}

fn npm() -> Result<Command> {
    match shell::which("npm") {
        Some(npm) => Ok(Command::new(npm)),
        None => {
            bail!("npm is not here: install Node.js 20.19 or newer, which brings it, then run this again")
        }
    }
}

fn package_version(folder: &Path) -> Option<String> {
    let text = std::fs::read_to_string(folder.join("package.json")).ok()?;
    let json: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(json.get("version")?.as_str()?.to_owned())
}
