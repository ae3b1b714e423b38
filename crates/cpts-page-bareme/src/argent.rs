//! When the money comes, and the hypotheses around it: payments, coordination, indemnities.

use maud::{Markup, html};

use crate::ancres;
use crate::parametres::parametres;
use crate::redaction::{Redaction, euros, most_frequent, relus, titre};

/// When and how what is granted is paid.
pub(crate) fn versements(r: &mut Redaction) -> Markup {
    let v = &r.rules.versements;
    let liste = r.rules.parametres_des_versements();
    html! {
        section aria-labelledby=(ancres::VERSEMENTS) {
            (titre(ancres::VERSEMENTS, "Quand l’argent est versé"))
            p { "Ce qui est accordé pour une année n’est pas versé la même année." }
            (parametres(r, "Le contrat et les versements", &liste))
            @if !v.avenant_en_cours.titre.is_empty() {
                p id=(ancres::AVENANT) {
                    strong { (v.avenant_en_cours.titre) }
                    "\u{a0}: "
                    (r.su(v.avenant_en_cours.statut, v.avenant_en_cours.note, v.avenant_en_cours.sources))
                }
            }
        }
    }
}

/// What is supposed of what is spent, and the one ceiling that there is.
pub(crate) fn depenses(r: &mut Redaction) -> Markup {
    let (c, b) = (&r.rules.coordination, r.rules.budget);
    let hypotheses = [&c.brut, &c.charges, &b.quotite, &b.embauche, &b.taux];
    let relu = most_frequent(r.rules.pass.iter().map(|pass| pass.verifie_le));
    html! {
        section aria-labelledby=(ancres::BUDGET) {
            (titre(ancres::BUDGET, "La coordination, les indemnités et leur plafond"))
            p id=(ancres::COORDINATION) {
                (c.explication) " Ce sont des hypothèses\u{a0}: le simulateur laisse mettre les vôtres."
            }
            (parametres(r, "Hypothèses de dépenses", &hypotheses))
            table.large.court id="pass" {
                caption { "Plafond par personne et par an (PASS)" (relus(relu)) }
                thead { tr {
                    th scope="col" { "Année" }
                    th scope="col" { "Plafond" }
                    th scope="col" { "Ce que l’on en sait" }
                } }
                tbody {
                    @for pass in r.rules.pass.iter().rev() {
                        tr id={ "pass-" (pass.annee) } {
                            th scope="row" { (pass.annee) }
                            td.cle { (euros(pass.montant)) }
                            td.su {
                                (r.su(pass.statut, "", pass.sources))
                                (r.relu(pass.verifie_le, relu))
                            }
                        }
                    }
                }
            }
        }
    }
}
