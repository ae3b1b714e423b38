//! A perimeter as JSON: which communes a project counts, and how they hold together.

use cpts_codes::{CodeCommune, CodeDepartement, CodeRegion, Siren};
use cpts_core::{CommuneRetenue, NaturePart, Perimetre, population_dedans};
use cpts_rules::Rules;
use serde::Serialize;

/// The communes of a project, as they were found in one vintage of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PerimetreVu {
    /// Year of the populations.
    pub millesime: u16,
    /// Inhabitants on whom the taille rests, each counted once; `null` when nobody is known.
    pub population: Option<u32>,
    /// The communes and arrondissements as they were asked for, repetitions kept.
    pub communes: Vec<CommunePerimetre>,
    /// The EPCI that were asked for as such.
    pub epci: Vec<EpciPerimetre>,
    /// The connected parts; `null` where adjacency was not read.
    pub composantes: Option<Vec<ComposanteVue>>,
}

/// A commune of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommunePerimetre {
    /// INSEE code.
    pub code: CodeCommune,
    /// Name with its accents and article.
    pub nom: String,
    /// Where it is.
    pub departement: CodeDepartement,
    /// Where it is.
    pub region: CodeRegion,
    /// For an arrondissement, its city.
    pub ville: Option<CodeCommune>,
    /// Inhabitants that count, those of the share where there is one; `null`: unknown, which is not zero.
    pub population: Option<u32>,
    /// Year of its population where it is not that of the perimeter.
    pub millesime: Option<u16>,
    /// The share that counts; `null`: the whole commune.
    pub part: Option<PartVue>,
}

/// A share of a commune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PartVue {
    /// Which share, and why.
    pub motif: String,
    /// Population of the whole commune, where it is known.
    pub population_entiere: Option<u32>,
    /// Year in which the IRIS of the share were counted; `null`: the population is the one typed.
    pub annee_iris: Option<u16>,
}

/// An EPCI of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EpciPerimetre {
    /// SIREN number.
    pub siren: Siren,
    /// Full name.
    pub nom: String,
    /// Whether all of its communes are in.
    pub complet: bool,
}

/// A connected part of a perimeter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ComposanteVue {
    /// Its communes.
    pub communes: Vec<CodeCommune>,
    /// On which land it is: two parts of different lands have water between them. The number means nothing else.
    pub terre: u32,
}

impl PerimetreVu {
    pub(crate) fn new(perimetre: &Perimetre, rules: &'static Rules) -> Self {
        let composantes = perimetre.composantes.as_ref().map(|composantes| {
            composantes
                .iter()
                .map(|c| ComposanteVue { communes: c.communes.clone(), terre: c.terre })
                .collect()
        });
        Self {
            millesime: perimetre.millesime,
            population: population_dedans(perimetre, rules),
            communes: perimetre.communes.iter().map(CommunePerimetre::new).collect(),
            epci: perimetre
                .epci
                .iter()
                .map(|e| EpciPerimetre { siren: e.siren, nom: e.nom.clone(), complet: e.complet })
                .collect(),
            composantes,
        }
    }
}

impl CommunePerimetre {
    fn new(commune: &CommuneRetenue) -> Self {
        Self {
            code: commune.code,
            nom: commune.nom.clone(),
            departement: commune.departement,
            region: commune.region,
            ville: commune.ville,
            population: commune.population,
            millesime: commune.millesime,
            part: commune.part.as_ref().map(|part| PartVue {
                motif: part.motif.clone(),
                population_entiere: part.population_entiere,
                annee_iris: match part.nature {
                    NaturePart::Iris { annee } => Some(annee),
                    NaturePart::Saisie => None,
                },
            }),
        }
    }
}
