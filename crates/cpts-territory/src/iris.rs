//! The IRIS of the communes that have several: `data/iris.bin`.
//!
//! An IRIS is a piece of a commune of about two thousand inhabitants, which the
//! census counts. The file gives the inhabitants of each in one year, so that a
//! share of a commune can be weighed: what the IRIS hold of the commune in that
//! year, brought to the population of another. It has no names: none are published
//! with it, and a code is all that a person can check.

use cpts_codes::{CodeCommune, CodeIris};

use crate::TerritoryError;
use crate::adjacence::fingerprint;
use crate::format::{Cursor, IRIS, u16_at, u32_at, u64_at};
use crate::territory::Territory;

/// An IRIS and who lives there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IrisPeuple {
    /// Its code, which begins with that of a commune, or of one that has merged since.
    pub code: CodeIris,
    /// Its inhabitants in the year of the file.
    pub population: u32,
}

/// The IRIS of each commune or arrondissement that has several.
pub struct Iris {
    annee: u16,
    /// Row of a commune, where its IRIS begin; ascending.
    communes: Vec<(u32, u32)>,
    iris: Vec<IrisPeuple>,
}

impl Iris {
    /// Reads and checks a whole `iris.bin` made for this list of communes.
    ///
    /// # Errors
    /// The file is of another nature or version, cut, altered, makes no sense, or
    /// was made for another list of communes.
    pub fn parse(octets: &[u8], territory: &Territory) -> Result<Self, TerritoryError> {
        let (header, payload) = IRIS.open(octets)?;
        if u32_at(header, 24) as usize != territory.codes.len()
            || u64_at(header, 32) != fingerprint(territory)
        {
            return Err(TerritoryError::AutresCommunes { fichier: IRIS.nom });
        }
        let annee = u16_at(header, 28);
        read(payload, annee, &territory.codes).ok_or_else(|| IRIS.corrupt("IRIS"))
    }

    /// Year of the populations of the IRIS.
    pub fn annee(&self) -> u16 {
        self.annee
    }

    /// The IRIS of a commune or arrondissement, in the order of codes; none where it has
    /// only one, where its IRIS are not known, and for a row out of range.
    pub fn of(&self, index: u32) -> &[IrisPeuple] {
        let Ok(place) = self.communes.binary_search_by(|c| c.0.cmp(&index)) else { return &[] };
        let debut = self.communes.get(place).map_or(0, |c| c.1 as usize);
        let fin = self.communes.get(place + 1).map_or(self.iris.len(), |c| c.1 as usize);
        self.iris.get(debut..fin).unwrap_or_default()
    }

    /// How many communes and arrondissements have several IRIS.
    pub fn communes(&self) -> usize {
        self.communes.len()
    }

    /// What some IRIS of a commune hold of its `population`: the share that they had of it in
    /// the year of the file, rounded to the nearest inhabitant. Each IRIS counts once.
    ///
    /// # Errors
    /// The first code that is no IRIS of this commune; the commune has none, or nobody.
    pub fn part(&self, index: u32, codes: &[CodeIris], population: u32) -> Result<u32, Option<CodeIris>> {
        let iris = self.of(index);
        let mut tous = 0u64;
        let mut choisis = 0u64;
        for i in iris {
            tous += u64::from(i.population);
            if codes.contains(&i.code) {
                choisis += u64::from(i.population);
            }
        }
        for code in codes {
            if !iris.iter().any(|i| i.code == *code) {
                return Err(Some(*code));
            }
        }
        // A file that lies about populations must not make a share larger than its commune.
        let double = (2 * choisis).checked_mul(population.into()).and_then(|n| n.checked_add(tous));
        double.and_then(|n| n.checked_div(2 * tous)).and_then(|n| u32::try_from(n).ok()).ok_or(None)
    }
}

/// Groups of IRIS that share the first five characters of their codes. Most are those of
/// the commune; a commune that absorbed another has a group for each.
fn read(payload: &[u8], annee: u16, codes: &[CodeCommune]) -> Option<Iris> {
    let mut sections = Cursor::new(payload);
    let (mut groupes, mut anciens) = (sections.section()?, sections.section()?);
    let (mut numeros, mut populations) = (sections.section()?, sections.section()?);
    let mut lus = Iris { annee, communes: Vec::new(), iris: Vec::new() };
    let mut row = 0u32;
    while !groupes.is_empty() {
        // The gap with the row before, and whether the codes begin otherwise than its own.
        let tete = groupes.varint()?;
        row = row.checked_add(tete >> 1)?;
        let commune = match tete & 1 {
            0 => *codes.get(row as usize)?,
            _ => CodeCommune::from_bytes(*anciens.take(5)?.first_chunk()?)?,
        };
        if row as usize >= codes.len() {
            return None;
        }
        if lus.communes.last().is_none_or(|c| c.0 != row) {
            lus.communes.push((row, lus.iris.len() as u32));
        }
        let mut numero = 0u32;
        for _ in 0..groupes.varint()? {
            numero = numero.checked_add(numeros.varint()?)?;
            let code = CodeIris::new(commune, u16::try_from(numero).ok()?)?;
            let population = populations.varint()?;
            lus.iris.push(IrisPeuple { code, population });
            numero += 1;
        }
    }
    let fini = anciens.is_empty() && numeros.is_empty() && populations.is_empty() && sections.is_empty();
    fini.then_some(lus)
}
