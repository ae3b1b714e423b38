//! The commands of those who work on the simulator: `cargo xtask setup`,
//! `serve`, `test`, `dist`, `bench`.
//!
//! Each begins by getting what it needs, so that a fresh clone works at once.
//! Tools live in a cache of the person, never in the repository.
#![allow(clippy::print_stdout, reason = "this program speaks to a terminal")]

mod archive;
mod bench;
mod changed;
mod dist;
mod docs;
mod element;
mod embed;
#[cfg(test)]
mod etages;
mod git;
mod hebergement;
mod hors_ligne;
mod later;
#[cfg(test)]
mod maison;
mod modules;
mod npm;
mod page;
mod part;
mod parts;
mod plan;
mod policy;
mod publication;
mod refresh;
mod report;
mod serve;
mod setup;
mod shell;
mod side_by_side;
mod site;
mod sizes;
mod split;
mod test;
mod tools;
mod wordpress;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Developer commands of the CPTS simulator.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Get every tool at its pinned version; does nothing the second time.
    Setup,
    /// Build the page, serve it and reload it at each change.
    Serve(serve::Options),
    /// Check and test everything, as CI does.
    Test(test::Options),
    /// Build the release page into dist/ and print what it weighs.
    Dist(dist::Options),
    /// Pack the WordPress plugin with the release page of dist/.
    Wordpress,
    /// Pack the page of dist/ for those who host it themselves.
    Hebergement,
    /// Write again the tables of docs/integration.md, after a change of web/element.json.
    Docs,
    /// Cut the interface in two; Trunk calls this once it has assembled the page.
    #[command(hide = true)]
    Split,
    /// Run one part of the tests; `test` calls this for those that run side by side.
    #[command(hide = true)]
    Part {
        /// Its name.
        part: part::Part,
    },
    /// Build the npm package into dist/npm/ and print what it weighs.
    Npm,
    /// Measure evaluation and search, natively and from JavaScript.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Setup => setup::run(setup::Need::ALL).map(drop),
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Dist(options) => dist::run(&options),
        Command::Wordpress => wordpress::run(),
        Command::Hebergement => hebergement::run(),
        Command::Docs => docs::run(),
        Command::Split => split::run(),
        Command::Part { part } => test::run_one(part),
        Command::Npm => npm::run(),
        Command::Bench(options) => bench::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
