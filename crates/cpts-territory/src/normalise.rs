//! One spelling for all: lower-case ASCII letters and digits, words apart by one space.
//!
//! Written by hand for the Latin letters of French place names: the tables of a
//! Unicode library would weigh more than the rest of this crate in the browser.

use core::ops::Range;

/// The ASCII letters that stand for a character: one, two (œ, æ, ß) or three (ligatures of printers), none for a
/// combining accent or for what nobody sees, and a space for whatever separates words.
fn fold(c: char) -> [u8; 3] {
    const NONE: u8 = 0;
    let one = |o| [o, NONE, NONE];
    let two = |a, b| [a, b, NONE];
    match c {
        'a'..='z' | '0'..='9' => one(c as u8),
        'A'..='Z' => one(c as u8 | 0x20),
        'À'..='Å' | 'à'..='å' => one(b'a'),
        'Ç' | 'ç' => one(b'c'),
        'È'..='Ë' | 'è'..='ë' => one(b'e'),
        'Ì'..='Ï' | 'ì'..='ï' => one(b'i'),
        'Ñ' | 'ñ' => one(b'n'),
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => one(b'o'),
        'Ù'..='Ü' | 'ù'..='ü' => one(b'u'),
        'Ý' | 'ý' | 'ÿ' | 'Ÿ' => one(b'y'),
        'Œ' | 'œ' => two(b'o', b'e'),
        'Æ' | 'æ' => two(b'a', b'e'),
        'ß' => two(b's', b's'),
        'ﬀ' => two(b'f', b'f'),
        'ﬁ' => two(b'f', b'i'),
        'ﬂ' => two(b'f', b'l'),
        'ﬃ' => [b'f', b'f', b'i'],
        'ﬄ' => [b'f', b'f', b'l'],
        'ﬅ' | 'ﬆ' => two(b's', b't'),
        // Accents apart; where a word may be cut; zero widths and marks of direction.
        '\u{300}'..='\u{36f}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => [NONE; 3],
        _ => one(b' '),
    }
}

/// Walks the normalised bytes, each with the range of the text that it comes from.
fn walk(text: &str, mut each: impl FnMut(u8, Range<usize>)) {
    let mut space = false;
    let mut begun = false;
    for (at, c) in text.char_indices() {
        for o in fold(c) {
            match o {
                0 => {}
                b' ' => space = begun,
                o => {
                    if space {
                        each(b' ', at..at);
                        space = false;
                    }
                    begun = true;
                    each(o, at..at + c.len_utf8());
                }
            }
        }
    }
}

/// Adds the normalised text.
pub(crate) fn push_normalised(out: &mut Vec<u8>, text: &str) {
    walk(text, |o, _| out.push(o));
}

/// The normalised text.
pub(crate) fn normalised(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    push_normalised(&mut out, text);
    out
}

/// The accented letter in lower case; nothing where there is no accent.
fn accented(c: char) -> Option<char> {
    match c {
        'À'..='Ö' | 'Ø'..='Ý' => char::from_u32(c as u32 + 0x20),
        'à'..='ö' | 'ø'..='ÿ' => Some(c),
        _ => None,
    }
}

/// The accented letters of a text, in lower case, each with its place among the
/// normalised bytes.
pub(crate) fn accents(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut at = 0;
    walk(text, |_, from| {
        if let Some(c) = text.get(from).and_then(|t| t.chars().next()).and_then(accented) {
            found.push((at, c));
        }
        at += 1;
    });
    found
}

/// The accented letter, in lower case, at a place among the normalised bytes.
pub(crate) fn accent_at(text: &str, wanted: usize) -> Option<char> {
    let mut at = 0;
    let mut found = None;
    walk(text, |_, from| {
        if at == wanted {
            found = text.get(from).and_then(|t| t.chars().next()).and_then(accented);
        }
        at += 1;
    });
    found
}

/// Where in the text the normalised bytes of a range come from.
pub(crate) fn portion(text: &str, wanted: Range<usize>) -> Range<usize> {
    let mut at = 0;
    let mut found: Option<Range<usize>> = None;
    walk(text, |o, from| {
        if wanted.contains(&at) && o != b' ' {
            found = Some(found.as_ref().map_or(from.start, |f| f.start)..from.end);
        }
        at += 1;
    });
    let mut found = found.unwrap_or(0..0);
    // An accent written apart belongs to the letter that it follows.
    while let Some(c) = text.get(found.end..).and_then(|t| t.chars().next()) {
        if !('\u{300}'..='\u{36f}').contains(&c) {
            break;
        }
        found.end += c.len_utf8();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> String {
        String::from_utf8(normalised(text)).unwrap()
    }

    #[test]
    fn accents_case_hyphens_and_both_apostrophes_disappear() {
        assert_eq!(n("L'Haÿ-les-Roses"), "l hay les roses");
        assert_eq!(n("  l\u{2019}HAY -- les roses "), "l hay les roses");
        assert_eq!(n("Œting"), "oeting");
        assert_eq!(n("Île-d'Yeu"), "ile d yeu");
        assert_eq!(n("I\u{302}le"), "ile");
        assert_eq!(n("(93)"), "93");
        // As PDF files and hyphenated pages are copied.
        assert_eq!(n("Con\u{fb02}ans\u{200b}-Sainte-Honorine"), "conflans sainte honorine");
        assert_eq!(n("Villeneuve\u{ad}-d’A\u{ad}scq\u{200e}"), "villeneuve d ascq");
        assert_eq!(n("Saint-A\u{fb03}que"), "saint affique");
        assert_eq!(n("…"), "");
    }

    #[test]
    fn the_portion_is_cut_in_the_original_text() {
        let cut = |text: &'static str, r| &text[portion(text, r)];
        assert_eq!(cut("Œting", 0..3), "Œt");
        assert_eq!(cut("L'Haÿ-les-Roses", 2..5), "Haÿ");
        assert_eq!(cut("Saint-Denis", 0..8), "Saint-De");
        assert_eq!(cut("Saint-Denis", 0..6), "Saint");
        assert_eq!(cut("Lens", 9..12), "");
    }
}
