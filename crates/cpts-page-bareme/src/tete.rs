//! The top of the page: what it is, of which day, what the marks mean, what stands where.

use cpts_codes::Date;
use cpts_rules::{Rules, Statut};
use maud::{Markup, html};

use crate::ancres;
use crate::redaction::{Redaction, jour, titre};

/// Title, day of check, warning, what is announced.
pub(crate) fn chapeau(r: &mut Redaction) -> Markup {
    let rules = r.rules;
    html! {
        h1 { "Barème des CPTS\u{a0}: tailles, montants, délais et versements" }
        p.chapo {
            "Ce que l’accord national prévoit pour financer une communauté professionnelle territoriale de santé, "
            "avec ce que l’on sait de chaque chiffre et d’où il vient."
        }
        div.fraicheur {
            dl {
                div { dt { "Vérifié dans son ensemble le" } " " dd { (jour(rules.formulaire.verifie_le)) } }
                div { dt { "Derniers chiffres relus le" } " " dd { (jour(derniere_relecture(rules))) } }
                div { dt { "À revérifier avant le" } " " dd { (jour(a_verifier_avant(rules))) } }
            }
            p { (rules.formulaire.avertissement) }
            @if let Some(annonce) = rules.annonce {
                p { strong { (annonce.titre) ". " } (annonce.texte) " " (annonce.action) (r.cite(annonce.sources)) }
            }
        }
    }
}

/// What stands where.
pub(crate) fn sommaire() -> Markup {
    const PARTIES: [(&str, &str); 12] = [
        ("montants", "Montants"),
        (ancres::TAILLE, "Tailles"),
        ("lignes", "Ligne par ligne"),
        ("delais", "Délais"),
        (ancres::VERSEMENTS, "Versements"),
        (ancres::BUDGET, "Dépenses et plafond"),
        ("totaux", "Totaux publiés"),
        ("lectures", "Lu ailleurs"),
        ("textes", "Textes"),
        ("glossaire", "Sigles"),
        ("sources", "Sources"),
        ("citer", "Citer, réutiliser"),
    ];
    html! {
        nav.sommaire aria-label="Sommaire" {
            ul { @for (id, mot) in PARTIES { li { a href={ "#" (id) } { (mot) } } } }
        }
    }
}

/// What each mark means.
pub(crate) fn statuts(r: &Redaction) -> Markup {
    html! {
        section aria-labelledby="statuts" {
            (titre("statuts", "Ce que valent ces chiffres"))
            dl.legende {
                @for statut in r.rules.statuts {
                    div { dt { (r.statut(statut.statut)) } " " dd { (statut.phrase) } }
                }
            }
            p.petit {
                "Un numéro à la fin d’une ligne mène à sa source. Un total a le statut de sa part la moins sûre, "
                "sauf quand il est publié lui-même."
            }
        }
    }
}

/// The marks, drawn once and used everywhere.
pub(crate) fn marques() -> Markup {
    html! {
        svg.planche aria-hidden="true" width="0" height="0" {
            @for statut in Statut::TOUS {
                symbol id={ "marque-" (statut.id()) } viewBox="0 0 24 24" { path d=(trace(*statut)) {} }
            }
        }
    }
}

/// The same silhouettes as in the simulator: known apart in grey and in print.
const fn trace(statut: Statut) -> &'static str {
    match statut {
        Statut::Publie => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
        Statut::Contrat => "M4 4h16v16H4z",
        Statut::Calcule => "M3 7h18v3.4H3zM3 13.6h18V17H3z",
        Statut::Estime => {
            "M2 9c3.5-5 6.5-4.5 10-2.5s6 2 10-2v3.8c-3.5 4.5-6.5 4.5-10 2.5s-6-2.5-10 2zM2 18c3.5-5 6.5-4.5 10-2.5s6 2 10-2v3.8c-3.5 4.5-6.5 4.5-10 2.5s-6-2.5-10 2z"
        }
        Statut::AConfirmer => {
            "M23 12A11 11 0 0 1 21.8 17L20.2 16.2A9.2 9.2 0 0 0 21.2 12zM19.8 19.8A11 11 0 0 1 15.4 22.5L14.8 20.7A9.2 9.2 0 0 0 18.5 18.5zM12 23A11 11 0 0 1 7 21.8L7.8 20.2A9.2 9.2 0 0 0 12 21.2zM4.2 19.8A11 11 0 0 1 1.5 15.4L3.3 14.8A9.2 9.2 0 0 0 5.5 18.5zM1 12A11 11 0 0 1 2.2 7L3.8 7.8A9.2 9.2 0 0 0 2.8 12zM4.2 4.2A11 11 0 0 1 8.6 1.5L9.2 3.3A9.2 9.2 0 0 0 5.5 5.5zM12 1A11 11 0 0 1 17 2.2L16.2 3.8A9.2 9.2 0 0 0 12 2.8zM19.8 4.2A11 11 0 0 1 22.5 8.6L20.7 9.2A9.2 9.2 0 0 0 18.5 5.5z"
        }
    }
}

/// The last day on which a figure of the page was read again.
fn derniere_relecture(rules: &Rules) -> Date {
    let montants = rules.montants.iter().copied().flatten().map(|v| v.verifie_le);
    let tailles = rules.tailles.valeurs().map(|p| p.verifie_le);
    montants.chain(tailles).fold(rules.formulaire.verifie_le, Date::max)
}

/// The first day before which a file of amounts is to be checked again.
fn a_verifier_avant(rules: &Rules) -> Date {
    let postes = rules.formulaire.postes.iter().map(|poste| poste.a_verifier_avant);
    postes.fold(rules.tailles.a_verifier_avant.min(rules.versements.a_verifier_avant), Date::min)
}
