//! Data that came: what it changes.

use std::borrow::Cow;
use std::rc::Rc;

use cpts_perimetre::parts;
use cpts_territory::{Adjacence, Iris, Millesimes};

use crate::etat::Etat;
use crate::etat::cellules::bareme::Bareme;
use crate::etat::cellules::couverture::Lue;
use crate::etat::cellules::donnees::{Annee, Arrivee, Donnees};
use crate::etat::cellules::ouverture::Ouverture;
use crate::etat::cellules::parts::{Tache, Venue, run};
use crate::etat::depart::socles;
use crate::etat::gestes::annuler;
use crate::socle::cellule::Cellule;

impl Etat {
    /// Takes the rules that the site gives, or those of the simulator, and computes again.
    pub(crate) fn set_bareme(self, bareme: Option<Bareme>) {
        if self.bareme.with_untracked(|avant| *avant == bareme) {
            return;
        }
        let mut projet = self.projet.get_untracked();
        let jour = projet.date_des_regles();
        let choisies = projet.missions.as_ref().is_some_and(|m| *m != socles(self.formulaire(), jour));
        self.bareme.set(bareme);
        if !choisies && projet.missions.is_some() {
            projet.missions = Some(socles(self.formulaire(), jour));
            self.projet.set(projet);
        }
        self.recompute();
    }

    /// The data, or what became of it.
    pub(crate) fn set_donnees(self, donnees: Donnees) {
        // Files may come after the simulator has left the page.
        if !self.donnees.is_held() {
            return;
        }
        let pretes = matches!(donnees, Donnees::Pretes(_));
        if let Donnees::Pretes(territory) = &donnees {
            self.reference.set(Some(Rc::clone(territory)));
        }
        self.donnees.set(donnees);
        if pretes && let Venue::Pret(_) = self.atelier.get_untracked() {
            run(self, Tache::Recalculer);
        }
    }

    /// Which communes touch: from then on the bilan tells contiguity.
    pub(crate) fn set_adjacence(self, adjacence: Adjacence) {
        self.adjacence.set(Some(adjacence));
        self.recompute();
    }

    /// Which CPTS exist, as far as a file tells; `None`: not verified.
    pub(crate) fn set_couverture(self, lue: Option<Lue>) {
        self.couverture.set(lue);
        self.recompute();
    }

    /// How far a file asked for has come.
    pub(crate) fn annee(self, annee: Annee) -> Cellule<Arrivee> {
        let [millesimes, iris] = self.arrivees;
        if annee == Annee::Iris { iris } else { millesimes }
    }

    /// The earlier vintages: from then on one of them can be counted with.
    pub(crate) fn set_millesimes(self, millesimes: Millesimes) {
        self.millesimes.set(Some(millesimes));
        self.annee(Annee::Millesimes).set(Arrivee::Prete);
        self.recompute();
    }

    /// The populations of the IRIS: from then on a share that names some is counted by them.
    pub(crate) fn set_iris(self, iris: Iris) {
        self.iris.set(Some(iris));
        self.annee(Annee::Iris).set(Arrivee::Prete);
        self.forget_unknown_iris();
        self.recompute();
    }

    /// Counts as written the shares of the project whose IRIS the data does not know, and tells it.
    pub(crate) fn forget_unknown_iris(self) {
        let Some(territory) = self.territory() else { return };
        let mut projet = self.projet.get_untracked();
        let oubliees = self.iris.with_untracked(|iris| {
            iris.as_ref()
                .map(|iris| parts::forget_unknown_iris(&mut projet.territoire, &territory, iris))
                .unwrap_or_default()
        });
        if oubliees.is_empty() {
            return;
        }
        let mut noms = String::new();
        for code in oubliees {
            if !noms.is_empty() {
                noms.push_str(", ");
            }
            noms.push_str(territory.commune(code).map_or(code.as_str(), |c| c.nom));
        }
        annuler::name_next(self, "IRIS inconnus".to_owned());
        let phrase = [&noms, "\u{a0}: des IRIS de cette partie ne sont pas dans les données d’aujourd’hui. Elle compte avec la population écrite dans le projet."].concat();
        let avant = self.projet.get_untracked();
        self.replace_projet(projet.clone());
        // Of a project that was just opened, it is told with the rest: its opening stays in sight.
        let mut ouverture = self.ouverture.get_untracked();
        match &mut ouverture {
            Some(Ouverture::Faite { apres, remarques, .. }) if **apres == avant => {
                **apres = projet;
                remarques.push(phrase);
                self.ouverture.set(ouverture);
            }
            _ => self.souvenir.set(Some(Cow::Owned(phrase))),
        }
    }
}
