//! Putting another project in the place of the answers: opening, merging, sifting.

use std::rc::Rc;

use cpts_codes::{CodeCommune, Table};
use cpts_core::{Projet, Situation};
use cpts_perimetre::adoption::{Adoption, adopt};
use cpts_rules::TOUJOURS;
use cpts_territory::Territory;

use crate::effets::{liens, memoire};
use crate::etat::Etat;
use crate::etat::cellules::donnees::Donnees;
use crate::etat::cellules::histoire::Instant;
use crate::etat::cellules::ouverture::{Arrivant, MONTRES, Ouverture, Refus};
use crate::etat::gestes::annuler::{self, OUVERTURE};
use crate::socle::format::compte;
use crate::socle::page::untrack;
use crate::socle::vue::watch;

/// Adds to the work taken up what was answered in the meantime.
pub(crate) fn merge(projet: &mut Projet, repondu: &Projet, depart: &Projet) {
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

/// Takes out what the rules of today do not know, and tells it.
pub(crate) fn sift(etat: Etat, arrivant: &mut Arrivant) {
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
            liens::answer(arrivant.fait.as_ref(), false);
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
            liens::answer(arrivant.fait.as_ref(), false);
            let refus =
                Refus::entier("Les communes ne sont pas disponibles", "Rechargez-les, puis recommencez");
            return refuse(etat, vec![refus]);
        }
    }
    let avant = untrack(|| Instant::of(etat));
    etat.retrait.set(None);
    annuler::name_next(etat, OUVERTURE.to_owned());
    memoire::detach(etat);
    if let Some(gardes) = arrivant.gardes {
        etat.gardes.set(gardes);
    }
    etat.replace_projet(arrivant.projet);
    etat.forget_unknown_iris();
    liens::answer(arrivant.fait.as_ref(), true);
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
    annuler::begin_here(etat);
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

pub(crate) fn refuse(etat: Etat, refus: Vec<Refus>) {
    etat.ouverture.set(Some(Ouverture::Refusee(refus)));
}
