//! Numbers of the rules, one a line, with their history.

use cpts_codes::{Date, nombre};
use cpts_rules::Parametre;
use maud::{Markup, html};

use crate::ancres;
use crate::redaction::{Redaction, bornes, jour, most_frequent, periode, relus};

/// A table of numbers: the latest value of each first, those that it replaced under it.
pub(crate) fn parametres(r: &mut Redaction, legende: &str, liste: &[&Parametre]) -> Markup {
    let valeurs = || liste.iter().flat_map(|parametre| parametre.valeurs());
    let relu = most_frequent(valeurs().map(|v| v.verifie_le));
    let depuis = most_frequent(valeurs().map(|v| v.depuis));
    html! {
        table.large {
            caption {
                (legende)
                @if let Some(depuis) = depuis { ", depuis le " (jour(depuis)) }
                (relus(relu))
            }
            thead { tr {
                th scope="col" { "Règle" }
                th scope="col" { "Valeur" }
                th scope="col" { "Ce que l’on en sait" }
            } }
            tbody { @for parametre in liste { (un_parametre(r, parametre, depuis, relu)) } }
        }
    }
}

/// `depuis` and `relu` are the days that the caption tells already.
fn un_parametre(
    r: &mut Redaction,
    parametre: &Parametre,
    depuis: Option<Date>,
    relu: Option<Date>,
) -> Markup {
    let valeurs: Vec<_> = parametre.valeurs().collect();
    html! {
        @for (i, valeur) in valeurs.iter().enumerate().rev() {
            @let suivante = valeurs.get(i + 1).map(|v| v.depuis);
            // The name stands once, on the line of the latest value.
            tr id=[suivante.is_none().then(|| ancres::parametre(parametre))] {
                th scope="row" {
                    (parametre.titre)
                    @if suivante.is_some() || depuis != Some(valeur.depuis) { ", " (periode(valeur.depuis, suivante)) }
                }
                td.cle { (nombre(valeur.valeur)) "\u{a0}" (parametre.unite) (bornes(valeur.entre)) }
                td.su {
                    (r.su(valeur.statut, valeur.note, valeur.sources))
                    (r.relu(valeur.verifie_le, relu))
                }
            }
        }
    }
}
