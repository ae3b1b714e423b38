//! What follows from the answers and the data: the one place that computes it.

use std::rc::Rc;

use cpts_core::{Bilan, BilanTerritoire, Perimetre, Projet, ReglesAppliquees, Territoire, evaluate};
use cpts_rules::{Formulaire, Niveau};
use cpts_territory::Territory;

use crate::etat::Etat;
use crate::etat::cellules::donnees::Donnees;

/// What is known before anything was computed.
pub(crate) fn bilan_vierge(formulaire: &'static Formulaire) -> Bilan {
    Bilan {
        version: 1,
        regles: ReglesAppliquees {
            texte: None,
            titre: "",
            verifie_le: formulaire.verifie_le,
            avertissement: formulaire.avertissement,
        },
        contrat: None,
        territoire: BilanTerritoire {
            population: 0,
            base: "",
            millesime: 0,
            communes: 0,
            populations_inconnues: Vec::new(),
            departements: Vec::new(),
            regions: Vec::new(),
            epci: Vec::new(),
            contigu: None,
        },
        taille: None,
        verdict: Niveau::Inconnu,
        constats: Vec::new(),
        financement: None,
        etapes: Vec::new(),
    }
}

impl Etat {
    /// Computes what follows from answers that are about to take the place of those that are there.
    pub(crate) fn follow(self, projet: &Projet) {
        let autre = self.align(projet);
        if autre || self.projet.with_untracked(|avant| avant.territoire != projet.territoire) {
            self.resolve(&projet.territoire);
        }
        self.evaluate(projet);
    }

    /// The perimeter of a territory, with what is known of the CPTS that are there; `None`
    /// while the data is not there.
    pub(crate) fn perimetre_de(self, territoire: &Territoire) -> Option<Perimetre> {
        self.donnees.with_untracked(|donnees| match donnees {
            Donnees::Pretes(territory) => {
                let mut resolu = self
                    .adjacence
                    .with_untracked(|a| {
                        self.iris.with_untracked(|iris| {
                            // IRIS that are not known any more must not hide all the rest.
                            cpts_perimetre::resolve_with(territoire, territory, a.as_ref(), iris.as_ref())
                                .or_else(|_| cpts_perimetre::resolve(territoire, territory, a.as_ref()))
                        })
                    })
                    .ok()?;
                self.couverture.with_untracked(|lue| {
                    if let Some(lue) = lue {
                        cpts_perimetre::couverture::cover(&mut resolu, &lue.couverture, territory);
                    }
                });
                Some(resolu)
            }
            _ => None,
        })
    }

    /// The perimeter of a territory; empty while the data is not there.
    pub(crate) fn resolve(self, territoire: &Territoire) {
        let resolu = self.perimetre_de(territoire);
        // The form only holds codes that it found in this very data.
        self.perimetre.set(resolu.unwrap_or_default());
    }

    pub(crate) fn evaluate(self, projet: &Projet) {
        self.bilan.set(self.perimetre.with_untracked(|p| evaluate(projet, p, self.rules())));
    }

    /// Shows the communes at the vintage of the project, once it is there. Returns whether that
    /// changed anything.
    pub(crate) fn align(self, projet: &Projet) -> bool {
        let montre = self.donnees.with_untracked(|donnees| match donnees {
            Donnees::Pretes(territory) => Some(territory.header().millesime),
            _ => None,
        });
        let (Some(montre), Some(base)) = (montre, self.reference.get_untracked()) else { return false };
        let courant = base.header().millesime;
        let voulu = projet.hypotheses.millesime.unwrap_or(courant);
        if voulu == montre {
            return false;
        }
        let autre = match voulu == courant {
            true => Some(base),
            false => self
                .millesimes
                .with_untracked(|m| m.as_ref().and_then(|m| m.apply(&base, voulu)))
                .map(Rc::new),
        };
        let change = autre.is_some();
        if let Some(autre) = autre {
            self.donnees.set(Donnees::Pretes(autre));
        }
        change
    }

    /// Computes all that follows from the answers, on data that changed.
    pub(crate) fn recompute(self) {
        if !self.projet.is_held() {
            return;
        }
        let projet = self.projet.get_untracked();
        self.align(&projet);
        self.resolve(&projet.territoire);
        self.evaluate(&projet);
    }

    /// The bilan of the same project on another territory, and its perimeter.
    pub(crate) fn evaluate_elsewhere(self, territoire: &Territoire) -> Option<(Perimetre, Bilan)> {
        // Whatever changes the perimeter of the project changes this one too.
        self.perimetre.with(|_| ());
        let perimetre = self.perimetre_de(territoire)?;
        let bilan = self.projet.with(|projet| evaluate(projet, &perimetre, self.rules()));
        Some((perimetre, bilan))
    }

    /// The bilan that another territory would give; nothing is changed.
    pub(crate) fn try_territory(self, changer: impl FnOnce(&mut Territoire, &Territory)) -> Option<Bilan> {
        let territory = self.territory()?;
        let mut projet = self.projet.get_untracked();
        changer(&mut projet.territoire, &territory);
        let perimetre = cpts_perimetre::resolve(&projet.territoire, &territory, None).ok()?;
        Some(evaluate(&projet, &perimetre, self.rules()))
    }
}
