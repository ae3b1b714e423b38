//! The data files: those of the program, or those of a folder.

use std::path::Path;

use cpts_api::Simulateur;

use crate::erreur::Erreur;

const COMMUNES: &[u8] = include_bytes!("../../../data/communes.bin");
const ADJACENCE: &[u8] = include_bytes!("../../../data/adjacence.bin");

/// The simulator, with the data of a folder where one is named.
pub(crate) fn load(dossier: Option<&Path>) -> Result<Simulateur, Erreur> {
    let Some(dossier) = dossier else {
        return parse(Path::new("données du programme"), COMMUNES, ADJACENCE);
    };
    let lire = |nom: &str| {
        let chemin = dossier.join(nom);
        std::fs::read(&chemin).map_err(|cause| Erreur::Lecture { chemin, cause })
    };
    parse(dossier, &lire("communes.bin")?, &lire("adjacence.bin")?)
}

fn parse(dossier: &Path, communes: &[u8], adjacence: &[u8]) -> Result<Simulateur, Erreur> {
    let refuse = |nom: &str| {
        let chemin = dossier.join(nom);
        move |cause| Erreur::Donnees { chemin, cause }
    };
    let mut simulateur = Simulateur::parse(communes).map_err(refuse("communes.bin"))?;
    simulateur.parse_adjacence(adjacence).map_err(refuse("adjacence.bin"))?;
    Ok(simulateur)
}
