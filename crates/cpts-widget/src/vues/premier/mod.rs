//! The first file: what the first screen shows, and the places of what comes later.

pub(crate) mod feuille;
pub(crate) mod missions;
pub(crate) mod professions;
pub(crate) mod territoire;

use crate::etat::Etat;
use crate::etat::cellules::parts::Piece;
use crate::socle::vue::{Vue, el, elc};
use crate::vues::pieces::venue;

/// The whole of it: form, sheet, and the panel that shows a rule.
pub(crate) fn simulateur(etat: Etat) -> Vue {
    let formulaire = elc("div", "formulaire")
        .attr("part", "formulaire")
        .attr("role", "region")
        .attr("aria-label", "Vos réponses")
        .classe_si("plie", move || etat.plie.get())
        // What is asked follows the rules: a site may bring its own.
        .liste(move |l| l.ligne(&etat.cle_des_regles(), move || professions::professions(etat)))
        .avec(territoire::territoire(etat))
        .liste(move |l| l.ligne(&etat.cle_des_regles(), move || missions::missions(etat)));
    let tout = elc("div", "cpts")
        .attr("lang", "fr")
        .avec(venue::later(etat, el("div"), Piece::Entete))
        .avec(
            elc("div", "colonnes")
                .avec(venue::later(etat, formulaire, Piece::Resume))
                .avec(feuille::feuille(etat)),
        )
        .avec(elc("div", "sr").attr("role", "status").texte_vif(move || etat.annonce.get()));
    venue::later(etat, tout, Piece::Regle)
}
