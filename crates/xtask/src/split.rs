//! `cargo xtask split`: cuts the interface in two.
//!
//! Trunk calls it once it has assembled the page (the hook of Trunk.toml). What
//! `crates/cpts-widget/src/atelier.rs` marks as the second half goes to a file
//! of its own; what Trunk wrote of the whole module is replaced by the first
//! half, under the same names.
//!
//! The order matters: the module is cut as it was linked, then bound to
//! JavaScript, then both halves are shrunk.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::tools::{Tools, WASM};
use crate::{embed, publication, shell, workspace};

/// The module that is cut, as Trunk names its files.
pub(crate) const MODULE: &str = "cpts-widget";
/// The name of the split in `atelier.rs`.
pub(crate) const PART: &str = "atelier";
/// The JavaScript file that the first half imports from, as the tool writes it.
const LINK: &str = "./__wasm_split.js";

/// Cuts what Trunk has just built.
pub(crate) fn run() -> Result<()> {
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let release = variable("TRUNK_PROFILE")? == "release";
    let tools = Tools::locate()?;

    let name = glue_name(&staging)?;
    let linked = linked_module(release);
    let work = workspace::target_dir().join("split");
    if work.exists() {
        std::fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }

    let mut cut = Command::new(tools.cargo_bin("wasm-split-cli"));
    shell::run(cut.args(["--target", "web", "--out-name", MODULE]).arg(&linked).arg(&work))
        .context("run `cargo xtask setup` if wasm-split-cli is missing")?;
    let link = read(&work.join(LINK))?;
    let loader = only_loader(&link)?;

    let mut bind = Command::new(tools.cargo_bin("wasm-bindgen"));
    shell::run(
        bind.args([
            "--target",
            "web",
            "--no-typescript",
            "--keep-lld-exports",
            "--out-name",
            &name,
            "--out-dir",
        ])
        .arg(&staging)
        .arg(work.join(MODULE).with_extension("wasm")),
    )?;

    let first = staging.join(format!("{name}_bg.wasm"));
    let second = staging.join(format!("{name}_{PART}.wasm"));
    std::fs::copy(work.join(format!("split_{PART}.wasm")), &second)
        .with_context(|| format!("no second half in {}: is it still marked?", work.display()))?;
    if release {
        for half in [&first, &second] {
            let mut shrink = Command::new(tools.npm_bin("wasm-opt"));
            shell::run(shrink.args(["-Oz", "--converge", "-o"]).arg(half).arg(half))?;
        }
    }

    let glue = staging.join(format!("{name}.js"));
    let text = with_loader(&read(&glue)?, &loader, &format!("{name}_{PART}.wasm"))?;
    std::fs::write(&glue, text).with_context(|| format!("cannot write {}", glue.display()))?;
    embed::finish(&staging, &name)?;
    publication::finish(&staging)
}

fn variable(name: &str) -> Result<String> {
    std::env::var(name)
        .with_context(|| format!("{name} is not set: Trunk runs this, by its hook in Trunk.toml"))
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The name that Trunk gave the module, with its fingerprint: `cpts-widget-0123456789abcdef`.
fn glue_name(staging: &Path) -> Result<String> {
    let prefix = format!("{MODULE}-");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(staging).with_context(|| format!("cannot read {}", staging.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".js")
            && name.starts_with(&prefix)
        {
            names.push(stem.to_owned());
        }
    }
    ensure!(names.len() == 1, "expected one {prefix}*.js in {}, found {names:?}", staging.display());
    names.pop().context("no name")
}

/// The module as cargo linked it.
fn linked_module(release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    workspace::target_dir().join(WASM).join(profile).join(MODULE.replace('-', "_")).with_extension("wasm")
}

/// The name of the one function by which the first half asks for the second.
fn only_loader(link: &str) -> Result<String> {
    let mut names = link.lines().filter_map(|line| {
        let name = line.strip_prefix("export const ")?.split(" = ").next()?;
        name.starts_with("__wasm_split_load_").then(|| name.to_owned())
    });
    match (names.next(), names.next()) {
        (Some(name), None) if name.ends_with(PART) => Ok(name),
        found => bail!("expected one split named {PART}, found {found:?}"),
    }
}

/// The glue of the first half, with the loader of the second in the place of the
/// import of the tool's own: that one accepts no server that sends another type
/// than `application/wasm`, and costs one more request before anything starts.
fn with_loader(glue: &str, loader: &str, file: &str) -> Result<String> {
    let (before, after) = glue
        .split_once(&format!(" from \"{LINK}\""))
        .context("the glue does not import the loader of the second half any more")?;
    let (head, import) = before.rsplit_once("import * as ").context("the glue imports in another way")?;
    let name = import.trim();
    ensure!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name:?} is not a name");
    ensure!(glue.contains("async function __wbg_load(") && glue.contains("let wasm"), "the glue has changed");
    Ok(format!(
        "{head}const {name} = {{
    async {loader}(callback, data) {{
        let here = true;
        try {{
            const answer = await fetch(new URL(\"{file}\", import.meta.url));
            if (!answer.ok) throw new Error(`{file} : HTTP ${{answer.status}}`);
            await __wbg_load(answer, {{ __wasm_split: wasm }});
        }} catch (error) {{
            console.error(error);
            here = false;
        }}
        wasm.__indirect_function_table.get(callback)(data, here);
    }},
}}{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\n\nlet wasm;\nasync function __wbg_load(module, imports) {}\nconst imports = { \"./__wasm_split.js\": import1 };\n";

    #[test]
    fn the_loader_takes_the_place_of_the_import() {
        let text = with_loader(GLUE, "__wasm_split_load_atelier", "a_atelier.wasm").unwrap();
        assert!(text.starts_with("const import1 = {\n    async __wasm_split_load_atelier("), "{text}");
        assert!(text.contains("new URL(\"a_atelier.wasm\", import.meta.url)"), "{text}");
        assert!(!text.contains("import *"), "{text}");
        assert!(text.ends_with("const imports = { \"./__wasm_split.js\": import1 };\n"), "{text}");
    }

    #[test]
    fn a_glue_that_changed_is_refused() {
        assert!(with_loader("let wasm;", "l", "f").is_err());
        assert!(with_loader(&GLUE.replace("__wbg_load", "load"), "l", "f").is_err());
    }

    #[test]
    fn there_is_one_split_and_it_has_its_name() {
        let one = "export const __wasm_split_load_atelier = wrapAsyncCb(makeLoad(() => {\n";
        assert_eq!(only_loader(one).unwrap(), "__wasm_split_load_atelier");
        assert!(only_loader("").is_err());
        assert!(only_loader(&format!("{one}{one}")).is_err());
        assert!(only_loader(&one.replace("atelier", "autre")).is_err());
    }
}
