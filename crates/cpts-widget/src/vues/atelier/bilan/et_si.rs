//! What if the perimeter changed? The communes that tip the taille, alone or
//! together, with the money that goes with it, and one gesture to try.

use std::rc::Rc;

use cpts_codes::{CodeCommune, nombre};
use cpts_core::{BilanTaille, Taille, Totaux};
use cpts_perimetre::et_si::{Effet, EtSi, Preuve};
use cpts_rules::Issue;
use cpts_seance::Lecteurs;
use cpts_seance::format::{compte, ecart, et_bornes, euros};
use cpts_seance::gestes::et_si::Essai;
use cpts_seance::lectures::et_si::with;
use cpts_seance::lectures::territoire::nom_de;
use cpts_seance::paroles::Endroit;
use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::etat::Etat;
use crate::socle::focus::focus_later;
use crate::socle::vue::{Lignes, Vue, bouton, el, elc, propre, sr};
use crate::vues::pieces::annuler;
use crate::vues::pieces::kit::{chevron, colonne, intitule, repli, s_tete};
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::sources::{liens, statut};

/// The button that takes a try back.
const ANNULER: &str = "et-si-annuler";

/// Rows that are shown before one asks for the others.
const APERCU: usize = 8;

/// The rows of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Groupe {
    Ajouts,
    SansEffet,
    Retraits,
    Epci,
}

/// A row of a table.
struct Rang {
    nom: String,
    /// What follows the name, in grey.
    lieu: String,
    population: u32,
    apres: u32,
    taille: Taille,
    /// What is to be known of it, under the name.
    note: String,
    essai: Essai,
}

/// The whole section.
pub(crate) fn et_si(etat: Etat) -> Vue {
    let ouvrir = move |e: Event| {
        let ouvert = e.current_target().and_then(|d| d.dyn_into::<web_sys::Element>().ok());
        if ouvert.is_some_and(|d| d.has_attribute("open")) {
            etat.look_at_et_si(Lecteurs { section: true, ..Lecteurs::default() });
        }
    };
    let detail = elc("details", "replie et-si")
        .sur("toggle", ouvrir)
        .avec(
            el("summary")
                .attr("id", "et-si-communes")
                .avec("Quelles communes changeraient la taille\u{a0}?")
                .avec(chevron(18)),
        )
        .avec(annuler::offre(etat, Endroit::EtSi, ANNULER, "et-si-communes"))
        .vif(move || attente(etat))
        .vif(move || argent(etat))
        .avec(bloc(etat, Groupe::Ajouts))
        .vif(move || ensemble(etat))
        .avec(bloc(etat, Groupe::Retraits))
        .vif(move || liaisons(etat))
        .avec(pli(etat, Groupe::SansEffet, 0))
        .vif(move || inconnues(etat))
        .avec(pli(etat, Groupe::Epci, 0))
        .avec(rappel(etat));
    el("section")
        .attr("id", "et-si")
        .avec(s_tete("Et si le périmètre changeait\u{a0}?", ()))
        .vif(move || mention(etat))
        .avec(
            el("p").texte_vif(move || etat.bilan.with(|b| b.taille.map_or_else(String::new, |t| marges(&t)))),
        )
        .vif(move || {
            etat.bilan
                .with(|b| b.taille.is_none())
                .then(|| el("p").avec("Sans taille, rien ne peut en changer\u{a0}: voir les constats."))
        })
        .avec(detail.attr_vif("hidden", move || etat.bilan.with(|b| b.taille.is_none()).then(String::new)))
}

/// Both margins in words.
fn marges(taille: &BilanTaille) -> String {
    let ici = u32::from(taille.taille.numero());
    let mut phrase = String::new();
    if let Some(marge) = taille.marge_haute {
        let manque = marge.saturating_add(1);
        phrase.push_str("Il manque ");
        phrase.push_str(&compte(manque, "habitant", "habitants"));
        phrase.push_str(" pour la Taille ");
        phrase.push_str(&nombre(ici + 1));
        phrase.push_str(". ");
    }
    if let Some(marge) = taille.marge_basse {
        phrase.push_str("Avec ");
        phrase.push_str(&compte(marge.saturating_add(1), "habitant", "habitants"));
        phrase.push_str(" de moins, ce serait la Taille ");
        phrase.push_str(&nombre(ici.saturating_sub(1)));
        phrase.push('.');
    }
    phrase
}

/// The law speaks of pertinence, not of numbers.
fn rappel(etat: Etat) -> Option<Vue> {
    etat.rules().issue(Issue::PertinenceConseil).map(|regle| {
        elc("p", "petit gris rappel")
            .avec(el("strong").avec(regle.titre).avec(". "))
            .avec(regle.explication)
            .avec(" ")
            .avec(regle.action)
            .avec(" ")
            .avec(elc("span", "sources").avec(liens(etat.rules(), regle.sources)))
    })
}

/// Neighbours of which no population is known at this vintage: named, since a list without
/// them would pass for the whole.
fn inconnues(etat: Etat) -> Option<Vue> {
    with(*etat, |dit| {
        let combien = dit.inconnues.len() as u32;
        let mut noms = String::new();
        for code in &dit.inconnues {
            noms.push_str(if noms.is_empty() { "\u{a0}: " } else { ", " });
            noms.push_str(&nom_de(*etat, *code));
        }
        let debut = compte(combien, "voisine de population inconnue", "voisines de population inconnue");
        (combien > 0).then(|| el("p").avec(debut).avec(noms).avec(". Effet non connu."))
    })
}

fn attente(etat: Etat) -> Option<Vue> {
    (!etat.has_adjacence())
        .then(|| elc("p", "petit gris").attr("role", "status").avec("Chargement des communes voisines…"))
}

/// What a year is worth here and in the other tailles that are named below.
fn argent(etat: Etat) -> Vec<Vue> {
    if etat.masque() {
        return Vec::new();
    }
    with(*etat, |dit| {
        let mut phrases = Vec::new();
        if let Some(ici) = &dit.totaux {
            for (taille, autre) in &dit.autres {
                phrases.push(en_taille(etat, *taille, ici, autre));
            }
        }
        phrases
    })
}

fn en_taille(etat: Etat, taille: Taille, ici: &Totaux, autre: &Totaux) -> Vue {
    elc("p", "petit")
        .avec(el("strong").avec(["En Taille ", &nombre(taille.numero().into())].concat()))
        .avec("\u{a0}: fixe ")
        .avec(
            [
                &euros(autre.fixe),
                " par an",
                &et_bornes(autre.fixe_entre),
                " (",
                &ecart(ici.fixe, autre.fixe),
                ") ",
            ]
            .concat(),
        )
        .avec(statut(etat.rules(), autre.statut))
        .avec(
            [
                ", maximum ",
                &euros(autre.maximum),
                &et_bornes(autre.maximum_entre),
                " (",
                &ecart(ici.maximum, autre.maximum),
                ") ",
            ]
            .concat(),
        )
        .avec(statut(etat.rules(), autre.statut_maximum))
        .avec(".")
}

fn count(dit: &EtSi, groupe: Groupe) -> usize {
    match groupe {
        Groupe::Ajouts => dit.ajouts.len(),
        Groupe::SansEffet => dit.sans_effet.len(),
        Groupe::Retraits => dit.retraits.len(),
        Groupe::Epci => dit.epci.len(),
    }
}

/// A heading, the first rows, and the others folded.
fn bloc(etat: Etat, groupe: Groupe) -> Vue {
    let vide = move || with(*etat, |dit| count(dit, groupe)) == 0;
    let titre = match groupe {
        Groupe::Retraits => "Sans elle, la taille change",
        _ => "Communes voisines qui changent la taille",
    };
    el("div")
        .attr_vif("hidden", move || vide().then(String::new))
        .avec(elc("h4", "famille").avec(titre))
        .avec(tableau(etat, groupe, titre, 0, APERCU))
        .avec(pli(etat, groupe, APERCU))
}

/// The rows from `debut` on, folded under their count.
fn pli(etat: Etat, groupe: Groupe, debut: usize) -> Vue {
    let combien = move || with(*etat, |dit| count(dit, groupe)).saturating_sub(debut) as u32;
    let titre = move || match groupe {
        Groupe::Ajouts => {
            compte(combien(), "autre commune qui change la taille", "autres communes qui changent la taille")
        }
        Groupe::Retraits => compte(combien(), "autre commune du territoire", "autres communes du territoire"),
        Groupe::SansEffet => {
            compte(combien(), "voisine sans effet sur la taille", "voisines sans effet sur la taille")
        }
        Groupe::Epci => {
            compte(combien(), "intercommunalité voisine entière", "intercommunalités voisines entières")
        }
    };
    let legende = match groupe {
        Groupe::Ajouts => "Autres communes voisines qui changent la taille",
        Groupe::Retraits => "Autres communes sans lesquelles la taille change",
        Groupe::SansEffet => "Communes voisines sans effet sur la taille",
        Groupe::Epci => "Intercommunalités voisines",
    };
    repli(el("span").texte_vif(titre))
        .attr_vif("hidden", move || (combien() == 0).then(String::new))
        .avec(tableau(etat, groupe, legende, debut, usize::MAX))
}

fn tableau(etat: Etat, groupe: Groupe, legende: &str, debut: usize, combien: usize) -> Vue {
    let lignes = move |l: &mut Lignes| {
        etat.et_si.with(|dit| {
            let Some(dit) = dit else { return };
            let mut rangs = Vec::new();
            let fin = count(dit, groupe).min(debut.saturating_add(combien));
            for place in debut..fin {
                rangs.extend(rang(etat, dit, groupe, place));
            }
            for rang in rangs {
                let cle = [rang.nom.as_str(), &rang.lieu, &nombre(rang.apres), &rang.note].concat();
                let dit = Rc::clone(dit);
                l.ligne(&cle, move || ligne(etat, &dit, rang));
            }
        });
    };
    let premiere = if groupe == Groupe::Epci { "Intercommunalité" } else { "Commune" };
    elc("table", "tableau bascules")
        .avec(elc("caption", "sr").avec(legende))
        .avec(el("thead").avec(el("tr").avec([
            colonne("", premiere),
            colonne("nombre c-large", "Habitants"),
            colonne("nombre", "Après"),
            colonne("nombre", "Taille"),
            colonne("nombre c-large", "Fixe"),
            colonne("nombre c-large", "Maximum"),
            colonne("nombre", sr("Action")),
        ])))
        .avec(el("tbody").liste(lignes))
}

fn rang(etat: Etat, dit: &EtSi, groupe: Groupe, place: usize) -> Option<Rang> {
    let effet: &Effet = match groupe {
        Groupe::Epci => return rang_epci(etat, dit, place),
        Groupe::Ajouts => dit.ajouts.get(place)?,
        Groupe::SansEffet => dit.sans_effet.get(place)?,
        Groupe::Retraits => dit.retraits.get(place)?,
    };
    let nom = nom_de(*etat, effet.code);
    let note = if effet.parties < dit.parties {
        "Relie des parties du territoire".to_owned()
    } else if effet.parties > dit.parties && groupe == Groupe::Retraits {
        ["Le territoire serait en ", &nombre(effet.parties as u32), " parties"].concat()
    } else {
        String::new()
    };
    Some(Rang {
        nom,
        lieu: effet.code.departement().as_str().to_owned(),
        population: effet.population,
        apres: effet.apres,
        taille: effet.taille,
        note,
        essai: match groupe {
            Groupe::Retraits => Essai::Retirer(effet.code),
            _ => Essai::Ajouter(vec![effet.code]),
        },
    })
}

fn rang_epci(etat: Etat, dit: &EtSi, place: usize) -> Option<Rang> {
    let effet = dit.epci.get(place)?;
    let mut note = match effet.commence {
        true => compte(effet.communes, "commune de plus", "communes de plus"),
        false => compte(effet.communes, "commune", "communes"),
    };
    if effet.inconnues > 0 {
        note.push_str(", dont ");
        note.push_str(&nombre(effet.inconnues));
        note.push_str(" de population inconnue, non comptée");
    }
    Some(Rang {
        nom: etat.with_territory(|t| t.epci(effet.siren).map(|e| e.nom.to_owned())).flatten()?,
        lieu: String::new(),
        population: effet.apres.saturating_sub(dit.population),
        apres: effet.apres,
        taille: effet.taille,
        note,
        essai: Essai::AjouterEpci(effet.siren),
    })
}

fn ligne(etat: Etat, dit: &EtSi, rang: Rang) -> Vue {
    let Rang { nom, lieu, population, apres, taille, note, essai } = rang;
    let (avant, ensuite) = (nombre(dit.taille.taille.numero().into()), nombre(taille.numero().into()));
    let change = taille != dit.taille.taille;
    let tailles = elc("td", "nombre").avec(if change {
        vec![
            el("span").attr("aria-hidden", "true").avec([avant.as_str(), " → "].concat()),
            sr(&[avant.as_str(), ", puis "].concat()),
            el("strong").avec(ensuite),
        ]
    } else {
        vec![el("span").avec(ensuite)]
    });
    let (fixe, maximum) = match (&dit.totaux, dit.totaux_de(taille)) {
        (Some(ici), Some(autre)) if change => {
            (ecart(ici.fixe, autre.fixe), ecart(ici.maximum, autre.maximum))
        }
        _ => ("–".to_owned(), "–".to_owned()),
    };
    let mut sous = compte(population, "habitant", "habitants");
    if change {
        sous.push_str(", fixe ");
        sous.push_str(&fixe);
    }
    let retirer = matches!(essai, Essai::Retirer(_));
    let objet = ["\u{a0}: ", &nom].concat();
    let agir = {
        let nom = nom.clone();
        move |e: Event| try_out(etat, &essai, &nom, &e)
    };
    el("tr")
        .avec(
            intitule(propre(&nom))
                .avec(" ")
                .avec(elc("span", "mini gris").avec(lieu))
                .avec(elc("span", "petit gris sous-etroit").avec(sous))
                .avec((!note.is_empty()).then(|| elc("span", "petit gris note").avec(note))),
        )
        .avec(elc("td", "nombre c-large").avec(nombre(population)))
        .avec(elc("td", "nombre").avec(nombre(apres)))
        .avec(tailles)
        .avec(elc("td", "nombre c-large").avec(fixe))
        .avec(elc("td", "nombre c-large").avec(maximum))
        .avec(
            elc("td", "nombre").avec(
                bouton("lien", agir).avec(if retirer { "Retirer" } else { "Ajouter" }).avec(sr(&objet)),
            ),
        )
}

/// Where no neighbour is enough alone: the fewest that are together.
fn ensemble(etat: Etat) -> Option<Vue> {
    with(*etat, |dit| {
        let manque = dit.manque.filter(|_| dit.ajouts.is_empty())?;
        let titre = elc("h4", "famille").avec("Plusieurs communes ensemble");
        let seule = [
            "Aucune voisine n’apporte à elle seule les ",
            &compte(manque, "habitant", "habitants"),
            " qui manquent. ",
        ]
        .concat();
        let Some(ensemble) = &dit.ensemble else {
            return Some(
                el("div")
                    .avec(titre)
                    .avec(el("p").avec(seule).avec("Quelques voisines ensemble n’y suffisent pas non plus.")),
            );
        };
        let mut noms = String::new();
        for (place, code) in ensemble.communes.iter().enumerate() {
            noms.push_str(match place {
                0 => "",
                _ if place + 1 == ensemble.communes.len() => " et ",
                _ => ", ",
            });
            noms.push_str(&nom_de(*etat, *code));
        }
        let combien = ensemble.communes.len() as u32;
        let preuve = match ensemble.preuve {
            Preuve::Minimal => "C’est le plus petit ensemble d’un seul tenant avec le territoire.",
            Preuve::Nombre => "Aucun ensemble n’a moins de communes.",
            Preuve::Aucune => "Un ensemble plus petit existe peut-être.",
        };
        let essai = Essai::Ajouter(ensemble.communes.clone());
        let phrase = [
            &noms,
            "\u{a0}: ",
            &compte(ensemble.apres, "habitant", "habitants"),
            " en tout, Taille ",
            &nombre(ensemble.taille.numero().into()),
            ". ",
        ]
        .concat();
        Some(
            el("div").avec(titre).avec(el("p").avec(seule).avec(phrase).avec(preuve)).avec(
                bouton("bouton", move |e| try_out(etat, &essai, &noms, &e))
                    .avec(["Ajouter ces ", &compte(combien, "commune", "communes")].concat()),
            ),
        )
    })
}

/// What would join the parts of a territory that is in several.
fn liaisons(etat: Etat) -> Option<Vue> {
    with(*etat, |dit| {
        if dit.liaisons.is_empty() {
            return None;
        }
        let mut bloc = el("div").avec(elc("h4", "famille").avec("Relier les parties du territoire"));
        for liaison in &dit.liaisons {
            let premiers = etat.perimetre.with(|p| {
                p.composantes
                    .as_ref()
                    .and_then(|c| c.get(liaison.partie))
                    .map(|c| c.communes.clone())
                    .unwrap_or_default()
            });
            let mut nom = premiers.first().map(|c| nom_de(*etat, *c)).unwrap_or_default();
            if premiers.len() > 1 {
                nom.push_str(" et ");
                nom.push_str(&compte(premiers.len() as u32 - 1, "autre commune", "autres communes"));
            }
            let mut choix = elc("ul", "puces liaisons");
            let mut gestes: Vec<Vec<CodeCommune>> = Vec::new();
            if liaison.une_suffit {
                for code in &liaison.communes {
                    gestes.push(vec![*code]);
                }
            } else {
                gestes.push(liaison.communes.clone());
            }
            for codes in gestes {
                let mut noms = String::new();
                for code in &codes {
                    noms.push_str(if noms.is_empty() { "" } else { ", " });
                    noms.push_str(&nom_de(*etat, *code));
                }
                let texte = ["Ajouter ", &noms].concat();
                let essai = Essai::Ajouter(codes);
                choix = choix.avec(
                    el("li").avec(bouton("bouton", move |e| try_out(etat, &essai, &noms, &e)).avec(texte)),
                );
            }
            let phrase = if liaison.une_suffit && liaison.communes.len() > 1 {
                "\u{a0}: une seule de ces communes suffit."
            } else {
                "."
            };
            bloc = bloc
                .avec(el("p").avec("Pour relier ").avec(nom).avec(" à une autre partie").avec(phrase))
                .avec(choix);
        }
        Some(bloc)
    })
}

/// Tries a change; the focus goes to its way back.
fn try_out(etat: Etat, essai: &Essai, nom: &str, e: &Event) {
    etat.try_out(essai, nom);
    focus_later(e, ANNULER);
}
