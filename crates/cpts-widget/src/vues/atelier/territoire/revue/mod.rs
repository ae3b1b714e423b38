//! What was found in one go and is not added blindly: a list that was pasted or
//! opened, the communes of a postal code. The review stays in the question, under
//! the search box, until the person closes it.

pub(crate) mod cadre;
pub(crate) mod codes;
pub(crate) mod entree;
pub(crate) mod ligne;
pub(crate) mod liste;

use cpts_seance::revue::Revue;

use crate::effets::entrees;
use crate::etat::Etat;
use crate::socle::focus::focus_inside;
use crate::socle::page::untrack;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::atelier::territoire::revue::cadre::{cadre, close_from};

/// The place of the review; empty while there is none.
pub(crate) fn revue(etat: Etat) -> Vue {
    let place = el("div");
    let racine = place.element().clone();
    place.vif(move || {
        let revue = etat.revue.get();
        // What the review reads must not write it anew: its choices would be lost.
        let vue = untrack(|| {
            revue.map(|revue| match revue {
                Revue::Codes(titre, codes) => codes::codes(etat, titre, codes),
                Revue::Liste(lignes) => liste::liste(etat, lignes),
                Revue::Projet(texte) => projet(etat, texte),
                Revue::Refus(phrase) => cadre(etat, "La liste n’a pas été lue", &phrase),
            })
        });
        if vue.is_some() {
            focus_inside(&racine, "#revue-titre");
        }
        vue
    })
}

/// Asks before a project takes the place of the answers.
fn projet(etat: Etat, texte: String) -> Vue {
    let remplacer = move |_| {
        etat.close_revue();
        entrees::open_projet(etat, texte.clone());
    };
    let garder = move |e: web_sys::Event| close_from(etat, &e);
    cadre(
        etat,
        "Ce texte est un projet enregistré",
        "L’ouvrir remplace toutes vos réponses. Vous pourrez revenir en arrière.",
    )
    .avec(
        elc("div", "revue-actions")
            .avec(bouton("bouton plein", remplacer).avec("Ouvrir ce projet"))
            .avec(bouton("bouton", garder).avec("Garder mes réponses")),
    )
}
