//! Acronyms, explained where they are first met.
//!
//! Paragraphs that may be marked carry the class `g`: their own text is written once
//! and held by nobody. After each change of the page, the acronyms in them are put in
//! elements of their own, and the first visible one of each becomes a button; the
//! others stay plain text. The button shows the definition right after itself, in the
//! order of reading; Escape takes it away and the focus stays where it was. The
//! definitions are in the third part ([`crate::outils`]).

use std::rc::Rc;

use cpts_seance::Cellule;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, HtmlElement, KeyboardEvent, MutationObserver, MutationObserverInit, Node, NodeList,
};

use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::minuterie::{Attente, after};
use crate::socle::page::{StoredValue, document};
use crate::socle::vue::{Vue, el, elc};
use crate::vues::pieces::venue;

/// Milliseconds of rest after a change before the page is looked at again.
const PAUSE: u32 = 80;

/// Follows the page under `racine`, and explains its acronyms.
pub(crate) fn follow(etat: Etat, racine: Vue) -> Vue {
    let bulle = venue::when(etat, elc("span", "definition"), Outil::Definition, move || {
        etat.glose.with(Option::is_some)
    })
    .attr("id", "definition")
    .attr("role", "note")
    .attr("aria-live", "polite");
    let bulle = bulle.element().clone();
    let page = racine.element().clone();
    observe(&page);
    let (ici, la) = (page.clone(), bulle.clone());
    racine
        .sur("click", move |e| {
            if let Some(sigle) = pressed(&e) {
                toggle(etat, &sigle, &bulle);
            } else if from(&e, ".definition .fermer").is_some() {
                close(etat, &ici, &bulle);
            }
        })
        .sur("keydown", move |e| {
            let touche = e.unchecked_ref::<KeyboardEvent>().key();
            if touche == "Escape" && la.is_connected() {
                close(etat, &page, &la);
            } else if ["Enter", " "].contains(&touche.as_str())
                && let Some(sigle) = pressed(&e)
            {
                e.prevent_default();
                toggle(etat, &sigle, &la);
            }
        })
}

/// The button of an acronym that an event comes from.
fn pressed(e: &Event) -> Option<Element> {
    from(e, ".sigle[role]")
}

fn from(e: &Event, choix: &str) -> Option<Element> {
    e.target()?.dyn_into::<Element>().ok()?.closest(choix).ok()?
}

fn toggle(etat: Etat, sigle: &Element, bulle: &Element) {
    let ouvert = sigle.get_attribute("aria-expanded").as_deref() == Some("true");
    if let Some(racine) = sigle.closest(".cpts").ok().flatten() {
        take_away(&racine, bulle);
    }
    if ouvert {
        etat.glose.set(None);
        return;
    }
    let mot = sigle.text_content().unwrap_or_default();
    let connu = cpts_rules::sigles().iter().copied().find(|connu| *connu == mot);
    let _ = sigle.set_attribute("aria-expanded", "true");
    let _ = sigle.after_with_node_1(bulle);
    etat.glose.set(connu);
}

/// Takes the definition away; the focus goes back to its button.
fn close(etat: Etat, racine: &Element, bulle: &Element) {
    let bouton = racine.query_selector(".sigle[aria-expanded=true]").ok().flatten();
    take_away(racine, bulle);
    etat.glose.set(None);
    if let Some(bouton) = bouton.and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
        let _ = bouton.focus();
    }
}

fn take_away(racine: &Element, bulle: &Element) {
    each(racine, ".sigle[aria-expanded=true]", |sigle| {
        let _ = sigle.set_attribute("aria-expanded", "false");
    });
    bulle.remove();
}

/// Looks at the page once it has come to rest, after each change of it.
fn observe(racine: &Element) {
    let attente = Cellule::new(None::<Rc<Attente>>);
    let page = racine.clone();
    let look = move || {
        let page = page.clone();
        attente.set(Some(Rc::new(after(PAUSE, move || mark(&page)))));
    };
    // A fold that opens or closes changes what is met first; the event does not bubble.
    let ecoute = Closure::<dyn FnMut()>::new(look);
    let fonction: &js_sys::Function = ecoute.as_ref().unchecked_ref();
    let _ = racine.add_event_listener_with_callback_and_bool("toggle", fonction, true);
    if let Ok(observateur) = MutationObserver::new(fonction) {
        let quoi = MutationObserverInit::new();
        quoi.set_child_list(true);
        quoi.set_subtree(true);
        let _ = observateur.observe_with_options(racine, &quoi);
        StoredValue::new_local(Gardien(observateur));
    }
    let _ = fonction.call0(&JsValue::NULL);
    StoredValue::new_local(ecoute);
}

/// Stops observing when the simulator leaves the page.
struct Gardien(MutationObserver);

impl Drop for Gardien {
    fn drop(&mut self) {
        self.0.disconnect();
    }
}

fn each(racine: &Element, choix: &str, mut faire: impl FnMut(&Element)) {
    let Ok(trouves) = racine.query_selector_all(choix) else { return };
    for rang in 0..NodeList::length(&trouves) {
        if let Some(element) = trouves.get(rang).and_then(|n| n.dyn_into::<Element>().ok()) {
            faire(&element);
        }
    }
}

/// Puts acronyms in elements of their own, then makes a button of the first of each.
fn mark(racine: &Element) {
    each(racine, ".g", |paragraphe| {
        // What was put apart is not looked at again; what was written anew is.
        let mut enfant = paragraphe.first_child();
        while let Some(noeud) = enfant {
            enfant = noeud.next_sibling();
            if noeud.node_type() == Node::TEXT_NODE {
                split(&noeud);
            }
        }
    });
    let mut vus: Vec<String> = Vec::new();
    each(racine, ".sigle", |sigle| {
        let mot = sigle.text_content().unwrap_or_default();
        // What stands in a closed fold is not met yet.
        let cache = !matches!(sigle.closest("details:not([open]), [hidden], dialog:not([open])"), Ok(None));
        let premier = !cache && !vus.contains(&mot);
        let bouton = sigle.has_attribute("role");
        if premier && !bouton {
            let nom = [&mot, ", que veut dire ce sigle\u{a0}?"].concat();
            for (attribut, valeur) in
                [("role", "button"), ("tabindex", "0"), ("aria-expanded", "false"), ("aria-label", &nom)]
            {
                let _ = sigle.set_attribute(attribut, valeur);
            }
        } else if !premier && bouton && sigle.get_attribute("aria-expanded").as_deref() != Some("true") {
            for attribut in ["role", "tabindex", "aria-expanded", "aria-label"] {
                let _ = sigle.remove_attribute(attribut);
            }
        }
        if premier {
            vus.push(mot);
        }
    });
}

/// Cuts a text around the acronyms that are explained.
fn split(noeud: &Node) {
    let texte = noeud.text_content().unwrap_or_default();
    let Some(parent) = noeud.parent_node() else { return };
    let morceaux = pieces(&texte, cpts_rules::sigles());
    if morceaux.len() < 2 && !morceaux.iter().any(|(_, sigle)| *sigle) {
        return;
    }
    for (morceau, sigle) in morceaux {
        let nouveau: Node = if sigle {
            // What stands there is what one looks for.
            elc("span", "sigle").sans_traduction().avec(morceau).element().clone().into()
        } else {
            document().create_text_node(morceau).into()
        };
        let _ = parent.insert_before(&nouveau, Some(noeud));
    }
    let _ = parent.remove_child(noeud);
}

/// A text in pieces, each with whether it is a known acronym: a word of its own in capitals.
fn pieces<'t>(texte: &'t str, sigles: &[&str]) -> Vec<(&'t str, bool)> {
    let mut morceaux = Vec::new();
    let (mut debut, mut mot) = (0, 0);
    let octets = texte.len();
    let mut put = |de: usize, a: usize, sigle: bool| {
        if let Some(morceau) = texte.get(de..a).filter(|m| !m.is_empty()) {
            morceaux.push((morceau, sigle));
        }
    };
    let mut lettres = texte.char_indices();
    loop {
        let (ici, c) = lettres.next().map_or((octets, None), |(i, c)| (i, Some(c)));
        if c.is_some_and(char::is_alphanumeric) {
            continue;
        }
        // The word that ends here began where the last sign that is no letter ended.
        if texte.get(mot..ici).is_some_and(|m| sigles.contains(&m)) {
            put(debut, mot, false);
            put(mot, ici, true);
            debut = ici;
        }
        let Some(c) = c else { break };
        mot = ici + c.len_utf8();
    }
    put(debut, octets, false);
    morceaux
}

/// A paragraph whose acronyms are explained.
pub(crate) fn g(balise: &str, classe: &str) -> Vue {
    if classe.is_empty() { elc(balise, "g") } else { el(balise).attr("class", &[classe, " g"].concat()) }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    const SIGLES: [&str; 3] = ["ARS", "CPTS", "PASS"];

    #[test]
    fn a_text_is_cut_around_its_acronyms_and_nothing_is_lost() {
        let texte = "L’ARS et la CPTS (ARS), au PASSAGE : PASS.";
        let morceaux = pieces(texte, &SIGLES);
        let trouves: Vec<&str> = morceaux.iter().filter(|(_, sigle)| *sigle).map(|(m, _)| *m).collect();
        assert_eq!(trouves, ["ARS", "CPTS", "ARS", "PASS"]);
        assert_eq!(morceaux.iter().map(|(m, _)| *m).collect::<String>(), texte);
        assert_eq!(pieces("", &SIGLES), []);
        assert_eq!(pieces("ARS", &SIGLES), [("ARS", true)]);
        assert_eq!(pieces("École", &SIGLES), [("École", false)]);
    }
}
