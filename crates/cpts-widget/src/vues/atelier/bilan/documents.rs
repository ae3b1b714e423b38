//! The place of the documents in the sheet: what makes them comes when it is opened.

use cpts_seance::Cellule;

use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::vue::{Vue, el, elc};
use crate::vues::pieces::kit::{repli, s_tete};
use crate::vues::pieces::venue;

/// The section: a fold, filled when it is first opened.
pub(crate) fn documents(etat: Etat) -> Vue {
    let ouvert = Cellule::new(false);
    let place = elc("div", "documents");
    el("section")
        .attr("id", "documents")
        .avec(s_tete("Documents", ()))
        .avec(elc("p", "aide").avec(
            "Ils sont faits par votre navigateur et enregistrés sur votre appareil. Rien n’est envoyé.",
        ))
        .avec(
            repli("Lettre d’intention, fiches-actions, communes, fichier du projet")
                .sur("toggle", move |_| ouvert.set(true))
                .avec(venue::when(etat, place, Outil::Documents, move || ouvert.get())),
        )
}
