//! What a person typed, taken apart.

use cpts_codes::{CodeCommune, CodeDepartement, CodePostal, Siren};

use crate::normalise::{accents, normalised};
use crate::territory::Territory;

/// Longest query that is looked at; the longest name has fewer letters.
const MAX_QUERY: usize = 120;

/// A query made of one code and nothing else.
pub(super) enum Code {
    /// Five digits: a postal code, an INSEE code, or both.
    CinqChiffres(CodePostal, CodeCommune),
    /// An INSEE code that cannot be a postal code (Corsica).
    Insee(CodeCommune),
    /// Nine digits.
    Siren(Siren),
    /// Three or four digits: the head of postal codes, as bounds.
    DebutPostal(u32, u32),
}

/// What narrows a search by name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    None,
    Departement(CodeDepartement),
    /// A postal code, or the same digits as an INSEE code.
    Postal(CodePostal, CodeCommune),
    /// Only EPCI: the query begins with « CC », « métropole » and the like.
    Epci,
}

/// A code alone, digits apart or together (« 59 400 », « 200 068 500 »).
pub(super) fn code(text: &str) -> Option<Code> {
    let mut compact = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_alphanumeric() || compact.len() == 9 {
            return None;
        }
        compact.push(c);
    }
    let digits = compact.bytes().all(|o| o.is_ascii_digit());
    match (compact.len(), digits) {
        (9, true) => compact.parse().ok().map(Code::Siren),
        (5, true) => Some(Code::CinqChiffres(compact.parse().ok()?, compact.parse().ok()?)),
        (5, false) => compact.parse().ok().map(Code::Insee),
        (n @ (3 | 4), true) => {
            let width = if n == 3 { 100 } else { 10 };
            let head: u32 = compact.parse().ok()?;
            Some(Code::DebutPostal(head * width, (head + 1) * width))
        }
        _ => None,
    }
}

/// A query by name.
pub(super) struct Query {
    /// Normalised words.
    pub(super) words: Vec<Vec<u8>>,
    pub(super) ends: Ends,
    /// The accented letters typed, each with its place among the normalised letters.
    pub(super) accents: Vec<(usize, char)>,
}

/// How the text ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// With a letter: the word may go on.
    Open,
    /// With a space or the like: the last word is finished.
    Space,
    /// With a hyphen or an apostrophe: another word is to come.
    Hyphen,
}

impl Query {
    pub(super) fn new(text: &str) -> Self {
        let mut bytes = normalised(text);
        bytes.truncate(MAX_QUERY);
        // « paris13 »: no name has a number right behind a letter.
        if let Some(at) = bytes.windows(2).position(|w| w[0].is_ascii_alphabetic() && w[1].is_ascii_digit()) {
            bytes.insert(at + 1, b' ');
        }
        let mut words: Vec<_> =
            bytes.split(|&o| o == b' ').filter(|w| !w.is_empty()).map(<[u8]>::to_vec).collect();
        // « 59400 cambrai », as on a letter: a place is told behind a name.
        let adresse = words.len() > 1 && words[0].len() == 5 && words[0].iter().all(u8::is_ascii_digit);
        if adresse {
            words.rotate_left(1);
        }
        let ends = match text.chars().next_back() {
            Some('-' | '\'' | '\u{2019}') => Ends::Hyphen,
            Some(c) if !c.is_alphanumeric() => Ends::Space,
            _ => Ends::Open,
        };
        let mut query = Self { words, ends, accents: Vec::new() };
        // Abbreviations written in full displace the letters.
        if !adresse && !query.words.iter().any(|w| abbreviation(w, false).is_some()) {
            query.accents = accents(text);
        }
        query
    }

    /// The words joined, abbreviations written in full. The last word is being
    /// typed, « st » may become « strasbourg »: it is left alone unless finished
    /// or `last` asks for it.
    pub(super) fn expanded(&self, last: bool, second: bool) -> Vec<u8> {
        let mut out = Vec::with_capacity(40);
        for (i, word) in self.words.iter().enumerate() {
            if i > 0 {
                out.push(b' ');
            }
            let complete = i + 1 < self.words.len() || self.ends != Ends::Open || last;
            let full = if complete { abbreviation(word, second) } else { None };
            out.extend_from_slice(full.unwrap_or(word));
        }
        out
    }

    /// True when an abbreviation of the query can be read in two ways.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.words.iter().any(|w| w == b"pt")
    }
}

/// None of these words is a word of a current name, so that no name gets lost.
fn abbreviation(word: &[u8], second: bool) -> Option<&'static [u8]> {
    Some(match word {
        b"st" => b"saint",
        b"ste" => b"sainte",
        b"sts" => b"saints",
        b"stes" => b"saintes",
        b"s" => b"sur",
        b"ss" => b"sous",
        b"ch" => b"chateau",
        b"gd" => b"grand",
        b"gde" => b"grande",
        b"pt" if second => b"pont",
        b"pt" => b"petit",
        b"pte" => b"petite",
        b"mt" => b"mont",
        b"nd" => b"notre dame",
        b"vx" => b"vieux",
        b"fbg" => b"faubourg",
        _ => return None,
    })
}

/// « 13 », « 13e », « 13ème », « 1er »: the number of an arrondissement, and whether
/// the text says that it is one.
pub(super) fn ordinal(word: &[u8]) -> Option<(u32, bool)> {
    let digits = word.iter().take_while(|o| o.is_ascii_digit()).count();
    let (number, suffix) = word.split_at(digits);
    if !(1..=2).contains(&digits) {
        return None;
    }
    let number = number.iter().fold(0, |n, &o| n * 10 + u32::from(o - b'0'));
    match suffix {
        b"" => Some((number, false)),
        b"e" | b"eme" | b"er" | b"ieme" | b"re" | b"em" => Some((number, true)),
        _ => None,
    }
}

/// Words that announce an EPCI, and how many of them.
pub(super) fn epci_prefix(words: &[Vec<u8>]) -> usize {
    const PREFIXES: [&[&[u8]]; 10] = [
        &[b"communaute", b"de", b"communes"],
        &[b"communaute", b"d", b"agglomeration"],
        &[b"communaute", b"urbaine"],
        &[b"com", b"com"],
        &[b"metropole"],
        &[b"agglomeration"],
        &[b"agglo"],
        &[b"cc"],
        &[b"ca"],
        &[b"cu"],
    ];
    PREFIXES
        .iter()
        .filter(|p| words.len() > p.len() && p.iter().zip(words).all(|(a, b)| a == b))
        .map(|p| p.len())
        .max()
        .unwrap_or(0)
}

/// The département or the code that ends a query: « saint-denis 93 », « saint denis
/// (93) », « saint-denis 93200 », « cambrai (Nord) ». Gives also how many words it takes.
pub(super) fn filter(territory: &Territory, text: &str, words: &[Vec<u8>]) -> Option<(Filter, usize)> {
    if words.len() < 2 {
        return None;
    }
    let last = core::str::from_utf8(words.last()?).ok()?;
    if last.len() == 5
        && let (Ok(code), Ok(insee)) = (last.parse(), last.parse())
    {
        return Some((Filter::Postal(code, insee), 1));
    }
    let upper = last.to_ascii_uppercase();
    if let Some(d) = territory.departements.iter().find(|d| d.code.as_str() == upper) {
        return Some((Filter::Departement(d.code), 1));
    }
    let (_, inside) = text.split_once('(')?;
    let wanted = normalised(inside);
    let found = territory.departements.iter().find(|d| normalised(&d.nom) == wanted)?;
    let count = wanted.split(|&o| o == b' ').count();
    (count < words.len()).then_some((Filter::Departement(found.code), count))
}
