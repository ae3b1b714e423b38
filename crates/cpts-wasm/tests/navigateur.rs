//! The API as JavaScript sees it, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use cpts_wasm::Simulateur;
use js_sys::{Array, Error, JSON, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const COMMUNES: &[u8] = include_bytes!("../../../data/communes.bin");
const ADJACENCE: &[u8] = include_bytes!("../../../data/adjacence.bin");

fn simulateur() -> Simulateur {
    Simulateur::new(COMMUNES, Some(ADJACENCE.to_vec()), None, None).unwrap()
}

fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

/// A value deep inside an object: `at(&bilan, "territoire.population")`.
fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| Reflect::get(&value, &key.into()).unwrap())
}

fn number(value: &JsValue, path: &str) -> Option<f64> {
    at(value, path).as_f64()
}

const CAMBRAI: &str =
    r#"{ "version": 1, "territoire": { "epci": ["200068500"] }, "professionnels": { "infirmier": 5 } }"#;

#[wasm_bindgen_test]
fn a_bilan_is_a_plain_object() {
    let bilan = simulateur().evaluate(object(CAMBRAI)).unwrap();
    assert_eq!(number(&bilan, "territoire.population"), Some(80_120.0));
    assert_eq!(number(&bilan, "taille.taille"), Some(3.0));
    // JSON keeps everything: no Map, no undefined, no big integer.
    let relu = object(&String::from(JSON::stringify(&bilan).unwrap()));
    assert_eq!(at(&relu, "territoire.epci.0.siren").as_string().as_deref(), Some("200068500"));
    assert!(at(&relu, "constats").unchecked_into::<Array>().length() > 5);
}

#[wasm_bindgen_test]
fn a_refusal_is_an_error_with_every_field() {
    let projet = r#"{ "version": 1, "territoire": { "communes": ["99999", "59122", "59998"] } }"#;
    let erreur: Error = simulateur().evaluate(object(projet)).unwrap_err().dyn_into().unwrap();
    assert_eq!(erreur.name(), "ProjetRefuse");
    let refus = at(&erreur, "refus").unchecked_into::<Array>();
    assert_eq!(refus.length(), 2);
    assert_eq!(at(&refus, "0.champ").as_string().as_deref(), Some("territoire.communes[0]"));

    let erreur: Error = simulateur().evaluate(object(r#"{ "version": 1 }"#)).unwrap_err().dyn_into().unwrap();
    assert!(String::from(erreur.message()).contains("« territoire »"), "{}", erreur.message());
    let erreur: Error = simulateur()
        .evaluate(object(r#"{ "version": 1, "territoire": {}, "professionnels": { "infirmier": "5" } }"#))
        .unwrap_err()
        .dyn_into()
        .unwrap();
    assert!(
        String::from(erreur.message()).starts_with("professionnels.infirmier : "),
        "{}",
        erreur.message()
    );
}

#[wasm_bindgen_test]
fn a_simulation_follows_its_changes() {
    let simulateur = simulateur();
    let mut simulation = simulateur
        .simulation(object(r#"{ "version": 1, "territoire": { "communes": ["59122"] } }"#))
        .unwrap();
    let seule = simulation.population().unwrap();
    assert!(simulation.add_commune("59428").unwrap());
    assert!(!simulation.add_commune("59428").unwrap());
    let deux = simulation.population().unwrap();
    assert!(deux > seule);
    assert_eq!(number(&simulation.bilan().unwrap(), "territoire.population"), Some(f64::from(deux)));
    assert!(simulation.remove_commune("59428").unwrap());
    assert!(!simulation.remove_commune("59428").unwrap());
    assert_eq!(simulation.population().unwrap(), seule);
}

#[wasm_bindgen_test]
fn a_refused_change_changes_nothing() {
    let simulateur = simulateur();
    let mut simulation = simulateur.simulation(object(CAMBRAI)).unwrap();
    let avant = String::from(JSON::stringify(&simulation.bilan().unwrap()).unwrap());
    // A former commune, no commune, no profession.
    assert!(simulation.add_commune("93059").is_err());
    assert!(simulation.add_commune("abc").is_err());
    assert!(simulation.set_profession("boulanger", 1).is_err());
    assert_eq!(String::from(JSON::stringify(&simulation.bilan().unwrap()).unwrap()), avant);
    assert_eq!(at(&simulation.projet().unwrap(), "professionnels.boulanger"), JsValue::UNDEFINED);
    simulation.set_profession("infirmier", 7).unwrap();
    assert_eq!(number(&simulation.projet().unwrap(), "professionnels.infirmier"), Some(7.0));
}

#[wasm_bindgen_test]
fn damaged_data_is_an_error() {
    let erreur: Error =
        Simulateur::new(&COMMUNES[..1000], None, None, None).err().unwrap().dyn_into().unwrap();
    assert!(!String::from(erreur.message()).is_empty());
    assert!(Simulateur::new(COMMUNES, Some(ADJACENCE[1..].to_vec()), None, None).is_err());
}

#[wasm_bindgen_test]
fn places_are_found() {
    let simulateur = simulateur();
    let trouvailles = simulateur.search("cambrai", 2).unwrap();
    assert_eq!(at(&trouvailles, "0.lieu.code").as_string().as_deref(), Some("59122"));
    assert_eq!(at(&simulateur.territory("59122").unwrap(), "nom").as_string().as_deref(), Some("Cambrai"));
    assert!(simulateur.territory("00000").unwrap().is_null());
}
