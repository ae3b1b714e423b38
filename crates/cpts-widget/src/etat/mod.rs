//! What the person answered, and what follows from it.

pub(crate) mod calcul;
pub(crate) mod cellules;
pub(crate) mod depart;
pub(crate) mod gestes;
pub(crate) mod lectures;

use std::borrow::Cow;
use std::rc::Rc;

use cpts_codes::{CodeCommune, Date};
use cpts_core::{Bilan, Configuration, Perimetre, Projet, Situation};
use cpts_perimetre::comparaison::Gardes;
use cpts_perimetre::et_si::EtSi;
use cpts_rules::{Formulaire, Rules};
use cpts_territory::{Adjacence, Iris, Millesimes, Territory};

use crate::etat::calcul::bilan_vierge;
use crate::etat::cellules::bareme::Bareme;
use crate::etat::cellules::couverture::{Import, Lue};
use crate::etat::cellules::donnees::{Arrivee, Donnees};
use crate::etat::cellules::ecran::{Consultation, Lecteurs};
use crate::etat::cellules::histoire::Histoire;
use crate::etat::cellules::ouverture::Ouverture;
use crate::etat::cellules::paroles::Retrait;
use crate::etat::cellules::parts::{Outil, Portes, Tache, Venue, VenueDesOutils};
use crate::etat::cellules::reglages::Reglages;
use crate::etat::cellules::reunion::Reunion;
use crate::etat::cellules::revue::Revue;
use crate::etat::depart::projet_de_depart;
use crate::socle::cellule::Cellule;
use crate::socle::page::Owner;
use crate::socle::tailles::COMMUNES_OCTETS;

/// The state of one simulator. `perimetre` and `bilan` always follow from
/// `projet` and the data: only the methods of this module change them.
#[derive(Clone, Copy)]
pub(crate) struct Etat {
    /// The rules that the site gives, if it does: see [`Etat::rules`].
    pub(crate) bareme: Cellule<Option<Bareme>>,
    /// What the site adds around the simulator.
    pub(crate) configuration: Cellule<Option<Rc<Configuration>>>,
    pub(crate) projet: Cellule<Projet>,
    pub(crate) donnees: Cellule<Donnees>,
    /// The communes as their file gives them, whatever the vintage that is shown.
    pub(crate) reference: Cellule<Option<Rc<Territory>>>,
    pub(crate) perimetre: Cellule<Perimetre>,
    pub(crate) bilan: Cellule<Bilan>,
    pub(crate) consultation: Cellule<Option<Consultation>>,
    pub(crate) retrait: Cellule<Option<Retrait>>,
    /// The file that tells which CPTS exist.
    pub(crate) couverture: Cellule<Option<Lue>>,
    /// Such a file, while the person imports it.
    pub(crate) import: Cellule<Import>,
    /// What became of the last project file.
    pub(crate) ouverture: Cellule<Option<Ouverture>>,
    /// What was found in one go and waits to be reviewed.
    pub(crate) revue: Cellule<Option<Revue>>,
    /// Whether the questions are folded into one line each, where the container
    /// is of the width that does so.
    pub(crate) plie: Cellule<bool>,
    /// What assistive technology is told.
    pub(crate) annonce: Cellule<String>,
    pub(crate) adjacence: Cellule<Option<Adjacence>>,
    arrivees: [Cellule<Arrivee>; 2],
    pub(crate) millesimes: Cellule<Option<Millesimes>>,
    pub(crate) iris: Cellule<Option<Iris>>,
    /// The commune or the city of which a part is being chosen.
    pub(crate) partage: Cellule<Option<CodeCommune>>,
    /// What changes of the perimeter would do, while somebody looks: see [`crate::bilan::et_si`].
    pub(crate) et_si: Cellule<Option<Rc<EtSi>>>,
    /// Who looks at it.
    pub(crate) et_si_vu: Cellule<Lecteurs>,
    /// The perimeters put aside to be compared, for this session only.
    pub(crate) gardes: Cellule<Gardes>,
    /// Whether that project came by a link: it is told at the head, not beside the files.
    pub(crate) par_lien: Cellule<bool>,
    /// What can be undone and made again: see [`crate::historique`].
    pub(crate) histoire: Cellule<Histoire>,
    /// What became of the work of the tab, where it must be told: see [`crate::memoire`].
    pub(crate) souvenir: Cellule<Option<Cow<'static, str>>>,
    /// Whether the browser keeps nothing here.
    pub(crate) sans_memoire: Cellule<bool>,
    /// What a meeting counted, for this session only.
    pub(crate) reunion: Cellule<Reunion>,
    /// Whether the meeting is on the screen.
    pub(crate) en_reunion: Cellule<bool>,
    /// Whether the meeting hides the amounts, while it is on the screen.
    pub(crate) masque_en_reunion: Cellule<bool>,
    /// Address of the folder of the data files, with its final slash.
    pub(crate) base: Cellule<String>,
    /// What the host page asks for: see [`crate::reglages`].
    pub(crate) reglages: Cellule<Reglages>,
    /// Tells the host page: see [`crate::evenements`].
    pub(crate) signaler: Cellule<js_sys::Function>,
    /// Fetches a module beside the page: see [`crate::annexes`].
    pub(crate) charger: Cellule<js_sys::Function>,
    /// The second half of the interface: see [`crate::atelier`].
    pub(crate) atelier: Cellule<Venue>,
    /// What it is to do as soon as it comes.
    pub(crate) attente: Cellule<Vec<Tache>>,
    /// The third part: see [`crate::outils`].
    pub(crate) outils: Cellule<VenueDesOutils>,
    /// The tool whose dialog is open.
    pub(crate) outil: Cellule<Option<Outil>>,
    /// The acronym whose definition is open: see [`crate::glossaire`].
    pub(crate) glose: Cellule<Option<&'static str>>,
    /// How the parts that come later are fetched.
    pub(crate) portes: Portes,
    /// Who owns all that the simulator watches. What is watched from an answer of the
    /// network, or of the person, goes with it.
    pub(crate) proprietaire: Cellule<Owner>,
}

impl Etat {
    /// An empty project: the compulsory missions, and a signature in about half a year.
    pub(crate) fn new(
        aujourd_hui: Date,
        base: String,
        charger: js_sys::Function,
        signaler: js_sys::Function,
        portes: Portes,
    ) -> Self {
        let formulaire = cpts_rules::embedded_formulaire();
        let projet = projet_de_depart(formulaire, aujourd_hui);
        Self {
            bareme: Cellule::new(None),
            configuration: Cellule::new(None),
            projet: Cellule::new(projet),
            donnees: Cellule::new(Donnees::EnRoute(0, COMMUNES_OCTETS)),
            reference: Cellule::new(None),
            perimetre: Cellule::new(Perimetre::default()),
            bilan: Cellule::new(bilan_vierge(formulaire)),
            consultation: Cellule::new(None),
            retrait: Cellule::new(None),
            couverture: Cellule::new(None),
            import: Cellule::new(Import::Aucune),
            ouverture: Cellule::new(None),
            revue: Cellule::new(None),
            plie: Cellule::new(false),
            annonce: Cellule::new(String::new()),
            adjacence: Cellule::new(None),
            arrivees: [Cellule::new(Arrivee::Absente), Cellule::new(Arrivee::Absente)],
            millesimes: Cellule::new(None),
            iris: Cellule::new(None),
            partage: Cellule::new(None),
            et_si: Cellule::new(None),
            gardes: Cellule::new(Gardes::default()),
            par_lien: Cellule::new(false),
            histoire: Cellule::new(Histoire::default()),
            souvenir: Cellule::new(None),
            sans_memoire: Cellule::new(false),
            et_si_vu: Cellule::new(Lecteurs::default()),
            reunion: Cellule::new(Reunion::default()),
            en_reunion: Cellule::new(false),
            masque_en_reunion: Cellule::new(false),
            base: Cellule::new(base),
            reglages: Cellule::new(Reglages::default()),
            signaler: Cellule::new(signaler),
            charger: Cellule::new(charger),
            atelier: Cellule::new(Venue::EnRoute),
            attente: Cellule::new(Vec::new()),
            outils: Cellule::new(VenueDesOutils::Inutile),
            outil: Cellule::new(None),
            glose: Cellule::new(None),
            portes,
            proprietaire: Cellule::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The rules: those that the site gives, else those of the simulator. Only the
    /// second half of the interface asks for them. Watched.
    pub(crate) fn rules(self) -> &'static Rules {
        self.bareme.with(|b| b.map_or_else(cpts_rules::embedded, |b| b.rules))
    }

    /// What the questions need of the rules. Watched.
    pub(crate) fn formulaire(self) -> &'static Formulaire {
        self.bareme.with(|b| b.map_or_else(cpts_rules::embedded_formulaire, |b| b.rules.formulaire))
    }

    /// What is written once for a set of rules is written anew when this changes. Watched.
    pub(crate) fn cle_des_regles(self) -> String {
        self.bareme.with(|b| b.map_or_else(String::new, |b| b.cle()))
    }

    /// Whether it is known which communes touch.
    pub(crate) fn has_adjacence(self) -> bool {
        self.adjacence.with(Option::is_some)
    }

    /// Reads the territory data, once it is there.
    pub(crate) fn with_territory<T>(self, lire: impl FnOnce(&Territory) -> T) -> Option<T> {
        self.territory().map(|territory| lire(&territory))
    }

    pub(crate) fn territory(self) -> Option<Rc<Territory>> {
        self.donnees.with(|donnees| match donnees {
            Donnees::Pretes(territory) => Some(Rc::clone(territory)),
            _ => None,
        })
    }

    /// Reads which communes touch, once it is known.
    pub(crate) fn with_adjacence<T>(self, lire: impl FnOnce(&Adjacence) -> T) -> Option<T> {
        self.adjacence.with(|a| a.as_ref().map(lire))
    }

    /// The day of which the rules hold for the project.
    pub(crate) fn date_des_regles(self) -> Date {
        self.projet.with(Projet::date_des_regles)
    }

    /// The first day of the payments that are shown, where there are some. Watched.
    pub(crate) fn depart(self) -> Option<Date> {
        self.projet.with(Projet::depart)
    }

    /// Whether a contract runs. Watched.
    pub(crate) fn en_cours(self) -> bool {
        self.projet.with(|p| p.situation == Situation::Existante)
    }
}
