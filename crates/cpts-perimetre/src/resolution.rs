//! From codes to communes with their inhabitants.

use core::cmp::Reverse;

use cpts_codes::{CodeCommune, Siren};
use cpts_core::{
    CommuneRetenue, Composante, EpciRetenu, NaturePart, Part, PartRetenue, Perimetre, Territoire,
};
use cpts_territory::{Adjacence, Commune, Iris, Territory};

use crate::erreur::ErreurTerritoire;
use crate::parts;

/// Looks up every commune of a territory, in the order in which it was given:
/// EPCI first, then communes, then shares.
///
/// Without `adjacence` the perimeter does not say whether it is in one part. A share that
/// names IRIS counts its `population` as it is written: see [`resolve_with`].
///
/// # Errors
/// Every code that the data does not know, each with its remedy: nothing is
/// dropped in silence.
pub fn resolve(
    territoire: &Territoire,
    donnees: &Territory,
    adjacence: Option<&Adjacence>,
) -> Result<Perimetre, Vec<ErreurTerritoire>> {
    resolve_with(territoire, donnees, adjacence, None)
}

/// The same, where the populations of the IRIS are at hand: a share that names IRIS is what they
/// hold of the commune, brought to the vintage of `donnees`.
///
/// # Errors
/// As [`resolve`]; an IRIS that is not one of its commune.
pub fn resolve_with(
    territoire: &Territoire,
    donnees: &Territory,
    adjacence: Option<&Adjacence>,
    iris: Option<&Iris>,
) -> Result<Perimetre, Vec<ErreurTerritoire>> {
    let mut resolution =
        Resolution { donnees, communes: Vec::new(), indices: Vec::new(), erreurs: Vec::new() };
    let mut epci = Vec::with_capacity(territoire.epci.len());

    for (i, &siren) in territoire.epci.iter().enumerate() {
        let Some(trouve) = donnees.epci(siren) else {
            resolution.refuse_epci(i, siren);
            continue;
        };
        let mut complet = true;
        for commune in donnees.communes_of_epci(siren) {
            if territoire.exclues.contains(&commune.code) {
                complet = false;
            } else {
                resolution.keep(commune, None);
            }
        }
        epci.push(EpciRetenu { siren, nom: trouve.nom.to_owned(), complet });
    }
    for (i, &code) in territoire.communes.iter().enumerate() {
        if let Some(commune) = resolution.find("communes", i, code) {
            resolution.keep(commune, None);
        }
    }
    for (i, part) in territoire.parts.iter().enumerate() {
        let Some(commune) = resolution.find("parts", i, part.commune) else { continue };
        let (population, nature) = match parts::count(part, commune, iris) {
            Ok(counted) => counted,
            Err(erreur) => {
                resolution.erreurs.push(erreur.at(i));
                continue;
            }
        };
        // What was typed for one vintage may exceed an earlier one: the bilan then says so.
        if let Some(entiere) = commune.population
            && population > entiere
            && !donnees.autre_millesime()
        {
            resolution.erreurs.push(ErreurTerritoire {
                champ: format!("territoire.parts[{i}].population"),
                probleme: format!("{population} dépasse la population de {} ({entiere})", commune.nom),
                aide: "Indiquez une part de la commune, ou ajoutez la commune entière".to_owned(),
            });
            continue;
        }
        resolution.keep(commune, Some((part, population, nature)));
    }
    for (i, &code) in territoire.exclues.iter().enumerate() {
        resolution.check_excluded(i, code, &territoire.epci);
    }

    if !resolution.erreurs.is_empty() {
        return Err(resolution.erreurs);
    }
    let composantes = adjacence.map(|adjacence| components(donnees, adjacence, &mut resolution.indices));
    Ok(Perimetre {
        millesime: if resolution.communes.is_empty() { 0 } else { donnees.header().millesime },
        communes: resolution.communes,
        epci,
        composantes,
        couverture: None,
    })
}

/// The connected parts, the most populous first. An arrondissement stands for
/// itself; a city and its arrondissements touch through the data's own edges.
fn components(donnees: &Territory, adjacence: &Adjacence, indices: &mut Vec<u32>) -> Vec<Composante> {
    cpts_codes::sort_u32(indices);
    indices.dedup();
    let mut parties: Vec<(u64, Composante)> = Vec::new();
    for rangs in adjacence.components(indices) {
        let mut population = 0;
        let mut codes = Vec::with_capacity(rangs.len());
        for commune in rangs.iter().filter_map(|&rang| donnees.commune_at(rang)) {
            population += u64::from(commune.population.unwrap_or(0));
            codes.push(commune.code);
        }
        let terre = rangs.first().map_or(0, |&rang| adjacence.land(rang));
        parties.push((population, Composante { communes: codes, terre }));
    }
    cpts_codes::insertion_sort_by_key(&mut parties, |p| (Reverse(p.0), p.1.communes.first().copied()));
    parties.into_iter().map(|(_, composante)| composante).collect()
}

/// A share, how many inhabitants count, and where that comes from.
type Compte<'a> = (&'a Part, u32, NaturePart);

/// A commune of the data as a perimeter has it, whole or by a share.
pub(crate) fn retenue(commune: Commune<'_>, part: Option<Compte<'_>>) -> CommuneRetenue {
    CommuneRetenue {
        code: commune.code,
        nom: commune.nom.to_owned(),
        departement: commune.departement,
        region: commune.region,
        ville: commune.ville,
        population: part.map(|p| p.1).or(commune.population),
        millesime: commune.millesime,
        part: part.map(|(part, _, nature)| PartRetenue {
            motif: part.motif.clone(),
            population_entiere: commune.population,
            nature,
        }),
    }
}

struct Resolution<'a> {
    donnees: &'a Territory,
    communes: Vec<CommuneRetenue>,
    indices: Vec<u32>,
    erreurs: Vec<ErreurTerritoire>,
}

impl<'a> Resolution<'a> {
    fn find(&mut self, liste: &str, i: usize, code: CodeCommune) -> Option<Commune<'a>> {
        let donnees = self.donnees;
        if let Some(commune) = donnees.commune(code) {
            return Some(commune);
        }
        let suffixe = if liste == "parts" { ".commune" } else { "" };
        let (probleme, aide) = match donnees.former(code) {
            Some(ancienne) => (
                format!("{code} est une ancienne commune, {}", ancienne.nom),
                format!("Écrivez {}, le code de {}", ancienne.actuelle.code, ancienne.actuelle.nom),
            ),
            None => (
                format!("aucune commune n'a le code INSEE {code} en {}", donnees.header().cog),
                "Vérifiez le code : un code postal n'est pas un code INSEE".to_owned(),
            ),
        };
        self.erreurs.push(ErreurTerritoire {
            champ: format!("territoire.{liste}[{i}]{suffixe}"),
            probleme,
            aide,
        });
        None
    }

    fn keep(&mut self, commune: Commune<'_>, part: Option<Compte<'_>>) {
        self.indices.push(commune.index);
        self.communes.push(retenue(commune, part));
    }

    fn refuse_epci(&mut self, i: usize, siren: Siren) {
        self.erreurs.push(ErreurTerritoire {
            champ: format!("territoire.epci[{i}]"),
            probleme: format!(
                "aucune intercommunalité n'a le numéro {siren} en {}",
                self.donnees.header().cog
            ),
            aide: "Cherchez-la par son nom : elle a pu fusionner ou changer de numéro".to_owned(),
        });
    }

    /// A commune left out must be one of an EPCI that is there: anything else is
    /// a slip that would change nothing and be believed.
    fn check_excluded(&mut self, i: usize, code: CodeCommune, epci: &[Siren]) {
        let Some(commune) = self.find("exclues", i, code) else { return };
        if !commune.epci.is_some_and(|siren| epci.contains(&siren)) {
            self.erreurs.push(ErreurTerritoire {
                champ: format!("territoire.exclues[{i}]"),
                probleme: format!(
                    "{} ({code}) n'est dans aucune des intercommunalités du projet",
                    commune.nom
                ),
                aide: "Retirez-la de « exclues », ou ajoutez son intercommunalité".to_owned(),
            });
        }
    }
}
