//! Which communes: the search box; [`super::lieux`] is what stands under it.

use super::{question, recherche};
use crate::atelier::{self, Piece};
use crate::donnees::load_communes;
use crate::etat::{Donnees, Etat};
use crate::format::compte;
use crate::vue::{Vue, bouton, el, elc};

/// Question 2.
pub(crate) fn territoire(etat: Etat) -> Vue {
    let resume = move || {
        etat.bilan.with(|b| match b.territoire.communes {
            0 => String::new(),
            _ => compte(b.territoire.population, "habitant", "habitants"),
        })
    };
    let place = question(etat, "ou", "2", "Quel territoire\u{a0}?", resume)
        .avec(elc("p", "aide").avec("Retenez les communes qui ont du sens pour les soins."))
        .vif(move || chargement(etat))
        .avec(recherche::recherche(etat));
    atelier::later(etat, place, Piece::Lieux)
}

/// The data on its way, or refused.
fn chargement(etat: Etat) -> Option<Vue> {
    etat.donnees.with(|donnees| match donnees {
        Donnees::EnRoute(recus, total) => {
            let part = u64::from(*recus) * 100 / u64::from((*total).max(1));
            let phrase = ["Chargement des communes de France… ", &part.to_string(), "\u{a0}%"].concat();
            Some(
                elc("div", "avancement")
                    .avec(elc("label", "petit gris").attr("for", "avancement").avec(phrase))
                    .avec(
                        el("progress")
                            .attr("id", "avancement")
                            .attr("max", &total.to_string())
                            .attr("value", &recus.to_string()),
                    ),
            )
        }
        Donnees::Refusees(phrase) => Some(
            elc("div", "refus")
                .attr("role", "alert")
                .avec(
                    el("p")
                        .avec(el("strong").avec("Les communes ne sont pas disponibles."))
                        .avec(" ")
                        .avec(phrase.as_str()),
                )
                .avec(bouton("bouton", move |_| load_communes(etat)).avec("Recommencer")),
        ),
        Donnees::Pretes(_) => None,
    })
}
