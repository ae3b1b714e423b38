//! What a search finds, as JSON.

use cpts_codes::{CodeCommune, CodePostal, Siren};
use cpts_territory::{Cible, Commune, Hit, Rang, Territory};
use serde::Serialize;

use crate::lieux::DepartementVu;

/// One answer of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trouvaille {
    /// What is proposed.
    pub lieu: LieuTrouve,
    /// How well it answers, from the surest to the boldest.
    pub rang: &'static str,
    /// First character of the name that the text matches, and the one after the last.
    pub portion: [usize; 2],
}

/// A place that a search proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

fn rang(rang: Rang) -> &'static str {
    match rang {
        Rang::Code => "code",
        Rang::CodeInsee => "code_insee",
        Rang::Exact => "exact",
        Rang::Debut => "debut",
        Rang::Mot => "mot",
        Rang::Mots => "mots",
        Rang::Interieur => "interieur",
        Rang::Approche => "approche",
        Rang::Rattachement => "rattachement",
    }
}
