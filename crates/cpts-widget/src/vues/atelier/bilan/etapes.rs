//! The steps to take, with what is known of the région.

use cpts_core::Etape;
use cpts_rules::Ou;
use cpts_seance::format::compte;

use crate::etat::Etat;
use crate::socle::vue::{Lignes, Vue, el, elc, sr};
use crate::vues::pieces::glossaire::g;
use crate::vues::pieces::kit::repli;
use crate::vues::pieces::sources::{adresse, liens, statut};
use crate::vues::pieces::{contacts, questions};

/// Steps that are shown before one asks for all of them.
const PROCHAINES: usize = 3;

/// The next steps, then all the others folded, then whom to call. Each step
/// opens on who acts, what is written, how long it takes.
pub(crate) fn prochaines(etat: Etat) -> Vue {
    let lignes = move |l: &mut Lignes, apercu: bool| {
        etat.bilan.with(|b| {
            for (rang, etape) in b.etapes.iter().enumerate() {
                if (rang < PROCHAINES) == apercu {
                    let masque = if etat.masque() { "-" } else { "" };
                    let mut cle = [rang.to_string().as_str(), etape.id, masque].concat();
                    for region in &etape.regions {
                        cle.push_str(region.region.as_str());
                    }
                    let etape = etape.clone();
                    l.ligne(&cle, move || une_etape(etat, rang, etape));
                }
            }
        });
    };
    let reste = move || {
        let combien = etat.bilan.with(|b| b.etapes.len().saturating_sub(PROCHAINES)) as u32;
        ["Voir ", &compte(combien, "étape suivante", "étapes suivantes")].concat()
    };
    el("div")
        .avec(el("h3").avec("Prochaines étapes"))
        .avec(elc("ol", "etapes").liste(move |l| lignes(l, true)))
        .avec(
            repli(el("span").texte_vif(reste))
                // Those of a contract that runs are few.
                .attr_vif("hidden", move || {
                    etat.bilan.with(|b| b.etapes.len() <= PROCHAINES).then(String::new)
                })
                .avec(elc("ol", "etapes").attr("start", "4").liste(move |l| lignes(l, false))),
        )
        .vif(move || contacts::contacts(etat))
        .vif(move || {
            let mut vues = Vec::new();
            for code in etat.bilan.with(|b| b.territoire.regions.clone()) {
                if let Some(region) = etat.rules().region(code).filter(|r| !r.contacts.is_empty()) {
                    vues.push(elc("p", "famille").avec("Contacts ").avec(region.de));
                    let contacts = region.contacts.iter().map(|c| el("li").avec(adresse(c.nom, c.url)));
                    vues.push(elc("ul", "petit adresses").avec_tous(contacts));
                }
            }
            vues
        })
        .avec(questions::questions(etat, Ou::Etapes))
}

fn une_etape(etat: Etat, rang: usize, etape: Etape) -> Vue {
    let mut details = el("dl");
    for (titre, valeurs) in [("Acteurs", etape.acteurs), ("Documents", etape.documents)] {
        if !valeurs.is_empty() {
            details = details.avec(el("dt").avec(titre)).avec(g("dd", "").avec(valeurs.join(", ")));
        }
    }
    let delai = if etape.delai.is_empty() { "Aucun délai établi." } else { etape.delai };
    details = details.avec(el("dt").avec("Délai")).avec(g("dd", "").avec(delai));
    for region in etape.regions {
        let masque = etat.masque() && region.texte.contains('€');
        let texte = if masque { "Montants masqués." } else { region.texte.as_ref() };
        details = details.avec(el("dt").sans_traduction().avec(region.nom)).avec(
            g("dd", "")
                .avec(texte)
                .avec(" ")
                .avec(statut(etat.rules(), region.statut))
                .avec(" ")
                .avec(elc("span", "sources").avec(liens(etat.rules(), region.sources))),
        );
    }
    if !etape.sources.is_empty() {
        details = details
            .avec(el("dt").avec("Source"))
            .avec(elc("dd", "sources").avec(liens(etat.rules(), etape.sources)));
    }
    el("li")
        .avec(elc("span", "rond").attr("aria-hidden", "true").avec((rang + 1).to_string()))
        .avec(elc("p", "titre").avec(etape.titre))
        .avec(g("p", "petit gris").avec(&etape.explication))
        .avec(
            el("details")
                .avec(
                    el("summary")
                        .avec("Qui, quoi, combien de temps")
                        .avec(sr(&["\u{a0}: ", etape.titre].concat())),
                )
                .avec(details),
        )
}
