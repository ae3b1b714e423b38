//! The names of the files that the interface is cut in.

use std::path::Path;

/// The module that is cut, as Trunk names its files.
pub(crate) const MODULE: &str = "cpts-widget";

/// A file that is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What answers the questions: `parts/atelier.rs`.
    Atelier,
    /// What is opened on demand: `parts/outils.rs`.
    Outils,
    /// What both of them need. It comes with the first of them.
    Commun,
}

impl Part {
    const ALL: [Self; 3] = [Self::Atelier, Self::Outils, Self::Commun];
    /// Those that the sources mark, and that Rust asks for.
    pub(crate) const MARKED: [Self; 2] = [Self::Atelier, Self::Outils];

    /// The mark in the sources, and the end of the name of the file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Atelier => "atelier",
            Self::Outils => "outils",
            Self::Commun => "commun",
        }
    }

    /// The part that a file is, by its name.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let stem = path.file_stem()?.to_str()?;
        Self::ALL.into_iter().find(|part| stem.ends_with(&format!("_{}", part.name())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_known_by_its_file() {
        assert_eq!(Part::of(Path::new("x/cpts-widget-01_outils.wasm")), Some(Part::Outils));
        assert_eq!(Part::of(Path::new("x/cpts-widget-01_bg.wasm")), None);
    }
}
