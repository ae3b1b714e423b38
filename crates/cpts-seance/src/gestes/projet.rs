//! Putting another project in the place of the answers: opening, merging, sifting.

use std::rc::Rc;

use cpts_codes::{CodeCommune, Table};
use cpts_core::{Hypotheses, Projet, Situation, Territoire};
use cpts_documents::lien::{self, Lu};
use cpts_perimetre::adoption::{Adoption, adopt};
use cpts_perimetre::edition;
use cpts_rules::TOUJOURS;
use cpts_territory::Territory;

use crate::depart::projet_de_depart;
use crate::donnees::Donnees;
use crate::format::compte;
use crate::histoire::Histoire;
use crate::lectures::liens::gardes_of;
use crate::ouverture::{Arrivant, Courant, Ouverture, Refus};
use crate::quoi::Quoi;
use crate::reponses::Reponses;
use crate::reunion::Reunion;
use crate::seance::Seance;

/// The last year that a link may speak of: those of the calendar of the rules end long before.
const ANNEE_MAX: u16 = 2099;

/// Names that are told of what is not known here.
const MONTRES: usize = 10;

impl Seance {
    /// Reads the text of a link. Where it is none, says why and returns nothing.
    pub fn read_link(self, texte: &str) -> Option<Arrivant> {
        let texte = lien::find(texte).unwrap_or(texte);
        let lu = match lien::read(texte) {
            Ok(lu) if lien::is_plausible(&lu.dossier) => Ok(lu),
            Ok(_) => Err(lien::Refus::Impossible),
            Err(refus) => Err(refus),
        };
        match lu {
            Ok(Lu { mut dossier, mut inconnus }) => {
                let gardes = gardes_of(&mut dossier);
                let mut projet = dossier.projet;
                sift(self, &mut projet, &mut inconnus);
                Some(Arrivant { projet, gardes, inconnus, ..Arrivant::default() })
            }
            Err(refus) => {
                let [probleme, aide] = refus.phrases();
                self.refuse(vec![Refus::entier(probleme, aide)]);
                None
            }
        }
    }

    /// Puts a project in the place of the answers, with the communes of today; those that the data does not
    /// know are told. Gives it back where the communes are still on their way: its codes can only be checked
    /// then.
    pub fn open(self, mut arrivant: Box<Arrivant>) -> Result<(), Box<Arrivant>> {
        let territory = match self.donnees.get_untracked() {
            Donnees::La(territory) => territory,
            Donnees::Inutile | Donnees::EnRoute(..) => return Err(arrivant),
            Donnees::Manquee(_) => {
                arrivant.answer(false);
                let refus =
                    Refus::entier("Les communes ne sont pas disponibles", "Rechargez-les, puis recommencez");
                self.refuse(vec![refus]);
                return Ok(());
            }
        };
        let mut remarques = unknown(&arrivant.inconnus);
        let territoire = &mut arrivant.projet.territoire;
        remarques.extend(sentences(&adopt(territoire, &territory), &territory));
        if let Some(gardes) = &mut arrivant.gardes {
            gardes.change(|territoire| {
                adopt(territoire, &territory);
            });
        }
        let refus = cpts_perimetre::resolve(territoire, &territory, None).err().unwrap_or_default();
        if !refus.is_empty() {
            arrivant.answer(false);
            self.refuse(refus.into_iter().map(Refus::from).collect());
            return Ok(());
        }
        let change = self.geste(Quoi::Ouverture, &mut |r| {
            r.projet.clone_from(&arrivant.projet);
            if let Some(gardes) = &arrivant.gardes {
                r.gardes.clone_from(gardes);
            }
        });
        let pas = change.then(|| self.histoire.with_untracked(Histoire::last));
        self.courant.set(arrivant.courant.clone());
        let apres = self.projet.get_untracked();
        let communes = self.bilan.with_untracked(|b| b.territoire.communes);
        let nom = match &apres.nom {
            Some(nom) => ["Projet «\u{a0}", nom, "\u{a0}» ouvert"].concat(),
            None => "Projet ouvert".to_owned(),
        };
        let phrase = [nom.as_str(), "\u{a0}: ", &compte(communes, "commune", "communes"), "."].concat();
        self.ouverture.set(Some(Ouverture::Faite { phrase, pas, apres: Box::new(apres), remarques }));
        self.forget_unknown_iris();
        arrivant.answer(true);
        Ok(())
    }

    /// Takes back the opening of the last project.
    pub fn close_and_take_back(self) {
        if let Some(Ouverture::Faite { pas: Some(pas), .. }) = self.ouverture.get_untracked() {
            self.take_back(pas, "Vos réponses d’avant sont revenues.");
        }
        self.ouverture.set(None);
    }

    /// Takes up the work that the tab remembers: the text of a link. What was answered in the meantime is not
    /// lost. Returns what of it a later version wrote, and is not known here; `None` where it cannot be read.
    pub fn resume(self, texte: &str) -> Option<Vec<String>> {
        let Lu { mut dossier, inconnus } = lien::read(texte).ok()?;
        let gardes = gardes_of(&mut dossier);
        let mut projet = dossier.projet;
        let depart = projet_de_depart(self.formulaire(), self.monde.aujourd_hui);
        let territory = self.donnees.with_untracked(|d| d.la().map(Rc::clone));
        self.projet.with_untracked(|repondu| merge(&mut projet, repondu, &depart, territory.as_deref()));
        let avant = self.reponses();
        self.poser(Reponses { projet, gardes: gardes.unwrap_or(avant.gardes), comptes: avant.comptes }, true);
        self.begin_history_here();
        self.par_lien.set(true);
        Some(inconnus)
    }

    /// Brings that work to the communes of today, once they are there, and tells it where something was left
    /// out. Gives the names back where they are not.
    pub fn adopt(self, inconnus: Vec<String>) -> Result<(), Vec<String>> {
        let Some(territory) = self.donnees.with_untracked(|d| d.la().map(Rc::clone)) else {
            return Err(inconnus);
        };
        let Reponses { mut projet, mut gardes, comptes } = self.reponses();
        let mut remarques = unknown(&inconnus);
        remarques.extend(sentences(&adopt(&mut projet.territoire, &territory), &territory));
        gardes.change(|territoire| {
            adopt(territoire, &territory);
        });
        if remarques.is_empty() {
            return Ok(());
        }
        self.poser(Reponses { projet: projet.clone(), gardes, comptes }, true);
        self.begin_history_here();
        let phrase = "Votre travail d’avant est revenu.".to_owned();
        self.ouverture.set(Some(Ouverture::Faite { phrase, pas: None, apres: Box::new(projet), remarques }));
        Ok(())
    }

    /// Takes a meeting up where it was.
    pub fn resume_reunion(self, reunion: Reunion) {
        self.reunion.set(reunion);
    }

    /// Which saved project is at work; `None` where what is at work is none.
    pub fn set_courant(self, courant: Option<Courant>) {
        self.courant.set(courant);
    }
}

/// Adds to the work taken up what was answered in the meantime.
fn merge(projet: &mut Projet, repondu: &Projet, depart: &Projet, territory: Option<&Territory>) {
    // Every field is met here: a new one asks what becomes of it.
    let Projet {
        version: _,
        nom,
        initiateur,
        professionnels,
        territoire,
        missions,
        situation,
        signature,
        vue_le,
        hypotheses,
    } = repondu;
    if nom.is_some() {
        projet.nom.clone_from(nom);
    }
    for (id, nombre) in professionnels.iter().flat_map(Table::iter) {
        projet.professionnels.get_or_insert_default().insert(id.clone(), *nombre);
    }
    if *initiateur != depart.initiateur {
        projet.initiateur = *initiateur;
    }
    merge_territoire(&mut projet.territoire, territoire, territory);
    let contrat = (*situation, *signature, *vue_le) != (depart.situation, depart.signature, depart.vue_le);
    if *missions != depart.missions || contrat {
        projet.missions.clone_from(missions);
        projet.situation = *situation;
        projet.vue_le = *vue_le;
        projet.signature = *signature;
        // They counted from another day.
        projet.hypotheses.demarrages.clear();
    }
    let Hypotheses { atteinte_variable, crise_reconnue, demarrages, millesime, budget } = hypotheses;
    for (mission, date) in demarrages.iter() {
        projet.hypotheses.demarrages.insert(*mission, *date);
    }
    if atteinte_variable.is_some() {
        projet.hypotheses.atteinte_variable = *atteinte_variable;
    }
    projet.hypotheses.crise_reconnue |= crise_reconnue;
    if millesime.is_some() {
        projet.hypotheses.millesime = *millesime;
    }
    if *budget != depart.hypotheses.budget {
        projet.hypotheses.budget.clone_from(budget);
    }
}

/// Adds the places that were chosen in the meantime, which took the communes to be there: one that is in by
/// its EPCI is in once, and one that had been taken out of it comes back.
fn merge_territoire(projet: &mut Territoire, repondu: &Territoire, territory: Option<&Territory>) {
    let Some(territory) = territory else { return };
    let Territoire { epci, communes, exclues, parts } = repondu;
    for siren in epci {
        edition::add_epci(projet, territory, *siren);
    }
    for code in communes {
        if !edition::contains(projet, territory, *code) {
            edition::add_commune(projet, territory, *code);
        }
    }
    for code in exclues {
        edition::remove_commune(projet, territory, *code);
    }
    for part in parts {
        cpts_perimetre::parts::set(projet, territory, part.clone());
    }
}

/// Takes out what the rules of today do not know, and tells it.
fn sift(seance: Seance, projet: &mut Projet, inconnus: &mut Vec<String>) {
    let rules = seance.rules();
    // Every field is met here: a new one asks what of it may be unknown.
    let Projet {
        version: _,
        nom: _,
        initiateur: _,
        professionnels,
        territoire: _,
        missions: _,
        situation,
        signature,
        vue_le,
        hypotheses,
    } = projet;
    if let Some(tous) = professionnels.take() {
        let mut connus = Table::new();
        for (id, nombre) in tous {
            if seance.formulaire().professions.iter().any(|p| p.id == id) {
                connus.insert(id, nombre);
            } else {
                inconnus.push(["la profession «\u{a0}", &id, "\u{a0}»"].concat());
            }
        }
        *professionnels = Some(connus);
    }
    let premier = rules.formulaire.premier_bareme.unwrap_or(TOUJOURS);
    if signature.is_some_and(|signature| signature < premier || signature.annee() > ANNEE_MAX) {
        *signature = None;
        inconnus.push("la date de signature".to_owned());
    }
    if vue_le.is_some_and(|vue| *situation == Situation::Nouvelle || vue.annee() > ANNEE_MAX) {
        *vue_le = None;
        inconnus.push("le jour d’où regarder".to_owned());
    }
    let Hypotheses { atteinte_variable: _, crise_reconnue: _, demarrages, millesime: _, budget } = hypotheses;
    budget.lignes.retain(|ligne| {
        let connue = rules.budget.poste(&ligne.poste).is_some();
        if !connue {
            inconnus.push(["la ligne de budget «\u{a0}", &ligne.poste, "\u{a0}»"].concat());
        }
        connue
    });
    let dits = std::mem::take(demarrages);
    let (debut, fin) = (projet.signature, projet.fin_du_contrat(rules));
    for (mission, date) in dits.iter() {
        if debut.is_some_and(|debut| *date >= debut) && fin.is_some_and(|fin| *date < fin) {
            projet.hypotheses.demarrages.insert(*mission, *date);
        } else {
            inconnus.push("une date de démarrage".to_owned());
        }
    }
}

/// What a later version wrote and this one does not know.
fn unknown(inconnus: &[String]) -> Vec<String> {
    let mut phrases = Vec::new();
    if let Some(montres) = inconnus.get(..inconnus.len().min(MONTRES)).filter(|m| !m.is_empty()) {
        let suite = if inconnus.len() > MONTRES { "…" } else { "." };
        let debut = "Réponses que cette version du simulateur ne connaît pas, laissées de côté\u{a0}: ";
        phrases.push([debut, &montres.join(", "), suite].concat());
    }
    phrases
}

/// Every code of the file that is not in the project as it was, so that nothing is lost.
fn sentences(dite: &Adoption, territory: &Territory) -> Vec<String> {
    let mut phrases = Vec::new();
    let mut push = |debut: &str, suite: &[String]| {
        if !suite.is_empty() {
            phrases.push([debut, "\u{a0}: ", &suite.join(", "), "."].concat());
        }
    };
    let codes = |codes: &[CodeCommune]| {
        let mut suite = Vec::with_capacity(codes.len());
        for code in codes {
            suite.push(match territory.former(*code) {
                Some(ancienne) => {
                    [code.as_str(), " ", ancienne.nom, " (aujourd’hui ", ancienne.actuelle.nom, ")"].concat()
                }
                None => code.to_string(),
            });
        }
        suite
    };
    push("Anciennes communes, remplacées par celle d’aujourd’hui, entière", &codes(&dite.anciennes));
    push("Parts d’anciennes communes, comptées dans celle d’aujourd’hui", &codes(&dite.parts_anciennes));
    push("Codes qui ne sont pas ceux d’une commune d’aujourd’hui, laissés de côté", &codes(&dite.inconnues));
    let mut suite = Vec::new();
    for siren in &dite.epci {
        suite.push(siren.to_string());
    }
    push("Intercommunalités inconnues aujourd’hui, laissées de côté", &suite);
    push("Communes qui étaient retirées d’une intercommunalité, et ne le sont plus", &codes(&dite.exclues));
    suite = Vec::new();
    for part in &dite.parts {
        let habitants = compte(part.population, "habitant", "habitants");
        suite.push([part.commune.as_str(), " (", &habitants, ", ", &part.motif, ")"].concat());
    }
    push("Parts de communes laissées de côté", &suite);
    phrases
}
