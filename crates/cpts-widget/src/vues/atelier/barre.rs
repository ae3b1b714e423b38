//! The bar of tools, above the questions.

use wasm_bindgen::JsCast;
use web_sys::ShadowRoot;

use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::focus::once_written;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::{annuler, venue};

/// Buttons that open a tool: the tool, its identifier, its word, its title.
const OUTILS: &[(Outil, &str, &str, &str)] = &[
    (Outil::Projets, "projets", "Mes projets", "Mes projets"),
    (Outil::Partage, "partage", "Partager", "Partager le projet"),
    (Outil::Impression, "impression", "Imprimer", "Une page à imprimer"),
    (Outil::Aide, "aide", "Aide", "Aide"),
];

/// The bar, and the dialogs that it opens.
pub(crate) fn barre(etat: Etat) -> Vue {
    let mut boutons = elc("div", "barre-outils")
        .attr("role", "group")
        .attr("aria-label", "Outils")
        .avec(annuler::boutons(etat));
    let mut dialogues = el("div");
    for &(outil, id, mot, titre) in OUTILS {
        boutons = boutons.avec(bouton("lien", move |_| etat.outil.set(Some(outil))).avec(mot));
        dialogues = dialogues.avec(venue::dialogue(etat, outil, id, titre));
    }
    boutons =
        boutons.avec(bouton("lien", move |_| etat.outil.set(Some(Outil::Reunion))).avec("Mode réunion"));
    let reunion = venue::when(etat, el("div"), Outil::Reunion, move || {
        etat.en_reunion.get() || etat.outil.with(|ouvert| *ouvert == Some(Outil::Reunion))
    });
    open_at_once(etat, &boutons);
    el("div").avec(boutons).avec(dialogues).avec(reunion)
}

/// What the page opens with, when its address asks for it (`data-ouvrir` of the element).
fn open_at_once(etat: Etat, ici: &Vue) {
    let ici = ici.element().clone();
    // Once it is in the shadow root.
    once_written(move || {
        let racine = ici.get_root_node().dyn_into::<ShadowRoot>().ok();
        let demande = racine.and_then(|racine| racine.host().get_attribute("data-ouvrir"));
        if demande.as_deref() == Some("reunion") && etat.outil.is_held() {
            etat.outil.set(Some(Outil::Reunion));
        }
    });
}
