//! The map of the perimeter, behind its place on the page: nothing is fetched before it is opened,
//! the module that draws (`cpts-carte`), then the contours of the départements of the perimeter and of
//! its neighbours. It is told what is in, and answered.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cpts_codes::{CodeCommune, CodeDepartement};
use cpts_seance::format::compte;
use cpts_seance::lectures::carte::{describe, has_contour, names};
use cpts_seance::lectures::et_si::bascules;
use cpts_seance::{Cellule, Venue};
use cpts_territory::Commune;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::effets::annexes::{self, Annexe};
use crate::effets::chargement;
use crate::etat::Etat;

#[wasm_bindgen]
extern "C" {
    /// `Carte` of `cpts-carte`, where each of these is documented.
    type Carte;
    #[wasm_bindgen(method, catch)]
    fn ajouter_contours(this: &Carte, octets: &Uint8Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn nommer(this: &Carte, departement: &str, nom: &str, communes: &str);
    #[wasm_bindgen(method)]
    fn etats(this: &Carte, communes: &str, parties: u32, manque: &str);
    #[wasm_bindgen(method)]
    fn free(this: &Carte);
}

type Reponse = Closure<dyn Fn(String, String) -> String>;

/// The map and what it was given.
pub(crate) struct CarteOuverte {
    etat: Etat,
    hote: HtmlElement,
    phase: Cellule<Venue<(), String>>,
    carte: RefCell<Option<(Carte, Reponse)>>,
    departements: RefCell<Vec<CodeDepartement>>,
    en_cours: Cell<bool>,
}

impl CarteOuverte {
    /// The map that will stand in `hote`.
    pub(crate) fn new(etat: Etat, hote: HtmlElement, phase: Cellule<Venue<(), String>>) -> Rc<Self> {
        Rc::new(Self {
            etat,
            hote,
            phase,
            carte: RefCell::default(),
            departements: RefCell::default(),
            en_cours: Cell::new(false),
        })
    }
}

impl Drop for CarteOuverte {
    fn drop(&mut self) {
        if let Some((carte, _)) = self.carte.get_mut() {
            carte.free();
        }
    }
}

/// Runs again at each change of the perimeter, and when the adjacency comes.
pub(crate) fn follow(ici: &Rc<CarteOuverte>) {
    let departements = missing(ici);
    if !departements.is_empty() && !ici.en_cours.get() {
        load(ici, departements);
    }
    tell(ici);
}

/// Fetches again what did not come.
pub(crate) fn retry(ici: &Rc<CarteOuverte>) {
    load(ici, missing(ici));
}

/// The départements to draw that are not there yet.
fn missing(ici: &CarteOuverte) -> Vec<CodeDepartement> {
    let mut departements = wanted(ici.etat);
    let presents = ici.departements.borrow();
    departements.retain(|d| !presents.contains(d));
    departements
}

/// The départements to draw: those of the perimeter, and those of the communes
/// that touch it. Overseas collectivities have no contour.
fn wanted(etat: Etat) -> Vec<CodeDepartement> {
    let mut departements = Vec::new();
    etat.perimetre.with(|p| {
        etat.with_territory(|t| {
            let mut push = |commune: Commune<'_>| {
                if has_contour(&commune) && !departements.contains(&commune.departement) {
                    departements.push(commune.departement);
                }
            };
            for retenue in &p.communes {
                let Some(commune) = t.commune(retenue.code) else { continue };
                push(commune);
                etat.with_adjacence(|a| {
                    for &voisine in a.neighbours(commune.index) {
                        if let Some(voisine) = t.commune_at(voisine) {
                            push(voisine);
                        }
                    }
                });
            }
        });
    });
    departements
}

/// Fetches what is missing; what came stays.
fn load(ici: &Rc<CarteOuverte>, departements: Vec<CodeDepartement>) {
    ici.en_cours.set(true);
    let ici = Rc::clone(ici);
    ici.etat.spawn(async move {
        let mut departements = departements;
        let phase = loop {
            match fetch_all(&ici, departements).await {
                Ok(()) => {}
                Err(phrase) => break Venue::Manquee(phrase),
            }
            // The perimeter may have grown, or the adjacency come, in the meantime.
            departements = missing(&ici);
            if departements.is_empty() {
                break Venue::La(());
            }
        };
        ici.en_cours.set(false);
        tell(&ici);
        ici.phase.set(phase);
    });
}

async fn fetch_all(ici: &Rc<CarteOuverte>, departements: Vec<CodeDepartement>) -> Result<(), String> {
    let etat = ici.etat;
    // What is on the page stays in sight while a neighbour comes.
    let premiere = ici.carte.borrow().is_none();
    let total = departements.len() as u32 + 1;
    let progres = |recus| {
        if premiere {
            ici.phase.set(Venue::EnRoute(recus, total));
        }
    };
    progres(0);
    if premiere {
        let module = annexes::load(etat, Annexe::Carte).await.map_err(|_| PANNE.to_owned())?;
        let carte = build(ici, &module).map_err(|e| e.as_string().unwrap_or_else(|| PANNE.to_owned()))?;
        *ici.carte.borrow_mut() = Some(carte);
    }
    for (recus, departement) in (1..).zip(departements) {
        progres(recus);
        let octets = chargement::fetch_contours(etat, departement).await.ok_or_else(|| PANNE.to_owned())?;
        let (nom, communes) = names(*etat, departement);
        if let Some((carte, _)) = &*ici.carte.borrow() {
            carte.ajouter_contours(&Uint8Array::from(octets.as_slice())).map_err(|e| {
                let raison = e.as_string().unwrap_or_default();
                ["Les contours ne sont pas utilisables\u{a0}: ", &raison, "."].concat()
            })?;
            carte.nommer(departement.as_str(), &nom, &communes);
        }
        ici.departements.borrow_mut().push(departement);
    }
    Ok(())
}

const PANNE: &str = "Les contours n’ont pas pu être téléchargés. Vérifiez la connexion, puis recommencez.";

fn build(ici: &Rc<CarteOuverte>, module: &JsValue) -> Result<(Carte, Reponse), JsValue> {
    let etat = ici.etat;
    let repondre = Closure::wrap(Box::new(move |quoi: String, code: String| {
        let reponse = code.parse().ok().and_then(|code| match quoi.as_str() {
            "fiche" => describe(*etat, code),
            _ => etat.toggle_on_map(code),
        });
        reponse.unwrap_or_default()
    }) as Box<dyn Fn(String, String) -> String>);
    let constructeur: Function = Reflect::get(module, &JsValue::from_str("Carte"))?.unchecked_into();
    let carte = Reflect::construct(&constructeur, &Array::of2(&ici.hote, repondre.as_ref()))?;
    Ok((carte.unchecked_into(), repondre))
}

/// Tells the map which communes are in, and which are not drawn.
fn tell(ici: &CarteOuverte) {
    let etat = ici.etat;
    let mut lignes = String::new();
    let mut sans_contour = 0;
    let parties = etat.perimetre.with(|p| {
        etat.with_territory(|t| {
            let mut inside = |code: CodeCommune| {
                lignes.push_str(code.as_str());
                lignes.push_str("D\n");
            };
            for retenue in &p.communes {
                let Some(commune) = t.commune(retenue.code) else { continue };
                if !has_contour(&commune) {
                    sans_contour += 1;
                }
                inside(commune.code);
                // A city fills its arrondissements: they have the contours.
                for arrondissement in t.arrondissements(commune.code) {
                    inside(arrondissement.code);
                }
            }
        });
        for code in bascules(*etat).iter() {
            lignes.push_str(code.as_str());
            lignes.push_str("B\n");
        }
        etat.couverture.with(|lue| {
            for couverte in lue.iter().flat_map(|l| &l.couverture.communes) {
                lignes.push_str(couverte.code.as_str());
                lignes.push_str("C\n");
            }
        });
        p.composantes.as_ref().map_or(0, |c| c.len() as u32)
    });
    let manque = match sans_contour {
        0 => String::new(),
        n => [
            &compte(n, "commune n’a", "communes n’ont"),
            " pas de contour disponible et ne sont pas dessinées.",
        ]
        .concat(),
    };
    if let Some((carte, _)) = &*ici.carte.borrow() {
        carte.etats(&lignes, parties, &manque);
    }
}
