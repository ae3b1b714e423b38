//! The structure behind the search box.
//!
//! Every name that can be found is an *entry*; entries are numbered from the most
//! to the least populated, so that the number itself settles ties. Three ways in:
//!
//! - the beginnings of words, in buckets of three letters: what most keystrokes need;
//! - the third to fifth letters of names, in buckets too: where a slip has spoilt the
//!   first two letters, these are as typed (see [`Index::each_near`]);
//! - a mask of 64 bits per entry (letters, and pairs of letters), which lets one pass
//!   over all the names skip nearly all of them when looking inside words.
//!
//! All of it is built by counting, without a comparison sort and without a hash
//! table, in a few milliseconds; it weighs about 2.5 MB.

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
    /// For how many inhabitants each counts, plus one.
    weights: Vec<u32>,
    /// Where the name begins after its article; 0 where it has none.
    leads: Vec<u8>,
    masks: Vec<u64>,
    words: Buckets,
    /// By the third to fifth letters, of the name and of what follows its article.
    thirds: Buckets,
}

/// Places in names, under the three letters that stand there.
#[derive(Default)]
struct Buckets {
    starts: Vec<u32>,
    /// Entry in the high 24 bits, offset in its name in the low 8.
    places: Vec<u32>,
}

/// Gives each place to be kept: the text there, the entry and offset.
type EachPlace<'a> = &'a dyn Fn(&mut dyn FnMut(&[u8], u32));

impl Buckets {
    fn new(each: EachPlace<'_>) -> Self {
        let mut starts = vec![0u32; SIGNS * SIGNS * SIGNS + 1];
        each(&mut |text, _| starts[bucket(text) + 1] += 1);
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut places = vec![0; total as usize];
        each(&mut |text, packed| {
            let place = &mut next[bucket(text)];
            places[*place as usize] = packed;
            *place += 1;
        });
        Self { starts, places }
    }

    /// The places that may begin with this text; a superset.
    fn get(&self, text: &[u8]) -> &[u32] {
        let first = bucket(text);
        let width = match text.len() {
            0 => SIGNS * SIGNS * SIGNS,
            1 => SIGNS * SIGNS,
            2 => SIGNS,
            _ => 1,
        };
        let (a, b) = (self.starts[first], self.starts[first + width]);
        &self.places[a as usize..b as usize]
    }

    fn memory(&self) -> usize {
        4 * (self.starts.capacity() + self.places.capacity())
    }
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
    let words: &[&[u8]] = if epci { &LINKS[..8] } else { &[b"la", b"le", b"les", b"l", b"aux"] };
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

impl Index {
    /// Room for as many entries, the most populated first.
    pub(super) fn with_targets(targets: Vec<Target>, weights: Vec<u32>) -> Self {
        let count = targets.len();
        Self {
            text: Vec::with_capacity(count * 15),
            starts: Vec::with_capacity(count + 1),
            leads: Vec::with_capacity(count),
            masks: Vec::with_capacity(count),
            targets,
            weights,
            words: Buckets::default(),
            thirds: Buckets::default(),
        }
    }

    /// Gives the next entry its name, which `write` adds to the normalised text.
    pub(super) fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.text.len();
        let target = self.targets[self.starts.len()];
        self.starts.push(start as u32);
        write(&mut self.text);
        self.text.truncate(start + MAX_NAME);
        let name = &self.text[start..];
        self.leads.push(lead(name, matches!(target, Target::Epci(_))) as u8);
        self.masks.push(mask(name));
    }

    /// Once every entry has its name: where their words begin.
    pub(super) fn finish(&mut self) {
        self.starts.push(self.text.len() as u32);
        self.words = Buckets::new(&|each| self.each_word(each));
        self.thirds = Buckets::new(&|each| self.each_third(each));
    }

    /// The words worth a place, from the first entry to the last.
    fn each_word(&self, each: &mut dyn FnMut(&[u8], u32)) {
        for entry in 0..self.targets.len() as u32 {
            let name = self.name(entry);
            let mut at = 0;
            loop {
                let rest = &name[at..];
                let end = rest.iter().position(|&o| o == b' ');
                let word = &rest[..end.unwrap_or(rest.len())];
                if at == 0 || at == self.lead(entry) || !LINKS.contains(&word) {
                    each(rest, entry << 8 | at as u32);
                }
                match end {
                    Some(end) => at += end + 1,
                    None => break,
                }
            }
        }
    }

    /// What follows the first two letters of each name, and of its words after an article.
    fn each_third(&self, each: &mut dyn FnMut(&[u8], u32)) {
        for entry in 0..self.targets.len() as u32 {
            let name = self.name(entry);
            let lead = self.lead(entry);
            each(name.get(2..).unwrap_or_default(), entry << 8);
            if lead > 0 {
                each(name.get(lead + 2..).unwrap_or_default(), entry << 8);
            }
        }
    }

    /// Every entry at one slip of a text of four letters or more, and others.
    ///
    /// Either the slip spared the first two letters, or it touched one of them and
    /// what follows tells: the third to fifth letters of the name are then those of
    /// the text (one changed, or the two swapped), those one before (one is missing
    /// in the text), one after (one too many), or the second letter and what follows
    /// the third (these two swapped).
    ///
    /// Only those that count for `least` inhabitants.
    pub(super) fn each_near(&self, text: &[u8], least: u32, each: &mut dyn FnMut(u32)) {
        // The entry after the last that counts for enough.
        let end = self.weights.partition_point(|&w| w >= least) as u32;
        let letters = |from: usize| {
            let rest = text.get(from..).unwrap_or_default();
            rest.get(..3).unwrap_or(rest)
        };
        for &place in self.words.get(text.get(..2).unwrap_or_default()) {
            let (entry, from) = (place >> 8, (place & 0xff) as usize);
            if entry < end && (from == 0 || from == self.lead(entry)) {
                each(entry);
            }
        }
        let swapped = [letters(1).get(..1), letters(3).get(..2).or(Some(letters(3)))];
        let swapped = swapped.map(Option::unwrap_or_default).concat();
        for key in [letters(2), letters(1), letters(3), &swapped] {
            for &place in self.thirds.get(key) {
                if place >> 8 < end {
                    each(place >> 8);
                }
            }
        }
    }

    pub(super) fn target(&self, entry: u32) -> Target {
        self.targets[entry as usize]
    }

    /// For how many inhabitants an entry counts; never 0.
    pub(super) fn weight(&self, entry: u32) -> u32 {
        self.weights[entry as usize]
    }

    pub(super) fn masks(&self) -> &[u64] {
        &self.masks
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
        self.words.get(text).iter().map(|&w| (w >> 8, (w & 0xff) as usize))
    }

    /// Bytes of memory that the index holds.
    pub(crate) fn memory(&self) -> usize {
        self.text.capacity()
            + self.leads.capacity()
            + 4 * self.starts.capacity()
            + 8 * self.masks.capacity()
            + self.words.memory()
            + self.thirds.memory()
            + 4 * self.weights.capacity()
            + size_of::<Target>() * self.targets.capacity()
    }
}
