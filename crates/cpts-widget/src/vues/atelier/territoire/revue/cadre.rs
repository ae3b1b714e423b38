//! The frame of a review, and its end.

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::etat::Etat;
use crate::socle::focus::focus_inside;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Vue, bouton, el, elc};

/// The frame of a review: its title, which takes the focus, a line under it, and
/// the button that closes it.
pub(crate) fn cadre(etat: Etat, titre: &str, aide: &str) -> Vue {
    let aide = (!aide.is_empty()).then(|| elc("p", "petit gris").attr("id", "revue-aide").avec(aide));
    let titre = el("h3")
        .attr("id", "revue-titre")
        .attr("tabindex", "-1")
        .attr("aria-describedby", if aide.is_some() { "revue-aide" } else { "revue-bilan" })
        .avec(titre);
    elc("div", "panneau revue").attr("role", "group").attr("aria-labelledby", "revue-titre").avec(
        elc("div", "panneau-tete").avec(el("div").avec(titre).avec(aide)).avec(
            bouton("croix", move |e| close_from(etat, &e))
                .attr("aria-label", "Fermer la liste")
                .avec(dessin(Icone::CROIX, 18)),
        ),
    )
}

/// Closes the review that holds a button; the focus returns to the search box.
pub(crate) fn close_from(etat: Etat, e: &web_sys::Event) {
    if let Some(bouton) = e.current_target() {
        focus_in_question(&bouton.unchecked_into(), "#recherche");
    }
    etat.close_revue();
}

/// Gives the focus to an element of the question around another one.
pub(crate) fn focus_in_question(ici: &Element, cible: &'static str) {
    if let Ok(Some(section)) = ici.closest("section") {
        focus_inside(&section, cible);
    }
}
