//! Where the share of a commune comes from.

use cpts_core::NaturePart;

use crate::seance::Seance;

/// What a part is made of, and how sure its figure is: "saisie manuelle".
pub fn origine(seance: Seance, nature: NaturePart) -> String {
    match nature {
        NaturePart::Saisie => "saisie manuelle".to_owned(),
        NaturePart::Iris { annee } => {
            let millesime = seance.perimetre.with(|p| p.millesime);
            ["IRIS ", &annee.to_string(), " ramené à ", &millesime.to_string()].concat()
        }
    }
}
