//! The findings: every criterion, met or not, the worst first.

use cpts_core::Constat;
use cpts_rules::Niveau;

use super::tete::{classe_niveau, compte_niveau};
use super::{chevron, s_tete};
use crate::etat::Etat;
use crate::format::compte;
use crate::glossaire::g;
use crate::icones::{Icone, dessin};
use crate::sources::liens;
use crate::vue::{Lignes, Vue, el, elc};

/// The findings that the answers on people alone decide.
const SUR_LES_PERSONNES: [&str; 4] = ["composition", "initiative", "medecin-generaliste", "premier-recours"];

/// The whole section, with the count of each level.
pub(super) fn constats(etat: Etat) -> Vue {
    liste(etat, el("section").avec(s_tete("Constats", el("div").vif(move || decompte(etat)))), |_| true)
}

/// Before the first commune: only what the answers on people already tell.
pub(super) fn premiers(etat: Etat) -> Vue {
    let repondu = move || etat.projet.with(|p| p.professionnels.is_some() || p.initiateur.is_some());
    let section = el("section")
        .attr_vif("hidden", move || (!repondu()).then(String::new))
        .avec(s_tete("Premiers constats", ()));
    liste(etat, section, sur_les_personnes)
}

/// Whether the answers on people alone decide it.
pub(crate) fn sur_les_personnes(constat: &Constat) -> bool {
    SUR_LES_PERSONNES.contains(&constat.regle)
}

fn decompte(etat: Etat) -> Vue {
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
fn liste(etat: Etat, section: Vue, retenir: fn(&Constat) -> bool) -> Vue {
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
