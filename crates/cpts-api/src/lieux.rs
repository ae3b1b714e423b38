//! Places as JSON.

use cpts_codes::{CodeCommune, CodeDepartement, CodePostal, CodeRegion, Siren};
use cpts_territory::{Commune, Epci, Territory};
use serde::Serialize;

/// A place that a code names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LieuVu {
    /// A current commune, or an arrondissement of Paris, Lyon or Marseille.
    Commune(CommuneVue),
    /// A former commune, and the one of which it is a part today.
    AncienneCommune {
        /// Its code.
        code: CodeCommune,
        /// Its name.
        nom: String,
        /// The current commune.
        actuelle: CommuneVue,
    },
    /// A group of communes with its own taxation.
    Epci(EpciVu),
    /// The communes that a postal code serves. It has no population of its own.
    CodePostal {
        /// The code.
        code: CodePostal,
        /// Communes and arrondissements, whole.
        communes: Vec<CommuneVue>,
    },
}

/// A commune or a municipal arrondissement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommuneVue {
    /// INSEE code.
    pub code: CodeCommune,
    /// Name with its accents and article.
    pub nom: String,
    /// Where it is.
    pub departement: DepartementVu,
    /// Where it is.
    pub region: RegionVue,
    /// Population municipale; `null`: unknown, which is not zero.
    pub population: Option<u32>,
    /// Year of the population; `null` where the source does not give it.
    pub millesime: Option<u16>,
    /// EPCI to which it belongs.
    pub epci: Option<Siren>,
    /// For an arrondissement, its city: never add both.
    pub ville: Option<CodeCommune>,
    /// Postal codes.
    pub codes_postaux: Vec<CodePostal>,
}

/// A département or an overseas collectivity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DepartementVu {
    /// Its code.
    pub code: CodeDepartement,
    /// Its name.
    pub nom: String,
}

/// A région or an overseas collectivity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RegionVue {
    /// Its code.
    pub code: CodeRegion,
    /// Its name.
    pub nom: String,
}

/// A group of communes with its own taxation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EpciVu {
    /// SIREN number.
    pub siren: Siren,
    /// Full name.
    pub nom: String,
    /// Sum of the known populations of its communes.
    pub population: u32,
    /// How many of its communes have no known population.
    pub populations_inconnues: u32,
    /// The codes of its communes.
    pub communes: Vec<CodeCommune>,
}

impl DepartementVu {
    pub(crate) fn new(territory: &Territory, code: CodeDepartement) -> Self {
        Self { code, nom: territory.departement(code).map_or("", |departement| departement.nom).to_owned() }
    }
}

impl CommuneVue {
    pub(crate) fn new(territory: &Territory, commune: &Commune<'_>) -> Self {
        Self {
            code: commune.code,
            nom: commune.nom.to_owned(),
            departement: DepartementVu::new(territory, commune.departement),
            region: RegionVue {
                code: commune.region,
                nom: territory.region(commune.region).unwrap_or("").to_owned(),
            },
            population: commune.population,
            millesime: match commune.millesime {
                _ if commune.millesime_incertain || commune.population.is_none() => None,
                Some(annee) => Some(annee),
                None => Some(territory.header().millesime),
            },
            epci: commune.epci,
            ville: commune.ville,
            codes_postaux: territory.codes_postaux(commune.code).collect(),
        }
    }
}

impl EpciVu {
    pub(crate) fn new(territory: &Territory, epci: &Epci<'_>) -> Self {
        Self {
            siren: epci.siren,
            nom: epci.nom.to_owned(),
            population: epci.population,
            populations_inconnues: epci.inconnues,
            communes: territory.communes_of_epci(epci.siren).map(|commune| commune.code).collect(),
        }
    }
}

/// The place that a code names: INSEE code first, then former commune, postal code; nine digits are a SIREN.
pub(crate) fn place(territory: &Territory, code: &str) -> Option<LieuVu> {
    if let Ok(siren) = code.parse::<Siren>() {
        return Some(LieuVu::Epci(EpciVu::new(territory, &territory.epci(siren)?)));
    }
    if let Ok(insee) = code.parse::<CodeCommune>() {
        if let Some(commune) = territory.commune(insee) {
            return Some(LieuVu::Commune(CommuneVue::new(territory, &commune)));
        }
        if let Some(ancienne) = territory.former(insee) {
            let actuelle = CommuneVue::new(territory, &ancienne.actuelle);
            return Some(LieuVu::AncienneCommune {
                code: ancienne.code,
                nom: ancienne.nom.to_owned(),
                actuelle,
            });
        }
    }
    let code: CodePostal = code.parse().ok()?;
    let communes: Vec<_> =
        territory.communes_of_code_postal(code).map(|c| CommuneVue::new(territory, &c)).collect();
    (!communes.is_empty()).then_some(LieuVu::CodePostal { code, communes })
}
