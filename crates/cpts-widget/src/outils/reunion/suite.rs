//! What comes after the meeting: the next steps, whom to call, what to take home.

use super::super::Outil;
use super::seance::Seance;
use crate::configuration;
use crate::format::nombre;
use crate::sources::adresse;
use crate::vue::{Vue, bouton, el, elc};

/// Steps that a room is told.
const PROCHAINES: usize = 5;

/// The screen.
pub(super) fn suite(s: Seance) -> Vue {
    let etat = s.etat;
    let etapes = move || {
        let mut liste = elc("ol", "r-etapes une");
        etat.bilan.with(|b| {
            for (rang, etape) in b.etapes.iter().take(PROCHAINES).enumerate() {
                liste = liste.clone().avec(
                    el("li")
                        .avec(elc("span", "rond").attr("aria-hidden", "true").avec(nombre(rang as u32 + 1)))
                        .avec(
                            el("span")
                                .avec(el("strong").avec(etape.titre))
                                .avec(elc("span", "gris").avec(etape.acteurs.join(", "))),
                        ),
                );
            }
        });
        liste
    };
    let contacts = move || {
        let mut vues = Vec::new();
        vues.extend(configuration::contacts(etat));
        for code in etat.bilan.with(|b| b.territoire.regions.clone()) {
            if let Some(region) = etat.rules().region(code).filter(|r| !r.contacts.is_empty()) {
                vues.push(el("h3").avec("Contacts ").avec(region.de));
                let liens = region.contacts.iter().map(|c| el("li").avec(adresse(c.nom, c.url)));
                vues.push(elc("ul", "r-contacts").avec_tous(liens));
            }
        }
        vues
    };
    let imprimer = move |_| etat.outil.set(Some(Outil::Impression));
    elc("div", "r-deux")
        .avec(elc("div", "r-colonne").avec(el("h3").avec("Prochaines étapes")).vif(etapes))
        .avec(
            elc("div", "r-colonne").avec(elc("div", "r-colonne").vif(contacts)).avec(
                elc("div", "r-actions").avec(bouton("bouton plein", imprimer).avec("Une page à emporter")),
            ),
        )
}
