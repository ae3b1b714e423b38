//! `cargo xtask split`: cuts the interface in parts.
//!
//! Trunk calls it once it has assembled the page (the hook of Trunk.toml). What
//! `crates/cpts-widget/src` marks as a part of its own goes to a file of its
//! own ([`Part`]); what Trunk wrote of the whole module is replaced by the first
//! half, under the same names. What two parts share goes to one more file, which
//! comes with whichever is asked for first.
//!
//! The order matters: the module is cut as it was linked, then bound to
//! JavaScript, then all parts are shrunk.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::modules::{self, Workshop};
use crate::parts::{MODULE, Part};
use crate::tools::Tools;
use crate::{embed, publication, shell, side_by_side, workspace};

/// The JavaScript file that the first half imports from, as the tool writes it.
const LINK: &str = "./__wasm_split.js";

/// Has wasm-opt leave a function of one caller on its own: a large function compresses less well.
const APART: &str = "--one-caller-inline-max-function-size=20";

/// Set where the modules on demand and the barème are built after the page, by the one who serves it.
pub(crate) const LATER: &str = "CPTS_LATER";

/// Cuts what Trunk has just built, and adds what comes with it.
///
/// The parts are shrunk one by one, the modules too, and the barème is made by a native
/// program: side by side they keep two processors busy.
pub(crate) fn run() -> Result<()> {
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let release = variable("TRUNK_PROFILE")? == "release";
    let later = std::env::var_os(LATER).is_some();
    let tools = Tools::locate()?;
    let target = workspace::target_dir();
    let workshop = Workshop { tools: &tools, target: &target, release };
    let name = if later {
        cut(&workshop, &staging)?
    } else {
        std::thread::scope(|scope| {
            let modules = scope.spawn(|| workshop.build(|| Ok(workspace::cargo()), &staging));
            let bareme = scope.spawn(|| publication::bareme(&staging));
            let name = cut(&workshop, &staging);
            [modules, bareme].into_iter().try_for_each(side_by_side::join)?;
            name
        })?
    };
    embed::finish(&staging, &name)?;
    publication::finish(&staging)
}

/// Cuts the module of the interface; gives the name that Trunk gave it.
fn cut(workshop: &Workshop<'_>, staging: &Path) -> Result<String> {
    let tools = workshop.tools;
    let name = glue_name(staging)?;
    let linked = modules::linked(workshop.target, MODULE, workshop.release);
    let work = workshop.target.join("split");
    if work.exists() {
        std::fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }

    let mut cut = Command::new(tools.cargo_bin("wasm-split-cli"));
    shell::run(cut.args(["--target", "web", "--out-name", MODULE]).arg(&linked).arg(&work))
        .context("run `cargo xtask setup` if wasm-split-cli is missing")?;
    let link = read(&work.join(LINK))?;
    let parts = parts(&link)?;

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
        .arg(staging)
        .arg(work.join(MODULE).with_extension("wasm")),
    )?;

    let mut halves = vec![staging.join(format!("{name}_bg.wasm"))];
    for (part, file) in &parts.files {
        let place = staging.join(format!("{name}_{}.wasm", part.name()));
        std::fs::copy(work.join(file), &place)
            .with_context(|| format!("no {file} in {}: is it still marked?", work.display()))?;
        halves.push(place);
    }
    if workshop.release {
        for half in &halves {
            let mut shrink = Command::new(tools.npm_bin("wasm-opt"));
            shell::run(shrink.args(["-Oz", "--converge", APART, "-o"]).arg(half).arg(half))?;
        }
    }

    let glue = staging.join(format!("{name}.js"));
    let text = with_loader(&read(&glue)?, &parts, &name)?;
    std::fs::write(&glue, text).with_context(|| format!("cannot write {}", glue.display()))?;
    Ok(name)
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

/// What the tool wrote.
#[derive(Debug, PartialEq)]
struct Parts {
    /// Each part and the name that the tool gave its file.
    files: Vec<(Part, String)>,
    /// What Rust calls for each marked part, and the parts that it needs, its own last.
    loaders: Vec<(String, Vec<Part>)>,
}

/// Reads which parts there are, and which need the shared one.
fn parts(link: &str) -> Result<Parts> {
    let file = |text: &str| {
        let (_, rest) = text.split_once("new URL(\"./")?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let mut parts = Parts { files: Vec::new(), loaders: Vec::new() };
    let mut shared = None;
    // A statement begins at the start of a line.
    for statement in link.split("\nconst ").flat_map(|text| text.split("\nexport const ")) {
        let Some((name, value)) = statement.split_once(" = ") else { continue };
        if name.starts_with("__chunk_") {
            ensure!(shared.is_none(), "more than one file is shared: the loader knows of one");
            let file = file(value).with_context(|| format!("{name} has no file"))?;
            parts.files.push((Part::Commun, file));
            shared = Some(name.to_owned());
        } else if name.starts_with("__wasm_split_load_") {
            let marked = Part::MARKED.into_iter().find(|part| name.ends_with(part.name()));
            let part = marked.with_context(|| format!("{name} is a part without a name here"))?;
            let file = file(value).with_context(|| format!("the part {} is empty", part.name()))?;
            let needs = shared.as_ref().is_some_and(|shared| value.contains(&format!("[{shared}]")));
            parts.files.push((part, file));
            let needed = if needs { vec![Part::Commun, part] } else { vec![part] };
            parts.loaders.push((name.to_owned(), needed));
        }
    }
    for part in Part::MARKED {
        ensure!(parts.files.iter().any(|(found, _)| *found == part), "no part named {} was cut", part.name());
    }
    Ok(parts)
}

/// The glue of the first half, with a loader in the place of the import of the
/// tool's own: that one accepts no server that sends another type than
/// `application/wasm`, and costs one more request before anything starts.
///
/// A file is instantiated once a page: its data would else be as new, and what
/// the interface keeps in it lost.
fn with_loader(glue: &str, parts: &Parts, name: &str) -> Result<String> {
    let from = format!(" from \"{LINK}\"");
    let mut imports = Vec::new();
    let mut text = String::with_capacity(glue.len());
    // The same module is imported once for each function that is called.
    for line in glue.lines() {
        match line
            .trim_end_matches(';')
            .strip_suffix(&from)
            .and_then(|line| line.strip_prefix("import * as "))
        {
            Some(import) => imports.push(import.trim()),
            None => text.extend([line, "\n"]),
        }
    }
    ensure!(!imports.is_empty(), "the glue does not import the loader of the parts any more");
    for import in &imports {
        ensure!(import.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{import:?} is not a name");
    }
    ensure!(!text.contains(&from), "the glue imports in another way");
    ensure!(glue.contains("async function __wbg_load(") && glue.contains("let wasm"), "the glue has changed");
    let mut loaders = String::new();
    for (loader, needed) in &parts.loaders {
        let names: Vec<String> = needed.iter().map(|part| format!("\"{}\"", part.name())).collect();
        loaders +=
            &format!("    {loader}: (callback, data) => bring([{}], callback, data),\n", names.join(", "));
    }
    let names = imports.join(" = loaders, ");
    Ok(format!(
        "const parts = {{}};
async function part(name, before) {{
    const file = `{name}_${{name}}.wasm`;
    const asked = fetch(new URL(file, import.meta.url));
    asked.catch(() => {{}});
    await before;
    const answer = await asked;
    if (!answer.ok) throw new Error(`${{file}} : HTTP ${{answer.status}}`);
    await __wbg_load(answer, {{ __wasm_split: wasm }});
}}
async function bring(names, callback, data) {{
    let here = true;
    try {{
        let last;
        for (const name of names) {{
            last = parts[name] ??= part(name, last).catch((error) => {{
                delete parts[name];
                throw error;
            }});
            last.catch(() => {{}});
        }}
        await last;
    }} catch (error) {{
        console.error(error);
        here = false;
    }}
    wasm.__indirect_function_table.get(callback)(data, here);
}}
const loaders = {{
{loaders}}};
const {names} = loaders;
{text}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\nlet wasm;\nasync function __wbg_load(module, imports) {}\nconst imports = { \"./__wasm_split.js\": import1, \"./__wasm_split.js\": import2 };\n";
    const CHUNK: &str = "/* atelier, outils */\nconst __chunk_1 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));\n}\n, []);\n";

    fn marked(part: &str, needs: &str) -> String {
        format!(
            "export const __wasm_split_load_{part} = wrapAsyncCb(makeLoad(() => {{\n    const src = fetch(new URL(\"./split_{part}.wasm\", import.meta.url));\n}}\n, [{needs}]));\n"
        )
    }

    fn link() -> String {
        ["let x;\n", CHUNK, &marked("outils", "__chunk_1"), &marked("atelier", "__chunk_1")].concat()
    }

    #[test]
    fn the_loader_takes_the_place_of_the_import() {
        let text = with_loader(GLUE, &parts(&link()).unwrap(), "a").unwrap();
        assert!(
            text.contains("__wasm_split_load_atelier: (callback, data) => bring([\"commun\", \"atelier\"]"),
            "{text}"
        );
        assert!(text.contains("const file = `a_${name}.wasm`"), "{text}");
        assert!(!text.contains("import *"), "{text}");
        assert!(text.contains("const import1 = loaders, import2 = loaders;"), "{text}");
    }

    #[test]
    fn a_glue_that_changed_is_refused() {
        let parts = parts(&link()).unwrap();
        assert!(with_loader("let wasm;", &parts, "a").is_err());
        assert!(with_loader(&GLUE.replace("__wbg_load", "load"), &parts, "a").is_err());
    }

    #[test]
    fn the_parts_are_those_that_the_sources_mark() {
        let read = parts(&link()).unwrap();
        assert!(read.files.contains(&(Part::Commun, "chunk_1.wasm".to_owned())));
        assert!(read.files.contains(&(Part::Outils, "split_outils.wasm".to_owned())));
        assert!(parts("").is_err());
        assert!(parts(&marked("atelier", "")).is_err());
        assert!(parts(&link().replace("outils", "autre")).is_err());
        assert!(parts(&(link() + &CHUNK.replace("__chunk_1", "__chunk_2"))).is_err());
        // Nothing shared: each is a file of its own.
        let apart = parts(&["\n", &marked("atelier", ""), &marked("outils", "")].concat()).unwrap();
        assert!(apart.loaders.iter().all(|(_, needed)| needed.len() == 1));
    }
}
