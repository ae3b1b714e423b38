//! Where the share of a commune comes from.

use cpts_core::NaturePart;

use crate::etat::Etat;

/// What a part is made of, and how sure its figure is: "saisie manuelle".
pub(crate) fn origine(etat: Etat, nature: NaturePart) -> String {
    match nature {
        NaturePart::Saisie => "saisie manuelle".to_owned(),
        NaturePart::Iris { annee } => {
            let millesime = etat.perimetre.with(|p| p.millesime);
            ["IRIS ", &annee.to_string(), " ramené à ", &millesime.to_string()].concat()
        }
    }
}
