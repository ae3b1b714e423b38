//! The types that TypeScript sees are those of Rust: written out here, compared with the
//! file that the package carries.
//!
//! `CPTS_TYPES=write cargo test --package cpts-wasm` writes the file anew.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

const KEPT: &str = include_str!("../src/types.d.ts");

/// Declarations by name, of a type and of all that it holds.
struct Declarations {
    config: Config,
    known: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // What has no file of its own (texts, numbers, lists) is written where it is used.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.known.contains_key(&name) {
                return;
            }
            let declaration = format!("{}export {}", T::docs().unwrap_or_default(), T::decl(&self.config));
            self.known.insert(name, declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn written() -> String {
    let mut declarations = Declarations { config: Config::default(), known: BTreeMap::new() };
    declarations.visit::<cpts_core::Projet>();
    declarations.visit::<cpts_core::Bilan>();
    declarations.visit::<cpts_api::Trouvaille>();
    declarations.visit::<cpts_api::ContexteRecherche>();
    declarations.visit::<cpts_api::LieuVu>();
    declarations.visit::<cpts_api::PerimetreVu>();
    declarations.visit::<cpts_api::ReglesVues>();
    declarations.visit::<cpts_api::DonneesVues>();
    declarations.visit::<cpts_api::CouvertureDonnee>();
    declarations.visit::<cpts_api::Refus>();
    declarations.visit::<cpts_api::NatureErreur>();
    let mut text = String::from("// Written out of the Rust types by tests/types.rs. Not to be edited.\n");
    for declaration in declarations.known.values() {
        text += "\n";
        text += &tidy(declaration);
    }
    text
}

/// One field a line, indented; comments on one line where they fit; `null` for `None`.
fn tidy(declaration: &str) -> String {
    let mut text = String::new();
    let mut comment: Vec<&str> = Vec::new();
    let mut depth = 0usize;
    let source = declaration.replace("`None`", "`null`").replace(", };", ",\n};").replace(", } |", ",\n} |");
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with('}') {
            depth -= 1;
        }
        let indent = "  ".repeat(depth);
        match line {
            "/**" => comment.clear(),
            "*/" => match comment[..] {
                [single] => text += &format!("{indent}/** {single} */\n"),
                _ => {
                    text += &format!("{indent}/**\n");
                    for line in &comment {
                        text += format!("{indent} * {line}").trim_end();
                        text.push('\n');
                    }
                    text += &format!("{indent} */\n");
                }
            },
            _ if line.starts_with('*') => comment.push(line[1..].trim_start()),
            _ => text += &format!("{indent}{line}\n"),
        }
        // A brace that stays open at the end of a line opens a level, whatever closed before on it.
        if line.matches('{').count() > line.matches('}').count()
            || line.starts_with('}') && line.contains('{')
        {
            depth += 1;
        }
    }
    text
}

#[test]
fn the_types_of_the_package_are_those_of_rust() {
    let written = written();
    if std::env::var_os("CPTS_TYPES").is_some_and(|value| value == "write") {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/types.d.ts"), &written).unwrap();
        return;
    }
    assert!(
        written == KEPT,
        "the Rust types have changed: run `CPTS_TYPES=write cargo test --package cpts-wasm` and look at src/types.d.ts"
    );
}

#[test]
fn the_names_of_errors_are_those_of_their_type() {
    use cpts_api::NatureErreur::{ArgumentRefuse, ChargementImpossible, DonneesRefusees, ProjetRefuse};
    for nature in [ProjetRefuse, ArgumentRefuse, DonneesRefusees, ChargementImpossible] {
        assert_eq!(serde_json::to_value(nature).unwrap(), nature.id());
    }
}
