//! The questions that people ask, where they arise: a quiet fold under a section. What
//! is in it is of the third part ([`crate::outils`]).

use cpts_rules::{Ou, nombre_de_questions};
use cpts_seance::Cellule;

use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::vue::{Vue, el, sr};
use crate::vues::pieces::kit::{is_open, repli};
use crate::vues::pieces::venue;

/// The fold of the questions of one place.
pub(crate) fn questions(etat: Etat, ou: Ou) -> Vue {
    let ouvert = Cellule::new(false);
    let sur_quoi = match ou {
        Ou::Territoire => " sur le territoire",
        Ou::Taille => " sur la taille",
        Ou::Composition => " sur les participants",
        Ou::Missions => " sur les missions",
        Ou::Financement => " sur le financement",
        Ou::Versements => " sur les versements",
        Ou::Budget => " sur le budget",
        Ou::Etapes => " sur les étapes",
    };
    let titre = el("span")
        .avec("Questions fréquentes")
        .avec(sr(sur_quoi))
        .avec([" (", &nombre_de_questions(ou).to_string(), ")"].concat());
    let pli = repli(titre).sur("toggle", move |e| {
        if is_open(&e) {
            ouvert.set(true);
        }
    });
    venue::when(etat, pli, Outil::Questions(ou), move || ouvert.get())
}
