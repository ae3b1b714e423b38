//! `cargo xtask test`: everything that must hold before a change lands.

use anyhow::Result;
use clap::ValueEnum;

use crate::part::Part;
use crate::report::{self, Outcome, State};
use crate::setup::{self, Need, Ready};
use crate::{changed, shell, side_by_side};

/// Options of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Run these parts alone, in this order's place.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Run what the changes since main can break, as far as that takes little time, and say
    /// what is left out.
    #[arg(long, conflicts_with = "only")]
    changed: bool,
}

/// Runs the parts asked for, all of them even after a failure, and sums up.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.changed {
        return changed::run();
    }
    let parts: Vec<Part> = Part::value_variants()
        .iter()
        .copied()
        .filter(|part| options.only.is_empty() || options.only.contains(part))
        .collect();
    let need = parts.iter().map(|part| part.need()).fold(Need::default(), Need::or);
    let ready = setup::run(need)?;

    let mut outcomes = Vec::new();
    for step in steps(&parts) {
        let page_failed = outcomes
            .iter()
            .any(|outcome: &Outcome| outcome.title == Part::Page.title() && outcome.state == State::Failed);
        outcomes.extend(run_step(&step, &ready, page_failed)?);
    }
    report::sum_up(&outcomes, "`cargo xtask test --only PART` runs one part again")
}

/// Parts that run one after the other.
type Lane = Vec<Part>;

/// The lanes that run side by side, step after step. What compiles for this machine runs
/// beside the release, whose last links each keep one processor busy: together they keep two.
/// Browsers have the machine for themselves.
fn steps(parts: &[Part]) -> Vec<Vec<Lane>> {
    const STEPS: [&[&[Part]]; 4] = [
        &[&[Part::Fmt]],
        &[&[Part::Clippy, Part::Native, Part::Rules], &[Part::Page, Part::Budget, Part::Npm]],
        &[&[Part::E2e]],
        &[&[Part::Wordpress]],
    ];
    let asked = |lane: &&[Part]| -> Lane { lane.iter().copied().filter(|p| parts.contains(p)).collect() };
    let lanes =
        |step: &&[&[Part]]| -> Vec<Lane> { step.iter().map(asked).filter(|lane| !lane.is_empty()).collect() };
    STEPS.iter().map(lanes).filter(|step| !step.is_empty()).collect()
}

fn run_step(step: &[Lane], ready: &Ready, page_failed: bool) -> Result<Vec<Outcome>> {
    if let [lane] = step {
        return Ok(run_lane(lane, page_failed, |part| {
            shell::heading(part.title());
            part.run(ready)
        }));
    }
    let titles: Vec<&str> = step.iter().flatten().map(|part| part.title()).collect();
    println!("\nside by side, each told when it ends: {}", titles.join(", "));
    let apart = |lane: &Lane| Ok(run_lane(lane, page_failed, run_apart));
    let outcomes = std::thread::scope(|scope| {
        let threads: Vec<_> = step.iter().map(|lane| scope.spawn(move || apart(lane))).collect();
        threads.into_iter().map(side_by_side::join).collect::<Result<Vec<_>>>()
    })?;
    Ok(outcomes.into_iter().flatten().collect())
}

/// Runs the parts of a lane; one that reads the page is skipped where there is none.
fn run_lane(lane: &[Part], mut page_failed: bool, run: impl Fn(Part) -> Result<()>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for &part in lane {
        let outcome = if page_failed && part.reads_the_page() {
            Outcome::skipped(part.title(), "the page was not built")
        } else {
            Outcome::of(part.title(), || run(part))
        };
        page_failed |= part == Part::Page && outcome.state == State::Failed;
        outcomes.push(outcome);
    }
    outcomes
}

/// Runs a part in a process of its own, and prints all that it said once it ends.
fn run_apart(part: Part) -> Result<()> {
    let mut command = std::process::Command::new(std::env::current_exe()?);
    command.args(["part", &part.name()]);
    let (said, result) = shell::run_silently(&mut command)?;
    // One print, which nothing of another lane comes into.
    println!("{}\n{said}", shell::headline(part.title()));
    result
}

/// `cargo xtask part`: what [`run_apart`] starts.
pub(crate) fn run_one(part: Part) -> Result<()> {
    part.run(&setup::found(part.need())?)
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn every_part_runs_once_and_the_page_before_those_that_read_it() {
        let steps = steps(Part::value_variants());
        let all: Vec<Part> = steps.iter().flatten().flatten().copied().collect();
        assert_eq!(all.len(), Part::value_variants().len());
        let place = |part| all.iter().position(|p| *p == part).unwrap();
        for part in all.iter().filter(|part| part.reads_the_page()) {
            assert!(place(Part::Page) < place(*part), "{part:?}");
        }
        // The package goes into the folder that the build of the page empties.
        assert!(place(Part::Page) < place(Part::Npm));
    }

    #[test]
    fn what_is_asked_for_alone_runs_alone() {
        assert_eq!(super::steps(&[Part::Rules, Part::E2e]), [[[Part::Rules]], [[Part::E2e]]]);
        assert_eq!(super::steps(&[Part::Native, Part::Npm]), [[[Part::Native], [Part::Npm]]]);
    }

    #[test]
    fn what_reads_the_page_is_skipped_without_one() {
        let fail = |part| if part == Part::Page { bail!("no") } else { Ok(()) };
        let lane = [Part::Page, Part::Budget, Part::Npm];
        let states: Vec<State> = run_lane(&lane, false, fail).iter().map(|outcome| outcome.state).collect();
        assert_eq!(states, [State::Failed, State::Skipped, State::Passed]);
        assert_eq!(run_lane(&[Part::E2e], true, fail)[0].state, State::Skipped);
    }
}
