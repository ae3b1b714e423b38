//! What a change can break, by the files that changed: the choice of `cargo xtask test --changed`.

use std::collections::{BTreeMap, BTreeSet};

/// The packages of the workspace, each with those of the workspace that it depends on.
pub(crate) type Packages = BTreeMap<String, BTreeSet<String>>;

/// What is read outside `crates/`, and by the tests of which packages.
const READERS: [(&str, &[&str]); 15] = [
    ("rules/", &["cpts-rules", "cpts-page-bareme"]),
    ("data/", &["cpts-territory", "cpts-perimetre", "cpts-documents", "cpts-cli", "cpts-widget", "xtask"]),
    ("docs/", &["cpts-rules", "cpts-cli", "xtask"]),
    ("web/schemas/", &["cpts-fichiers"]),
    ("web/", &["xtask"]),
    ("integrations/", &["xtask"]),
    ("tests/scenarios/", &["cpts-core", "cpts-territory", "cpts-documents", "cpts-cli", "cpts-wasm"]),
    ("tests/documents/", &["cpts-documents"]),
    ("tests/liens/", &["cpts-documents"]),
    ("tests/couverture/", &["cpts-fichiers", "cpts-documents"]),
    ("tests/configuration/", &["cpts-fichiers"]),
    ("tests/bench/", &["xtask"]),
    ("tests/e2e/csp.txt", &["xtask"]),
    ("index.html", &["xtask"]),
    ("Trunk.toml", &["xtask"]),
];

/// What changes for every package.
const FOR_ALL: [&str; 5] = ["Cargo.toml", "Cargo.lock", ".cargo/", "clippy.toml", "rustfmt.toml"];

/// The journeys that look at a file of `web/`: those of `tests/e2e` with that name.
const JOURNEYS: [(&str, &str); 17] = [
    ("web/bareme.css", "bareme"),
    ("web/cadre.", "cadre"),
    ("web/couleur.js", "element"),
    ("web/cpts-simulateur.css", "page"),
    ("web/cpts-simulateur.css", "situation"),
    ("web/cpts-simulateur.js", "element"),
    ("web/element.json", "integration"),
    ("web/hebergement/", "hebergement"),
    ("web/hors-ligne.", "hors-ligne"),
    ("web/impression.css", "impression"),
    ("web/integration.", "integration"),
    ("web/integrer.js", "integrer"),
    ("web/manifest.webmanifest", "hors-ligne"),
    ("web/page.", "page"),
    ("web/reunion.css", "reunion"),
    ("web/service.js", "hors-ligne"),
    ("web/verifier.", "hebergement"),
];

/// What runs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The packages whose tests run: those that changed, those that read what changed, and
    /// those that depend on either.
    pub(crate) packages: BTreeSet<String>,
    /// `cpts rules check`.
    pub(crate) rules: bool,
    /// Files of `tests/e2e`, without their ending.
    pub(crate) journeys: BTreeSet<String>,
    /// Files of `web/`, which the page of `dist/` has to be given first.
    pub(crate) web: BTreeSet<String>,
    /// Whether the page itself may be another: what is in `dist/` does not show it.
    pub(crate) page_changed: bool,
    /// Whether the plugin for WordPress may be another.
    pub(crate) plugin_changed: bool,
}

impl Plan {
    /// What these files can break.
    pub(crate) fn of<'a>(files: impl IntoIterator<Item = &'a str>, packages: &Packages) -> Self {
        let mut plan = Self::default();
        let mut changed = BTreeSet::new();
        for file in files {
            if FOR_ALL.iter().any(|start| file.starts_with(start)) {
                changed.extend(packages.keys().cloned());
                plan.page_changed = true;
            }
            if let Some(package) = file.strip_prefix("crates/").and_then(|rest| rest.split('/').next()) {
                changed.insert(package.to_owned());
                plan.page_changed |= package != "xtask" && package != "cpts-cli";
            }
            // The first that fits: `web/schemas/` before `web/`.
            if let Some((_, readers)) = READERS.iter().find(|(start, _)| file.starts_with(start)) {
                changed.extend(readers.iter().map(|&name| name.to_owned()));
            }
            plan.rules |= file.starts_with("rules/") || file.starts_with("crates/cpts-rules/");
            plan.page_changed |=
                ["rules/", "data/", "index.html", "Trunk.toml"].iter().any(|start| file.starts_with(start));
            plan.plugin_changed |= file.starts_with("integrations/") || file.starts_with("tests/wordpress/");
            if file.starts_with("web/") {
                plan.web.insert(file.to_owned());
            }
            let journeys = JOURNEYS.iter().filter(|(start, _)| file.starts_with(start));
            plan.journeys.extend(journeys.map(|(_, name)| (*name).to_owned()));
            if let Some(name) = file.strip_prefix("tests/e2e/").and_then(|name| name.strip_suffix(".test.js"))
            {
                plan.journeys.insert(name.to_owned());
            }
        }
        plan.packages = dependents(changed, packages);
        plan
    }
}

/// These packages and all that depend on one of them. One that is gone has no tests.
fn dependents(changed: BTreeSet<String>, packages: &Packages) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = changed.into_iter().filter(|name| packages.contains_key(name)).collect();
    loop {
        let more: Vec<String> = packages
            .iter()
            .filter(|(name, needs)| !all.contains(*name) && needs.iter().any(|need| all.contains(need)))
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    fn packages() -> Packages {
        let packages: [(&str, &[&str]); 5] = [
            ("cpts-rules", &[]),
            ("cpts-core", &["cpts-rules"]),
            ("cpts-page-bareme", &["cpts-core"]),
            ("cpts-widget", &["cpts-core"]),
            ("xtask", &[]),
        ];
        packages.iter().map(|(name, needs)| ((*name).to_owned(), names(needs))).collect()
    }

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_view_breaks_the_interface_alone() {
        let plan = Plan::of(["crates/cpts-widget/src/lib.rs"], &packages());
        assert_eq!(plan.packages, names(&["cpts-widget"]));
        assert!(plan.page_changed && !plan.rules && plan.journeys.is_empty());
    }

    #[test]
    fn a_rule_breaks_all_that_stands_on_the_rules() {
        let plan = Plan::of(["rules/montants.toml"], &packages());
        assert_eq!(plan.packages, names(&["cpts-core", "cpts-page-bareme", "cpts-rules", "cpts-widget"]));
        assert!(plan.rules && plan.page_changed);
    }

    #[test]
    fn a_style_breaks_the_journeys_that_look_at_it() {
        let plan = Plan::of(["web/impression.css"], &packages());
        assert_eq!(plan.packages, names(&["xtask"]));
        assert_eq!(plan.journeys, names(&["impression"]));
        assert_eq!(plan.web, names(&["web/impression.css"]));
        assert!(!plan.page_changed);
    }

    #[test]
    fn what_is_for_all_breaks_all_and_a_journey_is_run_itself() {
        assert_eq!(Plan::of(["Cargo.lock"], &packages()).packages.len(), packages().len());
        let plan = Plan::of(["tests/e2e/carte.test.js", "crates/gone/src/lib.rs"], &packages());
        assert_eq!((plan.packages, plan.journeys), (names(&[]), names(&["carte"])));
        assert!(Plan::of(["integrations/wordpress/readme.txt"], &packages()).plugin_changed);
    }

    #[test]
    fn what_the_tables_name_is_there() {
        let root = workspace::root();
        let starts_a_name = |start: &str| {
            let (folder, begin) = start.rsplit_once('/').unwrap_or(("", start));
            let mut entries = std::fs::read_dir(root.join(folder)).unwrap().flatten();
            entries.any(|entry| entry.file_name().to_string_lossy().starts_with(begin))
        };
        for (start, readers) in READERS {
            assert!(starts_a_name(start), "{start}");
            for reader in readers {
                assert!(root.join("crates").join(reader).exists(), "{reader}");
            }
        }
        for (start, name) in JOURNEYS {
            assert!(starts_a_name(start), "{start}");
            assert!(root.join(format!("tests/e2e/{name}.test.js")).exists(), "{name}");
        }
        assert!(FOR_ALL.iter().all(|start| starts_a_name(start.trim_end_matches('/'))));
    }
}
