//! Names that a program spoilt: a file read in the wrong encoding, letters replaced by a question mark.

use cpts_territory::{Nomme, Territory};

/// What Windows-1252 has from 0x80 to 0x9f; the five places that it leaves free stand for themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The letters of French in Mac Roman.
const MAC: [(u8, char); 27] = [
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
    (0xbe, 'æ'),
    (0xce, 'Œ'),
    (0xcf, 'œ'),
    (0xd5, '’'),
    (0xd8, 'ÿ'),
    (0xe9, 'È'),
    (0xef, 'Ô'),
];

/// The letters of French in the code pages 850 and 437 of DOS.
const DOS: [(u8, char); 16] = [
    (0x80, 'Ç'),
    (0x81, 'ü'),
    (0x82, 'é'),
    (0x83, 'â'),
    (0x84, 'ä'),
    (0x85, 'à'),
    (0x87, 'ç'),
    (0x88, 'ê'),
    (0x89, 'ë'),
    (0x8a, 'è'),
    (0x8b, 'ï'),
    (0x8c, 'î'),
    (0x90, 'É'),
    (0x93, 'ô'),
    (0x96, 'û'),
    (0x97, 'ù'),
];

/// What a question mark may have been.
const PERDUES: [char; 13] = ['é', 'è', 'ê', 'ë', 'â', 'à', 'ç', 'î', 'ï', 'ô', 'û', 'œ', 'ÿ'];
/// How many lost letters are looked for in a name.
const PERDUES_MAX: usize = 2;

/// Everything of this name, as it is written or as it was before a program spoilt it.
pub(super) fn named<'a>(donnees: &'a Territory, nom: &str) -> Vec<Nomme<'a>> {
    let mut noms = donnees.named(nom);
    if noms.is_empty() && !nom.is_ascii() {
        for ecriture in restored(nom) {
            noms = donnees.named(&ecriture);
            if !noms.is_empty() {
                break;
            }
        }
    }
    noms
}

/// What a name may be in which letters were lost: « Ch?teau-Thierry ».
pub(super) fn guessed<'a>(donnees: &'a Territory, nom: &str) -> Vec<Nomme<'a>> {
    let mut ecritures = vec![nom.replace('\u{fffd}', "?")];
    let perdues = ecritures.first().map_or(0, |n| n.matches('?').count());
    if !(1..=PERDUES_MAX).contains(&perdues) {
        return Vec::new();
    }
    for _ in 0..perdues {
        let mut suivantes = Vec::with_capacity(ecritures.len() * PERDUES.len());
        for ecriture in &ecritures {
            for lettre in PERDUES {
                suivantes.push(ecriture.replacen('?', lettre.encode_utf8(&mut [0; 4]), 1));
            }
        }
        ecritures = suivantes;
    }
    let mut trouves: Vec<Nomme<'a>> = Vec::new();
    for ecriture in ecritures {
        for nomme in donnees.named(&ecriture) {
            if !trouves.contains(&nomme) {
                trouves.push(nomme);
            }
        }
    }
    trouves
}

/// The ways in which a name may have been written before a program misread it.
fn restored(nom: &str) -> Vec<String> {
    let mut ecritures = Vec::new();
    if let Some(octets) = bytes(nom) {
        // « Ã©pinal »: UTF-8 read as Windows-1252.
        if let Ok(lu) = String::from_utf8(octets.clone()) {
            ecritures.push(lu);
        }
        for table in [&MAC[..], &DOS[..]] {
            let lu = octets.iter().map(|o| match table.iter().find(|t| t.0 == *o) {
                Some(t) => t.1,
                None => char::from(*o),
            });
            ecritures.push(lu.collect());
        }
    }
    // « Argenèon » for « Argençon », in lists that went through several programs.
    if nom.contains('è') {
        ecritures.push(nom.replace('è', "ç"));
    }
    ecritures
}

/// The bytes that Windows-1252 has for these letters.
fn bytes(nom: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(nom.len());
    for c in nom.chars() {
        let octet = match WINDOWS.iter().position(|w| *w == c) {
            Some(rang) => 0x80 + rang as u8,
            None => u8::try_from(u32::from(c)).ok()?,
        };
        octets.push(octet);
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_from_each_wrong_encoding() {
        for (abime, nom) in [
            ("Ã‰pinal", "Épinal"),
            ("EscaudÅ“uvres", "Escaudœuvres"),
            ("ChÃ¢teau-Thierry", "Château-Thierry"),
            ("EscaudÏuvres", "Escaudœuvres"),
            ("MŽtabief", "Métabief"),
            ("M‚tabief", "Métabief"),
            ("Saint-Pierre-d’Argenèon", "Saint-Pierre-d’Argençon"),
        ] {
            assert!(restored(abime).iter().any(|lu| lu == nom), "{abime}: {:?}", restored(abime));
        }
        assert!(restored("東京").is_empty());
    }
}
