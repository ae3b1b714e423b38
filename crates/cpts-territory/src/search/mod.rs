//! One box for everything: names, codes, former names, EPCI.
//!
//! A search first asks what kind of text was typed (a code, a name with or without
//! a département), then tries the names from the surest reading to the boldest:
//! the whole name, its beginning, the beginning of one of its words, its words with
//! some left out, a part of a word, and last one slip of the finger. Population
//! settles what is equal. See [`Rang`].

mod index;
mod query;

use core::ops::Range;

use cpts_codes::{CodeCommune, CodePostal};

pub(crate) use index::Index;
use index::{Target, mask, shown_name};
use query::{Code, Filter, Query};

use crate::normalise::portion;
use crate::territory::{Commune, Epci, Former, Territory, UNKNOWN};

/// Shortest query in which a slip is looked for: under five letters everything
/// is at one letter of something.
const TYPO_FROM: usize = 5;
/// Shortest one when nothing else was found.
const TYPO_FROM_ALONE: usize = 4;
/// Shortest query that is looked for inside words.
const INFIX_FROM: usize = 3;

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

/// A match found: level and entry, which together order the hits, and the bytes of
/// the normalised name.
struct Found {
    level: u8,
    entry: u32,
    from: usize,
    to: usize,
    /// Put before the exact names.
    promoted: bool,
}

/// Levels, finer than [`Rang`].
const EXACT: u8 = 0;
const EXACT_LEAD: u8 = 1;
const START: u8 = 2;
const START_LEAD: u8 = 3;
const WORD: u8 = 4;
const WORDS: u8 = 5;
const TYPO: u8 = 6;
const TYPO_FIRST: u8 = 7;
const TYPO_START: u8 = 8;
const INSIDE: u8 = 9;

/// A town this many times more populated than the commune named exactly so may
/// come before it: at « mont », Montpellier is more often meant than Mont.
const PROMOTED_FROM: u32 = 50;
/// Shorter queries are left alone: nobody can type more of « Y » or of « Eu ».
const PROMOTED_LETTERS: usize = 4;

fn rang(level: u8) -> Rang {
    match level {
        EXACT | EXACT_LEAD => Rang::Exact,
        START | START_LEAD => Rang::Debut,
        WORD => Rang::Mot,
        WORDS => Rang::Mots,
        INSIDE => Rang::Interieur,
        _ => Rang::Approche,
    }
}

impl Territory {
    /// Builds the index of the search now rather than at the first search.
    pub fn prepare_search(&self) {
        self.index.get_or_init(|| Index::new(self));
    }

    /// Bytes of memory that the index of the search holds.
    pub fn search_memory(&self) -> usize {
        self.index.get_or_init(|| Index::new(self)).memory()
    }

    /// What answers this text, best first, `limit` at most. Never fails: a text
    /// that means nothing gives nothing.
    pub fn search(&self, texte: &str, limit: usize) -> Vec<Hit<'_>> {
        let mut hits = Vec::new();
        if limit == 0 {
            return hits;
        }
        if let Some(code) = query::code(texte) {
            self.search_code(&code, &mut hits);
            if !hits.is_empty() {
                hits.truncate(limit);
                return hits;
            }
        }
        self.search_name(texte, limit, &mut hits);
        hits.truncate(limit);
        hits
    }

    fn search_code<'a>(&'a self, code: &Code, hits: &mut Vec<Hit<'a>>) {
        match *code {
            Code::CinqChiffres(postal, insee) => {
                self.push_postal(postal, true, hits);
                // 3 058 numbers are a postal code here and an INSEE code there: both
                // are shown, the rank says which is which.
                self.push_insee(insee, hits);
            }
            Code::Insee(insee) => self.push_insee(insee, hits),
            Code::Siren(siren) => hits.extend(self.epci(siren).map(|epci| Hit {
                cible: Cible::Epci { epci, pour: None },
                rang: Rang::Code,
                portion: 0..0,
            })),
            Code::DebutPostal(from, to) => {
                let first = self.postal.partition_point(|c| c.get() < from);
                for &code in self.postal[first..].iter().take_while(|c| c.get() < to) {
                    self.push_postal(code, false, hits);
                }
            }
        }
    }

    /// A postal code: its commune, or the group and then (`detail`) its communes.
    fn push_postal<'a>(&'a self, code: CodePostal, detail: bool, hits: &mut Vec<Hit<'a>>) {
        let mut communes: Vec<_> = self.communes_of_code_postal(code).collect();
        cpts_codes::insertion_sort_by_key(&mut communes, |c| core::cmp::Reverse(c.population));
        let hit = |cible| Hit { cible, rang: Rang::Code, portion: 0..0 };
        if communes.len() > 1 {
            hits.push(hit(Cible::CodePostal { code, communes: communes.len() as u32 }));
        }
        if detail || communes.len() == 1 {
            hits.extend(communes.into_iter().map(|c| hit(Cible::Commune(c))));
        }
    }

    fn push_insee<'a>(&'a self, code: CodeCommune, hits: &mut Vec<Hit<'a>>) {
        let cible = match self.commune(code) {
            Some(commune) => Some(Cible::Commune(commune)),
            None => self.former(code).map(Cible::Ancienne),
        };
        hits.extend(cible.map(|cible| Hit { cible, rang: Rang::CodeInsee, portion: 0..0 }));
    }

    fn search_name<'a>(&'a self, texte: &str, limit: usize, hits: &mut Vec<Hit<'a>>) {
        let index = self.index.get_or_init(|| Index::new(self));
        let mut query = Query::new(texte);
        self.push_arrondissements(&query.words, hits);

        let mut best = Best { territory: self, index, filter: Filter::None, limit, found: Vec::new() };
        let kind = query::epci_prefix(&query.words);
        if kind > 0 {
            let words = query.words.split_off(kind);
            let narrowed = Query { words, ..query };
            best.filter = Filter::Epci;
            best.search(&narrowed);
            query.words.extend(narrowed.words);
        } else if let Some((filter, count)) = query::filter(self, texte, &query.words) {
            let keep = query.words.len() - count;
            let words = query.words[..keep].to_vec();
            best.filter = filter;
            best.search(&Query { words, finished: true, hyphen: false });
        }
        // The whole text as a name, where the narrower reading finds nothing.
        if best.found.is_empty() {
            best.filter = Filter::None;
            best.search(&query);
        }
        for found in best.found {
            if let Some(hit) = self.hit(index, &found)
                && !hits.iter().any(|h| h.cible == hit.cible)
            {
                hits.push(hit);
            }
        }
        self.push_epci_of_first(limit, hits);
    }

    fn hit<'a>(&'a self, index: &Index, found: &Found) -> Option<Hit<'a>> {
        let target = index.target(found.entry);
        let shown = shown_name(self, target);
        let mut cut = portion(shown, found.from..found.to);
        let cible = match target {
            Target::Lieu(row) => Cible::Commune(self.commune_at(row)?),
            Target::Ancienne(at) => Cible::Ancienne(self.former_at(at as usize)?),
            Target::Epci(at) => {
                let epci = self.epci_at(at as usize)?;
                let before = epci.nom.len() - shown.len();
                cut = cut.start + before..cut.end + before;
                Cible::Epci { epci, pour: None }
            }
        };
        Some(Hit { cible, rang: rang(found.level), portion: cut })
    }

    /// « paris 13 », « lyon 8e », « 13e », « marseille 14e arrondissement ».
    fn push_arrondissements<'a>(&'a self, words: &[Vec<u8>], hits: &mut Vec<Hit<'a>>) {
        let words = match words.split_last() {
            Some((last, rest)) if !rest.is_empty() && b"arrondissement".starts_with(last) => rest,
            _ => words,
        };
        let Some((last, city)) = words.split_last() else {
            return;
        };
        let Some((number, said)) = query::ordinal(last) else {
            return;
        };
        if city.is_empty() && !said {
            return;
        }
        for &(ville, first, count) in self.villes.iter().rev() {
            let named = city.is_empty()
                || city.len() == 1 && crate::normalise::normalised(self.names.get(ville as usize)) == city[0];
            if named
                && (1..=count).contains(&number)
                && let Some(commune) = self.commune_at(first + number - 1)
            {
                let until = commune.nom.rfind(' ').unwrap_or(0);
                let from = if city.is_empty() { commune.nom.find(' ').map_or(0, |s| s + 1) } else { 0 };
                let portion = from..until.max(from);
                hits.push(Hit { cible: Cible::Commune(commune), rang: Rang::Exact, portion });
            }
        }
    }

    /// Whoever types the name of a town may want its whole EPCI: it takes the last
    /// place, unless EPCI are already proposed.
    fn push_epci_of_first<'a>(&'a self, limit: usize, hits: &mut Vec<Hit<'a>>) {
        let Some(Hit { cible: Cible::Commune(commune), rang: Rang::Exact, portion }) = hits.first() else {
            return;
        };
        let (commune, portion) = (*commune, portion.clone());
        let shown = &hits[..hits.len().min(limit)];
        if limit < 2 || shown.iter().any(|h| matches!(h.cible, Cible::Epci { .. })) {
            return;
        }
        if let Some(epci) = commune.epci.and_then(|siren| self.epci(siren)) {
            hits.truncate(limit - 1);
            let cible = Cible::Epci { epci, pour: Some(commune) };
            hits.push(Hit { cible, rang: Rang::Rattachement, portion });
        }
    }
}

/// The best matches so far, in order.
struct Best<'a> {
    territory: &'a Territory,
    index: &'a Index,
    filter: Filter,
    limit: usize,
    found: Vec<Found>,
}

impl Best<'_> {
    fn search(&mut self, query: &Query) {
        let text = query.expanded(false, false);
        if text.is_empty() {
            return;
        }
        if query.hyphen {
            // « bourg- »: a word follows, the commune named Bourg is not meant.
            self.by_words(&[&text[..], b" "].concat());
            if self.found.len() == self.limit {
                return;
            }
        }
        self.by_words(&text);
        self.promote(&text);
        if query.is_ambiguous() {
            self.by_words(&query.expanded(false, true));
        }
        if self.found.len() < self.limit {
            // « mont st »: nothing else begins so, the last word was an abbreviation.
            let all = query.expanded(true, false);
            if all != text {
                self.by_words(&all);
            }
        }
        if self.found.is_empty()
            && let [first @ (b'l' | b'd'), rest @ ..] = text.as_slice()
        {
            // « lhay », « dyeu »: the apostrophe was left out.
            self.by_words(&[&[*first, b' '], rest].concat());
        }
        if self.found.len() < self.limit {
            self.by_words_in_order(&text);
            self.by_slip(&text, TYPO_FROM);
            self.by_inside(&text);
            if self.found.is_empty() {
                self.by_slip(&text, TYPO_FROM_ALONE);
            }
        }
        if self.found.is_empty()
            && let Some(rest) = without_article(&text)
        {
            self.by_words(rest);
        }
    }

    fn keeps(&self, entry: u32) -> bool {
        let target = self.index.target(entry);
        let row = match target {
            Target::Lieu(row) => Some(row),
            Target::Ancienne(at) => self.territory.former_parents.get(at as usize).copied(),
            Target::Epci(_) => None,
        };
        match self.filter {
            Filter::None => true,
            Filter::Epci => matches!(target, Target::Epci(_)),
            Filter::Departement(code) => match (row, target) {
                (Some(row), _) => self.territory.codes[row as usize].departement() == code,
                (None, Target::Epci(at)) => self
                    .territory
                    .epci_rows
                    .get(at as usize)
                    .iter()
                    .any(|&row| self.territory.codes[row as usize].departement() == code),
                _ => false,
            },
            Filter::Postal(code, insee) => row.is_some_and(|row| {
                let postal = self.territory.postal_of.get(row as usize);
                self.territory.codes[row as usize] == insee
                    || postal.iter().any(|&i| self.territory.postal[i as usize] == code)
            }),
        }
    }

    /// Keeps a match if it is among the best; one match an entry.
    fn push(&mut self, found: Found) {
        let key = |f: &Found| (!f.promoted, f.level, f.entry);
        if self.found.len() == self.limit && self.found.last().is_some_and(|l| key(l) <= key(&found)) {
            return;
        }
        if !self.keeps(found.entry) {
            return;
        }
        if let Some(same) = self.found.iter().position(|f| f.entry == found.entry) {
            if key(&self.found[same]) <= key(&found) {
                return;
            }
            self.found.remove(same);
        }
        let place = self.found.partition_point(|f| key(f) < key(&found));
        self.found.insert(place, found);
        self.found.truncate(self.limit);
    }

    /// See [`PROMOTED_FROM`]. Looks for the larger town again, since names that are
    /// exactly so may have filled the list.
    fn promote(&mut self, text: &[u8]) {
        let population = |entry: u32| match self.index.target(entry) {
            Target::Lieu(row) => self.territory.populations.get(row as usize).copied(),
            _ => None,
        };
        let Some(exact) = self.found.first().filter(|f| f.level <= EXACT_LEAD) else {
            return;
        };
        if text.len() < PROMOTED_LETTERS {
            return;
        }
        let Some(least) = population(exact.entry).map(|n| n.saturating_mul(PROMOTED_FROM)) else {
            return;
        };
        // Words come from the most to the least populated.
        let larger = self.index.words(text).find(|&(entry, from)| {
            let name = self.index.name(entry);
            from == 0
                && name.len() > text.len()
                && name.starts_with(text)
                && population(entry).is_some_and(|n| n != UNKNOWN && n > least)
                && self.keeps(entry)
        });
        if let Some((entry, from)) = larger {
            self.push(Found { level: START, entry, from, to: text.len(), promoted: true });
        }
    }

    /// Whole names, beginnings of names, beginnings of words.
    fn by_words(&mut self, text: &[u8]) {
        for (entry, from) in self.index.words(text) {
            let name = self.index.name(entry);
            if !name[from..].starts_with(text) {
                continue;
            }
            let to = from + text.len();
            let lead = self.index.lead(entry);
            let level = match (from == 0, from == lead, to == name.len()) {
                (true, _, true) => EXACT,
                (_, true, true) => EXACT_LEAD,
                (true, ..) => START,
                // « de Cambrai » is Cambrai; « La Roche » is less often meant by « roch ».
                (_, true, _) if matches!(self.index.target(entry), Target::Epci(_)) => START,
                (_, true, _) => START_LEAD,
                _ => WORD,
            };
            self.push(Found { level, entry, from, to, promoted: false });
        }
    }

    /// All the words, some words of the name left out. Looks only at the names that
    /// hold the rarest of the words.
    fn by_words_in_order(&mut self, text: &[u8]) {
        if !text.contains(&b' ') {
            return;
        }
        let index = self.index;
        let rarest =
            text.split(|&o| o == b' ').filter(|w| w.len() >= INFIX_FROM).min_by_key(|w| index.words(w).len());
        let wanted = mask(text);
        for (entry, _) in rarest.into_iter().flat_map(|word| index.words(word)) {
            if wanted & !index.masks()[entry as usize] == 0
                && let Some((from, to)) = words_in_order(index.name(entry), text)
            {
                self.push(Found { level: WORDS, entry, from, to, promoted: false });
            }
        }
    }

    /// Names at one slip of the text.
    fn by_slip(&mut self, text: &[u8], least: usize) {
        // A digit too far is another arrondissement, not a slip.
        if text.len() < least || text.iter().any(u8::is_ascii_digit) {
            return;
        }
        let wanted = mask(text);
        let index = self.index;
        index.each_near(text, &mut |entry| {
            let missing = wanted & !index.masks()[entry as usize];
            if missing != 0 && !may_be_slip(missing) {
                return;
            }
            let name = index.name(entry);
            for from in [0, index.lead(entry)] {
                if let Some(length) = one_slip(&name[from..], text) {
                    let to = from + length;
                    // A slip on the first letter is the rarest.
                    let level = match (to == name.len(), name[from] == text[0]) {
                        (true, true) => TYPO,
                        (true, false) => TYPO_FIRST,
                        _ => TYPO_START,
                    };
                    self.push(Found { level, entry, from, to, promoted: false });
                    break;
                }
            }
        });
    }

    /// Names that hold the text inside a word: one pass over all of them.
    fn by_inside(&mut self, text: &[u8]) {
        if text.len() < INFIX_FROM || text.contains(&b' ') {
            return;
        }
        let wanted = mask(text);
        let index = self.index;
        for (entry, have) in (0..).zip(index.masks()) {
            // Entries come in the order of places, and this is the last level: behind
            // a full list, nothing can enter any more.
            if self.found.len() == self.limit {
                return;
            }
            if wanted & !have == 0
                && let Some(from) = find(index.name(entry), text)
            {
                self.push(Found { level: INSIDE, entry, from, to: from + text.len(), promoted: false });
            }
        }
    }
}

/// One slip brings at most one letter that the name lacks, and three bits in all:
/// a letter and its two pairs, or the three pairs of two letters that changed places.
fn may_be_slip(missing: u64) -> bool {
    let without_lowest = |bits: u64| bits & bits.wrapping_sub(1);
    let letters = missing & index::LETTERS;
    without_lowest(letters) == 0 && without_lowest(without_lowest(without_lowest(missing))) == 0
}

/// Where a text of three letters or more is in a name. The letters go by as one
/// number: a comparison a letter, whatever the text begins with.
fn find(name: &[u8], text: &[u8]) -> Option<usize> {
    let three = |before: u32, &o: &u8| (before << 8 | u32::from(o)) & 0xff_ffff;
    let wanted = text.get(..3)?.iter().fold(0, three);
    let mut seen = 0;
    for (at, o) in name.iter().enumerate() {
        seen = three(seen, o);
        if seen == wanted && at >= 2 && name[at - 2..].starts_with(text) {
            return Some(at - 2);
        }
    }
    None
}

/// The words of the text begin words of the name, in the same order: from the first
/// letter matched to the last.
fn words_in_order(name: &[u8], text: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut bounds: Option<(usize, usize)> = None;
    for word in text.split(|&o| o == b' ') {
        loop {
            let rest = name.get(at..)?;
            let start = at;
            at = rest.iter().position(|&o| o == b' ').map_or(name.len() + 1, |end| at + end + 1);
            if rest.starts_with(word) {
                let first = bounds.map_or(start, |b| b.0);
                bounds = Some((first, start + word.len()));
                break;
            }
        }
    }
    bounds
}

/// The text begins the name but for one slip: how many bytes of the name it covers.
fn one_slip(name: &[u8], text: &[u8]) -> Option<usize> {
    let same = name.iter().zip(text).take_while(|(a, b)| a == b).count();
    let (name_rest, text_rest) = (&name[same..], &text[same..]);
    // The end of the text may be a letter too many, whatever follows in the name.
    let (&wrong, beyond) = text_rest.split_first()?;
    let Some((&right, name_beyond)) = name_rest.split_first() else {
        return beyond.is_empty().then_some(same);
    };
    let swapped = || {
        let (&second, text_tail) = beyond.split_first()?;
        let (&name_second, name_tail) = name_beyond.split_first()?;
        (wrong == name_second && second == right && name_tail.starts_with(text_tail)).then_some(text.len())
    };
    if name_beyond.starts_with(text_rest) {
        return Some(text.len() + 1); // one letter missing
    }
    if name_beyond.starts_with(beyond) {
        return Some(text.len()); // one letter changed
    }
    if name_rest.starts_with(beyond) {
        return Some(text.len() - 1); // one letter too many
    }
    swapped()
}

/// « la rochelle »: what is left when the article that the name may lack is taken off.
fn without_article(text: &[u8]) -> Option<&[u8]> {
    let articles: [&[u8]; 5] = [b"la ", b"le ", b"les ", b"l ", b"aux "];
    articles.iter().find_map(|a| text.strip_prefix(*a)).filter(|rest| !rest.is_empty())
}
