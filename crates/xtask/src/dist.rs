//! `cargo xtask dist`: the release, and what it weighs beside the last figures kept.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::setup::{self, Need};
use crate::sizes::{self, File, Kind, Summary, Weight};
use crate::{hebergement, npm, page, publication, shell, wordpress, workspace};

/// What js and wasm together should weigh at most in brotli, in bytes: the aim.
const AIM: usize = 110_000;

/// What they may weigh beside the figures last kept, in percent. While the aim
/// is not reached the page may only lose weight; rounding and a new compiler
/// get two hundredths.
const TOLERANCE: usize = 102;

/// The data file that the page fetches by itself; the others wait to be asked for.
const EAGER_DATA: &str = "communes.bin";

/// Options of `cargo xtask dist`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Keep these figures in tests/bench/tailles.json, for the next comparison.
    #[arg(long)]
    save: bool,
}

/// Builds, measures, compares.
pub(crate) fn run(options: &Options) -> Result<()> {
    let ready = setup::run(Need::PAGE.or(npm::NEED))?;
    page::build_release(&ready)?;
    let summary = print_table()?;
    println!("\n{}\n{}", wordpress::package()?.display(), hebergement::package()?.display());
    publication::list_archives(&page::dist())?;
    // After the page, whose build empties the folder.
    npm::build(&ready)?;
    npm::check_budget()?;
    if options.save {
        let path = saved();
        let json = serde_json::to_string_pretty(&summary)? + "\n";
        std::fs::create_dir_all(path.parent().context("no folder for the figures")?)?;
        std::fs::write(&path, json).with_context(|| format!("cannot write {}", path.display()))?;
        println!("kept in {}", path.display());
    }
    Ok(())
}

/// Fails when the code of the page is too heavy.
pub(crate) fn check_budget() -> Result<()> {
    let code = print_table()?.code.brotli;
    let kept = read_saved()?.map_or(AIM, |summary| summary.code.brotli);
    let limit = AIM.max(kept * TOLERANCE / 100);
    if code > limit {
        bail!(
            "js and wasm weigh {code} bytes in brotli, more than {limit}: take weight off, or say why and keep the \
             new figures with `cargo xtask dist --save`"
        );
    }
    match code.checked_sub(AIM) {
        None | Some(0) => println!("js and wasm: {code} bytes in brotli, within the aim of {AIM}"),
        Some(over) => {
            println!("js and wasm: {code} bytes in brotli, {over} over the aim of {AIM} (limit {limit})")
        }
    }
    Ok(())
}

/// Where the figures of the last release are kept.
fn saved() -> PathBuf {
    workspace::root().join("tests/bench/tailles.json")
}

fn print_table() -> Result<Summary> {
    let files = sizes::measure(&page::dist())?;
    let summary = Summary::of(&files);
    let before = read_saved()?;

    shell::heading("what the page weighs, in bytes");
    println!("{:<44} {:>10} {:>10} {:>10}", "", "raw", "gzip 9", "brotli 11");
    for (name, weight) in gathered(&files) {
        row(&name, weight, None);
    }
    println!();
    for (kind, weight) in &summary.kinds {
        row(kind.label(), *weight, before.as_ref().and_then(|before| before.kinds.get(kind)));
    }
    row(
        "first load (html, css, js, wasm)",
        summary.first_load,
        before.as_ref().map(|before| &before.first_load),
    );
    let later = files.iter().filter(|file| file.kind == Kind::Font || file.name == EAGER_DATA);
    row(
        "first load, communes and font",
        later.map(|file| file.weight).chain([summary.first_load]).sum(),
        None,
    );
    row("js and wasm (budget)", summary.code, before.as_ref().map(|before| &before.code));
    Ok(summary)
}

/// The files as the table shows them: those of a folder that holds many of one
/// kind (the contours, one a département) are one line.
fn gathered(files: &[File]) -> Vec<(String, Weight)> {
    const MANY: usize = 10;
    let folder = |file: &File| file.name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let count = |name: &str| files.iter().filter(|file| folder(file).as_deref() == Some(name)).count();
    let mut lines: Vec<(String, Weight)> = Vec::new();
    for file in files {
        let many = folder(file).map(|name| (count(&name), name)).filter(|(count, _)| *count > MANY);
        let name = many.map_or_else(|| file.name.clone(), |(count, name)| format!("{name}/ ({count} files)"));
        match lines.iter_mut().find(|line| line.0 == name) {
            Some(line) => line.1 += file.weight,
            None => lines.push((name, file.weight)),
        }
    }
    lines
}

fn row(name: &str, weight: Weight, before: Option<&Weight>) {
    let change =
        before.map_or_else(String::new, |before| format!("   {}", difference(before.brotli, weight.brotli)));
    println!("{name:<44} {:>10} {:>10} {:>10}{change}", weight.raw, weight.gzip, weight.brotli);
}

fn difference(before: usize, now: usize) -> String {
    match now.cmp(&before) {
        std::cmp::Ordering::Equal => "= as kept".to_owned(),
        std::cmp::Ordering::Greater => format!("+{} brotli", now - before),
        std::cmp::Ordering::Less => format!("-{} brotli", before - now),
    }
}

fn read_saved() -> Result<Option<Summary>> {
    let path = saved();
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let summary = serde_json::from_str(&text)
        .with_context(|| format!("{} is not what `dist --save` writes", path.display()))?;
    Ok(Some(summary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_many_files_is_one_line() {
        let file =
            |name: String| File { name, kind: Kind::Data, weight: Weight { raw: 1, gzip: 1, brotli: 1 } };
        let mut files: Vec<File> = (0..12).map(|i| file(format!("contours/{i}.bin"))).collect();
        files.push(file("communes.bin".to_owned()));
        files.push(file("polices/a.bin".to_owned()));
        let lines: Vec<(String, usize)> =
            gathered(&files).into_iter().map(|(name, weight)| (name, weight.raw)).collect();
        let expected = [("contours/ (12 files)", 12), ("communes.bin", 1), ("polices/a.bin", 1)];
        assert_eq!(lines, expected.map(|(name, raw)| (name.to_owned(), raw)));
    }

    #[test]
    fn a_difference_says_its_direction() {
        assert_eq!(difference(100, 130), "+30 brotli");
        assert_eq!(difference(130, 100), "-30 brotli");
        assert_eq!(difference(130, 130), "= as kept");
    }
}
