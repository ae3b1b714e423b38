//! The files that a person opens, read by a module of its own
//! ([`crate::annexes`]): here only what becomes of them.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::effets::annexes::{self, Annexe};
use crate::effets::entrees::lire_projet;
use crate::effets::site;
use crate::etat::Etat;
use crate::etat::cellules::ouverture::{Arrivant, Refus};
use crate::etat::cellules::reglages::Reglage;
use crate::etat::gestes::projet::replace;

/// Bytes of a project of the host that are fetched: a little more than its reader accepts.
const PROJET_OCTETS_MAX: u32 = 2_000_000;

/// The module that reads files did not come.
pub(crate) fn sans_module() -> Vec<Refus> {
    vec![Refus::entier(
        "La partie du simulateur qui lit les fichiers n’a pas pu être chargée",
        "Vérifiez la connexion, puis recommencez",
    )]
}

/// Calls a function of the module that reads files.
///
/// # Errors
/// The flat text that the function refuses with; `None` when the module cannot be had.
pub(crate) async fn call(
    etat: Etat,
    fonction: &str,
    arguments: &[JsValue],
) -> Result<String, Option<String>> {
    call_in(etat, Annexe::Fichiers, fonction, arguments).await
}

/// Calls a function of a module on demand.
///
/// # Errors
/// The flat text that the function refuses with; `None` when the module cannot be had.
pub(crate) async fn call_in(
    etat: Etat,
    annexe: Annexe,
    fonction: &str,
    arguments: &[JsValue],
) -> Result<String, Option<String>> {
    let rendre = async {
        let module = annexes::load(etat, annexe).await?;
        let fonction: Function = Reflect::get(&module, &JsValue::from_str(fonction))?.unchecked_into();
        let liste = js_sys::Array::new();
        for argument in arguments {
            liste.push(argument);
        }
        fonction.apply(&JsValue::NULL, &liste)
    };
    match rendre.await {
        Ok(valeur) => valeur.as_string().ok_or(None),
        Err(erreur) => Err(erreur.as_string()),
    }
}

/// Opens the project that the host gives, once. A file that is wrong is told to
/// whoever keeps the site; the simulator is left as it was.
pub(crate) fn open_from_host(etat: Etat) {
    let Some(adresse) = etat.reglage(Reglage::Projet) else { return };
    etat.spawn(async move {
        let refus = match site::fetch(&adresse, PROJET_OCTETS_MAX).await {
            Err(pourquoi) => vec![Refus::entier(&pourquoi, "Vérifiez l’adresse")],
            Ok(octets) => match lire_projet(etat, &octets).await {
                Ok(projet) => return replace(etat, Arrivant { projet, ..Arrivant::default() }),
                Err(refus) => refus,
            },
        };
        site::warn(etat, "projet", &adresse, &refus);
    });
}
