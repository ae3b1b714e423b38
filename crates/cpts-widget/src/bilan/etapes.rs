//! The steps to take, with what is known of the région.

use cpts_core::Etape;
use cpts_rules::Region;

use super::{Ligne, Vue, el, elc};
use crate::etat::Etat;
use crate::sources::{adresse, liens, statut};
use crate::vue::sr;

/// The list of steps; each opens on who acts, what is written, how long it takes.
pub(super) fn etapes(etat: Etat) -> Vue {
    let lignes = move || {
        etat.bilan.with(|b| {
            b.etapes
                .iter()
                .cloned()
                .enumerate()
                .map(|(rang, etape)| {
                    let mut cle = [rang.to_string().as_str(), etape.id].concat();
                    for region in &etape.regions {
                        cle.push_str(region.region.as_str());
                    }
                    Ligne::new(cle, move || une_etape(etat, rang, etape))
                })
                .collect()
        })
    };
    el("div")
        .avec(el("h3").avec("Prochaines étapes"))
        .avec(elc("ol", "etapes").liste(lignes))
        .vif(move || {
            let regions = etat.bilan.with(|b| b.territoire.regions.clone());
            regions.into_iter().filter_map(|code| etat.rules.region(code)).flat_map(contacts).collect::<Vec<_>>()
        })
}

fn une_etape(etat: Etat, rang: usize, etape: Etape) -> Vue {
    let mut details = el("dl");
    for (titre, valeurs) in [("Acteurs", etape.acteurs), ("Documents", etape.documents)] {
        if !valeurs.is_empty() {
            details = details.avec(el("dt").avec(titre)).avec(el("dd").avec(valeurs.join(", ")));
        }
    }
    let delai = if etape.delai.is_empty() { "Aucun délai établi." } else { etape.delai };
    details = details.avec(el("dt").avec("Délai")).avec(el("dd").avec(delai));
    for region in etape.regions {
        details = details.avec(el("dt").avec(region.nom)).avec(
            el("dd")
                .avec(&region.texte)
                .avec(" ")
                .avec(statut(etat.rules, region.statut))
                .avec(" ")
                .avec(elc("span", "sources").avec(liens(etat.rules, region.sources))),
        );
    }
    if !etape.sources.is_empty() {
        details = details
            .avec(el("dt").avec("Source"))
            .avec(elc("dd", "sources").avec(liens(etat.rules, etape.sources)));
    }
    el("li")
        .avec(elc("span", "rond").attr("aria-hidden", "true").avec((rang + 1).to_string()))
        .avec(elc("p", "titre").avec(etape.titre))
        .avec(elc("p", "petit gris").avec(&etape.explication))
        .avec(
            el("details")
                .avec(el("summary").avec("Qui, quoi, combien de temps").avec(sr(&["\u{a0}: ", etape.titre].concat())))
                .avec(details),
        )
}

/// Whom to call in a région.
fn contacts(region: &'static Region) -> Vec<Vue> {
    if region.contacts.is_empty() {
        return Vec::new();
    }
    let liens = region.contacts.iter().map(|c| el("li").avec(adresse(c.nom, c.url))).collect::<Vec<_>>();
    vec![elc("p", "famille").avec("Contacts ").avec(region.de), elc("ul", "petit").avec(liens)]
}
