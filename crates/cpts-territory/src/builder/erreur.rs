//! Why the data could not be made.

use std::path::PathBuf;

use crate::TerritoryError;

/// Why the data could not be made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file or a folder could not be read or written.
    #[error("{} : {cause}", chemin.display())]
    Fichier {
        /// Its path.
        chemin: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// npm or pip failed, or is not installed.
    #[error(
        "impossible d'obtenir {archive} avec « {commande} » ({cause}) : vérifiez que la commande existe et que le registre répond, ou déposez l'archive dans {}",
        dossier.display()
    )]
    Telechargement {
        /// Name of the file.
        archive: &'static str,
        /// Command that was run.
        commande: String,
        /// What it said.
        cause: String,
        /// Where the archive may be put by hand.
        dossier: PathBuf,
    },
    /// The archive is not the one that was studied.
    #[error(
        "{} n'est pas l'archive attendue (SHA-256 {lu} au lieu de {attendu}) : supprimez-la et recommencez ; si le registre sert une autre archive, ne changez l'empreinte qu'après l'avoir examinée",
        chemin.display()
    )]
    Empreinte {
        /// Its path.
        chemin: PathBuf,
        /// The sum of what was read.
        lu: String,
        /// The sum of the archive that was studied.
        attendu: &'static str,
    },
    /// The content of an archive is not as expected.
    #[error("{source_lue} : {details}")]
    Contenu {
        /// Archive and file.
        source_lue: &'static str,
        /// What was found.
        details: String,
    },
    /// A published total is not found again.
    #[error("vérification « {quoi} » : {lu} au lieu de {attendu} ; rien n'a été écrit")]
    Verification {
        /// What was checked.
        quoi: String,
        /// What the data gives.
        lu: String,
        /// What is published.
        attendu: String,
    },
    /// What was just encoded does not read back: a fault of the builder.
    #[error("le fichier produit ne se relit pas : {0}")]
    Relecture(#[from] TerritoryError),
}
