//! What git says has changed.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::{shell, workspace};

/// The branch that changes are made for.
const MAIN: &str = "main";

/// Every file that is not as it was where this branch left main: committed since, changed or
/// new. On main itself, since its last commit.
pub(crate) fn changed_files() -> Result<BTreeSet<String>> {
    let base = [MAIN, "origin/main"]
        .iter()
        .find_map(|main| shell::output(git().args(["merge-base", main, "HEAD"])).ok())
        .unwrap_or_else(|| "HEAD".to_owned());
    let why = "`cargo xtask test --changed` compares with git: run it in a clone of the repository";
    // Without renames: a file that moved is gone from where it was.
    let tracked = shell::output(git().args(["diff", "--name-only", "--no-renames", &base])).context(why)?;
    let new = shell::output(git().args(["ls-files", "--others", "--exclude-standard"])).context(why)?;
    Ok(tracked.lines().chain(new.lines()).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn git() -> Command {
    let mut git = Command::new("git");
    // Names with accents as they are.
    git.args(["-c", "core.quotePath=false"]).current_dir(workspace::root());
    git
}
