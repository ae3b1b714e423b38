//! How a command ends badly.

use std::path::PathBuf;
use std::process::ExitCode;

use cpts_api::Refus;
use cpts_rules::source::Diagnostic;
use cpts_territory::TerritoryError;
use cpts_territory::builder::BuildError;

/// Why a command gave no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Erreur {
    /// The input cannot be accepted.
    #[error("{}", lines(.0))]
    Refus(Vec<Refus>),
    /// A file cannot be read.
    #[error("{chemin} : {cause} ; vérifiez le chemin, ou donnez - pour lire l'entrée standard")]
    Lecture {
        /// Its path.
        chemin: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A file cannot be written.
    #[error("{chemin} : {cause} ; vérifiez que le dossier existe et que vous pouvez y écrire")]
    Ecriture {
        /// Its path.
        chemin: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A data file is refused.
    #[error("{chemin} : {cause}")]
    Donnees {
        /// Its path.
        chemin: PathBuf,
        /// Why.
        cause: TerritoryError,
    },
    /// The rules hold slips.
    #[error("{}", lines(.0))]
    Regles(Vec<Diagnostic>),
    /// The data could not be made.
    #[error(transparent)]
    Fabrication(#[from] BuildError),
    /// An answer cannot be written as JSON: a fault of this program.
    #[error("réponse impossible à écrire : {0}")]
    Json(#[from] serde_json::Error),
}

impl Erreur {
    /// 2 where the input is at fault, 1 elsewhere.
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Self::Refus(_) | Self::Lecture { .. } | Self::Donnees { .. } | Self::Regles(_) => {
                ExitCode::from(2)
            }
            Self::Fabrication(_) | Self::Json(_) | Self::Ecriture { .. } => ExitCode::FAILURE,
        }
    }
}

fn lines<T: ToString>(liste: &[T]) -> String {
    liste.iter().map(T::to_string).collect::<Vec<_>>().join("\n")
}
