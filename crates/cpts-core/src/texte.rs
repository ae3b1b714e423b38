//! Filling in the texts of the rules: numbers, dates and lists as French writes them.

use cpts_codes::Date;
use cpts_rules::Entre;

use crate::bilan::Ligne;

const INSECABLE: char = '\u{a0}';

pub use cpts_codes::nombre;

/// `120 habitants`, `1 habitant`.
pub fn habitants(n: u32) -> String {
    let mut sortie = nombre(n);
    sortie.push(INSECABLE);
    sortie.push_str(if n < 2 { "habitant" } else { "habitants" });
    sortie
}

/// `entre 307 500 et 322 500 €`: what is known of an amount that is not proved.
#[inline(never)]
pub fn entre(entre: Entre) -> String {
    ["entre ", &nombre(entre.min), " et ", &nombre(entre.max), "\u{a0}€"].concat()
}

/// What is not known of a line of funding, said once: of its total, or else of how it splits.
pub fn incertitude(ligne: &Ligne) -> Option<String> {
    Some(match (ligne.total_entre, ligne.variable_entre) {
        // Without two parts, the total is the only figure of the line.
        (Some(total), _) if ligne.variable.is_none_or(|variable| variable == 0) => entre(total),
        (Some(total), _) => ["au total ", &entre(total)].concat(),
        (None, Some(variable)) => ["variable ", &entre(variable)].concat(),
        (None, None) => return None,
    })
}

/// The months.
pub const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// `1er avril 2027`.
pub fn date(date: Date) -> String {
    let mois = MOIS.get(usize::from(date.mois()) - 1).copied().unwrap_or_default();
    let er = if date.jour() == 1 { "er" } else { "" };
    format!("{}{er}{INSECABLE}{mois} {}", date.jour(), date.annee())
}

/// `A, B et C`; beyond `CITES` names, `A, B, C, D, E et 12 autres`.
#[inline(never)]
pub fn enumerer(noms: &[&str]) -> String {
    const CITES: usize = 6;
    let total = noms.len();
    let cites = if total > CITES { CITES - 1 } else { total };
    let mut sortie = String::with_capacity(cites * 16 + 16);
    for (i, nom) in noms.iter().take(cites).enumerate() {
        if i > 0 {
            sortie.push_str(if i + 1 == total { " et " } else { ", " });
        }
        sortie.push_str(nom);
    }
    if total > cites {
        sortie.push_str(" et ");
        sortie.push_str(&(total - cites).to_string());
        sortie.push_str(" autres");
    }
    sortie
}

/// Without capitals: those of ASCII and of French. The tables of Unicode would
/// weigh more in the browser than all the names that pass here.
pub fn minuscules(texte: &str) -> String {
    let mut sortie = String::with_capacity(texte.len());
    for c in texte.chars() {
        sortie.push(match c {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
            'Œ' => 'œ',
            _ => c,
        });
    }
    sortie
}

/// The text with each `{name}` replaced; a name that is not given stays as it is.
#[inline(never)]
pub fn remplir(modele: &str, champs: &[(&'static str, String)]) -> String {
    let mut sortie = String::with_capacity(modele.len() + 32);
    let mut reste = modele;
    while let Some((avant, suite)) = reste.split_once('{') {
        sortie.push_str(avant);
        let Some((nom, apres)) = suite.split_once('}') else {
            sortie.push('{');
            reste = suite;
            break;
        };
        match champs.iter().find(|(champ, _)| *champ == nom) {
            Some((_, valeur)) => sortie.push_str(valeur),
            None => {
                sortie.push('{');
                sortie.push_str(nom);
                sortie.push('}');
            }
        }
        reste = apres;
    }
    sortie.push_str(reste);
    sortie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_group_their_digits_by_three() {
        let plain: Vec<String> =
            [0, 7, 40, 999, 1_000, 80_120, 1_000_007].map(|n| nombre(n).replace('\u{a0}', "_")).into();
        assert_eq!(plain, ["0", "7", "40", "999", "1_000", "80_120", "1_000_007"]);
        assert_eq!(habitants(1), "1\u{a0}habitant");
        assert_eq!(habitants(120), "120\u{a0}habitants");
    }

    #[test]
    fn bounds_say_their_unit_once() {
        assert_eq!(
            entre(Entre { min: 0, max: 322_500 }).replace('\u{a0}', "_"),
            "entre 0 et 322_500_€",
            "only ordinary spaces let a line end: never inside an amount"
        );
    }

    #[test]
    fn what_is_not_known_of_a_line_is_said_once() {
        let bornes = |min, max| Some(Entre { min, max });
        let ligne = |variable, total_entre, variable_entre| {
            let ligne = Ligne {
                poste: cpts_rules::Poste::Parcours,
                fixe: variable,
                variable,
                total: 20,
                conditionnel: 0,
                premiere_annee: None,
                fixe_entre: variable_entre,
                variable_entre,
                total_entre,
                conditionnel_entre: None,
                premiere_annee_entre: None,
                statut: cpts_rules::Statut::Estime,
                statut_total: cpts_rules::Statut::Estime,
                statut_conditionnel: None,
                statut_premiere_annee: None,
                sources: &[],
            };
            incertitude(&ligne).map(|dit| dit.replace('\u{a0}', " "))
        };
        let total = bornes(15, 25);
        assert_eq!(ligne(Some(10), None, None), None);
        assert_eq!(ligne(Some(10), total, bornes(5, 15)).as_deref(), Some("au total entre 15 et 25 €"));
        assert_eq!(ligne(Some(10), None, bornes(5, 15)).as_deref(), Some("variable entre 5 et 15 €"));
        assert_eq!(ligne(Some(0), total, None).as_deref(), Some("entre 15 et 25 €"));
        assert_eq!(ligne(None, total, None).as_deref(), Some("entre 15 et 25 €"));
    }

    #[test]
    fn every_profession_loses_its_capitals() {
        for profession in cpts_rules::embedded().formulaire.professions {
            assert_eq!(minuscules(profession.pluriel), profession.pluriel.to_lowercase());
        }
        assert_eq!(minuscules("ÉÀÇ × ŒUF"), "éàç × œuf");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal() {
        let day = |texte: &str| date(texte.parse().unwrap());
        assert_eq!(day("2027-04-01"), "1er\u{a0}avril 2027");
        assert_eq!(day("2028-12-31"), "31\u{a0}décembre 2028");
    }

    #[test]
    fn lists_end_with_et_and_long_ones_are_cut() {
        assert_eq!(enumerer(&["A"]), "A");
        assert_eq!(enumerer(&["A", "B", "C"]), "A, B et C");
        assert_eq!(enumerer(&["A"; 6]), "A, A, A, A, A et A");
        assert_eq!(enumerer(&["A"; 17]), "A, A, A, A, A et 12 autres");
        assert_eq!(enumerer(&[]), "");
    }

    #[test]
    fn an_unclosed_or_unknown_field_does_not_lose_text() {
        let champs = [("a", "1".to_owned()), ("b", "2".to_owned())];
        assert_eq!(remplir("{a} et {b}.", &champs), "1 et 2.");
        assert_eq!(remplir("{c} {", &champs), "{c} {");
    }
}
