//! When the contract is signed, and from which day one looks at it.

use cpts_codes::Date;
use cpts_core::Projet;
use cpts_rules::{Formulaire, NaturePoste, Situation};

use crate::depart::{projet_de_depart, socles};
use crate::quoi::Quoi;
use crate::seance::Seance;

impl Seance {
    /// Whether a contract runs.
    pub fn set_situation(self, situation: Situation) {
        let (formulaire, jour) = (self.formulaire(), self.monde.aujourd_hui);
        self.edit(Quoi::Situation, &mut |p| {
            p.situation = situation;
            p.vue_le = None;
            // The day on which a project is to be signed is none on which a contract was.
            p.signature = match situation {
                Situation::Nouvelle => projet_de_depart(formulaire, jour).signature,
                Situation::Existante => None,
            };
            p.look_from(jour);
            settle(p, formulaire);
        });
    }

    /// When the contract is signed; `None`: not known yet.
    pub fn set_signature(self, date: Option<Date>) {
        let formulaire = self.formulaire();
        self.edit(Quoi::Signature, &mut |p| {
            p.signature = date;
            settle(p, formulaire);
        });
    }

    /// From which day one looks at a contract that runs; without one, from today.
    pub fn set_vue_le(self, date: Option<Date>) {
        let (formulaire, jour) = (self.formulaire(), self.monde.aujourd_hui);
        self.edit(Quoi::VueLe, &mut |p| {
            p.vue_le = date;
            p.look_from(jour);
            settle(p, formulaire);
        });
    }
}

/// Another date may be under another text, with other compulsory missions; the
/// starts that were chosen counted from the old date.
fn settle(projet: &mut Projet, formulaire: &'static Formulaire) {
    let jour = projet.date_des_regles();
    let mut missions = socles(formulaire, jour);
    let options = projet.missions.iter().flatten().copied();
    missions
        .extend(options.filter(|m| formulaire.poste(m.poste()).nature_at(jour) == Some(NaturePoste::Option)));
    projet.missions = Some(missions);
    projet.hypotheses.demarrages.clear();
}
