//! `cargo xtask test`: everything that must hold before a change lands.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::setup::{self, Need, Ready};
use crate::{dist, hebergement, npm, page, shell, wordpress, workspace};

/// Options of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Run these parts alone, in this order's place.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
}

/// The parts, in the order in which they run: the quickest to fail first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formatting.
    Fmt,
    /// Clippy, without a warning.
    Clippy,
    /// Tests that run on this machine.
    Native,
    /// The rule files, as `cpts rules check` reads them.
    Rules,
    /// The release build of the page.
    Page,
    /// The weight of the page.
    Budget,
    /// The npm package: its weight, its answers in Node.js, its types, its installation.
    Npm,
    /// Journeys in real browsers.
    E2e,
    /// The plugin in a real WordPress.
    Wordpress,
}

impl Part {
    fn title(self) -> &'static str {
        match self {
            Self::Fmt => "formatting",
            Self::Clippy => "clippy",
            Self::Native => "native tests",
            Self::Rules => "rule files",
            Self::Page => "release build of the page",
            Self::Budget => "weight of the page",
            Self::Npm => "npm package",
            Self::E2e => "journeys in Chromium and Firefox",
            Self::Wordpress => "plugin in WordPress",
        }
    }

    /// The tools that it runs.
    fn need(self) -> Need {
        match self {
            Self::Fmt | Self::Clippy | Self::Native | Self::Rules | Self::Budget => Need::default(),
            Self::Page => Need::PAGE,
            Self::Npm => npm::NEED,
            Self::E2e => Need { browser: true, e2e: true, ..Need::default() },
            Self::Wordpress => Need { browser: true, e2e: true, wordpress: true, ..Need::default() },
        }
    }

    /// Whether it looks at what the build of the page leaves.
    fn reads_the_page(self) -> bool {
        matches!(self, Self::Budget | Self::E2e | Self::Wordpress)
    }

    fn run(self, ready: &Ready) -> Result<()> {
        match self {
            Self::Fmt => shell::run(workspace::cargo().args(["fmt", "--all", "--check"])),
            Self::Clippy => shell::run(workspace::cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--",
                "-D",
                "warnings",
            ])),
            Self::Native => native(),
            Self::Rules => rules(),
            Self::Page => page::build_release(ready),
            Self::Budget => dist::check_budget(),
            Self::Npm => npm(ready),
            Self::E2e => e2e(),
            Self::Wordpress => wordpress(ready),
        }
    }
}

/// Runs the parts asked for, all of them even after a failure, and sums up.
pub(crate) fn run(options: &Options) -> Result<()> {
    let parts: Vec<Part> = Part::value_variants()
        .iter()
        .copied()
        .filter(|part| options.only.is_empty() || options.only.contains(part))
        .collect();
    let need = parts.iter().map(|part| part.need()).fold(Need::default(), Need::or);
    let ready = setup::run(need)?;

    let mut results = Vec::new();
    for part in parts {
        shell::heading(part.title());
        let start = Instant::now();
        let page_failed =
            results.iter().any(|result: &Outcome| result.part == Part::Page && result.state == State::Failed);
        let state = if page_failed && part.reads_the_page() {
            println!("skipped: the page was not built");
            State::Skipped
        } else {
            match part.run(&ready) {
                Ok(()) => State::Passed,
                Err(error) => {
                    println!("failed: {error:#}");
                    State::Failed
                }
            }
        };
        results.push(Outcome { part, state, took: start.elapsed() });
    }
    sum_up(&results)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Passed,
    Failed,
    Skipped,
}

#[derive(Debug, Clone, Copy)]
struct Outcome {
    part: Part,
    state: State,
    took: Duration,
}

fn sum_up(results: &[Outcome]) -> Result<()> {
    shell::heading("summary");
    for Outcome { part, state, took } in results {
        let word = match state {
            State::Passed => "passed",
            State::Failed => "FAILED",
            State::Skipped => "skipped",
        };
        println!("{word:<8} {:<32} {:>6.1} s", part.title(), took.as_secs_f32());
    }
    println!("{}", closing_line(results));
    if results.iter().any(|result| result.state == State::Failed) {
        bail!("not everything passes; `cargo xtask test --only PART` runs one part again");
    }
    Ok(())
}

/// The line that CI reads: `N passed, N failed`, and what was skipped.
fn closing_line(results: &[Outcome]) -> String {
    let count = |state| results.iter().filter(|result| result.state == state).count();
    let mut line = format!("parts: {} passed, {} failed", count(State::Passed), count(State::Failed));
    if count(State::Skipped) > 0 {
        line += &format!(", {} skipped", count(State::Skipped));
    }
    line
}

fn native() -> Result<()> {
    if shell::which("cargo-nextest").is_some() {
        shell::run(workspace::cargo().args([
            "nextest",
            "run",
            "--workspace",
            "--all-features",
            "--no-fail-fast",
        ]))?;
        // nextest leaves out the examples of the documentation.
        return shell::run(workspace::cargo().args([
            "test",
            "--workspace",
            "--all-features",
            "--doc",
            "--quiet",
        ]));
    }
    shell::run(workspace::cargo().args(["test", "--workspace", "--all-features", "--no-fail-fast"]))
}

fn rules() -> Result<()> {
    // With the features of the native tests, which have built it already.
    shell::run(workspace::cargo().args([
        "build",
        "--quiet",
        "--workspace",
        "--all-features",
        "--bin",
        "cpts",
    ]))?;
    shell::run(
        Command::new(workspace::target_dir().join("debug/cpts"))
            .args(["rules", "check"])
            .current_dir(workspace::root()),
    )
}

fn npm(ready: &Ready) -> Result<()> {
    npm::build(ready)?;
    npm::check_budget()?;
    npm::test()
}

fn e2e() -> Result<()> {
    // Some journeys unpack it on broken servers.
    hebergement::package()?;
    shell::run(
        Command::new("npm").args(["test", "--silent"]).current_dir(workspace::root().join("tests/e2e")),
    )
}

fn wordpress(ready: &Ready) -> Result<()> {
    let zip = wordpress::package()?;
    shell::run(
        Command::new("npm")
            .args(["test", "--silent"])
            .current_dir(workspace::root().join("tests/wordpress"))
            .env("CPTS_WORDPRESS", ready.tools.wordpress())
            .env("CPTS_WORDPRESS_ZIP", zip),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(part: Part, state: State) -> Outcome {
        Outcome { part, state, took: Duration::ZERO }
    }

    #[test]
    fn the_closing_line_counts_every_part() {
        let results = [
            outcome(Part::Fmt, State::Passed),
            outcome(Part::Page, State::Failed),
            outcome(Part::E2e, State::Skipped),
        ];
        assert_eq!(closing_line(&results), "parts: 1 passed, 1 failed, 1 skipped");
        assert_eq!(closing_line(&results[..1]), "parts: 1 passed, 0 failed");
        assert!(sum_up(&results).is_err() && sum_up(&results[..1]).is_ok());
    }

    #[test]
    fn formatting_alone_needs_no_tool() {
        let need = Part::Fmt.need();
        assert!(!need.wasm && !need.page && !need.browser && !need.e2e && !need.wordpress);
        let all = Part::value_variants().iter().map(|part| part.need()).fold(Need::default(), Need::or);
        assert!(all.wasm && all.page && all.browser && all.e2e && all.npm && all.wordpress);
    }
}
