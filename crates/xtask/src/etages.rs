//! The floors of each crate: its files import one another downwards only.
//!
//! Rust lets two files of a crate import each other, and nobody then can read, test or
//! move one without the other. This reads the sources as plain text, follows each name
//! to the file that defines it, and names the files that stand in a circle.
//!
//! What it holds:
//!
//! - a re-export is looked through: `use crate::Projet` goes to the file of `Projet`,
//!   not to the `lib.rs` that passes it on;
//! - so a façade (`pub use child::Name`) only ever points at its children, unless one of
//!   them asks it for what it defines itself;
//! - `mod child;` is no import: a parent may declare a child that builds upon it;
//! - tests are left out: they look at everything.
//!
//! A method is found by its type, which text does not tell: `projet.verify()` is no
//! import of the file where `impl Projet { fn verify }` stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::workspace;

#[test]
fn no_file_of_a_crate_stands_in_a_circle() {
    let crates = crates_of_the_workspace();
    let mut wrong = String::new();
    for name in &crates {
        let files = read(&workspace::root().join("crates").join(name).join("src"));
        let graph = Graph::of(&files);
        for lost in &graph.lost {
            _ = writeln!(wrong, "{name}: {lost}");
        }
        let circles = graph.circles();
        if !circles.is_empty() {
            _ = writeln!(wrong, "{name}\n{}", graph.explain(&circles));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The names of the crates, in order.
pub(crate) fn crates_of_the_workspace() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(workspace::root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").exists())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every Rust file under a folder, by its path there, with `/` on any system.
pub(crate) fn read(folder: &Path) -> BTreeMap<String, String> {
    fn walk(folder: &Path, prefix: &str, into: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                walk(&path, &format!("{name}/"), into);
            } else if name.ends_with(".rs") {
                into.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(folder, "", &mut files);
    files
}

/// Who imports whom, and by which names.
#[derive(Default)]
pub(crate) struct Graph {
    edges: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    /// What could not be followed. An edge that is not seen must not pass for one that is not there.
    lost: BTreeSet<String>,
}

impl Graph {
    pub(crate) fn of(files: &BTreeMap<String, String>) -> Self {
        let mut graph = Graph::default();
        let mut seen = BTreeSet::new();
        for root in ["lib.rs", "main.rs"] {
            if files.contains_key(root) {
                let source = Source::read(files, root);
                seen.extend(source.files());
                graph.lost.extend(source.lost.iter().cloned());
                source.draw(&mut graph);
            }
        }
        for file in files.keys().filter(|file| !seen.contains(*file)) {
            graph.lost.insert(format!("no `mod` leads to {file}"));
        }
        graph
    }

    /// Every import: who, whom, by which names.
    pub(crate) fn imports(&self) -> impl Iterator<Item = (&str, &str, String)> {
        self.edges.iter().flat_map(|(from, all)| {
            all.iter().map(move |(to, names)| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                (from.as_str(), to.as_str(), names.join(", "))
            })
        })
    }

    fn add(&mut self, from: &str, to: &str, name: &str) {
        if from != to {
            let names = self.edges.entry(from.to_owned()).or_default().entry(to.to_owned()).or_default();
            names.insert(name.to_owned());
        }
    }

    /// The files that can be reached from this one, itself only if in a circle.
    fn reach(&self, from: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut to_visit = vec![from];
        while let Some(file) = to_visit.pop() {
            for to in self.edges.get(file).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(to.as_str()) {
                    to_visit.push(to);
                }
            }
        }
        reached
    }

    /// The sets of files where each reaches each.
    fn circles(&self) -> Vec<BTreeSet<&str>> {
        let reach: BTreeMap<&str, BTreeSet<&str>> =
            self.edges.keys().map(|file| (file.as_str(), self.reach(file))).collect();
        let mut circles = BTreeSet::new();
        for (file, to) in &reach {
            let circle: BTreeSet<&str> = to
                .iter()
                .copied()
                .filter(|other| reach.get(other).is_some_and(|to| to.contains(file)))
                .collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    fn explain(&self, circles: &[BTreeSet<&str>]) -> String {
        let mut text = String::new();
        for circle in circles {
            let files: Vec<&str> = circle.iter().copied().collect();
            _ = writeln!(text, "  a circle of {} files: {}", files.len(), files.join(", "));
            for from in circle {
                for (to, names) in self.edges.get(*from).into_iter().flatten() {
                    if circle.contains(to.as_str()) {
                        let names: Vec<&str> = names.iter().map(String::as_str).collect();
                        _ = writeln!(text, "    {from} → {to}: {}", names.join(", "));
                    }
                }
            }
        }
        text
    }
}

/// A path of names: `crate::a::B`. The last may be `*` in a `use`.
type Names = Vec<String>;

/// What a file says at the level of one module: the file itself, or a `mod x { … }` in it.
#[derive(Default)]
struct Module {
    file: String,
    parent: Option<usize>,
    /// Where the files of its children are, with a final `/`.
    folder: String,
    children: BTreeMap<String, usize>,
    defined: BTreeSet<String>,
    /// Names that a macro called at this level seems to define (`struct Name` in its
    /// arguments), then all other names there: who defines `Name` in `codes!(Name)`?
    made: [BTreeSet<String>; 2],
    /// `use` of a name, with the name it has here.
    imports: Vec<(String, Names)>,
    globs: Vec<Names>,
    /// `pub use`: of modules and globs too, which are otherwise followed where they are used.
    passed_on: Vec<Names>,
    /// Paths written in code, and the lone names that a glob may bring.
    paths: BTreeSet<Names>,
    words: BTreeSet<String>,
    called: BTreeSet<String>,
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Module(usize),
    /// An item, by the file that defines it.
    Item(String),
    Elsewhere,
    /// A name that the module of this file should have, and has not.
    Lost(String),
}

/// The modules of one crate.
#[derive(Default)]
struct Source {
    modules: Vec<Module>,
    /// `macro_rules!`, which are seen by text and not by path.
    macros: BTreeMap<String, String>,
    /// Files under `#[cfg(test)] mod …;`.
    tests: BTreeSet<String>,
    lost: BTreeSet<String>,
}

impl Source {
    fn read(files: &BTreeMap<String, String>, root: &str) -> Self {
        let mut source = Source::default();
        source.modules.push(Module { file: root.to_owned(), ..Module::default() });
        let mut next = 0;
        while next < source.modules.len() {
            let module = &source.modules[next];
            // A `mod x { … }` is read with its file.
            if module.parent.is_none_or(|parent| source.modules[parent].file != module.file) {
                let tokens = tokens(&files[&module.file]);
                Reader { source: &mut source, files, tokens: &tokens, at: 0 }.module(next, usize::MAX);
            }
            next += 1;
        }
        source
    }

    fn files(&self) -> impl Iterator<Item = String> {
        self.modules.iter().map(|module| module.file.clone()).chain(self.tests.iter().cloned())
    }

    /// The file of `mod name;`, if there is one.
    fn place(files: &BTreeMap<String, String>, folder: &str, name: &str) -> Option<String> {
        [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")]
            .into_iter()
            .find(|file| files.contains_key(file))
    }

    fn draw(&self, graph: &mut Graph) {
        for (here, module) in self.modules.iter().enumerate() {
            let mut note = |path: &Names, target: Target, of_module: bool| match target {
                Target::Item(file) => graph.add(&module.file, &file, &path.join("::")),
                Target::Module(id) if of_module => {
                    graph.add(&module.file, &self.modules[id].file, &path.join("::"));
                }
                Target::Lost(file) => {
                    let path = path.join("::");
                    graph.lost.insert(format!("{}: cannot follow `{path}` beyond {file}", module.file));
                }
                Target::Module(_) | Target::Elsewhere => {}
            };
            // Behind the name of an item is what its own import has told already.
            let paths = module.paths.iter().filter(|path| {
                matches!(path[0].as_str(), "crate" | "self" | "super")
                    || self.resolve(here, &path[..1]).iter().any(|target| matches!(target, Target::Module(_)))
            });
            for path in module.imports.iter().map(|(_, path)| path).chain(paths) {
                for target in self.resolve(here, path) {
                    note(path, target, false);
                }
            }
            for path in &module.passed_on {
                let targets = self.resolve(here, path);
                // A function often bears the name of its module: it is the one passed on.
                let of_module = !targets.iter().any(|target| matches!(target, Target::Item(_)));
                for target in targets {
                    note(path, target, of_module);
                }
            }
            for path in &module.globs {
                for target in self.resolve(here, path) {
                    match target {
                        Target::Module(glob) => {
                            for word in module.words.iter().filter(|word| !self.knows(here, word)) {
                                let path = vec![word.clone()];
                                for target in self.lookup_surely(glob, word) {
                                    note(&path, target, false);
                                }
                            }
                        }
                        target => note(path, target, false),
                    }
                }
            }
            for name in module.called.iter().filter(|name| !self.knows(here, name)) {
                if let Some(file) = self.macros.get(name) {
                    graph.add(&module.file, file, &format!("{name}!"));
                }
            }
        }
    }

    /// Whether a module has a name without asking a glob for it.
    fn knows(&self, module: usize, name: &str) -> bool {
        let module = &self.modules[module];
        module.defined.contains(name)
            || module.children.contains_key(name)
            || module.imports.iter().any(|(known, _)| known == name)
    }

    fn resolve(&self, here: usize, path: &[String]) -> Vec<Target> {
        self.follow(here, path, &mut BTreeSet::new())
    }

    /// What a path leads to: often one thing, two where a function bears the name of a module.
    fn follow(
        &self,
        here: usize,
        path: &[String],
        seen: &mut BTreeSet<(usize, String, usize)>,
    ) -> Vec<Target> {
        let Some((first, mut rest)) = path.split_first() else { return Vec::new() };
        let mut targets = match first.as_str() {
            "crate" => vec![Target::Module(0)],
            "self" => vec![Target::Module(here)],
            "super" => vec![self.modules[here].parent.map_or(Target::Elsewhere, Target::Module)],
            name => {
                let mut found = Vec::new();
                for sure in 0..2 {
                    if found.is_empty() {
                        found = self.lookup(here, name, sure, seen);
                    }
                }
                if found.is_empty() { vec![Target::Elsewhere] } else { found }
            }
        };
        let mut last = first;
        while let Some((name, beyond)) = rest.split_first() {
            // What follows an item is of that item: a variant, a constant of a type.
            targets = match targets.iter().find(|target| matches!(target, Target::Module(_))) {
                Some(Target::Module(id)) if name == "super" => {
                    vec![self.modules[*id].parent.map_or(Target::Elsewhere, Target::Module)]
                }
                Some(Target::Module(id)) if name != "self" => {
                    let mut found = Vec::new();
                    for sure in 0..3 {
                        if found.is_empty() {
                            found = self.lookup(*id, name, sure, seen);
                        }
                    }
                    // A type before `::`, although a module has its name; a function is none.
                    let a_type = last.starts_with(char::is_uppercase);
                    found.extend(
                        targets.iter().filter(|target| a_type && matches!(target, Target::Item(_))).cloned(),
                    );
                    if found.is_empty() && *id == 0 {
                        found.extend(self.macros.get(name).cloned().map(Target::Item));
                    }
                    if found.is_empty() { vec![Target::Lost(self.modules[*id].file.clone())] } else { found }
                }
                _ => targets,
            };
            last = name;
            rest = beyond;
        }
        targets
    }

    fn lookup_surely(&self, module: usize, name: &str) -> Vec<Target> {
        let found = self.lookup(module, name, 0, &mut BTreeSet::new());
        if found.is_empty() { self.lookup(module, name, 1, &mut BTreeSet::new()) } else { found }
    }

    /// A name in a module. `sure`: 0 for what is written out, 1 and 2 for what macros may make.
    fn lookup(
        &self,
        id: usize,
        name: &str,
        sure: usize,
        seen: &mut BTreeSet<(usize, String, usize)>,
    ) -> Vec<Target> {
        if !seen.insert((id, name.to_owned(), sure)) {
            return Vec::new();
        }
        let module = &self.modules[id];
        let mut found = Vec::new();
        if module.defined.contains(name)
            || module.made[..sure].iter().any(|made| made.contains(name) || made.contains(ANY))
        {
            found.push(Target::Item(module.file.clone()));
        }
        found.extend(module.children.get(name).map(|child| Target::Module(*child)));
        for (_, path) in module.imports.iter().filter(|(known, _)| known == name) {
            found.extend(
                self.follow(id, path, seen)
                    .into_iter()
                    .filter(|target| !found.contains(target))
                    .collect::<Vec<_>>(),
            );
        }
        if found.is_empty() {
            for path in &module.globs {
                for target in self.follow(id, path, seen) {
                    if let Target::Module(glob) = target {
                        found.extend(self.lookup(glob, name, sure, seen));
                    }
                }
            }
        }
        found
    }
}

/// Stands for the names that `include!` brings from a file written during the build.
const ANY: &str = "*";

/// Words that begin an item whose name comes next.
const DEFINE: &[&str] = &["const", "enum", "fn", "static", "struct", "trait", "type", "union"];

/// Reads the tokens of one file.
struct Reader<'a> {
    source: &'a mut Source,
    files: &'a BTreeMap<String, String>,
    tokens: &'a [&'a str],
    at: usize,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> &str {
        self.tokens.get(at).copied().unwrap_or("")
    }

    /// Reads a module up to the end of its file or the brace that closes it.
    fn module(&mut self, id: usize, end: usize) {
        // How deep in brackets, and up to where a macro makes or writes the tokens.
        let (mut depth, mut made_until, mut rules_until) = (0_usize, 0, 0);
        while self.at < self.tokens.len().min(end) {
            let (at, token) = (self.at, self.tokens[self.at]);
            self.at += 1;
            match token {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth = depth.saturating_sub(1),
                "#" if self.is_for_tests(at) => self.skip_tests(at, id),
                "use" if at >= rules_until => self.import(id, at),
                "mod" if depth == 0 && self.token(at + 2) == ";" => {
                    let name = self.token(at + 1).to_owned();
                    self.child(id, &name);
                }
                "mod" if depth == 0 && self.token(at + 2) == "{" => {
                    let name = self.token(at + 1).to_owned();
                    let folder = format!("{}{name}/", self.source.modules[id].folder);
                    let file = self.source.modules[id].file.clone();
                    let child = self.add(id, &name, Module { file, folder, ..Module::default() });
                    self.at = at + 3;
                    self.module(child, self.closing(at + 2));
                    self.at += 1;
                }
                "macro_rules" if self.token(at + 1) == "!" => {
                    let (name, file) = (self.token(at + 2).to_owned(), self.source.modules[id].file.clone());
                    self.source.modules[id].defined.insert(name.clone());
                    self.source.macros.insert(name, file);
                    rules_until = self.closing(at + 3);
                    made_until = rules_until;
                    self.at = at + 3;
                }
                word if is_name(word) => {
                    let (next, after) = (self.token(at + 1).to_owned(), self.token(at + 2));
                    let calls = next == "!" && matches!(after, "(" | "[" | "{");
                    if depth == 0 && calls {
                        made_until = self.closing(at + 2);
                        if word == "include" {
                            self.source.modules[id].made[1].insert(ANY.to_owned());
                        }
                    }
                    let module = &mut self.source.modules[id];
                    if calls {
                        module.called.insert(word.to_owned());
                    } else if at < made_until {
                        module.made[1].insert(word.to_owned());
                    }
                    if DEFINE.contains(&word) && is_name(&next) && !DEFINE.contains(&next.as_str()) {
                        let name = if next == "mut" { self.token(at + 2).to_owned() } else { next };
                        let module = &mut self.source.modules[id];
                        if depth == 0 {
                            module.defined.insert(name);
                        } else if at < made_until {
                            module.made[0].insert(name);
                        }
                    } else {
                        self.path(id, at);
                    }
                }
                _ => {}
            }
        }
    }

    /// A path or a lone name in code. A field, a method and the end of `<T as X>::Y` are none.
    fn path(&mut self, id: usize, at: usize) {
        let mut path = vec![self.tokens[at].to_owned()];
        while self.token(self.at) == "::" && is_name(self.token(self.at + 1)) {
            path.push(self.token(self.at + 1).to_owned());
            self.at += 2;
        }
        if at > 0 && matches!(self.token(at - 1), "." | "::") {
            return;
        }
        let module = &mut self.source.modules[id];
        module.words.insert(path[0].clone());
        if path.len() > 1 {
            module.paths.insert(path);
        }
    }

    fn import(&mut self, id: usize, at: usize) {
        let tree = |token: &str| is_name(token) || matches!(token, "::" | "{" | "}" | "," | "*");
        let end = (at..self.tokens.len()).find(|at| !tree(self.tokens[*at])).unwrap_or(self.tokens.len());
        // The bounds of a type (`+ use<'a>`) and the elements of a drawing (`use href=…`) bear the word.
        if self.token(end) != ";" {
            return;
        }
        let passed_on = at > 0 && matches!(self.token(at - 1), "pub" | ")");
        let mut leaves = Vec::new();
        if self.token(at + 1) != "::" {
            use_tree(&self.tokens[at + 1..end], &[], &mut leaves);
        }
        let module = &mut self.source.modules[id];
        for (name, mut path) in leaves {
            let glob = path.last().is_some_and(|last| last == "*");
            if glob {
                path.pop();
                module.globs.push(path.clone());
            } else {
                module.imports.push((name, path.clone()));
            }
            if passed_on {
                module.passed_on.push(path);
            }
        }
        self.at = end;
    }

    fn child(&mut self, id: usize, name: &str) {
        let module = &self.source.modules[id];
        match Source::place(self.files, &module.folder, name) {
            Some(file) => {
                let folder = format!("{}{name}/", module.folder);
                self.add(id, name, Module { file, folder, ..Module::default() });
            }
            None => _ = self.source.lost.insert(format!("{}: `mod {name};` has no file", module.file)),
        }
    }

    fn add(&mut self, parent: usize, name: &str, module: Module) -> usize {
        let id = self.source.modules.len();
        self.source.modules.push(Module { parent: Some(parent), ..module });
        self.source.modules[parent].children.insert(name.to_owned(), id);
        id
    }

    /// Where the bracket that opens here closes.
    fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for at in open..self.tokens.len() {
            match self.tokens[at] {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        self.tokens.len()
    }

    /// `#[test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`; not `#[cfg(not(test))]`.
    fn is_for_tests(&self, at: usize) -> bool {
        let inside = match self.token(at + 1) {
            "[" => &self.tokens[at + 2..self.closing(at + 1)],
            _ => return false,
        };
        inside == ["test"]
            || inside.first() == Some(&"cfg") && inside.contains(&"test") && !inside.contains(&"not")
    }

    /// Passes over what a test attribute is about: an item, a field, an arm.
    fn skip_tests(&mut self, at: usize, id: usize) {
        let mut at = at;
        while self.token(at) == "#" {
            at = self.closing(at + 1) + 1;
        }
        if self.token(at) == "pub" {
            at = if self.token(at + 1) == "(" { self.closing(at + 1) + 1 } else { at + 1 };
        }
        if self.token(at) == "mod" && self.token(at + 2) == ";" {
            let (name, folder) = (self.token(at + 1), self.source.modules[id].folder.clone());
            let under = format!("{folder}{name}/");
            let of_tests = Source::place(self.files, &folder, name).into_iter();
            let below = self.files.keys().filter(|file| file.starts_with(&under)).cloned();
            self.source.tests.extend(of_tests.chain(below));
        }
        let item = self.token(at);
        // A brace ends a function or a block, not `use a::{b};` nor `const A: T = T { … };`.
        let to_semicolon = matches!(item, "use" | "const" | "static" | "type" | "let");
        let is_item =
            to_semicolon || item == "fn" || DEFINE.contains(&item) || matches!(item, "impl" | "mod");
        while at < self.tokens.len() {
            match self.tokens[at] {
                "{" if !to_semicolon => {
                    at = self.closing(at) + 1;
                    break;
                }
                "{" | "(" | "[" => at = self.closing(at) + 1,
                ";" => {
                    at += 1;
                    break;
                }
                "," if !is_item => break,
                "}" | ")" | "]" => break,
                _ => at += 1,
            }
        }
        self.at = at;
    }
}

/// The leaves of `a::{b as c, d::*, self}`: the name each has here, and its path.
fn use_tree(tokens: &[&str], before: &[String], into: &mut Vec<(String, Names)>) {
    let mut path = before.to_vec();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at] {
            "::" => {}
            "{" => {
                let (mut depth, mut start) = (0_usize, at + 1);
                for (end, token) in tokens.iter().enumerate().skip(at + 1) {
                    match *token {
                        "{" => depth += 1,
                        "}" if depth > 0 => depth -= 1,
                        "," | "}" if depth == 0 => {
                            use_tree(&tokens[start..end], &path, into);
                            start = end + 1;
                        }
                        _ => {}
                    }
                }
                return;
            }
            "as" => {
                let name = tokens.get(at + 1).copied().unwrap_or("_");
                into.push((name.to_owned(), path));
                return;
            }
            "self" if !path.is_empty() => {}
            name => path.push(name.to_owned()),
        }
        at += 1;
    }
    if path.len() > before.len() || tokens == ["self"] {
        let name = path.last().cloned().unwrap_or_default();
        into.push((name, path));
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first == '_' || first.is_alphabetic())
}

/// The words and signs of a source, without its comments and its texts.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if first == '"' {
            quoted(rest)
        } else if first == '\'' {
            character(rest)
        } else if let Some(raw) = raw_text(rest) {
            raw
        } else if first == '_' || first.is_alphanumeric() {
            let name = rest.strip_prefix("r#").unwrap_or(rest);
            let word = name.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(name.len());
            // The `b` of b"…" and b'…' is part of the text.
            if !(word == 1
                && first != '_'
                && matches!(name.as_bytes().get(1), Some(b'"' | b'\''))
                && "bc".contains(first))
            {
                tokens.push(&name[..word]);
            }
            rest.len() - name.len() + word
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            if !first.is_whitespace() {
                tokens.push(&rest[..length]);
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// Comments nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let here = &text.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

fn quoted(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != bytes[0] {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// A character, or the mark of a lifetime.
fn character(text: &str) -> usize {
    let mut after = text[1..].char_indices();
    match (after.next(), after.next()) {
        (Some((_, '\\')), _) => quoted(text),
        (Some(_), Some((at, '\''))) => at + 2,
        _ => 1,
    }
}

/// `r"…"`, `r#"…"#`, also of bytes.
fn raw_text(text: &str) -> Option<usize> {
    let marks = text.trim_start_matches(['b', 'c']);
    let marks = if text.len() - marks.len() <= 1 { marks.strip_prefix('r')? } else { return None };
    let inside = marks.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(marks.len() - inside.len()));
    let inside = inside.strip_prefix('"')?;
    Some(text.len() - inside.len() + inside.find(&end).map_or(inside.len(), |at| at + end.len()))
}

mod tests {
    use super::*;

    fn graph(files: &[(&str, &str)]) -> Graph {
        Graph::of(&files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    /// The edges, each as `a.rs → b.rs`, where nothing was lost.
    fn edges(files: &[(&str, &str)]) -> Vec<String> {
        let graph = graph(files);
        assert_eq!(graph.lost, BTreeSet::new());
        let pairs =
            graph.edges.iter().flat_map(|(from, to)| to.keys().map(move |to| format!("{from} → {to}")));
        pairs.collect()
    }

    fn circles(files: &[(&str, &str)]) -> String {
        let graph = graph(files);
        assert_eq!(graph.lost, BTreeSet::new());
        graph.explain(&graph.circles())
    }

    const A: (&str, &str) =
        ("a.rs", "pub struct A; pub enum E { Un, Deux } pub const C: u8 = 1; pub fn f() {}");

    /// What one file, beside `a.rs`, draws on.
    fn of(text: &str) -> Vec<String> {
        edges(&[("lib.rs", "mod a; mod b;"), A, ("b.rs", text)])
    }

    #[test]
    fn each_way_to_write_an_import_is_seen() {
        for text in [
            "use crate::a::A;",
            "use super::a::A;",
            "use super::a::E::{self, Deux};",
            "use crate::{\n    a::{self as autre, A as B, E::*, },\n};",
            "use crate::a as autre; fn g() { autre::f() }",
            "use crate::a; fn g() -> a::A { a::A }",
            "pub(crate) use crate::a::{f as g};",
            "use crate::a::*; fn g() -> u8 { C }",
            "fn g() { use crate::a::f; f() }",
            "fn g() { crate::a::f() }",
            "fn g(a: &super::a::A) {}",
            "impl crate::a::A { fn g() {} }",
            "#[derive(crate::a::A)] struct S;",
            "fn g() { vec![crate::a::f()] }",
            "macro_rules! m { () => { $crate::a::f() } }",
            "mod dedans { fn g() { super::super::a::f() } }",
            "mod dedans { use crate::a::f; }",
            "#[cfg(not(test))] use crate::a::A;",
            "#[cfg(test)] use std::fmt; use crate::a::A;",
            "#[cfg(test)] const T: [u8; 1] = { [1] }; use crate::a::A;",
            "struct S { #[cfg(test)] a: u8, b: crate::a::A }",
            "fn g() { let x = '\"'; crate::a::f(); let y = '\"'; }",
            "fn g<'a>(x: &'a str) { crate::a::f(); '\\''; }",
            "fn g() { r#\"\"\"#; crate::a::f(); r\"\\\"; b'\"'; }",
        ] {
            assert_eq!(of(text), ["b.rs → a.rs"], "{text}");
        }
    }

    #[test]
    fn what_is_no_import_is_not_taken_for_one() {
        for text in [
            "// use crate::a::A;",
            "//! See [`crate::a::A`].",
            "/* use /* nested */ crate::a::A; */",
            "const T: &str = \"use crate::a::A; \\\" crate::a::f()\";",
            "const T: &str = r#\"\" crate::a::f() \"#;",
            "const T: &[u8] = br\"crate::a::f()\";",
            "#[cfg(test)] mod tests { use crate::a::A; }",
            "#[cfg(all(test, unix))] #[allow(unused)] pub(crate) mod tests { use crate::a::A; }",
            "#[cfg(test)] use crate::a::{A, f};",
            "#[cfg(test)] impl S { fn g() { crate::a::f() } } struct S;",
            "#[test] fn g() { crate::a::f() }",
            "struct S { #[cfg(test)] a: crate::a::A, b: u8 }",
            "use crate::a::*; use std::mem::C; fn g() -> u8 { C }",
            "use crate::a::*; fn f() {} fn g() { f() }",
            "use crate::a::*; fn g(x: X) { x.f() }",
            "use a::A; fn g() { a::f() }",
            "use std::fmt as a; fn g() { a::f() }",
            "use ::a::A;",
            "fn g<'a>() -> impl Sized + use<'a> {}",
            "fn g() { html! { use href=\"#a\" {} } } const A: u8 = 1;",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_name_is_followed_to_the_file_that_defines_it() {
        let facade = "mod a; mod b; pub mod c; pub use a::*; pub use a::A as Autre; pub use c::profond;";
        let of = |text| {
            let c = ("c/mod.rs", "mod profond; pub use profond::profond; pub(crate) fn haut() {}");
            let mut edges =
                edges(&[("lib.rs", facade), A, ("b.rs", text), c, ("c/profond.rs", "pub fn profond() {}")]);
            edges.retain(|edge| edge.starts_with("b.rs"));
            edges
        };
        assert_eq!(of("use crate::A;"), ["b.rs → a.rs"]);
        assert_eq!(of("use super::Autre;"), ["b.rs → a.rs"]);
        assert_eq!(of("use crate::*; fn g() { f() }"), ["b.rs → a.rs"]);
        assert_eq!(of("fn g() { crate::profond() }"), ["b.rs → c/profond.rs"]);
        assert_eq!(of("use crate::c; fn g() { c::profond() }"), ["b.rs → c/profond.rs"]);
        assert_eq!(of("use crate::c; fn g() { c::haut() }"), ["b.rs → c/mod.rs"]);
    }

    #[test]
    fn what_macros_define_is_found() {
        let of = |text| edges(&[("lib.rs", "#[macro_use] mod m; mod a; mod b;"), M, ("a.rs", text), B]);
        const M: (&str, &str) = ("m.rs", "macro_rules! faire { ($($t:tt)*) => { $($t)* } }");
        const B: (&str, &str) = ("b.rs", "use crate::a::Faite;");
        assert_eq!(of("faire! { pub struct Faite; }"), ["a.rs → m.rs", "b.rs → a.rs"]);
        assert_eq!(of("faire!(Faite, 5);"), ["a.rs → m.rs", "b.rs → a.rs"]);
        assert_eq!(of("macro_rules! ici { () => { pub struct Faite; } } ici!();"), ["b.rs → a.rs"]);
        assert_eq!(of("include!(\"faites.rs\");"), ["b.rs → a.rs"]);
    }

    #[test]
    fn two_files_that_import_each_other_are_a_circle() {
        let root = ("lib.rs", "mod a; mod b; pub use a::A; pub use b::B;");
        let told =
            circles(&[root, ("a.rs", "use crate::B; pub struct A;"), ("b.rs", "pub struct B(super::a::A);")]);
        assert_eq!(
            told,
            "  a circle of 2 files: a.rs, b.rs\n    a.rs → b.rs: crate::B\n    b.rs → a.rs: super::a::A\n"
        );
    }

    #[test]
    fn a_child_that_asks_its_parent_for_what_it_defines_is_a_circle() {
        let parent = ("a.rs", "mod b; mod c; pub use b::B; pub use c::C; pub struct A;");
        let of = |b| circles(&[("lib.rs", "mod a;"), parent, ("a/b.rs", b), ("a/c.rs", "pub struct C;")]);
        assert_eq!(of("pub struct B(super::C);"), "");
        assert_eq!(of("use super::*; pub struct B(C);"), "");
        assert!(of("pub struct B(super::A);").starts_with("  a circle of 2 files: a.rs, a/b.rs\n"));
        assert!(of("use super::*; pub struct B(A);").starts_with("  a circle of 2 files: a.rs, a/b.rs\n"));
        // A parent that only declares its children is not above them.
        let declares = ("a.rs", "mod b; pub struct A;");
        let b = ("a/b.rs", "pub struct B(super::A);");
        assert_eq!(circles(&[("lib.rs", "mod a;"), declares, b]), "");
    }

    #[test]
    fn a_long_circle_is_told_apart_from_what_it_uses() {
        let told = circles(&[
            ("main.rs", "mod a; mod b; mod c; mod d; fn main() { a::f() }"),
            ("a.rs", "pub fn f() { crate::b::f() }"),
            ("b.rs", "use super::{c, d}; pub fn f() { c::f(); d::f() }"),
            ("c.rs", "use crate::a::f as g; pub fn f() { g() }"),
            ("d.rs", "pub fn f() {}"),
        ]);
        assert_eq!(
            told,
            "  a circle of 3 files: a.rs, b.rs, c.rs\n    a.rs → b.rs: crate::b::f\n    b.rs → c.rs: c::f\n    c.rs → a.rs: crate::a::f\n"
        );
    }

    #[test]
    fn files_of_tests_are_left_out_and_files_of_nobody_are_told() {
        let root = ("lib.rs", "#[cfg(test)] mod tests; pub struct A;");
        let tests = [("tests.rs", "use crate::A; mod outils;"), ("tests/outils.rs", "use crate::A;")];
        assert_eq!(edges(&[root, tests[0], tests[1]]), [""; 0]);
        let graph = graph(&[root, tests[0], tests[1], ("oublie.rs", "")]);
        assert_eq!(graph.lost, BTreeSet::from(["no `mod` leads to oublie.rs".to_owned()]));
    }

    #[test]
    fn what_cannot_be_followed_is_told() {
        let graph = graph(&[("lib.rs", "mod a; mod b; mod c;"), A, ("b.rs", "use crate::a::Inconnu;")]);
        let lost = ["b.rs: cannot follow `crate::a::Inconnu` beyond a.rs", "lib.rs: `mod c;` has no file"];
        assert_eq!(graph.lost, lost.map(str::to_owned).into());
    }
}
