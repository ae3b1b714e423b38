//! The structure behind the search box.
//!
//! Every name that can be found is an *entry*; entries are numbered from the most
//! to the least populated, so that the number itself settles ties. Two ways in:
//!
//! - the beginnings of words, in buckets of three letters: what most keystrokes need;
//! - a mask of 64 bits per entry (letters, and pairs of letters), which lets one pass
//!   over all the names skip nearly all of them when looking inside words or for a slip.
//!
//! All of it is built by counting, without a comparison sort and without a hash
//! table, in a few milliseconds; it weighs about 3 MB.

use crate::normalise::push_normalised;
use crate::territory::{Territory, UNKNOWN};

/// What an entry stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Row of a commune or arrondissement.
    Lieu(u32),
    /// Place in the table of former communes.
    Ancienne(u32),
    /// Place in the table of EPCI.
    Epci(u32),
}

/// Letters of the alphabet of the buckets: what is not a letter, a to z, 0 to 9.
const SIGNS: usize = 37;
/// Longest part of a normalised name that is looked at.
const MAX_NAME: usize = 255;

/// See the module.
pub(crate) struct Index {
    text: Vec<u8>,
    starts: Vec<u32>,
    targets: Vec<Target>,
    /// Where the name begins after its article; 0 where it has none.
    leads: Vec<u8>,
    masks: Vec<u64>,
    /// The first eight letters of each name, and the eight after its article.
    heads: Vec<[u64; 2]>,
    bucket_starts: Vec<u32>,
    /// Entry in the high 24 bits, offset of the word in the low 8.
    words: Vec<u32>,
}

/// Short words inside names: they begin too many names to be worth a place.
const LINKS: [&[u8]; 16] = [
    b"de",
    b"du",
    b"des",
    b"d",
    b"la",
    b"le",
    b"les",
    b"l",
    b"en",
    b"sur",
    b"sous",
    b"et",
    b"a",
    b"au",
    b"aux",
    b"arrondissement",
];

/// What may be left out at the head of a name.
fn lead(name: &[u8], epci: bool) -> usize {
    let mut at = 0;
    // « de la Plaine », « du Pays »: an EPCI is named after what follows.
    let words: &[&[u8]] = if epci {
        &LINKS[..8]
    } else {
        &[b"la", b"le", b"les", b"l", b"aux"]
    };
    while let Some(end) = name[at..].iter().position(|&o| o == b' ') {
        if !words.contains(&&name[at..at + end]) || (at > 0 && !epci) {
            break;
        }
        at += end + 1;
    }
    at
}

fn sign(o: Option<&u8>) -> usize {
    match o {
        Some(&o @ b'a'..=b'z') => usize::from(o - b'a') + 1,
        Some(&o @ b'0'..=b'9') => usize::from(o - b'0') + 27,
        _ => 0,
    }
}

fn bucket(word: &[u8]) -> usize {
    (sign(word.first()) * SIGNS + sign(word.get(1))) * SIGNS + sign(word.get(2))
}

/// The bits of [`mask`] that stand for letters.
pub(super) const LETTERS: u64 = (1 << 27) - 1;

/// Bits of the letters and of the pairs of neighbours within words.
pub(super) fn mask(text: &[u8]) -> u64 {
    let mut bits = 0u64;
    let mut before = 0u32;
    for o in text {
        let s = sign(Some(o)) as u32;
        if s != 0 {
            bits |= 1 << (s % 27);
            if before != 0 {
                bits |= 1 << (27 + (before * 7 + s * 3 + (before * s) / 5) % 37);
            }
        }
        before = s;
    }
    bits
}

/// The first eight bytes as one number, the first in the low bits; zeros past the end.
pub(super) fn head(text: &[u8]) -> u64 {
    text.iter()
        .take(8)
        .rev()
        .fold(0, |bits, &o| bits << 8 | u64::from(o))
}

impl Index {
    pub(crate) fn new(territory: &Territory) -> Self {
        let targets = ranked(territory);
        let count = targets.len();
        let mut index = Self {
            text: Vec::with_capacity(count * 15),
            starts: Vec::with_capacity(count + 1),
            leads: Vec::with_capacity(count),
            masks: Vec::with_capacity(count),
            heads: Vec::with_capacity(count),
            targets,
            bucket_starts: vec![0; SIGNS * SIGNS * SIGNS + 1],
            words: Vec::new(),
        };
        for at in 0..count {
            let start = index.text.len();
            index.starts.push(start as u32);
            let target = index.targets[at];
            push_normalised(&mut index.text, shown_name(territory, target));
            index.text.truncate(start + MAX_NAME);
            let name = &index.text[start..];
            let lead = lead(name, matches!(target, Target::Epci(_)));
            index.leads.push(lead as u8);
            index.masks.push(mask(name));
            index.heads.push([head(name), head(&name[lead..])]);
        }
        index.starts.push(index.text.len() as u32);
        index.fill_buckets();
        index
    }

    fn fill_buckets(&mut self) {
        let mut starts = core::mem::take(&mut self.bucket_starts);
        self.each_word(|word, _| starts[bucket(word) + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut words = vec![0; starts[starts.len() - 1] as usize];
        self.each_word(|word, packed| {
            let place = &mut next[bucket(word)];
            words[*place as usize] = packed;
            *place += 1;
        });
        self.bucket_starts = starts;
        self.words = words;
    }

    /// The words worth a place, from the first entry to the last.
    fn each_word(&self, mut each: impl FnMut(&[u8], u32)) {
        for entry in 0..self.targets.len() as u32 {
            let name = self.name(entry);
            let mut at = 0;
            loop {
                let rest = &name[at..];
                let end = rest.iter().position(|&o| o == b' ');
                let word = &rest[..end.unwrap_or(rest.len())];
                if at == 0 || !LINKS.contains(&word) {
                    each(rest, entry << 8 | at as u32);
                }
                match end {
                    Some(end) => at += end + 1,
                    None => break,
                }
            }
        }
    }

    pub(super) fn len(&self) -> u32 {
        self.targets.len() as u32
    }

    pub(super) fn target(&self, entry: u32) -> Target {
        self.targets[entry as usize]
    }

    pub(super) fn masks(&self) -> &[u64] {
        &self.masks
    }

    pub(super) fn heads(&self) -> &[[u64; 2]] {
        &self.heads
    }

    /// The normalised name of an entry.
    pub(super) fn name(&self, entry: u32) -> &[u8] {
        let at = entry as usize;
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn lead(&self, entry: u32) -> usize {
        usize::from(self.leads[entry as usize])
    }

    /// The words that may begin with this text, as entry and offset; a superset.
    pub(super) fn words(&self, text: &[u8]) -> impl ExactSizeIterator<Item = (u32, usize)> + '_ {
        let first = bucket(text);
        let width = match text.len() {
            0 => SIGNS * SIGNS * SIGNS,
            1 => SIGNS * SIGNS,
            2 => SIGNS,
            _ => 1,
        };
        let (a, b) = (self.bucket_starts[first], self.bucket_starts[first + width]);
        self.words[a as usize..b as usize]
            .iter()
            .map(|&w| (w >> 8, (w & 0xff) as usize))
    }

    /// Bytes of memory that the index holds.
    pub(crate) fn memory(&self) -> usize {
        self.text.capacity()
            + self.leads.capacity()
            + 4 * (self.starts.capacity() + self.bucket_starts.capacity() + self.words.capacity())
            + 8 * (self.masks.capacity() + 2 * self.heads.capacity())
            + size_of::<Target>() * self.targets.capacity()
    }
}

/// The name under which an entry is found, which is a tail of the one that is shown.
pub(super) fn shown_name(territory: &Territory, target: Target) -> &str {
    match target {
        Target::Lieu(row) => territory.names.get(row as usize),
        Target::Ancienne(at) => territory.former_names.get(at as usize),
        Target::Epci(at) => {
            let nom = territory.epci_names.get(at as usize);
            let nature = territory.epci.get(at as usize).map(|e| e.nature);
            nature
                .and_then(|n| nom.strip_prefix(n.prefix()))
                .unwrap_or(nom)
        }
    }
}

/// Every target, from the most to the least populated.
///
/// A commune counts for its population. What is less often meant counts for less,
/// so that it does not crowd out the communes: an EPCI for half of its own, a former
/// commune and an arrondissement for an eighth (of the whole commune; of its own).
fn ranked(territory: &Territory) -> Vec<Target> {
    let known = |n: u32| if n == UNKNOWN { 0 } else { n };
    let population = |row: u32| {
        territory
            .populations
            .get(row as usize)
            .copied()
            .map_or(0, known)
    };
    let mut all: Vec<(u32, Target)> = Vec::new();
    for row in 0..territory.codes.len() as u32 {
        let share = if territory.ville_of_row(row).is_some() {
            8
        } else {
            1
        };
        all.push((population(row) / share, Target::Lieu(row)));
    }
    for (at, &parent) in (0..).zip(&territory.former_parents) {
        // The part that kept the name of the whole would only repeat it.
        let same = territory.former_names.get(at as usize) == territory.names.get(parent as usize);
        if !same {
            all.push((population(parent) / 8, Target::Ancienne(at)));
        }
    }
    for (at, epci) in (0..).zip(&territory.epci) {
        all.push((epci.population / 2, Target::Epci(at)));
    }
    // Radix sort, three passes of eight bits: every population is under 2^24.
    for shift in [0, 8, 16] {
        let digit = |n: u32| 255 - (n.min(0xff_ffff) >> shift & 0xff) as usize;
        let mut next = [0usize; 257];
        for &(n, _) in &all {
            next[digit(n) + 1] += 1;
        }
        for i in 1..257 {
            next[i] += next[i - 1];
        }
        let mut sorted = all.clone();
        for &item in &all {
            let place = &mut next[digit(item.0)];
            sorted[*place] = item;
            *place += 1;
        }
        all = sorted;
    }
    all.into_iter().map(|(_, target)| target).collect()
}
