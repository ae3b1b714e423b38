//! The map of the perimeter. Nothing of it is fetched before it is opened: the
//! module that draws (`cpts-carte`), then the contours of the départements of
//! the perimeter and of its neighbours. Here it is opened, told what is in, and
//! answered; shapes and gestures are its own affair.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cpts_codes::{CodeCommune, CodeDepartement};
use cpts_core::Territoire;
use cpts_perimetre::edition;
use cpts_territory::{Commune, Territory};
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::annexes::{self, Annexe};
use crate::bilan::et_si::bascules;
use crate::cellule::Cellule;
use crate::donnees;
use crate::etat::Etat;
use crate::format::compte;
use crate::vue::{Vue, bouton, el, elc, watch};

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

/// Where the map is on its way.
#[derive(Clone)]
enum Phase {
    /// Not asked for yet.
    Fermee,
    /// Files that have come, of how many.
    EnRoute(u32, u32),
    /// On the page.
    Prete,
    /// The sentence to show.
    Panne(String),
}

type Reponse = Closure<dyn Fn(String, String) -> String>;

/// The map and what it was given.
struct Montage {
    etat: Etat,
    hote: HtmlElement,
    phase: Cellule<Phase>,
    carte: RefCell<Option<(Carte, Reponse)>>,
    departements: RefCell<Vec<CodeDepartement>>,
    en_cours: Cell<bool>,
}

impl Drop for Montage {
    fn drop(&mut self) {
        if let Some((carte, _)) = self.carte.get_mut() {
            carte.free();
        }
    }
}

/// The button that opens the map, and the map.
pub(crate) fn carte(etat: Etat) -> Vue {
    let ouverte = Cellule::new(false);
    let phase = Cellule::new(Phase::Fermee);
    let hote = elc("div", "carte-hote").attr_vif("hidden", move || (!ouverte.get()).then(String::new));
    let montage = Rc::new(Montage {
        etat,
        hote: hote.element().clone().unchecked_into(),
        phase,
        carte: RefCell::default(),
        departements: RefCell::default(),
        en_cours: Cell::new(false),
    });
    watch(Box::new({
        let montage = Rc::clone(&montage);
        move || {
            if ouverte.get() {
                follow(&montage);
            }
        }
    }));
    let basculer = move |_| {
        ouverte.update(|o| *o = !*o);
    };
    let vide = move || etat.perimetre.with(|p| p.communes.is_empty());
    elc("div", "carte")
        .avec(
            bouton("bouton carte-ouvrir", basculer)
                .attr_vif("aria-expanded", move || Some(ouverte.get().to_string()))
                .attr_vif("hidden", move || (vide() && !ouverte.get()).then(String::new))
                .texte_vif(move || {
                    if ouverte.get() { "Fermer la carte" } else { "Ouvrir la carte" }.to_owned()
                }),
        )
        .vif(move || {
            (ouverte.get() && vide())
                .then(|| elc("p", "aide").avec("Choisissez d’abord une commune ou une intercommunalité."))
        })
        .vif(move || if ouverte.get() { en_attente(&montage) } else { None })
        .avec(hote)
}

/// The way of the files, or why there is no map.
fn en_attente(montage: &Rc<Montage>) -> Option<Vue> {
    match montage.phase.get() {
        Phase::Fermee | Phase::Prete => None,
        Phase::EnRoute(recus, total) => Some(
            elc("div", "avancement")
                .avec(
                    elc("label", "petit gris")
                        .attr("for", "carte-avancement")
                        .avec("Chargement de la carte…"),
                )
                .avec(
                    el("progress")
                        .attr("id", "carte-avancement")
                        .attr("max", &total.to_string())
                        .attr("value", &recus.to_string()),
                ),
        ),
        Phase::Panne(phrase) => {
            let montage = Rc::clone(montage);
            Some(
                elc("div", "refus")
                    .attr("role", "alert")
                    .avec(
                        el("p")
                            .avec(el("strong").avec("La carte n’est pas disponible."))
                            .avec(" ")
                            .avec(phrase)
                            .avec(" La liste des communes reste utilisable."),
                    )
                    .avec(bouton("bouton", move |_| load(&montage, missing(&montage))).avec("Recommencer")),
            )
        }
    }
}

/// Runs again at each change of the perimeter, and when the adjacency comes.
fn follow(montage: &Rc<Montage>) {
    let departements = missing(montage);
    if !departements.is_empty() && !montage.en_cours.get() {
        load(montage, departements);
    }
    tell(montage);
}

/// The départements to draw that are not there yet.
fn missing(montage: &Montage) -> Vec<CodeDepartement> {
    let mut departements = wanted(montage.etat);
    let presents = montage.departements.borrow();
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

/// An overseas collectivity is its own région.
fn has_contour(commune: &Commune<'_>) -> bool {
    commune.region.as_str() != commune.departement.as_str()
}

/// Fetches what is missing; what came stays.
fn load(montage: &Rc<Montage>, departements: Vec<CodeDepartement>) {
    montage.en_cours.set(true);
    let montage = Rc::clone(montage);
    montage.etat.spawn(async move {
        let mut departements = departements;
        let phase = loop {
            match fetch_all(&montage, departements).await {
                Ok(()) => {}
                Err(phrase) => break Phase::Panne(phrase),
            }
            // The perimeter may have grown, or the adjacency come, in the meantime.
            departements = missing(&montage);
            if departements.is_empty() {
                break Phase::Prete;
            }
        };
        montage.en_cours.set(false);
        tell(&montage);
        montage.phase.set(phase);
    });
}

async fn fetch_all(montage: &Rc<Montage>, departements: Vec<CodeDepartement>) -> Result<(), String> {
    let etat = montage.etat;
    // What is on the page stays in sight while a neighbour comes.
    let premiere = montage.carte.borrow().is_none();
    let total = departements.len() as u32 + 1;
    let progres = |recus| {
        if premiere {
            montage.phase.set(Phase::EnRoute(recus, total));
        }
    };
    progres(0);
    if premiere {
        let module = annexes::load(etat, Annexe::Carte).await.map_err(|_| PANNE.to_owned())?;
        let carte = build(montage, &module).map_err(|e| e.as_string().unwrap_or_else(|| PANNE.to_owned()))?;
        *montage.carte.borrow_mut() = Some(carte);
    }
    for (recus, departement) in (1..).zip(departements) {
        progres(recus);
        let octets = donnees::fetch_contours(etat, departement).await.ok_or_else(|| PANNE.to_owned())?;
        let (nom, communes) = names(etat, departement);
        if let Some((carte, _)) = &*montage.carte.borrow() {
            carte.ajouter_contours(&Uint8Array::from(octets.as_slice())).map_err(|e| {
                let raison = e.as_string().unwrap_or_default();
                ["Les contours ne sont pas utilisables\u{a0}: ", &raison, "."].concat()
            })?;
            carte.nommer(departement.as_str(), &nom, &communes);
        }
        montage.departements.borrow_mut().push(departement);
    }
    Ok(())
}

const PANNE: &str = "Les contours n’ont pas pu être téléchargés. Vérifiez la connexion, puis recommencez.";

fn build(montage: &Rc<Montage>, module: &JsValue) -> Result<(Carte, Reponse), JsValue> {
    let etat = montage.etat;
    let repondre = Closure::wrap(Box::new(move |quoi: String, code: String| {
        let reponse = code.parse().ok().and_then(|code| match quoi.as_str() {
            "fiche" => describe(etat, code),
            _ => act(etat, code),
        });
        reponse.unwrap_or_default()
    }) as Box<dyn Fn(String, String) -> String>);
    let constructeur: Function = Reflect::get(module, &JsValue::from_str("Carte"))?.unchecked_into();
    let carte = Reflect::construct(&constructeur, &Array::of2(&montage.hote, repondre.as_ref()))?;
    Ok((carte.unchecked_into(), repondre))
}

/// Name of a département, then its communes, one a line: code, population, name.
fn names(etat: Etat, departement: CodeDepartement) -> (String, String) {
    let mut lignes = String::new();
    let nom = etat.with_territory(|t| {
        for commune in t.iter() {
            if commune.departement == departement {
                lignes.push_str(commune.code.as_str());
                lignes.push('\t');
                if let Some(population) = commune.population {
                    lignes.push_str(&population.to_string());
                }
                lignes.push('\t');
                // "Paris 13e": the word would not fit on the map.
                lignes.push_str(commune.nom.strip_suffix(" Arrondissement").unwrap_or(commune.nom));
                lignes.push('\n');
            }
        }
        t.departement(departement).map(|d| d.nom.to_owned())
    });
    (nom.flatten().unwrap_or_default(), lignes)
}

/// Tells the map which communes are in, and which are not drawn.
fn tell(montage: &Montage) {
    let etat = montage.etat;
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
        for code in bascules(etat).iter() {
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
    if let Some((carte, _)) = &*montage.carte.borrow() {
        carte.etats(&lignes, parties, &manque);
    }
}

/// How a commune stands in the territory.
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Dehors,
    /// Itself, whole or in part.
    Dedans,
    /// An arrondissement whose whole city is in.
    ParSaVille(CodeCommune),
}

fn presence(etat: Etat, commune: &Commune<'_>) -> Presence {
    etat.perimetre.with(|p| {
        let has = |code: CodeCommune| p.communes.iter().any(|c| c.code == code);
        match commune.ville {
            _ if has(commune.code) => Presence::Dedans,
            Some(ville) if has(ville) => Presence::ParSaVille(ville),
            _ => Presence::Dehors,
        }
    })
}

/// Puts a commune in or takes it out, whichever it calls for.
fn toggle(territoire: &mut Territoire, donnees: &Territory, code: CodeCommune, presence: Presence) {
    match presence {
        Presence::Dehors => {
            edition::add_commune(territoire, donnees, code);
        }
        Presence::Dedans => {
            edition::remove_commune(territoire, donnees, code);
            territoire.parts.retain(|p| p.commune != code);
        }
        Presence::ParSaVille(ville) => {
            edition::remove_commune(territoire, donnees, ville);
            for arrondissement in donnees.arrondissements(ville) {
                if arrondissement.code != code && !territoire.communes.contains(&arrondissement.code) {
                    territoire.communes.push(arrondissement.code);
                }
            }
        }
    }
}

/// The four lines of the card: see `Carte` of `cpts-carte`.
fn describe(etat: Etat, code: CodeCommune) -> Option<String> {
    let (presence, lieu, ville) = etat.with_territory(|t| {
        let commune = t.commune(code)?;
        let departement = t.departement(commune.departement)?;
        let lieu = [departement.nom, " (", departement.code.as_str(), ")"].concat();
        let presence = presence(etat, &commune);
        let ville = commune.ville.and_then(|v| t.commune(v)).map(|v| v.nom.to_owned());
        Some((presence, lieu, ville.unwrap_or_default()))
    })??;
    let dedans = presence != Presence::Dehors;
    let mut fiche = lieu;
    fiche.push('\n');
    if let Some(apres) = etat.try_territory(|t, d| toggle(t, d, code, presence)) {
        let taille = |b: &cpts_core::Bilan| b.taille.map(|t| t.taille);
        if taille(&apres) != etat.bilan.with(taille) {
            fiche.push('!');
        }
        fiche.push_str(if dedans { "Sans elle\u{a0}: " } else { "Avec elle\u{a0}: " });
        fiche.push_str(&compte(apres.territoire.population, "habitant", "habitants"));
        if let Some(taille) = apres.taille {
            fiche.push_str(", Taille\u{a0}");
            fiche.push_str(&taille.taille.numero().to_string());
        }
    }
    fiche.push('\n');
    fiche.push_str(if dedans { "Retirer" } else { "Ajouter" });
    fiche.push('\n');
    match presence {
        Presence::ParSaVille(_) => {
            fiche.push_str(&ville);
            fiche.push_str(" est comptée en entier. La retirer garde les autres arrondissements.");
        }
        Presence::Dedans if etat.projet.with(|p| p.territoire.parts.iter().any(|p| p.commune == code)) => {
            fiche.push_str("Une part seulement de cette commune est comptée.");
        }
        _ => {}
    }
    Some(fiche)
}

/// Does what the button of the card says; the sentence that tells it.
fn act(etat: Etat, code: CodeCommune) -> Option<String> {
    let (presence, nom) =
        etat.with_territory(|t| t.commune(code).map(|c| (presence(etat, &c), c.nom.to_owned())))??;
    let mut phrase = nom;
    if presence == Presence::Dehors {
        phrase.push_str(" ajoutée.");
        etat.edit_territory(|t, d| toggle(t, d, code, presence));
    } else {
        phrase.push_str(" retirée.");
        etat.remove_from_territory(phrase.clone(), |t, d| toggle(t, d, code, presence));
    }
    phrase.push('\n');
    phrase.push_str(&etat.phrase_du_bilan());
    Some(phrase)
}
