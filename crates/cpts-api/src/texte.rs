//! Texts that nobody vouches for, as a page may show them.

/// Whether a character can hide a text or turn it around: controls, marks of
/// direction, zero widths, private use and tags.
fn treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{10ffff}')
}

/// The text on one line, its spaces single, `max` characters at most, an
/// ellipsis where it was cut.
pub fn clean(texte: &str, max: usize) -> String {
    let mut sortie = String::new();
    let mut espace = false;
    for (n, c) in texte.chars().filter(|c| c.is_whitespace() || !treacherous(*c)).enumerate() {
        if n >= max {
            sortie.push('…');
            break;
        }
        // The no-break spaces of French are kept.
        if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
            espace = !sortie.is_empty();
            continue;
        }
        if core::mem::take(&mut espace) {
            sortie.push(' ');
        }
        sortie.push(c);
    }
    sortie
}

/// A refusal may quote the file, and a file may be made to be quoted at length.
const CITATION: usize = 300;

/// A text as a page shows it: short, without what could hide or turn it around.
pub fn shown(texte: &str) -> String {
    clean(&texte.replace('\'', "’"), CITATION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_hides_or_turns_a_text_around_goes() {
        assert_eq!(clean("CPTS\u{202e} du\t\tNord\u{0}\u{200b} \n", 80), "CPTS du Nord");
        assert_eq!(clean("CPTS «\u{a0}Sud\u{a0}»", 80), "CPTS «\u{a0}Sud\u{a0}»");
        assert_eq!(clean("abcdef", 3), "abc…");
    }

    proptest! {
        #[test]
        fn a_clean_text_is_short_and_stays_clean(texte in any::<String>(), max in 0usize..60) {
            let propre = clean(&texte, max);
            prop_assert!(propre.chars().count() <= max + 1);
            prop_assert!(!propre.chars().any(treacherous));
            prop_assert_eq!(clean(&propre, max + 1), propre);
        }
    }
}
