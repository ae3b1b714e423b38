//! The sheet: what the simulator answers, written anew at each change.

use cpts_codes::CodeCommune;
use cpts_seance::format::de;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::etat::Etat;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Enfant, Vue, bouton, el, elc};

/// The button of a commune that opens the choice of a part of it.
pub(crate) fn action(etat: Etat, nom: &str, code: CodeCommune) -> Vue {
    bouton("lien partie", move |_| etat.partage.set(Some(code)))
        .attr("aria-label", &["Une partie seulement ", &de(nom)].concat())
        .avec("Une partie")
}

/// A small button that names what it acts on.
pub(crate) fn croix(action: &str, nom: &str, icone: Icone, agir: impl FnMut(Event) + 'static) -> Vue {
    bouton("croix", agir).attr("aria-label", &[action, nom].concat()).avec(dessin(icone, 18))
}

/// A figure that shows for a moment that it changed: a new element each time,
/// so that the animation of its class starts anew.
pub(crate) fn vif(lire: impl Fn() -> String + 'static) -> Vue {
    el("span").liste(move |l| {
        let valeur = lire();
        l.ligne(&valeur.clone(), move || elc("span", "valeur change").avec(valeur));
    })
}

/// The heading of a section, with what stands at its right.
pub(crate) fn s_tete(titre: &str, droite: impl Enfant) -> Vue {
    elc("div", "s-tete").avec(el("h3").avec(titre)).avec(droite)
}

/// A fold with its chevron.
pub(crate) fn repli(titre: impl Enfant) -> Vue {
    elc("details", "replie").avec(el("summary").avec(titre).avec(chevron(18)))
}

pub(crate) fn chevron(cote: u8) -> Vue {
    elc("span", "chevron").avec(dessin(Icone::CHEVRON, cote))
}

/// A cell of a heading row.
pub(crate) fn colonne(classe: &str, titre: impl Enfant) -> Vue {
    elc("th", classe).attr("scope", "col").avec(titre)
}

/// The first cell of a row.
pub(crate) fn intitule(titre: impl Enfant) -> Vue {
    el("th").attr("scope", "row").avec(titre)
}

/// Whether the fold of an event is open.
pub(crate) fn is_open(e: &Event) -> bool {
    let fold = e.current_target().and_then(|c| c.dyn_into::<Element>().ok());
    fold.is_some_and(|f| f.has_attribute("open"))
}
