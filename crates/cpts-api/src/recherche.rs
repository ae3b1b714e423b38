//! What a search finds, as JSON.

use cpts_codes::{CodeCommune, CodeDepartement, CodePostal, CodeRegion, Siren};
use cpts_territory::{Cible, Commune, Contexte, Hit, Rang, Territory};
use serde::{Deserialize, Serialize};

use crate::lieux::DepartementVu;

/// One answer of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Trouvaille {
    /// What is proposed.
    pub lieu: LieuTrouve,
    /// How well it answers, from the surest to the boldest.
    pub rang: RangTrouvaille,
    /// First character of the name that the text matches, and the one after the last.
    pub portion: [usize; 2],
}

/// How well a place answers a search, from the surest to the boldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum RangTrouvaille {
    /// Its postal code or its SIREN.
    Code,
    /// Its INSEE code.
    CodeInsee,
    /// Its whole name.
    Exact,
    /// The beginning of its name.
    Debut,
    /// A word of its name.
    Mot,
    /// Several words of its name.
    Mots,
    /// The middle of a word.
    Interieur,
    /// A name that is nearly written so.
    Approche,
    /// The EPCI of a commune that answers.
    Rattachement,
}

/// What a search may know: places near these come first among equals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ContexteRecherche {
    /// Communes already chosen.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<Vec<CodeCommune>>"))]
    pub communes: Vec<CodeCommune>,
    /// Départements.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<Vec<CodeDepartement>>"))]
    pub departements: Vec<CodeDepartement>,
    /// Régions.
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<Vec<CodeRegion>>"))]
    pub regions: Vec<CodeRegion>,
}

impl From<ContexteRecherche> for Contexte {
    fn from(ContexteRecherche { communes, departements, regions }: ContexteRecherche) -> Self {
        let mut contexte = Self { departements, regions };
        for code in communes {
            if !contexte.departements.contains(&code.departement()) {
                contexte.departements.push(code.departement());
            }
        }
        contexte
    }
}

/// A place that a search proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LieuTrouve {
    /// A current commune or a municipal arrondissement.
    Commune(CommuneTrouvee),
    /// A former commune; choosing it means the whole of the current one.
    AncienneCommune {
        /// Its code.
        code: CodeCommune,
        /// Its name.
        nom: String,
        /// The current commune.
        actuelle: CommuneTrouvee,
    },
    /// A whole EPCI.
    Epci {
        /// SIREN number.
        siren: Siren,
        /// Full name.
        nom: String,
        /// Sum of the known populations of its communes.
        population: u32,
        /// How many communes it has.
        communes: u32,
        /// The commune for which it is proposed, where the text does not name the EPCI.
        pour: Option<CommuneTrouvee>,
    },
    /// A postal code that several communes share.
    CodePostal {
        /// The postal code.
        code: CodePostal,
        /// How many communes it serves.
        communes: u32,
    },
}

/// What tells a commune from its homonyms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommuneTrouvee {
    /// INSEE code.
    pub code: CodeCommune,
    /// Name with its accents and article.
    pub nom: String,
    /// Where it is.
    pub departement: DepartementVu,
    /// Population municipale; `null`: unknown.
    pub population: Option<u32>,
}

impl CommuneTrouvee {
    fn new(territory: &Territory, commune: &Commune<'_>) -> Self {
        Self {
            code: commune.code,
            nom: commune.nom.to_owned(),
            departement: DepartementVu::new(territory, commune.departement),
            population: commune.population,
        }
    }
}

impl Trouvaille {
    pub(crate) fn new(territory: &Territory, hit: &Hit<'_>) -> Self {
        let commune = |commune: &Commune<'_>| CommuneTrouvee::new(territory, commune);
        let (lieu, nom) = match &hit.cible {
            Cible::Commune(trouvee) => (LieuTrouve::Commune(commune(trouvee)), trouvee.nom),
            Cible::Ancienne(ancienne) => (
                LieuTrouve::AncienneCommune {
                    code: ancienne.code,
                    nom: ancienne.nom.to_owned(),
                    actuelle: commune(&ancienne.actuelle),
                },
                ancienne.nom,
            ),
            Cible::Epci { epci, pour } => (
                LieuTrouve::Epci {
                    siren: epci.siren,
                    nom: epci.nom.to_owned(),
                    population: epci.population,
                    communes: epci.taille,
                    pour: pour.as_ref().map(commune),
                },
                pour.as_ref().map_or(epci.nom, |pour| pour.nom),
            ),
            Cible::CodePostal { code, communes } => {
                (LieuTrouve::CodePostal { code: *code, communes: *communes }, "")
            }
        };
        let characters = |bytes: usize| nom.get(..bytes).map_or(0, |debut| debut.chars().count());
        Self {
            lieu,
            rang: rang(hit.rang),
            portion: [characters(hit.portion.start), characters(hit.portion.end)],
        }
    }
}

fn rang(rang: Rang) -> RangTrouvaille {
    match rang {
        Rang::Code => RangTrouvaille::Code,
        Rang::CodeInsee => RangTrouvaille::CodeInsee,
        Rang::Exact => RangTrouvaille::Exact,
        Rang::Debut => RangTrouvaille::Debut,
        Rang::Mot => RangTrouvaille::Mot,
        Rang::Mots => RangTrouvaille::Mots,
        Rang::Interieur => RangTrouvaille::Interieur,
        Rang::Approche => RangTrouvaille::Approche,
        Rang::Rattachement => RangTrouvaille::Rattachement,
    }
}
