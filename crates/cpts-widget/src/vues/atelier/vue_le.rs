//! The day from which one looks at a contract that runs.

use cpts_core::SIGNATURE_MAX;

use crate::etat::Etat;
use crate::socle::page::*;
use crate::socle::vue::{Vue, el, elc};

/// The day from which one looks at a contract that runs, at the end of `place`.
pub(crate) fn vue_le(etat: Etat, place: Vue) -> Vue {
    place.liste(move |l| {
        if etat.en_cours() {
            l.ligne("", move || {
                let vue = move || {
                    etat.projet.with(|p| p.vue_le.map(|d| d.to_string()).unwrap_or_default())
                };
                let champ_du_jour = elc("input", "date")
                    .attr("id", "vue-le")
                    .attr("type", "date")
                    .attr("aria-describedby", "vue-le-aide")
                    .attr_vif("min", move || etat.projet.with(|p| p.signature.map(|s| s.to_string())))
                    .attr("max", &SIGNATURE_MAX.to_string())
                    .valeur_vive(vue)
                    .sur("change", move |e| {
                        if let Some(date) = jour(&champ(&e)) {
                            etat.set_vue_le(date);
                        }
                    })
                    .sur("blur", move |e| champ(&e).set_value(&untrack(vue)));
                el("div")
                    .avec(elc("p", "famille").avec(el("label").attr("for", "vue-le").avec("Regarder à partir du")))
                    .avec(champ_du_jour)
                    .avec(elc("p", "petit gris").attr("id", "vue-le-aide").avec(
                        "Ce jour fixe le texte qui s’applique. Les versements affichés sont ceux des 24 mois suivants.",
                    ))
            });
        }
    })
}
