//! The sheet: what the simulator answers, written anew at each change.

pub(crate) mod budget;
pub(crate) mod comparer;
pub(crate) mod constats;
pub(crate) mod contrat;
pub(crate) mod documents;
pub(crate) mod echeancier;
pub(crate) mod et_si;
pub(crate) mod etapes;
pub(crate) mod financement;
pub(crate) mod jauge;
pub(crate) mod millesimes;
pub(crate) mod pied;
pub(crate) mod tete;

use crate::etat::Etat;
use crate::socle::vue::{Vue, elc};

/// What writes a section of the sheet.
type Section = fn(Etat) -> Vue;

/// The sections of the sheet, at the end of `place`.
pub(crate) fn sections(etat: Etat, place: Vue) -> Vue {
    place.liste(move |l| {
        // Something is to be told from the first commune on.
        let sections: &[(&str, Section)] = if etat.bilan.with(|b| b.territoire.communes > 0) {
            &[
                ("tete", tete::tete),
                ("cles", tete::cles),
                ("taille", jauge::taille),
                ("et-si", et_si::et_si),
                ("comparer", comparer::comparer),
                ("constats", constats::constats),
                ("contrat", contrat::contrat),
                ("financement", financement::financement),
                ("versements", echeancier::versements),
                ("budget", budget::budget),
                ("suite", suite),
                ("documents", documents::documents),
                ("pied", pied::pied),
            ]
        } else {
            &[("composition", constats::premiers), ("documents", documents::documents), ("pied", pied::pied)]
        };
        let masque = etat.masque();
        let en_cours = etat.en_cours();
        let change = etat.bilan.with(|b| b.contrat.as_ref().is_some_and(|c| !c.changements.is_empty()));
        let regles = etat.cle_des_regles();
        for (cle, section) in sections {
            if *cle == "contrat" && !change {
                continue;
            }
            if masque && ["contrat", "financement", "versements", "budget"].contains(cle) {
                continue;
            }
            // Written anew when amounts come or go, under other rules, and once a contract runs; but not
            // where something is typed.
            let marques = match *cle {
                "documents" => String::new(),
                _ => [if masque { "-" } else { "" }, if en_cours { "+" } else { "" }, &regles].concat(),
            };
            let cle = [*cle, &marques].concat();
            l.ligne(&cle, move || section(etat));
        }
    })
}

fn suite(etat: Etat) -> Vue {
    elc("div", "zone").avec(etapes::prochaines(etat))
}
