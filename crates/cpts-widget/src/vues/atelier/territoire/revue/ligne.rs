//! One line to settle: why, what it may mean, and the field in which its text is
//! corrected when nothing was found.

use std::borrow::Cow;

use cpts_codes::nombre;
use cpts_perimetre::liste::{self, Candidat, Doute, Lecture, Lieu, LigneLue};
use cpts_seance::Cellule;
use cpts_seance::format::compte;
use cpts_seance::lectures::revue::departement;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::etat::Etat;
use crate::socle::icones::{Icone, dessin};
use crate::socle::page::champ;
use crate::socle::vue::{Lignes, Vue, el, elc, propre};

/// Letters of a line that are cited.
const CITATION: usize = 40;

/// What the person has decided of a line.
#[derive(Clone, PartialEq)]
pub(crate) enum Choix {
    /// Nothing yet.
    Rien,
    /// Not to add it.
    Aucun,
    /// What it means: one place, or several of a postal code.
    Lieux(Vec<Lieu>),
}

/// A line under review.
#[derive(Clone)]
pub(crate) struct Ligne {
    pub(crate) lue: LigneLue,
    pub(crate) choix: Choix,
    /// It was not recognised at first.
    pub(crate) reprise: bool,
}

/// A text cut to what can be cited.
pub(crate) fn short(texte: &str) -> Cow<'_, str> {
    let texte = texte.trim();
    match texte.char_indices().nth(CITATION) {
        Some((fin, _)) => [texte.get(..fin).unwrap_or_default(), "…"].concat().into(),
        None => texte.into(),
    }
}

/// A line, to settle.
pub(crate) fn ligne(etat: Etat, lignes: Cellule<Vec<Ligne>>, place: usize) -> Vue {
    let Some(Ligne { lue, .. }) = lignes.with_untracked(|l| l.get(place).cloned()) else { return el("div") };
    let numero = nombre(lue.numero);
    let legende = ["Ligne\u{a0}", &numero, "\u{a0}: «\u{a0}", &short(&lue.texte), "\u{a0}»"].concat();
    let corriger = (lue.lecture == Lecture::Inconnue).then(|| correction(etat, lignes, place, &lue.texte));
    // Written anew when the line has been read again, not when a choice is made.
    let choix = move |l: &mut Lignes| {
        let texte = lignes.with(|l| l.get(place).map(|l| l.lue.texte.clone())).unwrap_or_default();
        l.ligne(&texte, move || choices(etat, lignes, place));
    };
    elc("fieldset", "revue-ligne")
        .avec(el("legend").avec(legende))
        .avec(corriger)
        .avec(el("div").liste(choix))
}

/// The field that corrects a line in its place.
fn correction(etat: Etat, lignes: Cellule<Vec<Ligne>>, place: usize, texte: &str) -> Vue {
    let id = ["ligne-", &place.to_string()].concat();
    let champ_texte = elc("input", "revue-texte")
        .attr("id", &id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("value", texte.trim())
        .sur("change", move |e| {
            let texte = champ(&e).value();
            let phrase = etat.with_territory(|t| {
                lignes.update(|lignes| {
                    let mut lues: Vec<LigneLue> = Vec::with_capacity(lignes.len());
                    for ligne in lignes.iter() {
                        lues.push(ligne.lue.clone());
                    }
                    liste::correct(&mut lues, place, &texte, t);
                    if let (Some(ligne), Some(lue)) = (lignes.get_mut(place), lues.into_iter().nth(place)) {
                        *ligne = Ligne { lue, choix: Choix::Rien, reprise: true };
                    }
                });
                lignes.with_untracked(|l| l.get(place).map(|l| what(&l.lue.lecture)))
            });
            if let Some(phrase) = phrase.flatten() {
                etat.dire(phrase);
            }
        });
    elc("p", "revue-correction").avec(el("label").attr("for", &id).avec("Corriger")).avec(champ_texte)
}

/// What a line is, in a sentence.
fn what(lecture: &Lecture) -> &'static str {
    match lecture {
        Lecture::Reconnue(_) => "Ligne reconnue.",
        Lecture::Doublon(..) => "Cette commune est déjà sur une autre ligne.",
        Lecture::Inconnue => "Aucune commune ni intercommunalité de ce nom.",
        Lecture::Vide | Lecture::EnTete | Lecture::ACote => "Ligne sans commune, ignorée.",
        Lecture::AChoisir(doute, _) => doute.phrase(),
    }
}

/// What the line may mean, each to be chosen.
fn choices(etat: Etat, lignes: Cellule<Vec<Ligne>>, place: usize) -> Vue {
    let Some(Ligne { lue, .. }) = lignes.with_untracked(|l| l.get(place).cloned()) else { return el("div") };
    let mut vue = el("div").avec(elc("p", "petit gris").avec(what(&lue.lecture)));
    let (candidats, plusieurs) = match lue.lecture {
        Lecture::AChoisir(doute, candidats) => (candidats, doute == Doute::CodePostal),
        Lecture::Inconnue => {
            let proches = etat.with_territory(|t| liste::suggest(&lue.texte, t)).unwrap_or_default();
            if !proches.is_empty() {
                vue = vue.avec(elc("p", "petit").avec("Peut-être\u{a0}:"));
            }
            (proches, false)
        }
        Lecture::Reconnue(lieu) => {
            let candidat = Candidat { lieu, ancienne: None, probable: false };
            let (nom, precision) = words(etat, &candidat);
            return vue.avec(
                elc("p", "fait").avec(dessin(Icone::COCHE, 16)).avec(propre(&nom)).avec(" ").avec(precision),
            );
        }
        _ => return vue,
    };
    let nom = ["revue-", &place.to_string()].concat();
    let mut choix = elc("div", "choix revue-candidats");
    for candidat in candidats {
        choix = choix.avec(une_option(etat, lignes, place, &nom, &candidat, plusieurs));
    }
    vue.avec(choix.avec(aucune(lignes, place, &nom, plusieurs)))
}

fn choice_of(lignes: Cellule<Vec<Ligne>>, place: usize) -> Choix {
    lignes.with(|l| l.get(place).map_or(Choix::Rien, |l| l.choix.clone()))
}

fn choose(lignes: Cellule<Vec<Ligne>>, place: usize, choix: Choix) {
    lignes.update(|lignes| {
        if let Some(ligne) = lignes.get_mut(place) {
            ligne.choix = choix;
        }
    });
}

fn une_option(
    etat: Etat,
    lignes: Cellule<Vec<Ligne>>,
    place: usize,
    nom: &str,
    candidat: &Candidat,
    plusieurs: bool,
) -> Vue {
    let lieu = candidat.lieu;
    let (titre, precision) = words(etat, candidat);
    let champ_choix = elc("input", if plusieurs { "coche" } else { "" })
        .attr("type", if plusieurs { "checkbox" } else { "radio" })
        .attr("name", nom)
        .coche_vive(move || matches!(choice_of(lignes, place), Choix::Lieux(lieux) if lieux.contains(&lieu)))
        .sur("change", move |e| {
            let coche = e.current_target().is_some_and(|c| c.unchecked_ref::<HtmlInputElement>().checked());
            let mut lieux = match choice_of(lignes, place) {
                Choix::Lieux(lieux) if plusieurs => lieux,
                _ => Vec::new(),
            };
            lieux.retain(|l| *l != lieu);
            if coche {
                lieux.push(lieu);
            }
            choose(lignes, place, if lieux.is_empty() { Choix::Rien } else { Choix::Lieux(lieux) });
        });
    el("label").avec(champ_choix).avec(
        elc("span", "revue-candidat")
            .avec(elc("span", "nom").sans_traduction().avec(titre))
            .avec(" ")
            .avec(precision),
    )
}

/// « Ne pas ajouter ».
fn aucune(lignes: Cellule<Vec<Ligne>>, place: usize, nom: &str, plusieurs: bool) -> Vue {
    let champ_choix = elc("input", if plusieurs { "coche" } else { "" })
        .attr("type", if plusieurs { "checkbox" } else { "radio" })
        .attr("name", nom)
        .coche_vive(move || choice_of(lignes, place) == Choix::Aucun)
        .sur("change", move |e| {
            let coche = e.current_target().is_some_and(|c| c.unchecked_ref::<HtmlInputElement>().checked());
            choose(lignes, place, if coche { Choix::Aucun } else { Choix::Rien });
        });
    el("label").avec(champ_choix).avec(el("span").avec("Ne pas ajouter"))
}

/// A candidate in words: its name, then where and how many live there.
fn words(etat: Etat, candidat: &Candidat) -> (String, Vue) {
    let (nom, lieu) = etat
        .with_territory(|t| match candidat.lieu {
            Lieu::Commune(code) => {
                let commune = t.commune(code)?;
                let habitants = match commune.population {
                    Some(n) => compte(n, "habitant", "habitants"),
                    None => "population inconnue".to_owned(),
                };
                Some((commune.nom.to_owned(), [&departement(t, &commune), ", ", &habitants].concat()))
            }
            Lieu::Epci(siren) => {
                let epci = t.epci(siren)?;
                let communes = compte(epci.taille, "commune", "communes");
                let lieu = [&communes, ", ", &compte(epci.population, "habitant", "habitants")].concat();
                Some((epci.nom.to_owned(), lieu))
            }
        })
        .flatten()
        .unwrap_or_default();
    match &candidat.ancienne {
        None => (nom, elc("span", "lieu").avec(lieu)),
        Some(ancienne) => {
            let precision = ["Aujourd’hui dans ", &nom, ", ", &lieu].concat();
            (ancienne.clone(), elc("span", "lieu").avec(precision))
        }
    }
}
