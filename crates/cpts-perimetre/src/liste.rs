//! Reading a list that somebody pasted: a column of a spreadsheet, a CSV file, a
//! sentence of names.
//!
//! Every line comes out once, with its number and its own text: recognised, to be
//! settled by a person, or unknown. Nothing is guessed: where two communes may be
//! meant, both are candidates, the likeliest first ([`read`]). What only looks like a
//! name is a suggestion, made on demand ([`suggest`]).

mod cellules;
mod indices;
mod lecture;
mod lignes;
mod morceaux;
mod proximite;
mod reparation;
mod sens;
mod tete;

use cpts_codes::{CodeDepartement, insertion_sort_by_key};
use cpts_territory::{Adjacence, Cible, Territory};

use lecture::Lecteur;
pub use lignes::{Candidat, Doute, Lecture, Lieu, LigneLue};

/// Longest text that is read, in bytes.
pub const MAX_OCTETS: usize = 1_000_000;
/// Most lines that are read; France has fewer communes.
pub const MAX_LIGNES: usize = 40_000;

/// Why a text is not read at all. The sentence is for the person who pasted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ErreurListe {
    /// More than [`MAX_OCTETS`].
    #[error(
        "Ce texte est trop long\u{a0}: un million de caractères au plus. Gardez la colonne des communes, puis recommencez."
    )]
    TropLong,
    /// More than [`MAX_LIGNES`].
    #[error(
        "Cette liste a trop de lignes\u{a0}: 40\u{a0}000 au plus. Gardez les communes de votre territoire, puis recommencez."
    )]
    TropDeLignes,
}

/// What is known beside the text of a list.
#[derive(Clone, Copy, Default)]
pub struct Alentours<'a> {
    /// Places of the same territory: what is near them is likelier.
    pub pres_de: &'a [Lieu],
    /// Which communes touch which. Without it, what is alone in its département is asked about.
    pub voisins: Option<&'a Adjacence>,
}

/// Reads a list.
///
/// # Errors
/// A text too long to be the list of a territory: see [`ErreurListe`].
pub fn read(
    texte: &str,
    donnees: &Territory,
    alentours: Alentours<'_>,
) -> Result<Vec<LigneLue>, ErreurListe> {
    if texte.len() > MAX_OCTETS {
        return Err(ErreurListe::TropLong);
    }
    let texte = texte.strip_prefix('\u{feff}').unwrap_or(texte);
    let rangees = cellules::lines(texte);
    if rangees.len() > MAX_LIGNES {
        return Err(ErreurListe::TropDeLignes);
    }
    let mut lignes = Lecteur::new(donnees).read(&rangees, alentours.pres_de, alentours.voisins);
    let mut frequences = Frequences::new(&lignes, donnees);
    for lieu in alentours.pres_de {
        frequences.count(*lieu, donnees);
    }
    for ligne in &mut lignes {
        frequences.order(&mut ligne.lecture, donnees);
    }
    mark_repeats(&mut lignes, donnees);
    mark_parts(&mut lignes);
    Ok(lignes)
}

/// Reads a line again after its text was corrected, in the company of the others.
pub fn correct(lignes: &mut [LigneLue], place: usize, texte: &str, donnees: &Territory) {
    let mut lecture = Lecteur::new(donnees).read_alone(texte);
    Frequences::new(lignes, donnees).order(&mut lecture, donnees);
    if let Lecture::Reconnue(lieu) = lecture {
        let premier =
            lignes.iter().enumerate().find(|(i, l)| *i != place && l.lecture == Lecture::Reconnue(lieu));
        if let Some((_, premier)) = premier {
            lecture = Lecture::Doublon(lieu, premier.numero);
        }
    }
    if let Some(ligne) = lignes.get_mut(place) {
        texte.clone_into(&mut ligne.texte);
        ligne.lecture = lecture;
    }
}

/// How many places an unknown line is shown that it may mean.
const SUGGESTIONS: usize = 4;
/// How many words behind a name may be too many.
const MOTS_DE_TROP: usize = 3;

/// What an unknown line may mean: the nearest names, to be accepted by a person.
pub fn suggest(texte: &str, donnees: &Territory) -> Vec<Candidat> {
    let nom = Lecteur::new(donnees).name_of(texte);
    let mut nom = nom.trim();
    let mut hits = donnees.search(nom, 2 * SUGGESTIONS);
    // « Cambrai Est » is no name, « Cambrai » is one.
    for _ in 0..MOTS_DE_TROP {
        let Some((debut, _)) = nom.rsplit_once(char::is_whitespace).filter(|_| hits.is_empty()) else {
            break;
        };
        nom = debut.trim_end();
        hits = donnees.search(nom, 2 * SUGGESTIONS);
    }
    let mut candidats: Vec<Candidat> = Vec::new();
    for hit in hits {
        let (lieu, ancienne) = match hit.cible {
            Cible::Commune(c) => (Lieu::Commune(c.code), None),
            Cible::Ancienne(f) => (Lieu::Commune(f.actuelle.code), Some(f.nom.to_owned())),
            Cible::Epci { epci, pour: None } => (Lieu::Epci(epci.siren), None),
            _ => continue,
        };
        if candidats.len() < SUGGESTIONS && !candidats.iter().any(|c| c.lieu == lieu) {
            candidats.push(Candidat { lieu, ancienne, probable: false });
        }
    }
    candidats
}

/// How many recognised lines each département has: what is near them is likelier.
struct Frequences(Vec<(CodeDepartement, u32)>);

impl Frequences {
    fn new(lignes: &[LigneLue], donnees: &Territory) -> Self {
        let mut frequences = Self(Vec::new());
        for ligne in lignes {
            if let Lecture::Reconnue(lieu) = ligne.lecture {
                frequences.count(lieu, donnees);
            }
        }
        frequences
    }

    fn count(&mut self, lieu: Lieu, donnees: &Territory) {
        let Some(code) = departement(lieu, donnees) else { return };
        match self.0.iter_mut().find(|f| f.0 == code) {
            Some(f) => f.1 += 1,
            None => self.0.push((code, 1)),
        }
    }

    fn of(&self, lieu: Lieu, donnees: &Territory) -> u32 {
        let code = departement(lieu, donnees);
        self.0.iter().find(|f| Some(f.0) == code).map_or(0, |f| f.1)
    }

    /// Puts the likeliest candidate first, and says whether it is likely.
    fn order(&self, lecture: &mut Lecture, donnees: &Territory) {
        let Lecture::AChoisir(doute, candidats) = lecture else { return };
        insertion_sort_by_key(candidats, |c| {
            let loin = u32::MAX - self.of(c.lieu, donnees);
            (loin, c.ancienne.is_some(), u32::MAX - population(c.lieu, donnees))
        });
        let proches = candidats.iter().filter(|c| self.of(c.lieu, donnees) > 0).count();
        // Of a postal code several communes may be meant.
        let seul = candidats.len() == 1 && self.0.is_empty();
        let choix = *doute != Doute::CodePostal && (proches == 1 || seul);
        if let Some(premier) = candidats.first_mut() {
            premier.probable = choix;
        }
    }
}

fn departement(lieu: Lieu, donnees: &Territory) -> Option<CodeDepartement> {
    match lieu {
        Lieu::Commune(code) => donnees.commune(code),
        Lieu::Epci(siren) => donnees.communes_of_epci(siren).next(),
    }
    .map(|c| c.departement)
}

fn population(lieu: Lieu, donnees: &Territory) -> u32 {
    match lieu {
        Lieu::Commune(code) => donnees.commune(code).and_then(|c| c.population),
        Lieu::Epci(siren) => donnees.epci(siren).map(|e| e.population),
    }
    .unwrap_or(0)
}

/// A former commune whose commune of today is in the list too is in it already.
fn mark_parts(lignes: &mut [LigneLue]) {
    let mut reconnues: Vec<(Lieu, u32)> = Vec::new();
    for ligne in lignes.iter() {
        if let Lecture::Reconnue(lieu) = ligne.lecture {
            reconnues.push((lieu, ligne.numero));
        }
    }
    for ligne in lignes {
        if let Lecture::AChoisir(Doute::Ancienne, candidats) = &ligne.lecture
            && let [seul] = candidats.as_slice()
            && let Some((lieu, numero)) = reconnues.iter().find(|r| r.0 == seul.lieu)
        {
            ligne.lecture = Lecture::Doublon(*lieu, *numero);
        }
    }
}

/// A place that was recognised before is marked as repeated.
fn mark_repeats(lignes: &mut [LigneLue], donnees: &Territory) {
    // One number a line, the place above its rank: sorted, repeats stand together.
    let mut rangs = Vec::with_capacity(lignes.len());
    for (rang, ligne) in lignes.iter().enumerate() {
        let cle = match ligne.lecture {
            Lecture::Reconnue(Lieu::Commune(code)) => donnees.commune(code).map(|c| c.index),
            // Nine digits: above every index.
            Lecture::Reconnue(Lieu::Epci(siren)) => Some(siren.get()),
            _ => None,
        };
        if let Some(cle) = cle {
            rangs.push(u64::from(cle) << 32 | rang as u64);
        }
    }
    rangs.sort_unstable();
    let mut premier: Option<(u64, u32)> = None;
    for cle in rangs {
        let Some(ligne) = lignes.get_mut((cle & 0xffff_ffff) as usize) else { continue };
        match (premier, &ligne.lecture) {
            (Some((lieu, numero)), Lecture::Reconnue(repete)) if lieu == cle >> 32 => {
                ligne.lecture = Lecture::Doublon(*repete, numero);
            }
            _ => premier = Some((cle >> 32, ligne.numero)),
        }
    }
}
