//! What a code and a name may mean, and what follows where they stand together.

use cpts_codes::CodeDepartement;
use cpts_territory::{Commune, Former, Nomme, Territory, normalise};

use super::indices::{Code, Genre};
use super::lignes::{Candidat, Doute, Lecture, Lieu};

/// What a code may mean.
pub(super) struct Sens<'a> {
    pub(super) insee: Option<Commune<'a>>,
    pub(super) ancienne: Option<Former<'a>>,
    pub(super) postal: Vec<Commune<'a>>,
}

impl<'a> Sens<'a> {
    pub(super) fn of(donnees: &'a Territory, code: Code) -> Self {
        let insee = match code.genre {
            Genre::Postal => None,
            _ => donnees.commune(code.insee),
        };
        let ancienne = match (code.genre, insee) {
            (Genre::Postal, _) | (_, Some(_)) => None,
            _ => donnees.former(code.insee),
        };
        let mut postal = Vec::new();
        if code.genre != Genre::Insee
            && let Some(cp) = code.postal
        {
            postal.extend(donnees.communes_of_code_postal(cp));
        }
        Self { insee, ancienne, postal }
    }

    /// Whether the code is one of INSEE, of today or of before.
    pub(super) fn is_insee(&self) -> bool {
        self.insee.is_some() || self.ancienne.is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.is_insee() && self.postal.is_empty()
    }

    pub(super) fn candidates(&self) -> Vec<Candidat> {
        let mut candidats = Vec::new();
        if let Some(c) = &self.insee {
            push(&mut candidats, candidate(&Nomme::Commune(*c)));
        }
        if let Some(f) = &self.ancienne {
            push(&mut candidats, candidate(&Nomme::Ancienne(*f)));
        }
        for c in &self.postal {
            push(&mut candidats, candidate(&Nomme::Commune(*c)));
        }
        candidats
    }

    /// What the code and the name both say.
    pub(super) fn agreed(&self, noms: &[Nomme<'_>]) -> Option<Lecture> {
        if let Some(c) = &self.insee
            && noms.iter().any(|n| matches!(n, Nomme::Commune(n) if n.code == c.code))
        {
            return Some(Lecture::Reconnue(Lieu::Commune(c.code)));
        }
        let mut communes = Vec::new();
        let mut anciennes = Vec::new();
        for nomme in noms {
            let (ici, liste) = match nomme {
                Nomme::Commune(n) => (self.postal.iter().any(|c| c.code == n.code), &mut communes),
                Nomme::Ancienne(f) => {
                    let par_code = self.ancienne.is_some_and(|a| a.code == f.code)
                        || self.insee.is_some_and(|c| c.code == f.actuelle.code);
                    (par_code || self.postal.iter().any(|c| c.code == f.actuelle.code), &mut anciennes)
                }
                Nomme::Epci(_) => continue,
            };
            if ici {
                push(liste, candidate(nomme));
            }
        }
        match communes.as_slice() {
            [seul] => Some(Lecture::Reconnue(seul.lieu)),
            // « 75013 Paris »: the arrondissement that the code serves.
            [] if anciennes.is_empty() => self.arrondissement(noms),
            [] => Some(choice(Doute::Ancienne, anciennes)),
            _ => Some(choice(Doute::Homonymes, communes)),
        }
    }

    /// The one arrondissement that a postal code serves, of the city that is named.
    fn arrondissement(&self, noms: &[Nomme<'_>]) -> Option<Lecture> {
        let [seul] = self.postal.as_slice() else { return None };
        let ville = seul.ville?;
        noms.iter()
            .any(|n| matches!(n, Nomme::Commune(n) if n.code == ville))
            .then_some(Lecture::Reconnue(Lieu::Commune(seul.code)))
    }
}

/// What a name says, in the département that the line gives if it gives one.
pub(super) fn resolve_name(mut noms: Vec<Nomme<'_>>, dans: Option<CodeDepartement>) -> Lecture {
    let mut doute = Doute::Homonymes;
    if dans.is_some() {
        if noms.iter().any(|n| departement(n) == dans) {
            noms.retain(|n| departement(n) == dans);
        } else {
            doute = Doute::Desaccord;
        }
    }
    let communes = noms.iter().filter(|n| matches!(n, Nomme::Commune(_))).count();
    match (noms.as_slice(), communes) {
        ([], _) => return Lecture::Inconnue,
        _ if doute == Doute::Desaccord => {}
        // Former communes of the same name elsewhere are not what one means first.
        ([Nomme::Commune(c), ..], 1) => return Lecture::Reconnue(Lieu::Commune(c.code)),
        ([Nomme::Epci(e)], _) => return Lecture::Reconnue(Lieu::Epci(e.siren)),
        (_, 0) => doute = Doute::Ancienne,
        _ => {}
    }
    choice(doute, candidates(&noms))
}

fn departement(nomme: &Nomme<'_>) -> Option<CodeDepartement> {
    match nomme {
        Nomme::Commune(c) => Some(c.departement),
        Nomme::Ancienne(f) => Some(f.actuelle.departement),
        Nomme::Epci(_) => None,
    }
}

/// Whether one of these is in a département.
pub(super) fn any_in(noms: &[Nomme<'_>], dans: CodeDepartement) -> bool {
    noms.iter().any(|n| departement(n) == Some(dans))
}

pub(super) fn candidates(noms: &[Nomme<'_>]) -> Vec<Candidat> {
    let mut candidats = Vec::new();
    for nomme in noms {
        push(&mut candidats, candidate(nomme));
    }
    candidats
}

fn candidate(nomme: &Nomme<'_>) -> Candidat {
    let (lieu, ancienne) = match nomme {
        Nomme::Commune(c) => (Lieu::Commune(c.code), None),
        Nomme::Ancienne(f) => (Lieu::Commune(f.actuelle.code), Some(f.nom.to_owned())),
        Nomme::Epci(e) => (Lieu::Epci(e.siren), None),
    };
    Candidat { lieu, ancienne, probable: false }
}

pub(super) fn push(candidats: &mut Vec<Candidat>, candidat: Candidat) {
    if !candidats.iter().any(|c| c.lieu == candidat.lieu) {
        candidats.push(candidat);
    }
}

/// A choice; without a candidate there is none to make.
pub(super) fn choice(doute: Doute, candidats: Vec<Candidat>) -> Lecture {
    if candidats.is_empty() { Lecture::Inconnue } else { Lecture::AChoisir(doute, candidats) }
}

/// A word of four letters or more stands in both names.
pub(super) fn share_a_word(a: &str, b: &str) -> bool {
    let (a, b) = (normalise(a), normalise(b));
    a.split(' ').any(|m| m.len() >= 4 && m != "saint" && m != "sainte" && b.split(' ').any(|n| n == m))
}
