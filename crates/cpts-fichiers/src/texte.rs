//! Bytes and texts of files that nobody vouches for.

use std::borrow::Cow;

pub(crate) use cpts_api::texte::clean;

/// The text of bytes in UTF-8, or as Windows writes French; `None` for UTF-16.
pub(crate) fn decode(octets: &[u8]) -> Option<Cow<'_, str>> {
    if octets.starts_with(b"\xff\xfe") || octets.starts_with(b"\xfe\xff") {
        return None;
    }
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    Some(match std::str::from_utf8(octets) {
        Ok(texte) => Cow::Borrowed(texte),
        Err(_) => Cow::Owned(octets.iter().map(|o| windows(*o)).collect()),
    })
}

/// A byte of Windows-1252: Latin-1, but for the signs that French needs (œ, ’, €).
fn windows(octet: u8) -> char {
    match octet {
        0x80 => '€',
        0x8c => 'Œ',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        0x9c => 'œ',
        0x9f => 'Ÿ',
        _ => char::from(octet),
    }
}

/// The words of a text, without accents, in small letters, joined by `_`:
/// `ACI signée` and `aci_signee` are the same.
pub(crate) fn plain(texte: &str) -> String {
    let mut sortie = String::new();
    let mut coupe = false;
    for c in texte.trim().chars().take(60).flat_map(char::to_lowercase) {
        let c = match c {
            'à' | 'â' | 'ä' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            _ => c,
        };
        // An accent that stands apart from its letter, as macOS writes it.
        if ('\u{300}'..='\u{36f}').contains(&c) {
            continue;
        }
        if c.is_ascii_alphanumeric() {
            if std::mem::take(&mut coupe) && !sortie.is_empty() {
                sortie.push('_');
            }
            sortie.push(c);
        } else {
            coupe = true;
        }
    }
    sortie
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn french_of_an_old_spreadsheet_is_read() {
        assert_eq!(decode(b"Vall\xe9e de l\x92\x8cuf").unwrap(), "Vallée de l’Œuf");
        assert_eq!(decode("\u{feff}Vallée".as_bytes()).unwrap(), "Vallée");
        assert!(decode(b"\xff\xfec\0").is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_text(octets in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&octets);
        }
    }
}
