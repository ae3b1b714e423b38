//! What a meeting knows: who is in the room, who is interested in what, which
//! screen is shown. Nobody is named: only professions and groups are counted.

use cpts_codes::Table;
use cpts_core::PROFESSIONNELS_MAX;
use cpts_rules::Mission;

/// Characters of the name of a working group.
pub const NOM_MAX: usize = 60;

/// The screens, in the order of the meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ecran {
    /// Who is in the room.
    #[default]
    Salle,
    /// What a CPTS is.
    Definition,
    /// The missions that every CPTS takes.
    Socles,
    /// The four sizes.
    Tailles,
    /// When what is granted is paid.
    Versements,
    /// From the idea to the yearly review.
    Etapes,
    /// The communes.
    Territoire,
    /// Up to three perimeters side by side.
    Perimetres,
    /// The money of the current perimeter, and its days.
    Argent,
    /// Who is interested in what.
    Missions,
    /// What comes after the meeting.
    Suite,
}

impl Ecran {
    /// All of them, in order.
    pub const TOUS: [Self; 11] = [
        Self::Salle,
        Self::Definition,
        Self::Socles,
        Self::Tailles,
        Self::Versements,
        Self::Etapes,
        Self::Territoire,
        Self::Perimetres,
        Self::Argent,
        Self::Missions,
        Self::Suite,
    ];

    /// Its place, from 0.
    pub const fn rang(self) -> usize {
        self as usize
    }

    /// Its name on a button, and in the text of a [`Reunion`].
    pub const fn nom(self) -> &'static str {
        match self {
            Self::Salle => "Salle",
            Self::Definition => "Présentation",
            Self::Socles => "Socles",
            Self::Tailles => "Tailles",
            Self::Versements => "Versements",
            Self::Etapes => "Étapes",
            Self::Territoire => "Territoire",
            Self::Perimetres => "Périmètres",
            Self::Argent => "Calendrier",
            Self::Missions => "Missions",
            Self::Suite => "Et après",
        }
    }

    /// What stands at the head of the screen.
    pub const fn titre(self) -> &'static str {
        match self {
            Self::Salle => "Qui est dans la salle\u{a0}?",
            Self::Definition => "Une CPTS, c’est quoi\u{a0}?",
            Self::Socles => "Les missions",
            Self::Tailles => "Quatre tailles de CPTS",
            Self::Versements => "Accordé n’est pas versé",
            Self::Etapes => "De l’idée au contrat",
            Self::Territoire => "Quel territoire\u{a0}?",
            Self::Perimetres => "Périmètres",
            Self::Argent => "Argent et temps",
            Self::Missions => "Qui veut travailler sur quoi\u{a0}?",
            Self::Suite => "Et après\u{a0}?",
        }
    }

    /// The one that follows.
    pub fn suivant(self) -> Option<Self> {
        Self::TOUS.get(self.rang() + 1).copied()
    }

    /// The one before.
    pub fn precedent(self) -> Option<Self> {
        Self::TOUS.get(self.rang().checked_sub(1)?).copied()
    }

    /// Whether amounts are shown there, unless they are hidden.
    pub const fn porte_des_montants(self) -> bool {
        matches!(self, Self::Perimetres | Self::Argent)
    }

    /// Whether something is counted or chosen there: the others are slides.
    pub const fn change_quelque_chose(self) -> bool {
        matches!(self, Self::Salle | Self::Territoire | Self::Perimetres | Self::Argent | Self::Missions)
    }

    /// Whether the perimeters A, B and C are at hand there.
    pub const fn porte_des_perimetres(self) -> bool {
        matches!(self, Self::Territoire | Self::Perimetres | Self::Argent)
    }
}

/// What was counted and named during a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comptes {
    presents: Table<String, u16>,
    interets: [u16; MISSIONS],
    groupes: [String; MISSIONS],
}

const MISSIONS: usize = Mission::TOUS.len();

impl Comptes {
    /// How many people of a profession are in the room.
    pub fn presents(&self, profession: &str) -> u16 {
        self.presents.get(profession).copied().unwrap_or(0)
    }

    /// Everybody in the room.
    pub fn total(&self) -> u32 {
        let mut total = 0u32;
        for n in self.presents.values() {
            total += u32::from(*n);
        }
        total
    }

    /// The room as the people of a project; `None` while nobody was counted.
    pub fn professionnels(&self) -> Option<Table<String, u16>> {
        (!self.presents.is_empty()).then(|| self.presents.clone())
    }

    /// One more or one fewer of a profession. Returns whether that changed anything.
    pub fn compter(&mut self, profession: &str, un_de_plus: bool) -> bool {
        let avant = self.presents(profession);
        let apres = pas(avant, un_de_plus);
        if apres == 0 {
            self.presents.remove(profession);
        } else {
            self.presents.insert(profession.to_owned(), apres);
        }
        apres != avant
    }

    /// How many want to work on a mission.
    pub fn interets(&self, mission: Mission) -> u16 {
        self.interets.get(mission as usize).copied().unwrap_or(0)
    }

    /// One more or one fewer for a mission. Returns whether that changed anything.
    pub fn interesser(&mut self, mission: Mission, un_de_plus: bool) -> bool {
        let Some(n) = self.interets.get_mut(mission as usize) else { return false };
        let avant = *n;
        *n = pas(avant, un_de_plus);
        *n != avant
    }

    /// The name of the working group of a mission; empty while it has none.
    pub fn groupe(&self, mission: Mission) -> &str {
        self.groupes.get(mission as usize).map_or("", String::as_str)
    }

    /// Names the working group of a mission. Returns whether that changed anything.
    pub fn nommer(&mut self, mission: Mission, nom: &str) -> bool {
        let Some(groupe) = self.groupes.get_mut(mission as usize) else { return false };
        let mut propre = String::new();
        for lettre in nom.chars() {
            // A group is one line, and does not begin with a space.
            let en_tete = propre.is_empty() && lettre.is_whitespace();
            if !(en_tete || lettre.is_control()) {
                propre.push(lettre);
            }
        }
        if let Some((fin, _)) = propre.char_indices().nth(NOM_MAX) {
            propre.truncate(fin);
        }
        propre.truncate(propre.trim_end().len());
        let change = *groupe != propre;
        *groupe = propre;
        change
    }
}

/// A meeting: where it is, what it hides, what it counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reunion {
    /// Whether it is on: a page that is loaded anew goes back to it.
    pub ouverte: bool,
    /// The screen that is shown.
    pub ecran: Ecran,
    /// Whether the person running the meeting hides the amounts.
    pub masque: bool,
    /// Whether keys of one letter are off: those who dictate type letters without wanting to.
    pub sans_raccourcis: bool,
    /// The room, the interests, the groups.
    pub comptes: Comptes,
}

impl Reunion {
    /// All of it in plain lines, for what keeps the session.
    pub fn to_texte(&self) -> String {
        let mut texte = ["ecran ", self.ecran.nom(), "\n"].concat();
        if self.ouverte {
            texte.push_str("ouverte\n");
        }
        if self.masque {
            texte.push_str("masque\n");
        }
        if self.sans_raccourcis {
            texte.push_str("sans-raccourcis\n");
        }
        for (profession, n) in self.comptes.presents.iter() {
            texte.push_str(&["present ", profession, " ", &n.to_string(), "\n"].concat());
        }
        for mission in Mission::TOUS {
            let n = self.comptes.interets(*mission);
            if n > 0 {
                texte.push_str(&["interet ", mission.id(), " ", &n.to_string(), "\n"].concat());
            }
            let groupe = self.comptes.groupe(*mission);
            if !groupe.is_empty() {
                texte.push_str(&["groupe ", mission.id(), " ", groupe, "\n"].concat());
            }
        }
        texte
    }

    /// Reads those lines back; what another version wrote and this one does not know is left out.
    /// `connue` tells the professions that there are.
    pub fn from_texte(texte: &str, connue: impl Fn(&str) -> bool) -> Self {
        let mut reunion = Self::default();
        let comptes = &mut reunion.comptes;
        for ligne in texte.lines() {
            let (mot, reste) = ligne.split_once(' ').unwrap_or((ligne, ""));
            let (qui, valeur) = reste.split_once(' ').unwrap_or((reste, ""));
            let nombre = valeur.parse::<u16>().ok().filter(|n| (1..=PROFESSIONNELS_MAX).contains(n));
            match (mot, nombre, Mission::from_id(qui)) {
                ("ecran", _, _) => {
                    reunion.ecran =
                        Ecran::TOUS.into_iter().find(|e| e.nom() == reste).unwrap_or(Ecran::Salle);
                }
                ("ouverte", _, _) => reunion.ouverte = true,
                ("masque", _, _) => reunion.masque = true,
                ("sans-raccourcis", _, _) => reunion.sans_raccourcis = true,
                ("present", Some(n), _) if connue(qui) => {
                    comptes.presents.insert(qui.to_owned(), n);
                }
                ("interet", Some(n), Some(mission)) => {
                    if let Some(interet) = comptes.interets.get_mut(mission as usize) {
                        *interet = n;
                    }
                }
                ("groupe", _, Some(mission)) => {
                    comptes.nommer(mission, valeur);
                }
                _ => {}
            }
        }
        reunion
    }
}

/// One more, within what a project holds; or one fewer, down to nobody.
fn pas(n: u16, un_de_plus: bool) -> u16 {
    if un_de_plus { n.saturating_add(1).min(PROFESSIONNELS_MAX) } else { n.saturating_sub(1) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known(id: &str) -> bool {
        ["infirmier", "medecin_generaliste", "sage_femme"].contains(&id)
    }

    #[test]
    fn each_screen_has_its_own_head_and_what_can_be_done_there() {
        let titres: std::collections::BTreeSet<&str> = Ecran::TOUS.iter().map(|e| e.titre()).collect();
        assert_eq!(titres.len(), Ecran::TOUS.len());
        assert!(titres.iter().all(|t| t.chars().next().is_some_and(char::is_uppercase)));
        let those =
            |quoi: fn(Ecran) -> bool| Ecran::TOUS.into_iter().filter(|e| quoi(*e)).collect::<Vec<_>>();
        use Ecran::{Argent, Missions, Perimetres, Salle, Territoire};
        assert_eq!(those(Ecran::porte_des_montants), [Perimetres, Argent]);
        assert_eq!(those(Ecran::porte_des_perimetres), [Territoire, Perimetres, Argent]);
        assert_eq!(those(Ecran::change_quelque_chose), [Salle, Territoire, Perimetres, Argent, Missions]);
        assert_eq!(Ecran::Salle.suivant(), Some(Ecran::Definition));
        assert_eq!(Ecran::Suite.suivant(), None);
    }

    #[test]
    fn the_screens_follow_each_other_and_come_back() {
        for (rang, ecran) in Ecran::TOUS.into_iter().enumerate() {
            assert_eq!(ecran.rang(), rang);
            if let Some(suivant) = ecran.suivant() {
                assert_eq!(suivant.precedent(), Some(ecran));
            }
        }
        assert_eq!(Ecran::Salle.precedent(), None);
        assert_eq!(Ecran::Suite.suivant(), None);
    }

    #[test]
    fn nobody_is_below_zero_and_nobody_left_is_not_an_answer() {
        let mut reunion = Comptes::default();
        assert!(!reunion.compter("infirmier", false));
        assert_eq!(reunion.professionnels(), None);
        assert!(reunion.compter("infirmier", true));
        assert_eq!(reunion.professionnels(), Some(Table::from([("infirmier".to_owned(), 1)])));
        assert!(reunion.compter("infirmier", false));
        assert_eq!(reunion.professionnels(), None);
        assert_eq!(reunion, Comptes::default());
    }

    #[test]
    fn a_group_is_one_short_line() {
        let mut reunion = Comptes::default();
        reunion.nommer(Mission::Parcours, "  Sommeil\net sport  ");
        assert_eq!(reunion.groupe(Mission::Parcours), "Sommeilet sport");
        reunion.nommer(Mission::Parcours, &"é".repeat(500));
        assert_eq!(reunion.groupe(Mission::Parcours).chars().count(), NOM_MAX);
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let lu = Reunion::from_texte(
            "ecran Périmètres\npresent infirmier 4\npresent inconnue 3\npresent sage_femme 999999\n\
             interet rien 2\nautre chose\ngroupe parcours Diabète et pieds\n",
            known,
        );
        assert_eq!(lu.ecran, Ecran::Perimetres);
        assert_eq!(lu.comptes.total(), 4);
        assert_eq!(lu.comptes.groupe(Mission::Parcours), "Diabète et pieds");
        assert_eq!(Reunion::from_texte("ecran Nulle part", known), Reunion::default());
    }

    fn any_reunion() -> impl Strategy<Value = Reunion> {
        let gestes = prop::collection::vec((0..3usize, any::<bool>(), 0..MISSIONS, ".{0,80}"), 0..60);
        (0..Ecran::TOUS.len(), any::<bool>(), any::<bool>(), gestes).prop_map(
            |(ecran, masque, sans, gestes)| {
                let mut reunion = Reunion {
                    ecran: Ecran::TOUS[ecran],
                    masque,
                    sans_raccourcis: sans,
                    ..Reunion::default()
                };
                for (qui, plus, mission, nom) in gestes {
                    reunion.comptes.compter(["infirmier", "medecin_generaliste", "sage_femme"][qui], plus);
                    reunion.comptes.interesser(Mission::TOUS[mission], plus);
                    reunion.comptes.nommer(Mission::TOUS[mission], &nom);
                }
                reunion
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(reunion in any_reunion()) {
            prop_assert_eq!(Reunion::from_texte(&reunion.to_texte(), known), reunion);
        }

        #[test]
        fn any_text_is_read_without_harm(texte in "\\PC{0,400}", lignes in prop::collection::vec("(present|interet|groupe|ecran) ?[a-z_]{0,12} ?[0-9-]{0,9}", 0..40)) {
            let lu = Reunion::from_texte(&[texte, lignes.join("\n")].join("\n"), known);
            prop_assert!(lu.comptes.total() <= 3 * u32::from(PROFESSIONNELS_MAX));
        }

        #[test]
        fn the_total_is_the_sum_of_the_room(reunion in any_reunion()) {
            let somme: u32 = ["infirmier", "medecin_generaliste", "sage_femme"].iter().map(|p| u32::from(reunion.comptes.presents(p))).sum();
            prop_assert_eq!(reunion.comptes.total(), somme);
        }
    }
}
