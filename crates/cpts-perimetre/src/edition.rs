//! Changing a territory as a person does. Each function leaves the `territoire`
//! in its plainest form: an EPCI stays an EPCI, a commune is never cited twice,
//! `exclues` holds communes of the EPCI only.

use cpts_codes::{CodeCommune, Siren};
use cpts_core::Territoire;
use cpts_territory::Territory;

/// Whether the whole commune is already in, by itself or through its EPCI.
pub fn contains(territoire: &Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    territoire.communes.contains(&code) || by_epci(territoire, donnees, code)
}

fn by_epci(territoire: &Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    !territoire.exclues.contains(&code)
        && donnees
            .commune(code)
            .and_then(|commune| commune.epci)
            .is_some_and(|siren| territoire.epci.contains(&siren))
}

/// Adds a commune or an arrondissement; a commune that was taken out of its
/// EPCI comes back into it. Returns whether anything changed.
pub fn add_commune(territoire: &mut Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    let before = territoire.exclues.len();
    territoire.exclues.retain(|c| *c != code);
    if territoire.exclues.len() != before {
        return true;
    }
    if donnees.commune(code).is_none() || contains(territoire, donnees, code) {
        return false;
    }
    territoire.communes.push(code);
    true
}

/// Takes a commune out, from the list or from its EPCI. Returns whether anything changed.
pub fn remove_commune(territoire: &mut Territoire, donnees: &Territory, code: CodeCommune) -> bool {
    let before = territoire.communes.len();
    territoire.communes.retain(|c| *c != code);
    let mut changed = territoire.communes.len() != before;
    if by_epci(territoire, donnees, code) {
        territoire.exclues.push(code);
        changed = true;
    }
    changed
}

/// Adds all the communes of an EPCI; those that were there one by one join it.
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
    true
}

/// Takes an EPCI out, with its communes. Returns whether anything changed.
pub fn remove_epci(territoire: &mut Territoire, donnees: &Territory, siren: Siren) -> bool {
    let before = territoire.epci.len();
    territoire.epci.retain(|s| *s != siren);
    territoire.exclues.retain(|code| donnees.commune(*code).is_some_and(|c| c.epci != Some(siren)));
    territoire.epci.len() != before
}
