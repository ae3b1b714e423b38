//! The budget in two lines, and the way to the whole of it: which is a tool of the
//! third part ([`crate::outils`]).

use cpts_core::tresorerie;
use cpts_rules::Ou;
use cpts_seance::Cellule;
use cpts_seance::format::{euros, mois_de};
use cpts_seance::lectures::budget::{CAISSE, phrase_du_rouge};

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::etat::cellules::parts::Outil;
use crate::socle::vue::{Vue, el, elc};
use crate::vues::pieces::kit::{is_open, repli, s_tete};
use crate::vues::pieces::mentions::mention;
use crate::vues::pieces::voir::voir;
use crate::vues::pieces::{questions, venue};

/// The whole section.
pub(crate) fn budget(etat: Etat) -> Vue {
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
        .avec(venue::when(
            etat,
            repli("Construire le budget, mois par mois").sur("toggle", move |e| {
                if is_open(&e) {
                    ouvert.set(true);
                }
            }),
            Outil::Budget,
            move || ouvert.get(),
        ))
        .avec(questions::questions(etat, Ou::Budget))
}
