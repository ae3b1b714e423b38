//! What a coordinator costs beside the fonctionnement: the first question of
//! every team. The hypotheses are the rules'; the person changes them here.

use crate::bareme::mention;
use crate::page::*;
use cpts_rules::Poste;

use super::{intitule, voir};
use crate::cellule::Cellule;
use crate::etat::{Consultation, Etat};
use crate::format::euros;
use crate::vue::{Vue, el, elc};

/// Gross pay above which a figure is a slip of the finger, in euros a year.
const BRUT_MAX: u32 = 200_000;

/// The small account.
pub(super) fn coordination(etat: Etat) -> Vue {
    let brut = Cellule::new(None::<u32>);
    let regle = move || etat.rules().coordination;
    let brut_retenu = move || brut.get().unwrap_or_else(|| regle().brut.at(etat.date_des_regles()).valeur);
    let charges = move || regle().charges.at(etat.date_des_regles()).valeur;
    let cout = move || brut_retenu() + (u64::from(brut_retenu()) * u64::from(charges()) / 100) as u32;
    let fonctionnement = move || {
        etat.bilan.with(|b| {
            let lignes = b.financement.as_ref().map(|f| f.lignes.as_slice()).unwrap_or_default();
            lignes.iter().find(|l| l.poste == Poste::Fonctionnement).map(|l| l.total)
        })
    };
    let montant = move |valeur: Option<u32>| valeur.map_or_else(|| "–".to_owned(), euros);
    let reste = move || {
        let manque = fonctionnement().is_some_and(|f| f < cout());
        let mots = if manque { "Il manque" } else { "Reste pour les autres frais" };
        elc("tr", "fin")
            .avec(intitule(mots))
            .avec(elc("td", "nombre").avec(montant(fonctionnement().map(|f| f.abs_diff(cout())))))
    };
    let champ = el("input")
        .attr("id", "brut")
        .attr("type", "number")
        .attr("inputmode", "numeric")
        .attr("min", "0")
        .attr("max", &BRUT_MAX.to_string())
        .attr("step", "500")
        .valeur_vive(move || brut_retenu().to_string())
        .sur("change", move |e| brut.set(champ(&e).value().parse().ok().filter(|b| *b <= BRUT_MAX)));
    el("div")
        .avec(el("h3").avec("Coordination"))
        .vif(move || mention(etat))
        .avec(
            elc("table", "compte")
                .avec(elc("caption", "sr").avec("Fonctionnement et coût d’un poste de coordination, par an"))
                .avec(
                    el("tbody")
                        .avec(
                            el("tr")
                                .avec(intitule("Fonctionnement"))
                                .avec(elc("td", "nombre").texte_vif(move || montant(fonctionnement()))),
                        )
                        .avec(el("tr").avec(intitule("Poste à temps plein, chargé")).avec(
                            elc("td", "nombre").texte_vif(move || ["−\u{a0}", &euros(cout())].concat()),
                        ))
                        .vif(reste),
                ),
        )
        .avec(
            elc("div", "hypothese")
                .avec(el("label").attr("for", "brut").avec("Salaire brut par an"))
                .avec(elc("span", "saisie").avec(champ).avec("€")),
        )
        .avec(
            elc("p", "petit gris")
                .texte_vif(move || {
                    ["Hypothèse modifiable, avec ", &charges().to_string(), "\u{a0}% de charges. "].concat()
                })
                .avec(etat.rules().coordination.explication)
                .avec(" ")
                .avec(voir(
                    etat,
                    Consultation::Coordination,
                    "D’où viennent ces chiffres\u{a0}?",
                    " (coordination)",
                )),
        )
}
