//! How a run of checks ends: a line for each, and one that counts them.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::shell;

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Passed,
    Failed,
    Skipped,
}

/// A check that was to run.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) title: String,
    pub(crate) state: State,
    pub(crate) took: Duration,
}

impl Outcome {
    /// Runs a check, and says at once why it fails.
    pub(crate) fn of(title: &str, check: impl FnOnce() -> Result<()>) -> Self {
        let start = Instant::now();
        let state = match check() {
            Ok(()) => State::Passed,
            Err(error) => {
                println!("failed: {title}: {error:#}");
                State::Failed
            }
        };
        Self { title: title.to_owned(), state, took: start.elapsed() }
    }

    /// One that does not run, for want of what it looks at.
    pub(crate) fn skipped(title: &str, why: &str) -> Self {
        println!("{title}: skipped, {why}");
        Self { title: title.to_owned(), state: State::Skipped, took: Duration::ZERO }
    }
}

/// Prints the summary; an error where a check failed, with what to do.
pub(crate) fn sum_up(outcomes: &[Outcome], again: &str) -> Result<()> {
    shell::heading("summary");
    for Outcome { title, state, took } in outcomes {
        let word = match state {
            State::Passed => "passed",
            State::Failed => "FAILED",
            State::Skipped => "skipped",
        };
        println!("{word:<8} {title:<32} {:>6.1} s", took.as_secs_f32());
    }
    println!("{}", closing_line(outcomes));
    if outcomes.iter().any(|outcome| outcome.state == State::Failed) {
        bail!("not everything passes; {again}");
    }
    Ok(())
}

/// The line that CI reads: `N passed, N failed`, and what was skipped.
fn closing_line(outcomes: &[Outcome]) -> String {
    let count = |state| outcomes.iter().filter(|outcome| outcome.state == state).count();
    let mut line = format!("parts: {} passed, {} failed", count(State::Passed), count(State::Failed));
    if count(State::Skipped) > 0 {
        line += &format!(", {} skipped", count(State::Skipped));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_every_part() {
        let outcomes = [
            Outcome::of("a", || Ok(())),
            Outcome::of("b", || bail!("no")),
            Outcome::skipped("c", "there is no page"),
        ];
        assert_eq!(closing_line(&outcomes), "parts: 1 passed, 1 failed, 1 skipped");
        assert_eq!(closing_line(&outcomes[..1]), "parts: 1 passed, 0 failed");
        assert!(sum_up(&outcomes, "").is_err() && sum_up(&outcomes[..1], "").is_ok());
    }
}
