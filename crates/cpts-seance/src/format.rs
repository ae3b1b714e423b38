//! Numbers and dates as a French reader expects them.

use cpts_codes::{Date, nombre};
use cpts_core::Entre;
use cpts_core::texte::entre;

/// The space that keeps a number and its unit on one line. (The narrow one is
/// too tight between the figures of this typeface.)
pub const INSECABLE: char = '\u{a0}';

/// A word or a sentence as it goes on inside another: its first letter small. The lower
/// case of the standard library knows every script, and weighs it.
#[inline(never)]
pub fn minuscule(texte: &str) -> String {
    let mut lettres = texte.chars();
    let premiere = match lettres.next() {
        None => return String::new(),
        Some('À') => 'à',
        Some('É') => 'é',
        Some(lettre) => lettre.to_ascii_lowercase(),
    };
    let mut suite = String::with_capacity(texte.len());
    suite.push(premiere);
    suite.push_str(lettres.as_str());
    suite
}

/// « de » before the name of a place: `d’Aurillac`, `du Mans`, `des Andelys`, `de Nice`. Nothing
/// tells whether an h is silent: it is left alone.
#[inline(never)]
pub fn de(nom: &str) -> String {
    let mut lettres = nom.chars();
    let (article, suite) = match (lettres.next(), lettres.next()) {
        (Some('A' | 'À' | 'Â' | 'E' | 'É' | 'È' | 'Ê' | 'I' | 'Î' | 'O' | 'Ô' | 'Œ' | 'U'), _) => {
            ("d’", nom)
        }
        // « d’Yvetot », « de Yutz ».
        (Some('Y'), Some(apres)) if !"aeiou".contains(apres) => ("d’", nom),
        _ => match (nom.strip_prefix("Le "), nom.strip_prefix("Les ")) {
            (Some(suite), _) => ("du ", suite),
            (_, Some(suite)) => ("des ", suite),
            _ => ("de ", nom),
        },
    };
    [article, suite].concat()
}

/// `275000` → `275 000 €`.
pub fn euros(n: u32) -> String {
    let mut texte = nombre(n);
    texte.push(INSECABLE);
    texte.push('€');
    texte
}

/// `, entre 307 500 et 322 500 €`, to go on a sentence; nothing where the amount is proved.
#[inline(never)]
pub fn et_bornes(bornes: Option<Entre>) -> String {
    bornes.map_or_else(String::new, |bornes| [", ", &entre(bornes)].concat())
}

/// `+ 59 000 €`, `− 59 000 €`, `0 €`: what changes between two amounts, with a true minus.
pub fn ecart(avant: u32, apres: u32) -> String {
    let signe = match apres.cmp(&avant) {
        core::cmp::Ordering::Greater => "+\u{a0}",
        core::cmp::Ordering::Equal => "",
        core::cmp::Ordering::Less => "−\u{a0}",
    };
    [signe, &euros(apres.abs_diff(avant))].concat()
}

/// The word after its number, plural from two on: `1 commune`, `55 communes`.
pub fn compte(n: u32, un: &str, plusieurs: &str) -> String {
    let mut texte = nombre(n);
    texte.push(INSECABLE);
    texte.push_str(if n < 2 { un } else { plusieurs });
    texte
}

pub use cpts_core::texte::MOIS;

const MOIS_COURTS: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// `1er avril 2027`, in plain text.
pub fn jour(date: Date) -> String {
    let mut texte = date.jour().to_string();
    if date.jour() == 1 {
        texte.push_str("er");
    }
    texte.push(INSECABLE);
    texte.push_str(MOIS[usize::from(date.mois()) - 1]);
    texte.push(' ');
    texte.push_str(&date.annee().to_string());
    texte
}

/// `avr.`, for an axis.
pub fn mois_court(date: Date) -> &'static str {
    MOIS_COURTS[usize::from(date.mois()) - 1]
}

/// `mars 2028`.
pub fn mois_de(annee: u16, mois: u8) -> String {
    let nom = MOIS.get(usize::from(mois).wrapping_sub(1)).copied().unwrap_or_default();
    [nom, " ", &annee.to_string()].concat()
}

/// `avr.`, of the number of a month.
pub fn mois_court_de(mois: u8) -> &'static str {
    MOIS_COURTS.get(usize::from(mois).wrapping_sub(1)).copied().unwrap_or_default()
}

/// `4 200`, `− 4 200`: a balance, with a true minus.
pub fn nombre_signe(n: i64) -> String {
    let nombre = nombre(u32::try_from(n.unsigned_abs()).unwrap_or(u32::MAX));
    if n < 0 { ["−\u{a0}", &nombre].concat() } else { nombre }
}

/// The same in euros.
pub fn euros_signes(n: i64) -> String {
    [&nombre_signe(n), "\u{a0}€"].concat()
}

/// The percentage of a part, as CSS reads it.
pub fn pour_cent(part: u64, tout: u64) -> String {
    let dixiemes = (part * 1000).checked_div(tout).unwrap_or(0).min(1000);
    let mut texte = (dixiemes / 10).to_string();
    texte.push('.');
    texte.push_str(&(dixiemes % 10).to_string());
    texte.push('%');
    texte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn de_meets_the_name_that_follows() {
        for (nom, attendu) in [
            ("Nice", "de Nice"),
            ("Aurillac", "d’Aurillac"),
            ("Épinal", "d’Épinal"),
            ("Œting", "d’Œting"),
            ("Le Mans", "du Mans"),
            ("Les Andelys", "des Andelys"),
            ("La Rochelle", "de La Rochelle"),
            ("Lestrem", "de Lestrem"),
            ("Yvetot", "d’Yvetot"),
            ("Yutz", "de Yutz"),
            ("Y", "de Y"),
            ("", "de "),
        ] {
            assert_eq!(de(nom), attendu);
        }
    }

    #[test]
    fn bounds_go_on_a_sentence_and_months_on_an_axis() {
        let bornes = Entre { min: 307_500, max: 322_500 };
        assert_eq!(et_bornes(None), "");
        assert_eq!(et_bornes(Some(bornes)), format!(", {}", entre(bornes)));
        let courts: Vec<&str> =
            (1..=12).filter_map(|mois| Date::new(2027, mois, 1)).map(mois_court).collect();
        assert_eq!(courts, MOIS_COURTS);
        for (court, long) in courts.iter().zip(MOIS) {
            assert!(long.starts_with(court.trim_end_matches('.')), "{court} {long}");
        }
    }

    #[test]
    fn a_sentence_goes_on_with_a_small_letter() {
        for (seule, dedans) in [("À lever", "à lever"), ("Élu local", "élu local"), ("", "")] {
            assert_eq!(minuscule(seule), dedans);
        }
        assert_eq!(minuscule("Lu dans l’ACI."), "lu dans l’ACI.");
    }

    #[test]
    fn amounts_have_their_sign_and_their_spaces() {
        assert_eq!(euros(1_234_567), "1\u{a0}234\u{a0}567\u{a0}€");
        assert_eq!(ecart(216_000, 275_000), "+\u{a0}59\u{a0}000\u{a0}€");
        assert_eq!(ecart(275_000, 216_000), "−\u{a0}59\u{a0}000\u{a0}€");
        assert_eq!(ecart(1, 1), "0\u{a0}€");
        assert_eq!(euros_signes(-4_200), "−\u{a0}4\u{a0}200\u{a0}€");
        assert_eq!(euros_signes(0), "0\u{a0}€");
        assert_eq!(mois_de(2028, 3), "mars 2028");
    }

    #[test]
    fn one_is_singular_and_so_is_zero() {
        assert_eq!(compte(0, "commune", "communes"), "0\u{a0}commune");
        assert_eq!(compte(1, "commune", "communes"), "1\u{a0}commune");
        assert_eq!(compte(2, "commune", "communes"), "2\u{a0}communes");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal() {
        assert_eq!(jour("2027-04-01".parse().unwrap()), "1er\u{a0}avril 2027");
        assert_eq!(jour("2027-04-02".parse().unwrap()), "2\u{a0}avril 2027");
    }
}
