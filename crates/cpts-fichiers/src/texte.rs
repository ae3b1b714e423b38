//! Bytes and texts of files that nobody vouches for.

use std::borrow::Cow;

use cpts_codes::{mac_roman, windows_1252};

pub(crate) use cpts_api::texte::clean;

/// The text of bytes in UTF-8, in UTF-16 as spreadsheets save it, or as Windows or an older Mac writes French;
/// `None` for what begins as UTF-16 and is none.
pub fn decode(octets: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(reste) = octets.strip_prefix(b"\xff\xfe") {
        return utf_16(reste, u16::from_le_bytes);
    }
    if let Some(reste) = octets.strip_prefix(b"\xfe\xff") {
        return utf_16(reste, u16::from_be_bytes);
    }
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    Some(match std::str::from_utf8(octets) {
        Ok(texte) => Cow::Borrowed(texte),
        Err(_) => {
            let lire = if is_mac(octets) { mac_roman } else { windows_1252 };
            Cow::Owned(octets.iter().map(|o| lire(*o)).collect())
        }
    })
}

fn utf_16(octets: &[u8], lire: fn([u8; 2]) -> u16) -> Option<Cow<'static, str>> {
    let unites: Vec<u16> = octets.chunks_exact(2).map(|paire| lire([paire[0], paire[1]])).collect();
    String::from_utf16(&unites).ok().map(Cow::Owned)
}

/// Whether the accents of French are where an older Mac puts them.
fn is_mac(octets: &[u8]) -> bool {
    let combien = |lettres: &[u8]| octets.iter().filter(|o| lettres.contains(o)).count();
    combien(b"\x8e\x8f\x90\x88\x89\x8d\x94\x95\x99\x9d\x9e\xcf\xd5")
        > combien(b"\xe9\xe8\xea\xe0\xe2\xe7\xee\xef\xf4\xf9\xfb\x9c\x92")
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
        assert_eq!(decode(b"\xff\xfec\0\xe9\0").unwrap(), "cé");
        assert_eq!(decode(b"\xfe\xff\0c\0\xe9").unwrap(), "cé");
        assert!(decode(b"\xff\xfe\0\xd8c\0").is_none(), "half of a letter");
        // An older Mac, its ends of line too.
        assert_eq!(decode(b"CPTS de la Vall\x8ee\rM\xcfuvres\r").unwrap(), "CPTS de la Vallée\rMœuvres\r");
        assert_eq!(decode(b"\x8a\x85 \xe9").unwrap(), "Š… é");
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_text(octets in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&octets);
        }
    }
}
