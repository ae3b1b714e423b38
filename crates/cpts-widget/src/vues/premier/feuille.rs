//! The sheet before the first commune, and the place of its sections.

use cpts_core::Territoire;

use crate::etat::Etat;
use crate::etat::cellules::parts::Piece;
use crate::socle::focus::{focus, go_to};
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::venue;

/// The sheet: what it says before the first commune, and the place of its sections.
pub(crate) fn feuille(etat: Etat) -> Vue {
    let place = elc("div", "feuille")
        .attr("part", "feuille")
        .attr("role", "region")
        .attr("aria-label", "Bilan")
        .attr("id", "bilan")
        .attr("tabindex", "-1")
        .avec(
            elc("div", "retour").avec(
                bouton("", move |e| {
                    etat.plie.set(false);
                    go_to(&e, "qui");
                })
                .avec(dessin(Icone::RETOUR, 20))
                .avec("Mes réponses"),
            ),
        )
        .liste(move |l| {
            let vide = |t: &Territoire| t.epci.is_empty() && t.communes.is_empty() && t.parts.is_empty();
            if etat.projet.with(|p| vide(&p.territoire)) {
                l.ligne("accueil", move || accueil(etat));
            }
        })
        .vif(move || venue::waiting(etat));
    venue::later(etat, place, Piece::Feuille)
}

/// What the sheet says before the first commune.
fn accueil(etat: Etat) -> Vue {
    elc("section", "accueil")
        .avec(el("h2").avec("Votre bilan s’écrit ici"))
        .avec(elc("p", "aide").avec(
            "Ajoutez une commune ou une intercommunalité : la taille, le financement et le calendrier apparaissent aussitôt, avec la source de chaque chiffre.",
        ))
        .avec(bouton("bouton plein", |e| focus(&e, "recherche")).avec("Choisir le territoire"))
        .avec(elc("p", "petit gris g").avec(etat.formulaire().avertissement))
}
