//! Names looked up whole, for lists: what a cell of a spreadsheet names, and
//! nothing that only looks like it.
//!
//! The search box answers while a person types and shows what may be meant. A list
//! of five hundred names is read without anyone looking at each, so this look-up
//! is exact, but for the ways in which administrations write the same name:
//! accents, case, hyphens, « St », « Rochelle (La) », « 13ème », « CA de Cambrai ».

use crate::normalise::push_normalised;
use crate::table_de_noms::Noms;
use crate::territory::{Commune, Epci, Former, Territory};

/// What a whole name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nomme<'a> {
    /// A commune or an arrondissement.
    Commune(Commune<'a>),
    /// A former commune.
    Ancienne(Former<'a>),
    /// An EPCI, by its full name or with the abbreviation of its kind.
    Epci(Epci<'a>),
}

/// The kind of what is named, above its place in its table.
const ANCIENNE: u32 = 1 << 24;
const EPCI: u32 = 2 << 24;
const KIND: u32 = 3 << 24;
/// Set where the hash is that of the name without its article.
const SANS_ARTICLE: u32 = 1 << 31;

/// Longest text that is looked up; the longest name has fewer letters.
const MAX_NAME: usize = 160;

const ARTICLES: [&[u8]; 5] = [b"la", b"le", b"les", b"l", b"aux"];

/// The names of a list.
fn build(territory: &Territory) -> Noms {
    let mut noms = Noms::default();
    let (mut words, mut key) = (Vec::new(), Vec::new());
    let mut push = |noms: &mut Noms, text: &[&str], target: u32| {
        canonical(text, &mut words, &mut key);
        noms.push(&key, target);
        if let Some(rest) = without_article(&key) {
            noms.push(rest, target | SANS_ARTICLE);
        }
    };
    for row in 0..territory.codes.len() {
        push(&mut noms, &[territory.names.get(row)], row as u32);
    }
    for (at, &parent) in territory.former_parents.iter().enumerate() {
        let nom = territory.former_names.get(at);
        // The part that kept the name of the whole would only repeat it.
        if nom != territory.names.get(parent as usize) {
            push(&mut noms, &[nom], ANCIENNE | at as u32);
        }
    }
    for (at, epci) in territory.all_epci().enumerate() {
        let target = EPCI | at as u32;
        push(&mut noms, &[epci.nom], target);
        if let Some(sigle) = epci.nature.sigle() {
            push(&mut noms, &[sigle, epci.nom_court()], target);
        }
    }
    noms.sort();
    noms
}

/// The one spelling of a name, in `key`; `words` is room to work in.
fn canonical(text: &[&str], words: &mut Vec<u8>, key: &mut Vec<u8>) {
    words.clear();
    key.clear();
    for part in text {
        if !words.is_empty() {
            words.push(b' ');
        }
        push_normalised(words, part);
    }
    words.truncate(MAX_NAME);
    let mut number = false;
    for word in words.split(|&o| o == b' ').filter(|w| !w.is_empty()) {
        match word {
            b"cedex" => return,
            // « Paris 13e Arrondissement » is « Paris 13 ».
            b"arrondissement" | b"arrdt" | b"ardt" | b"arr" if number => continue,
            _ => {}
        }
        if !key.is_empty() {
            key.push(b' ');
        }
        let digits = word.iter().take_while(|o| o.is_ascii_digit()).count();
        number = (1..=2).contains(&digits)
            && matches!(&word[digits..], b"" | b"e" | b"er" | b"eme" | b"em" | b"ieme" | b"re");
        if number {
            let zero = usize::from(digits == 2 && word[0] == b'0');
            key.extend_from_slice(&word[zero..digits]);
        } else {
            key.extend_from_slice(in_full(word));
        }
    }
}

/// Abbreviations; none of them is a word of a current name.
fn in_full(word: &[u8]) -> &[u8] {
    match word {
        b"st" => b"saint",
        b"ste" => b"sainte",
        b"sts" => b"saints",
        b"stes" => b"saintes",
        b"s" => b"sur",
        b"ss" => b"sous",
        b"gd" => b"grand",
        b"gde" => b"grande",
        b"mt" => b"mont",
        b"nd" => b"notre dame",
        b"vx" => b"vieux",
        b"ch" => b"chateau",
        other => other,
    }
}

fn without_article(key: &[u8]) -> Option<&[u8]> {
    let end = key.iter().position(|&o| o == b' ')?;
    ARTICLES.contains(&&key[..end]).then(|| &key[end + 1..])
}

/// « rochelle la » → « la rochelle ».
fn article_first(key: &[u8]) -> Option<Vec<u8>> {
    let end = key.iter().rposition(|&o| o == b' ')?;
    let article = &key[end + 1..];
    ARTICLES.contains(&article).then(|| [article, b" ", &key[..end]].concat())
}

impl Territory {
    /// Everything that has this very name, from the most to the least populated,
    /// communes first, then former communes, then EPCI. A name written without its
    /// article is found only where no other has it so.
    pub fn named(&self, nom: &str) -> Vec<Nomme<'_>> {
        let (mut words, mut key) = (Vec::new(), Vec::new());
        // A whole page pasted in one cell is no name.
        if nom.len() > 2 * MAX_NAME {
            return Vec::new();
        }
        canonical(&[nom], &mut words, &mut key);
        if key.is_empty() {
            return Vec::new();
        }
        let mut found = self.of_key(&key, false);
        if found.is_empty()
            && let Some(turned) = article_first(&key)
        {
            found = self.of_key(&turned, false);
        }
        if found.is_empty() {
            found = self.of_key(&key, true);
        }
        found
    }

    fn of_key(&self, key: &[u8], sans_article: bool) -> Vec<Nomme<'_>> {
        let noms = self.noms.get_or_init(|| build(self));
        let (mut words, mut other) = (Vec::new(), Vec::new());
        let mut found = Vec::new();
        for target in noms.targets(key) {
            if (target & SANS_ARTICLE != 0) != sans_article {
                continue;
            }
            let at = target & (ANCIENNE - 1);
            let nomme = match target & KIND {
                ANCIENNE => self.former_at(at as usize).map(Nomme::Ancienne),
                EPCI => self.epci_at(at as usize).map(Nomme::Epci),
                _ => self.commune_at(at).map(Nomme::Commune),
            };
            let Some(nomme) = nomme else { continue };
            // Two names may have the same hash.
            let mut same = |text: &[&str]| {
                canonical(text, &mut words, &mut other);
                if sans_article { without_article(&other) == Some(key) } else { other == key }
            };
            let same = match nomme {
                Nomme::Commune(c) => same(&[c.nom]),
                Nomme::Ancienne(f) => same(&[f.nom]),
                Nomme::Epci(e) => {
                    same(&[e.nom]) || e.nature.sigle().is_some_and(|s| same(&[s, e.nom_court()]))
                }
            };
            if same && !found.contains(&nomme) {
                found.push(nomme);
            }
        }
        cpts_codes::insertion_sort_by_key(&mut found, |n| match n {
            Nomme::Commune(c) => (0, u32::MAX - c.population.unwrap_or(0)),
            Nomme::Ancienne(f) => (1, u32::MAX - f.actuelle.population.unwrap_or(0)),
            Nomme::Epci(e) => (2, u32::MAX - e.population),
        });
        found
    }
}

/// The one spelling under which texts are compared: lower-case ASCII letters and
/// digits, words apart by one space.
pub fn normalise(texte: &str) -> String {
    String::from_utf8(crate::normalise::normalised(texte)).unwrap_or_default()
}
