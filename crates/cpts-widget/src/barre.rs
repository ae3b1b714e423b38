//! The bar of tools, above the questions.

use crate::etat::Etat;
use crate::historique;
use crate::outils::{self, Outil};
use crate::vue::{Vue, bouton, el, elc};

/// Buttons that open a tool: the tool, its identifier, its word, its title.
const OUTILS: &[(Outil, &str, &str, &str)] =
    &[(Outil::Impression, "impression", "Imprimer", "Une page à imprimer")];

/// The bar, and the dialogs that it opens.
pub(crate) fn barre(etat: Etat) -> Vue {
    let mut boutons = elc("div", "barre-outils")
        .attr("role", "group")
        .attr("aria-label", "Outils")
        .avec(historique::boutons(etat));
    let mut dialogues = el("div");
    for &(outil, id, mot, titre) in OUTILS {
        boutons = boutons.avec(bouton("lien", move |_| etat.outil.set(Some(outil))).avec(mot));
        dialogues = dialogues.avec(outils::dialogue(etat, outil, id, titre));
    }
    el("div").avec(boutons).avec(dialogues)
}
