//! Which missions, and when they start.

use cpts_codes::{Date, insertion_sort_by_key};
use cpts_core::Projet;
use cpts_rules::Mission;

use crate::quoi::Quoi;
use crate::seance::Seance;

impl Seance {
    /// Takes a mission of choice, or leaves it.
    pub fn choose_mission(self, mission: Mission, choisie: bool) {
        self.edit(Quoi::Missions, &mut |p| set_option(p, mission, choisie));
    }

    /// The day on which a mission starts; `None`: the one that is supposed.
    pub fn set_demarrage(self, mission: Mission, date: Option<Date>) {
        self.edit_hypotheses(Quoi::Demarrage(mission), &mut |h| {
            match date {
                Some(date) => h.demarrages.insert(mission, date),
                None => h.demarrages.remove(&mission),
            };
        });
    }
}

pub(crate) fn set_option(projet: &mut Projet, mission: Mission, choisie: bool) {
    let missions = projet.missions.get_or_insert_default();
    missions.retain(|m| *m != mission);
    if choisie {
        missions.push(mission);
        insertion_sort_by_key(missions, |m| *m);
    }
}
