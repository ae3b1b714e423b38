//! Reading a project file.

use std::io::Read as _;
use std::path::Path;

use cpts_core::Projet;

use crate::erreur::Erreur;

/// The project of a file, or of standard input for `-`.
pub(crate) fn projet(chemin: &Path) -> Result<Projet, Erreur> {
    let texte = if chemin == Path::new("-") {
        let mut texte = Vec::new();
        std::io::stdin().read_to_end(&mut texte).map(|_| texte)
    } else {
        std::fs::read(chemin)
    };
    let texte = texte.map_err(|cause| Erreur::Lecture { chemin: chemin.to_owned(), cause })?;
    cpts_fichiers::parse_projet(&texte).map_err(|refus| Erreur::Refus(vec![refus]))
}
