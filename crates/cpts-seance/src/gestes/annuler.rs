//! The way back, and the way forth again: one for all that the person answered. It is offered in the bar, by
//! keys, and where a gesture was made.

use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_core::{Projet, Territoire};
use cpts_perimetre::comparaison;

use crate::format::compte;
use crate::histoire::Histoire;
use crate::paroles::{Endroit, Offre};
use crate::quoi::{Champ, Quoi};
use crate::reponses::Reponses;
use crate::seance::Seance;

impl Seance {
    /// Undoes the last change, or makes again the last one that was undone; tells it.
    pub fn travel(self, en_arriere: bool) {
        let quoi = self.last(en_arriere);
        if !self.go(en_arriere) {
            return self.dire(if en_arriere { "Rien à annuler." } else { "Rien à rétablir." });
        }
        let debut = if en_arriere { "Annulé\u{a0}: " } else { "Rétabli\u{a0}: " };
        self.dire([debut, &quoi.unwrap_or_default(), "."].concat());
    }

    /// Takes back the step that was offered, and says so with `phrase`. Returns whether it was still there to
    /// be taken back.
    pub fn take_back(self, pas: u32, phrase: &str) -> bool {
        let fait = self.histoire.with_untracked(Histoire::last) == pas && pas != 0 && self.go(true);
        if fait {
            self.dire(phrase);
        }
        fait
    }

    /// One step, without a word. Returns whether there was one.
    fn go(self, en_arriere: bool) -> bool {
        let ici = Rc::new(self.reponses());
        let mut histoire = self.histoire.get_untracked();
        let Some(pas) = histoire.travel(ici, en_arriere) else { return false };
        self.histoire.set(histoire);
        if pas.quoi == Quoi::Ouverture {
            // Whose answers these are is not known any more: saving them must not replace another project.
            self.courant.set(None);
        }
        self.poser(Reponses::clone(&pas.vers), true);
        true
    }

    /// Offers the way back where the last gesture was made.
    pub(crate) fn offer(self, endroit: Endroit, phrase: String) {
        let pas = self.histoire.with_untracked(Histoire::last);
        self.offre.set(Some(Offre { endroit, phrase, pas }));
    }

    /// What is offered to be taken back at a place, for as long as nothing else was done. Watched.
    pub fn offre(self, endroit: Endroit) -> Option<Offre> {
        let dernier = self.histoire.with(Histoire::last);
        self.offre.with(|offre| offre.clone().filter(|o| o.endroit == endroit && o.pas == dernier))
    }

    /// Takes back what is offered at a place; says so.
    pub fn take_offre(self, endroit: Endroit) {
        let pas = self.offre.with_untracked(|o| o.as_ref().filter(|o| o.endroit == endroit).map(|o| o.pas));
        if let Some(pas) = pas {
            self.take_back(pas, "Changement annulé.");
        }
    }

    /// What would be undone, or made again, in words. Watched.
    pub fn last(self, en_arriere: bool) -> Option<String> {
        // Names come with the communes, counts with what stands there now.
        self.projet.with(|_| ());
        self.histoire.with(|h| {
            h.next(en_arriere).map(|pas| {
                let ici = self.reponses();
                let (avant, apres) = if en_arriere { (&*pas.vers, &ici) } else { (&ici, &*pas.vers) };
                phrase(self, &pas.quoi, avant, apres)
            })
        })
    }

    /// What stands there now is where the way back begins.
    pub(crate) fn begin_history_here(self) {
        self.histoire.set(Histoire::default());
    }
}

/// What a gesture did, in words: "Infirmiers, de 3 à 5", "ajout : Cambrai".
fn phrase(seance: Seance, quoi: &Quoi, avant: &Reponses, apres: &Reponses) -> String {
    match quoi {
        Quoi::Effectif(id) => effectif(seance, id, &avant.projet, &apres.projet),
        Quoi::Initiative => "choix de l’initiative".to_owned(),
        Quoi::Territoire => territoire(seance, &avant.projet.territoire, &apres.projet.territoire),
        Quoi::Perimetres => "périmètres à comparer".to_owned(),
        Quoi::Situation => "contrat signé ou non".to_owned(),
        Quoi::Signature => "date de signature".to_owned(),
        Quoi::VueLe => "jour d’où regarder".to_owned(),
        Quoi::Missions => "choix des missions".to_owned(),
        Quoi::Demarrage(_) => "date de démarrage".to_owned(),
        Quoi::Variable => "part variable".to_owned(),
        Quoi::Crise => "crise sanitaire".to_owned(),
        Quoi::Millesime => "millésime des populations".to_owned(),
        Quoi::Nom => "nom du projet".to_owned(),
        Quoi::Ouverture => "ouverture du projet".to_owned(),
        Quoi::Nomme(nom) => nom.clone(),
        Quoi::Budget(champ) => {
            let quoi = match champ {
                Champ::Brut => "salaire",
                Champ::Charges => "charges",
                Champ::Quotite => "temps de travail",
                Champ::Embauche => "mois d’embauche",
                Champ::Personnes => "personnes indemnisées",
                Champ::Heures => "heures indemnisées",
                Champ::Taux => "taux des indemnités",
                Champ::Variable => "volet variable",
                Champ::Nom(_) | Champ::Montant(_) | Champ::Lignes => "autres lignes",
            };
            ["budget, ", quoi].concat()
        }
    }
}

fn effectif(seance: Seance, id: &str, avant: &Projet, apres: &Projet) -> String {
    let lire = |projet: &Projet| {
        projet.professionnels.as_ref().and_then(|p| p.get(id)).copied().unwrap_or_default().to_string()
    };
    match seance.formulaire().professions.iter().find(|p| p.id == id) {
        Some(profession) => [profession.pluriel, ", de ", &lire(avant), " à ", &lire(apres)].concat(),
        None => "effectifs".to_owned(),
    }
}

fn territoire(seance: Seance, avant: &Territoire, apres: &Territoire) -> String {
    let dit = seance.with_territory(|t| {
        for (un, autre, mot) in [(avant, apres, "ajout\u{a0}: "), (apres, avant, "retrait\u{a0}: ")] {
            for siren in &autre.epci {
                if !un.epci.contains(siren) && autre.epci.len() == un.epci.len() + 1 {
                    return t.epci(*siren).map(|e| [mot, e.nom].concat());
                }
            }
        }
        let d = comparaison::difference(avant, apres, t);
        let nommer = |mot: &str, codes: &[CodeCommune]| match codes {
            [seule] => t.commune(*seule).map(|c| [mot, c.nom].concat()),
            _ => Some([mot, &compte(codes.len() as u32, "commune", "communes")].concat()),
        };
        match (d.premier.as_slice(), d.second.as_slice()) {
            ([], []) => None,
            ([], ajoutees) => nommer("ajout\u{a0}: ", ajoutees),
            (retirees, []) => nommer("retrait\u{a0}: ", retirees),
            _ => None,
        }
    });
    dit.flatten().unwrap_or_else(|| "changement du périmètre".to_owned())
}
