//! The place of the documents in the sheet: what makes them comes when it is opened.

use super::{repli, s_tete};
use crate::cellule::Cellule;
use crate::etat::Etat;
use crate::outils::{self, Outil};
use crate::vue::{Vue, el, elc};

/// The section: a fold, filled when it is first opened.
pub(super) fn documents(etat: Etat) -> Vue {
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
                .avec(outils::when(etat, place, Outil::Documents, move || ouvert.get())),
        )
}
