//! What several fields of a link are made of.

use super::octets::{Lecteur, put};

/// A name that may not be there.
pub(super) fn put_nom(sortie: &mut Vec<u8>, nom: Option<&str>) {
    match nom {
        None => put(sortie, 0),
        Some(nom) => {
            put(sortie, nom.len() as u32 + 1);
            sortie.extend_from_slice(nom.as_bytes());
        }
    }
}

pub(super) fn nom(lecteur: &mut Lecteur) -> Option<Option<String>> {
    let longueur = lecteur.nombre()? as usize;
    if longueur == 0 {
        return Some(None);
    }
    let (nom, suite) = lecteur.0.split_at_checked(longueur - 1)?;
    lecteur.0 = suite;
    Lecteur(nom).texte().map(Some)
}

/// "la profession nº 40": what has a number only.
pub(super) fn numbered(quoi: &str, numero: u32) -> String {
    [quoi, " nº\u{a0}", &numero.to_string()].concat()
}

/// Most professions, and most shares, of a link: the same as of a file.
pub(super) const LISTE_MAX: usize = 1_000;
