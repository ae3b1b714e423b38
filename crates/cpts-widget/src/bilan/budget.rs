//! The budget in two lines, and the way to the whole of it: which is a tool of the
//! third part ([`crate::outils`]).

use cpts_core::{Tresorerie, tresorerie};
use cpts_rules::Ou;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::{repli, s_tete, voir};
use crate::bareme::mention;
use crate::cellule::Cellule;
use crate::etat::{Consultation, Etat};
use crate::format::{euros, euros_signes, mois_de};
use crate::outils::{self, Outil};
use crate::vue::{Vue, el, elc};

/// What nobody told of a contract that runs: without it, the first months look worse than they are.
pub(crate) const CAISSE: &str = "Ce que vous avez en caisse le premier jour n’est pas compté.";

/// The whole section.
pub(super) fn budget(etat: Etat) -> Vue {
    let ouvert = Cellule::new(false);
    let retenu = move || etat.projet.with(|p| p.budget_retenu(etat.rules()));
    let embauche = move || {
        let ici = etat.depart()?.plus_months(retenu().embauche.into());
        Some([", dès ", &mois_de(ici.annee(), ici.mois())].concat())
    };
    let cash = move || {
        etat.projet.with(|p| etat.bilan.with(|b| tresorerie(p, b.financement.as_ref(), etat.rules())))
    };
    el("section")
        .avec(s_tete(
            "Budget",
            voir(etat, Consultation::Coordination, "Voir la règle", " sur le coût de la coordination"),
        ))
        .vif(move || mention(etat))
        .avec(
            el("p")
                .avec("Coordination, par hypothèse\u{a0}: ")
                .avec(el("strong").texte_vif(move || euros(retenu().cout())))
                .avec(" par an")
                .texte_vif(move || embauche().unwrap_or_default())
                .avec("."),
        )
        .avec(el("p").texte_vif(move || cash().as_ref().map_or_else(String::new, phrase_du_rouge)))
        .avec(etat.en_cours().then(|| elc("p", "petit gris").avec(CAISSE)))
        .avec(outils::when(
            etat,
            repli("Construire le budget, mois par mois").sur("toggle", move |e| {
                if is_open(&e) {
                    ouvert.set(true);
                }
            }),
            Outil::Budget,
            move || ouvert.get(),
        ))
        .avec(crate::aide::questions(etat, Ou::Budget))
}

/// Whether the fold of an event is open.
pub(crate) fn is_open(e: &Event) -> bool {
    let fold = e.current_target().and_then(|c| c.dyn_into::<Element>().ok());
    fold.is_some_and(|f| f.has_attribute("open"))
}

/// The first month in the red, in a sentence; then whether the amounts that are not proved decide.
pub(crate) fn phrase_du_rouge(t: &Tresorerie) -> String {
    let nomme =
        |rang: u8| t.mois.get(usize::from(rang)).map_or_else(String::new, |m| mois_de(m.annee, m.mois));
    let Some(rouge) = t.rouge else {
        let mut phrase =
            "Aucun mois dans le rouge sur les 24 premiers, avec ce qui est renseigné.".to_owned();
        if let Some(bas) = t.rouge_au_plus_bas {
            let suite = [
                " Mais si les montants non établis sont au plus bas\u{a0}: ",
                &nomme(bas.premier),
                ", il manquerait ",
                &euros_signes(bas.manque),
                ".",
            ];
            phrase.push_str(&suite.concat());
        }
        return phrase;
    };
    let mut phrase = [
        "Premier mois dans le rouge\u{a0}: ",
        &nomme(rouge.premier),
        ", il manque ",
        &euros_signes(rouge.manque),
    ]
    .concat();
    if rouge.pire_manque > rouge.manque {
        phrase.push_str(
            &["\u{a0}; puis jusqu’à ", &euros_signes(rouge.pire_manque), " en ", &nomme(rouge.pire)].concat(),
        );
    }
    phrase.push('.');
    if t.est_incertaine() {
        match (t.rouge_au_plus_bas, t.rouge_au_plus_haut) {
            (_, None) => phrase
                .push_str(" Cela tient aux montants non établis\u{a0}: au plus haut, aucun mois n’y est."),
            (Some(bas), Some(haut)) if bas.premier != haut.premier => {
                let suite = [
                    " Selon les montants non établis, ce serait entre ",
                    &nomme(bas.premier),
                    " et ",
                    &nomme(haut.premier),
                    ".",
                ];
                phrase.push_str(&suite.concat());
            }
            _ => phrase.push_str(" Les montants non établis ne changent pas ce premier mois."),
        }
    }
    phrase
}
