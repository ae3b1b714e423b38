//! What JavaScript gives is read as the command line reads it: the same projects are
//! accepted, and read alike; the same are refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use cpts_api::{CouvertureDonnee, Refus, Valeur, read_contexte, read_couverture, read_projet};
use cpts_core::Projet;
use proptest::prelude::*;
use serde_json::{Value, json};

fn both(json: &Value) -> (Result<Projet, Vec<Refus>>, Result<Projet, Refus>) {
    let texte = json.to_string();
    let valeur = Valeur::parse(&texte).unwrap();
    (read_projet(&valeur), cpts_api::read(&mut serde_json::Deserializer::from_str(&texte)))
}

/// Every field, written right.
fn whole() -> Value {
    json!({
        "version": 1,
        "nom": "CPTS « Cœur » \"d'essai\"\n",
        "initiateur": "elus",
        "professionnels": { "medecin_generaliste": 3, "infirmier": 0 },
        "territoire": {
            "epci": ["200068500"],
            "communes": ["59122", "2A004"],
            "exclues": ["59350"],
            "parts": [
                { "commune": "06088", "population": 120_000, "motif": "codes postaux", "iris": ["060880101"] }
            ]
        },
        "missions": ["acces_aux_soins", "parcours"],
        "situation": "existante",
        "signature": "2027-04-01",
        "vue_le": "2027-12-01",
        "hypotheses": {
            "atteinte_variable": 80, "crise_reconnue": true, "millesime": 2021,
            "demarrages": { "parcours": "2027-10-01" },
            "budget": {
                "coordination": { "brut": 40_000, "charges": 40, "quotite": 60, "embauche": 3 },
                "indemnites": { "personnes": 12, "heures": 2, "taux": 50 },
                "lignes": [
                    { "poste": "assurance", "montant": 600, "rythme": "an", "mois": 1 },
                    { "poste": "autre_recette", "nom": "Don" }
                ],
                "avec_variable": false
            }
        }
    })
}

/// What may stand where something else is expected.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!({})),
        Just(json!([])),
        Just(json!([null])),
        Just(json!({ "inconnu": 1 })),
        Just(json!([{}])),
        Just(json!(1.5)),
        Just(json!(1e30)),
        Just(json!("59122")),
        Just(json!("2027-02-30")),
        Just(json!("parcours")),
        Just(json!("nouvelle")),
        Just(json!("200068500")),
        Just(json!({ "parcours": "2028-01-01" })),
        prop_oneof![-2i64..3, 99i64..103, 65_530i64..65_540, Just(1 << 32), Just(-(1 << 40))]
            .prop_map(|n| json!(n)),
        "\\PC{0,6}".prop_map(|texte| json!(texte)),
    ]
}

/// The places of a value, each as the keys that lead there.
fn places(value: &Value, ici: &str, sortie: &mut Vec<String>) {
    sortie.push(ici.to_owned());
    match value {
        Value::Object(champs) => {
            champs.iter().for_each(|(cle, v)| places(v, &format!("{ici}/{cle}"), sortie))
        }
        Value::Array(liste) => {
            liste.iter().enumerate().for_each(|(i, v)| places(v, &format!("{ici}/{i}"), sortie));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_changed_project_is_read_alike_or_refused_alike(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0u8..3, odd()), 0..3),
    ) {
        let mut projet = whole();
        for (place, geste, valeur) in changes {
            let mut toutes = Vec::new();
            places(&projet, "", &mut toutes);
            let place = place.get(&toutes).clone();
            let (parent, cle) = place.rsplit_once('/').unwrap_or(("", ""));
            match (geste, projet.pointer_mut(parent)) {
                (0, Some(Value::Object(champs))) if !cle.is_empty() => {
                    champs.remove(cle);
                }
                (1, Some(Value::Object(champs))) => {
                    champs.insert("extra".to_owned(), valeur);
                }
                _ => *projet.pointer_mut(&place).unwrap() = valeur,
            }
        }
        match both(&projet) {
            (Ok(un), Ok(autre)) => prop_assert_eq!(un, autre),
            (Err(refus), Err(_)) => {
                prop_assert!(!refus.is_empty());
                for refus in refus {
                    let phrase = refus.to_string();
                    prop_assert!(!phrase.contains("expected") && phrase.lines().count() == 1, "{}", phrase);
                }
            }
            // serde takes the fields of a list in their order for an object: nobody means that.
            (Err(refus), Ok(_)) => {
                prop_assert!(refus.iter().all(|r| r.probleme == "une liste n'est pas du bon type"), "{:?}", refus);
            }
            (un, autre) => prop_assert!(false, "{}\n{:?}\n{:?}", projet, un, autre),
        }
    }

    #[test]
    fn a_coverage_is_read_as_serde_would(
        cpts in prop::collection::vec(("[a-z]{1,9}", "[0-9]{5}", 0usize..4), 0..4), damage in odd(), place in 0u8..5,
    ) {
        let statuts = ["aci_signee", "projet_valide", "lettre_intention", "aucune"];
        let cpts: Vec<Value> = cpts
            .iter()
            .map(|(nom, code, statut)| json!({ "nom": nom, "statut": statuts[*statut], "communes": [code] }))
            .collect();
        let mut couverture = json!({ "source": "ARS", "departements": ["59"], "cpts": cpts });
        let champ = ["source", "produite_le", "departements", "cpts", "sans_cpts"][usize::from(place)];
        couverture[champ] = damage;
        let lue = read_couverture(&Valeur::parse(&couverture.to_string()).unwrap());
        let autre = serde_json::from_value::<CouvertureDonnee>(couverture.clone());
        match (lue, autre) {
            (Ok(une), Ok(autre)) => prop_assert_eq!(une, autre),
            // A source without a letter is text all the same for serde.
            (Err(_), Err(_)) => {}
            (Err(refus), Ok(_)) => prop_assert_eq!(&refus[0].champ, "couverture.source"),
            (Ok(_), Err(erreur)) => prop_assert!(false, "{} {}", couverture, erreur),
        }
    }
}

fn refusals(json: &Value) -> Vec<String> {
    both(json).0.unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn every_slip_is_told_with_its_place_and_its_remedy() {
    let mut projet = whole();
    projet["territoire"]["comunes"] = json!([]);
    projet["territoire"]["communes"][1] = json!(59_350);
    projet["territoire"]["parts"][0]["population"] = json!("beaucoup");
    projet["professionnels"]["infirmier"] = json!(-1);
    projet["initiateur"] = json!("maire");
    projet["signature"] = json!("2027-02-30");
    projet["hypotheses"]["atteinte_variable"] = json!(101);
    projet["hypotheses"]["budget"]["lignes"][1]["rythme"] = json!("trimestre");
    let mut dites = refusals(&projet);
    dites.sort();
    let attendues = [
        "hypotheses.atteinte_variable : 101 : un pourcentage",
        "hypotheses.budget.lignes[1].rythme : valeur inconnue « trimestre » ; valeurs connues : mois, an, unique",
        "initiateur : valeur inconnue « maire » ; valeurs connues : professionnels_de_sante, etablissement",
        "professionnels.infirmier : le nombre -1 n'est pas du bon type ; écrivez un nombre entier",
        "signature : « 2027-02-30 » n'est pas une date",
        "territoire.communes[1] : le nombre 59350 n'est pas du bon type ; écrivez un texte entre guillemets",
        "territoire.comunes : champ inconnu « comunes » ; champs connus : epci, communes, exclues, parts",
        "territoire.parts[0].population : le texte « beaucoup » n'est pas du bon type ; écrivez un nombre",
    ];
    assert_eq!(dites.len(), attendues.len(), "{dites:#?}");
    for (dite, attendue) in dites.iter().zip(attendues) {
        assert!(dite.starts_with(attendue), "{dite}\n{attendue}");
    }
    assert_eq!(refusals(&json!({ "territoire": {} })), [". : il manque le champ « version » ; ajoutez-le"]);
    assert_eq!(refusals(&json!([])).len(), 1);
}

#[test]
fn what_has_no_measure_is_refused_in_few_words() {
    let communes: Vec<Value> = (0..100_000).map(|_| json!("x")).collect();
    let dites = refusals(&json!({ "version": 1, "territoire": { "communes": communes } }));
    assert!(dites.len() == 1 && dites[0].starts_with("territoire.communes : 100000 éléments"), "{dites:?}");

    let communes: Vec<Value> = (0..30_000).map(|_| json!("x".repeat(20))).collect();
    let dites = refusals(&json!({ "version": 1, "territoire": { "communes": communes } }));
    assert_eq!(dites.len(), 51);
    assert_eq!(dites[50], ". : et 29950 autres champs refusés");

    let champs: serde_json::Map<String, Value> = (0..20_000).map(|i| (i.to_string(), json!(1))).collect();
    let dites = refusals(&json!({ "version": 1, "territoire": {}, "professionnels": champs }));
    assert!(dites.len() == 1 && dites[0].contains("20000 éléments"), "{dites:?}");
}

#[test]
fn a_context_and_a_coverage_are_refused_by_their_name() {
    let valeur = |json: Value| Valeur::parse(&json.to_string()).unwrap();
    let refus = read_contexte(&valeur(json!({ "departements": ["59", 62], "region": "32" }))).unwrap_err();
    let champs: Vec<&str> = refus.iter().map(|r| r.champ.as_str()).collect();
    assert_eq!(champs, ["contexte.region", "contexte.departements[1]"]);
    assert!(read_contexte(&valeur(json!({}))).is_ok());
    let refus = read_couverture(&valeur(json!({ "source": "ARS", "cpts": [{ "nom": "A" }] }))).unwrap_err();
    assert!(refus.iter().all(|r| r.champ == "couverture.cpts[0]"), "{refus:?}");
    assert_eq!(read_couverture(&valeur(json!("CSV"))).unwrap_err()[0].champ, "couverture");
}
