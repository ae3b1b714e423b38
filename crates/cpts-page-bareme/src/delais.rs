//! How long after the signature a mission must have started, and be deployed.

use cpts_codes::Date;
use cpts_rules::{Delai, PosteRegle};
use maud::{Markup, html};

use crate::redaction::{Redaction, most_frequent, periode, relus, titre};

pub(crate) fn delais(r: &mut Redaction) -> Markup {
    let postes = || r.rules.formulaire.postes.iter();
    let relu = most_frequent(postes().flat_map(|poste| poste.delais).map(|delai| delai.verifie_le));
    html! {
        section aria-labelledby="delais" {
            (titre("delais", "Les délais après la signature"))
            table.delais {
                caption { "Mois entre la signature du contrat et le démarrage, puis le plein déploiement" (relus(relu)) }
                thead { tr {
                    th scope="col" { "Mission" }
                    th scope="col" { "Démarrage" }
                    th scope="col" { "Déploiement" }
                    th scope="col" { "Ce que l’on en sait" }
                } }
                tbody {
                    @for regle in r.rules.formulaire.postes.iter().filter(|regle| !regle.delais.is_empty()) {
                        @for (i, delai) in regle.delais.iter().enumerate().rev() {
                            (un_delai(r, regle, delai, i, relu))
                        }
                    }
                }
            }
        }
    }
}

fn un_delai(r: &mut Redaction, regle: &PosteRegle, delai: &Delai, rang: usize, relu: Option<Date>) -> Markup {
    let suivant = regle.delais.get(rang + 1).map(|d| d.depuis);
    html! {
        tr {
            th scope="row" {
                a href={ "#" (regle.poste.id()) } { (regle.titre_court) }
                " "
                span.relu { (periode(delai.depuis, suivant)) }
            }
            td.cle { (mois(delai.demarrage_mois)) }
            td.cle { (mois(delai.deploiement_mois)) }
            td.su {
                (r.su(delai.statut, delai.texte, delai.sources))
                (r.relu(delai.verifie_le, relu))
            }
        }
    }
}

fn mois(delai: Option<u16>) -> Markup {
    html! { @match delai { Some(mois) => { (mois) "\u{a0}mois" }, None => { "–" span.sr { " non fixé ou inconnu" } } } }
}
