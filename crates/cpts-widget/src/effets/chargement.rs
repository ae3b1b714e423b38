//! Fetching the data files, after the first paint, with determinate progress.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cpts_codes::CodeDepartement;
use cpts_seance::Lecteurs;
use cpts_seance::donnees::{Annee, Donnees};
use cpts_territory::{Adjacence, Iris, Millesimes, Territory};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStreamDefaultReader, Response};

use crate::etat::Etat;
use crate::socle::page::*;
use crate::socle::tailles::*;
use crate::socle::vue::watch;

thread_local! {
    /// The communes, shared by all the simulators of a page.
    static COMMUNES: RefCell<Option<Rc<Territory>>> = const { RefCell::new(None) };
    /// The simulators that wait for them, while they are on their way.
    static ATTENTE: RefCell<Vec<Etat>> = const { RefCell::new(Vec::new()) };
}

/// Why a file did not arrive: the sentence that a person reads.
struct Panne(String);

impl From<JsValue> for Panne {
    fn from(_: JsValue) -> Self {
        Self(
            "Le fichier des communes n’a pas pu être téléchargé. Vérifiez la connexion, puis recommencez."
                .to_owned(),
        )
    }
}

/// Starts, or starts again, to load the communes: once for all the simulators of the page.
pub(crate) fn load_communes(etat: Etat) {
    if let Some(territory) = COMMUNES.with_borrow(Clone::clone) {
        etat.set_donnees(Donnees::La(territory));
        return;
    }
    etat.set_donnees(Donnees::EnRoute(0, COMMUNES_OCTETS));
    let premier = ATTENTE.with_borrow_mut(|attente| {
        attente.push(etat);
        attente.len() == 1
    });
    if !premier {
        return;
    }
    // Not tied to the simulator that asked first: others wait for the same file.
    let adresse = address(etat, COMMUNES_NOM);
    spawn_local(async move {
        let octets = fetch(adresse, COMMUNES_OCTETS, |recus| {
            tell(&ATTENTE.with_borrow(Clone::clone), &Donnees::EnRoute(recus, COMMUNES_OCTETS));
        })
        .await;
        let lues = octets.and_then(|octets| {
            Territory::parse(&octets).map_err(|erreur| {
                let mut phrase = String::from("Le fichier des communes n’est pas utilisable : ");
                phrase.push_str(&erreur.to_string());
                phrase.push_str(". Rechargez la page ; si cela persiste, prévenez le site qui l’affiche.");
                Panne(phrase)
            })
        });
        let donnees = match lues {
            Ok(territory) => {
                let territory = Rc::new(territory);
                COMMUNES.set(Some(Rc::clone(&territory)));
                Donnees::La(territory)
            }
            Err(Panne(phrase)) => Donnees::Manquee(phrase),
        };
        tell(&ATTENTE.take(), &donnees);
    });
}

/// Those of them that have left the page meanwhile do not mind.
fn tell(simulateurs: &[Etat], donnees: &Donnees) {
    for etat in simulateurs {
        etat.set_donnees(donnees.clone());
    }
}

/// Loads which communes touch each other: for a territory of two communes, for the
/// map, or for the neighbours that somebody asks about. After a failure, the next
/// change tries again.
/// Without it the bilan says that contiguity was not checked; nothing else is lost.
pub(crate) fn load_adjacence_when_needed(etat: Etat) {
    let demandee = Rc::new(Cell::new(false));
    watch(Box::new(move || {
        let communes = etat.perimetre.with(|p| p.communes.len());
        let minimum = if etat.et_si_vu.get() == Lecteurs::default() { 2 } else { 1 };
        if communes < minimum || demandee.replace(true) {
            return;
        }
        let demandee = Rc::clone(&demandee);
        etat.spawn(async move {
            let octets = fetch(address(etat, ADJACENCE_NOM), ADJACENCE_OCTETS, |_| ()).await;
            let lue = octets.ok().and_then(|octets| {
                etat.with_territory(|territory| Adjacence::parse(&octets, territory).ok()).flatten()
            });
            match lue {
                Some(adjacence) => etat.set_adjacence(adjacence),
                None => demandee.set(false),
            }
        });
    }));
}

/// Loads the earlier vintages when the project asks for one, and the IRIS when a share names some.
pub(crate) fn load_annees_when_needed(etat: Etat) {
    watch(Box::new(move || {
        let (millesime, iris) = etat.projet.with(|p| {
            (p.hypotheses.millesime.is_some(), p.territoire.parts.iter().any(|part| !part.iris.is_empty()))
        });
        if !etat.donnees.with(|d| matches!(d, Donnees::La(_))) {
            return;
        }
        if millesime {
            load_annee(etat, Annee::Millesimes);
        }
        if iris {
            load_annee(etat, Annee::Iris);
        }
    }));
}

/// Fetches a file, unless it is there or on its way.
pub(crate) fn load_annee(etat: Etat, annee: Annee) {
    if !etat.a_demander(annee) {
        return;
    }
    etat.set_en_route(annee);
    etat.spawn(async move {
        let (nom, taille) = match annee {
            Annee::Millesimes => (MILLESIMES_NOM, MILLESIMES_OCTETS),
            Annee::Iris => (IRIS_NOM, IRIS_OCTETS),
        };
        let octets = fetch(address(etat, nom), taille, |_| ()).await.ok();
        let lue = octets.zip(etat.reference.get_untracked()).and_then(|(octets, territory)| match annee {
            Annee::Millesimes => {
                Millesimes::parse(&octets, &territory).ok().map(|lus| etat.set_millesimes(lus))
            }
            Annee::Iris => Iris::parse(&octets, &territory).ok().map(|lus| etat.set_iris(lus)),
        });
        if lue.is_none() {
            let pourquoi =
                "Un fichier de données n’a pas pu être chargé. Vérifiez la connexion, puis recommencez.";
            etat.set_manquee(annee, pourquoi);
        }
    });
}

/// The contours of a département; `None` where they did not come.
pub(crate) async fn fetch_contours(etat: Etat, departement: CodeDepartement) -> Option<Vec<u8>> {
    let nom = ["contours/", departement.as_str(), CONTOURS_SUITE].concat();
    fetch(address(etat, &nom), 0, |_| ()).await.ok()
}

/// A text beside the module; `None` where it did not come.
pub(crate) async fn fetch_text(etat: Etat, nom: &str) -> Option<String> {
    let octets = fetch(address(etat, nom), 0, |_| ()).await.ok()?;
    String::from_utf8(octets).ok()
}

/// The address of a file beside the module.
fn address(etat: Etat, nom: &str) -> String {
    etat.base.with_untracked(|base| [base.as_str(), nom].concat())
}

/// The bytes of a file; `progres` is told how many have come.
async fn fetch(adresse: String, taille: u32, progres: impl Fn(u32)) -> Result<Vec<u8>, Panne> {
    let reponse: Response = JsFuture::from(window().fetch_with_str(&adresse)).await?.unchecked_into();
    if !reponse.ok() {
        let mut phrase = String::from("Le fichier des communes est introuvable (réponse ");
        phrase.push_str(&reponse.status().to_string());
        phrase.push_str("). Rechargez la page ; si cela persiste, prévenez le site qui l’affiche.");
        return Err(Panne(phrase));
    }
    Ok(read_body(&reponse, taille, u32::MAX, progres).await?)
}

/// The bytes of an answer, as they come: `taille` of them are expected, and no more than
/// `octets_max` and a little are taken. `progres` is told how many have come.
pub(crate) async fn read_body(
    reponse: &Response,
    taille: u32,
    octets_max: u32,
    progres: impl Fn(u32),
) -> Result<Vec<u8>, JsValue> {
    let Some(flux) = reponse.body() else { return Err(JsValue::NULL) };
    let lecteur: ReadableStreamDefaultReader = flux.get_reader().unchecked_into();
    let mut octets = Vec::with_capacity(taille as usize);
    while octets.len() <= octets_max as usize {
        let morceau = JsFuture::from(lecteur.read()).await?;
        let suite = Reflect::get(&morceau, &JsValue::from_str("value"))?;
        if suite.is_undefined() {
            return Ok(octets);
        }
        let suite: Uint8Array = suite.unchecked_into();
        let debut = octets.len();
        octets.resize(debut + suite.length() as usize, 0);
        suite.copy_to(&mut octets[debut..]);
        progres(octets.len() as u32);
    }
    // Settled or not, nobody waits for it.
    let _ = lecteur.cancel();
    Ok(octets)
}
