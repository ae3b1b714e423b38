//! What the page weighs, raw and as a server would send it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::parts::Part;
use crate::side_by_side;

/// The kinds of files of the page, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Html,
    Css,
    Js,
    Wasm,
    /// wasm of the second half of the interface, fetched once the first screen stands.
    Suite,
    /// js and wasm of the modules that are fetched when a person asks for what they do.
    Annexe,
    Data,
    Font,
    Other,
}

impl Kind {
    /// The kind of a file; `page` is the HTML that tells what the first load fetches.
    fn of(path: &Path, page: &str) -> Self {
        let named = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| page.contains(name));
        match path.extension().and_then(|extension| extension.to_str()) {
            // Other pages, with their sheets, are not what the first load shows.
            Some("html") if path.file_stem().is_some_and(|stem| stem == "index") => Self::Html,
            Some("css") if named => Self::Css,
            Some("wasm") if is_second_half(path) => Self::Suite,
            Some("js" | "mjs" | "wasm") if !named => Self::Annexe,
            Some("js" | "mjs") => Self::Js,
            Some("wasm") => Self::Wasm,
            Some("bin" | "json") => Self::Data,
            Some("woff2") => Self::Font,
            _ => Self::Other,
        }
    }

    /// Whether the page cannot show itself without it. Data and the typeface come after first paint.
    fn is_first_load(self) -> bool {
        matches!(self, Self::Html | Self::Css | Self::Js | Self::Wasm)
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Css => "css",
            Self::Js => "js",
            Self::Wasm => "wasm",
            Self::Suite => "second half of the interface",
            Self::Annexe => "modules on demand",
            Self::Data => "data",
            Self::Font => "font",
            Self::Other => "other",
        }
    }
}

fn is_second_half(path: &Path) -> bool {
    matches!(Part::of(path), Some(Part::Atelier | Part::Commun))
}

/// Bytes of something in three forms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Weight {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

impl Weight {
    /// Compresses as hard as a publisher would: gzip 9, brotli 11.
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let params = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 24,
            size_hint: bytes.len(),
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &params)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }

    /// That of a file.
    pub(crate) fn of_file(path: &Path) -> Result<Self> {
        Self::of(&std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?)
    }
}

impl std::ops::AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

impl std::iter::Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |mut sum, weight| {
            sum += weight;
            sum
        })
    }
}

/// A file of the page.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) weight: Weight,
}

/// Every file of a folder, by kind then by name.
pub(crate) fn measure(folder: &Path) -> Result<Vec<File>> {
    let index = folder.join("index.html");
    let page = std::fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let mut paths = Vec::new();
    collect(folder, folder, &mut paths)?;
    let mut files = side_by_side::map(&paths, |path| {
        Ok(File {
            name: path.strip_prefix(folder).unwrap_or(path).display().to_string(),
            kind: Kind::of(path, &page),
            weight: Weight::of_file(path)?,
        })
    })?;
    files.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    Ok(files)
}

/// The files that are the page's own.
fn collect(folder: &Path, root: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        // The npm package has a weight and a limit of its own.
        if path == root.join("npm") {
            continue;
        }
        if path.is_dir() {
            collect(&path, root, paths)?;
        // A zip is the same files again, packed for those who host them.
        } else if path.extension().is_none_or(|extension| extension != "zip") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The sums that are followed from one release to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// By kind of file.
    pub(crate) kinds: BTreeMap<Kind, Weight>,
    /// html, css, js and wasm: what the page needs to show itself.
    pub(crate) first_load: Weight,
    /// js and wasm: what the budget limits.
    pub(crate) code: Weight,
}

impl Summary {
    pub(crate) fn of(files: &[File]) -> Self {
        let mut kinds = BTreeMap::<Kind, Weight>::new();
        for file in files {
            *kinds.entry(file.kind).or_default() += file.weight;
        }
        let sum = |keep: fn(Kind) -> bool| {
            kinds.iter().filter(|(kind, _)| keep(**kind)).map(|(_, weight)| *weight).sum()
        };
        let first_load = sum(Kind::is_first_load);
        let code = sum(|kind| matches!(kind, Kind::Js | Kind::Wasm));
        Self { kinds, first_load, code }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, raw: usize) -> File {
        let page = r#"<script type="module" src="a.js" data-wasm="./a_bg.wasm">"#;
        File {
            name: name.to_owned(),
            kind: Kind::of(Path::new(name), page),
            weight: Weight { raw, gzip: raw / 2, brotli: raw / 4 },
        }
    }

    #[test]
    fn only_what_the_page_names_is_first_load_and_html_is_not_code() {
        let files = [
            file("index.html", 4),
            file("a.js", 8),
            file("a_bg.wasm", 16),
            file("communes.bin", 32),
            file("icone.svg", 64),
            file("a_atelier.wasm", 512),
            file("carte.js", 128),
            file("carte_bg.wasm", 256),
            file("cadre.html", 1024),
        ];
        let summary = Summary::of(&files);
        assert_eq!(summary.first_load.raw, 28);
        assert_eq!(summary.code, Weight { raw: 24, gzip: 12, brotli: 6 });
        assert_eq!(summary.kinds[&Kind::Data].raw, 32);
        assert_eq!(summary.kinds[&Kind::Other].raw, 64 + 1024);
        assert_eq!(summary.kinds[&Kind::Suite].raw, 512);
        assert_eq!(summary.kinds[&Kind::Annexe].raw, 384);
    }

    #[test]
    fn compression_is_real() {
        let weight = Weight::of(&b"communaute professionnelle ".repeat(400)).unwrap();
        assert_eq!(weight.raw, 27 * 400);
        assert!(weight.gzip < weight.raw / 20 && weight.brotli < weight.gzip, "{weight:?}");
    }

    #[test]
    fn a_summary_survives_its_file() {
        let summary = Summary::of(&[file("a.js", 8), file("index.html", 400)]);
        let json = serde_json::to_string(&summary).unwrap();
        assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), summary);
    }
}
