//! The lines of a list, once read.

use cpts_codes::{CodeCommune, Siren};

/// What a line adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lieu {
    /// A commune or an arrondissement.
    Commune(CodeCommune),
    /// A whole EPCI.
    Epci(Siren),
}

/// A place that a line may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidat {
    /// The place.
    pub lieu: Lieu,
    /// The former commune that the line names, where `lieu` is what it has become:
    /// choosing it adds the whole of the current commune.
    pub ancienne: Option<String>,
    /// True where it is the only candidate in the départements of the other lines,
    /// or the only one of all where no other line was recognised.
    pub probable: bool,
}

/// Why a person has to say what a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doute {
    /// Several places have this name.
    Homonymes,
    /// A postal code that several communes share.
    CodePostal,
    /// The number is a postal code here and an INSEE code there.
    InseeOuPostal,
    /// A former commune: the current one is larger.
    Ancienne,
    /// The spreadsheet has dropped the zero that the code begins with.
    ZeroPerdu,
    /// The code says one place, the name another.
    Desaccord,
    /// The only commune of this name, or of this code, is far from all the others of the list.
    Loin,
    /// Letters of the name were lost on its way.
    Abime,
}

impl Doute {
    /// Why the person is asked, in a sentence.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Homonymes => "Plusieurs communes portent ce nom.",
            Self::CodePostal => "Plusieurs communes partagent ce code postal.",
            Self::InseeOuPostal => "Ce nombre peut être un code INSEE ou un code postal.",
            Self::Ancienne => "Ancienne commune\u{a0}: c’est la commune actuelle, entière, qui sera ajoutée.",
            Self::ZeroPerdu => "Il manque peut-être le zéro du début.",
            Self::Desaccord => "Le nom et le lieu indiqué ne vont pas ensemble.",
            Self::Loin => "Cette commune est loin des autres. Est-ce bien elle\u{a0}?",
            Self::Abime => "Des lettres de ce nom se sont perdues.",
        }
    }
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lecture {
    /// One place, without a doubt.
    Reconnue(Lieu),
    /// To be settled: never without a candidate, the likeliest first.
    AChoisir(Doute, Vec<Candidat>),
    /// The same place as another line, whose number is here, or a former part of it.
    Doublon(Lieu, u32),
    /// Nothing that the data knows.
    Inconnue,
    /// The heads of the columns, and what stands above them.
    EnTete,
    /// What stands in a row beside the several communes of one of its cells.
    ACote,
    /// Nothing on the line.
    Vide,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LigneLue {
    /// Its number, from 1; of the item where the places follow each other on a line.
    pub numero: u32,
    /// Its text as it was given.
    pub texte: String,
    /// What it is.
    pub lecture: Lecture,
}
