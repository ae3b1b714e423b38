//! French typography, so that a person who edits a rule writes plain spaces.

const INSECABLE: char = '\u{a0}';

/// The text with no-break spaces where French wants them, and curly apostrophes.
///
/// Before `: ; ? ! » € %`, after `«`, and between the groups of three digits of a
/// number. A space that is already right is left alone.
pub(crate) fn typographie(texte: &str) -> String {
    let caracteres: Vec<char> = texte.trim().chars().collect();
    let mut sortie = String::with_capacity(texte.len() + 8);
    for (i, &c) in caracteres.iter().enumerate() {
        let avant = i.checked_sub(1).and_then(|j| caracteres.get(j)).copied();
        let apres = caracteres.get(i + 1).copied();
        match c {
            ' ' if apres.is_some_and(|a| matches!(a, ':' | ';' | '?' | '!' | '»' | '€' | '%')) => {
                sortie.push(INSECABLE)
            }
            ' ' if avant == Some('«') => sortie.push(INSECABLE),
            ' ' if avant.is_some_and(|a| a.is_ascii_digit()) && three_digits(&caracteres[i + 1..]) => {
                sortie.push(INSECABLE);
            }
            '\'' => sortie.push('’'),
            _ => sortie.push(c),
        }
    }
    sortie
}

/// Whether exactly three digits come next: the next group of a number.
fn three_digits(suite: &[char]) -> bool {
    suite.len() >= 3
        && suite[..3].iter().all(char::is_ascii_digit)
        && !suite.get(3).is_some_and(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::typographie;

    #[test]
    fn plain_spaces_become_those_of_french() {
        assert_eq!(
            typographie("L'ARS dit : « 80 000 € » ! À 2 %, oui ?"),
            "L’ARS dit\u{a0}: «\u{a0}80\u{a0}000\u{a0}€\u{a0}»\u{a0}! À 2\u{a0}%, oui\u{a0}?"
        );
    }

    #[test]
    fn a_year_after_a_number_stays_apart() {
        assert_eq!(typographie("le 31 mars 2022, n° 2021-584"), "le 31 mars 2022, n° 2021-584");
        assert_eq!(typographie("en 2026 1234"), "en 2026 1234");
    }
}
