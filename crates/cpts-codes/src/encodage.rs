//! What a byte is in the encodings in which French was written before UTF-8.

/// Windows-1252 from 0x80 to 0x9f; the five places that it leaves free are controls.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A byte of Windows-1252: Latin-1, but for these.
pub fn windows_1252(octet: u8) -> char {
    octet
        .checked_sub(0x80)
        .and_then(|rang| WINDOWS.get(usize::from(rang)).copied())
        .unwrap_or(char::from(octet))
}

/// The letters and signs of French in Mac Roman.
const MAC: [(u8, char); 38] = [
    (0x80, 'Ä'),
    (0x82, 'Ç'),
    (0x83, 'É'),
    (0x85, 'Ö'),
    (0x86, 'Ü'),
    (0x88, 'à'),
    (0x89, 'â'),
    (0x8a, 'ä'),
    (0x8d, 'ç'),
    (0x8e, 'é'),
    (0x8f, 'è'),
    (0x90, 'ê'),
    (0x91, 'ë'),
    (0x94, 'î'),
    (0x95, 'ï'),
    (0x99, 'ô'),
    (0x9a, 'ö'),
    (0x9d, 'ù'),
    (0x9e, 'û'),
    (0x9f, 'ü'),
    (0xa1, '°'),
    (0xae, 'Æ'),
    (0xbe, 'æ'),
    (0xc7, '«'),
    (0xc8, '»'),
    (0xc9, '…'),
    (0xca, '\u{a0}'),
    (0xcb, 'À'),
    (0xce, 'Œ'),
    (0xcf, 'œ'),
    (0xd0, '–'),
    (0xd1, '—'),
    (0xd5, '’'),
    (0xd8, 'ÿ'),
    (0xe5, 'Â'),
    (0xe6, 'Ê'),
    (0xe9, 'È'),
    (0xef, 'Ô'),
];

/// A byte of Mac Roman, as far as French goes; another one as Windows reads it.
pub fn mac_roman(octet: u8) -> char {
    MAC.iter().find(|m| m.0 == octet).map_or_else(|| windows_1252(octet), |m| m.1)
}

/// The byte that Windows-1252 has for a letter; `None` where it has none.
pub fn windows_1252_byte(lettre: char) -> Option<u8> {
    match WINDOWS.iter().position(|w| *w == lettre) {
        Some(rang) => Some(0x80 + rang as u8),
        None => u8::try_from(u32::from(lettre)).ok().filter(|o| !(0x80..0xa0).contains(o)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_windows_1252_comes_back() {
        for octet in 0..=u8::MAX {
            assert_eq!(windows_1252_byte(windows_1252(octet)), Some(octet));
        }
        assert_eq!(windows_1252_byte('東'), None);
        assert_eq!((windows_1252(0x9c), mac_roman(0xcf), mac_roman(b'a')), ('œ', 'œ', 'a'));
    }
}
