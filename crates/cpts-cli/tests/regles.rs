//! The rules of a site: exported, corrected, read again; and documents that nobody should trust.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use cpts_bareme::{BAREME_OCTETS_MAX, read_bareme};
use cpts_core::{CommuneRetenue, Perimetre, Projet, evaluate};
use cpts_rules::{Poste, compact, embedded};
use proptest::prelude::*;
use serde_json::{Value, json};

fn cpts(arguments: &[&str]) -> Output {
    let racine = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Command::new(env!("CARGO_BIN_EXE_cpts")).args(arguments).current_dir(racine).output().unwrap()
}

/// The rules of the repository as a document.
fn export() -> &'static Value {
    static EXPORT: OnceLock<Value> = OnceLock::new();
    EXPORT.get_or_init(|| {
        let sortie = cpts(&["rules", "export", "--date", "2026-11-22", "--auteur", "URPS fictive"]);
        assert!(sortie.status.success(), "{}", String::from_utf8_lossy(&sortie.stderr));
        serde_json::from_slice(&sortie.stdout).unwrap()
    })
}

fn bytes(document: &Value) -> Vec<u8> {
    serde_json::to_vec(document).unwrap()
}

/// The refusals of a document in which one place was changed.
fn refus(chemin: &str, valeur: Value) -> Vec<String> {
    let mut document = export().clone();
    *document.pointer_mut(chemin).unwrap() = valeur;
    read_bareme(&bytes(&document)).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_exported_is_read_as_the_rules_of_the_repository() {
    let bareme = read_bareme(&bytes(export())).unwrap();
    assert_eq!(&bareme.rules, embedded());
    assert_eq!(bareme.fourni_le.to_string(), "2026-11-22");
    assert_eq!(bareme.fourni_par, "URPS fictive");
    assert!(bareme.avertissements.is_empty());
    assert_eq!(compact::read(compact::keep(&compact::write(&bareme.rules))), Some(embedded()));
}

/// What a site exported before the rules spoke of contracts that run.
#[test]
fn a_document_of_before_contracts_that_run_is_still_read() {
    let mut document = export().clone();
    for cle in ["renouvellement", "avenant_en_cours"] {
        document["versements"].as_object_mut().unwrap().remove(cle).unwrap();
    }
    let constats = document["eligibilite"]["constat"].as_array_mut().unwrap();
    let avant = constats.len();
    constats.retain(|c| !cpts_rules::AJOUTES.contains(&c["id"].as_str().unwrap()));
    assert_eq!(constats.len(), avant - cpts_rules::AJOUTES.len());
    let etapes = document["procedure"]["etape"].as_array_mut().unwrap();
    etapes.retain(|e| e.get("pour").is_none_or(|pour| pour != "existante"));
    etapes.iter_mut().for_each(|e| drop(e.as_object_mut().unwrap().remove("pour")));
    for niveau in document["mots"]["niveau"].as_array_mut().unwrap() {
        niveau.as_object_mut().unwrap().remove("verdict_en_cours");
    }
    let bareme = read_bareme(&bytes(&document)).unwrap();
    let rules = compact::read(compact::keep(&compact::write(&bareme.rules))).unwrap();
    assert_eq!(rules.versements.renouvellement.premiere.valeur, 60);
    assert_eq!(rules.versements.avenant_en_cours.statut, cpts_rules::Statut::AConfirmer);
    let mut projet = Projet { situation: cpts_core::Situation::Existante, ..Projet::default() };
    (projet.signature, projet.vue_le) = ("2021-03-12".parse().ok(), "2026-12-01".parse().ok());
    let bilan = evaluate(&projet, &Perimetre::default(), rules);
    let ici = evaluate(&projet, &Perimetre::default(), embedded());
    assert_eq!((bilan.constats, bilan.etapes), (ici.constats, ici.etapes));
    // A criterion that was there from the start is missed.
    let constats = document["eligibilite"]["constat"].as_array_mut().unwrap();
    constats.retain(|c| c["id"] != "initiative");
    let refus = read_bareme(&bytes(&document)).unwrap_err();
    assert!(refus[0].probleme.contains("« initiative » : issue « inconnue » manquante"), "{refus:?}");
}

#[test]
fn a_corrected_amount_counts() {
    let mut document = export().clone();
    let valeurs = document["fonctionnement"]["financement"].as_array_mut().unwrap();
    valeurs.last_mut().unwrap()["T1"]["fixe"] = json!(51_234);
    // The published totals no longer hold: they are those of the rules that were exported.
    document["controles"]["controle"] = json!([]);
    let bareme = read_bareme(&bytes(&document)).unwrap();
    let rules = compact::read(compact::keep(&compact::write(&bareme.rules))).unwrap();
    let derniere = rules.valeurs(Poste::Fonctionnement).last().unwrap();
    assert_eq!(derniere.par_taille[0].unwrap().total, 51_234);
    assert_eq!(rules.poste(Poste::Parcours), embedded().poste(Poste::Parcours));
}

/// Takes a key away wherever it is.
fn strip(valeur: &mut Value, cle: &str) {
    match valeur {
        Value::Object(champs) => {
            champs.remove(cle);
            champs.values_mut().for_each(|v| strip(v, cle));
        }
        Value::Array(liste) => liste.iter_mut().for_each(|v| strip(v, cle)),
        _ => {}
    }
}

#[test]
fn a_document_of_before_one_said_what_would_prove_a_figure_is_read() {
    let mut document = export().clone();
    strip(&mut document, "preuve");
    let bareme = read_bareme(&bytes(&document)).unwrap();
    assert!(bareme.avertissements.is_empty());
    assert!(bareme.rules.textes.iter().all(|texte| texte.preuve.is_empty()));
    assert!(!bareme.rules.a_prouver().is_empty());
}

#[test]
fn the_kept_list_of_what_is_to_be_proved_is_that_of_the_rules() {
    let sortie = cpts(&["rules", "todo", "--format", "markdown"]);
    assert!(sortie.status.success(), "{}", String::from_utf8_lossy(&sortie.stderr));
    let garde = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/chiffres-a-prouver.md");
    assert!(
        std::fs::read_to_string(garde).unwrap() == String::from_utf8(sortie.stdout).unwrap(),
        "docs/chiffres-a-prouver.md is behind the rules: \
         run `cargo cpts rules todo --format markdown > docs/chiffres-a-prouver.md`"
    );
}

#[test]
fn what_is_to_be_proved_is_told_with_its_stake_its_place_and_its_proof() {
    let sortie = cpts(&["rules", "todo", "--format", "json"]);
    let liste: Vec<Value> = serde_json::from_slice(&sortie.stdout).unwrap();
    let enjeux: Vec<u64> = liste.iter().map(|f| f["en_jeu"].as_u64().unwrap_or(0)).collect();
    assert!(enjeux[0] > 0 && enjeux.is_sorted_by(|a, b| a >= b), "{enjeux:?}");
    let texte = String::from_utf8(cpts(&["rules", "todo"]).stdout).unwrap();
    let lignes: Vec<&str> = texte.lines().collect();
    for f in &liste {
        let place = format!("    rules/{} : {}", f["fichier"].as_str().unwrap(), f["cle"].as_str().unwrap());
        assert_eq!(lignes.iter().filter(|ligne| **ligne == place).count(), 1, "{place}");
    }
    // What the list ends with is what its figures call by their number.
    let preuves = lignes.iter().filter(|ligne| ligne.starts_with("    preuve ")).count();
    assert_eq!(preuves, liste.len());
    assert!(texte.contains("\n1. (") && !texte.contains("preuve 0"), "{texte}");
    let refus = cpts(&["rules", "todo", "--dir", "docs"]);
    assert_eq!(refus.status.code(), Some(2));
}

#[test]
fn each_slip_is_told_with_its_path_and_its_remedy() {
    let t2 = "/missions/parcours/financement/0/T2";
    assert_eq!(
        refus(&format!("{t2}/statut"), json!("sur")),
        ["missions.parcours.financement[0].T2 : statut inconnu « sur » ; \
             écrivez l'un de : publie, contrat, calcule, estime, a_confirmer"]
    );
    let dit = &refus(t2, json!({ "fixe": "beaucoup", "statut": "estime", "sources": [] }))[0];
    assert!(dit.starts_with("missions.parcours.financement[0].T2.fixe : le texte"), "{dit}");
    assert!(dit.ends_with("écrivez un nombre entier, sans virgule ni guillemets"), "{dit}");
    assert_eq!(
        refus("/fourni_le", json!("hier"))[0].split(" : ").next(),
        Some("fourni_le"),
        "a day that is none"
    );
    assert_eq!(
        refus("/fourni_le", json!(20261122))[0].split(" ; ").nth(1),
        Some("écrivez une date comme 2027-04-01")
    );
    assert!(refus("/version", json!(2))[0].starts_with("version : version 2 inconnue"));
    assert!(refus("/sources/source", json!([]))[0].contains("source inconnue"));
    assert!(
        refus("/versements/prorata_jours/unite", json!("mois"))[0]
            .starts_with("versements.prorata_jours.unite")
    );
    assert!(refus("/mots", json!({ "couleur": "bleu" }))[0].starts_with("mots.couleur : champ inconnu"));
}

#[test]
fn other_files_are_refused_whole() {
    for texte in ["", "<!doctype html>", "[]", "null", "{}", "{\"version\":1}"] {
        assert_eq!(read_bareme(texte.as_bytes()).unwrap_err().len(), 1, "{texte}");
    }
    let gros = vec![b' '; BAREME_OCTETS_MAX + 1];
    assert!(read_bareme(&gros).unwrap_err()[0].probleme.contains("trop gros"));
    let profond = "[".repeat(200_000);
    assert_eq!(read_bareme(profond.as_bytes()).unwrap_err().len(), 1);
}

#[test]
fn the_command_checks_a_document() {
    let fichier = std::env::temp_dir().join(format!("cpts-bareme-{}.json", std::process::id()));
    let chemin = fichier.to_str().unwrap();
    std::fs::write(&fichier, bytes(export())).unwrap();
    let sortie = cpts(&["rules", "check", "--fichier", chemin]);
    assert!(sortie.status.success());
    assert!(String::from_utf8_lossy(&sortie.stdout).ends_with("barème conforme, fourni le 2026-11-22\n"));

    let mut faux = export().clone();
    faux["tailles"]["paliers"][0]["T2"]["min"] = json!(50_000);
    std::fs::write(&fichier, bytes(&faux)).unwrap();
    let sortie = cpts(&["rules", "check", "--fichier", chemin]);
    assert_eq!(sortie.status.code(), Some(2));
    let dit = String::from_utf8_lossy(&sortie.stderr).into_owned();
    assert!(dit.contains("tailles.paliers[0].T2 : trou : personne n'est compté"), "{dit}");
    std::fs::remove_file::<PathBuf>(fichier).unwrap();
}

#[test]
fn the_page_and_its_data_are_written_side_by_side() {
    let dossier = std::env::temp_dir().join(format!("cpts-page-{}", std::process::id()));
    std::fs::create_dir_all(&dossier).unwrap();
    let sortie = cpts(&["rules", "page", "--sortie", dossier.to_str().unwrap()]);
    assert!(sortie.status.success(), "{}", String::from_utf8_lossy(&sortie.stderr));
    assert!(sortie.stdout.is_empty());
    let page = std::fs::read_to_string(dossier.join("bareme.html")).unwrap();
    assert!(page.contains("id=\"acces_aux_soins-2022-03-31-T3\""));
    // A site can give what it finds there: it is what `export` writes.
    let octets = std::fs::read(dossier.join("bareme.json")).unwrap();
    let bareme = read_bareme(&octets).unwrap();
    assert_eq!(&bareme.rules, embedded());
    assert_eq!(bareme.fourni_le, embedded().formulaire.verifie_le);
    let donnees: Value = serde_json::from_slice(&octets).unwrap();
    assert_eq!(donnees["verifie_le"], embedded().formulaire.verifie_le.to_string());
    assert_eq!(donnees["licence"], "etalab-2.0 OR MIT OR Apache-2.0");
    let mut exporte = export().clone();
    (exporte["fourni_le"], exporte["fourni_par"]) =
        (donnees["fourni_le"].clone(), donnees["fourni_par"].clone());
    assert_eq!(donnees, exporte);
    std::fs::remove_dir_all(&dossier).unwrap();

    let absent = dossier.join("absent");
    let sortie = cpts(&["rules", "page", "--sortie", absent.to_str().unwrap()]);
    assert_eq!(sortie.status.code(), Some(1));
    let dit = String::from_utf8_lossy(&sortie.stderr).into_owned();
    assert!(dit.contains("vérifiez que le dossier existe"), "{dit}");
}

/// Every number of the document, as a pointer.
fn numbers(valeur: &Value, ici: String, sortie: &mut Vec<String>) {
    match valeur {
        Value::Number(_) => sortie.push(ici),
        Value::Array(liste) => {
            for (i, v) in liste.iter().enumerate() {
                numbers(v, format!("{ici}/{i}"), sortie);
            }
        }
        Value::Object(champs) => {
            for (cle, v) in champs {
                numbers(v, format!("{ici}/{cle}"), sortie);
            }
        }
        _ => {}
    }
}

fn perimetre(population: u32) -> Perimetre {
    let commune = CommuneRetenue {
        code: "59350".parse().unwrap(),
        nom: "Commune".into(),
        population: Some(population),
        millesime: None,
        ville: None,
        departement: "59".parse().unwrap(),
        region: "32".parse().unwrap(),
        part: None,
    };
    Perimetre { millesime: 2023, communes: vec![commune], ..Perimetre::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn bytes_are_read_or_refused(octets in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read_bareme(&octets).is_err());
    }

    /// Whatever numbers a site writes, they are refused or can be computed with.
    #[test]
    fn any_number_is_refused_or_computed_with(
        place in any::<prop::sample::Index>(),
        nombre in prop_oneof![Just(0_u32), Just(u32::MAX), 0..200_u32, any::<u32>()],
        population in prop_oneof![Just(0_u32), 1..400_000_u32],
    ) {
        let mut places = Vec::new();
        numbers(export(), String::new(), &mut places);
        let mut document = export().clone();
        *document.pointer_mut(&places[place.index(places.len())]).unwrap() = json!(nombre);
        document["controles"]["controle"] = json!([]);
        match read_bareme(&bytes(&document)) {
            Ok(bareme) => {
                let rules = compact::read(compact::keep(&compact::write(&bareme.rules))).unwrap();
                prop_assert_eq!(rules, &bareme.rules);
                let projet = Projet { signature: "2027-04-01".parse().ok(), ..Projet::default() };
                let _ = evaluate(&projet, &perimetre(population), rules);
            }
            Err(refus) => prop_assert!(!refus.is_empty()),
        }
    }
}
