//! The best answers to a name.
//!
//! Two keys order them. First the class of the reading: the name from its beginning,
//! a word of it, its words with some left out, one slip, the inside of a word. Then,
//! within a class, how many inhabitants the place counts for: its own, times what the
//! reading is worth ([`EXACT`] and the like), times how near it is
//! ([`super::Contexte`]). So an exact name comes before the beginning of another,
//! unless it is a single word and the other town is some fifty times larger.

use super::construction::shown_name;
use super::contexte::Proximite;
use super::index::{Index, Target, mask};
use super::lettres::{find, may_be_slip, one_slip, without_article, words_in_order};
use super::query::{Ends, Filter, Query};
use super::reponse::Rang;
use crate::normalise::accent_at;
use crate::territory::Territory;

/// Shortest query in which a slip is looked for: under five letters everything
/// is at one letter of something.
const TYPO_FROM: usize = 5;
/// Shortest one when nothing else was found.
const TYPO_FROM_ALONE: usize = 4;
/// Shortest query that is looked for inside words.
const INFIX_FROM: usize = 3;

/// A town so many times larger than another is likelier meant, whatever was typed.
const LARGER: u32 = 50;

/// A reading: its class, and within the class what an inhabitant counts for.
#[derive(Clone, Copy)]
pub(super) struct Lecture {
    class: Rang,
    worth: u32,
}

const fn lecture(class: Rang, worth: u32) -> Lecture {
    Lecture { class, worth }
}

/// The whole name.
const EXACT: Lecture = lecture(Rang::Exact, 50_000);
/// The whole name but for its article: « mans ».
const EXACT_LEAD: Lecture = lecture(Rang::Exact, 10_000);
/// The whole name, first whatever the others: under four letters, since nobody can
/// type more of « Y » or of « Eu »; of several words, since « saint-laurent » is
/// finished where « mont » is only begun.
const EXACT_SURE: Lecture = lecture(Rang::Exact, 1_000_000);
/// The first words of the name, whole: « saint-ouen » for Saint-Ouen-sur-Seine.
const START_WORDS: Lecture = lecture(Rang::Debut, 1_500);
/// The beginning of the name.
const START: Lecture = lecture(Rang::Debut, 1_000);
/// The beginning of what follows its article: « roch » for La Rochelle.
const START_LEAD: Lecture = lecture(Rang::Debut, 250);
/// What the text says is not quite in the name: another accent, or a word that goes
/// on where the text begins another.
const LOOSELY: u32 = 1_000;

const WORD: Lecture = lecture(Rang::Mot, 1_000);
const WORDS: Lecture = lecture(Rang::Mots, 1_000);
/// The whole name but for a slip.
const TYPO: Lecture = lecture(Rang::Approche, 1_000_000_000);
/// The same, on the first letter: the rarest of slips.
const TYPO_FIRST: Lecture = lecture(Rang::Approche, 1_000_000);
/// The beginning of the name but for a slip.
const TYPO_START: Lecture = lecture(Rang::Approche, 1_000);
const INSIDE: Lecture = lecture(Rang::Interieur, 1_000);

/// A match: what orders it, and the bytes of the normalised name.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) rang: Rang,
    score: u64,
    /// The score that it would have without a context.
    plain: u64,
    pub(super) entry: u32,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Found {
    /// True if it comes before the other.
    fn precedes(&self, other: &Self) -> bool {
        before(self, self.score, other, other.score)
    }
}

fn before(a: &Found, a_score: u64, b: &Found, b_score: u64) -> bool {
    // The whole name and the beginning of it are one class: the score decides.
    let class = |f: &Found| f.rang.max(Rang::Debut);
    if class(a) != class(b) {
        return class(a) < class(b);
    }
    if a_score != b_score {
        return a_score > b_score;
    }
    a.entry < b.entry
}

/// The best matches so far, in order.
pub(super) struct Best<'a> {
    pub(super) territory: &'a Territory,
    pub(super) index: &'a Index,
    pub(super) proximite: &'a Proximite,
    pub(super) filter: Filter,
    pub(super) limit: usize,
    places: Vec<Found>,
    /// Apart, so that they do not crowd out the communes.
    epci: Vec<Found>,
    /// What would be first without a context.
    plain_first: Option<Found>,
    /// The likeliest of the whole names at one slip.
    slip: Option<Found>,
}

impl<'a> Best<'a> {
    pub(super) fn new(
        territory: &'a Territory,
        index: &'a Index,
        proximite: &'a Proximite,
        limit: usize,
    ) -> Self {
        let filter = Filter::None;
        Self {
            territory,
            index,
            proximite,
            filter,
            limit,
            places: Vec::new(),
            epci: Vec::new(),
            plain_first: None,
            slip: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.epci.is_empty()
    }

    fn is_full(&self) -> bool {
        match self.filter {
            Filter::Epci => self.epci.len() == self.limit,
            _ => self.places.len() == self.limit,
        }
    }

    fn last_class(&self) -> Rang {
        self.places.last().map_or(Rang::Interieur, |f| f.rang)
    }

    /// All of them in order. EPCI take one place in three at most, unless the communes
    /// leave more.
    pub(super) fn merged(self) -> Vec<Found> {
        let mut all = Vec::with_capacity(self.limit);
        let share = (self.limit / 3).max(1).max(self.limit.saturating_sub(self.places.len()));
        let (mut places, mut epci) = (self.places.iter().peekable(), self.epci.iter().take(share).peekable());
        while all.len() < self.limit {
            let next = match (places.peek(), epci.peek()) {
                (Some(place), Some(one)) if one.precedes(place) => epci.next(),
                (Some(_), _) => places.next(),
                (None, _) => epci.next(),
            };
            match next {
                Some(found) => all.push(*found),
                None => break,
            }
        }
        if let Some(slip) = self.slip {
            self.promote(&mut all, slip);
        }
        if let Some(first) = self.plain_first {
            keep_in_sight(&mut all, first, self.limit);
        }
        all
    }

    /// « pars » begins the names of three villages, and is Paris but for a letter: a
    /// whole name at one slip comes before what begins so and is fifty times smaller.
    fn promote(&self, all: &mut Vec<Found>, slip: Found) {
        let count = |f: &Found| {
            let near = self.proximite.of(self.territory, self.index.target(f.entry));
            u64::from(self.index.weight(f.entry)) * u64::from(near)
        };
        let larger = count(&slip) / u64::from(LARGER);
        let at = all.iter().take_while(|f| f.rang == Rang::Exact || count(f) > larger).count();
        // Among the first five, or where it stands by itself.
        if at < IN_SIGHT {
            put(all, at, slip, self.limit);
        }
    }

    pub(super) fn search(&mut self, query: &Query) {
        let text = query.expanded(false, false);
        if text.is_empty() {
            return;
        }
        self.by_words(&text, query);
        if query.is_ambiguous() {
            self.by_words(&query.expanded(false, true), query);
        }
        if !self.is_full() {
            // « mont st »: nothing else begins so, the last word was an abbreviation.
            let all = query.expanded(true, false);
            if all != text {
                self.by_words(&all, query);
            }
        }
        if self.is_empty()
            && let [first @ (b'l' | b'd'), rest @ ..] = text.as_slice()
        {
            // « lhay », « dyeu »: the apostrophe was left out.
            self.by_words(&[&[*first, b' '], rest].concat(), query);
        }
        if !self.is_full() {
            self.by_words_in_order(&text);
        }
        self.by_slip(&text, TYPO_FROM);
        if !self.is_full() {
            self.by_inside(&text);
            if self.is_empty() {
                self.by_slip(&text, TYPO_FROM_ALONE);
            }
        }
        if self.is_empty()
            && let Some(rest) = without_article(&text)
        {
            self.by_words(rest, query);
        }
    }

    fn keeps(&self, target: Target) -> bool {
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
    fn push(&mut self, lecture: Lecture, entry: u32, from: usize, to: usize) {
        let target = self.index.target(entry);
        let plain = u64::from(self.index.weight(entry)) * u64::from(lecture.worth);
        let near = u64::from(self.proximite.of(self.territory, target));
        // Between homonyms, nearness alone decides; between names that begin alike, it
        // does not outweigh the whole name of a large town.
        let score = plain * if lecture.class == Rang::Exact { near * near } else { near };
        let found = Found { rang: lecture.class, score, plain, entry, from, to };
        let limit = self.limit;
        let is_epci = matches!(target, Target::Epci(_));
        let list = if is_epci { &self.epci } else { &self.places };
        let enters = list.len() < limit || list.last().is_none_or(|last| found.precedes(last));
        let leads = !self.proximite.is_empty()
            && self.plain_first.is_none_or(|first| before(&found, plain, &first, first.plain));
        let slips = lecture.class == Rang::Approche
            && lecture.worth != TYPO_START.worth
            && !is_epci
            && self.slip.is_none_or(|slip| found.precedes(&slip));
        if !(enters || leads || slips) || !self.keeps(target) {
            return;
        }
        if slips {
            self.slip = Some(found);
        }
        if leads {
            self.plain_first = Some(found);
        }
        if enters {
            insert(if is_epci { &mut self.epci } else { &mut self.places }, found, limit);
        }
    }

    /// Whole names, beginnings of names, beginnings of words.
    fn by_words(&mut self, text: &[u8], query: &Query) {
        let index = self.index;
        for (entry, from) in index.words(text) {
            let name = index.name(entry);
            if !name[from..].starts_with(text) {
                continue;
            }
            let to = from + text.len();
            let lead = index.lead(entry);
            let whole = to == name.len();
            let mut lecture = match (from == 0, from == lead) {
                (true, _) if whole && query.ends == Ends::Hyphen => START_WORDS,
                (true, _) if whole && (text.len() < 4 || name.contains(&b' ')) => EXACT_SURE,
                (true, _) if whole => EXACT,
                (_, true) if whole && query.ends == Ends::Hyphen => START_LEAD,
                (_, true) if whole => EXACT_LEAD,
                (true, _) if name[to] == b' ' => START_WORDS,
                (true, _) => START,
                // « de Cambrai » is Cambrai; « La Roche » is less often meant by « roch ».
                (_, true) if matches!(index.target(entry), Target::Epci(_)) => START,
                (_, true) => START_LEAD,
                _ => WORD,
            };
            // After a space or a hyphen another word is to come: this one does not go on.
            if query.ends != Ends::Open && !whole && name[to] != b' '
                || !self.accents_agree(query, entry, from)
            {
                lecture.worth /= LOOSELY;
                lecture.worth = lecture.worth.max(1);
            }
            self.push(lecture, entry, from, to);
        }
    }

    /// Whoever writes « péri » means Périgueux, not Peri; « peri » may mean both.
    fn accents_agree(&self, query: &Query, entry: u32, from: usize) -> bool {
        query.accents.iter().all(|&(at, accented)| {
            accent_at(shown_name(self.territory, self.index.target(entry)), from + at) == Some(accented)
        })
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
                self.push(WORDS, entry, from, to);
            }
        }
    }

    /// Names at one slip of the text. A text of one letter less than `least` may be
    /// a whole name that lacks one.
    fn by_slip(&mut self, text: &[u8], least: usize) {
        // A digit too far is another arrondissement, not a slip.
        if text.len() + 1 < least || text.len() < TYPO_FROM - 1 || text.iter().any(u8::is_ascii_digit) {
            return;
        }
        let wanted = mask(text);
        let index = self.index;
        let enough = self.enough();
        index.each_near(text, enough, &mut |entry| {
            let missing = wanted & !index.masks()[entry as usize];
            if missing != 0 && !may_be_slip(missing) {
                return;
            }
            let name = index.name(entry);
            for from in [0, index.lead(entry)] {
                if let Some(length) = one_slip(&name[from..], text) {
                    let to = from + length;
                    let whole = to == name.len();
                    if text.len() < least && !(whole && length > text.len()) {
                        break;
                    }
                    // A slip on the first letter is the rarest.
                    let lecture = match (whole, name[from] == text[0]) {
                        (true, true) => TYPO,
                        (true, false) => TYPO_FIRST,
                        _ => TYPO_START,
                    };
                    self.push(lecture, entry, from, to);
                    break;
                }
            }
        });
    }

    /// For how many inhabitants a slip must count to be shown.
    fn enough(&self) -> u32 {
        if !self.is_full() || !self.proximite.is_empty() {
            return 0;
        }
        let shown = self.places.iter().take(IN_SIGHT).filter(|f| f.rang != Rang::Exact);
        let least = shown.map(|f| self.index.weight(f.entry)).min();
        least.map_or(u32::MAX, |n| n.saturating_mul(LARGER))
    }

    /// Names that hold the text inside a word: one pass over all of them.
    fn by_inside(&mut self, text: &[u8]) {
        if text.len() < INFIX_FROM || text.contains(&b' ') {
            return;
        }
        let wanted = mask(text);
        let index = self.index;
        for (entry, have) in (0..).zip(index.masks()) {
            // Without a context entries come in order, and this is the last class:
            // behind a full list, nothing can enter any more.
            if self.is_full() && (self.proximite.is_empty() || self.last_class() < Rang::Interieur) {
                return;
            }
            if wanted & !have == 0
                && let Some(from) = find(index.name(entry), text)
            {
                self.push(INSIDE, entry, from, from + text.len());
            }
        }
    }
}

/// Puts a match in its place of a list; the better of two matches of one entry stays.
fn insert(list: &mut Vec<Found>, found: Found, limit: usize) {
    if let Some(same) = list.iter().position(|f| f.entry == found.entry) {
        if !found.precedes(&list[same]) {
            return;
        }
        list.remove(same);
    }
    let place = list.partition_point(|f| f.precedes(&found));
    list.insert(place, found);
    list.truncate(limit);
}

/// Among how many what would have come first without a context keeps a place.
const IN_SIGHT: usize = 5;

fn keep_in_sight(all: &mut Vec<Found>, first: Found, limit: usize) {
    if limit >= IN_SIGHT {
        put(all, IN_SIGHT - 1, first, limit);
    }
}

/// Brings a match up to a place, or leaves it where it already stands before.
fn put(all: &mut Vec<Found>, place: usize, found: Found, limit: usize) {
    match all.iter().position(|f| f.entry == found.entry) {
        Some(at) if at <= place => return,
        Some(at) => drop(all.remove(at)),
        None => {}
    }
    all.insert(all.len().min(place), found);
    all.truncate(limit);
}
