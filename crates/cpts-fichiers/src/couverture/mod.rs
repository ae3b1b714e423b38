//! A map of the CPTS that exist, as a table (CSV) or as GeoJSON.
//!
//! The schema is `docs/couverture.md`. Nobody vouches for such a file: its size,
//! its rows and its texts are limited, each row is checked whole, and what is
//! refused has its place and its remedy. The rows that are right remain usable:
//! whoever opened the file decides.

mod chantier;
mod csv;
mod geojson;

use cpts_api::Refus;

use crate::texte::{clean, decode};
pub use chantier::{COUVERTURE_LIGNES_MAX, COUVERTURE_OCTETS_MAX, LectureCouverture, NOM_MAX};
use chantier::{Chantier, entier};

/// Reads a coverage file. `nom` is the name of the file: the source, where the
/// file does not tell its own.
///
/// # Errors
/// The file as a whole cannot be accepted: too large, of another kind, without
/// its columns.
pub fn read_couverture(octets: &[u8], nom: &str) -> Result<LectureCouverture, Refus> {
    if octets.len() > COUVERTURE_OCTETS_MAX {
        return Err(entier(
            "le fichier dépasse 2 Mo",
            "gardez les colonnes utiles, ou enlevez les contours : ils ne servent pas",
        ));
    }
    let Some(texte) = decode(octets) else {
        return Err(entier(
            "le fichier est en UTF-16",
            "enregistrez-le au format « CSV UTF-8 » dans votre tableur",
        ));
    };
    if octets.starts_with(b"PK\x03\x04") || octets.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(entier(
            "c'est un classeur de tableur",
            "enregistrez la feuille au format « CSV UTF-8 », puis importez ce fichier",
        ));
    }
    if texte.contains('\0') {
        return Err(entier("ce n'est pas un fichier de texte", "choisissez un fichier CSV ou GeoJSON"));
    }
    let mut chantier = Chantier::default();
    if texte.trim_start().starts_with(['{', '[']) {
        geojson::read(&texte, &mut chantier)?;
    } else {
        csv::read(&texte, &mut chantier)?;
    }
    let mut lecture = chantier.finish();
    if lecture.couverture.source.is_empty() {
        lecture.couverture.source =
            Some(clean(nom, NOM_MAX)).filter(|n| !n.is_empty()).unwrap_or("fichier importé".into());
    }
    Ok(lecture)
}
