//! A meeting that is on: its gestures, each of which can be taken back.

use cpts_codes::{CodeCommune, nombre};
use cpts_perimetre::comparaison::{Gardes, Lettre};
use cpts_perimetre::edition;
use cpts_rules::{EcranReunion, Mission};

use crate::cellule::Cellule;
use crate::format::compte;
use crate::gestes::missions::set_option;
use crate::histoire::Histoire;
use crate::quoi::Quoi;
use crate::reunion::{Comptes, Ecran};
use crate::seance::Seance;

/// What the screens share, copied into each of their reactions.
#[derive(Clone, Copy)]
pub struct Animateur {
    /// The session.
    pub seance: Seance,
    /// Whether the screen is black.
    pub noir: Cellule<bool>,
    /// Page of the room counter.
    pub page_salle: Cellule<usize>,
    /// Gestures that were there before the meeting: they are not its own to take back.
    avant: usize,
}

impl Animateur {
    /// Makes the screen black.
    pub fn turn_black(self) {
        self.noir.set(true);
        self.seance.dire("Écran noir. Une touche le rallume.");
    }

    /// A meeting that begins, or goes on.
    pub fn new(seance: Seance) -> Self {
        let avant = seance.histoire.with_untracked(Histoire::len);
        Self { seance, noir: Cellule::new(false), page_salle: Cellule::new(0), avant }
    }

    /// The screen that is shown. Watched.
    pub fn ecran(self) -> Ecran {
        self.seance.reunion.with(|r| r.ecran)
    }

    /// Goes to a screen.
    pub fn show(self, ecran: Ecran) {
        if self.seance.reunion.with_untracked(|r| r.ecran != ecran) {
            self.seance.reunion.update(|r| r.ecran = ecran);
        }
    }

    /// Counts something that can be taken back, and tells it.
    fn count_anew(self, phrase: String, annonce: String, comptes: &Comptes) {
        self.seance.geste(Quoi::Nomme(phrase), &mut |r| r.comptes.clone_from(comptes));
        self.seance.dire(annonce);
    }

    /// What the last gesture of the meeting was; `None` where there is nothing to take back. Watched.
    pub fn last(self) -> Option<String> {
        self.seance.last(true).filter(|_| self.done() > self.avant)
    }

    /// Takes the last gesture back, or makes it again.
    pub fn travel(self, en_arriere: bool) {
        if en_arriere && self.done() <= self.avant {
            self.seance.dire("Rien à annuler.");
        } else {
            self.seance.travel(en_arriere);
        }
    }

    /// How many gestures can be taken back. Watched.
    fn done(self) -> usize {
        self.seance.histoire.with(Histoire::len)
    }

    /// One more or one fewer of a profession.
    pub fn count(self, id: &'static str, nom: &'static str, un_de_plus: bool) {
        let mut comptes = self.seance.reunion.with_untracked(|r| r.comptes.clone());
        if !comptes.compter(id, un_de_plus) {
            return;
        }
        let combien = nombre(comptes.presents(id).into());
        let annonce = [nom, "\u{a0}: ", &combien, ". ", &personnes(&comptes), "."].concat();
        self.count_anew([signe(un_de_plus), nom].concat(), annonce, &comptes);
    }

    /// The room becomes the people of the project.
    pub fn adopt_room(self) {
        let salle = self.seance.reunion.with_untracked(|r| r.comptes.professionnels());
        let annonce =
            [&self.seance.reunion.with_untracked(|r| personnes(&r.comptes)), " dans le projet."].concat();
        self.seance.edit(Quoi::Nomme("salle reprise dans le projet".to_owned()), &mut |p| {
            p.professionnels.clone_from(&salle);
        });
        self.seance.dire(annonce);
    }

    /// One more or one fewer who wants to work on a mission.
    pub fn interest(self, mission: Mission, un_de_plus: bool) {
        let mut comptes = self.seance.reunion.with_untracked(|r| r.comptes.clone());
        if !comptes.interesser(mission, un_de_plus) {
            return;
        }
        let titre = self.seance.formulaire().poste(mission.poste()).titre_court;
        let combien = compte(comptes.interets(mission).into(), "personne", "personnes");
        let annonce = [titre, "\u{a0}: ", &combien, "."].concat();
        self.count_anew([signe(un_de_plus), titre].concat(), annonce, &comptes);
    }

    /// Names the working group of a mission.
    pub fn name_group(self, mission: Mission, nom: &str) {
        let mut comptes = self.seance.reunion.with_untracked(|r| r.comptes.clone());
        if !comptes.nommer(mission, nom) {
            return;
        }
        let groupe = comptes.groupe(mission);
        let annonce = if groupe.is_empty() {
            "Nom du groupe effacé.".to_owned()
        } else {
            ["Groupe ", groupe, " noté."].concat()
        };
        self.count_anew("nom du groupe".to_owned(), annonce, &comptes);
    }

    /// Makes the perimeter of a letter the current one; a free letter begins as a copy.
    pub fn go_to(self, lettre: Lettre) {
        let seance = self.seance;
        let courant = seance.projet.with_untracked(|p| p.territoire.clone());
        let mut gardes = seance.gardes.get_untracked();
        let (avant, libre) = (gardes.courant(), !holds(&gardes, lettre));
        let Some(territoire) = gardes.go_to(lettre, &courant) else {
            let rien = avant != lettre;
            seance.dire(if rien {
                "Ajoutez d’abord une commune ou une intercommunalité.".to_owned()
            } else {
                ["Périmètre ", lettre.mot(), " déjà affiché."].concat()
            });
            return;
        };
        let annonce = if libre {
            let debut = ["Périmètre ", avant.mot(), " gardé. "];
            [&debut.concat(), "Vos changements font maintenant le périmètre ", lettre.mot(), "."].concat()
        } else {
            ["Périmètre ", lettre.mot(), " affiché."].concat()
        };
        let phrase = [if libre { "nouveau périmètre " } else { "périmètre " }, lettre.mot()].concat();
        seance.geste(Quoi::Nomme(phrase), &mut |r| {
            r.gardes.clone_from(&gardes);
            r.projet.territoire.clone_from(&territoire);
        });
        seance.dire(annonce);
    }

    /// Adds a commune of the edge, or takes it out.
    pub fn toggle_commune(self, code: CodeCommune, nom: &str, retirer: bool) {
        let phrase = [nom, if retirer { " retirée" } else { " ajoutée" }].concat();
        let annonce = [&phrase, "."].concat();
        self.seance.edit_territory(Quoi::Nomme(phrase), &mut |t, d| {
            if retirer {
                edition::remove_commune(t, d, code);
            } else {
                edition::add_commune(t, d, code);
            }
        });
        self.seance.dire(annonce);
    }

    /// Takes a mission of choice, or leaves it.
    pub fn choose_mission(self, mission: Mission, choisie: bool) {
        let titre = self.seance.formulaire().poste(mission.poste()).titre_court;
        let phrase = [titre, if choisie { " choisie" } else { " laissée" }].concat();
        let annonce = [&phrase, "."].concat();
        self.seance.edit(Quoi::Nomme(phrase), &mut |p| set_option(p, mission, choisie));
        self.seance.dire(annonce);
    }

    /// Hides the amounts, or shows them, unless the host hides them anyway.
    pub fn toggle_amounts(self) {
        let seance = self.seance;
        if seance.masque_de_l_hote.get_untracked() {
            return;
        }
        seance.reunion.update(|r| r.masque = !r.masque);
        let masque = seance.reunion.with_untracked(|r| r.masque);
        seance.masque_en_reunion.set(masque);
        seance.dire(if masque { "Montants masqués." } else { "Montants affichés." });
    }

    /// Whether keys of one letter are off.
    pub fn set_sans_raccourcis(self, sans: bool) {
        self.seance.reunion.update(|r| r.sans_raccourcis = sans);
    }

    /// What the rules have a room read on a screen. Watched.
    pub fn reminder(self) -> Option<&'static str> {
        self.seance.rules().reunion.iter().find(|a| a.ecran == EcranReunion::Perimetres).map(|a| a.titre)
    }
}

impl Seance {
    /// The meeting comes on the screen, with its amounts as it left them, or goes.
    pub fn show_reunion(self, ouverte: bool) {
        self.masque_en_reunion.set(ouverte && self.reunion.with_untracked(|r| r.masque));
        if self.reunion.with_untracked(|r| r.ouverte != ouverte) {
            self.reunion.update(|r| r.ouverte = ouverte);
        }
    }
}

/// Whether a perimeter has this letter.
pub fn holds(gardes: &Gardes, lettre: Lettre) -> bool {
    gardes.courant() == lettre || gardes.autres().iter().any(|g| g.lettre == lettre)
}

/// "36 personnes".
pub fn personnes(comptes: &Comptes) -> String {
    compte(comptes.total(), "personne", "personnes")
}

fn signe(un_de_plus: bool) -> &'static str {
    if un_de_plus { "+\u{a0}1 " } else { "−\u{a0}1 " }
}
