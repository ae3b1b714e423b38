//! The steps of the procedure, with what the régions of the territory do of them.

use cpts_codes::CodeRegion;
use cpts_rules::{Region, Rules, Statut};

use crate::bilan::{Etape, EtapeRegion};
use crate::texte::remplir;

/// Every step, in order. The amounts of two régions stand side by side, never added.
pub(crate) fn etapes(codes: &[CodeRegion], rules: &'static Rules) -> Vec<Etape> {
    let regions: Vec<&'static Region> = codes.iter().filter_map(|code| rules.region(*code)).collect();
    rules
        .procedure
        .iter()
        .map(|etape| {
            let mut connues = Vec::new();
            for region in &regions {
                let avant = connues.len();
                connues.extend(region.etapes.iter().filter(|e| e.etape == etape.id).map(|e| EtapeRegion {
                    region: region.code,
                    nom: region.nom,
                    texte: e.texte.into(),
                    statut: e.statut,
                    sources: e.sources,
                }));
                if connues.len() == avant && !etape.region_inconnue.is_empty() {
                    connues.push(EtapeRegion {
                        region: region.code,
                        nom: region.nom,
                        texte: remplir(etape.region_inconnue, &[("region", region.de.to_owned())]).into(),
                        statut: Statut::AConfirmer,
                        sources: &[],
                    });
                }
            }
            Etape {
                id: etape.id,
                titre: etape.titre,
                explication: etape.explication.into(),
                acteurs: etape.acteurs,
                documents: etape.documents,
                delai: etape.delai,
                regions: connues,
                sources: etape.sources,
            }
        })
        .collect()
}
