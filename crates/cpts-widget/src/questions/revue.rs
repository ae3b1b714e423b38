//! What was found in one go and is not added blindly: the communes of a postal
//! code, each to be ticked. The review stays in the question, under the search
//! box, until the person closes it.

mod codes;

use cpts_codes::CodeCommune;
use cpts_territory::{Commune, Territory};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::etat::Etat;
use crate::format::nombre;
use crate::icones::{Icone, dessin};
use crate::vue::{Vue, bouton, el, elc};

/// What is under review.
#[derive(Clone)]
pub(crate) enum Revue {
    /// Communes to tick, under a title.
    Codes(String, Vec<CodeCommune>),
}

/// Opens the review of some communes, none of them ticked: those of a postal
/// code, which is not a territory.
// The search box calls it.
#[allow(dead_code, reason = "called by the search box, which is being rewritten")]
pub(crate) fn review_codes(etat: Etat, titre: &str, codes: &[CodeCommune]) {
    open(etat, Revue::Codes(titre.to_owned(), codes.to_vec()));
}

/// Shows a review in the place of the one before, if any.
fn open(etat: Etat, revue: Revue) {
    etat.plie.set(false);
    etat.revue.set(Some(revue));
}

/// The place of the review; empty while there is none.
pub(super) fn revue(etat: Etat) -> Vue {
    let place = el("div");
    let racine = place.element().clone();
    place.vif(move || {
        let vue = etat.revue.get().map(|revue| match revue {
            Revue::Codes(titre, codes) => codes::codes(etat, titre, codes),
        });
        if vue.is_some() {
            focus_later(&racine, "#revue-titre");
        }
        vue
    })
}

/// The frame of a review: its title, which takes the focus, a line under it, and
/// the button that closes it.
fn cadre(etat: Etat, titre: &str, aide: &str) -> Vue {
    let fermer = bouton("croix", move |e| {
        if let Some(ici) = e.current_target() {
            close(etat, &ici.unchecked_into());
        }
    });
    elc("div", "panneau revue").attr("role", "group").attr("aria-labelledby", "revue-titre").avec(
        elc("div", "panneau-tete")
            .avec(
                el("div")
                    .avec(el("h3").attr("id", "revue-titre").attr("tabindex", "-1").avec(titre))
                    .avec((!aide.is_empty()).then(|| elc("p", "petit gris").avec(aide))),
            )
            .avec(fermer.attr("aria-label", "Fermer la liste").avec(dessin(Icone::CROIX, 18))),
    )
}

/// Closes the review; the focus returns to the search box.
fn close(etat: Etat, ici: &Element) {
    if let Ok(Some(section)) = ici.closest("section") {
        focus_later(&section, "#recherche");
    }
    etat.revue.set(None);
}

/// Gives the focus to an element once the page has been written.
fn focus_later(racine: &Element, cible: &'static str) {
    let racine = racine.clone();
    Timeout::new(0, move || {
        if let Ok(Some(element)) = racine.query_selector(cible) {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    })
    .forget();
}

/// "Nord (59), code 59122".
fn lieu(territory: &Territory, commune: &Commune<'_>) -> String {
    let nom = territory.departement(commune.departement).map_or("", |d| d.nom);
    [nom, " (", commune.departement.as_str(), "), code ", commune.code.as_str()].concat()
}

/// A population in words: an unknown one is never 0.
fn population(p: Option<u32>) -> String {
    p.map_or_else(|| "inconnue".to_owned(), nombre)
}
