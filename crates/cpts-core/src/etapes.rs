//! The steps of the procedure, with what the régions of the territory do of them.

use cpts_codes::CodeRegion;
use cpts_rules::{Region, Rules, SiConstat, Situation, Statut, embedded};

use crate::bilan::{Constat, Etape, EtapeRegion};
use crate::texte::remplir;

/// Every step of this situation that the findings call for, in order. The amounts of two régions
/// stand side by side, never added.
pub(crate) fn etapes(
    situation: Situation,
    codes: &[CodeRegion],
    constats: &[Constat],
    rules: &'static Rules,
) -> Vec<Etape> {
    let due = |si: SiConstat| constats.iter().any(|c| c.regle == si.constat && c.niveau == si.niveau);
    let regions: Vec<&'static Region> = codes.iter().filter_map(|code| rules.region(*code)).collect();
    // Rules of a site that are older than the steps of a CPTS that exists only know how to found one.
    let de_la_situation = rules.procedure.iter().any(|etape| etape.pour.is_some());
    let ancienne = situation == Situation::Existante && !de_la_situation;
    let procedure = if ancienne { embedded().procedure } else { rules.procedure };
    procedure
        .iter()
        .filter(|etape| etape.pour.is_none_or(|pour| pour == situation) && etape.si.is_none_or(due))
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
