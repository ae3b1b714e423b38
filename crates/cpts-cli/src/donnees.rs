//! The data files: those of the program, or those of a folder.

use std::path::Path;

use cpts_api::Simulateur;

use crate::erreur::Erreur;

const COMMUNES: &[u8] = include_bytes!("../../../data/communes.bin");
const ADJACENCE: &[u8] = include_bytes!("../../../data/adjacence.bin");
const MILLESIMES: &[u8] = include_bytes!("../../../data/millesimes.bin");
const IRIS: &[u8] = include_bytes!("../../../data/iris.bin");

/// The simulator, with the data of a folder where one is named.
pub(crate) fn load(dossier: Option<&Path>) -> Result<Simulateur, Erreur> {
    let Some(dossier) = dossier else {
        return parse(Path::new("données du programme"), [COMMUNES, ADJACENCE, MILLESIMES, IRIS]);
    };
    let lire = |nom: &str| {
        let chemin = dossier.join(nom);
        std::fs::read(&chemin).map_err(|cause| Erreur::Lecture { chemin, cause })
    };
    let [communes, adjacence] = [lire("communes.bin")?, lire("adjacence.bin")?];
    // A folder may do without these two: what needs them is then refused, or counted as written.
    let present = |nom: &str| if dossier.join(nom).exists() { lire(nom) } else { Ok(Vec::new()) };
    let [millesimes, iris] = [present("millesimes.bin")?, present("iris.bin")?];
    parse(dossier, [&communes, &adjacence, &millesimes, &iris])
}

fn parse(dossier: &Path, [communes, adjacence, millesimes, iris]: [&[u8]; 4]) -> Result<Simulateur, Erreur> {
    let refuse = |nom: &str| {
        let chemin = dossier.join(nom);
        move |cause| Erreur::Donnees { chemin, cause }
    };
    let mut simulateur = Simulateur::parse(communes).map_err(refuse("communes.bin"))?;
    simulateur.parse_adjacence(adjacence).map_err(refuse("adjacence.bin"))?;
    if !millesimes.is_empty() {
        simulateur.parse_millesimes(millesimes).map_err(refuse("millesimes.bin"))?;
    }
    if !iris.is_empty() {
        simulateur.parse_iris(iris).map_err(refuse("iris.bin"))?;
    }
    Ok(simulateur)
}
