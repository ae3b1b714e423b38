//! The house of the interface: its floors, its screens, and the line of each folder in
//! `docs/architecture.md`. Plain text, like [`crate::etages`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::etages::{Graph, crates_of_the_workspace, read};
use crate::workspace;

/// The floors of `cpts-widget`, from the ground up: what a path begins with. A file names those of its
/// floor and of those below.
const ETAGES: &[&[&str]] = &[
    &["socle/"],
    &["etat/"],
    &["effets/"],
    &["vues/pieces/"],
    &["vues/premier/", "vues/atelier/", "vues/outils/"],
    &["vues/mod.rs", "parts/"],
    &["lib.rs"],
];

/// Folders whose files and folders are screens: none names another one of any of them, but for the `mod.rs`
/// of the first file, which puts its questions together.
const ECRANS: &[&str] = &["vues/premier/", "vues/atelier/", "vues/outils/"];

/// What only `effets` and `socle` do: timers, memory of the browser, network.
const AILLEURS: &[&str] =
    &["gloo_timers", "session_storage", "local_storage", "fetch_with", "JsFuture", "Storage"];

/// Views that wait for the browser alone: a typeface before printing.
const ATTENDENT: &[(&str, &str)] = &[("vues/outils/impression/mod.rs", "JsFuture")];

fn floor(file: &str) -> Option<usize> {
    ETAGES.iter().position(|floor| floor.iter().any(|begin| file.starts_with(begin)))
}

/// The screen that a file is of: a file or a folder right under one of [`ECRANS`]; `None` for what is none.
fn screen(file: &str) -> Option<String> {
    let under = ECRANS.iter().find(|folder| file.starts_with(**folder))?;
    let rest = file.strip_prefix(under)?;
    let name = rest.split(['/', '.']).next()?;
    (name != "mod").then(|| format!("{under}{name}"))
}

/// What is wrong among the imports of the interface, a line each.
fn wrong(graph: &Graph) -> String {
    let mut wrong = String::new();
    for (from, to, names) in graph.imports() {
        let (Some(here), Some(there)) = (floor(from), floor(to)) else {
            _ = writeln!(wrong, "{from} or {to} is on no floor: add it to ETAGES");
            continue;
        };
        if there > here {
            _ = writeln!(wrong, "{from} names {to}, which is above it: {names}");
        }
        if let (Some(a), Some(b)) = (screen(from), screen(to))
            && a != b
        {
            _ = writeln!(wrong, "{from} names {to}, another screen: {names}");
        }
        let parent = to.strip_suffix("mod.rs").is_some_and(|folder| from.starts_with(folder));
        // `etat` hands its one type on, and `effets` its list.
        if parent && from != to {
            _ = writeln!(wrong, "{from} names its parent {to}: {names}");
        }
    }
    wrong
}

#[test]
fn imports_go_down_and_screens_are_strangers() {
    let files = read(&workspace::root().join("crates/cpts-widget/src"));
    let wrong = wrong(&Graph::of(&files));
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn what_would_break_the_house_is_seen() {
    let house = |extra: &[(&str, &str)]| {
        let mut files: BTreeMap<String, String> = [
            ("lib.rs", "mod socle; mod etat; mod vues; mod parts;"),
            ("socle/mod.rs", "pub(crate) mod focus;"),
            ("socle/focus.rs", "pub(crate) fn focus() {}"),
            ("etat/mod.rs", "pub(crate) mod simulateur; pub(crate) fn ici() {}"),
            ("etat/simulateur.rs", "pub(crate) struct Etat;"),
            ("vues/mod.rs", "pub(crate) mod pieces; pub(crate) mod atelier; pub(crate) mod outils;"),
            ("vues/pieces/mod.rs", "pub(crate) mod kit;"),
            ("vues/pieces/kit.rs", "use crate::etat::simulateur::Etat; pub(crate) fn kit(e: Etat) {}"),
            ("vues/atelier/mod.rs", "pub(crate) mod barre; pub(crate) mod bilan;"),
            ("vues/atelier/barre.rs", "use crate::vues::pieces::kit::kit; pub(crate) fn barre() { kit() }"),
            ("vues/atelier/bilan/mod.rs", "pub(crate) mod tete; pub(crate) fn bilan() { tete::tete() }"),
            ("vues/atelier/bilan/tete.rs", "pub(crate) fn tete() {}"),
            ("vues/outils/mod.rs", "pub(crate) mod aide;"),
            ("vues/outils/aide.rs", "pub(crate) fn aide() {}"),
            (
                "parts/mod.rs",
                "fn tout() { crate::vues::atelier::bilan::bilan(); crate::vues::outils::aide::aide() }",
            ),
        ]
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .into();
        for (file, text) in extra {
            files.insert((*file).to_owned(), (*text).to_owned());
        }
        wrong(&Graph::of(&files))
    };
    assert_eq!(house(&[]), "");
    let up =
        house(&[("socle/focus.rs", "use crate::etat::simulateur::Etat; pub(crate) fn focus(e: Etat) {}")]);
    assert!(up.contains("socle/focus.rs names etat/simulateur.rs, which is above it"), "{up}");
    let screens =
        house(&[("vues/outils/aide.rs", "pub(crate) fn aide() { crate::vues::atelier::barre::barre() }")]);
    assert!(screens.contains("another screen"), "{screens}");
    let parent = house(&[("etat/simulateur.rs", "pub(crate) struct Etat; fn f() { super::ici() }")]);
    assert!(parent.contains("names its parent etat/mod.rs"), "{parent}");
    let nowhere = house(&[
        ("lib.rs", "mod socle; mod etat; mod vues; mod parts; mod grenier;"),
        ("grenier.rs", "fn f() { crate::socle::focus::focus() }"),
    ]);
    assert!(nowhere.contains("on no floor"), "{nowhere}");
}

#[test]
fn timers_memory_and_network_are_not_the_affair_of_views() {
    let files = read(&workspace::root().join("crates/cpts-widget/src"));
    let mut wrong = String::new();
    for (file, text) in files.iter().filter(|(file, _)| file.starts_with("vues/")) {
        for name in AILLEURS {
            let word = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let there = text.match_indices(name).any(|(at, _)| {
                word(at) && !text[at + name.len()..].starts_with(|c: char| c.is_alphanumeric())
            });
            if there && !ATTENDENT.contains(&(file.as_str(), name)) {
                _ = writeln!(wrong, "{file} uses {name}: that belongs to effets or socle");
            }
        }
    }
    for (file, name) in ATTENDENT {
        if !files.get(*file).is_some_and(|text| text.contains(name)) {
            _ = writeln!(wrong, "{file} does not use {name} any more: take it out of ATTENDENT");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The folders of a table of the architecture, `| `folder` | what it is |`.
fn told(architecture: &str) -> BTreeSet<String> {
    let table = architecture.split("\n| folder | what is in it |\n").nth(1).unwrap_or_default();
    let lines = table.lines().take_while(|line| line.starts_with('|')).skip(1);
    lines.filter_map(|line| Some(line.strip_prefix("| `")?.split_once("` | ")?.0.to_owned())).collect()
}

#[test]
fn each_folder_has_its_line_in_the_architecture_and_each_line_its_folder() {
    let architecture = std::fs::read_to_string(workspace::root().join("docs/architecture.md")).unwrap();
    let mut there = BTreeSet::new();
    for name in crates_of_the_workspace() {
        for file in read(&workspace::root().join("crates").join(&name).join("src")).keys() {
            let mut folder = file.as_str();
            while let Some((above, _)) = folder.rsplit_once('/') {
                there.insert(format!("{name}/src/{above}"));
                folder = above;
            }
        }
    }
    assert_eq!(told(&architecture), there, "left: the table of docs/architecture.md; right: the folders");
    assert!(
        told("\n| folder | what is in it |\n|---|---|\n| `a/src/b` | c |\n\n| `d` | e |").contains("a/src/b")
    );
}
