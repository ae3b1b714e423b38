//! Changing the budget.

use cpts_core::{Budget, LigneBudget};
use cpts_rules::PosteBudget;

use crate::etat::Etat;
use crate::etat::lectures::budget::budget;

/// Changes the budget of the project.
pub(crate) fn edit(etat: Etat, changer: impl FnOnce(&mut Budget)) {
    etat.edit(|p| changer(&mut p.hypotheses.budget));
}

/// The line of a post: that of the person, or what the rules suppose of it.
pub(crate) fn ligne_de(etat: Etat, poste: &'static PosteBudget, rang: Option<usize>) -> LigneBudget {
    let dite = budget(etat, |b| match rang {
        Some(rang) => b.lignes.get(rang).cloned(),
        None => b.lignes.iter().find(|ligne| ligne.poste == poste.id).cloned(),
    });
    dite.unwrap_or_else(|| LigneBudget {
        poste: poste.id.to_owned(),
        montant: poste.montant,
        ..LigneBudget::default()
    })
}

pub(crate) fn edit_ligne(
    etat: Etat,
    poste: &'static PosteBudget,
    rang: Option<usize>,
    changer: impl FnOnce(&mut LigneBudget),
) {
    let avant = ligne_de(etat, poste, rang);
    edit(etat, |b| {
        let place = match rang {
            Some(rang) => Some(rang),
            None => b.lignes.iter().position(|ligne| ligne.poste == poste.id),
        };
        match place.and_then(|place| b.lignes.get_mut(place)) {
            Some(ligne) => changer(ligne),
            None => {
                let mut ligne = avant;
                changer(&mut ligne);
                b.lignes.push(ligne);
            }
        }
    });
}
