//! A project kept for years meets the communes of today: some have merged, some codes were
//! never any. What is known comes in; the rest is told, code by code.

use cpts_codes::{CodeCommune, Siren};
use cpts_core::{Part, Territoire};
use cpts_territory::Territory;

use crate::edition;

/// What had to be changed in a territory, each as the file wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adoption {
    /// Former communes, in the place of which stands the whole commune of today.
    pub anciennes: Vec<CodeCommune>,
    /// Codes that are no commune of today, and for which none can stand: left out.
    pub inconnues: Vec<CodeCommune>,
    /// EPCI that the data does not know: left out, with all of their communes.
    pub epci: Vec<Siren>,
    /// Communes that were taken out of an EPCI, and that nothing takes out any more.
    pub exclues: Vec<CodeCommune>,
    /// Shares of communes that the data does not know, or that came in whole: left out.
    pub parts: Vec<Part>,
    /// Former communes of which a share now is a share of the commune of today.
    pub parts_anciennes: Vec<CodeCommune>,
}

impl Adoption {
    /// Whether the territory was as it should be.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Brings the codes of a territory to those of the data, so that [`crate::resolve`] knows them all.
pub fn adopt(territoire: &mut Territoire, donnees: &Territory) -> Adoption {
    let mut adoption = Adoption::default();
    territoire.epci.retain(|siren| {
        let connue = donnees.epci(*siren).is_some();
        if !connue {
            adoption.epci.push(*siren);
        }
        connue
    });
    let epci = &territoire.epci;
    territoire.exclues.retain(|code| {
        let utile = donnees.commune(*code).is_some_and(|c| c.epci.is_some_and(|siren| epci.contains(&siren)));
        if !utile {
            adoption.exclues.push(*code);
        }
        utile
    });
    let today = |code: CodeCommune| donnees.former(code).map(|former| former.actuelle.code);
    let exclues = &territoire.exclues;
    let mut nouvelles = Vec::new();
    territoire.communes.retain(|code| {
        let connue = donnees.commune(*code).is_some();
        if !connue {
            match today(*code) {
                // The commune of today was taken out: the part that was to be in cannot be told from it.
                Some(actuelle) if !exclues.contains(&actuelle) => {
                    adoption.anciennes.push(*code);
                    nouvelles.push(actuelle);
                }
                _ => adoption.inconnues.push(*code),
            }
        }
        connue
    });
    for actuelle in nouvelles {
        if !edition::contains(territoire, donnees, actuelle) {
            territoire.communes.push(actuelle);
        }
    }
    for part in core::mem::take(&mut territoire.parts) {
        if donnees.commune(part.commune).is_some() {
            territoire.parts.push(part);
            continue;
        }
        let actuelle = donnees.former(part.commune).map(|former| former.actuelle).filter(|actuelle| {
            !edition::contains(territoire, donnees, actuelle.code)
                && territoire.parts.iter().all(|autre| autre.commune != actuelle.code)
                && actuelle.population.is_none_or(|entiere| part.population <= entiere)
        });
        match actuelle {
            Some(actuelle) => {
                adoption.parts_anciennes.push(part.commune);
                // Its IRIS were those of the former commune: the population that is written counts.
                territoire.parts.push(Part { commune: actuelle.code, iris: Vec::new(), ..part });
            }
            None => adoption.parts.push(part),
        }
    }
    adoption
}
