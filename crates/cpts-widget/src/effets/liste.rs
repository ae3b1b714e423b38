//! A file as text, whatever the program that wrote it.

use cpts_perimetre::liste::MAX_OCTETS;
use cpts_seance::revue::Revue;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecoder};

use crate::effets::entrees::{review_text, show};
use crate::etat::Etat;

/// What a file is made of, told by its first bytes.
#[derive(Debug, PartialEq, Eq)]
enum Contenu {
    /// A text in an encoding that the browser knows by this name.
    Texte(&'static str),
    /// A workbook, or another archive.
    Classeur,
    /// Neither.
    Autre,
}

/// Reads a file of the person; it goes nowhere else.
pub(crate) fn read_file(etat: Etat, fichier: File) {
    // UTF-16 has two bytes a letter.
    if fichier.size() > (2 * MAX_OCTETS) as f64 {
        let phrase = "Ce fichier est trop gros\u{a0}: deux mégaoctets au plus. Gardez la colonne des communes, puis recommencez.";
        return show(etat, Revue::Refus(phrase.to_owned()));
    }
    etat.spawn(async move {
        match text(&fichier).await {
            Ok(Ok(texte)) => review_text(etat, texte),
            Ok(Err(phrase)) => show(etat, Revue::Refus(phrase.to_owned())),
            Err(_) => show(
                etat,
                Revue::Refus(
                    "Ce fichier n’a pas pu être ouvert. Vérifiez qu’il existe toujours, puis recommencez."
                        .to_owned(),
                ),
            ),
        }
    });
}

async fn text(fichier: &File) -> Result<Result<String, &'static str>, JsValue> {
    let tampon = JsFuture::from(fichier.array_buffer()).await?;
    let octets = Uint8Array::new(&tampon).to_vec();
    Ok(match contents(&octets) {
        Contenu::Texte(encodage) => {
            let decodeur = TextDecoder::new_with_label(encodage)?;
            Ok(decodeur.decode_with_u8_array(&octets)?)
        }
        Contenu::Classeur => Err(
            "Ce fichier est un classeur. Dans votre tableur, copiez la colonne des communes et collez-la ici, ou enregistrez le classeur au format CSV.",
        ),
        Contenu::Autre => Err("Ce fichier n’est pas un texte. Choisissez un fichier CSV, texte ou projet."),
    })
}

fn contents(octets: &[u8]) -> Contenu {
    let tete = octets.get(..octets.len().min(512)).unwrap_or_default();
    let zeros = |reste: usize| {
        let rangs = tete.iter().enumerate().filter(|(i, o)| i % 2 == reste && **o == 0);
        rangs.count() * 4 > tete.len()
    };
    if tete.starts_with(&[0xff, 0xfe]) || zeros(1) {
        Contenu::Texte("utf-16le")
    } else if tete.starts_with(&[0xfe, 0xff]) || zeros(0) {
        Contenu::Texte("utf-16be")
    } else if tete.starts_with(b"PK\x03\x04") || tete.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Contenu::Classeur
    } else if tete.contains(&0) || tete.starts_with(b"%PDF") {
        Contenu::Autre
    } else if core::str::from_utf8(octets).is_ok() {
        Contenu::Texte("utf-8")
    } else {
        // What Excel writes in France, and Latin-1 but for signs that no name has.
        Contenu::Texte("windows-1252")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_s_way_of_writing_accents_is_told_apart() {
        let utf16 =
            |ordre: fn(u16) -> [u8; 2]| "Nom;Haÿ\r\n".encode_utf16().flat_map(ordre).collect::<Vec<u8>>();
        assert_eq!(contents("Haÿ".as_bytes()), Contenu::Texte("utf-8"));
        assert_eq!(contents(b""), Contenu::Texte("utf-8"));
        assert_eq!(contents(b"Ha\xff;Orl\xe9ans"), Contenu::Texte("windows-1252"));
        assert_eq!(contents(&utf16(u16::to_le_bytes)), Contenu::Texte("utf-16le"));
        assert_eq!(contents(&utf16(u16::to_be_bytes)), Contenu::Texte("utf-16be"));
        assert_eq!(contents(b"\xff\xfeN\0"), Contenu::Texte("utf-16le"));
    }

    #[test]
    fn what_is_no_text_is_not_read_as_one() {
        assert_eq!(contents(b"PK\x03\x04xl/workbook.xml"), Contenu::Classeur);
        assert_eq!(contents(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Contenu::Classeur);
        assert_eq!(contents(b"%PDF-1.7"), Contenu::Autre);
        assert_eq!(contents(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"), Contenu::Autre);
    }
}
