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
        let mut columns = Columns {
            cursor: Cursor::new(payload),
            partie: "",
            tokens: Vec::new(),
            territory: Self::empty(header),
        };
        match columns.read() {
            Some(()) => Ok(columns.territory),
            None => Err(COMMUNES.corrupt(columns.partie)),
        }
    }

    fn empty(header: Header) -> Self {
        Self {
            header,
            departements: Vec::new(),
            regions: Vec::new(),
            codes: Vec::new(),
            departement_of: Vec::new(),
            names: Names::default(),
            populations: Vec::new(),
            epci_of: Vec::new(),
            epci: Vec::new(),
            epci_names: Names::default(),
            epci_rows: Groups::default(),
            postal: Vec::new(),
            postal_of: Groups::default(),
            postal_rows: Groups::default(),
            villes: Vec::new(),
            former_codes: Vec::new(),
            former_names: Names::default(),
            former_parents: Vec::new(),
            index: OnceLock::new(),
            reference: header.millesime,
            noms: OnceLock::new(),
        }
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

/// Goes on when the condition holds.
fn check(condition: bool) -> Option<()> {
    condition.then_some(())
}

/// Fills the territory column by column. Nothing is handed from one function to
/// another but through the territory itself, and a refusal is a bare `None`, named
/// by `partie`: in the browser, half of the code used to be the moving and dropping
/// of columns half read.
struct Columns<'a> {
    cursor: Cursor<'a>,
    /// What is being read, for the refusal.
    partie: &'static str,
    /// Frequent pieces of names; byte n+1 of a name stands for the nth.
    tokens: Vec<&'a [u8]>,
    territory: Territory,
}

impl<'a> Columns<'a> {
    #[inline(never)]
    fn section(&mut self, partie: &'static str) -> Option<Cursor<'a>> {
        self.partie = partie;
        self.cursor.section()
    }

    fn read(&mut self) -> Option<()> {
        let header = self.territory.header;
        let rows = (header.communes + header.arrondissements) as usize;

        let mut tokens = self.section("mots fréquents")?;
        while !tokens.is_empty() {
            self.tokens.push(tokens.line()?);
        }
        let section = self.section("régions")?;
        self.territory.regions = read_regions(section)?;
        let section = self.section("départements")?;
        self.territory.departements = read_departements(section)?;
        let section = self.section("codes")?;
        read_codes(section, rows, &mut self.territory)?;
        self.territory.names = self.names(rows, "noms")?;

        let mut section = self.section("populations")?;
        for _ in 0..rows {
            // 0 for unknown becomes the largest number.
            self.territory.populations.push(section.varint()?.wrapping_sub(1));
        }
        let section = self.section("arrondissements")?;
        self.territory.villes = read_villes(section, rows as u32, header.arrondissements)?;

        self.epci_table()?;
        let (refs, fresh) = (self.section("EPCI")?, self.section("EPCI")?);
        read_epci_of(refs, fresh, &mut self.territory)?;
        group_epci(&mut self.territory);

        let section = self.section("codes postaux")?;
        self.territory.postal = read_postal(section)?;
        let (refs, fresh) = (self.section("codes postaux")?, self.section("codes postaux")?);
        let sets = self.section("codes postaux")?;
        let t = &mut self.territory;
        let mut pairs = read_postal_of(refs, fresh, sets, &t.departement_of, &t.epci_of, t.postal.len())?;
        t.postal_of = Groups::new(rows, &pairs);
        for pair in &mut pairs {
            *pair = (pair.1, pair.0);
        }
        t.postal_rows = Groups::new(t.postal.len(), &pairs);

        let section = self.section("anciennes communes")?;
        let count = header.anciennes as usize;
        read_former(section, count, rows, &mut self.territory)?;
        self.territory.former_names = self.names(count, "anciennes communes")?;
        self.partie = "fin du fichier";
        check(self.cursor.is_empty())
    }

    /// Two sections: what each name shares with the one before, and the rest of it.
    #[inline(never)]
    fn names(&mut self, count: usize, partie: &'static str) -> Option<Names> {
        let (mut shared, mut rest) = (self.section(partie)?, self.section(partie)?);
        let mut text = Vec::with_capacity(count * 14);
        let mut starts = Vec::with_capacity(count + 1);
        let mut name: Vec<u8> = Vec::with_capacity(64);
        for _ in 0..count {
            starts.push(text.len() as u32);
            let keep = usize::from(shared.byte()?);
            check(keep <= name.len())?;
            name.truncate(keep);
            name.extend_from_slice(rest.line()?);
            for o in &name {
                let piece = match o {
                    1..0x20 => *self.tokens.get(usize::from(*o) - 1)?,
                    _ => core::slice::from_ref(o),
                };
                text.extend_from_slice(piece);
            }
        }
        starts.push(text.len() as u32);
        check(shared.is_empty() && rest.is_empty())?;
        let text = String::from_utf8(text).ok()?;
        for &start in &starts {
            check(text.is_char_boundary(start as usize))?;
        }
        Some(Names { text, starts })
    }

    #[inline(never)]
    fn epci_table(&mut self) -> Option<()> {
        let mut section = self.section("EPCI")?;
        let count = self.territory.header.epci as usize;
        let mut siren = 0u32;
        for _ in 0..count {
            siren = siren.wrapping_add_signed(section.signed()?);
            self.territory.epci.push(EpciRow {
                siren: Siren::from_u32(siren)?,
                nature: *Nature::ALL.get(usize::from(section.byte()?))?,
                population: 0,
                inconnues: 0,
            });
        }
        let names = self.names(count, "EPCI")?;
        // The file leaves out « Communauté de communes » and the like, except in the
        // names that a mark says to leave as they are. Its apostrophes are those of typewriters,
        // as in its source; people read the others.
        let whole = &mut self.territory.epci_names;
        for (i, e) in self.territory.epci.iter().enumerate() {
            whole.starts.push(whole.text.len() as u32);
            let name = names.get(i);
            let rest = name.strip_prefix('=');
            if rest.is_none() {
                whole.text.push_str(e.nature.prefix());
            }
            for lettre in rest.unwrap_or(name).chars() {
                whole.text.push(if lettre == '\'' { '’' } else { lettre });
            }
        }
        whole.starts.push(whole.text.len() as u32);
        Some(())
    }
}

/// Groups the communes under their EPCI (cities, not their arrondissements) and adds them up.
pub(crate) fn group_epci(territory: &mut Territory) {
    let mut members = Vec::with_capacity(territory.epci_of.len());
    for (&e, row) in territory.epci_of.iter().zip(0..) {
        if e == NO_EPCI || territory.ville_of_row(row).is_some() {
            continue;
        }
        members.push((u32::from(e), row));
        if let (Some(epci), Some(&n)) =
            (territory.epci.get_mut(usize::from(e)), territory.populations.get(row as usize))
        {
            match n {
                UNKNOWN => epci.inconnues += 1,
                n => epci.population = epci.population.saturating_add(n),
            }
        }
    }
    territory.epci_rows = Groups::new(territory.epci.len(), &members);
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

fn read_codes(mut section: Cursor<'_>, rows: usize, territory: &mut Territory) -> Option<()> {
    for (departement, i) in territory.departements.iter().zip(0..) {
        let mut number = 0u32;
        for _ in 0..section.varint()? {
            number = number.checked_add(section.varint()?)?;
            territory.codes.push(code_of(departement.code, number)?);
            territory.departement_of.push(i);
            number += 1;
        }
    }
    check(section.is_empty() && territory.codes.len() == rows && ascending(&territory.codes))
}

#[inline(never)]
fn ascending(codes: &[CodeCommune]) -> bool {
    codes.windows(2).all(|w| w[0] < w[1])
}

fn read_villes(mut section: Cursor<'_>, rows: u32, arrondissements: u32) -> Option<Vec<(u32, u32, u32)>> {
    let mut villes = Vec::new();
    let mut total = 0u32;
    while !section.is_empty() {
        let ville = (section.varint()?, section.varint()?, section.varint()?);
        let end = ville.1.checked_add(ville.2)?;
        check(ville.0 < rows && end <= rows && villes.len() <= 8)?;
        total += ville.2;
        villes.push(ville);
    }
    check(total == arrondissements)?;
    Some(villes)
}

/// Row → EPCI. A row gives 0 for none, 1 for an EPCI new to the département, else the
/// place, from 2, among those that the département has shown. `fresh` says which is
/// the new one: 0 for the next of the file, else how far back.
fn read_epci_of(mut refs: Cursor<'_>, mut fresh: Cursor<'_>, territory: &mut Territory) -> Option<()> {
    let count = territory.epci.len();
    let mut seen: Vec<u16> = Vec::new();
    let mut next = 0usize;
    let mut before = None;
    for &departement in &territory.departement_of {
        if before.replace(departement) != Some(departement) {
            seen.clear();
        }
        territory.epci_of.push(match refs.varint()? {
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
    check(refs.is_empty() && fresh.is_empty() && next == count)
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
fn read_former(mut section: Cursor<'_>, count: usize, rows: usize, territory: &mut Territory) -> Option<()> {
    let mut parent = 0u32;
    for departement in &territory.departements {
        let mut number = 0u32;
        for _ in 0..section.varint()? {
            number = number.checked_add(section.varint()?)?;
            territory.former_codes.push(code_of(departement.code, number)?);
            number += 1;
            parent = parent.checked_add_signed(section.signed()?)?;
            check((parent as usize) < rows)?;
            territory.former_parents.push(parent);
        }
    }
    check(section.is_empty() && territory.former_codes.len() == count && ascending(&territory.former_codes))
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
