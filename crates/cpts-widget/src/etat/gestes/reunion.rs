//! A meeting that is on: its gestures, each of which can be taken back.

use cpts_codes::{CodeCommune, nombre};
use cpts_perimetre::comparaison::{Gardes, Lettre};
use cpts_perimetre::edition;
use cpts_rules::{EcranReunion, Mission};

use crate::etat::Etat;
use crate::etat::cellules::reunion::{Comptes, Ecran};
use crate::etat::gestes::annuler;
use crate::etat::gestes::missions::set_option;
use crate::socle::cellule::Cellule;
use crate::socle::format::compte;

/// What the screens share, copied into each of their reactions.
#[derive(Clone, Copy)]
pub(crate) struct Animateur {
    pub(crate) etat: Etat,
    /// Whether the screen is black.
    pub(crate) noir: Cellule<bool>,
    /// Page of the room counter.
    pub(crate) page_salle: Cellule<usize>,
    /// Gestures that were there before the meeting: they are not its own to take back.
    avant: usize,
}

impl Animateur {
    /// Makes the screen black.
    pub(crate) fn turn_black(self) {
        self.noir.set(true);
        self.etat.annonce.set("Écran noir. Une touche le rallume.".to_owned());
    }

    pub(crate) fn new(etat: Etat) -> Self {
        let avant = annuler::done(etat);
        Self { etat, noir: Cellule::new(false), page_salle: Cellule::new(0), avant }
    }

    /// The screen that is shown. Watched.
    pub(crate) fn ecran(self) -> Ecran {
        self.etat.reunion.with(|r| r.ecran)
    }

    /// Goes to a screen.
    pub(crate) fn show(self, ecran: Ecran) {
        if self.etat.reunion.with_untracked(|r| r.ecran != ecran) {
            self.etat.reunion.update(|r| r.ecran = ecran);
        }
    }

    /// Does something that can be taken back, and tells it.
    fn act(self, phrase: &str, annonce: String, geste: impl FnOnce()) {
        annuler::name_next(self.etat, phrase.to_owned());
        geste();
        self.etat.annonce.set(annonce);
    }

    /// Counts something that can be taken back, and tells it.
    fn count_anew(self, phrase: &str, annonce: String, comptes: Comptes) {
        self.act(phrase, annonce, || self.etat.reunion.update(|r| r.comptes = comptes));
    }

    /// What the last gesture of the meeting was; `None` where there is nothing to take back. Watched.
    pub(crate) fn last(self) -> Option<String> {
        annuler::last(self.etat, true).filter(|_| annuler::done(self.etat) > self.avant)
    }

    /// Takes the last gesture back, or makes it again.
    pub(crate) fn travel(self, en_arriere: bool) {
        if en_arriere && annuler::done(self.etat) <= self.avant {
            self.etat.annonce.set("Rien à annuler.".to_owned());
        } else {
            annuler::travel(self.etat, en_arriere);
        }
    }

    /// One more or one fewer of a profession.
    pub(crate) fn count(self, id: &'static str, nom: &'static str, un_de_plus: bool) {
        let mut comptes = self.etat.reunion.with_untracked(|r| r.comptes.clone());
        if !comptes.compter(id, un_de_plus) {
            return;
        }
        let combien = nombre(comptes.presents(id).into());
        let annonce = [nom, "\u{a0}: ", &combien, ". ", &personnes(&comptes), "."].concat();
        self.count_anew(&[signe(un_de_plus), nom].concat(), annonce, comptes);
    }

    /// The room becomes the people of the project.
    pub(crate) fn adopt_room(self) {
        let salle = self.etat.reunion.with_untracked(|r| r.comptes.professionnels());
        let annonce =
            [&self.etat.reunion.with_untracked(|r| personnes(&r.comptes)), " dans le projet."].concat();
        self.act("salle reprise dans le projet", annonce, || {
            self.etat.edit(|p| p.professionnels = salle);
        });
    }

    /// One more or one fewer who wants to work on a mission.
    pub(crate) fn interest(self, mission: Mission, un_de_plus: bool) {
        let mut comptes = self.etat.reunion.with_untracked(|r| r.comptes.clone());
        if !comptes.interesser(mission, un_de_plus) {
            return;
        }
        let titre = self.etat.formulaire().poste(mission.poste()).titre_court;
        let combien = compte(comptes.interets(mission).into(), "personne", "personnes");
        let annonce = [titre, "\u{a0}: ", &combien, "."].concat();
        self.count_anew(&[signe(un_de_plus), titre].concat(), annonce, comptes);
    }

    /// Names the working group of a mission.
    pub(crate) fn name_group(self, mission: Mission, nom: &str) {
        let mut comptes = self.etat.reunion.with_untracked(|r| r.comptes.clone());
        if !comptes.nommer(mission, nom) {
            return;
        }
        let groupe = comptes.groupe(mission);
        let annonce = if groupe.is_empty() {
            "Nom du groupe effacé.".to_owned()
        } else {
            ["Groupe ", groupe, " noté."].concat()
        };
        self.count_anew("nom du groupe", annonce, comptes);
    }

    /// Makes the perimeter of a letter the current one; a free letter begins as a copy.
    pub(crate) fn go_to(self, lettre: Lettre) {
        let etat = self.etat;
        let courant = etat.projet.with_untracked(|p| p.territoire.clone());
        let mut gardes = etat.gardes.get_untracked();
        let (avant, libre) = (gardes.courant(), !holds(&gardes, lettre));
        let Some(territoire) = gardes.go_to(lettre, &courant) else {
            let rien = avant != lettre;
            etat.annonce.set(if rien {
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
        self.act(&phrase, annonce, || {
            etat.gardes.set(gardes);
            if territoire != courant {
                etat.edit_territory(|t, _| *t = territoire);
            }
        });
    }

    /// Adds a commune of the edge, or takes it out.
    pub(crate) fn toggle_commune(self, code: CodeCommune, nom: &str, retirer: bool) {
        let phrase = [nom, if retirer { " retirée" } else { " ajoutée" }].concat();
        self.act(&phrase, [&phrase, "."].concat(), || {
            self.etat.edit_territory(|t, d| {
                if retirer {
                    edition::remove_commune(t, d, code);
                } else {
                    edition::add_commune(t, d, code);
                }
            });
        });
    }

    /// Takes a mission of choice, or leaves it.
    pub(crate) fn choose_mission(self, mission: Mission, choisie: bool) {
        let titre = self.etat.formulaire().poste(mission.poste()).titre_court;
        let phrase = [titre, if choisie { " choisie" } else { " laissée" }].concat();
        self.act(&phrase, [&phrase, "."].concat(), || self.etat.edit(|p| set_option(p, mission, choisie)));
    }

    /// Hides the amounts, or shows them, unless the host hides them anyway.
    pub(crate) fn toggle_amounts(self) {
        let etat = self.etat;
        if etat.masque_par_l_hote() {
            return;
        }
        etat.reunion.update(|r| r.masque = !r.masque);
        let masque = etat.reunion.with_untracked(|r| r.masque);
        etat.masque_en_reunion.set(masque);
        etat.annonce.set(if masque { "Montants masqués." } else { "Montants affichés." }.to_owned());
    }

    /// What the rules have a room read on a screen. Watched.
    pub(crate) fn reminder(self) -> Option<&'static str> {
        self.etat.rules().reunion.iter().find(|a| a.ecran == EcranReunion::Perimetres).map(|a| a.titre)
    }
}

/// Whether a perimeter has this letter.
pub(crate) fn holds(gardes: &Gardes, lettre: Lettre) -> bool {
    gardes.courant() == lettre || gardes.autres().iter().any(|g| g.lettre == lettre)
}

/// "36 personnes".
pub(crate) fn personnes(comptes: &Comptes) -> String {
    compte(comptes.total(), "personne", "personnes")
}

fn signe(un_de_plus: bool) -> &'static str {
    if un_de_plus { "+\u{a0}1 " } else { "−\u{a0}1 " }
}
