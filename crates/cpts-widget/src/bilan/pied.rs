//! The foot of the sheet: which rules, which populations, every source, and
//! what the simulation is not.

use cpts_rules::IdSource;
use leptos::prelude::*;

use crate::etat::Etat;
use crate::format::{jour, jour_vu};
use crate::icones::{Icone, dessin};
use crate::sources::lien;

/// The whole section.
pub(super) fn pied(etat: Etat) -> impl IntoView {
    let rules = etat.rules;
    view! {
        <section class="pied petit gris">
            {move || etat.bilan.with(|b| view! {
                <p>"Règles : " {b.regles.titre} ", vérifiées le " {jour_vu(b.regles.verifie_le)} "."</p>
            })}
            {move || etat.with_territory(|t| {
                let h = t.header();
                view! {
                    <p>
                        "Communes et populations : INSEE, population municipale " {h.millesime}
                        ", en vigueur depuis le " {jour_vu(h.en_vigueur)} "."
                    </p>
                }
            })}
            {rules.annonce.map(|a| view! {
                <p><strong>{a.titre}</strong> " " {a.texte} " " {a.action}</p>
            })}
            <p>{rules.avertissement}</p>
            <details class="replie">
                <summary>"Toutes les sources de ce bilan" <span class="chevron">{dessin(Icone::CHEVRON, 18)}</span></summary>
                {move || {
                    let sources = sources_citees(etat)
                        .into_iter()
                        .filter_map(|id| rules.source(id))
                        .map(|s| view! {
                            <li>{lien(s)} ", " {s.auteur} " (vu le " {jour(s.vu_le)} "). " {s.note}</li>
                        })
                        .collect_view();
                    view! { <ol>{sources}</ol> }
                }}
            </details>
        </section>
    }
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
