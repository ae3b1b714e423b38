//! The files that a person opens, read by a module of its own
//! ([`crate::annexes`]): here only what becomes of them.

use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_core::{Projet, plat};
use cpts_perimetre::ErreurTerritoire;
use cpts_perimetre::adoption::{Adoption, adopt};
use cpts_perimetre::comparaison::Gardes;
use cpts_territory::Territory;
use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::TextDecoder;

use crate::annexes::{self, Annexe};
use crate::etat::{Donnees, Etat};
use crate::format::compte;
use crate::historique::{self, Instant};
use crate::memoire;
use crate::page::untrack;
use crate::reglages::Reglage;
use crate::site;
use crate::vue::{Vue, bouton, el, elc, watch};

/// Bytes of a project of the host that are fetched: a little more than its reader accepts.
const PROJET_OCTETS_MAX: u32 = 2_000_000;

/// What became of the last project file.
#[derive(Clone)]
pub(crate) enum Ouverture {
    /// Refused: nothing has changed.
    Refusee(Vec<Refus>),
    /// It took the place of the answers that were there.
    Faite {
        /// What was opened, in a sentence.
        phrase: String,
        /// The answers as they were before; `None` where there is no way back to offer.
        avant: Option<Box<Instant>>,
        /// The answers of the file: once they change, the way back would lose that change.
        apres: Box<Projet>,
        /// What of the file is not as it was, a sentence each.
        remarques: Vec<String>,
    },
}

/// Something in a file that cannot be accepted.
#[derive(Clone, Default)]
pub(crate) struct Refus {
    /// Where: the path of a field, a line; empty for the file as a whole.
    pub(crate) place: String,
    /// What is wrong.
    pub(crate) probleme: String,
    /// What to do.
    pub(crate) aide: String,
}

impl Refus {
    /// A refusal of the file as a whole.
    pub(crate) fn entier(probleme: &str, aide: &str) -> Self {
        Self { place: String::new(), probleme: probleme.to_owned(), aide: aide.to_owned() }
    }

    /// The refusals among the lines of a flat text.
    pub(crate) fn read_all(texte: &str) -> Vec<Self> {
        let mut refus = Vec::new();
        for (cle, valeur) in plat::lines(texte) {
            if cle == "refus" {
                let mut champs = valeur.split(';').map(|champ| plat::unescape(champ).unwrap_or_default());
                let mut champ = || champs.next().unwrap_or_default();
                refus.push(Self { place: champ(), probleme: champ(), aide: champ() });
            }
        }
        refus
    }

    /// `place : problem. Remedy.`
    pub(crate) fn ligne(&self) -> Vue {
        let mut ligne = el("li");
        if self.place.is_empty() {
            ligne = ligne.avec(en_phrase(&self.probleme));
        } else {
            ligne = ligne
                .avec(elc("code", "place").avec(self.place.as_str()))
                .avec(["\u{a0}: ", &self.probleme, "."].concat());
        }
        ligne.avec(" ").avec(en_phrase(&self.aide))
    }
}

/// `Write this.`: with a capital and a full stop; nothing for nothing.
fn en_phrase(texte: &str) -> String {
    let mut lettres = texte.chars();
    let Some(premiere) = lettres.next() else { return String::new() };
    let mut phrase = String::with_capacity(texte.len() + 2);
    phrase.push(if premiere == 'é' { 'É' } else { premiere.to_ascii_uppercase() });
    phrase.push_str(lettres.as_str());
    phrase.push('.');
    phrase
}

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

/// The project of a text, or of its bytes, under the rules that are in use.
async fn lire_projet(etat: Etat, contenu: &JsValue) -> Result<Projet, Vec<Refus>> {
    let texte = match contenu.dyn_ref::<Uint8Array>() {
        Some(octets) => TextDecoder::new().and_then(|d| d.decode_with_js_u8_array(octets)).map(JsValue::from),
        None => Ok(contenu.clone()),
    };
    let regles = etat.bareme.with_untracked(|b| b.map_or(JsValue::UNDEFINED, |b| b.texte.into()));
    let lu = call(etat, "lire_projet", &[texte.unwrap_or(JsValue::NULL), regles]).await;
    let lu = lu.map_err(|refus| refus.map_or_else(sans_module, |texte| Refus::read_all(&texte)))?;
    plat::read(&lu).ok_or_else(sans_module)
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

/// Opens a project file: its answers take the place of those that are there, and
/// one gesture brings those back. A file with a mistake is refused whole, with a
/// sentence for each mistake, and changes nothing; places that are no more are no mistake
/// ([`adopt`]).
pub(crate) fn open_projet(etat: Etat, texte: String) {
    etat.ouverture.set(None);
    etat.par_lien.set(false);
    etat.spawn(async move {
        match lire_projet(etat, &JsValue::from_str(&texte)).await {
            Ok(projet) => replace(etat, Arrivant { projet, ..Arrivant::default() }),
            Err(refus) => refuse(etat, refus),
        }
    });
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

/// A project that comes in, by a file or a link.
#[derive(Default)]
pub(crate) struct Arrivant {
    pub(crate) projet: Projet,
    /// The perimeters to compare it with; `None` leaves those that are there.
    pub(crate) gardes: Option<Gardes>,
    /// What of it is unknown here, and was left out: "le budget".
    pub(crate) inconnus: Vec<String>,
    /// Is told whether it was opened.
    pub(crate) fait: Option<Function>,
}

/// Puts the project in place, with the communes of today; those that the data does not know
/// are told.
pub(crate) fn replace(etat: Etat, mut arrivant: Arrivant) {
    let mut remarques = unknown(&arrivant.inconnus);
    let refus = etat.donnees.with_untracked(|donnees| match donnees {
        Donnees::Pretes(territory) => {
            let territoire = &mut arrivant.projet.territoire;
            remarques.extend(sentences(&adopt(territoire, territory), territory));
            if let Some(gardes) = &mut arrivant.gardes {
                gardes.change(|territoire| {
                    adopt(territoire, territory);
                });
            }
            Ok(cpts_perimetre::resolve(territoire, territory, None).err().unwrap_or_default())
        }
        Donnees::EnRoute(..) => Err(true),
        Donnees::Refusees(_) => Err(false),
    });
    match refus {
        Ok(refus) if refus.is_empty() => {}
        Ok(refus) => {
            memoire::answer(arrivant.fait.as_ref(), false);
            return refuse(etat, refus.into_iter().map(Refus::from).collect());
        }
        // Its codes can only be checked once the communes are there.
        Err(true) => {
            return when_communes(
                etat,
                |donnees| !matches!(donnees, Donnees::EnRoute(..)),
                Box::new(move || replace(etat, arrivant)),
            );
        }
        Err(false) => {
            memoire::answer(arrivant.fait.as_ref(), false);
            let refus =
                Refus::entier("Les communes ne sont pas disponibles", "Rechargez-les, puis recommencez");
            return refuse(etat, vec![refus]);
        }
    }
    let avant = untrack(|| Instant::of(etat));
    etat.retrait.set(None);
    historique::name_next(etat, historique::OUVERTURE.to_owned());
    memoire::detach(etat);
    if let Some(gardes) = arrivant.gardes {
        etat.gardes.set(gardes);
    }
    etat.replace_projet(arrivant.projet);
    etat.forget_unknown_iris();
    memoire::answer(arrivant.fait.as_ref(), true);
    let apres = etat.projet.get_untracked();
    let communes = etat.bilan.with_untracked(|b| b.territoire.communes);
    let nom = match &apres.nom {
        Some(nom) => ["Projet «\u{a0}", nom, "\u{a0}» ouvert"].concat(),
        None => "Projet ouvert".to_owned(),
    };
    let phrase = [nom.as_str(), "\u{a0}: ", &compte(communes, "commune", "communes"), "."].concat();
    let (avant, apres) = (Some(Box::new(avant)), Box::new(apres));
    etat.ouverture.set(Some(Ouverture::Faite { phrase, avant, apres, remarques }));
}

/// Does something once the communes are as `voulu` wants them, unless the simulator has left the page
/// by then. What waits is done in the order in which it began to: of two projects, the last one
/// that was opened is the one that stays.
fn when_communes(etat: Etat, voulu: fn(&Donnees) -> bool, suite: Box<dyn FnOnce()>) {
    let mut suite = Some(suite);
    etat.proprietaire.get_untracked().with(|| {
        watch(Box::new(move || {
            if etat.donnees.with(voulu)
                && let Some(suite) = suite.take()
            {
                untrack(suite);
            }
        }));
    });
}

/// Brings the work that the tab remembered to the communes of today, once they are there;
/// tells it where something was left out.
pub(crate) fn adopt_when_ready(etat: Etat, inconnus: Vec<String>) {
    let territory = etat.donnees.with_untracked(|donnees| match donnees {
        Donnees::Pretes(territory) => Some(Rc::clone(territory)),
        _ => None,
    });
    let Some(territory) = territory else {
        return when_communes(
            etat,
            |donnees| matches!(donnees, Donnees::Pretes(_)),
            Box::new(move || adopt_when_ready(etat, inconnus)),
        );
    };
    let mut projet = etat.projet.get_untracked();
    let mut remarques = unknown(&inconnus);
    remarques.extend(sentences(&adopt(&mut projet.territoire, &territory), &territory));
    let mut gardes = etat.gardes.get_untracked();
    gardes.change(|territoire| {
        adopt(territoire, &territory);
    });
    if remarques.is_empty() {
        return;
    }
    etat.gardes.set(gardes);
    etat.replace_projet(projet.clone());
    historique::begin_here(etat);
    let phrase = "Votre travail d’avant est revenu.".to_owned();
    etat.ouverture.set(Some(Ouverture::Faite { phrase, avant: None, apres: Box::new(projet), remarques }));
}

/// What a later version wrote and this one does not know.
fn unknown(inconnus: &[String]) -> Vec<String> {
    let mut phrases = Vec::new();
    if let Some(montres) = inconnus.get(..inconnus.len().min(MONTRES)).filter(|m| !m.is_empty()) {
        let suite = if inconnus.len() > MONTRES { "…" } else { "." };
        let debut = "Réponses que cette version du simulateur ne connaît pas, laissées de côté\u{a0}: ";
        phrases.push([debut, &montres.join(", "), suite].concat());
    }
    phrases
}

/// Every code of the file that is not in the project as it was, so that nothing is lost.
fn sentences(dite: &Adoption, territory: &Territory) -> Vec<String> {
    let mut phrases = Vec::new();
    let mut push = |debut: &str, suite: &[String]| {
        if !suite.is_empty() {
            phrases.push([debut, "\u{a0}: ", &suite.join(", "), "."].concat());
        }
    };
    let codes = |codes: &[CodeCommune]| {
        let mut suite = Vec::with_capacity(codes.len());
        for code in codes {
            suite.push(match territory.former(*code) {
                Some(ancienne) => {
                    [code.as_str(), " ", ancienne.nom, " (aujourd’hui ", ancienne.actuelle.nom, ")"].concat()
                }
                None => code.to_string(),
            });
        }
        suite
    };
    push("Anciennes communes, remplacées par celle d’aujourd’hui, entière", &codes(&dite.anciennes));
    push("Parts d’anciennes communes, comptées dans celle d’aujourd’hui", &codes(&dite.parts_anciennes));
    push("Codes qui ne sont pas ceux d’une commune d’aujourd’hui, laissés de côté", &codes(&dite.inconnues));
    let mut suite = Vec::new();
    for siren in &dite.epci {
        suite.push(siren.to_string());
    }
    push("Intercommunalités inconnues aujourd’hui, laissées de côté", &suite);
    push("Communes qui étaient retirées d’une intercommunalité, et ne le sont plus", &codes(&dite.exclues));
    suite = Vec::new();
    for part in &dite.parts {
        let habitants = compte(part.population, "habitant", "habitants");
        suite.push([part.commune.as_str(), " (", &habitants, ", ", &part.motif, ")"].concat());
    }
    push("Parts de communes laissées de côté", &suite);
    phrases
}

impl From<ErreurTerritoire> for Refus {
    fn from(ErreurTerritoire { champ, probleme, aide }: ErreurTerritoire) -> Self {
        let [probleme, aide] = [probleme, aide].map(|texte| texte.replace('\'', "’"));
        Self { place: champ, probleme, aide }
    }
}

pub(crate) fn refuse(etat: Etat, refus: Vec<Refus>) {
    etat.ouverture.set(Some(Ouverture::Refusee(refus)));
}

/// What became of the last project that came by a link, or by a file, until it is closed
/// or the answers change.
pub(crate) fn ouverture(etat: Etat, par_lien: bool) -> Option<Vue> {
    if etat.par_lien.get() != par_lien {
        return None;
    }
    let fermer = move |_| etat.ouverture.set(None);
    match etat.ouverture.get()? {
        Ouverture::Refusee(refus) => Some(
            elc("div", "refus fichier-refus")
                .attr("role", "alert")
                .avec(
                    el("p")
                        .avec(el("strong").avec("Le projet n’a pas été ouvert."))
                        .avec(" Vos réponses n’ont pas changé."),
                )
                .avec(liste_des_refus(&refus))
                .avec(bouton("bouton", fermer).avec("Fermer")),
        ),
        Ouverture::Faite { phrase, avant, apres, remarques } => {
            let intact = etat.projet.with(|projet| *projet == *apres);
            // What was left out stays in sight until the person closes it.
            if !intact && remarques.is_empty() {
                return None;
            }
            let retour = avant.is_some();
            let annuler = move |_| {
                let Some(avant) = &avant else { return };
                etat.gardes.set(avant.gardes.clone());
                etat.replace_projet(avant.projet.clone());
                etat.annonce.set("Vos réponses d’avant sont revenues.".to_owned());
                etat.ouverture.set(None);
            };
            let annonce = intact.then(|| {
                elc("div", "annonce")
                    .avec(el("span").attr("role", "status").avec(phrase))
                    .avec(retour.then(|| bouton("lien", annuler).avec("Annuler")))
            });
            if remarques.is_empty() {
                return annonce;
            }
            let mut liste = elc("ul", "refus-liste");
            for remarque in &remarques {
                liste = liste.avec(el("li").avec(remarque.as_str()));
            }
            let mut bloc = elc("div", "fichier-remarques n-vigilance");
            if intact {
                // Told once, not at each of the answers that follow.
                bloc = bloc.attr("role", "alert");
            }
            let titre = "À vérifier\u{a0}: une partie de ce projet n’a pas pu être reprise.";
            Some(
                el("div").avec(annonce).avec(
                    bloc.avec(el("p").avec(el("strong").avec(titre)))
                        .avec(liste)
                        .avec(bouton("bouton", fermer).avec("Fermer")),
                ),
            )
        }
    }
}

/// Refusals that are shown; beyond, their number is told.
const MONTRES: usize = 10;

/// The refusals, one by one.
pub(crate) fn liste_des_refus(refus: &[Refus]) -> Vue {
    let mut liste = elc("ul", "refus-liste");
    for r in refus.iter().take(MONTRES) {
        liste = liste.avec(r.ligne());
    }
    match refus.len().saturating_sub(MONTRES) {
        0 => liste,
        n => liste.avec(el("li").avec(["Et ", &compte(n as u32, "autre", "autres"), "."].concat())),
    }
}
