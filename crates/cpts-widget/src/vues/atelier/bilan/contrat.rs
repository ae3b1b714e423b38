//! What an avenant changed since the signature of a contract that runs.

use cpts_core::texte::entre;
use cpts_core::{Changement, Entre, Statut};
use cpts_seance::format::euros;

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::socle::vue::{Vue, el, elc};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::kit::{colonne, intitule, s_tete};
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::sources::{liens, statut};
use crate::vues::pieces::voir::voir;

/// The section, where something changed.
pub(crate) fn contrat(etat: Etat) -> Vue {
    el("section")
        .avec(s_tete(
            "Ce que l’avenant a changé",
            voir(etat, Consultation::Versements, "Voir la règle", " sur les contrats en cours"),
        ))
        .vif(move || mention(etat))
        .vif(move || {
            etat.bilan.with(|b| {
                let contrat = b.contrat.as_ref()?;
                let (avant, apres) = (contrat.texte_signature.as_ref()?, contrat.texte.as_ref()?);
                let suppose = el("p")
                    .avec("Depuis le ")
                    .avec(jour_vu(apres.depuis))
                    .avec(". On suppose que cela vaut aussi pour les contrats en cours. ")
                    .avec(statut(etat.rules(), contrat.statut));
                Some([
                    suppose,
                    tableau(etat, &contrat.changements, avant.titre_court, apres.titre_court),
                    elc("p", "petit sources").avec(liens(etat.rules(), contrat.sources)),
                ])
            })
        })
}

/// The amounts of a year before and after, item by item, with the delays that changed.
fn tableau(etat: Etat, changements: &[Changement], avant: &str, apres: &str) -> Vue {
    let montant = |total: Option<u32>, bornes: Option<Entre>, certitude: Option<Statut>| {
        let cellule = elc("td", "nombre");
        let (Some(total), Some(certitude)) = (total, certitude) else { return cellule.avec("rien") };
        cellule
            .avec(euros(total))
            .avec(bornes.map(|bornes| elc("span", "petit gris incertain").avec(entre(bornes))))
            .avec(el("div").avec(statut(etat.rules(), certitude)))
    };
    let lignes = changements.iter().map(|c| {
        let delais = c.delai_apres.map(|delai| elc("span", "petit gris incertain").avec(delai));
        el("tr")
            .avec(intitule(el("span").avec(etat.rules().poste(c.poste).titre_court).avec(delais)))
            .avec(montant(c.avant, c.avant_entre, c.statut_avant))
            .avec(montant(c.apres, c.apres_entre, c.statut_apres))
    });
    elc("table", "tableau")
        .avec(elc("caption", "sr").avec("Euros par an, avant et après l’avenant"))
        .avec(el("thead").avec(el("tr").avec([
            colonne("", "Poste"),
            colonne("nombre", avant),
            colonne("nombre", apres),
        ])))
        .avec(el("tbody").avec_tous(lignes))
}
