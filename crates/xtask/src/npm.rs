//! `cargo xtask npm`: the npm package, out of cpts-wasm and of its folder `npm/`.
//!
//! wasm-pack builds the module, with the tools that the page is built with already; the rest of
//! the package is ours, so that one build serves Node.js, browsers and bundlers.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use crate::setup::{self, Need, Ready};
use crate::sizes::Weight;
use crate::{shell, side_by_side, workspace};

const CRATE: &str = "cpts-wasm";

/// What a program imports: in a browser, in Node.js.
const ENTRIES: [&str; 2] = ["index.js", "node.js"];

/// What the tools of the package's own tests are.
pub(crate) const NEED: Need =
    Need { wasm: true, npm: true, page: false, browser: false, e2e: false, wordpress: false };

/// Builds the package, says what it weighs, and fails when that is too much.
pub(crate) fn run() -> Result<()> {
    let ready = setup::run(NEED)?;
    build(&ready)?;
    check_budget()
}

/// Where the package is built.
pub(crate) fn folder() -> PathBuf {
    workspace::root().join("dist/npm")
}

/// What `Cargo.toml` says of the package.
#[derive(Debug, Deserialize)]
struct Manifest {
    version: String,
    description: String,
    license: String,
    metadata: Metadata,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    npm: NpmMetadata,
}

#[derive(Debug, Deserialize)]
struct NpmMetadata {
    name: String,
    data: Vec<String>,
    limit: usize,
}

fn manifest() -> Result<Manifest> {
    #[derive(Deserialize)]
    struct Cargo {
        packages: Vec<serde_json::Value>,
    }
    let said = shell::output(workspace::cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let cargo: Cargo = serde_json::from_str(&said).context("cannot read what `cargo metadata` says")?;
    let package = cargo.packages.into_iter().find(|package| package["name"] == CRATE);
    let package = package.with_context(|| format!("no crate {CRATE} in the workspace"))?;
    serde_json::from_value(package)
        .with_context(|| format!("crates/{CRATE}/Cargo.toml lacks something of the package"))
}

/// Builds the package into `dist/npm/`.
pub(crate) fn build(ready: &Ready) -> Result<()> {
    let manifest = manifest()?;
    let folder = folder();
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    compile(ready, &folder)?;

    let sources = workspace::root().join("crates").join(CRATE).join("npm");
    copy_all(&sources, &folder)?;
    for name in &manifest.metadata.npm.data {
        copy(&workspace::root().join("data").join(name), &folder.join("data").join(name))?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&workspace::root().join(name), &folder.join(name))?;
    }
    let text = serde_json::to_string_pretty(&package_json(&manifest))? + "\n";
    std::fs::write(folder.join("package.json"), text).context("cannot write package.json")?;
    declare(&folder)
}

/// wasm-pack compiles, binds and shrinks, with the tools of set-up; what it would say of the
/// package in its own words is left out.
fn compile(ready: &Ready, folder: &Path) -> Result<()> {
    let mut pack = ready.tools.wasm_command(ready.tools.cargo_bin("wasm-pack"), ready.toolchain)?;
    pack.arg("build").arg(workspace::root().join("crates").join(CRATE)).args([
        "--release",
        "--target",
        "web",
        "--mode",
        "no-install",
        "--no-pack",
        "--out-name",
        "cpts_wasm",
        "--out-dir",
    ]);
    shell::run(pack.arg(folder))?;
    // The types of the bare module, which nobody calls.
    for name in ["cpts_wasm_bg.wasm.d.ts", ".gitignore"] {
        let left = folder.join(name);
        if left.exists() {
            std::fs::remove_file(&left).with_context(|| format!("cannot remove {}", left.display()))?;
        }
    }
    Ok(())
}

/// Writes the types of what is written in JavaScript out of its comments, which it checks.
fn declare(folder: &Path) -> Result<()> {
    let tsc = workspace::root().join("tests/npm/node_modules/typescript/bin/tsc");
    let mut node = Command::new("node");
    node.arg(tsc).args([
        "--allowJs",
        "--checkJs",
        "--strict",
        "--declaration",
        "--emitDeclarationOnly",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--lib",
        "es2022,dom,esnext.disposable",
        "--types",
        "node",
        "--typeRoots",
    ]);
    node.arg(workspace::root().join("tests/npm/node_modules/@types"));
    shell::run(node.args(ENTRIES).current_dir(folder))
        .context("the JavaScript of the package does not agree with its own types")?;
    // A comment of JavaScript cannot hand on types alone.
    for name in ENTRIES {
        change(&folder.join(name).with_extension("d.ts"), |types| {
            [types, "export type * from \"./cpts_wasm.js\";\n"].concat()
        })?;
    }
    for name in code_files(folder)?.iter().filter(|name| name.ends_with(".js")) {
        change(&folder.join(name), without_comments)?;
    }
    // What wasm-bindgen wrote is for machines: its indentation is 150 bytes of brotli.
    change(&folder.join("cpts_wasm.js"), |script| {
        script.lines().flat_map(|line| [line.trim_start(), "\n"]).collect()
    })?;
    // Types that the compiler of a program may not know: those of `using`, and of starting
    // the module, which `open` does.
    change(&folder.join("cpts_wasm.d.ts"), |types| {
        let kept = types.split("\nexport type InitInput").next().unwrap_or_default();
        kept.replace("    [Symbol.dispose](): void;\n", "")
    })
}

fn change(path: &Path, change: impl FnOnce(&str) -> String) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    std::fs::write(path, change(&text)).with_context(|| format!("cannot write {}", path.display()))
}

/// In the order in which its readers want it: the first condition that holds counts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PackageJson<'a> {
    name: &'a str,
    version: &'a str,
    description: &'a str,
    license: String,
    r#type: &'static str,
    types: &'static str,
    main: &'static str,
    browser: &'static str,
    exports: Exports,
    side_effects: bool,
    engines: Engines,
    keywords: [&'static str; 6],
}

#[derive(Debug, Serialize)]
struct Exports {
    #[serde(rename = ".")]
    root: Conditions,
    #[serde(rename = "./cpts_wasm_bg.wasm")]
    wasm: &'static str,
    #[serde(rename = "./data/*")]
    data: &'static str,
    #[serde(rename = "./package.json")]
    package: &'static str,
}

#[derive(Debug, Serialize)]
struct Conditions {
    node: Entry,
    default: Entry,
}

#[derive(Debug, Serialize)]
struct Entry {
    types: &'static str,
    default: &'static str,
}

#[derive(Debug, Serialize)]
struct Engines {
    node: &'static str,
}

fn package_json(manifest: &Manifest) -> PackageJson<'_> {
    PackageJson {
        name: &manifest.metadata.npm.name,
        version: &manifest.version,
        description: &manifest.description,
        // The data has a licence of its own (data/NOTICE.md).
        license: format!("({}) AND etalab-2.0", manifest.license),
        r#type: "module",
        types: "./index.d.ts",
        main: "./node.js",
        browser: "./index.js",
        exports: Exports {
            root: Conditions {
                node: Entry { types: "./node.d.ts", default: "./node.js" },
                default: Entry { types: "./index.d.ts", default: "./index.js" },
            },
            wasm: "./cpts_wasm_bg.wasm",
            data: "./data/*",
            package: "./package.json",
        },
        side_effects: false,
        engines: Engines { node: ">=20" },
        keywords: ["cpts", "santé", "communes", "epci", "simulateur", "wasm"],
    }
}

/// Takes out of JavaScript the comments, which are read in the types and in the sources,
/// and the lines that they leave empty.
fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines() {
        let text = line.trim();
        // A comment within a line of code (a cast) is left alone.
        let whole = text.starts_with("/**") && (text.ends_with("*/") || !text.contains("*/"));
        let line_of_its_own = text.is_empty() || text.starts_with("//");
        if !inside && !whole && !line_of_its_own {
            kept.push_str(line);
            kept.push('\n');
        }
        inside = (inside || whole) && !text.ends_with("*/");
    }
    kept
}

/// Copies what a folder holds, folders of folders as well.
fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for entry in std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_all(&path, &target)?;
        } else {
            copy(&path, &target)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let parent = to.parent().context("a file is in a folder")?;
    std::fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
    std::fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// Prints what the package weighs; fails when its code is too heavy.
pub(crate) fn check_budget() -> Result<()> {
    let NpmMetadata { name, data, limit } = manifest()?.metadata.npm;
    let folder = folder();
    shell::heading(&format!("what the package {name} weighs, in bytes"));
    println!("{:<44} {:>10} {:>10} {:>10}", "", "raw", "gzip 9", "brotli 11");
    let row = |name: &str, weight: Weight| {
        println!("{name:<44} {:>10} {:>10} {:>10}", weight.raw, weight.gzip, weight.brotli);
    };
    let mut code = Weight::default();
    let files = code_files(&folder)?;
    let tables: Vec<String> =
        data.iter().filter(|name| name.ends_with(".bin")).map(|name| format!("data/{name}")).collect();
    let all: Vec<&String> = files.iter().chain(&tables).collect();
    let weights = side_by_side::map(&all, |name| Weight::of_file(&folder.join(name)))?;
    let (of_files, of_tables) = weights.split_at(files.len());
    for (name, weight) in files.iter().zip(of_files) {
        row(name, *weight);
        code += *weight;
    }
    row("js and wasm (limit)", code);
    for (name, weight) in tables.iter().zip(of_tables) {
        row(name, *weight);
    }
    if code.brotli > limit {
        bail!(
            "js and wasm of the package weigh {} bytes in brotli, more than {limit} (crates/{CRATE}/Cargo.toml)",
            code.brotli
        );
    }
    Ok(())
}

/// The js and wasm that a program may load, by name; examples are not code of the package.
fn code_files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("no package in {}: `cargo xtask npm` builds it", folder.display()))?;
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".js") || name.ends_with(".wasm") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Tests the package that was built: its answers in Node.js, its types, its installation.
pub(crate) fn test() -> Result<()> {
    shell::run(
        Command::new("npm").args(["test", "--silent"]).current_dir(workspace::root().join("tests/npm")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_is_named_and_numbered_as_its_crate() {
        let manifest = manifest().unwrap();
        let json = serde_json::to_value(package_json(&manifest)).unwrap();
        assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(json["name"], "simulateur-cpts");
        assert_eq!(json["sideEffects"], false);
        for name in &manifest.metadata.npm.data {
            assert!(workspace::root().join("data").join(name).exists(), "{name}");
        }
    }

    #[test]
    fn node_is_told_before_what_is_for_all() {
        let text = serde_json::to_string(&package_json(&manifest().unwrap())).unwrap();
        let place = |word: &str| text.find(word).unwrap();
        assert!(
            place("\"node\"") < place("\"default\"") && place("node.d.ts") < place("index.d.ts\",\"default")
        );
    }

    #[test]
    fn comments_go_and_code_stays() {
        let script = "// whole\n\n/** @type {A} */\nlet a = /** @type {B} */ (b);\n  /**\n   * long\n   */\n  c();\n/** x */ d();\n";
        assert_eq!(without_comments(script), "let a = /** @type {B} */ (b);\n  c();\n/** x */ d();\n");
    }
}
