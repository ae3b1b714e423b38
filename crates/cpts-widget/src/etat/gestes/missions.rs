//! Choosing the optional missions.

use cpts_codes::insertion_sort_by_key;
use cpts_core::Projet;
use cpts_rules::Mission;

/// Takes a mission of choice, or leaves it.
pub(crate) fn set_option(projet: &mut Projet, mission: Mission, choisie: bool) {
    let missions = projet.missions.get_or_insert_default();
    missions.retain(|m| *m != mission);
    if choisie {
        missions.push(mission);
        insertion_sort_by_key(missions, |m| *m);
    }
}
