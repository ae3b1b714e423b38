//! The lines of a list, once read.

use cpts_codes::{CodeCommune, Siren};

/// What a line adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lecture {
    /// One place, without a doubt.
    Reconnue(Lieu),
    /// To be settled: never without a candidate, the likeliest first.
    AChoisir(Doute, Vec<Candidat>),
    /// The same place as a line before, whose number is here.
    Doublon(Lieu, u32),
    /// Nothing that the data knows.
    Inconnue,
    /// The heads of the columns, and what stands above them.
    EnTete,
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
