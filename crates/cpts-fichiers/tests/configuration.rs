//! Configurations as a webmaster writes them, and as nobody should.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use cpts_codes::{CodeDepartement, CodeRegion};
use cpts_core::Configuration;
use cpts_fichiers::{CONFIGURATION_OCTETS_MAX, read_configuration};
use proptest::prelude::*;
use serde_json::{Value, json};

const COMPLETE: &str = include_str!("../../../tests/configuration/complete.json");
const SCHEMA: &str = include_str!("../../../web/schemas/configuration.schema.json");

/// The refusals of the example in which one place was changed.
fn refus(chemin: &str, valeur: Value) -> Vec<String> {
    let mut fichier: Value = serde_json::from_str(COMPLETE).unwrap();
    match fichier.pointer_mut(chemin) {
        Some(place) => *place = valeur,
        None => {
            let (parent, cle) = chemin.rsplit_once('/').unwrap();
            fichier.pointer_mut(parent).unwrap()[cle] = valeur;
        }
    }
    match read_configuration(fichier.to_string().as_bytes()) {
        Ok(_) => Vec::new(),
        Err(refus) => refus.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn the_example_becomes_lines() {
    let lignes = read_configuration(COMPLETE.as_bytes()).unwrap();
    let lignes: Vec<&str> = lignes.lines().collect();
    assert_eq!(lignes[0], "titre=Votre projet avec l’URPS fictive");
    assert_eq!(lignes[2], "paragraphe=Le signe < et une balise <b>comme celle-ci</b> restent du texte.");
    assert_eq!(lignes[3], "logo=logo.svg;URPS fictive");
    assert_eq!(
        lignes[5],
        "contact=Camille Exemple;Chargée de mission CPTS, Nord;;camille.exemple@exemple.invalid;03 00 00 00 00;;59"
    );
    assert_eq!(
        lignes[7],
        "amorcage=Aide fictive au démarrage;12345;Après avis favorable sur la lettre d’intention.;2026-03-01;\
         Délibération fictive n° 12;https://exemple.invalid/deliberation;32;;1,2,3"
    );
    assert_eq!(lignes[8].split(';').nth(1), Some(""), "an amount that is not known is not zero");
    assert_eq!(lignes[9..], ["couverture=../couverture/exemple.csv", "regles=bareme.json"]);
}

#[test]
fn the_page_understands_what_was_read() {
    let lue = Configuration::read(&read_configuration(COMPLETE.as_bytes()).unwrap()).unwrap();
    assert_eq!(lue.titre, "Votre projet avec l’URPS fictive");
    assert_eq!(lue.paragraphes[1], "Le signe < et une balise <b>comme celle-ci</b> restent du texte.");
    assert_eq!(lue.logo, Some(("logo.svg".to_owned(), "URPS fictive".to_owned())));
    assert_eq!(
        (lue.couverture.as_deref(), lue.regles.as_deref()),
        (Some("../couverture/exemple.csv"), Some("bareme.json"))
    );

    let codes =
        |d: &str, r: &str| ([d.parse::<CodeDepartement>().unwrap()], [r.parse::<CodeRegion>().unwrap()]);
    let noms = |d, r| {
        let (d, r) = codes(d, r);
        lue.contacts_of(&d, &r).iter().map(|c| c.nom.clone()).collect::<Vec<_>>()
    };
    // The nearest first; who is for everywhere only where there is nobody else.
    assert_eq!(noms("59", "32"), ["Camille Exemple", "ARS fictive, offre de soins"]);
    assert_eq!(noms("62", "32"), ["ARS fictive, offre de soins"]);
    assert_eq!(noms("29", "53"), ["Guichet CPTS fictif"]);
    assert_eq!(lue.contacts_of(&[], &[]).len(), 1);

    let aides = |d, r, taille| {
        let (d, r) = codes(d, r);
        lue.aides_of(&d, &r, taille).iter().map(|a| a.montant).collect::<Vec<_>>()
    };
    assert_eq!(aides("59", "32", Some(3)), [Some(12_345), None]);
    assert_eq!(aides("59", "32", Some(4)), [None], "not for this taille");
    assert_eq!(aides("59", "32", None), [None], "the taille is not known");
    assert!(aides("29", "53", Some(1)).is_empty());
}

#[test]
fn the_least_is_enough() {
    assert_eq!(read_configuration(br#"{"version":1}"#).unwrap(), "");
}

#[test]
fn each_slip_is_told_with_its_path_and_its_remedy() {
    for (chemin, valeur, attendu) in [
        ("/version", json!(3), "version : version 3 inconnue ; écrivez 1"),
        ("/couleur", json!("#fff"), "couleur : champ inconnu « couleur »"),
        ("/contacts/0/mail", json!("a@b.fr"), "contacts[0]"),
        (
            "/contacts/0/courriel",
            json!("a@b.fr, c@d.fr"),
            "contacts[0].courriel : ce n'est pas une adresse de courriel",
        ),
        ("/contacts/1/telephone", json!("zéro trois"), "contacts[1].telephone : ce n'est pas un numéro"),
        ("/contacts/1/departements", json!(["Nord"]), "contacts[1].departements[0] : "),
        (
            "/contacts/2/regions",
            json!(["99"]),
            "contacts[2].regions[0] : « 99 » n'est pas le code d'une région",
        ),
        (
            "/contacts/2/adresse",
            json!("javascript:alert(1)"),
            "contacts[2].adresse : « javascript: » n'est pas accepté",
        ),
        (
            "/contacts/2/adresse",
            json!("java\tscript:alert(1)"),
            "contacts[2].adresse : cette adresse contient",
        ),
        (
            "/contacts/2/adresse",
            json!("//exemple.invalid"),
            "contacts[2].adresse : cette adresse n'a pas de « https: »",
        ),
        ("/contacts/2", json!({ "nom": "Sans adresse" }), "contacts[2] : ce contact ne peut pas être joint"),
        (
            "/logo/adresse",
            json!("http://exemple.invalid/l.png"),
            "logo.adresse : « http: » n'est pas accepté",
        ),
        ("/logo/adresse", json!("data:image/svg+xml,x"), "logo.adresse : « data: »"),
        ("/logo/texte", json!(" "), "logo.texte : ce texte est vide"),
        (
            "/introduction/paragraphes/0",
            json!("a".repeat(2_001)),
            "introduction.paragraphes[0] : 2001 caractères",
        ),
        ("/amorcage/0/montant", json!(0), "amorcage[0].montant : 0 € n'est pas un montant possible"),
        ("/amorcage/0/montant", json!("12 000"), "amorcage[0].montant : le texte"),
        ("/amorcage/0/date", json!("01/03/2026"), "amorcage[0].date : "),
        (
            "/amorcage/0/source",
            json!({ "titre": "Sans adresse" }),
            "amorcage[0].source : il manque le champ « adresse »",
        ),
        ("/amorcage/0/tailles", json!([5]), "amorcage[0].tailles[0] : cette taille n'existe pas"),
        ("/regles", json!("file:///etc/passwd"), "regles : « file: » n'est pas accepté"),
    ] {
        let dits = refus(chemin, valeur);
        assert_eq!(dits.len(), 1, "{chemin} : {dits:?}");
        assert!(dits[0].starts_with(attendu), "{chemin} : {}", dits[0]);
        assert!(dits[0].contains(" ; "), "{chemin} has a remedy : {}", dits[0]);
    }
}

#[test]
fn several_slips_are_told_together() {
    let fichier = r#"{"version":2,"logo":{"adresse":"ftp://x","texte":""},"contacts":[{"nom":""}]}"#;
    assert_eq!(read_configuration(fichier.as_bytes()).unwrap_err().len(), 5);
}

#[test]
fn other_files_are_refused_whole() {
    for texte in ["", "<!doctype html>", "[]", "null", "{}", "{\"version\":1}{}"] {
        assert_eq!(read_configuration(texte.as_bytes()).unwrap_err().len(), 1, "{texte}");
    }
    let gros = vec![b' '; CONFIGURATION_OCTETS_MAX + 1];
    assert_eq!(read_configuration(&gros).unwrap_err()[0].probleme, "le fichier dépasse 200 ko");
    assert!(read_configuration("[".repeat(150_000).as_bytes()).is_err());
}

/// The objects of a schema beside those of the example: the same keys, so that
/// neither the schema nor the example can fall behind the reader.
fn compare(schema: &Value, exemple: &Value, ici: &str) {
    match exemple {
        Value::Object(champs) => {
            let proprietes = schema["properties"].as_object().unwrap_or_else(|| unreachable!("{ici}"));
            assert_eq!(schema["additionalProperties"], json!(false), "{ici}");
            for (cle, valeur) in champs {
                let forme =
                    proprietes.get(cle).unwrap_or_else(|| unreachable!("{ici}.{cle} is not in the schema"));
                assert!(cle == "$schema" || forme["description"].is_string(), "{ici}.{cle} is not described");
                compare(forme, valeur, &format!("{ici}.{cle}"));
            }
        }
        Value::Array(liste) => liste.iter().for_each(|valeur| compare(&schema["items"], valeur, ici)),
        _ => {}
    }
}

#[test]
fn the_schema_and_the_reader_know_the_same_fields() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let exemple: Value = serde_json::from_str(COMPLETE).unwrap();
    compare(&schema, &exemple, "");
    // What the reader says that it knows is what the schema has.
    let dit = &read_configuration(br#"{"?":0}"#).unwrap_err()[0].aide;
    for cle in schema["properties"].as_object().unwrap().keys() {
        assert!(dit.contains(cle.as_str()), "{cle} : {dit}");
    }
    for (liste, objet) in [("contacts", "contacts"), ("amorcage", "amorcage")] {
        let fichier = json!({ "version": 1, liste: [{ "?": 0 }] }).to_string();
        let dit = &read_configuration(fichier.as_bytes()).unwrap_err()[0].aide;
        for cle in schema["properties"][objet]["items"]["properties"].as_object().unwrap().keys() {
            assert!(dit.contains(cle.as_str()), "{liste}.{cle} : {dit}");
        }
    }
}

proptest! {
    #[test]
    fn bytes_are_read_or_refused(octets in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_configuration(&octets);
    }

    #[test]
    fn a_damaged_example_is_read_or_refused_in_one_line_each(place in 0..COMPLETE.len(), octet in any::<u8>()) {
        let mut octets = COMPLETE.as_bytes().to_vec();
        octets[place] = octet;
        match read_configuration(&octets) {
            Ok(texte) => prop_assert!(texte.lines().all(|ligne| ligne.contains('='))),
            Err(refus) => {
                prop_assert!(!refus.is_empty());
                for r in refus {
                    prop_assert_eq!(r.to_string().lines().count(), 1);
                }
            }
        }
    }

    /// Whatever is written as an address, what is accepted is https, http or relative.
    #[test]
    fn no_address_runs_anything(adresse in "[ \ta-zA-Z:/\\\\?#.]{0,24}") {
        let fichier = json!({ "version": 1, "contacts": [{ "nom": "x", "adresse": adresse }] }).to_string();
        if let Ok(texte) = read_configuration(fichier.as_bytes()) {
            let vue = texte.split(';').nth(2).unwrap().to_lowercase();
            let schema = vue.split_once(':').map(|(s, _)| s).filter(|s| !s.contains(['/', '?', '#']));
            prop_assert!(matches!(schema, None | Some("https" | "http")), "{}", vue);
            prop_assert!(!vue.starts_with("//"));
        }
    }
}
