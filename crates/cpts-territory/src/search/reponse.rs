//! What a search answers.

use core::ops::Range;

use cpts_codes::CodePostal;

use crate::territory::{Commune, Epci, Former};

/// How a hit answers the query, from the surest to the boldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rang {
    /// The query is its code (postal code, or SIREN).
    Code,
    /// The query is its INSEE code, although it may be a postal code elsewhere.
    CodeInsee,
    /// The query is its whole name, article left out or not.
    Exact,
    /// Its name begins so.
    Debut,
    /// A word of its name begins so.
    Mot,
    /// All the words of the query begin words of its name, in order.
    Mots,
    /// Its name, or the beginning of it, but for one slip: a letter missing, too
    /// many, changed, or two neighbours that changed places. From five letters on
    /// (four where nothing else is found), and never in a name with a digit typed.
    /// Before [`Rang::Interieur`]: a slip was meant more often than the middle of a
    /// word (`tests/quality.rs` lost ten in a hundred the other way round).
    Approche,
    /// A part of a word.
    Interieur,
    /// An EPCI proposed because one of its communes answers the query.
    Rattachement,
}

/// What a hit proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cible<'a> {
    /// A commune or an arrondissement.
    Commune(Commune<'a>),
    /// A former commune; choosing it adds the whole of the current one.
    Ancienne(Former<'a>),
    /// A whole EPCI.
    Epci {
        /// The EPCI.
        epci: Epci<'a>,
        /// The commune for which it is proposed, where the query does not name the EPCI.
        pour: Option<Commune<'a>>,
    },
    /// A postal code that several communes share: a group to review, not a territory.
    CodePostal {
        /// The postal code.
        code: CodePostal,
        /// How many communes it serves.
        communes: u32,
    },
}

/// An answer to a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'a> {
    /// What is proposed.
    pub cible: Cible<'a>,
    /// How well it answers.
    pub rang: Rang,
    /// Bytes of the name that the query matches, for underlining: of `commune.nom`,
    /// of `ancienne.nom`, of `epci.nom`, or of `pour.nom` where there is one. Empty
    /// for a code. Always on character boundaries.
    pub portion: Range<usize>,
}
