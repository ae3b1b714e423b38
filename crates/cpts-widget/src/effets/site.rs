//! The files that the site gives by their address: fetched within a limit, read by a
//! module on demand, told to whoever keeps the site where they are wrong. A person
//! who visits sees the simulator, with or without them.

use std::cell::RefCell;
use std::rc::Rc;

use cpts_seance::ouverture::Refus;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, Url};

use crate::effets::annexes::Annexe;
use crate::effets::chargement::read_body;
use crate::effets::evenements;
use crate::effets::fichiers::{call_in, sans_module};
use crate::etat::Etat;
use crate::socle::page::{document, untrack, window};
use crate::socle::vue::watch;

/// Refusals that the console is told.
const DITS: usize = 20;

/// A file of the site.
#[derive(Clone, Copy)]
pub(crate) struct Fichier {
    /// The attribute that names it.
    pub(crate) quoi: &'static str,
    /// The module that reads it, and its function.
    pub(crate) annexe: Annexe,
    pub(crate) fonction: &'static str,
    /// Most bytes that are fetched.
    pub(crate) octets_max: u32,
    /// Its address now, if there is one; watched.
    pub(crate) voulu: fn(Etat) -> Option<String>,
    /// Takes what was read, with the address of the file; `None` when there is none
    /// any more. Returns whether it was understood.
    pub(crate) recevoir: fn(Etat, &str, Option<String>) -> bool,
}

/// Reads a file of the site, and again when its address changes.
pub(crate) fn follow(etat: Etat, fichier: Fichier) {
    let demande = Rc::new(RefCell::new(None::<String>));
    watch(Box::new(move || {
        let voulu = (fichier.voulu)(etat);
        if *demande.borrow() == voulu {
            return;
        }
        demande.borrow_mut().clone_from(&voulu);
        let Some(adresse) = voulu else {
            untrack(|| (fichier.recevoir)(etat, "", None));
            return;
        };
        let demande = Rc::clone(&demande);
        etat.spawn(async move {
            let lu = match fetch(&adresse, fichier.octets_max).await {
                Ok(octets) => call_in(etat, fichier.annexe, fichier.fonction, &[octets.into()])
                    .await
                    .map_err(|refus| refus.map_or_else(sans_module, |texte| Refus::read_all(&texte))),
                Err(pourquoi) => Err(vec![Refus::entier(&pourquoi, "Vérifiez l’adresse")]),
            };
            // Another address may have been given meanwhile.
            if demande.borrow().as_ref() != Some(&adresse) {
                return;
            }
            let refus = match lu {
                Ok(texte) => match (fichier.recevoir)(etat, &adresse, Some(texte)) {
                    true => return,
                    false => sans_module(),
                },
                Err(refus) => refus,
            };
            (fichier.recevoir)(etat, &adresse, None);
            warn(etat, fichier.quoi, &adresse, &refus);
        });
    }));
}

/// The bytes of an address: no more than `octets_max` and a little, so that a reader
/// that has this limit says so.
pub(crate) async fn fetch(adresse: &str, octets_max: u32) -> Result<Uint8Array, String> {
    let panne = |_| "le fichier n’a pas pu être téléchargé".to_owned();
    let reponse: Response =
        JsFuture::from(window().fetch_with_str(adresse)).await.map_err(panne)?.unchecked_into();
    if !reponse.ok() {
        return Err(["le fichier est introuvable (réponse ", &reponse.status().to_string(), ")"].concat());
    }
    let octets = read_body(&reponse, 0, octets_max, |_| ()).await.map_err(panne)?;
    Ok(Uint8Array::from(octets.as_slice()))
}

/// Tells whoever keeps the site, where they look.
pub(crate) fn warn(etat: Etat, quoi: &str, adresse: &str, refus: &[Refus]) {
    let mut texte = [quoi, "=\"", adresse, "\" n’est pas utilisé."].concat();
    for r in refus.iter().take(DITS) {
        for morceau in ["\n", &r.place, " : ", &r.probleme, " ; ", &r.aide] {
            texte.push_str(morceau);
        }
    }
    if let Some(reste) = refus.len().checked_sub(DITS + 1) {
        texte.push_str(&["\nEt ", &(reste + 1).to_string(), " de plus."].concat());
    }
    evenements::fail(etat, quoi, &texte);
}

/// An address as written in a file of the site, whole; `None` where it is none that a
/// page may lead to.
pub(crate) fn resolve(adresse: &str, fichier: &str) -> Option<String> {
    let base = Url::new_with_base(fichier, &document().base_uri().ok()??).ok()?;
    let url = Url::new_with_base(adresse, &base.href()).ok()?;
    matches!(url.protocol().as_str(), "https:" | "http:").then(|| url.href())
}
