//! Which communes: the search box; [`super::lieux`] is what stands under it.

use cpts_seance::donnees::Donnees;
use cpts_seance::format::compte;

use crate::effets::chargement::load_communes;
use crate::etat::Etat;
use crate::etat::cellules::parts::Piece;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::question::question;
use crate::vues::pieces::{recherche, venue};

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
    venue::later(etat, place, Piece::Lieux)
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
        Donnees::Manquee(phrase) => Some(
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
        Donnees::Inutile | Donnees::La(_) => None,
    })
}
