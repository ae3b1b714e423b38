//! `cargo xtask test --changed`: runs what a change can break, as far as that takes little
//! time, and says what it leaves out.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::part::{self, Part};
use crate::plan::{Packages, Plan};
use crate::report::{self, Outcome};
use crate::setup::{self, Need};
use crate::{git, page, refresh, shell, workspace};

/// Runs them, and sums up.
pub(crate) fn run() -> Result<()> {
    let files = git::changed_files()?;
    let plan = Plan::of(files.iter().map(String::as_str), &packages()?);
    let has_page = page::dist().join("index.html").exists();
    println!("{} file(s) changed since main", files.len());

    let mut outcomes = vec![Outcome::of(Part::Fmt.title(), part::format)];
    if !plan.packages.is_empty() {
        let names = sentence(&plan.packages);
        shell::heading(&format!("clippy and tests of {names}"));
        outcomes.push(Outcome::of(Part::Clippy.title(), part::clippy));
        outcomes.push(Outcome::of(Part::Native.title(), || part::native_of(&plan.packages)));
    }
    if plan.rules {
        outcomes.push(Outcome::of(Part::Rules.title(), part::rules));
    }
    if !plan.journeys.is_empty() && has_page {
        shell::heading(&format!("journeys: {}", sentence(&plan.journeys)));
        outcomes.push(Outcome::of("journeys of what changed", || journeys(&plan)));
    }
    shell::heading("left out");
    for line in left_out(&plan, has_page) {
        println!("- {line}");
    }
    report::sum_up(&outcomes, "`cargo xtask test --only PART` runs a whole part")
}

/// The packages of the workspace, as cargo tells of them.
fn packages() -> Result<Packages> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        dependencies: Vec<Dependency>,
    }
    #[derive(Deserialize)]
    struct Dependency {
        name: String,
        path: Option<String>,
    }
    let said = shell::output(workspace::cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Metadata = serde_json::from_str(&said).context("cannot read what `cargo metadata` says")?;
    let ours = |package: Package| {
        let needs = package.dependencies.into_iter().filter(|dependency| dependency.path.is_some());
        (package.name, needs.map(|dependency| dependency.name).collect())
    };
    Ok(metadata.packages.into_iter().map(ours).collect::<BTreeMap<_, _>>())
}

/// The journeys that look at what changed, on the page of `dist/` with what changed of `web/`.
fn journeys(plan: &Plan) -> Result<()> {
    setup::run(Need { browser: true, e2e: true, ..Need::default() })?;
    if !plan.web.is_empty() {
        refresh::page()?;
    }
    let files = plan.journeys.iter().map(|name| format!("{name}.test.js"));
    let mut npm = Command::new("npm");
    npm.args(["test", "--silent", "--"]).args(files);
    shell::run(npm.current_dir(workspace::root().join("tests/e2e")))
}

/// What a whole run does beside, and why this one does not.
fn left_out(plan: &Plan, has_page: bool) -> Vec<String> {
    let mut left = Vec::new();
    if !plan.packages.is_empty() {
        left.push(
            "tests of the packages that nothing of this reaches, and the examples of the documentation"
                .to_owned(),
        );
    }
    if plan.page_changed {
        let parts = [Part::Page, Part::Budget, Part::Npm].map(Part::title).join(", ");
        left.push(format!("{parts}: what is compiled for browsers takes minutes to build"));
    }
    left.push(match (has_page, plan.journeys.is_empty(), plan.page_changed) {
        (false, ..) => "all journeys: there is no page in dist/, which `cargo xtask dist` builds".to_owned(),
        (true, true, true) => "all journeys: the page of dist/ is older than what changed".to_owned(),
        (true, true, false) => "all journeys: none looks at what changed alone".to_owned(),
        (true, false, true) => {
            "the other journeys; those that ran saw a page of dist/ that is older than what changed"
                .to_owned()
        }
        (true, false, false) => "the other journeys".to_owned(),
    });
    let plugin = Part::Wordpress.title();
    left.push(if plan.plugin_changed {
        format!("{plugin}, which this may break: `cargo xtask test --only page,wordpress`")
    } else {
        plugin.to_owned()
    });
    left
}

fn sentence(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_tells_what_stands_on_what() {
        let packages = packages().unwrap();
        assert!(packages["cpts-core"].contains("cpts-rules"), "{packages:?}");
        assert!(!packages["cpts-core"].contains("serde"), "only packages of the workspace");
    }

    #[test]
    fn what_is_left_out_is_told() {
        let packages = Packages::new();
        let of = |file, has_page| left_out(&Plan::of([file], &packages), has_page).join("\n");
        assert!(of("web/page.css", false).contains("no page in dist/"));
        assert!(of("web/page.css", true).starts_with("the other journeys\n"));
        assert!(of("crates/cpts-widget/src/lib.rs", true).contains("release build of the page"));
        assert!(of("integrations/a.php", true).contains("which this may break"));
    }
}
