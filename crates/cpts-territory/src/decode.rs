//! From the bytes of `communes.bin` to the columns in memory.
//!
//! Each column is a section of the payload; what a column holds and why it is
//! cut that way is in `docs/donnees.md`. Nothing read here is trusted: a number
//! out of range refuses the file, and names are checked to be UTF-8.

use std::sync::OnceLock;

use cpts_codes::{CodeCommune, CodeDepartement, CodePostal, Date, Siren};

use crate::TerritoryError;
use crate::format::{COMMUNES, Cursor, u16_at, u32_at};
use crate::territory::{
    DepartementRow, EpciRow, Groups, Header, Liaison, NO_EPCI, Names, Nature, Territory, UNKNOWN,
};

/// More rows than France can have; a count above it is a fault, not a request for memory.
const MAX_ROWS: u32 = 60_000;

impl Territory {
    /// Reads and checks a whole `communes.bin`. The bytes are not kept.
    ///
    /// # Errors
    /// The file is of another nature or version, cut, altered, or makes no sense.
    pub fn parse(octets: &[u8]) -> Result<Self, TerritoryError> {
        let (header, payload) = COMMUNES.open(octets)?;
        let header = read_header(header).ok_or_else(|| COMMUNES.corrupt("en-tête"))?;
        Columns { header, cursor: Cursor::new(payload), tokens: Vec::new() }.read()
    }
}

fn read_header(h: &[u8]) -> Option<Header> {
    let count = |at| Some(u32_at(h, at)).filter(|&n| n <= MAX_ROWS);
    Some(Header {
        millesime: u16_at(h, 24),
        en_vigueur: Date::new(u16_at(h, 26), *h.get(28)?, *h.get(29)?)?,
        cog: u16_at(h, 30),
        communes: count(32)?,
        arrondissements: count(36)?,
        anciennes: count(40)?,
        epci: count(44)?,
    })
}

/// Turns "read past the end" and "out of range" into the name of the column.
trait OrCorrupt<T> {
    fn or_corrupt(self, partie: &'static str) -> Result<T, TerritoryError>;
}
impl<T> OrCorrupt<T> for Option<T> {
    fn or_corrupt(self, partie: &'static str) -> Result<T, TerritoryError> {
        self.ok_or_else(|| COMMUNES.corrupt(partie))
    }
}

struct Columns<'a> {
    header: Header,
    cursor: Cursor<'a>,
    /// Frequent pieces of names; byte n+1 of a name stands for the nth.
    tokens: Vec<&'a [u8]>,
}

impl<'a> Columns<'a> {
    fn section(&mut self, partie: &'static str) -> Result<Cursor<'a>, TerritoryError> {
        self.cursor.section().or_corrupt(partie)
    }

    fn read(mut self) -> Result<Territory, TerritoryError> {
        let header = self.header;
        let rows = (header.communes + header.arrondissements) as usize;

        let mut tokens = self.section("mots fréquents")?;
        while !tokens.is_empty() {
            self.tokens.push(tokens.line().or_corrupt("mots fréquents")?);
        }
        let regions = read_regions(self.section("régions")?).or_corrupt("régions")?;
        let departements = read_departements(self.section("départements")?).or_corrupt("départements")?;
        let (codes, departement_of) =
            read_codes(self.section("codes")?, &departements, rows).or_corrupt("codes")?;
        let names = self.names(rows, "noms")?;

        let mut populations = Vec::with_capacity(rows);
        let mut section = self.section("populations")?;
        for _ in 0..rows {
            let n = section.varint().or_corrupt("populations")?;
            populations.push(if n == 0 { UNKNOWN } else { n - 1 });
        }

        let villes =
            read_villes(self.section("arrondissements")?, rows as u32).or_corrupt("arrondissements")?;
        let arrondissements: u32 = villes.iter().map(|v| v.2).sum();
        (arrondissements == header.arrondissements).then_some(()).or_corrupt("arrondissements")?;

        let (mut epci, epci_names) = self.epci_table()?;
        let (refs, fresh) = (self.section("EPCI")?, self.section("EPCI")?);
        let epci_of = read_epci_of(refs, fresh, &departement_of, epci.len()).or_corrupt("EPCI")?;
        let is_arrondissement =
            |row: u32| villes.iter().any(|&(_, first, n)| row >= first && row - first < n);
        let members = epci_of
            .iter()
            .enumerate()
            .map(|(row, &e)| (usize::from(e), row as u32))
            .filter(|&(e, row)| e != usize::from(NO_EPCI) && !is_arrondissement(row));
        let epci_rows = Groups::new(epci.len(), members);
        for (i, e) in epci.iter_mut().enumerate() {
            for &row in epci_rows.get(i) {
                match populations.get(row as usize) {
                    Some(&n) if n != UNKNOWN => e.population = e.population.saturating_add(n),
                    _ => e.inconnues += 1,
                }
            }
        }

        let postal = read_postal(self.section("codes postaux")?).or_corrupt("codes postaux")?;
        let (refs, fresh, sets) =
            (self.section("codes postaux")?, self.section("codes postaux")?, self.section("codes postaux")?);
        let pairs = read_postal_of(refs, fresh, sets, &departement_of, &epci_of, postal.len())
            .or_corrupt("codes postaux")?;
        let postal_of = Groups::new(rows, pairs.iter().map(|&(row, cp)| (row as usize, cp)));
        let postal_rows = Groups::new(postal.len(), pairs.iter().map(|&(row, cp)| (cp as usize, row)));

        let count = header.anciennes as usize;
        let (former_codes, former_parents) =
            read_former(self.section("anciennes communes")?, count, &departements, rows)
                .or_corrupt("anciennes communes")?;
        let former_names = self.names(count, "anciennes communes")?;
        self.cursor.is_empty().then_some(()).or_corrupt("fin du fichier")?;

        Ok(Territory {
            header,
            departements,
            regions,
            codes,
            departement_of,
            names,
            populations,
            epci_of,
            epci,
            epci_names,
            epci_rows,
            postal,
            postal_of,
            postal_rows,
            villes,
            former_codes,
            former_names,
            former_parents,
            index: OnceLock::new(),
        })
    }

    /// Two sections: what each name shares with the one before, and the rest of it.
    fn names(&mut self, count: usize, partie: &'static str) -> Result<Names, TerritoryError> {
        let (mut shared, mut rest) = (self.section(partie)?, self.section(partie)?);
        let mut text = Vec::with_capacity(count * 14);
        let mut starts = Vec::with_capacity(count + 1);
        let mut name: Vec<u8> = Vec::with_capacity(64);
        for _ in 0..count {
            starts.push(text.len() as u32);
            let keep = usize::from(shared.byte().or_corrupt(partie)?);
            (keep <= name.len()).then_some(()).or_corrupt(partie)?;
            name.truncate(keep);
            name.extend_from_slice(rest.line().or_corrupt(partie)?);
            for &o in &name {
                match o {
                    1..0x20 => text
                        .extend_from_slice(self.tokens.get(usize::from(o) - 1).copied().or_corrupt(partie)?),
                    o => text.push(o),
                }
            }
        }
        starts.push(text.len() as u32);
        (shared.is_empty() && rest.is_empty()).then_some(()).or_corrupt(partie)?;
        let text = String::from_utf8(text).ok().or_corrupt(partie)?;
        let whole = starts.iter().all(|&s| text.is_char_boundary(s as usize));
        whole.then_some(()).or_corrupt(partie)?;
        Ok(Names { text, starts })
    }

    fn epci_table(&mut self) -> Result<(Vec<EpciRow>, Names), TerritoryError> {
        let mut section = self.section("EPCI")?;
        let mut epci = Vec::new();
        let mut siren = 0u32;
        for _ in 0..self.header.epci {
            siren = siren.wrapping_add_signed(section.signed().or_corrupt("EPCI")?);
            let nature = Nature::ALL.get(usize::from(section.byte().or_corrupt("EPCI")?));
            epci.push(EpciRow {
                siren: Siren::from_u32(siren).or_corrupt("EPCI")?,
                nature: *nature.or_corrupt("EPCI")?,
                population: 0,
                inconnues: 0,
            });
        }
        let mut names = self.names(epci.len(), "EPCI")?;
        // The file leaves out « Communauté de communes » and the like, except in the
        // names that a mark says to leave as they are.
        let mut text = String::with_capacity(names.text.len() + epci.len() * 24);
        let mut starts = Vec::with_capacity(names.starts.len());
        for (i, e) in epci.iter().enumerate() {
            starts.push(text.len() as u32);
            match names.get(i).strip_prefix('=') {
                Some(whole) => text.push_str(whole),
                None => {
                    text.push_str(e.nature.prefix());
                    text.push_str(names.get(i));
                }
            }
        }
        starts.push(text.len() as u32);
        names = Names { text, starts };
        Ok((epci, names))
    }
}

fn text(octets: &[u8]) -> Option<&str> {
    core::str::from_utf8(octets).ok()
}

/// Lines `code⇥nom`.
fn read_regions(mut section: Cursor<'_>) -> Option<Vec<(cpts_codes::CodeRegion, String)>> {
    let mut regions = Vec::new();
    while !section.is_empty() {
        let (code, nom) = text(section.line()?)?.split_once('\t')?;
        regions.push((code.parse().ok()?, nom.to_owned()));
    }
    Some(regions)
}

/// Lines `code⇥région⇥liaison⇥millésime⇥nom`.
fn read_departements(mut section: Cursor<'_>) -> Option<Vec<DepartementRow>> {
    let mut departements = Vec::new();
    while !section.is_empty() {
        let mut parts = text(section.line()?)?.split('\t');
        let mut part = || parts.next();
        departements.push(DepartementRow {
            code: part()?.parse().ok()?,
            region: part()?.parse().ok()?,
            liaison: Liaison(part()?.parse().ok()?),
            millesime: part()?.parse().ok()?,
            nom: part()?.to_owned(),
        });
    }
    (departements.len() <= 255).then_some(departements)
}

/// The code of the nth commune of a département: 59 and 122 make 59122, 974 and 11 make 97411.
fn code_of(departement: CodeDepartement, number: u32) -> Option<CodeCommune> {
    let head = departement.as_str().as_bytes();
    let digit = |n: u32| b'0' + (n % 10) as u8;
    let code = match *head {
        [a, b] if number <= 999 => [a, b, digit(number / 100), digit(number / 10), digit(number)],
        [a, b, c] if number <= 99 => [a, b, c, digit(number / 10), digit(number)],
        _ => return None,
    };
    CodeCommune::from_bytes(code)
}

fn read_codes(
    mut section: Cursor<'_>,
    departements: &[DepartementRow],
    rows: usize,
) -> Option<(Vec<CodeCommune>, Vec<u8>)> {
    let mut codes = Vec::with_capacity(rows);
    let mut departement_of = Vec::with_capacity(rows);
    for (i, departement) in departements.iter().enumerate() {
        let mut number = 0u32;
        for _ in 0..section.varint()? {
            number = number.checked_add(section.varint()?)?;
            codes.push(code_of(departement.code, number)?);
            departement_of.push(i as u8);
            number += 1;
        }
    }
    let ordered = codes.windows(2).all(|w| w[0] < w[1]);
    (section.is_empty() && codes.len() == rows && ordered).then_some((codes, departement_of))
}

fn read_villes(mut section: Cursor<'_>, rows: u32) -> Option<Vec<(u32, u32, u32)>> {
    let mut villes = Vec::new();
    while !section.is_empty() {
        let ville = (section.varint()?, section.varint()?, section.varint()?);
        let end = ville.1.checked_add(ville.2)?;
        if ville.0 >= rows || end > rows || villes.len() > 8 {
            return None;
        }
        villes.push(ville);
    }
    Some(villes)
}

/// Row → EPCI. A row gives 0 for none, 1 for an EPCI new to the département, else the
/// place, from 2, among those that the département has shown. `fresh` says which is
/// the new one: 0 for the next of the file, else how far back.
fn read_epci_of(
    mut refs: Cursor<'_>,
    mut fresh: Cursor<'_>,
    departement_of: &[u8],
    count: usize,
) -> Option<Vec<u16>> {
    let mut epci_of = Vec::with_capacity(departement_of.len());
    let mut seen: Vec<u16> = Vec::new();
    let mut next = 0usize;
    let mut before = None;
    for &departement in departement_of {
        if before.replace(departement) != Some(departement) {
            seen.clear();
        }
        epci_of.push(match refs.varint()? {
            0 => NO_EPCI,
            1 => {
                let back = fresh.varint()? as usize;
                let e = if back == 0 { next } else { next.checked_sub(back)? };
                next += usize::from(back == 0);
                if e >= count {
                    return None;
                }
                seen.push(e as u16);
                e as u16
            }
            n => *seen.get(n as usize - 2)?,
        });
    }
    (refs.is_empty() && fresh.is_empty() && next == count).then_some(epci_of)
}

/// The postal codes in use, as differences.
fn read_postal(mut section: Cursor<'_>) -> Option<Vec<CodePostal>> {
    let mut postal = Vec::new();
    let mut code = 0u32;
    while !section.is_empty() {
        code = code.checked_add(section.varint()?)?;
        postal.push(CodePostal::from_u32(code)?);
        code += 1;
    }
    Some(postal)
}

/// Row → postal codes, as pairs of row and place in the list of codes.
///
/// Neighbours share their codes, and an EPCI is made of neighbours: a row gives its
/// place, from 1, among the sets of codes that its EPCI has shown in the département,
/// or 0 for a set new to the EPCI. `fresh` gives the place of that one, from 1, among
/// the sets of the département, or 0 for one to read in `sets`.
fn read_postal_of(
    mut refs: Cursor<'_>,
    mut fresh: Cursor<'_>,
    mut sets: Cursor<'_>,
    departement_of: &[u8],
    epci_of: &[u16],
    count: usize,
) -> Option<Vec<(u32, u32)>> {
    let mut pairs = Vec::with_capacity(departement_of.len() + 600);
    // Sets of the département: where each is in `codes`.
    let mut codes: Vec<u32> = Vec::new();
    let mut known: Vec<(u32, u32)> = Vec::new();
    // EPCI of the département and the sets each has shown; 14 on average.
    let mut groups: Vec<(u16, Vec<u32>)> = Vec::new();
    let mut place = 0u32;
    let mut before = None;
    for (row, (&departement, &epci)) in departement_of.iter().zip(epci_of).enumerate() {
        if before.replace(departement) != Some(departement) {
            known.clear();
            groups.clear();
            codes.clear();
        }
        let at = match groups.iter().position(|g| g.0 == epci) {
            Some(at) => at,
            None => {
                groups.push((epci, Vec::new()));
                groups.len() - 1
            }
        };
        let group = &mut groups.get_mut(at)?.1;
        let set = match refs.varint()? {
            0 => {
                let set = match fresh.varint()? {
                    0 => {
                        let start = codes.len() as u32;
                        let size = sets.varint()?;
                        if size as usize > count {
                            return None;
                        }
                        for _ in 0..size {
                            place = place.checked_add_signed(sets.signed()?)?;
                            if place as usize >= count {
                                return None;
                            }
                            codes.push(place);
                        }
                        known.push((start, codes.len() as u32));
                        known.len() as u32 - 1
                    }
                    n => n - 1,
                };
                group.push(set);
                set
            }
            n => *group.get(n as usize - 1)?,
        };
        let &(start, end) = known.get(set as usize)?;
        pairs.extend(codes.get(start as usize..end as usize)?.iter().map(|&cp| (row as u32, cp)));
        if pairs.len() > 4 * MAX_ROWS as usize {
            return None;
        }
    }
    (refs.is_empty() && fresh.is_empty() && sets.is_empty()).then_some(pairs)
}

/// Former communes: the code as a difference within the département, and how far the
/// current commune is from the place where the code would stand.
fn read_former(
    mut section: Cursor<'_>,
    count: usize,
    departements: &[DepartementRow],
    rows: usize,
) -> Option<(Vec<CodeCommune>, Vec<u32>)> {
    let mut codes = Vec::with_capacity(count);
    let mut parents = Vec::with_capacity(count);
    let mut parent = 0u32;
    for departement in departements {
        let mut number = 0u32;
        for _ in 0..section.varint()? {
            number = number.checked_add(section.varint()?)?;
            codes.push(code_of(departement.code, number)?);
            number += 1;
            parent = parent.checked_add_signed(section.signed()?)?;
            if parent as usize >= rows {
                return None;
            }
            parents.push(parent);
        }
    }
    let ordered = codes.windows(2).all(|w| w[0] < w[1]);
    (section.is_empty() && codes.len() == count && ordered).then_some((codes, parents))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file() -> Vec<u8> {
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/communes.bin")).unwrap()
    }

    /// Puts a right checksum on an altered file, so that the decoder itself meets it.
    fn sealed(mut octets: Vec<u8>) -> Vec<u8> {
        let length = (octets.len() - COMMUNES.header) as u32;
        octets[12..16].copy_from_slice(&length.to_le_bytes());
        let sum = COMMUNES.checksum(&octets);
        octets[16..24].copy_from_slice(&sum.to_le_bytes());
        octets
    }

    /// Whatever was accepted can be asked anything.
    fn use_it(territory: &Territory) {
        for c in territory.iter().step_by(501) {
            let _ = territory.codes_postaux(c.code).count();
            let _ = territory.search(c.nom, 5);
        }
        let _ =
            territory.formers().count() + territory.all_epci().map(|e| e.nom_court().len()).sum::<usize>();
    }

    #[test]
    fn sealing_an_unaltered_file_changes_nothing() {
        assert!(sealed(file()) == file());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn hostile_bytes_under_a_right_checksum_never_panic(
            flips in proptest::collection::vec((24usize..613_000, any::<u8>()), 1..4),
            cut in 0usize..40,
        ) {
            let mut octets = file();
            for (at, value) in flips {
                let at = at % octets.len();
                octets[at.max(24)] = value;
            }
            if cut < 10 {
                octets.truncate(octets.len() - cut * 1_013);
            }
            if let Ok(territory) = Territory::parse(&sealed(octets)) {
                use_it(&territory);
            }
        }
    }
}
