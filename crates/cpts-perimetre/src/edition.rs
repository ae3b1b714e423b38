//! Changing a territory as a person does. Each function leaves the `territoire`
//! in its plainest form: an EPCI stays an EPCI, a commune is never cited twice,
//! `exclues` holds communes of the EPCI only.

use cpts_codes::{CodeCommune, Siren};
use cpts_core::Territoire;
use cpts_territory::Territory;

/// Whether the whole commune is already in, by itself, through its EPCI, or with its whole city.
pub fn contains(territoire: &Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    let ville = donnees.commune(code).and_then(|commune| commune.ville);
    territoire.communes.contains(&code)
        || ville.is_some_and(|ville| territoire.communes.contains(&ville))
        || by_epci(territoire, donnees, ville.unwrap_or(code))
}

/// Whether a commune, or the city of an arrondissement, comes with its EPCI.
fn by_epci(territoire: &Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    !territoire.exclues.contains(&code)
        && donnees
            .commune(code)
            .is_some_and(|commune| commune.epci.is_some_and(|siren| territoire.epci.contains(&siren)))
}

/// Adds a commune or an arrondissement; a commune that was taken out of its
/// EPCI comes back into it. The whole takes the place of a share. Returns whether anything changed.
pub fn add_commune(territoire: &mut Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    let before = territoire.exclues.len();
    territoire.exclues.retain(|c| *c != code);
    if donnees.commune(code).is_some() {
        territoire.parts.retain(|part| part.commune != code);
    }
    if territoire.exclues.len() != before {
        return true;
    }
    if donnees.commune(code).is_none() || contains(territoire, donnees, code) {
        return false;
    }
    territoire.communes.push(code);
    true
}

/// Takes a commune out, from the list, from its EPCI, and its shares. An arrondissement that is in
/// with its whole city stays: the city goes, or is counted by its arrondissements
/// ([`crate::parts::set_arrondissements`]). Returns whether anything changed.
pub fn remove_commune(territoire: &mut Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    let before = territoire.communes.len() + territoire.parts.len();
    territoire.communes.retain(|c| *c != code);
    territoire.parts.retain(|part| part.commune != code);
    let mut changed = territoire.communes.len() + territoire.parts.len() != before;
    let arrondissement = donnees.commune(code).is_some_and(|commune| commune.ville.is_some());
    if !arrondissement && by_epci(territoire, donnees, code) {
        territoire.exclues.push(code);
        changed = true;
    }
    changed
}

/// Adds all the communes of an EPCI; those that were there one by one join it, and a share
/// stays a share: its commune is left out of the EPCI as a whole.
/// Returns whether anything changed.
pub fn add_epci(territoire: &mut Territoire, donnees: &Territory, siren: Siren) -> bool {
    if donnees.epci(siren).is_none() {
        return false;
    }
    let of_this_epci = |code: &CodeCommune| donnees.commune(*code).is_some_and(|c| c.epci == Some(siren));
    let excluded = territoire.exclues.len();
    territoire.exclues.retain(|c| !of_this_epci(c));
    territoire.communes.retain(|c| !of_this_epci(c));
    if territoire.epci.contains(&siren) {
        return territoire.exclues.len() != excluded;
    }
    territoire.epci.push(siren);
    for part in &territoire.parts {
        if of_this_epci(&part.commune) && donnees.commune(part.commune).is_some_and(|c| c.ville.is_none()) {
            territoire.exclues.push(part.commune);
        }
    }
    true
}

/// Takes an EPCI out, with its communes. Returns whether anything changed.
pub fn remove_epci(territoire: &mut Territoire, donnees: &Territory, siren: Siren) -> bool {
    let before = territoire.epci.len();
    territoire.epci.retain(|s| *s != siren);
    // A share taken inside the EPCI goes with it.
    let exclues = &territoire.exclues;
    territoire.parts.retain(|part| {
        !exclues.contains(&part.commune)
            || donnees.commune(part.commune).is_some_and(|c| c.epci != Some(siren))
    });
    territoire.exclues.retain(|code| donnees.commune(*code).is_some_and(|c| c.epci != Some(siren)));
    territoire.epci.len() != before
}
