//! The four tailles, with their thresholds.

use cpts_codes::nombre;
use cpts_rules::Palier;
use maud::{Markup, html};

use crate::ancres;
use crate::parametres::parametres;
use crate::redaction::{Redaction, periode, relus, titre};

pub(crate) fn tailles(r: &mut Redaction) -> Markup {
    let regles = &r.rules.tailles;
    let ensembles: Vec<_> = regles.valeurs().collect();
    html! {
        section aria-labelledby=(ancres::TAILLE) {
            (titre(ancres::TAILLE, "Les quatre tailles"))
            p { (regles.base_explication) }
            @for (i, paliers) in ensembles.iter().enumerate().rev() {
                table.large {
                    caption {
                        "Habitants, " (periode(paliers.depuis, ensembles.get(i + 1).map(|p| p.depuis)))
                        (relus(Some(paliers.verifie_le)))
                    }
                    thead { tr {
                        th scope="col" { "Taille" }
                        th scope="col" { "Habitants" }
                        th scope="col" { "Ce que l’on en sait" }
                    } }
                    tbody {
                        @for palier in &paliers.paliers {
                            tr {
                                th scope="row" { "Taille\u{a0}" (palier.taille.numero()) }
                                td.cle { (seuils(palier)) }
                                td.su { (r.su(palier.statut, palier.note, palier.sources)) }
                            }
                        }
                    }
                }
            }
            (parametres(r, "Autour des seuils", &[&regles.proximite, &regles.petit_territoire]))
        }
    }
}

/// `de 40 000 à 79 999`.
pub(crate) fn seuils(palier: &Palier) -> String {
    match (palier.min, palier.max) {
        (0, Some(max)) => format!("moins de {}", nombre(max.saturating_add(1))),
        (min, Some(max)) => format!("de {} à {}", nombre(min), nombre(max)),
        (min, None) => format!("plus de {}", nombre(min.saturating_sub(1))),
    }
}
