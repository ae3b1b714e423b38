//! Findings, one by one or as a list.

use cpts_core::Constat;
use cpts_rules::Niveau;
use cpts_seance::format::compte;

use crate::etat::Etat;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Lignes, Vue, el, elc};
use crate::vues::pieces::glossaire::g;
use crate::vues::pieces::kit::chevron;
use crate::vues::pieces::niveaux::{classe_niveau, compte_niveau};
use crate::vues::pieces::sources::liens;

/// The findings that the answers on people alone decide.
const SUR_LES_PERSONNES: [&str; 4] = ["composition", "initiative", "medecin-generaliste", "premier-recours"];

/// Whether the answers on people alone decide it.
pub(crate) fn sur_les_personnes(constat: &Constat) -> bool {
    SUR_LES_PERSONNES.contains(&constat.regle)
}

pub(crate) fn decompte(etat: Etat) -> Vue {
    let mut liste = elc("ul", "decompte");
    for &niveau in Niveau::TOUS {
        let combien = etat.bilan.with(|b| b.constats.iter().filter(|c| c.niveau == niveau).count() as u32);
        if combien > 0 {
            liste = liste.avec(
                elc("li", &classe_niveau("", niveau))
                    .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(niveau), 18)))
                    .avec(compte_niveau(etat.rules(), niveau, combien)),
            );
        }
    }
    liste
}

/// Adds the findings that `retenir` keeps: those not met one by one, those met folded.
pub(crate) fn liste(etat: Etat, section: Vue, retenir: fn(&Constat) -> bool) -> Vue {
    let lignes = move |l: &mut Lignes, conformes: bool| {
        let masque = etat.masque();
        etat.bilan.with(|b| {
            // The worst finding is open at first; afterwards the person decides.
            let pire =
                b.constats.iter().find(|c| retenir(c) && c.niveau < Niveau::Vigilance).map(|c| c.regle);
            for c in &b.constats {
                if retenir(c) && (c.niveau == Niveau::Conforme) == conformes && !(masque && names_amount(c)) {
                    let (constat, ouvert) = (c.clone(), pire == Some(c.regle));
                    let cle = [c.regle, c.niveau.id(), &c.titre, &c.explication].concat();
                    l.ligne(&cle, move || un_constat(etat, constat, ouvert));
                }
            }
        });
    };
    let combien = move || {
        etat.bilan
            .with(|b| b.constats.iter().filter(|c| retenir(c) && c.niveau == Niveau::Conforme).count() as u32)
    };
    section.avec(el("div").liste(move |l| lignes(l, false))).avec(
        elc("details", "constat conformes")
            .attr_vif("hidden", move || (combien() == 0).then(String::new))
            .avec(
                elc("summary", "n-conforme")
                    .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(Niveau::Conforme), 24)))
                    .avec(
                        elc("span", "titre")
                            .texte_vif(move || compte(combien(), "critère conforme", "critères conformes")),
                    )
                    .avec(chevron(20)),
            )
            .avec(el("div").liste(move |l| lignes(l, true))),
    )
}

/// Whether a finding speaks of money: it is not shown while amounts are hidden.
fn names_amount(c: &Constat) -> bool {
    [c.titre.as_ref(), c.explication.as_ref(), c.action.as_ref()].iter().any(|t: &&str| t.contains('€'))
}

fn un_constat(etat: Etat, constat: Constat, ouvert: bool) -> Vue {
    let Constat { niveau, titre, explication, action, sources, .. } = constat;
    let mot = etat.rules().niveau(niveau).map_or("", |m| m.mot);
    let mut details = el("dl").avec(el("dt").avec("Pourquoi")).avec(g("dd", "").avec(&explication));
    if !action.is_empty() {
        let question = if niveau == Niveau::Inconnu { "À répondre" } else { "Que faire" };
        details = details.avec(el("dt").avec(question)).avec(g("dd", "").avec(&action));
    }
    if !sources.is_empty() {
        details = details
            .avec(el("dt").avec(if sources.len() > 1 { "Sources" } else { "Source" }))
            .avec(elc("dd", "sources").avec(liens(etat.rules(), sources)));
    }
    let vue = elc("details", &classe_niveau("constat", niveau))
        .avec(
            el("summary")
                .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(niveau), 24)))
                .avec(
                    el("span")
                        .avec(elc("span", "mot").avec(mot))
                        .avec(elc("span", "titre").avec(&titre))
                        .avec(elc("span", "bref").avec(&explication)),
                )
                .avec(chevron(20)),
        )
        .avec(details);
    if ouvert { vue.drapeau("open") } else { vue }
}
