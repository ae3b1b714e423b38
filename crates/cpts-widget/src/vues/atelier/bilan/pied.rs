//! The foot of the sheet: which rules, which populations, every source, and
//! what the simulation is not.

use cpts_rules::IdSource;
use cpts_seance::format::jour;

use crate::etat::Etat;
use crate::socle::vue::{Vue, el, elc};
use crate::vues::pieces::glossaire::g;
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::kit::repli;
use crate::vues::pieces::mentions::{mention, page};
use crate::vues::pieces::sources::lien;

/// The whole section.
pub(crate) fn pied(etat: Etat) -> Vue {
    let rules = etat.rules();
    let texte_applique = move || {
        etat.bilan.with(|b| {
            el("p")
                .avec("Règles\u{a0}: ")
                .avec(b.regles.titre)
                .avec(", vérifiées le ")
                .avec(jour_vu(b.regles.verifie_le))
                .avec(".")
        })
    };
    let millesime = move || {
        etat.with_territory(|t| {
            let h = t.header();
            el("p")
                .avec("Communes et populations\u{a0}: INSEE, population municipale ")
                .avec(h.millesime.to_string())
                .avec(", en vigueur depuis le ")
                .avec(jour_vu(h.en_vigueur))
                .avec(".")
        })
    };
    let annonce = rules.annonce.map(|a| {
        g("p", "").avec(el("strong").avec(a.titre).avec(". ")).avec(a.texte).avec(" ").avec(a.action)
    });
    let sources = move || {
        el("ol").avec_tous(sources_citees(etat).into_iter().filter_map(|id| rules.source(id)).map(|s| {
            let suite = [", ", s.auteur, " (vu le ", &jour(s.vu_le), "). ", s.note].concat();
            el("li").avec(lien(s)).avec(suite)
        }))
    };
    elc("section", "pied petit gris")
        .vif(move || mention(etat))
        .vif(texte_applique)
        .vif(move || page(etat, "montants"))
        .vif(millesime)
        .avec(annonce)
        .avec(g("p", "").avec(rules.formulaire.avertissement))
        .avec(repli("Toutes les sources de ce bilan").vif(sources))
}

/// The sources of the bilan, each once, in the order in which it cites them.
fn sources_citees(etat: Etat) -> Vec<IdSource> {
    etat.bilan.with(|b| {
        let lignes = b.financement.iter().flat_map(|f| f.lignes.iter().map(|l| l.sources));
        let tout = b
            .constats
            .iter()
            .map(|c| c.sources)
            .chain(lignes)
            .chain(b.etapes.iter().map(|e| e.sources))
            .chain(b.etapes.iter().flat_map(|e| e.regions.iter().map(|r| r.sources)));
        let mut citees: Vec<IdSource> = Vec::new();
        for id in tout.flatten() {
            if !citees.contains(id) {
                citees.push(*id);
            }
        }
        citees
    })
}
