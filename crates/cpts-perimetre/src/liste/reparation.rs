//! Names that a program spoilt: a file read in the wrong encoding, letters replaced by a question mark.

use cpts_codes::{mac_roman, windows_1252_byte};
use cpts_territory::{Nomme, Territory};

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
        ecritures.push(octets.iter().map(|o| mac_roman(*o)).collect());
        let dos = |o: &u8| DOS.iter().find(|d| d.0 == *o).map_or(char::from(*o), |d| d.1);
        ecritures.push(octets.iter().map(dos).collect());
    }
    // « Argenèon » for « Argençon », in lists that went through several programs.
    if nom.contains('è') {
        ecritures.push(nom.replace('è', "ç"));
    }
    ecritures
}

/// The bytes that Windows-1252 has for these letters.
fn bytes(nom: &str) -> Option<Vec<u8>> {
    nom.chars().map(windows_1252_byte).collect()
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
