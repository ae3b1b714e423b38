//! The budget of the project, and its first month in the red.

use cpts_core::{Budget, LigneBudget, Tresorerie};
use cpts_rules::PosteBudget;

use crate::format::{euros_signes, mois_de};
use crate::seance::Seance;

/// Reads the budget. Watched.
pub fn budget<T>(seance: Seance, lire: impl FnOnce(&Budget) -> T) -> T {
    seance.projet.with(|p| lire(&p.hypotheses.budget))
}

/// The line of a post: that of the person, or what the rules suppose of it. Watched.
pub fn ligne_de(seance: Seance, poste: &'static PosteBudget, rang: Option<usize>) -> LigneBudget {
    let dite = budget(seance, |b| match rang {
        Some(rang) => b.lignes.get(rang).cloned(),
        None => b.lignes.iter().find(|ligne| ligne.poste == poste.id).cloned(),
    });
    dite.unwrap_or_else(|| LigneBudget {
        poste: poste.id.to_owned(),
        montant: poste.montant,
        ..LigneBudget::default()
    })
}

/// What nobody told of a contract that runs: without it, the first months look worse than they are.
pub const CAISSE: &str = "Ce que vous avez en caisse le premier jour n’est pas compté.";

/// The first month in the red, in a sentence; then whether the amounts that are not proved decide.
pub fn phrase_du_rouge(t: &Tresorerie) -> String {
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
