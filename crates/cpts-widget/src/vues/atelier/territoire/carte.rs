//! The map of the perimeter. Nothing of it is fetched before it is opened: the
//! module that draws (`cpts-carte`), then the contours of the départements of
//! the perimeter and of its neighbours. Here it is opened, told what is in, and
//! answered; shapes and gestures are its own affair.

use std::rc::Rc;

use cpts_seance::{Cellule, Venue};
use wasm_bindgen::prelude::*;

use crate::effets::carte::{CarteOuverte, follow, retry};
use crate::etat::Etat;
use crate::socle::vue::{Vue, bouton, el, elc, watch};

/// The button that opens the map, and the map.
pub(crate) fn carte(etat: Etat) -> Vue {
    let ouverte = Cellule::new(false);
    let phase = Cellule::new(Venue::Inutile);
    let hote = elc("div", "carte-hote").attr_vif("hidden", move || (!ouverte.get()).then(String::new));
    let carte = CarteOuverte::new(etat, hote.element().clone().unchecked_into(), phase);
    watch(Box::new({
        let carte = Rc::clone(&carte);
        move || {
            if ouverte.get() {
                follow(&carte);
            }
        }
    }));
    let basculer = move |_| {
        ouverte.update(|o| *o = !*o);
    };
    let vide = move || etat.perimetre.with(|p| p.communes.is_empty());
    elc("div", "carte")
        .avec(
            bouton("bouton carte-ouvrir", basculer)
                .attr_vif("aria-expanded", move || Some(ouverte.get().to_string()))
                .attr_vif("hidden", move || (vide() && !ouverte.get()).then(String::new))
                .texte_vif(move || {
                    if ouverte.get() { "Fermer la carte" } else { "Ouvrir la carte" }.to_owned()
                }),
        )
        .vif(move || {
            (ouverte.get() && vide())
                .then(|| elc("p", "aide").avec("Choisissez d’abord une commune ou une intercommunalité."))
        })
        .vif(move || if ouverte.get() { en_attente(&carte, phase) } else { None })
        .avec(hote)
}

/// The way of the files, or why there is no map.
fn en_attente(carte: &Rc<CarteOuverte>, phase: Cellule<Venue<(), String>>) -> Option<Vue> {
    match phase.get() {
        Venue::Inutile | Venue::La(()) => None,
        Venue::EnRoute(recus, total) => Some(
            elc("div", "avancement")
                .avec(
                    elc("label", "petit gris")
                        .attr("for", "carte-avancement")
                        .avec("Chargement de la carte…"),
                )
                .avec(
                    el("progress")
                        .attr("id", "carte-avancement")
                        .attr("max", &total.to_string())
                        .attr("value", &recus.to_string()),
                ),
        ),
        Venue::Manquee(phrase) => {
            let carte = Rc::clone(carte);
            Some(
                elc("div", "refus")
                    .attr("role", "alert")
                    .avec(
                        el("p")
                            .avec(el("strong").avec("La carte n’est pas disponible."))
                            .avec(" ")
                            .avec(phrase)
                            .avec(" La liste des communes reste utilisable."),
                    )
                    .avec(bouton("bouton", move |_| retry(&carte)).avec("Recommencer")),
            )
        }
    }
}
