//! Projects on the real communes, and reading back what was written.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use cpts_api::Simulateur;
use cpts_codes::Date;
use cpts_core::{Appartenances, Bilan, Couverture, Perimetre, Projet, evaluate};
use cpts_documents::Dossier;
use cpts_rules::{embedded, embedded_documents};

pub fn racine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub static SIMULATEUR: LazyLock<Simulateur> = LazyLock::new(|| {
    let read = |nom: &str| std::fs::read(racine().join("data").join(nom)).unwrap();
    let mut simulateur = Simulateur::parse(&read("communes.bin")).unwrap();
    simulateur.parse_adjacence(&read("adjacence.bin")).unwrap();
    simulateur.parse_millesimes(&read("millesimes.bin")).unwrap();
    simulateur.parse_iris(&read("iris.bin")).unwrap();
    simulateur
});

/// A project with all that follows from it.
pub struct Essai {
    pub projet: Projet,
    pub perimetre: Perimetre,
    pub bilan: Bilan,
    pub lieux: Appartenances,
}

impl Essai {
    pub fn new(projet: Projet) -> Self {
        Self::covered(projet, None)
    }

    pub fn covered(projet: Projet, couverture: Option<Couverture>) -> Self {
        let mut perimetre = SIMULATEUR.resolve(&projet).unwrap();
        if let Some(mut couverture) = couverture {
            cpts_perimetre::couverture::adopt(&mut couverture, SIMULATEUR.territory());
            cpts_perimetre::couverture::cover(&mut perimetre, &couverture, SIMULATEUR.territory());
        }
        Self::of(projet, perimetre)
    }

    pub fn of(projet: Projet, perimetre: Perimetre) -> Self {
        let bilan = evaluate(&projet, &perimetre, embedded());
        let lieux = cpts_perimetre::appartenances(&perimetre, SIMULATEUR.territory());
        Self { projet, perimetre, bilan, lieux }
    }

    pub fn json(texte: &str) -> Self {
        Self::new(serde_json::from_str(texte).unwrap())
    }

    pub fn dossier(&self) -> Dossier<'_> {
        Dossier {
            projet: &self.projet,
            perimetre: &self.perimetre,
            bilan: &self.bilan,
            lieux: &self.lieux,
            rules: embedded(),
            documents: embedded_documents(),
            jour: jour("2026-11-22"),
            version: "0.1.0",
            porteurs: "",
            contact: "",
            aides: &[],
            montants: true,
            bareme: "",
            millesime_recent: SIMULATEUR.millesime_at(self.projet.jour_des_regles()),
        }
    }
}

pub fn jour(texte: &str) -> Date {
    texte.parse().unwrap()
}

/// Everything answered, in one EPCI.
pub fn cambrai() -> Essai {
    Essai::json(
        r#"{ "version": 1, "nom": "CPTS du Cambrésis", "initiateur": "professionnels_de_sante",
            "professionnels": { "medecin_generaliste": 3, "infirmier": 5, "pharmacien": 2 },
            "territoire": { "epci": ["200068500"] },
            "missions": ["acces_aux_soins", "parcours", "prevention", "crise_sanitaire", "qualite"],
            "signature": "2027-05-01", "hypotheses": { "demarrages": { "parcours": "2027-10-01" } } }"#,
    )
}

/// Every project of `tests/scenarios`.
pub fn scenarios() -> Vec<(String, Essai)> {
    let texte = std::fs::read_to_string(racine().join("tests/scenarios/scenarios.json")).unwrap();
    let fichier: serde_json::Value = serde_json::from_str(&texte).unwrap();
    let liste = fichier["scenarios"].as_array().unwrap();
    liste
        .iter()
        .map(|s| {
            let projet = serde_json::from_value(s["projet"].clone()).unwrap();
            (s["id"].as_str().unwrap().to_owned(), Essai::new(projet))
        })
        .collect()
}

/// The files of an archive, read by its table: names and contents.
pub fn unzip(octets: &[u8]) -> Vec<(String, Vec<u8>)> {
    let u16_at = |i: usize| usize::from(u16::from_le_bytes(octets[i..i + 2].try_into().unwrap()));
    let u32_at = |i: usize| u32::from_le_bytes(octets[i..i + 4].try_into().unwrap()) as usize;
    let fin = octets.len() - 22;
    assert_eq!(&octets[fin..fin + 4], b"PK\x05\x06");
    let (nombre, mut ici) = (u16_at(fin + 10), u32_at(fin + 16));
    assert_eq!(ici + u32_at(fin + 12), fin);
    let mut fichiers = Vec::new();
    for _ in 0..nombre {
        assert_eq!(&octets[ici..ici + 4], b"PK\x01\x02");
        assert_eq!(u16_at(ici + 10), 0, "kept as it is");
        let (longueur, nom, debut) = (u32_at(ici + 24), u16_at(ici + 28), u32_at(ici + 42));
        let texte = String::from_utf8(octets[ici + 46..ici + 46 + nom].to_vec()).unwrap();
        // What stands before the file says the same as the table.
        assert_eq!(&octets[debut..debut + 4], b"PK\x03\x04");
        assert_eq!(octets[debut + 4..debut + 30], octets[ici + 6..ici + 32]);
        assert_eq!(&octets[debut + 30..debut + 30 + nom], texte.as_bytes());
        let contenu = debut + 30 + nom;
        fichiers.push((texte, octets[contenu..contenu + longueur].to_vec()));
        ici += 46 + nom;
    }
    assert_eq!(ici, fin);
    fichiers
}

/// The cells of a CSV with semicolons.
pub fn cells(texte: &str) -> Vec<Vec<String>> {
    let mut rangees = Vec::new();
    for ligne in texte.trim_start_matches('\u{feff}').split_terminator("\r\n") {
        let (mut cellules, mut cellule, mut dans) = (Vec::new(), String::new(), false);
        let mut lettres = ligne.chars().peekable();
        while let Some(c) = lettres.next() {
            match (c, dans) {
                ('"', true) if lettres.peek() == Some(&'"') => {
                    lettres.next();
                    cellule.push('"');
                }
                ('"', _) => dans = !dans,
                (';', false) => cellules.push(std::mem::take(&mut cellule)),
                _ => cellule.push(c),
            }
        }
        assert!(!dans, "quotes are closed: {ligne}");
        cellules.push(cellule);
        rangees.push(cellules);
    }
    rangees
}
