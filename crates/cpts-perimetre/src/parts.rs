//! Shares of communes: what counts, and how a person makes one.

use cpts_codes::{CodeCommune, CodeIris};
use cpts_core::{NaturePart, Part, Territoire};
use cpts_territory::{Commune, Iris, Territory};

use crate::edition;
use crate::erreur::ErreurTerritoire;

/// Why a share cannot be counted by its IRIS.
pub(crate) struct ErreurPart {
    probleme: String,
    aide: &'static str,
}

impl ErreurPart {
    /// The refusal of the share of that place in the list.
    pub(crate) fn at(self, i: usize) -> ErreurTerritoire {
        ErreurTerritoire {
            champ: ["territoire.parts[", &i.to_string(), "].iris"].concat(),
            probleme: self.probleme,
            aide: self.aide.to_owned(),
        }
    }
}

/// How many inhabitants a share counts, and where that comes from.
pub(crate) fn count(
    part: &Part,
    commune: Commune<'_>,
    iris: Option<&Iris>,
) -> Result<(u32, NaturePart), ErreurPart> {
    // Without the populations of the IRIS, or that of the commune, what was written is what is known.
    let (Some(iris), Some(entiere), false) = (iris, commune.population, part.iris.is_empty()) else {
        return Ok((part.population, NaturePart::Saisie));
    };
    match iris.part(commune.index, &part.iris, entiere) {
        Ok(population) => Ok((population, NaturePart::Iris { annee: iris.annee() })),
        Err(Some(code)) => Err(ErreurPart {
            probleme: [code.as_str(), " n'est pas un IRIS de ", commune.nom].concat(),
            aide: "Vérifiez le code : neuf caractères, qui commencent par le code de la commune",
        }),
        Err(None) => Err(ErreurPart {
            probleme: [commune.nom, " n'est pas découpée en IRIS connus"].concat(),
            aide: "Retirez « iris » : la population écrite comptera, comme une saisie",
        }),
    }
}

/// The share that a territory takes of a commune.
pub fn of(territoire: &Territoire, code: CodeCommune) -> Option<&Part> {
    territoire.parts.iter().find(|part| part.commune == code)
}

/// Counts a share of a commune in the place of the whole, of its arrondissements and of any
/// other share of it. A commune of an EPCI that is there leaves it as a whole.
pub fn set(territoire: &mut Territoire, donnees: &Territory, part: Part) {
    edition::remove_commune(territoire, donnees, part.commune);
    remove_arrondissements(territoire, donnees, part.commune);
    territoire.parts.push(part);
}

/// Counts a share by its IRIS, with what they hold today. Returns whether there was one to count.
pub fn set_iris(
    territoire: &mut Territoire,
    donnees: &Territory,
    iris: &Iris,
    code: CodeCommune,
    codes: &[CodeIris],
    motif: String,
) -> bool {
    let compte = donnees
        .commune(code)
        .and_then(|c| iris.part(c.index, codes, c.population?).ok())
        .filter(|population| *population > 0);
    if let Some(population) = compte {
        set(territoire, donnees, Part { commune: code, population, motif, iris: codes.to_vec() });
    }
    compte.is_some()
}

/// Takes away the IRIS that the data does not know, with their year gone or by a slip: the
/// share then counts with the population that was written. Returns the communes of which.
pub fn forget_unknown_iris(
    territoire: &mut Territoire,
    donnees: &Territory,
    iris: &Iris,
) -> Vec<CodeCommune> {
    let mut oubliees = Vec::new();
    for part in &mut territoire.parts {
        let inconnus = donnees.commune(part.commune).is_some_and(|c| count(part, c, Some(iris)).is_err());
        if inconnus {
            part.iris.clear();
            oubliees.push(part.commune);
        }
    }
    oubliees
}

/// Counts some arrondissements of a city in the place of the whole, and of shares of it.
pub fn set_arrondissements(
    territoire: &mut Territoire,
    donnees: &Territory,
    ville: CodeCommune,
    arrondissements: &[CodeCommune],
) {
    edition::remove_commune(territoire, donnees, ville);
    remove_arrondissements(territoire, donnees, ville);
    for code in arrondissements {
        edition::add_commune(territoire, donnees, *code);
    }
}

/// The whole commune again, in the place of its shares and of its arrondissements.
pub fn set_whole(territoire: &mut Territoire, donnees: &Territory, code: CodeCommune) {
    territoire.parts.retain(|part| part.commune != code);
    remove_arrondissements(territoire, donnees, code);
    edition::add_commune(territoire, donnees, code);
}

fn remove_arrondissements(territoire: &mut Territoire, donnees: &Territory, ville: CodeCommune) {
    let mut codes = Vec::new();
    for arrondissement in donnees.arrondissements(ville) {
        codes.push(arrondissement.code);
    }
    territoire.communes.retain(|c| !codes.contains(c));
    territoire.exclues.retain(|c| !codes.contains(c));
    territoire.parts.retain(|part| !codes.contains(&part.commune));
}
