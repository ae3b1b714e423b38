//! Data that came, and what it changes. No step back: nobody's gesture.

use std::borrow::Cow;
use std::rc::Rc;

use cpts_perimetre::parts;
use cpts_territory::{Adjacence, Iris, Millesimes};

use crate::bareme::Bareme;
use crate::couverture::Lue;
use crate::depart::socles;
use crate::donnees::{Annee, Donnees};
use crate::ouverture::Ouverture;
use crate::seance::{Seance, Suite};
use crate::venue::Venue;

impl Seance {
    /// Follows the answers from now on: what computes what follows from them is there.
    pub fn begin(self, suite: Suite) {
        self.suite.set(Some(suite));
        self.recompute();
    }

    /// Computes again all that follows from the answers, on data that changed.
    pub(crate) fn recompute(self) {
        if !self.projet.is_held() {
            return;
        }
        if let Some(suite) = self.suite.get_untracked() {
            let projet = self.projet.get_untracked();
            (suite.calculer)(self, &projet, true);
        }
    }

    /// Takes the rules that the site gives, or those of the simulator, and computes again.
    pub fn set_bareme(self, bareme: Option<Bareme>) {
        if self.bareme.with_untracked(|avant| *avant == bareme) {
            return;
        }
        let mut reponses = self.reponses();
        let jour = reponses.projet.date_des_regles();
        let missions = &mut reponses.projet.missions;
        let choisies = missions.as_ref().is_some_and(|m| *m != socles(self.formulaire(), jour));
        self.bareme.set(bareme);
        // Missions that nobody chose are those of the rules.
        if !choisies && missions.is_some() {
            *missions = Some(socles(self.formulaire(), jour));
            self.poser(reponses, false);
        }
        self.recompute();
    }

    /// The communes, or what became of their file.
    pub fn set_donnees(self, donnees: Donnees) {
        // Files may come after whoever asked for them has left.
        if !self.donnees.is_held() {
            return;
        }
        let venues = donnees.la().map(Rc::clone);
        self.donnees.set(donnees);
        if venues.is_some() {
            self.reference.set(venues);
            self.recompute();
        }
    }

    /// Which communes touch: from then on the bilan tells contiguity.
    pub fn set_adjacence(self, adjacence: Adjacence) {
        self.adjacence.set(Some(adjacence));
        self.recompute();
    }

    /// Which CPTS exist, as far as a file tells; `None`: not verified.
    pub fn set_couverture(self, lue: Option<Lue>) {
        self.couverture.set(lue);
        self.recompute();
    }

    /// A file that was asked for is on its way.
    pub fn set_en_route(self, annee: Annee) {
        match annee {
            Annee::Millesimes => self.millesimes.set(Venue::EnRoute(0, 0)),
            Annee::Iris => self.iris.set(Venue::EnRoute(0, 0)),
        }
    }

    /// Whether it makes sense to ask for a file: nobody has, or it did not come.
    pub fn a_demander(self, annee: Annee) -> bool {
        match annee {
            Annee::Millesimes => self.millesimes.with_untracked(Venue::a_demander),
            Annee::Iris => self.iris.with_untracked(Venue::a_demander),
        }
    }

    /// It did not come, for the reason given, which is said.
    pub fn set_manquee(self, annee: Annee, pourquoi: &'static str) {
        self.dire(pourquoi);
        match annee {
            Annee::Millesimes => self.millesimes.set(Venue::Manquee(Cow::Borrowed(pourquoi))),
            Annee::Iris => self.iris.set(Venue::Manquee(Cow::Borrowed(pourquoi))),
        }
    }

    /// The earlier vintages: from then on one of them can be counted with.
    pub fn set_millesimes(self, millesimes: Millesimes) {
        self.millesimes.set(Venue::La(millesimes));
        self.recompute();
    }

    /// The populations of the IRIS: from then on a share that names some is counted by them.
    pub fn set_iris(self, iris: Iris) {
        self.iris.set(Venue::La(iris));
        self.forget_unknown_iris();
        self.recompute();
    }

    /// Counts as written the shares of the project whose IRIS the data does not know, and tells it.
    pub(crate) fn forget_unknown_iris(self) {
        let Some(territory) = self.donnees.with_untracked(|d| d.la().map(Rc::clone)) else { return };
        let avant = self.projet.get_untracked();
        let mut reponses = self.reponses();
        let oubliees = self.iris.with_untracked(|iris| match iris.la() {
            Some(iris) => parts::forget_unknown_iris(&mut reponses.projet.territoire, &territory, iris),
            None => Vec::new(),
        });
        if oubliees.is_empty() {
            return;
        }
        self.poser(reponses, true);
        let mut noms = String::new();
        for code in oubliees {
            if !noms.is_empty() {
                noms.push_str(", ");
            }
            noms.push_str(territory.commune(code).map_or(code.as_str(), |c| c.nom));
        }
        let phrase = [&noms, "\u{a0}: des IRIS de cette partie ne sont pas dans les données d’aujourd’hui. Elle compte avec la population écrite dans le projet."].concat();
        // Of a project that was just opened, it is told with the rest: its opening stays in sight.
        let mut ouverture = self.ouverture.get_untracked();
        match &mut ouverture {
            Some(Ouverture::Faite { apres, remarques, .. }) if **apres == avant => {
                **apres = self.projet.get_untracked();
                remarques.push(phrase);
                self.ouverture.set(ouverture);
            }
            _ => self.souvenir.set(Some(Cow::Owned(phrase))),
        }
    }
}
