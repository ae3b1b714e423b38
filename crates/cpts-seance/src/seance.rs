//! The session: its cells, and the plain questions that one puts to them.

use std::borrow::Cow;
use std::rc::Rc;

use cpts_codes::Date;
use cpts_core::{Bilan, Perimetre, Projet, Situation};
use cpts_perimetre::comparaison::Gardes;
use cpts_perimetre::et_si::EtSi;
use cpts_rules::{Formulaire, Rules};
use cpts_territory::{Adjacence, Iris, Millesimes, Territory};

use crate::bareme::Bareme;
use crate::cellule::Lecture;
use crate::couverture::Lue;
use crate::depart::{bilan_vierge, projet_de_depart};
use crate::donnees::Donnees;
use crate::histoire::Histoire;
use crate::ouverture::{Courant, Ouverture};
use crate::paroles::Offre;
use crate::quoi::Quoi;
use crate::reponses::Reponses;
use crate::reunion::Reunion;
use crate::revue::Revue;
use crate::venue::Venue;

/// What a session cannot know by itself.
#[derive(Debug, Clone, Copy)]
pub struct Monde {
    /// The day from which one looks at a contract that runs: the same until the session ends.
    pub aujourd_hui: Date,
    /// The hour, in milliseconds from any moment: it tells two gestures from one.
    pub heure: fn() -> f64,
}

/// What follows from a gesture, and is not there on the first screen: see [`crate::gestes::suite`].
#[derive(Clone, Copy)]
pub struct Suite {
    /// Takes other answers, and notes the way back. Returns whether they are other ones.
    pub noter: fn(Seance, Quoi, Projet) -> bool,
    /// Computes what follows from answers that are about to take the place of those that are there; all of it
    /// where the data changed.
    pub calculer: fn(Seance, &Projet, bool),
}

/// Who looks at what a change of the perimeter would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lecteurs {
    /// The section of the sheet, once it was opened.
    pub section: bool,
    /// The map.
    pub carte: bool,
}

/// One session. `perimetre` and `bilan` always follow from the answers and the data.
#[derive(Clone, Copy)]
pub struct Seance {
    /// The day and the hour.
    pub monde: Monde,
    /// The answers.
    pub projet: Lecture<Projet>,
    /// The perimeters put aside to be compared.
    pub gardes: Lecture<Gardes>,
    /// What a meeting knows and counted.
    pub reunion: Lecture<Reunion>,

    /// The communes, at the vintage of the project.
    pub donnees: Lecture<Donnees>,
    /// The communes as their file gives them, whatever the vintage that is shown.
    pub reference: Lecture<Option<Rc<Territory>>>,
    /// Which communes touch.
    pub adjacence: Lecture<Option<Adjacence>>,
    /// The populations of earlier years.
    pub millesimes: Lecture<Venue<Millesimes>>,
    /// The populations of the IRIS.
    pub iris: Lecture<Venue<Iris>>,
    /// The file that tells which CPTS exist.
    pub couverture: Lecture<Option<Lue>>,
    /// The rules that the site gives, if it does: see [`Seance::rules`].
    pub bareme: Lecture<Option<Bareme>>,

    /// The communes of the territory.
    pub perimetre: Lecture<Perimetre>,
    /// What can be said of the project.
    pub bilan: Lecture<Bilan>,
    /// What changes of the perimeter would do, while somebody looks.
    pub et_si: Lecture<Option<Rc<EtSi>>>,
    /// Who looks at it.
    pub et_si_vu: Lecture<Lecteurs>,

    /// What assistive technology is told.
    pub annonce: Lecture<String>,
    /// What became of the work of the tab, where it must be told.
    pub souvenir: Lecture<Option<Cow<'static, str>>>,
    /// What became of the last project that was opened.
    pub ouverture: Lecture<Option<Ouverture>>,
    /// Whether that project came by a link: it is told at the head, not beside the files.
    pub par_lien: Lecture<bool>,
    /// What was found in one go and waits to be reviewed.
    pub revue: Lecture<Option<Revue>>,
    /// The way back that is offered where the last gesture was made: see [`Seance::offre`].
    pub(crate) offre: Lecture<Option<Offre>>,
    /// What can be undone and made again.
    pub histoire: Lecture<Histoire>,
    /// The saved project that is at work.
    pub courant: Lecture<Option<Courant>>,

    /// Whether the host page hides the amounts.
    pub masque_de_l_hote: Lecture<bool>,
    /// Whether the meeting hides them, while it is on the screen.
    pub masque_en_reunion: Lecture<bool>,
    pub(crate) suite: Lecture<Option<Suite>>,
}

impl Seance {
    /// An empty project: the compulsory missions, and a signature in about half a year.
    pub fn new(monde: Monde) -> Self {
        let formulaire = cpts_rules::embedded_formulaire();
        Self {
            monde,
            projet: Lecture::new(projet_de_depart(formulaire, monde.aujourd_hui)),
            gardes: Lecture::new(Gardes::default()),
            reunion: Lecture::new(Reunion::default()),
            donnees: Lecture::new(Donnees::Inutile),
            reference: Lecture::new(None),
            adjacence: Lecture::new(None),
            millesimes: Lecture::new(Venue::Inutile),
            iris: Lecture::new(Venue::Inutile),
            couverture: Lecture::new(None),
            bareme: Lecture::new(None),
            perimetre: Lecture::new(Perimetre::default()),
            bilan: Lecture::new(bilan_vierge(formulaire)),
            et_si: Lecture::new(None),
            et_si_vu: Lecture::new(Lecteurs::default()),
            annonce: Lecture::new(String::new()),
            souvenir: Lecture::new(None),
            ouverture: Lecture::new(None),
            par_lien: Lecture::new(false),
            revue: Lecture::new(None),
            offre: Lecture::new(None),
            histoire: Lecture::new(Histoire::default()),
            courant: Lecture::new(None),
            masque_de_l_hote: Lecture::new(false),
            masque_en_reunion: Lecture::new(false),
            suite: Lecture::new(None),
        }
    }

    /// All that a person may want back.
    pub fn reponses(self) -> Reponses {
        Reponses {
            projet: self.projet.get_untracked(),
            gardes: self.gardes.get_untracked(),
            comptes: self.reunion.with_untracked(|r| r.comptes.clone()),
        }
    }

    /// The rules: those that the site gives, else those of the simulator. Only the
    /// second half of the interface asks for them. Watched.
    pub fn rules(self) -> &'static Rules {
        self.bareme.with(|b| b.map_or_else(cpts_rules::embedded, |b| b.rules))
    }

    /// What the questions need of the rules. Watched.
    pub fn formulaire(self) -> &'static Formulaire {
        self.bareme.with(|b| b.map_or_else(cpts_rules::embedded_formulaire, |b| b.rules.formulaire))
    }

    /// What is written once for a set of rules is written anew when this changes. Watched.
    pub fn cle_des_regles(self) -> String {
        self.bareme.with(|b| b.map_or_else(String::new, |b| b.cle()))
    }

    /// Whether it is known which communes touch.
    pub fn has_adjacence(self) -> bool {
        self.adjacence.with(Option::is_some)
    }

    /// Reads the territory data, once it is there.
    pub fn with_territory<T>(self, lire: impl FnOnce(&Territory) -> T) -> Option<T> {
        self.territory().map(|territory| lire(&territory))
    }

    /// The territory data, once it is there. Watched.
    pub fn territory(self) -> Option<Rc<Territory>> {
        self.donnees.with(|donnees| donnees.la().map(Rc::clone))
    }

    /// Reads which communes touch, once it is known.
    pub fn with_adjacence<T>(self, lire: impl FnOnce(&Adjacence) -> T) -> Option<T> {
        self.adjacence.with(|a| a.as_ref().map(lire))
    }

    /// The day of which the rules hold for the project.
    pub fn date_des_regles(self) -> Date {
        self.projet.with(Projet::date_des_regles)
    }

    /// The first day of the payments that are shown, where there are some. Watched.
    pub fn depart(self) -> Option<Date> {
        self.projet.with(Projet::depart)
    }

    /// Whether a contract runs. Watched.
    pub fn en_cours(self) -> bool {
        self.projet.with(|p| p.situation == Situation::Existante)
    }

    /// Whether amounts are hidden: the host, or who runs a meeting, asks to speak of the
    /// territory and of the missions first. Watched.
    pub fn masque(self) -> bool {
        self.masque_de_l_hote.get() || self.masque_en_reunion.get()
    }
}
