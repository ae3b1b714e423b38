//! What the host page is told: `cpts:pret`, `cpts:bilan`, `cpts:erreur`, as
//! `web/element.json` declares them.

use cpts_core::Entre;
use cpts_seance::donnees::Donnees;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::etat::Etat;
use crate::socle::vue::watch;

/// Tells the host that the simulator computes, then each bilan.
pub(crate) fn follow(etat: Etat) {
    let version = JsValue::from_str(env!("CARGO_PKG_VERSION"));
    let regles = JsValue::from_str(&etat.formulaire().verifie_le.to_string());
    signal(etat, "cpts:pret", &[("version", version), ("regles", regles)]);
    watch(Box::new(move || {
        if !etat.donnees.with(|d| matches!(d, Donnees::La(_))) {
            return;
        }
        let nombre = |n: Option<u32>| n.map_or(JsValue::NULL, JsValue::from);
        let bornes =
            |e: Option<Entre>| e.map_or(JsValue::NULL, |e| Array::of2(&e.min.into(), &e.max.into()).into());
        let detail = etat.bilan.with(|b| {
            let totaux = b.financement.as_ref().map(|f| &f.totaux);
            [
                ("communes", JsValue::from(b.territoire.communes)),
                ("population", JsValue::from(b.territoire.population)),
                ("taille", nombre(b.taille.map(|t| u32::from(t.taille.numero())))),
                ("verdict", JsValue::from_str(b.verdict.id())),
                ("fixe", nombre(totaux.map(|t| t.fixe))),
                ("maximum", nombre(totaux.map(|t| t.maximum))),
                ("fixe_entre", bornes(totaux.and_then(|t| t.fixe_entre))),
                ("maximum_entre", bornes(totaux.and_then(|t| t.maximum_entre))),
            ]
        });
        signal(etat, "cpts:bilan", &detail);
    }));
}

/// Tells the host, and its console, that something it gave could not be used.
pub(crate) fn fail(etat: Etat, quoi: &str, message: &str) {
    web_sys::console::warn_1(&["cpts-simulateur : ", message].concat().into());
    let detail = [("quoi", JsValue::from_str(quoi)), ("message", JsValue::from_str(message))];
    signal(etat, "cpts:erreur", &detail);
}

fn signal(etat: Etat, nom: &str, detail: &[(&str, JsValue)]) {
    let objet = Object::new();
    for (cle, valeur) in detail {
        let _ = Reflect::set(&objet, &JsValue::from_str(cle), valeur);
    }
    let signaler = etat.signaler.get_untracked();
    let _ = signaler.call2(&JsValue::NULL, &JsValue::from_str(nom), &objet);
}
