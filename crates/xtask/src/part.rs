//! The parts of `cargo xtask test`: what each is called, needs and runs.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::setup::{Need, Ready};
use crate::{dist, hebergement, npm, page, shell, wordpress, workspace};

/// The parts, in the order in which they run: the quickest to fail first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
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
    /// What it is called in the output.
    pub(crate) fn title(self) -> &'static str {
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
    pub(crate) fn need(self) -> Need {
        match self {
            Self::Fmt | Self::Clippy | Self::Native | Self::Rules | Self::Budget => Need::default(),
            Self::Page => Need::PAGE,
            Self::Npm => npm::NEED,
            Self::E2e => Need { browser: true, e2e: true, ..Need::default() },
            Self::Wordpress => Need { browser: true, e2e: true, wordpress: true, ..Need::default() },
        }
    }

    /// Its name after `--only`.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Whether it looks at what the build of the page leaves.
    pub(crate) fn reads_the_page(self) -> bool {
        matches!(self, Self::Budget | Self::E2e | Self::Wordpress)
    }

    /// Runs it; what it prints goes to the terminal.
    pub(crate) fn run(self, ready: &Ready) -> Result<()> {
        match self {
            Self::Fmt => format(),
            Self::Clippy => clippy(),
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

/// Formatting.
pub(crate) fn format() -> Result<()> {
    shell::run(workspace::cargo().args(["fmt", "--all", "--check"]))
}

/// Clippy on everything: what did not change is not looked at again.
pub(crate) fn clippy() -> Result<()> {
    let all = ["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"];
    shell::run(workspace::cargo().args(all))
}

fn native() -> Result<()> {
    if shell::which("cargo-nextest").is_none() {
        return shell::run(&mut cargo(&["test", "--no-fail-fast"]));
    }
    shell::run(&mut cargo(&["nextest", "run", "--no-fail-fast"]))?;
    // nextest leaves out the examples of the documentation.
    shell::run(&mut cargo(&["test", "--doc", "--quiet"]))
}

/// The tests of some packages, built as those of all are: nothing is compiled in two forms.
pub(crate) fn native_of(packages: &BTreeSet<String>) -> Result<()> {
    if shell::which("cargo-nextest").is_some() {
        let chosen: Vec<String> = packages.iter().map(|name| format!("package(={name})")).collect();
        let mut nextest = cargo(&["nextest", "run", "--no-fail-fast", "--no-tests", "pass"]);
        return shell::run(nextest.arg("-E").arg(chosen.join(" + ")));
    }
    let mut test = workspace::cargo();
    test.args(["test", "--all-features", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    shell::run(test.args(packages.iter().flat_map(|name| ["--package", name])))
}

/// A command of cargo on the whole workspace, with one set of features.
fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = workspace::cargo();
    cargo.args(arguments).args(["--workspace", "--all-features"]);
    cargo
}

/// The rule files, as `cpts rules check` reads them.
pub(crate) fn rules() -> Result<()> {
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

    #[test]
    fn formatting_alone_needs_no_tool() {
        let need = Part::Fmt.need();
        assert!(!need.wasm && !need.page && !need.browser && !need.e2e && !need.wordpress);
        let all = Part::value_variants().iter().map(|part| part.need()).fold(Need::default(), Need::or);
        assert!(all.wasm && all.page && all.browser && all.e2e && all.npm && all.wordpress);
    }

    #[test]
    fn a_part_is_asked_for_by_its_name() {
        for part in Part::value_variants() {
            assert_eq!(Part::from_str(&part.name(), false), Ok(*part));
        }
    }
}
