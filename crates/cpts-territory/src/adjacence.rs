//! Which communes touch which: `data/adjacence.bin`.
//!
//! Two communes are neighbours when their contours share an edge; a shared point
//! is not enough. Arrondissements are there beside their cities: Gentilly touches
//! both Paris and its 13th arrondissement, and a city does not touch its own.
//! Islands have no neighbour: contiguity is a hint, never a condition.

use std::sync::OnceLock;

use crate::TerritoryError;
use crate::format::{ADJACENCE, Cursor, FNV_OFFSET, fnv, u32_at, u64_at};
use crate::territory::{Groups, Territory};

/// Sum over the codes in the order of rows: two files agree on row numbers when
/// they agree on this, whatever the vintage of the populations.
pub(crate) fn fingerprint(territory: &Territory) -> u64 {
    territory.codes.iter().fold(FNV_OFFSET, |sum, code| fnv(sum, code.as_bytes()))
}

/// The neighbours of every commune and arrondissement.
pub struct Adjacence {
    rows: usize,
    neighbours: Groups,
    pairs: u32,
    /// By row, its land; made at the first question.
    lands: OnceLock<Vec<u32>>,
}

impl Adjacence {
    /// Reads and checks a whole `adjacence.bin` made for this list of communes.
    ///
    /// # Errors
    /// The file is of another nature or version, cut, altered, makes no sense, or
    /// was made for another list of communes.
    pub fn parse(octets: &[u8], territory: &Territory) -> Result<Self, TerritoryError> {
        let (header, payload) = ADJACENCE.open(octets)?;
        let rows = territory.codes.len();
        if u32_at(header, 24) as usize != rows || u64_at(header, 32) != fingerprint(territory) {
            return Err(TerritoryError::AutreListe);
        }
        let announced = u32_at(header, 28);
        read(payload, rows).filter(|a| a.pairs == announced).ok_or_else(|| ADJACENCE.corrupt("voisinages"))
    }

    /// The rows that touch this one, ascending; none for a row out of range.
    pub fn neighbours(&self, index: u32) -> &[u32] {
        self.neighbours.get(index as usize)
    }

    /// How many pairs of neighbours the file holds.
    pub fn pairs(&self) -> u32 {
        self.pairs
    }

    /// On which land a row is: the first row that can be reached from it over shared
    /// edges. Rows of different lands have water between them.
    pub fn land(&self, index: u32) -> u32 {
        let lands = self.lands.get_or_init(|| {
            const UNSEEN: u32 = u32::MAX;
            let mut lands = vec![UNSEEN; self.rows];
            let mut file: Vec<u32> = Vec::new();
            for start in 0..self.rows as u32 {
                if lands[start as usize] == UNSEEN {
                    lands[start as usize] = start;
                    file.push(start);
                }
                while let Some(row) = file.pop() {
                    for &other in self.neighbours(row) {
                        if lands[other as usize] == UNSEEN {
                            lands[other as usize] = start;
                            file.push(other);
                        }
                    }
                }
            }
            lands
        });
        lands.get(index as usize).copied().unwrap_or(index)
    }

    /// The rows in groups that hold together, largest group first; rows out of
    /// range and repeated rows are left out.
    pub fn components(&self, indexes: &[u32]) -> Vec<Vec<u32>> {
        const ABSENT: u8 = 0;
        const WAITING: u8 = 1;
        const DONE: u8 = 2;
        let mut state = vec![ABSENT; self.rows];
        for &i in indexes {
            if let Some(s) = state.get_mut(i as usize) {
                *s = WAITING;
            }
        }
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for &start in indexes {
            if state.get(start as usize) != Some(&WAITING) {
                continue;
            }
            state[start as usize] = DONE;
            let mut group = vec![start];
            let mut at = 0;
            while let Some(&row) = group.get(at) {
                at += 1;
                for &other in self.neighbours(row) {
                    if state[other as usize] == WAITING {
                        state[other as usize] = DONE;
                        group.push(other);
                    }
                }
            }
            cpts_codes::sort_u32(&mut group);
            let place = groups.iter().position(|g| g.len() < group.len()).unwrap_or(groups.len());
            groups.insert(place, group);
        }
        groups
    }
}

/// First how many later neighbours each row has, then which, as differences.
fn read(payload: &[u8], rows: usize) -> Option<Adjacence> {
    let mut sections = Cursor::new(payload);
    let (mut counts, mut gaps) = (sections.section()?, sections.section()?);
    let mut pairs = Vec::new();
    for row in 0..rows as u32 {
        let mut next = row + 1;
        for _ in 0..counts.varint()? {
            let other = next.checked_add(gaps.varint()?)?;
            if other as usize >= rows {
                return None;
            }
            pairs.push((row, other));
            next = other + 1;
        }
    }
    if !(counts.is_empty() && gaps.is_empty() && sections.is_empty()) {
        return None;
    }
    // Pairs are in order of their first row: a row receives first the earlier ones,
    // then the later, so that its neighbours come out ascending.
    let count = pairs.len();
    let mut both = Vec::with_capacity(2 * count);
    for &(a, b) in &pairs {
        both.push((b, a));
    }
    both.extend_from_slice(&pairs);
    Some(Adjacence {
        rows,
        neighbours: Groups::new(rows, &both),
        pairs: count as u32,
        lands: OnceLock::new(),
    })
}
