//! The resolved territory: which communes, with how many inhabitants.
//!
//! Core does not know where this comes from; `cpts-perimetre` makes it out of
//! the territory data. It may hold mistakes of the person (a commune twice, a
//! city beside its arrondissements): evaluation tells them, and counts nobody twice.

use cpts_codes::{CodeCommune, CodeDepartement, CodeRegion, Siren};

use crate::couverture::CouverturePerimetre;

/// The communes that a `Projet` covers, as found in one vintage of the data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Perimetre {
    /// Year of the population figures (2023: in force since 1 January 2026). 0 when there is no commune.
    pub millesime: u16,
    /// The communes and arrondissements, each as it was asked for, in any order, repetitions kept.
    pub communes: Vec<CommuneRetenue>,
    /// The EPCI that were asked for as such.
    pub epci: Vec<EpciRetenu>,
    /// The connected parts of the perimeter, largest population first, or
    /// `None` while the adjacency of communes is not loaded.
    pub composantes: Option<Vec<Composante>>,
    /// The CPTS that are there already, or `None` where no file tells it.
    pub couverture: Option<CouverturePerimetre>,
}

/// A connected part of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composante {
    /// Its communes.
    pub communes: Vec<CodeCommune>,
    /// On which land it is: two parts of different lands have water between them, and no
    /// commune could join them. The number means nothing else.
    pub terre: u32,
}

/// One commune (or municipal arrondissement) of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneRetenue {
    /// INSEE code.
    pub code: CodeCommune,
    /// Name with its accents and article.
    pub nom: String,
    /// Département or overseas collectivity.
    pub departement: CodeDepartement,
    /// Région or overseas collectivity.
    pub region: CodeRegion,
    /// For a municipal arrondissement: its city (75056 for 75115).
    pub ville: Option<CodeCommune>,
    /// Inhabitants that count: those of the whole commune, or of the share
    /// that `part` tells. `None`: unknown, which is not zero.
    pub population: Option<u32>,
    /// Year of this commune's figure where it differs from the perimeter's (Mayotte: 2017).
    pub millesime: Option<u16>,
    /// Only a share of the commune is in the perimeter.
    pub part: Option<PartRetenue>,
}

/// A share of a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRetenue {
    /// Why and which share ("codes postaux 06000 et 06300").
    pub motif: String,
    /// Population of the whole commune, where it is known.
    pub population_entiere: Option<u32>,
    /// Where the population of the share comes from.
    pub nature: NaturePart,
}

/// Where the population of a share comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NaturePart {
    /// Somebody typed it.
    #[default]
    Saisie,
    /// The IRIS of the share, counted in one year and brought to the vintage of the perimeter.
    Iris {
        /// Year in which the IRIS were counted.
        annee: u16,
    },
}

/// An EPCI to which communes of a perimeter belong, whether or not it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intercommunalite {
    /// SIREN number.
    pub siren: Siren,
    /// Full name.
    pub nom: String,
    /// Its communes that the perimeter holds, each once.
    pub retenues: Vec<CodeCommune>,
    /// How many communes it has.
    pub communes: u32,
    /// Whether the perimeter holds them all, a city itself or by all of its arrondissements.
    pub toutes: bool,
}

/// Where the communes of a perimeter are, for documents: the names that a bilan does without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appartenances {
    /// The EPCI of the communes, in the order in which they come.
    pub epci: Vec<Intercommunalite>,
    /// The départements of the communes, with their names, in the order in which they come.
    pub departements: Vec<(CodeDepartement, String)>,
    /// The code of each commune and the place of its EPCI, in order: a perimeter may be all of France.
    places: Vec<u64>,
}

impl Appartenances {
    /// What these EPCI hold.
    pub fn new(epci: Vec<Intercommunalite>, departements: Vec<(CodeDepartement, String)>) -> Self {
        let mut places = Vec::new();
        for (place, un) in epci.iter().enumerate() {
            for commune in &un.retenues {
                places.push(key(commune.as_str()) << 16 | place as u64);
            }
        }
        places.sort_unstable();
        Self { epci, departements, places }
    }

    /// The place of the EPCI of a commune among [`Self::epci`]; `None` where it has none.
    pub fn place_of(&self, commune: CodeCommune) -> Option<usize> {
        let cle = key(commune.as_str());
        let place = self.places.partition_point(|place| place >> 16 < cle);
        let place = self.places.get(place).filter(|place| **place >> 16 == cle)?;
        Some((place & 0xffff) as usize)
    }

    /// The EPCI of a commune; `None` where it has none.
    pub fn epci_of(&self, commune: CodeCommune) -> Option<&Intercommunalite> {
        self.epci.get(self.place_of(commune)?)
    }
}

/// An EPCI of which the communes were taken, all or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpciRetenu {
    /// SIREN number.
    pub siren: Siren,
    /// Full name.
    pub nom: String,
    /// Whether all of its communes are in the perimeter.
    pub complet: bool,
}

/// The bytes of a code as one number: the order is the same, and quick to compare.
pub(crate) fn key(code: &str) -> u64 {
    code.bytes().fold(0, |key, octet| key << 8 | u64::from(octet))
}
