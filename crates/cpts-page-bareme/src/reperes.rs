//! What helps to read the rest: what is written elsewhere, the texts, the acronyms, the sources.

use cpts_rules::{ReglesAide, TexteLegal};
use maud::{Markup, html};

use crate::redaction::{Redaction, jour, titre};

/// What people may have read elsewhere, and what it is worth.
pub(crate) fn lectures(r: &mut Redaction) -> Markup {
    html! {
        section aria-labelledby="lectures" {
            (titre("lectures", "Ce que vous avez pu lire ailleurs"))
            div.colonnes {
                @for lecture in r.rules.lectures {
                    div.entree id={ "lecture-" (lecture.id) } {
                        h3 { (lecture.lu) }
                        p { (lecture.reponse) " " (lecture.action) (r.cite(lecture.sources)) }
                    }
                }
            }
        }
    }
}

/// The texts, the latest first.
pub(crate) fn textes(r: &mut Redaction) -> Markup {
    html! {
        section aria-labelledby="textes" {
            (titre("textes", "Les textes"))
            div.colonnes {
                @for texte in r.rules.textes.iter().rev() { (un_texte(r, texte)) }
            }
        }
    }
}

fn un_texte(r: &mut Redaction, texte: &TexteLegal) -> Markup {
    html! {
        div.entree id={ "texte-" (texte.id) } {
            h3 { (texte.titre) }
            p {
                (texte.resume)
                @if let Some(signe_le) = texte.signe_le { " Signature\u{a0}: " (jour(signe_le)) "." }
                @if let Some(publie_le) = texte.publie_le { " Publication\u{a0}: " (jour(publie_le)) "." }
                " Entrée en vigueur\u{a0}: " (jour(texte.depuis)) ", " (r.su(texte.statut, "", texte.sources))
            }
        }
    }
}

/// The acronyms.
pub(crate) fn glossaire(r: &mut Redaction, aide: &ReglesAide) -> Markup {
    html! {
        section aria-labelledby="glossaire" {
            (titre("glossaire", "Les sigles"))
            dl.colonnes.sigles {
                @for terme in aide.termes {
                    div.entree id={ "sigle-" (terme.sigle.to_ascii_lowercase()) } {
                        dt { dfn { (terme.sigle) } "\u{a0}: " (terme.nom) }
                        " "
                        dd { (terme.definition) (r.cite(terme.sources)) }
                    }
                }
            }
        }
    }
}

/// Where all of it comes from. After every other part: it lists what they cite.
pub(crate) fn sources(r: &Redaction) -> Markup {
    html! {
        section aria-labelledby="sources" {
            (titre("sources", "Les sources"))
            (r.sources())
        }
    }
}
