//! Changing the territory.

use cpts_codes::{CodeCommune, CodeIris, Siren};
use cpts_core::{Part, Territoire};
use cpts_perimetre::liste::Lieu;
use cpts_perimetre::{edition, parts};
use cpts_territory::Territory;

use crate::paroles::Endroit;
use crate::quoi::Quoi;
use crate::seance::Seance;

impl Seance {
    /// Adds a commune, or all of an intercommunality.
    pub fn add_lieu(self, lieu: Lieu) {
        self.edit_territory(Quoi::Territoire, &mut |t, d| {
            match lieu {
                Lieu::Commune(code) => edition::add_commune(t, d, code),
                Lieu::Epci(siren) => edition::add_epci(t, d, siren),
            };
        });
    }

    /// Adds places in one gesture, and tells it.
    pub fn add_lieux(self, lieux: &[Lieu], phrase: String) {
        self.dire(phrase.clone());
        self.change_lieux(phrase, &mut |t, d| {
            // EPCI last: they take in those of their communes that stand beside them.
            for lieu in lieux {
                if let Lieu::Commune(code) = lieu {
                    edition::add_commune(t, d, *code);
                }
            }
            for lieu in lieux {
                if let Lieu::Epci(siren) = lieu {
                    edition::add_epci(t, d, *siren);
                }
            }
        });
    }

    /// Takes a commune out.
    pub fn remove_commune(self, nom: &str, code: CodeCommune) {
        self.change_lieux([nom, " retirée."].concat(), &mut |t, d| {
            edition::remove_commune(t, d, code);
        });
    }

    /// Changes the list of the communes, with its way back offered there.
    pub(crate) fn change_lieux(
        self,
        phrase: String,
        changer: &mut dyn FnMut(&mut Territoire, &Territory),
    ) -> bool {
        let change = self.edit_territory(Quoi::Territoire, changer);
        if change {
            self.offer(Endroit::Lieux, phrase);
        }
        change
    }
}

/// A share of a commune or of a city, as a person decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Partage {
    /// These arrondissements of a city; none takes it out.
    Arrondissements(CodeCommune, Vec<CodeCommune>),
    /// These IRIS of a commune, and what they are in words.
    Iris(CodeCommune, Vec<CodeIris>, String),
    /// A number of inhabitants, typed.
    Saisie(Part),
    /// All of it again.
    Entiere(CodeCommune),
}

impl Seance {
    /// Takes all of an intercommunality out.
    pub fn remove_epci(self, nom: &str, siren: Siren) {
        self.change_lieux([nom, " retirée."].concat(), &mut |t, d| {
            edition::remove_epci(t, d, siren);
        });
    }

    /// Puts back a commune that was taken out of its intercommunality.
    pub fn put_back(self, code: CodeCommune) {
        self.edit_territory(Quoi::Territoire, &mut |t, d| parts::set_whole(t, d, code));
    }

    /// Decides of a share; `phrase` tells it.
    pub fn share(self, partage: &Partage, phrase: String) {
        self.change_lieux(phrase, &mut |t, d| match partage {
            Partage::Arrondissements(ville, codes) => parts::set_arrondissements(t, d, *ville, codes),
            Partage::Iris(commune, codes, motif) => self.iris.with_untracked(|iris| {
                if let Some(iris) = iris.la() {
                    parts::set_iris(t, d, iris, *commune, codes, motif.clone());
                }
            }),
            Partage::Saisie(part) => parts::set(t, d, part.clone()),
            Partage::Entiere(commune) => parts::set_whole(t, d, *commune),
        });
    }
}
