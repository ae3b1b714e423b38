//! Reading the files that a person names.

use std::io::Read as _;
use std::path::Path;

use cpts_core::Projet;
use cpts_fichiers::LectureCouverture;

use crate::erreur::Erreur;

/// The project of a file, or of standard input for `-`.
pub(crate) fn projet(chemin: &Path) -> Result<Projet, Erreur> {
    cpts_fichiers::parse_projet(&entree(chemin)?).map_err(|refus| Erreur::Refus(vec![refus]))
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn entree(chemin: &Path) -> Result<Vec<u8>, Erreur> {
    if chemin != Path::new("-") {
        return octets(chemin);
    }
    let mut lus = Vec::new();
    match std::io::stdin().read_to_end(&mut lus) {
        Ok(_) => Ok(lus),
        Err(cause) => Err(Erreur::Lecture { chemin: chemin.to_owned(), cause }),
    }
}

/// The bytes of a file.
pub(crate) fn octets(chemin: &Path) -> Result<Vec<u8>, Erreur> {
    std::fs::read(chemin).map_err(|cause| Erreur::Lecture { chemin: chemin.to_owned(), cause })
}

/// The coverage file of a path. A file of which a row is wrong is refused whole:
/// nobody is there to choose.
pub(crate) fn couverture(chemin: &Path) -> Result<LectureCouverture, Erreur> {
    let octets = octets(chemin)?;
    let nom = chemin.file_name().map_or_else(String::new, |nom| nom.to_string_lossy().into_owned());
    let lue = cpts_fichiers::read_couverture(&octets, &nom).map_err(|refus| Erreur::Refus(vec![refus]))?;
    if lue.refus.is_empty() { Ok(lue) } else { Err(Erreur::Refus(lue.refus)) }
}
