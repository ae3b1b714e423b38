//! The totals that sources publish, to which the lines come back.

use std::cmp::Reverse;

use cpts_rules::IdSource;
use cpts_rules::dossier::TotalPublie;
use maud::{Markup, html};

use crate::redaction::{Redaction, bornes, euros, most_frequent, relus, titre};

pub(crate) fn totaux(r: &mut Redaction, totaux: &[TotalPublie]) -> Markup {
    let relu = most_frequent(totaux.iter().map(|total| total.verifie_le));
    // The latest first; of one day, in the order of the file.
    let mut totaux: Vec<&TotalPublie> = totaux.iter().collect();
    totaux.sort_by_key(|total| Reverse(total.date));
    html! {
        section aria-labelledby="totaux" {
            (titre("totaux", "Les totaux publiés"))
            p {
                "La somme des lignes doit revenir à chacun de ces totaux\u{a0}: c’est vérifié à chaque changement d’un chiffre."
            }
            table.large.court {
                caption { "Totaux, en euros par an" (relus(relu)) }
                thead { tr {
                    th scope="col" { "Total" }
                    th scope="col" { "Montant" }
                    th scope="col" { "Ce que l’on en sait" }
                } }
                tbody { @for total in totaux {
                    tr {
                        th scope="row" { (total.titre) }
                        td.cle { (euros(total.montant)) (bornes(total.entre)) }
                        td.su {
                            (r.su(total.statut, "", &sources(r, total)))
                            (r.relu(total.verifie_le, relu))
                        }
                    }
                } }
            }
        }
    }
}

fn sources(r: &Redaction, total: &TotalPublie) -> Vec<IdSource> {
    let cite = |id: &IdSource| total.sources.iter().any(|nom| nom == id.0);
    r.rules.sources.iter().map(|source| source.id).filter(cite).collect()
}
