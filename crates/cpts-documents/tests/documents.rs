//! The documents of real projects: what they say, and that Word, Excel and this very program read them.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use commun::{Essai, SIMULATEUR, cambrai, cells, jour, racine, scenarios, unzip};
use cpts_core::{CommuneRetenue, PartRetenue, Perimetre, Projet};
use cpts_documents::document::{Bloc, Document, Morceau};
use cpts_documents::{Dossier, communes, docx, fiche_action, lettre, projet, texte};
use cpts_perimetre::liste::{self, Lecture, Lieu};
use cpts_rules::{Rubrique, embedded};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Compares with the file of `tests/documents`; `INSTA_UPDATE=always` writes it anew.
fn golden(nom: &str, texte: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(racine().join("tests/documents"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // A no-break space is seen as such.
    settings.bind(|| insta::assert_snapshot!(nom, texte.replace('\u{a0}', "~")));
}

#[test]
fn a_letter_and_the_fiches_of_a_project_in_full() {
    let essai = cambrai();
    let dossier = Dossier {
        porteurs: "Dr Exemple, médecin généraliste",
        contact: "exemple@exemple.fr",
        ..essai.dossier()
    };
    golden("lettre-complete", &texte::write(&lettre::lettre(&dossier)));
    golden("fiches-completes", &texte::write(&fiche_action::fiches(&dossier)));
}

#[test]
fn the_fiches_of_a_running_contract_say_where_it_stands() {
    let (_, essai) = scenarios().into_iter().find(|(id, _)| id == "26").unwrap();
    let dit = texte::write(&fiche_action::fiches(&essai.dossier()));
    golden("fiches-contrat-en-cours", &dit);
    let dit = dit.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(dit.contains("Contrat signé le 12 mars 2021. 6e année, prochain anniversaire"), "{dit}");
    // Six and eighteen months from the day on which the mission came to exist.
    assert!(
        dit.contains("démarrage au plus tard le 30 septembre 2022 ; plein déploiement au plus tard le 30 septembre 2023"),
        "{dit}"
    );
    assert!(dit.contains("2021 : démarrage supposé le 12 mars 2022."), "{dit}");
    assert!(!dit.contains("Si le contrat est signé"), "{dit}");
}

#[test]
fn a_letter_without_answers_invents_nothing() {
    let essai = Essai::json(r#"{ "version": 1, "territoire": { "communes": ["56241"] } }"#);
    let lettre = lettre::lettre(&essai.dossier());
    golden("lettre-sans-reponse", &texte::write(&lettre));
    let dit = texte::write(&lettre);
    assert!(!dit.contains("20 avril") && !dit.contains("au plus tard le"), "no date without a signature");
}

/// The letter on one line, with plain spaces.
fn told(dossier: &Dossier<'_>) -> String {
    texte::write(&lettre::lettre(dossier)).replace(['\n', '\u{a0}'], " ")
}

#[test]
fn a_letter_counts_as_french_does() {
    let essai = Essai::json(
        r#"{ "version": 1, "professionnels": { "infirmier": 1, "pharmacien": 2 },
            "territoire": { "communes": ["75056"], "parts": [] } }"#,
    );
    let dit = told(&essai.dossier());
    assert!(dit.contains("premier recours ; 1 personne "), "{dit}");
    assert!(dit.contains(" ; 2 personnes "), "{dit}");
    assert!(dit.contains(" Département : Paris (75)."), "{dit}");
    assert!(dit.contains("d’un seul tenant.") && !dit.contains("On passe d’une commune à l’autre"), "{dit}");
    let dit = told(&cambrai().dossier());
    assert!(dit.contains("perdre 120 habitants ou en gagner 94 880 sans changer"), "{dit}");
    let (_, essai) = scenarios().into_iter().find(|(id, _)| id == "10").unwrap();
    let dit = told(&essai.dossier());
    assert!(dit.contains(" Départements : Ille-et-Vilaine (35), "), "{dit}");
    assert!(dit.contains("On passe d’une commune à l’autre"), "{dit}");
}

#[test]
fn before_the_aci_a_letter_has_no_missions() {
    let mut projet = cambrai().projet;
    projet.hypotheses.demarrages.clear();
    projet.signature = Some(jour("2018-05-01"));
    let dit = told(&Essai::new(projet.clone()).dossier());
    for absent in
        ["Missions socles", "Missions optionnelles", "Démarrage des missions", "Celles des missions"]
    {
        assert!(!dit.contains(absent), "{absent} : {dit}");
    }
    assert!(dit.contains("La date de signature est une hypothèse. "), "{dit}");
    projet.signature = Some(jour("2027-05-01"));
    let dit = told(&Essai::new(projet.clone()).dossier());
    for present in
        ["Missions socles", "Missions optionnelles", "Démarrage des missions", "Celles des missions"]
    {
        assert!(dit.contains(present), "{present} : {dit}");
    }
    projet.missions = Some(Vec::new());
    assert!(!told(&Essai::new(projet).dossier()).contains("Celles des missions"));
}

#[test]
fn a_fiche_says_between_what_and_what_an_amount_is_where_it_is_not_proved() {
    let (_, mut essai) = scenarios().into_iter().find(|(id, _)| id == "10").unwrap();
    essai.projet.missions = Some(cpts_rules::Mission::TOUS.to_vec());
    let essai = Essai::new(essai.projet);
    let told = |montants| {
        let dossier = Dossier { montants, ..essai.dossier() };
        texte::write(&fiche_action::fiches(&dossier)).replace(['\n', '\u{a0}'], " ").replace("   ", " ")
    };
    let dit = told(true);
    for present in [
        "Volet fixe : 35 000 € par an. Volet variable : jusqu’à 35 000 € par an, selon les résultats \
         (au total entre 65 000 et 75 000 €, à confirmer) [",
        "La première année, pour écrire le plan : 35 000 € (entre 25 000 et 50 000 €, estimé) [",
        "grave : 52 500 € (entre 37 500 et 67 500 €, estimé) [",
        "Total : 20 000 € par an, partage non établi (entre 20 000 et 25 000 €, à confirmer) [",
        "Aucune source pour la Taille 2 : entre le montant de la Taille 1 et celui",
    ] {
        assert!(dit.contains(present), "{present} : {dit}");
    }
    let sens = "ce montant n’est pas publié, on sait entre quoi et quoi";
    assert_eq!(dit.matches(sens).count(), 1);
    assert!(!told(false).contains(sens), "no amount, no bounds");
}

#[test]
fn an_older_vintage_is_told_where_a_newer_one_is_legal_at_the_signature() {
    for (signature, annee) in
        [("2027-05-01", 2023), ("2026-01-01", 2023), ("2025-12-31", 2022), ("2020-01-01", 2021)]
    {
        assert_eq!(SIMULATEUR.millesime_at(Some(jour(signature))), annee, "{signature}");
    }
    assert_eq!(SIMULATEUR.millesime_at(None), 2023);
    let mut projet = cambrai().projet;
    let dit = |projet: &Projet| told(&Essai::new(projet.clone()).dossier());
    let exception = "Ce document fait exception";
    assert!(!dit(&projet).contains(exception), "the one in force");
    projet.hypotheses.millesime = Some(2023);
    assert!(!dit(&projet).contains(exception), "the one in force, by its name");
    projet.hypotheses.millesime = Some(2021);
    let ancien =
        "exception : il compte la population de 2021, plus ancienne, choisie à la place de celle de 2023.";
    assert!(dit(&projet).contains(ancien), "{}", dit(&projet));
    let essai = Essai::new(projet.clone());
    let fiches = texte::write(&fiche_action::fiches(&essai.dossier())).replace(['\n', '\u{a0}'], " ");
    assert!(fiches.contains(ancien), "{fiches}");
    projet.hypotheses.demarrages.clear();
    projet.signature = None;
    assert!(dit(&projet).contains(exception));
    // A contract that was signed under it.
    projet.signature = Some(jour("2024-05-01"));
    assert!(!dit(&projet).contains(exception), "{}", dit(&projet));
}

#[test]
fn a_city_counts_once_by_its_arrondissements() {
    let epci = SIMULATEUR.territory().commune("75056".parse().unwrap()).unwrap().epci.unwrap();
    let dit = |communes: Vec<cpts_codes::CodeCommune>| {
        let projet = Projet {
            territoire: cpts_core::Territoire { communes, ..cpts_core::Territoire::default() },
            ..Projet::default()
        };
        told(&Essai::new(projet).dossier())
    };
    let paris = |n: usize| (75101..75101 + n).map(|code| code.to_string().parse().unwrap());
    let autres =
        SIMULATEUR.territory().communes_of_epci(epci).map(|c| c.code).filter(|c| c.as_str() != "75056");
    let deux = dit(paris(2).collect());
    assert!(deux.contains("réunit 2 arrondissements et "), "{deux}");
    assert!(deux.contains("Métropole du Grand Paris : 1 commune sur 130 (2 arrondissements) ; "), "{deux}");
    let presque = dit(paris(19).chain(autres.clone()).collect());
    assert!(presque.contains("réunit 129 communes, 19 arrondissements et "), "{presque}");
    assert!(presque.contains(" : 130 communes sur 130 (19 arrondissements) ; "), "{presque}");
    let toutes = dit(paris(20).chain(autres.clone()).collect());
    assert!(toutes.contains("réunit 129 communes, 20 arrondissements et "), "{toutes}");
    assert!(toutes.contains(" : toutes les communes (130) ; "), "{toutes}");
    // The city absorbs its arrondissements.
    let ville = dit(paris(2).chain(["75056".parse().unwrap()]).chain(autres.skip(1)).collect());
    assert!(ville.contains("réunit 129 communes et "), "{ville}");
    assert!(ville.contains(" : 129 communes sur 130 ; "), "{ville}");
}

#[test]
fn two_regions_have_their_two_lines_of_amorcage() {
    let (_, essai) = scenarios().into_iter().find(|(id, _)| id == "10").unwrap();
    let dit = texte::write(&lettre::lettre(&essai.dossier()));
    golden("lettre-deux-regions", &dit);
    for region in ["Crédits d’amorçage, Bretagne", "Crédits d’amorçage, Pays de la Loire"] {
        assert_eq!(dit.matches(region).count(), 1, "{region}");
    }
}

#[test]
fn what_a_file_says_of_other_cpts_is_in_the_letter() {
    let octets = std::fs::read(racine().join("tests/couverture/exemple.csv")).unwrap();
    let lue = cpts_fichiers::read_couverture(&octets, "exemple.csv").unwrap();
    let essai = Essai::covered(cambrai().projet, Some(lue.couverture));
    let dit = texte::write(&lettre::lettre(&essai.dossier()));
    let debut = dit.find("4. Les projets existants").unwrap();
    let fin = dit.find("5. Les acteurs").unwrap();
    golden("lettre-couverture", &dit[debut..fin]);
    assert!(dit[debut..fin].contains("CPTS fictive des Trois Moulins"));
}

#[test]
fn parts_other_vintages_and_unknown_populations_are_told() {
    let essai = Essai::json(
        r#"{ "version": 1, "nom": "Bouts", "territoire": { "communes": ["97608", "97502"],
            "parts": [{ "commune": "06088", "population": 120000, "motif": "codes postaux 06000 ; 06300" }] } }"#,
    );
    let lettre = texte::write(&lettre::lettre(&essai.dossier()));
    let annexe = lettre.find("Annexe").unwrap();
    golden("annexe-parts", &lettre[annexe..]);
    golden("communes-parts", &communes::write(&essai.perimetre, &essai.lieux, embedded()));
}

#[test]
fn the_number_of_blanks_is_the_number_of_blanks() {
    for (id, essai) in scenarios() {
        let lettre = lettre::lettre(&essai.dossier());
        let blancs = texte::write(&lettre).replace(['\n', ' '], "").matches("[àcompléter").count();
        assert_eq!(lettre.blancs(), blancs, "scénario {id}");
        let dit = lettre.blocs.iter().find_map(|bloc| match bloc {
            Bloc::Ligne(ligne) => match ligne.phrase.0.first() {
                Some(Morceau::Gras(dit)) if dit.starts_with("Brouillon") => Some(dit.clone()),
                _ => None,
            },
            _ => None,
        });
        assert!(dit.unwrap().contains(&blancs.to_string()), "scénario {id}");
    }
}

#[test]
fn every_part_that_the_rules_name_is_in_its_document() {
    let essai = cambrai();
    let dossier = essai.dossier();
    let lettre = texte::write(&lettre::lettre(&dossier));
    assert_eq!(dossier.documents.lettre.len(), Rubrique::LETTRE.len());
    for (rang, rubrique) in dossier.documents.lettre.iter().enumerate() {
        assert!(lettre.contains(&format!("\n{}. {}\n", rang + 1, rubrique.titre)), "{}", rubrique.titre);
    }
    let fiches = texte::write(&fiche_action::fiches(&dossier));
    for rubrique in dossier.documents.fiche {
        assert_eq!(
            fiches.matches(&format!("\n{}\u{a0}:\n", rubrique.titre)).count(),
            5,
            "{}",
            rubrique.titre
        );
    }
    for fin in [embedded().formulaire.avertissement, "22 novembre 2026", "26 juillet 2026"] {
        let seul = |texte: &str| texte.replace([' ', '\n', '\u{a0}'], "");
        assert!(seul(&lettre).contains(&seul(fin)) && seul(&fiches).contains(&seul(fin)), "{fin}");
    }
}

#[test]
fn the_amounts_of_the_fiches_are_those_of_the_bilan() {
    let essai = cambrai();
    let fiches = texte::write(&fiche_action::fiches(&essai.dossier())).replace(['\u{a0}', ' ', '\n'], "");
    for ligne in essai.bilan.financement.as_ref().unwrap().lignes.iter().skip(1) {
        let fixe = ligne.fixe.unwrap();
        assert!(fiches.contains(&format!("Voletfixe:{fixe}€paran")), "{}", ligne.poste.id());
    }
    assert!(fiches.contains("67500€(contrat)"));
}

#[test]
fn where_amounts_are_hidden_no_document_tells_one() {
    for (_, essai) in scenarios() {
        let dossier = Dossier { montants: false, ..essai.dossier() };
        for document in [lettre::lettre(&dossier), fiche_action::fiches(&dossier)] {
            assert!(!texte::write(&document).contains('€'));
        }
    }
    let essai = cambrai();
    let dossier = Dossier { bareme: "Barème fourni par le site.", ..essai.dossier() };
    let dit = texte::write(&lettre::lettre(&dossier)).replace('\n', " ");
    assert!(dit.contains("Barème fourni par le site."));
}

#[test]
fn the_help_that_a_site_tells_is_in_the_letter_with_its_day() {
    let plat = "amorcage=Aide de la région;12000;À la création\\s une fois;2026-03-02;Délibération 12;https://exemple.fr;;;\n";
    let configuration = cpts_core::Configuration::read(plat).unwrap();
    let essai = cambrai();
    let aides = configuration.aides_of(
        &essai.bilan.territoire.departements,
        &essai.bilan.territoire.regions,
        Some(3),
    );
    assert_eq!(aides.len(), 1);
    let dit = |montants| {
        let dossier = Dossier { aides: &aides, montants, ..essai.dossier() };
        texte::write(&lettre::lettre(&dossier)).replace(['\n', '\u{a0}'], " ")
    };
    assert!(dit(true).contains("Aide de la région : 12 000 € "), "{}", dit(true));
    assert!(dit(true).contains("À la création; une fois"));
    assert!(dit(true).contains("Indiqué par le site le 2 mars 2026 : Délibération 12."));
    assert!(dit(false).contains("Aide de la région : montant à confirmer"));
}

#[test]
fn all_of_france_makes_a_letter() {
    let communes = SIMULATEUR.territory().communes().map(|c| c.code).collect();
    let projet = Projet {
        territoire: cpts_core::Territoire { communes, ..cpts_core::Territoire::default() },
        ..Projet::default()
    };
    let essai = Essai::new(projet);
    let debut = std::time::Instant::now();
    let csv = communes::write(&essai.perimetre, &essai.lieux, embedded());
    assert_eq!(csv.matches("\r\n").count(), essai.bilan.territoire.communes as usize + 1);
    let lettre = lettre::lettre(&essai.dossier());
    assert_eq!(lettre.blancs(), lettre::blancs(&essai.dossier()));
    unzip(&docx::write(&lettre, jour("2026-11-22")));
    assert!(debut.elapsed().as_secs() < 60, "{:?}", debut.elapsed());
}

/// Every word of an XML file.
fn words(nom: &str, octets: &[u8]) -> String {
    let mut lecteur = Reader::from_reader(octets);
    lecteur.config_mut().check_end_names = true;
    let (mut texte, mut ouvertes) = (String::new(), 0);
    loop {
        match lecteur.read_event() {
            Ok(Event::Start(balise)) => {
                assert!(balise.attributes().all(|a| a.is_ok_and(|a| a.unescape_value().is_ok())), "{nom}");
                ouvertes += 1;
            }
            Ok(Event::Empty(balise)) => {
                assert!(balise.attributes().all(|a| a.is_ok_and(|a| a.unescape_value().is_ok())), "{nom}");
            }
            Ok(Event::End(_)) => ouvertes -= 1,
            Ok(Event::Text(mots)) => texte.push_str(&mots.decode().unwrap()),
            Ok(Event::GeneralRef(signe)) => match signe.resolve_char_ref().unwrap() {
                Some(c) => texte.push(c),
                None => texte.push(match signe.decode().unwrap().as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    autre => panic!("{nom}: &{autre};"),
                }),
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(erreur) => panic!("{nom}: {erreur}"),
        }
    }
    assert_eq!(ouvertes, 0, "{nom}");
    texte
}

fn parts_of(document: &Document) -> Vec<(String, Vec<u8>)> {
    unzip(&docx::write(document, jour("2026-11-22")))
}

fn part<'a>(fichiers: &'a [(String, Vec<u8>)], nom: &str) -> &'a str {
    let (_, octets) = fichiers.iter().find(|(n, _)| n == nom).unwrap();
    std::str::from_utf8(octets).unwrap()
}

#[test]
fn every_scenario_makes_files_that_are_whole() {
    for (id, essai) in scenarios() {
        for document in [lettre::lettre(&essai.dossier()), fiche_action::fiches(&essai.dossier())] {
            let fichiers = parts_of(&document);
            assert_eq!(fichiers[0].0, "[Content_Types].xml");
            for (nom, octets) in &fichiers {
                words(&format!("scénario {id}, {nom}"), octets);
            }
            // Each part that is named is there, and each that is there is named.
            let types = part(&fichiers, "[Content_Types].xml");
            for (nom, _) in fichiers.iter().skip(1).filter(|(nom, _)| !nom.ends_with(".rels")) {
                assert!(types.contains(&format!("PartName=\"/{nom}\"")), "{nom}");
            }
        }
    }
}

#[test]
fn a_letter_has_the_structure_of_word() {
    let essai = cambrai();
    let fichiers = parts_of(&lettre::lettre(&essai.dossier()));
    let corps = part(&fichiers, "word/document.xml");
    // The parts, and the annexe without a number.
    assert_eq!(corps.matches("w:val=\"Titre1\"").count(), Rubrique::LETTRE.len() + 1);
    assert_eq!(corps.matches("<w:numId w:val=\"0\"/>").count(), 1);
    assert_eq!(corps.matches("<w:tbl>").count(), corps.matches("<w:tblHeader/>").count());
    assert_eq!(corps.matches("<w:tbl>").count(), corps.matches("<w:tblCaption ").count());
    assert_eq!(
        corps.matches("<w:highlight w:val=\"yellow\"/>").count(),
        lettre::lettre(&essai.dossier()).blancs()
    );
    // Five missions taken on of six, then the support to ask for.
    assert_eq!(corps.matches("w14:checked w14:val=\"1\"").count(), 5);
    // Word lets a footnote be called once.
    let notes = part(&fichiers, "word/footnotes.xml").matches("<w:footnoteRef/>").count();
    assert_eq!(corps.matches("<w:footnoteReference ").count(), notes);
    for note in 1..=notes {
        assert_eq!(corps.matches(&format!("<w:footnoteReference w:id=\"{note}\"/>")).count(), 1);
    }
    assert!(part(&fichiers, "word/styles.xml").contains("<w:lang w:val=\"fr-FR\""));
    let pied = part(&fichiers, "word/footer1.xml");
    assert!(pied.contains(" PAGE ") && pied.contains(" NUMPAGES "));
    let proprietes = part(&fichiers, "docProps/core.xml");
    assert!(proprietes.contains("<dc:title>Lettre d’intention\u{a0}: CPTS du Cambrésis</dc:title>"));
    assert!(!proprietes.contains("creator") && !proprietes.contains("lastModifiedBy"));
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let essai = cambrai();
    let [a, b] = [(); 2].map(|()| docx::write(&lettre::lettre(&essai.dossier()), jour("2026-11-22")));
    assert_eq!(a, b);
}

#[test]
fn the_table_of_communes_opens_in_excel_and_in_this_program() {
    for (id, essai) in scenarios() {
        let csv = communes::write(&essai.perimetre, &essai.lieux, embedded());
        assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n"));
        let rangees = cells(&csv);
        assert!(rangees.iter().all(|r| r.len() == 9), "scénario {id}");
        assert_eq!(rangees.len(), essai.bilan.territoire.communes as usize + 1, "scénario {id}");
        let somme: u32 = rangees.iter().skip(1).filter_map(|r| r[6].parse::<u32>().ok()).sum();
        assert_eq!(somme, essai.bilan.territoire.population, "scénario {id}");
        // Pasted back, every line is the commune that it was.
        let mut codes = Vec::new();
        for ligne in liste::read(&csv, SIMULATEUR.territory(), liste::Alentours::default()).unwrap() {
            match ligne.lecture {
                Lecture::Reconnue(Lieu::Commune(code)) => codes.push(code.to_string()),
                Lecture::EnTete | Lecture::Vide => {}
                autre => panic!("scénario {id}, « {} » : {autre:?}", ligne.texte),
            }
        }
        codes.sort();
        let mut attendus: Vec<String> =
            rangees.iter().skip(1).map(|r| r[0].trim_matches(['=', '"']).to_owned()).collect();
        attendus.sort();
        assert_eq!(codes, attendus, "scénario {id}");
    }
}

#[test]
fn a_population_that_is_not_known_is_an_empty_cell() {
    let essai = cambrai();
    let commune = CommuneRetenue { population: None, ..essai.perimetre.communes[0].clone() };
    let perimetre = Perimetre { communes: vec![commune], ..essai.perimetre.clone() };
    let rangees = cells(&communes::write(&perimetre, &essai.lieux, embedded()));
    assert_eq!(rangees[1][6], "");
    let inconnue = Essai::of(essai.projet, perimetre);
    assert!(texte::write(&lettre::lettre(&inconnue.dossier())).contains("inconnu habitants"));
}

#[test]
fn a_population_says_where_it_comes_from() {
    let essai = Essai::json(
        r#"{ "version": 1, "territoire": { "communes": ["97608", "59122"], "parts": [
            { "commune": "06088", "population": 1, "motif": "centre", "iris": ["060880101"] },
            { "commune": "59350", "population": 20000, "motif": "un quartier" } ] } }"#,
    );
    let rangees = cells(&communes::write(&essai.perimetre, &essai.lieux, embedded()));
    let vues: Vec<_> = rangees.iter().map(|r| (r[1].as_str(), r[7].as_str(), r[8].as_str())).collect();
    assert_eq!(vues[0], ("Commune", "Base", "Millésime"));
    assert_eq!(vues[1].1, "IRIS", "{vues:?}");
    assert_eq!(vues[1].2, "2021", "the year of the IRIS: {vues:?}");
    assert_eq!(vues[2], ("Cambrai", "municipale", "2023"));
    assert_eq!(vues[3], ("Lille", "saisie", ""));
    assert_eq!(vues[4], ("Dzaoudzi", "municipale", "2017"));
}

/// Cambrai with a name and a share whose words are anything.
fn with_words(nom: String, motif: String) -> Essai {
    let essai = cambrai();
    let mut perimetre = essai.perimetre.clone();
    let commune = &mut perimetre.communes[0];
    commune.part = Some(PartRetenue {
        motif,
        ..PartRetenue {
            motif: String::new(),
            population_entiere: commune.population,
            nature: cpts_core::NaturePart::Saisie,
        }
    });
    Essai::of(Projet { nom: Some(nom), ..essai.projet }, perimetre)
}

/// What stands in a text that XML can hold, on one line.
fn kept(texte: &str) -> String {
    texte
        .chars()
        .map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_word_of_a_person_breaks_a_document(
        nom in "\\PC{0,40}|[<>&\"'\\]\\x00-\\x1f\u{fffe}\u{ffff}a-z]{0,40}",
        motif in "[=+@;\"\\-\\t\\n<>&a-zé]{0,40}|\\PC{0,40}",
        porteurs: String,
    ) {
        let essai = with_words(nom.clone(), motif.clone());
        let dossier = Dossier { porteurs: &porteurs, ..essai.dossier() };
        let fichiers = parts_of(&lettre::lettre(&dossier));
        for (nom, octets) in &fichiers {
            words(nom, octets);
        }
        let (_, octets) = fichiers.iter().find(|(nom, _)| nom == "word/document.xml").unwrap();
        let dit = words("word/document.xml", octets);
        prop_assert!(dit.contains(kept(nom.trim()).trim()));
        prop_assert!(dit.contains(&kept(&motif)));
        for (nom, octets) in parts_of(&fiche_action::fiches(&dossier)) {
            words(&nom, &octets);
        }
        prop_assert!(texte::write(&lettre::lettre(&dossier)).len() > 1000);
    }

    #[test]
    fn no_word_of_a_person_is_a_formula(motif in "[=+@;\"\\-\\t\\n\\ra-zé]{0,20}|\\PC{0,40}") {
        let essai = with_words(String::new(), motif.clone());
        let rangees = cells(&communes::write(&essai.perimetre, &essai.lieux, embedded()));
        prop_assert!(rangees.iter().all(|r| r.len() == 9));
        let dit = &rangees[1..].iter().find(|r| !r[2].is_empty()).map_or("", |r| r[2].as_str());
        prop_assert!(!dit.starts_with(['=', '+', '-', '@']), "{}", dit);
        prop_assert!(dit.ends_with(kept(&motif).as_str()));
    }

    #[test]
    fn a_file_of_any_name_is_plain(nom: String) {
        let fichier = cpts_documents::nom::fichier("lettre-intention", &nom, "docx");
        prop_assert!(fichier.len() < 80 && fichier.ends_with(".docx"));
        prop_assert!(fichier.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.'));
        prop_assert!(!fichier.contains("..") && !fichier.contains("--"));
    }

    #[test]
    fn a_project_with_any_words_is_read_back(nom: String, motif: String, id in "[a-z_\"\\\\]{1,9}", combien: u16) {
        let mut p = cambrai().projet;
        p.nom = Some(nom);
        p.professionnels.get_or_insert_default().insert(id, combien);
        p.territoire.parts.push(cpts_core::Part {
            commune: "06088".parse().unwrap(), population: 7, motif: motif.clone(), iris: vec!["060880101".parse().unwrap()],
        });
        p.territoire.exclues.push("59167".parse().unwrap());
        p.hypotheses.crise_reconnue = true;
        p.hypotheses.atteinte_variable = cpts_core::Pourcent::new(80);
        p.hypotheses.millesime = Some(2021);
        p.hypotheses.budget.coordination.charges = cpts_core::Pourcent::new(42);
        p.hypotheses.budget.indemnites.heures = Some(4);
        p.hypotheses.budget.lignes.push(cpts_core::LigneBudget {
            poste: "locaux".to_owned(), nom: Some(motif.clone()), montant: Some(combien.into()), rythme: None, mois: 3,
        });
        prop_assert_eq!(cpts_fichiers::parse_projet(projet::write(&p).as_bytes()).unwrap(), p);
    }
}

#[test]
fn the_project_file_is_that_of_the_contract() {
    for (id, essai) in scenarios() {
        let ecrit = projet::write(&essai.projet);
        assert_eq!(cpts_fichiers::read_projet(ecrit.as_bytes(), embedded()).unwrap(), essai.projet, "{id}");
        let attendu: serde_json::Value = serde_json::to_value(&essai.projet).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&ecrit).unwrap(), attendu, "{id}");
    }
    let vide = projet::write(&Projet::default());
    assert_eq!(vide, "{\"version\":1,\"territoire\":{}}\n");
}
