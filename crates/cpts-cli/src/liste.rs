//! `cpts liste`: what the reader of lists understood.

use std::path::Path;

use cpts_api::Refus;
use cpts_codes::CodeCommune;
use cpts_perimetre::liste::{self, Alentours, Lecture, Lieu};
use cpts_territory::Territory;
use serde::Serialize;

use crate::commandes::json;
use crate::erreur::Erreur;
use crate::{donnees, lecture};

/// Every piece of a list, each in one of four lists.
#[derive(Default, Serialize)]
struct Comprise {
    reconnues: Vec<Reconnue>,
    a_choisir: Vec<AChoisir>,
    inconnues: Vec<Autre>,
    ignorees: Vec<Autre>,
}

#[derive(Serialize)]
struct Reconnue {
    texte: String,
    #[serde(flatten)]
    lieu: Nomme,
}

#[derive(Serialize)]
struct AChoisir {
    texte: String,
    raison: &'static str,
    candidats: Vec<Nomme>,
}

#[derive(Serialize)]
struct Autre {
    texte: String,
    raison: String,
}

/// A place by its code and its name; the code of an EPCI is its SIREN number.
#[derive(Serialize)]
struct Nomme {
    code: String,
    nom: String,
}

/// Reads a list and prints what became of each piece of it.
pub(crate) fn liste(data: Option<&Path>, fichier: &Path, pres_de: &[CodeCommune]) -> Result<String, Erreur> {
    let octets = lecture::entree(fichier)?;
    let refus = |probleme: String, aide: &str| {
        Erreur::Refus(vec![Refus { champ: "liste".to_owned(), probleme, aide: aide.to_owned() }])
    };
    let texte = cpts_fichiers::decode(&octets).ok_or_else(|| {
        refus("ce fichier n'est pas un texte".to_owned(), "enregistrez-le au format CSV UTF-8")
    })?;
    let simulateur = donnees::load(data)?;
    let donnees = simulateur.territory();
    let alentours: Vec<Lieu> = pres_de.iter().map(|code| Lieu::Commune(*code)).collect();
    let alentours = Alentours { pres_de: &alentours, voisins: simulateur.adjacence() };
    let lignes = liste::read(&texte, donnees, alentours)
        .map_err(|erreur| refus(erreur.to_string(), "gardez les communes de votre territoire"))?;
    let mut comprise = Comprise::default();
    for ligne in &lignes {
        let texte = ligne.texte.trim().to_owned();
        let ignoree = |raison: &str| Autre { texte: texte.clone(), raison: raison.to_owned() };
        match &ligne.lecture {
            Lecture::Vide => {}
            Lecture::Reconnue(lieu) => {
                comprise.reconnues.push(Reconnue { texte, lieu: named(*lieu, donnees) })
            }
            Lecture::AChoisir(doute, candidats) => comprise.a_choisir.push(AChoisir {
                texte,
                raison: doute.phrase(),
                candidats: candidats.iter().map(|c| named(c.lieu, donnees)).collect(),
            }),
            Lecture::Inconnue => {
                comprise.inconnues.push(ignoree("Aucune commune ni intercommunalité de ce nom."));
            }
            Lecture::Doublon(lieu, numero) => {
                let autre = lignes.iter().find(|l| l.numero == *numero).map_or("", |l| l.texte.trim());
                let Nomme { nom, code } = named(*lieu, donnees);
                comprise
                    .ignorees
                    .push(ignoree(&format!("{nom} ({code}) est déjà dans la liste : « {autre} »")));
            }
            Lecture::EnTete => comprise.ignorees.push(ignoree("En-tête ou titre.")),
            Lecture::ACote => comprise.ignorees.push(ignoree("Autres colonnes de la ligne.")),
        }
    }
    json(&comprise)
}

fn named(lieu: Lieu, donnees: &Territory) -> Nomme {
    let (code, nom) = match lieu {
        Lieu::Commune(code) => (code.to_string(), donnees.commune(code).map(|c| c.nom)),
        Lieu::Epci(siren) => (siren.to_string(), donnees.epci(siren).map(|e| e.nom)),
    };
    Nomme { code, nom: nom.unwrap_or_default().to_owned() }
}
