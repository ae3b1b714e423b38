//! Perimeters made by hand.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use cpts_codes::{CodeDepartement, CodeRegion, Date};
use cpts_core::{
    CommuneRetenue, Composante, EpciRetenu, Initiateur, Mission, NaturePart, PartRetenue, Perimetre, Projet,
};

pub fn day(texte: &str) -> Date {
    texte.parse().unwrap()
}

/// The région of a département, for the places of the tests.
pub fn region(departement: CodeDepartement) -> CodeRegion {
    let code = match departement.as_str() {
        "59" | "80" | "02" => "32",
        "09" => "76",
        "54" | "57" | "67" | "68" => "44",
        "35" | "56" => "53",
        "44" => "52",
        "75" | "93" => "11",
        "13" | "06" => "93",
        "45" => "24",
        "2A" => "94",
        "976" => "06",
        autre if autre.starts_with('9') => autre,
        _ => "84",
    };
    code.parse().unwrap()
}

pub fn commune(code: &str, nom: &str, population: Option<u32>) -> CommuneRetenue {
    let code: cpts_codes::CodeCommune = code.parse().unwrap();
    CommuneRetenue {
        code,
        nom: nom.to_owned(),
        departement: code.departement(),
        region: region(code.departement()),
        ville: None,
        population,
        millesime: None,
        part: None,
    }
}

pub fn arrondissement(code: &str, nom: &str, ville: &str, population: u32) -> CommuneRetenue {
    CommuneRetenue { ville: Some(ville.parse().unwrap()), ..commune(code, nom, Some(population)) }
}

pub fn part(code: &str, nom: &str, population: u32, entiere: u32) -> CommuneRetenue {
    let part = PartRetenue {
        motif: "codes postaux".to_owned(),
        population_entiere: Some(entiere),
        nature: NaturePart::Saisie,
    };
    CommuneRetenue { part: Some(part), ..commune(code, nom, Some(population)) }
}

pub fn perimetre(communes: Vec<CommuneRetenue>) -> Perimetre {
    Perimetre { millesime: 2023, communes, epci: Vec::new(), composantes: None, couverture: None }
}

/// Cambrai: 80 120 inhabitants, three communes apart from the others.
pub fn cambrai() -> Perimetre {
    let apart = [("59097", "Boursies", 400), ("59176", "Doignies", 300), ("59405", "Mœuvres", 420)];
    let mut communes =
        vec![commune("59122", "Cambrai", Some(31_134)), commune("59001", "Abancourt", Some(47_866))];
    communes.extend(apart.map(|(code, nom, population)| commune(code, nom, Some(population))));
    let codes = |noms: &[&str]| Composante {
        communes: noms.iter().map(|code| code.parse().unwrap()).collect(),
        terre: 0,
    };
    Perimetre {
        composantes: Some(vec![codes(&["59122", "59001"]), codes(&["59405", "59097"]), codes(&["59176"])]),
        epci: vec![EpciRetenu {
            siren: "200068500".parse().unwrap(),
            nom: "CA de Cambrai".to_owned(),
            complet: true,
        }],
        ..perimetre(communes)
    }
}

/// Everything answered, as in the pictures of the interface.
pub fn projet_complet() -> Projet {
    let mut projet = Projet {
        nom: Some("CA de Cambrai".to_owned()),
        initiateur: Some(Initiateur::ProfessionnelsDeSante),
        professionnels: Some(
            [("medecin_generaliste", 5), ("sage_femme", 1), ("pharmacien", 3), ("infirmier", 7)]
                .into_iter()
                .chain([("masseur_kinesitherapeute", 3)])
                .map(|(id, nombre)| (id.to_owned(), nombre))
                .collect(),
        ),
        missions: Some(Mission::TOUS.to_vec()),
        signature: Some(day("2027-04-01")),
        ..Projet::default()
    };
    projet.hypotheses.demarrages = [
        (Mission::CriseSanitaire, "2027-08-01"),
        (Mission::AccesAuxSoins, "2027-10-01"),
        (Mission::Parcours, "2027-12-01"),
    ]
    .into_iter()
    .chain([(Mission::Prevention, "2028-04-01"), (Mission::Qualite, "2028-04-01")])
    .chain([(Mission::Accompagnement, "2028-04-01")])
    .map(|(mission, date)| (mission, day(date)))
    .collect();
    projet
}
