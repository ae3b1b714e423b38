//! Work in progress outlives a reload, a crash of the tab, an update: it stands in the
//! memory of the tab (`sessionStorage`), which the browser gives back, and which goes
//! with the tab. And a project comes in by a link.
//!
//! What is written is the text of a link ([`cpts_documents::lien`]): whichever version
//! comes next can read it. A browser that refuses its memory changes nothing else.

use std::cell::RefCell;
use std::rc::Rc;

use cpts_codes::Table;
use cpts_core::{Projet, Situation};
use cpts_documents::lien::{self, Cote, Dossier, Lu};
use cpts_perimetre::comparaison::{Garde, Gardes, Lettre};
use cpts_rules::TOUJOURS;
use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Storage};

use crate::etat::{Etat, projet_de_depart};
use crate::fichiers::{self, Arrivant, Refus};
use crate::outils::{Outil, Reunion};
use crate::page::{LocalStorage, StoredValue, document, window};
use crate::reglages::Reglage;
use crate::vue::{Vue, bouton, el, elc, watch};

/// Milliseconds of rest before the work is written.
const PAUSE: u32 = 300;

/// What every key of ours begins with, in both memories of the browser.
pub(crate) const CLES: &str = "cpts-simulateur:";

/// The memory of the tab; `None` where the browser, or the frame, refuses it.
pub(crate) fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// A key of this simulator: its page, and its place on the page.
pub(crate) fn key(etat: Etat, quoi: &str) -> String {
    let page = window().location().pathname().unwrap_or_default();
    let place = etat.reglage(Reglage::Place).unwrap_or_default();
    [CLES, quoi, &page, ":", &place].concat()
}

/// Where the tab remembers which saved project is at work, and the text that it had then.
pub(crate) fn cle_du_courant(etat: Etat) -> String {
    key(etat, "projet:")
}

/// What is at work is no saved project any more: it came from elsewhere.
pub(crate) fn detach(etat: Etat) {
    if let Some(memoire) = session() {
        let _ = memoire.remove_item(&cle_du_courant(etat));
    }
}

/// The key of the meeting: its counts are not the project's, and no link carries them.
fn cle_de_reunion(etat: Etat) -> String {
    key(etat, "reunion:")
}

/// Takes the meeting up where it was.
fn resume_reunion(etat: Etat, memoire: &Storage) {
    if let Ok(Some(texte)) = memoire.get_item(&cle_de_reunion(etat)) {
        let connue = |id: &str| etat.formulaire().professions.iter().any(|p| p.id == id);
        let reunion = Reunion::from_texte(&texte, connue);
        if reunion.ouverte {
            etat.outil.set(Some(Outil::Reunion));
        }
        etat.reunion.set(reunion);
    }
}

/// All that is worth keeping, as the text of a link.
pub(crate) fn text(projet: &Projet, gardes: Option<&Gardes>) -> String {
    let mut dossier = Dossier { projet: projet.clone(), ..Dossier::default() };
    // Today is the day of whoever opens it.
    dossier.projet.forget_day(crate::jour_de_la_page());
    if let Some(gardes) = gardes.filter(|g| **g != Gardes::default()) {
        let courant = gardes.courant();
        dossier.courant = Some((courant as u8, gardes.nom(courant).map(str::to_owned)));
        for Garde { lettre, nom, territoire } in gardes.autres() {
            dossier.cotes.push(Cote {
                lettre: *lettre as u8,
                nom: nom.clone(),
                territoire: territoire.clone(),
            });
        }
    }
    lien::write(&dossier)
}

/// The perimeters put aside of a link; `None` where it has none.
fn gardes(dossier: &mut Dossier) -> Option<Gardes> {
    let (courant, nom) = dossier.courant.take()?;
    let lettre = |rang: u8| Lettre::TOUTES.get(usize::from(rang)).copied();
    let mut autres = Vec::new();
    for Cote { lettre: rang, nom, territoire } in dossier.cotes.drain(..) {
        autres.push(Garde { lettre: lettre(rang)?, nom, territoire });
    }
    Gardes::new(lettre(courant)?, nom, autres)
}

/// Takes up the work that the tab remembers; whether there was some.
pub(crate) fn resume(etat: Etat) -> bool {
    let Some(memoire) = session() else { return false };
    resume_reunion(etat, &memoire);
    let cle = key(etat, "session:");
    let Ok(Some(texte)) = memoire.get_item(&cle) else { return false };
    let Ok(Lu { mut dossier, inconnus }) = lien::read(&texte) else {
        let _ = memoire.remove_item(&cle);
        etat.souvenir.set(Some(
            "Votre travail d’avant n’a pas pu être relu\u{a0}: le navigateur l’a rendu abîmé.".into(),
        ));
        return false;
    };
    let gardes = gardes(&mut dossier);
    let mut projet = dossier.projet;
    projet.look_from(crate::jour_de_la_page());
    // The questions come before this: what was answered meanwhile is not lost.
    let depart = projet_de_depart(etat.formulaire(), crate::jour_de_la_page());
    etat.projet.with_untracked(|repondu| merge(&mut projet, repondu, &depart));
    if let Some(gardes) = gardes {
        etat.gardes.set(gardes);
    }
    etat.projet.set(projet);
    etat.par_lien.set(true);
    fichiers::adopt_when_ready(etat, inconnus);
    true
}

/// Adds to the work taken up what was answered in the meantime.
fn merge(projet: &mut Projet, repondu: &Projet, depart: &Projet) {
    for (id, nombre) in repondu.professionnels.iter().flat_map(Table::iter) {
        projet.professionnels.get_or_insert_default().insert(id.clone(), *nombre);
    }
    if repondu.initiateur != depart.initiateur {
        projet.initiateur = repondu.initiateur;
    }
    let contrat = |p: &Projet| (p.situation, p.signature, p.vue_le);
    if repondu.missions != depart.missions || contrat(repondu) != contrat(depart) {
        projet.missions = repondu.missions.clone();
        projet.situation = repondu.situation;
        projet.vue_le = repondu.vue_le;
        projet.signature = repondu.signature;
        projet.hypotheses.demarrages.clear();
    }
    for code in &repondu.territoire.communes {
        if !projet.territoire.communes.contains(code) {
            projet.territoire.communes.push(*code);
        }
    }
    for siren in &repondu.territoire.epci {
        if !projet.territoire.epci.contains(siren) {
            projet.territoire.epci.push(*siren);
        }
    }
}

/// What stands at the head: a project that came by a link, what the memory of the tab could
/// not do.
pub(crate) fn entete(etat: Etat, place: Vue) -> Vue {
    place.avec(elc("div", "entete-dit").vif(move || fichiers::ouverture(etat, true)).vif(move || {
        etat.souvenir.get().map(|phrase| {
            elc("div", "annonce")
                .avec(el("span").attr("role", "status").avec(phrase.as_ref()))
                .avec(bouton("lien", move |_| etat.souvenir.set(None)).avec("Fermer"))
        })
    }))
}

/// Writes the work down at each rest, and when the page is hidden or left.
pub(crate) fn follow(etat: Etat) {
    let attente = Rc::new(RefCell::new(None::<Timeout>));
    let ici = Rc::clone(&attente);
    watch(Box::new(move || {
        etat.projet.with(|_| ());
        etat.gardes.with(|_| ());
        etat.reunion.with(|_| ());
        *ici.borrow_mut() = Some(Timeout::new(PAUSE, move || write(etat)));
    }));
    for evenement in ["pagehide", "visibilitychange"] {
        let attente = Rc::clone(&attente);
        listen_window(evenement, move |_| {
            // Only what still waits: a page that leaves must not write over another one.
            if attente.borrow_mut().take().is_some() {
                write(etat);
            }
        });
    }
}

fn write(etat: Etat) {
    if !etat.projet.is_held() {
        return;
    }
    let cle = key(etat, "session:");
    let depart = projet_de_depart(etat.formulaire(), crate::jour_de_la_page());
    let gardes = etat.gardes.get_untracked();
    let texte = etat.projet.with_untracked(|projet| {
        (*projet != depart || gardes != Gardes::default()).then(|| text(projet, Some(&gardes)))
    });
    let reunion = etat.reunion.with_untracked(|r| (*r != Reunion::default()).then(|| r.to_texte()));
    if let Some(memoire) = session() {
        let cle = cle_de_reunion(etat);
        // The project below tells where the browser keeps nothing.
        let _ = match reunion {
            Some(texte) => memoire.set_item(&cle, &texte),
            None => memoire.remove_item(&cle),
        };
    }
    let ecrit = match (session(), texte) {
        (Some(memoire), Some(texte)) => memoire.set_item(&cle, &texte).is_ok(),
        (Some(memoire), None) => memoire.remove_item(&cle).is_ok(),
        (None, texte) => texte.is_none(),
    };
    if !ecrit && !etat.sans_memoire.get_untracked() {
        etat.sans_memoire.set(true);
        etat.souvenir.set(Some(
            "Ce navigateur ne garde rien ici\u{a0}: si vous rechargez la page, vos réponses seront perdues. Copiez le lien du projet avant de partir.".into(),
        ));
    }
}

/// Opens the project of a link; `fait` is told whether it was opened.
pub(crate) fn open_link(etat: Etat, texte: &str, fait: Option<Function>) {
    etat.ouverture.set(None);
    etat.par_lien.set(true);
    let texte = lien::find(texte).unwrap_or(texte);
    let lu = match lien::read(texte) {
        Ok(lu) if lien::is_plausible(&lu.dossier) => Ok(lu),
        Ok(_) => Err(lien::Refus::Impossible),
        Err(refus) => Err(refus),
    };
    match lu {
        Ok(Lu { mut dossier, inconnus }) => {
            let gardes = gardes(&mut dossier);
            let mut arrivant = Arrivant { projet: dossier.projet, gardes, inconnus, fait };
            sift(etat, &mut arrivant);
            fichiers::replace(etat, arrivant);
        }
        Err(refus) => {
            let [probleme, aide] = refus.phrases();
            fichiers::refuse(etat, vec![Refus::entier(probleme, aide)]);
            answer(fait.as_ref(), false);
        }
    }
}

/// Tells whoever asked whether a project was opened.
pub(crate) fn answer(fait: Option<&Function>, ouvert: bool) {
    if let Some(fait) = fait {
        let _ = fait.call1(&JsValue::NULL, &JsValue::from_bool(ouvert));
    }
}

/// Takes out what the rules of today do not know, and tells it.
fn sift(etat: Etat, arrivant: &mut Arrivant) {
    let Arrivant { projet, inconnus, .. } = arrivant;
    if let Some(professionnels) = projet.professionnels.take() {
        let mut connus = Table::new();
        for (id, nombre) in professionnels {
            if etat.formulaire().professions.iter().any(|p| p.id == id) {
                connus.insert(id, nombre);
            } else {
                inconnus.push(["la profession «\u{a0}", &id, "\u{a0}»"].concat());
            }
        }
        projet.professionnels = Some(connus);
    }
    let rules = etat.rules();
    if let Some(signature) = projet.signature
        && (signature < rules.formulaire.premier_bareme.unwrap_or(TOUJOURS) || signature.annee() > 2099)
    {
        projet.signature = None;
        inconnus.push("la date de signature".to_owned());
    }
    if projet.vue_le.is_some_and(|vue| projet.situation == Situation::Nouvelle || vue.annee() > 2099) {
        projet.vue_le = None;
        inconnus.push("le jour d’où regarder".to_owned());
    }
    projet.hypotheses.budget.lignes.retain(|ligne| {
        let connue = rules.budget.poste(&ligne.poste).is_some();
        if !connue {
            inconnus.push(["la ligne de budget «\u{a0}", &ligne.poste, "\u{a0}»"].concat());
        }
        connue
    });
    let mut gardees = Table::new();
    let fin = projet.fin_du_contrat(rules);
    for (mission, date) in projet.hypotheses.demarrages.iter() {
        if projet.signature.is_some_and(|s| *date >= s) && fin.is_some_and(|fin| *date < fin) {
            gardees.insert(*mission, *date);
        } else {
            inconnus.push("une date de démarrage".to_owned());
        }
    }
    projet.hypotheses.demarrages = gardees;
}

/// Listens to the window for as long as the owner lives.
pub(crate) fn listen_window(evenement: &'static str, action: impl FnMut(Event) + 'static) {
    let fonction = Closure::wrap(Box::new(action) as Box<dyn FnMut(Event)>);
    let _ = window().add_event_listener_with_callback(evenement, fonction.as_ref().unchecked_ref());
    StoredValue::<_, LocalStorage>::new_local(Ecoute { evenement, fonction });
}

/// A listener of the window, taken off when it is dropped.
struct Ecoute {
    evenement: &'static str,
    fonction: Closure<dyn FnMut(Event)>,
}

impl Drop for Ecoute {
    fn drop(&mut self) {
        let _ = window()
            .remove_event_listener_with_callback(self.evenement, self.fonction.as_ref().unchecked_ref());
    }
}

/// The address of the page that opens a link: that of the simulator's own folder.
pub(crate) fn address(etat: Etat, texte: &str) -> String {
    let base = etat.base.get_untracked();
    let ici = document().url().unwrap_or_default();
    // A folder that answers by itself is the shorter address.
    let page = if ici.split(['?', '#']).next() == Some(base.as_str()) { "" } else { "index.html" };
    [&base, page, lien::MARQUE, texte].concat()
}
