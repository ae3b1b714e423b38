//! What the person answered, and what follows from it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use cpts_codes::{CodeCommune, Date};
use cpts_core::{
    Bilan, BilanTerritoire, Configuration, Perimetre, Projet, ReglesAppliquees, Situation, Territoire,
    evaluate,
};
use cpts_perimetre::comparaison::Gardes;
use cpts_perimetre::et_si::{EtSi, et_si};
use cpts_perimetre::parts;
use cpts_rules::{Formulaire, Mission, NaturePoste, Niveau, Poste, Rules};
use cpts_territory::{Adjacence, Iris, Millesimes, Territory};
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{self, Tache, Venue};
use crate::bareme::{self, Bareme};
use crate::cellule::Cellule;
use crate::configuration;
use crate::donnees;
use crate::donnees::{Annee, COMMUNES_OCTETS, reference};
use crate::evenements;
use crate::fichiers::{self, Ouverture};
use crate::format::{compte, euros};
use crate::historique::{self, Histoire};
use crate::memoire;
use crate::outils::{self, Outil, Reunion};
use crate::page::Owner;
use crate::questions::{Import, Lue};
use crate::questions::{Revue, load_from_host};
use crate::reglages::Reglages;
use crate::vue::watch;

/// Milliseconds of rest before assistive technology is told the new result.
const PAUSE: u32 = 900;

/// The file of communes, on its way.
#[derive(Clone)]
pub(crate) enum Donnees {
    /// Bytes received, of how many.
    EnRoute(u32, u32),
    /// Ready to be searched.
    Pretes(Rc<Territory>),
    /// Refused, with the sentence to show.
    Refusees(String),
}

/// A file that is fetched when something asks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrivee {
    /// Not asked for, or it did not come.
    Absente,
    /// Asked for.
    EnRoute,
    /// There.
    Prete,
}

/// What the rule panel speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consultation {
    /// The amounts and delays of an item.
    Poste(Poste),
    /// The size tiers.
    Taille,
    /// When and how the money is paid.
    Versements,
    /// The cost of coordination.
    Coordination,
    /// What is supposed of a budget.
    Budget,
}

/// A removal that can still be undone.
#[derive(Clone)]
pub(crate) struct Retrait {
    /// What was removed, in a sentence.
    pub(crate) phrase: String,
    /// The territory as it was before.
    pub(crate) avant: Territoire,
}

/// Who looks at what a change of the perimeter would do.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lecteurs {
    /// The section of the sheet, once it was opened.
    pub(crate) section: bool,
    /// The map.
    pub(crate) carte: bool,
}

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
    adjacence: Cellule<Option<Adjacence>>,
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
    pub(crate) outils: Cellule<outils::Venue>,
    /// The tool whose dialog is open.
    pub(crate) outil: Cellule<Option<Outil>>,
    /// The acronym whose definition is open: see [`crate::glossaire`].
    pub(crate) glose: Cellule<Option<&'static str>>,
    /// Who owns all that the simulator watches. What is watched from an answer of the
    /// network, or of the person, goes with it.
    pub(crate) proprietaire: Cellule<Owner>,
}

/// Something that ends later, given up once the simulator has left the page: its
/// state is no more, and reading it would stop the module.
struct Tenue {
    etat: Etat,
    suite: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for Tenue {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, contexte: &mut Context<'_>) -> Poll<()> {
        if self.etat.projet.is_held() { self.suite.as_mut().poll(contexte) } else { Poll::Ready(()) }
    }
}

impl Etat {
    /// An empty project: the compulsory missions, and a signature in about half a year.
    pub(crate) fn new(
        aujourd_hui: Date,
        base: String,
        charger: js_sys::Function,
        signaler: js_sys::Function,
    ) -> Self {
        let formulaire = cpts_rules::embedded_formulaire();
        let projet = projet_de_depart(formulaire, aujourd_hui);
        Self {
            bareme: Cellule::new(None),
            configuration: Cellule::new(None),
            projet: Cellule::new(projet),
            donnees: Cellule::new(Donnees::EnRoute(0, COMMUNES_OCTETS)),
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
            outils: Cellule::new(outils::Venue::Inutile),
            outil: Cellule::new(None),
            glose: Cellule::new(None),
            proprietaire: Cellule::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Does something that waits, for as long as the simulator is on the page.
    pub(crate) fn spawn(self, suite: impl Future<Output = ()> + 'static) {
        spawn_local(Tenue { etat: self, suite: Box::pin(suite) });
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

    /// Changes what the person answered, and all that follows.
    pub(crate) fn edit(self, changer: impl FnOnce(&mut Projet)) {
        let mut projet = self.projet.get_untracked();
        changer(&mut projet);
        self.replace_projet(projet);
    }

    /// Puts other answers in the place of those that are there. A contract that runs is looked at
    /// from today, where they do not say from which day.
    pub(crate) fn replace_projet(self, mut projet: Projet) {
        projet.look_from(crate::jour_de_la_page());
        if let Venue::Pret(atelier) = self.atelier.get_untracked() {
            atelier.follow(self, &projet);
        }
        self.projet.set(projet);
    }

    /// Computes what follows from answers that are about to take the place of those that are there.
    pub(crate) fn follow(self, projet: &Projet) {
        let autre = self.align(projet);
        if autre || self.projet.with_untracked(|avant| avant.territoire != projet.territoire) {
            self.resolve(&projet.territoire);
        }
        self.evaluate(projet);
    }

    /// Begins to compute, with the answers and the data that are there.
    pub(crate) fn start(self) {
        let repris = memoire::resume(self);
        self.recompute();
        donnees::load_adjacence_when_needed(self);
        donnees::load_annees_when_needed(self);
        self.follow_et_si();
        configuration::follow(self);
        bareme::follow(self);
        load_from_host(self);
        if !repris {
            fichiers::open_from_host(self);
        }
        historique::follow(self);
        memoire::follow(self);
        self.announce_changes();
        evenements::follow(self);
    }

    /// The perimeter of a territory, with what is known of the CPTS that are there; `None`
    /// while the data is not there.
    fn perimetre_de(self, territoire: &Territoire) -> Option<Perimetre> {
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
    fn resolve(self, territoire: &Territoire) {
        let resolu = self.perimetre_de(territoire);
        // The form only holds codes that it found in this very data.
        self.perimetre.set(resolu.unwrap_or_default());
    }

    fn evaluate(self, projet: &Projet) {
        self.bilan.set(self.perimetre.with_untracked(|p| evaluate(projet, p, self.rules())));
    }

    /// The data, or what became of it.
    pub(crate) fn set_donnees(self, donnees: Donnees) {
        // Files may come after the simulator has left the page.
        if !self.donnees.is_held() {
            return;
        }
        let pretes = matches!(donnees, Donnees::Pretes(_));
        self.donnees.set(donnees);
        if pretes && let Venue::Pret(_) = self.atelier.get_untracked() {
            atelier::run(self, Tache::Recalculer);
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
        historique::name_next(self, "IRIS inconnus".to_owned());
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

    /// Shows the communes at the vintage of the project, once it is there. Returns whether that
    /// changed anything.
    fn align(self, projet: &Projet) -> bool {
        let montre = self.donnees.with_untracked(|donnees| match donnees {
            Donnees::Pretes(territory) => Some(territory.header().millesime),
            _ => None,
        });
        let (Some(montre), Some(base)) = (montre, reference()) else { return false };
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

    /// Keeps [`Self::et_si`] in step with the perimeter, once a change, while somebody looks.
    pub(crate) fn follow_et_si(self) {
        watch(Box::new(move || {
            let lecteurs = self.et_si_vu.get();
            if !lecteurs.section && !lecteurs.carte {
                return;
            }
            let territory = self.territory();
            let dit = self.projet.with(|projet| {
                self.perimetre.with(|perimetre| {
                    self.adjacence.with(|adjacence| {
                        let (territory, adjacence) = (territory.as_ref()?, adjacence.as_ref()?);
                        et_si(projet, perimetre, territory, adjacence, self.rules()).map(Rc::new)
                    })
                })
            });
            self.et_si.set(dit);
        }));
    }

    /// The bilan of the same project on another territory, and its perimeter.
    pub(crate) fn evaluate_elsewhere(self, territoire: &Territoire) -> Option<(Perimetre, Bilan)> {
        // Whatever changes the perimeter of the project changes this one too.
        self.perimetre.with(|_| ());
        let perimetre = self.perimetre_de(territoire)?;
        let bilan = self.projet.with(|projet| evaluate(projet, &perimetre, self.rules()));
        Some((perimetre, bilan))
    }

    /// Whether it is known which communes touch.
    pub(crate) fn has_adjacence(self) -> bool {
        self.adjacence.with(Option::is_some)
    }

    /// Reads the territory data, once it is there.
    pub(crate) fn with_territory<T>(self, lire: impl FnOnce(&Territory) -> T) -> Option<T> {
        self.territory().map(|territory| lire(&territory))
    }

    fn territory(self) -> Option<Rc<Territory>> {
        self.donnees.with(|donnees| match donnees {
            Donnees::Pretes(territory) => Some(Rc::clone(territory)),
            _ => None,
        })
    }

    /// Reads which communes touch, once it is known.
    pub(crate) fn with_adjacence<T>(self, lire: impl FnOnce(&Adjacence) -> T) -> Option<T> {
        self.adjacence.with(|a| a.as_ref().map(lire))
    }

    /// The bilan that another territory would give; nothing is changed.
    pub(crate) fn try_territory(self, changer: impl FnOnce(&mut Territoire, &Territory)) -> Option<Bilan> {
        let territory = self.territory()?;
        let mut projet = self.projet.get_untracked();
        changer(&mut projet.territoire, &territory);
        let perimetre = cpts_perimetre::resolve(&projet.territoire, &territory, None).ok()?;
        Some(evaluate(&projet, &perimetre, self.rules()))
    }

    /// Changes the territory with one of the functions of `cpts_perimetre::edition`.
    pub(crate) fn edit_territory(self, changer: impl FnOnce(&mut Territoire, &Territory)) {
        if let Some(territory) = self.territory() {
            self.retrait.set(None);
            self.edit(|p| changer(&mut p.territoire, &territory));
        }
    }

    /// The same for a removal, which can be undone.
    pub(crate) fn remove_from_territory(
        self,
        phrase: String,
        changer: impl FnOnce(&mut Territoire, &Territory),
    ) {
        let avant = self.projet.with_untracked(|p| p.territoire.clone());
        self.edit_territory(changer);
        self.retrait.set(Some(Retrait { phrase, avant }));
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

    /// The result in one sentence.
    pub(crate) fn phrase_du_bilan(self) -> String {
        let masque = self.masque();
        self.bilan.with(|b| phrase_du_bilan(b, masque))
    }

    /// Tells the result in one sentence when the person pauses.
    pub(crate) fn announce_changes(self) {
        let attente = RefCell::new(None::<Timeout>);
        let avant = RefCell::new(None);
        watch(Box::new(move || {
            let phrase = self.phrase_du_bilan();
            // What is computed again and says the same is no news, nor is what was so on arriving.
            if avant.replace(Some(phrase.clone())).is_some_and(|dite| dite != phrase) {
                *attente.borrow_mut() = Some(Timeout::new(PAUSE, move || self.annonce.set(phrase)));
            }
        }));
    }
}

/// What is known before anything was computed.
fn bilan_vierge(formulaire: &'static Formulaire) -> Bilan {
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

/// The missions that are compulsory on a day, in the order of the rules.
pub(crate) fn socles(formulaire: &'static Formulaire, date: Date) -> Vec<Mission> {
    Mission::TOUS
        .iter()
        .copied()
        .filter(|m| formulaire.poste(m.poste()).nature_at(date) == Some(NaturePoste::Socle))
        .collect()
}

/// The answers before any is given.
pub(crate) fn projet_de_depart(formulaire: &'static Formulaire, aujourd_hui: Date) -> Projet {
    let dans_six_mois = aujourd_hui.plus_months(6);
    let signature = Date::new(dans_six_mois.annee(), dans_six_mois.mois(), 1).unwrap_or(dans_six_mois);
    Projet { missions: Some(socles(formulaire, signature)), signature: Some(signature), ..Projet::default() }
}

/// The result in one sentence.
fn phrase_du_bilan(bilan: &Bilan, masque: bool) -> String {
    let mut phrase = [
        compte(bilan.territoire.communes, "commune", "communes").as_str(),
        ", ",
        &compte(bilan.territoire.population, "habitant", "habitants"),
    ]
    .concat();
    if let Some(taille) = &bilan.taille {
        phrase.push_str(", Taille ");
        phrase.push_str(&taille.taille.numero().to_string());
    }
    if let Some(financement) = bilan.financement.as_ref().filter(|_| !masque) {
        phrase.push_str(", fixe ");
        phrase.push_str(&euros(financement.totaux.fixe));
        phrase.push_str(" par an");
    }
    phrase.push('.');
    phrase
}
