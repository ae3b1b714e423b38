//! Trying another perimeter.

use cpts_codes::{CodeCommune, Siren, nombre};
use cpts_perimetre::edition;

use crate::format::compte;
use crate::paroles::Endroit;
use crate::quoi::Quoi;
use crate::seance::Seance;

/// What a row of the table tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Essai {
    /// Adding communes.
    Ajouter(Vec<CodeCommune>),
    /// Taking one out.
    Retirer(CodeCommune),
    /// Adding all of an intercommunality.
    AjouterEpci(Siren),
}

impl Seance {
    /// Tries another perimeter, with its way back offered there. `nom` is that of what comes or goes.
    pub fn try_out(self, essai: &Essai, nom: &str) {
        let change = self.edit_territory(Quoi::Territoire, &mut |t, d| match essai {
            Essai::Ajouter(codes) => {
                for code in codes {
                    edition::add_commune(t, d, *code);
                }
            }
            Essai::Retirer(code) => {
                edition::remove_commune(t, d, *code);
            }
            Essai::AjouterEpci(siren) => {
                edition::add_epci(t, d, *siren);
            }
        });
        if !change {
            return;
        }
        let mut phrase = nom.to_owned();
        phrase.push_str(match essai {
            Essai::Ajouter(codes) if codes.len() > 1 => " ajoutées. ",
            Essai::Retirer(_) => " retirée. ",
            _ => " ajoutée. ",
        });
        self.bilan.with_untracked(|b| {
            phrase.push_str(&compte(b.territoire.population, "habitant", "habitants"));
            if let Some(t) = b.taille {
                phrase.push_str(", Taille ");
                phrase.push_str(&nombre(t.taille.numero().into()));
            }
        });
        phrase.push('.');
        self.offer(Endroit::EtSi, phrase);
    }
}
