//! One box for everything: names, codes, former names, EPCI.
//!
//! A search first asks what kind of text was typed (a code, a name with or without
//! a département), then tries the names from the surest reading to the boldest:
//! the whole name, its beginning, the beginning of one of its words, its words with
//! some left out, a part of a word, and last one slip of the finger. Population
//! settles what is equal. See [`Rang`].

mod best;
mod construction;
mod contexte;
mod index;
mod lettres;
mod query;
mod reponse;

use cpts_codes::{CodeCommune, CodePostal};

use best::{Best, Found};
use construction::{build, shown_name};
pub use contexte::Contexte;
use contexte::Proximite;
pub(crate) use index::Index;
use index::Target;
use query::{Code, Ends, Filter, Query};
pub use reponse::{Cible, Hit, Rang};

use crate::normalise::portion;
use crate::territory::Territory;

impl Territory {
    /// Builds the index of the search now rather than at the first search.
    pub fn prepare_search(&self) {
        self.index.get_or_init(|| build(self));
    }

    /// Bytes of memory that the index of the search holds.
    pub fn search_memory(&self) -> usize {
        self.index.get_or_init(|| build(self)).memory()
    }

    /// What answers this text, best first, `limit` at most. Never fails: a text
    /// that means nothing gives nothing.
    pub fn search(&self, texte: &str, limit: usize) -> Vec<Hit<'_>> {
        self.search_near(texte, limit, &Contexte::default())
    }

    /// The same for someone who already has a perimeter: see [`Contexte`].
    pub fn search_near(&self, texte: &str, limit: usize, contexte: &Contexte) -> Vec<Hit<'_>> {
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
        self.search_name(texte, limit, &Proximite::new(self, contexte), &mut hits);
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

    fn search_name<'a>(&'a self, texte: &str, limit: usize, proximite: &Proximite, hits: &mut Vec<Hit<'a>>) {
        let index = self.index.get_or_init(|| build(self));
        let mut query = Query::new(texte);
        self.push_arrondissements(&query.words, proximite, hits);

        let mut best = Best::new(self, index, proximite, limit);
        let kind = query::epci_prefix(&query.words);
        if kind > 0 {
            let words = query.words.split_off(kind);
            let narrowed = Query { words, ends: query.ends, accents: Vec::new() };
            best.filter = Filter::Epci;
            best.search(&narrowed);
            query.words.extend(narrowed.words);
        } else if let Some((filter, count)) = query::filter(self, texte, &query.words) {
            let keep = query.words.len() - count;
            let words = query.words[..keep].to_vec();
            best.filter = filter;
            best.search(&Query { words, ends: Ends::Space, accents: query.accents.clone() });
        }
        // The whole text as a name, where the narrower reading finds nothing.
        if best.is_empty() {
            best.filter = Filter::None;
            best.search(&query);
        }
        for found in best.merged() {
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
        Some(Hit { cible, rang: found.rang, portion: cut })
    }

    /// « paris 13 », « lyon 8e », « 13e », « marseille 14e arrondissement ». Of several
    /// cities the nearest comes first, then the largest.
    fn push_arrondissements<'a>(&'a self, words: &[Vec<u8>], proximite: &Proximite, hits: &mut Vec<Hit<'a>>) {
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
        let mut villes = self.villes.clone();
        cpts_codes::insertion_sort_by_key(&mut villes, |&(ville, ..)| {
            let habitants = self.populations.get(ville as usize).copied().unwrap_or(0);
            core::cmp::Reverse((proximite.of(self, Target::Lieu(ville)), habitants))
        });
        for (ville, first, count) in villes {
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
