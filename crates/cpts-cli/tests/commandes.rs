//! The command as a person types it: what it prints, how it ends.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn racine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `cpts` at the root of the repository, with a text on its standard input.
fn cpts(arguments: &[&str], entree: &str) -> Output {
    run(Command::new(env!("CARGO_BIN_EXE_cpts")).args(arguments), entree)
}

fn run(commande: &mut Command, entree: &str) -> Output {
    let mut enfant = commande
        .current_dir(racine())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may close it first.
    let _ = enfant.stdin.take().unwrap().write_all(entree.as_bytes());
    enfant.wait_with_output().unwrap()
}

fn texte(octets: &[u8]) -> &str {
    std::str::from_utf8(octets).unwrap()
}

/// The JSON of a command that must succeed.
fn reponse(arguments: &[&str], entree: &str) -> Value {
    let sortie = cpts(arguments, entree);
    assert!(sortie.status.success(), "{arguments:?} : {}", texte(&sortie.stderr));
    assert_eq!(texte(&sortie.stderr), "");
    serde_json::from_slice(&sortie.stdout).unwrap()
}

/// The lines on standard error of a command that must refuse.
fn refus(arguments: &[&str], entree: &str) -> Vec<String> {
    let sortie = cpts(arguments, entree);
    assert_eq!(sortie.status.code(), Some(2), "{arguments:?} {entree} : {}", texte(&sortie.stdout));
    assert_eq!(texte(&sortie.stdout), "", "{arguments:?} imprime quelque chose en refusant");
    texte(&sortie.stderr).lines().map(str::to_owned).collect()
}

fn scenarios() -> Vec<Value> {
    let json = std::fs::read_to_string(racine().join("tests/scenarios/scenarios.json")).unwrap();
    let mut fichier: Value = serde_json::from_str(&json).unwrap();
    fichier["scenarios"].take().as_array().unwrap().clone()
}

#[test]
fn every_scenario_has_its_population_and_its_taille() {
    let scenarios = scenarios();
    assert!(scenarios.len() >= 16, "{} scenarios", scenarios.len());
    for scenario in scenarios {
        let bilan = reponse(&["evaluate", "-"], &scenario["projet"].to_string());
        let (id, attendu) = (&scenario["id"], &scenario["attendu"]);
        assert_eq!(bilan["territoire"]["population"], attendu["population"], "scénario {id}");
        assert_eq!(bilan["territoire"]["communes"], attendu["communes"], "scénario {id}");
        let taille = bilan["taille"].get("taille").unwrap_or(&Value::Null);
        assert_eq!(taille, &attendu["taille"], "scénario {id}");
        // Outside the scheme there is a finding and no amount; inside, both.
        assert_eq!(bilan["financement"].is_null(), attendu["taille"].is_null(), "scénario {id}");
        assert!(!bilan["constats"].as_array().unwrap().is_empty(), "scénario {id}");
    }
}

#[test]
fn saint_martin_is_counted_under_the_ars_of_guadeloupe() {
    let projet = json!({ "version": 1, "territoire": { "communes": ["97801"] } });
    let bilan = reponse(&["evaluate", "-"], &projet.to_string());
    assert_eq!(bilan["taille"]["taille"], 1);
    assert_eq!(bilan["territoire"]["departements"], json!(["978"]));
    assert_eq!(bilan["territoire"]["regions"], json!(["01"]));
    assert!(bilan["constats"].as_array().unwrap().iter().all(|c| c["regle"] != "hors-dispositif"));
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    for scenario in scenarios().iter().take(4) {
        let projet = scenario["projet"].to_string();
        for forme in ["json", "text"] {
            let deux = [(); 2].map(|()| cpts(&["evaluate", "-", "--format", forme], &projet).stdout);
            assert!(!deux[0].is_empty());
            assert_eq!(deux[0], deux[1], "scénario {} en {forme}", scenario["id"]);
        }
    }
}

#[test]
fn a_file_is_read_like_standard_input() {
    let projet = scenarios()[0]["projet"].to_string();
    let fichier = std::env::temp_dir().join(format!("cpts-projet-{}.json", std::process::id()));
    std::fs::write(&fichier, &projet).unwrap();
    let par_fichier = cpts(&["evaluate", fichier.to_str().unwrap()], "").stdout;
    std::fs::remove_file(&fichier).unwrap();
    assert_eq!(texte(&par_fichier), texte(&cpts(&["evaluate", "-"], &projet).stdout));
}

#[test]
fn the_text_form_says_the_essential() {
    let cambrai = scenarios().into_iter().find(|s| s["id"] == "5").unwrap();
    let sortie = cpts(&["evaluate", "-", "--format", "text"], &cambrai["projet"].to_string());
    let texte = texte(&sortie.stdout);
    for morceau in [
        "CA de Cambrai\n=",
        "80 120 habitants",
        "Nord (59)",
        "Taille : 3",
        "120 habitants au-dessus",
        "Constats\n-",
        "Financement",
        "Total",
    ] {
        assert!(texte.contains(morceau), "sans {morceau:?} :\n{texte}");
    }
    assert!(texte.lines().all(|ligne| ligne.chars().count() <= 90), "{texte}");
}

/// The text of a scenario with all the missions, signed on the first of April 2027.
fn texte_complet(id: &str, options: &[&str]) -> String {
    let mut projet = scenarios().into_iter().find(|s| s["id"] == id).unwrap()["projet"].take();
    projet["signature"] = json!("2027-04-01");
    projet["missions"] =
        json!(["acces_aux_soins", "parcours", "prevention", "crise_sanitaire", "qualite", "accompagnement"]);
    let arguments = [&["evaluate", "-", "--format", "text"], options].concat();
    texte(&cpts(&arguments, &projet.to_string()).stdout).to_owned()
}

#[test]
fn an_amount_that_is_not_proved_is_told_with_its_bounds_once() {
    let lu = texte_complet("5b", &["--budget", "--et-si"]);
    for morceau in [
        // A line: its total, then its parts no more.
        "Parcours pluriprofessionnels        35 000    35 000    70 000  à confirmer\n    au total entre 65 000 et 75 000 €\nPrévention",
        "    la première année, plan à écrire : 35 000 € (entre 25 000 et 50 000 €,\n    estimé)\n",
        "    fixe entre 187 500 et 212 500 € ; variable entre 72 500 et 82 500 € ; au\n    total entre 307 500 et 322 500 €\n",
        "(entre 35 000 et\n45 000 €)\n",
        "une crise sanitaire grave est reconnue : 52 500 € (entre 37 500 et\n67 500 €, estimé)",
        // A payment, a year, the cash.
        "Crises sanitaires, plan, première année du plan, au démarrage\n                         entre 18 750 et 37 500 €\n",
        "Versé la 1re année : 113 438 € (entre 105 000 et 126 563 €)\n",
        "10/2027        53 438 €        4 496 €       81 962 €  entre 73 524 et 95 087 €\n",
        // Another taille.
        "En Taille 4 : fixe par an 297 500 € (entre 290 000 et 302 500 €, à confirmer),\nmaximum 480 000 € (calculé).",
    ] {
        assert!(lu.contains(morceau), "sans {morceau:?} :\n{lu}");
    }
    assert_eq!(lu.matches("montant non publié, on sait entre quoi et quoi").count(), 1);
    assert!(lu.lines().all(|ligne| ligne.chars().count() <= 90), "{lu}");
    assert!(!lu.contains('\u{a0}'));
}

#[test]
fn where_all_is_proved_nothing_is_said_of_bounds() {
    // Taille 3 is read in contracts, but for the first year of the crisis plan.
    let lu = texte_complet("5", &[]);
    assert!(
        lu.contains("Total                              275 000   122 500   397 500  contrat\nEn plus"),
        "{lu}"
    );
    let incertaines = lu.lines().filter(|l| l.contains("entre ") && l.contains('€')).count();
    assert_eq!(incertaines, 5, "the first year, its advance, its balance, the two years:\n{lu}");
    // Taille 4: the total is known, and how it splits is not.
    let lu = texte_complet("18", &[]);
    let total = "480 000  à confirmer\n    variable entre 107 500 et 120 000 €\n    le total est mieux connu que ses lignes et leur partage : calculé\n";
    assert!(lu.contains(total), "{lu}");
    assert!(lu.contains("dont 70 000 € sans partage établi entre fixe et variable\n"), "{lu}");
}

fn projet(champs: Value) -> String {
    let mut projet = json!({ "version": 1, "territoire": { "communes": ["59122"] } });
    projet.as_object_mut().unwrap().extend(champs.as_object().unwrap().clone());
    projet.to_string()
}

#[test]
fn a_slip_is_one_line_with_its_field_and_its_remedy() {
    for (entree, morceaux) in [
        (projet(json!({ "comunes": [] })), &["comunes", "champ inconnu", "territoire"][..]),
        (projet(json!({ "version": 2 })), &["version", "1"]),
        (projet(json!({ "missions": ["soins"] })), &["missions[0]", "acces_aux_soins"]),
        (projet(json!({ "signature": "avril" })), &["signature", "avril"]),
        (
            projet(json!({ "professionnels": { "infirmier": "5" } })),
            &["professionnels.infirmier", "nombre entier"],
        ),
        (
            projet(json!({ "hypotheses": { "atteinte_variable": 120 } })),
            &["hypotheses.atteinte_variable", "100"],
        ),
        (projet(json!({ "territoire": { "communes": ["5912"] } })), &["territoire.communes[0]", "5912"]),
        ("{".to_owned(), &["s'arrête au milieu"]),
        (String::new(), &["s'arrête"]),
        (format!("{} []", projet(json!({}))), &["après la fin"]),
    ] {
        let lignes = refus(&["evaluate", "-"], &entree);
        assert_eq!(lignes.len(), 1, "{entree} : {lignes:?}");
        for morceau in morceaux {
            assert!(lignes[0].contains(morceau), "{entree}\n{}\nsans {morceau:?}", lignes[0]);
        }
    }
}

#[test]
fn every_unknown_name_is_told_at_once() {
    let entree = projet(json!({
        "professionnels": { "boulanger": 2 },
        "territoire": { "communes": ["59122", "99999", "59998"], "epci": ["200068501"] },
    }));
    let lignes = refus(&["evaluate", "-"], &entree);
    assert_eq!(lignes.len(), 4, "{lignes:#?}");
    for champ in
        ["professionnels.boulanger", "territoire.communes[1]", "territoire.communes[2]", "territoire.epci[0]"]
    {
        assert!(lignes.iter().any(|ligne| ligne.starts_with(champ)), "{champ} : {lignes:#?}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let lignes = refus(&["evaluate", "absent.json"], "");
    assert!(lignes[0].contains("absent.json"), "{lignes:?}");
}

#[test]
fn damaged_data_is_refused_by_name() {
    let dossier = std::env::temp_dir().join(format!("cpts-donnees-{}", std::process::id()));
    std::fs::create_dir_all(&dossier).unwrap();
    let communes = std::fs::read(racine().join("data/communes.bin")).unwrap();
    std::fs::copy(racine().join("data/adjacence.bin"), dossier.join("adjacence.bin")).unwrap();
    let chemin = dossier.to_str().unwrap();

    std::fs::write(dossier.join("communes.bin"), &communes).unwrap();
    let intact = reponse(&["--data", chemin, "search", "Cambrai", "--limit", "1"], "");
    assert_eq!(intact, reponse(&["search", "Cambrai", "--limit", "1"], ""));

    std::fs::write(dossier.join("communes.bin"), &communes[..communes.len() / 2]).unwrap();
    let lignes = refus(&["--data", chemin, "search", "Cambrai"], "");
    assert!(lignes[0].contains("communes.bin"), "{lignes:?}");
    std::fs::remove_dir_all(dossier).unwrap();
}

#[test]
fn search_finds_and_keeps_to_its_limit() {
    let trouvailles = reponse(&["search", "cambrai", "--limit", "3"], "");
    let trouvailles = trouvailles.as_array().unwrap();
    assert!(!trouvailles.is_empty() && trouvailles.len() <= 3);
    assert_eq!(trouvailles[0]["lieu"]["code"], "59122");
    assert_eq!(trouvailles[0]["lieu"]["departement"], json!({ "code": "59", "nom": "Nord" }));
    assert_eq!(trouvailles[0]["portion"], json!([0, 7]));
    // Several words need no quotes.
    let deux_mots = reponse(&["search", "saint", "denis", "--limit", "20"], "");
    assert!(deux_mots.as_array().unwrap().iter().any(|t| t["lieu"]["code"] == "93066"), "{deux_mots}");
    assert_eq!(reponse(&["search", "xqzwk"], ""), json!([]));
    // Near Carcassonne, Saint-Denis is the one of the Aude.
    let aude = reponse(&["search", "saint-denis", "--pres-de", "11069", "--limit", "3"], "");
    assert_eq!(aude[0]["lieu"]["code"], "11339");
}

#[test]
fn territory_tells_every_kind_of_code() {
    let lieux = reponse(&["territory", "59122", "200068500", "93059", "75115", "75001"], "");
    assert_eq!(lieux[0]["type"], "commune");
    assert_eq!(lieux[0]["nom"], "Cambrai");
    assert_eq!(lieux[0]["epci"], "200068500");
    assert!(lieux[0]["codes_postaux"].as_array().unwrap().contains(&json!("59400")));
    assert_eq!(lieux[1]["type"], "epci");
    assert_eq!(lieux[1]["population"], 80_120);
    assert_eq!(lieux[1]["communes"].as_array().unwrap().len(), 55);
    assert_eq!(lieux[2]["type"], "ancienne_commune");
    assert_eq!(lieux[2]["actuelle"]["code"], "93066");
    assert_eq!(lieux[3]["ville"], "75056");
    // No commune has this INSEE code, but letters go there.
    assert_eq!(lieux[4]["type"], "code_postal");
    assert_eq!(lieux[4]["communes"][0]["code"], "75101");
}

#[test]
fn unknown_codes_are_all_refused() {
    let lignes = refus(&["territory", "59122", "00000", "abc"], "");
    assert_eq!(lignes.len(), 2, "{lignes:?}");
    assert!(lignes[0].starts_with("00000 :") && lignes[1].starts_with("abc :"), "{lignes:?}");
}

#[test]
fn the_rules_of_the_repository_are_sound() {
    let sortie = cpts(&["rules", "check"], "");
    assert!(sortie.status.success(), "{}", texte(&sortie.stderr));
    assert!(texte(&sortie.stdout).contains("règles"), "{}", texte(&sortie.stdout));
    // Long after every date of the files, they are all to be checked again.
    let tard = cpts(&["rules", "check", "--date", "2099-01-01"], "");
    assert!(texte(&tard.stdout).lines().count() > texte(&sortie.stdout).lines().count());
}

#[test]
fn rules_that_are_not_there_are_refused() {
    let lignes = refus(&["rules", "check", "--dir", "crates"], "");
    assert!(!lignes.is_empty());
}

#[test]
fn a_project_may_ask_for_an_earlier_vintage() {
    let projet = |annee: u16| json!({ "version": 1, "territoire": { "epci": ["200070308"] }, "hypotheses": { "millesime": annee } });
    for (annee, population, taille) in [(2022, 79_589, 2), (2023, 80_318, 3)] {
        let bilan = reponse(&["evaluate", "-"], &projet(annee).to_string());
        assert_eq!(bilan["territoire"]["millesime"], annee);
        assert_eq!(bilan["territoire"]["population"], population);
        assert_eq!(bilan["taille"]["taille"], taille);
    }
    let lignes = refus(&["evaluate", "-"], &projet(2019).to_string());
    assert_eq!(lignes.len(), 1);
    assert!(
        lignes[0].contains("hypotheses.millesime") && lignes[0].contains("2023, 2022, 2021"),
        "{lignes:?}"
    );
}

#[test]
fn a_share_may_be_told_by_its_iris() {
    let projet = |iris: &str| {
        json!({ "version": 1, "territoire": { "parts": [
            { "commune": "06088", "population": 1, "motif": "centre", "iris": [iris] }
        ] } })
    };
    let bilan = reponse(&["evaluate", "-"], &projet("060880101").to_string());
    // What was written does not count where the IRIS are known.
    let population = bilan["territoire"]["population"].as_u64().unwrap();
    assert!((500..6_000).contains(&population), "{population}");
    let regles: Vec<_> = bilan["constats"].as_array().unwrap().iter().map(|c| c["regle"].clone()).collect();
    assert!(
        regles.contains(&json!("part-iris")) && !regles.contains(&json!("saisie-manuelle")),
        "{regles:?}"
    );
    let lignes = refus(&["evaluate", "-"], &projet("751130101").to_string());
    assert!(lignes[0].contains("territoire.parts[0].iris"), "{lignes:?}");
}

#[test]
fn a_coverage_file_is_compared_with_the_territory() {
    let projet = r#"{"version":1,"territoire":{"epci":["200068500"]}}"#;
    for fichier in ["tests/couverture/exemple.csv", "tests/couverture/exemple.geojson"] {
        let bilan = reponse(&["evaluate", "-", "--couverture", fichier], projet);
        assert_eq!(bilan["verdict"], "bloquant");
        let constats = bilan["constats"].as_array().unwrap();
        let niveaux: Vec<&Value> =
            constats.iter().filter(|c| c["regle"] == "couverture").map(|c| &c["niveau"]).collect();
        assert_eq!(niveaux, ["bloquant", "a_lever", "a_lever"]);
    }
    let sans = reponse(&["evaluate", "-"], projet);
    assert_ne!(sans["verdict"], "bloquant");
    let lignes = refus(&["evaluate", "-", "--couverture", "README.md"], projet);
    assert!(lignes[0].contains("colonne absente"), "{lignes:?}");
    let lignes = refus(&["evaluate", "-", "--couverture", "nulle-part.csv"], projet);
    assert!(lignes[0].contains("nulle-part.csv"), "{lignes:?}");
}

#[test]
fn what_if_is_told_where_it_is_asked_for() {
    let projet = json!({ "version": 1, "signature": "2027-04-01",
        "territoire": { "epci": ["200068500"], "exclues": ["59269"] } });
    let entree = projet.to_string();
    assert!(reponse(&["evaluate", "-"], &entree).get("et_si").is_none());

    let bilan = reponse(&["evaluate", "-", "--et-si"], &entree);
    let et_si = &bilan["et_si"];
    assert_eq!(et_si["manque"], 1_293);
    let premier = &et_si["ajouts"][0];
    assert_eq!(premier["nom"], "Gouzeaucourt");
    // What it says of a commune is what evaluating with it gives.
    let mut avec = projet.clone();
    avec["territoire"]["exclues"] = json!([]);
    let avec = reponse(&["evaluate", "-"], &avec.to_string());
    assert_eq!(premier["apres"], avec["territoire"]["population"]);
    assert_eq!(premier["taille"], avec["taille"]["taille"]);
    let totaux = et_si["totaux"].as_array().unwrap();
    let de = |taille: &Value| &totaux.iter().find(|t| t["taille"] == *taille).unwrap()["totaux"];
    assert_eq!(de(&premier["taille"]), &avec["financement"]["totaux"]);
    assert_eq!(de(&bilan["taille"]["taille"]), &bilan["financement"]["totaux"]);
    assert!(!et_si["rappel"]["sources"].as_array().unwrap().is_empty());

    let sortie = cpts(&["evaluate", "-", "--et-si", "--format", "text"], &entree);
    let texte_lu = texte(&sortie.stdout);
    for morceau in [
        "Et si le périmètre changeait ?\n-",
        "Il manque 1 293 habitants",
        "Gouzeaucourt (59)",
        "80 120  3",
        "Montrez que votre territoire est pertinent",
    ] {
        assert!(texte_lu.contains(morceau), "sans {morceau:?} :\n{texte_lu}");
    }
    assert!(texte_lu.lines().all(|ligne| ligne.chars().count() <= 90), "{texte_lu}");
}

#[test]
fn without_taille_what_if_is_null_and_says_so() {
    let entree = json!({ "version": 1, "territoire": {} }).to_string();
    assert_eq!(reponse(&["evaluate", "-", "--et-si"], &entree)["et_si"], Value::Null);
    assert!(reponse(&["evaluate", "-", "--et-si"], &entree).get("et_si").is_some());
    let sortie = cpts(&["evaluate", "-", "--et-si", "--format", "text"], &entree);
    assert!(texte(&sortie.stdout).contains("Sans taille, rien ne peut en changer"));
    let aide = cpts(&["evaluate", "--help"], "");
    assert!(texte(&aide.stdout).contains("--et-si"));
}

#[test]
fn documents_are_written_into_a_file() {
    let projet = json!({ "version": 1, "nom": "Essai", "territoire": { "communes": ["01004"] } }).to_string();
    let dossier = std::env::temp_dir().join(format!("cpts-documents-{}", std::process::id()));
    std::fs::create_dir_all(&dossier).unwrap();
    let write = |quoi: &str| {
        let fichier = dossier.join(quoi);
        let chemin = fichier.to_str().unwrap();
        let sortie = cpts(&["document", quoi, "-", "-o", chemin, "--date", "2026-11-22"], &projet);
        assert!(sortie.status.success() && sortie.stdout.is_empty(), "{quoi} : {}", texte(&sortie.stderr));
        std::fs::read(fichier).unwrap()
    };
    for quoi in ["lettre", "fiches"] {
        assert!(write(quoi).starts_with(b"PK\x03\x04"), "{quoi}");
    }
    assert!(texte(&write("texte")).contains("Ambérieu-en-Bugey\u{a0}: 01004"));
    assert!(texte(&write("communes")).contains("\"=\"\"01004\"\"\";\"Ambérieu-en-Bugey\""));
    let relu = write("projet");
    let bilans = [projet.as_str(), texte(&relu)].map(|p| reponse(&["evaluate", "-"], p));
    assert_eq!(bilans[0], bilans[1]);
    std::fs::remove_dir_all(&dossier).unwrap();

    let nulle_part = cpts(&["document", "lettre", "-", "-o", "/nulle/part", "--date", "2026-11-22"], &projet);
    assert_eq!(nulle_part.status.code(), Some(1));
    assert!(texte(&nulle_part.stderr).contains("vérifiez que le dossier existe"));
    let sans_jour = cpts(&["document", "lettre", "-", "-o", "/nulle/part"], &projet);
    assert_eq!(sans_jour.status.code(), Some(2));
}

/// The project of the contract of 2021, with or without the day from which one looks.
fn contrat_de_2021(vue_le: bool) -> String {
    let mut projet = scenarios().iter().find(|s| s["id"] == "26").unwrap()["projet"].clone();
    if !vue_le {
        projet.as_object_mut().unwrap().remove("vue_le");
    }
    projet.to_string()
}

#[test]
fn a_running_contract_is_looked_at_from_its_day_or_from_today() {
    let dit = reponse(&["evaluate", "-"], &contrat_de_2021(true));
    assert_eq!(dit["contrat"]["vue_le"], "2026-12-01");
    assert_eq!(dit["financement"]["echeancier"][0]["date"], "2027-03-12");
    let aujourd_hui = reponse(&["evaluate", "-"], &contrat_de_2021(false));
    let jour = aujourd_hui["contrat"]["vue_le"].as_str().unwrap();
    assert!(jour > "2026-01-01", "{jour}");
    let versements = aujourd_hui["financement"]["echeancier"].as_array().unwrap();
    assert!(!versements.is_empty() && versements.iter().all(|v| v["date"].as_str().unwrap() >= jour));
    // Twenty-six hours apart, it is never the same day.
    let [ouest, est] = ["OUEST12", "EST-14"].map(|fuseau| {
        let mut commande = Command::new(env!("CARGO_BIN_EXE_cpts"));
        let sortie = run(commande.args(["evaluate", "-"]).env("TZ", fuseau), &contrat_de_2021(false));
        let dit: Value = serde_json::from_slice(&sortie.stdout).unwrap();
        dit["contrat"]["vue_le"].as_str().unwrap().to_owned()
    });
    assert!(ouest < est, "{ouest} {est}");
    let lignes = refus(&["evaluate", "-"], &contrat_de_2021(true).replace("2026-12-01", "2020-12-01"));
    assert!(lignes[0].starts_with("vue_le : 2020-12-01 précède la signature"), "{lignes:?}");
    let aide = cpts(&["evaluate", "--help"], "");
    assert!(texte(&aide.stdout).contains("vue_le"));

    let sortie = cpts(&["evaluate", "-", "--format", "text", "--budget"], &contrat_de_2021(true));
    let page = texte(&sortie.stdout).replace('\u{a0}', " ");
    for morceau in [
        "Contrat signé le 12 mars 2021. 6e année, prochain anniversaire le 12 mars",
        "Vu le 2026-12-01.",
        "Crises sanitaires, plan : rien → 22 500 (contrat)",
        "Ce qui est en caisse le premier jour n'est pas connu",
        "12/2026",
    ] {
        assert!(page.contains(morceau), "{morceau}\n{page}");
    }
}

#[test]
fn a_cpts_that_has_signed_gets_no_lettre_d_intention() {
    let dossier = std::env::temp_dir().join(format!("cpts-contrat-{}", std::process::id()));
    std::fs::create_dir_all(&dossier).unwrap();
    let fichier = dossier.join("document");
    let chemin = fichier.to_str().unwrap();
    let projet = contrat_de_2021(false);
    for quoi in ["lettre", "texte"] {
        let lignes = refus(&["document", quoi, "-", "-o", chemin, "--date", "2026-12-01"], &projet);
        assert!(lignes[0].starts_with("situation : une CPTS qui a signé"), "{lignes:?}");
    }
    // The file of the project keeps what was written: the day is that of whoever reads it.
    let sortie = cpts(&["document", "projet", "-", "-o", chemin, "--date", "2026-12-01"], &projet);
    assert!(sortie.status.success());
    let relu: Value = serde_json::from_slice(&std::fs::read(&fichier).unwrap()).unwrap();
    assert_eq!((&relu["situation"], relu.get("vue_le")), (&json!("existante"), None));
    std::fs::remove_dir_all(&dossier).unwrap();
}

#[test]
fn with_budget_the_cash_comes_beside_the_bilan() {
    let projet = json!({
        "version": 1,
        "territoire": { "epci": ["200068500"] },
        "signature": "2027-04-01",
        "hypotheses": { "budget": { "coordination": { "quotite": 300 } } }
    })
    .to_string();
    let sans = reponse(&["evaluate", "-"], &projet);
    assert!(sans.get("tresorerie").is_none());
    let avec = reponse(&["evaluate", "-", "--budget"], &projet);
    let mois = avec["tresorerie"]["mois"].as_array().unwrap();
    assert_eq!(mois.len(), 24);
    assert_eq!(
        (&mois[0]["annee"], &mois[0]["mois"], &mois[0]["entrees"]),
        (&json!(2027), &json!(4), &json!(75_000))
    );
    // Three posts at 53 960 € for 75 000 €: the seventh month is short.
    let texte_lu = cpts(&["evaluate", "-", "--budget", "--format", "text"], &projet).stdout;
    let rouge = &avec["tresorerie"]["rouge"];
    let premier = &mois[usize::try_from(rouge["premier"].as_u64().unwrap()).unwrap()];
    let nomme = format!("{:02}/{}", premier["mois"].as_u64().unwrap(), premier["annee"].as_u64().unwrap());
    let phrase = texte(&texte_lu).lines().find(|l| l.contains("Premier mois dans le rouge")).unwrap();
    assert!(phrase.contains(&nomme), "{phrase}");
    // Without a signature it is there, and null: the reader need not guess.
    let sans_date = json!({ "version": 1, "territoire": { "epci": ["200068500"] } }).to_string();
    let reponse = reponse(&["evaluate", "-", "--budget"], &sans_date);
    assert!(reponse["tresorerie"].is_null() && reponse.get("tresorerie").is_some());
    let refus =
        refus(&["evaluate", "-"], &projet.replace("\"quotite\":300", "\"quotite\":900,\"embauche\":24"));
    assert_eq!(refus.len(), 2, "{refus:?}");
}

/// What `cpts liste` says of a list, by its four lists.
fn liste(arguments: &[&str], texte: &str) -> Value {
    let sortie = cpts(&[&["liste"], arguments].concat(), texte);
    assert!(sortie.status.success(), "{sortie:?}");
    serde_json::from_slice(&sortie.stdout).unwrap()
}

fn codes(lus: &Value) -> Vec<&str> {
    lus["reconnues"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap()).collect()
}

#[test]
fn a_list_comes_out_in_four_lists_and_nothing_is_lost() {
    let lu = liste(&[], "Communes\nCambrai\n59400 CAMBRAI\nSaint-Denis\nZzz\n200068500\n");
    assert_eq!(codes(&lu), ["59122", "200068500"]);
    assert_eq!(lu["reconnues"][0]["texte"], "Cambrai");
    assert_eq!(lu["a_choisir"][0]["texte"], "Saint-Denis");
    assert_eq!(lu["a_choisir"][0]["raison"], "Plusieurs communes portent ce nom.");
    assert_eq!(lu["a_choisir"][0]["candidats"][0]["nom"], "Saint-Denis");
    assert_eq!(lu["inconnues"][0]["texte"], "Zzz");
    let ignorees: Vec<&str> =
        lu["ignorees"].as_array().unwrap().iter().map(|i| i["texte"].as_str().unwrap()).collect();
    assert_eq!(ignorees, ["Communes", "59400 CAMBRAI"]);
    // Near what the project holds, or far from it.
    assert_eq!(codes(&liste(&["-", "--pres-de", "05126,05091"], "Ribeyret")), ["05117"]);
    assert_eq!(liste(&["--pres-de", "05126"], "Montmorin")["a_choisir"][0]["candidats"][0]["code"], "63239");
}

#[test]
fn lists_are_read_in_the_encodings_of_spreadsheets() {
    let cas = racine().join("tests/cas");
    for (fichier, attendu) in [
        ("R21_utf16_liste.txt", &["59122", "59206"][..]),
        ("R11_liste.txt", &["59122", "59206", "59405"]),
        ("R19.tsv", &["21054", "21412", "21492", "21464", "21295"]),
    ] {
        let lu = liste(&[cas.join(fichier).to_str().unwrap()], "");
        assert_eq!(codes(&lu), attendu, "{fichier}: {lu}");
    }
}
