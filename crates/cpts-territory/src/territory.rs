//! The list of communes and all that is asked of it.

use std::sync::OnceLock;

use cpts_codes::{CodeCommune, CodeDepartement, CodePostal, CodeRegion, Date, Siren};

use crate::search::Index;
use crate::table_de_noms::Noms;

/// Value of [`Territory::populations`] where the population is not known.
pub(crate) const UNKNOWN: u32 = u32::MAX;
/// Value of [`Territory::epci_of`] where a commune belongs to no EPCI.
pub(crate) const NO_EPCI: u16 = u16::MAX;

/// What the header of the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Year of the census to which the populations belong.
    pub millesime: u16,
    /// Day from which these populations are the legal ones.
    pub en_vigueur: Date,
    /// Year of the list of communes (code officiel géographique).
    pub cog: u16,
    /// Current communes, arrondissements left out.
    pub communes: u32,
    /// Arrondissements of Paris, Lyon and Marseille.
    pub arrondissements: u32,
    /// Former communes.
    pub anciennes: u32,
    /// EPCI with their own taxation.
    pub epci: u32,
}

/// A current commune, or an arrondissement of Paris, Lyon or Marseille.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commune<'a> {
    /// Place in the file; the key of the adjacency and of nothing that lasts.
    pub index: u32,
    /// INSEE code.
    pub code: CodeCommune,
    /// Name with its article and its accents.
    pub nom: &'a str,
    /// Département, or overseas collectivity.
    pub departement: CodeDepartement,
    /// Région, or overseas collectivity.
    pub region: CodeRegion,
    /// Population municipale; `None` when no census gives one. Never 0 for unknown.
    pub population: Option<u32>,
    /// Year of the population where it is not the one of the header (Mayotte: 2017).
    pub millesime: Option<u16>,
    /// True where the year is another one that the source does not give (overseas collectivities).
    pub millesime_incertain: bool,
    /// EPCI to which the commune belongs; an arrondissement has the one of its city.
    pub epci: Option<Siren>,
    /// For an arrondissement, its city. Never add both.
    pub ville: Option<CodeCommune>,
}

/// A former commune, déléguée or associée, and where it is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Former<'a> {
    /// Its code; for a commune déléguée that gave its code to the new commune, that of the latter.
    pub code: CodeCommune,
    /// Its name.
    pub nom: &'a str,
    /// The current commune of which it is a part.
    pub actuelle: Commune<'a>,
}

/// The four kinds of EPCI with their own taxation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    /// Communauté de communes.
    CommunauteDeCommunes,
    /// Communauté d'agglomération.
    CommunauteAgglomeration,
    /// Communauté urbaine.
    CommunauteUrbaine,
    /// Métropole (that of Lyon included).
    Metropole,
}

impl Nature {
    /// In the order of the file.
    pub(crate) const ALL: [Self; 4] =
        [Self::CommunauteDeCommunes, Self::CommunauteAgglomeration, Self::CommunauteUrbaine, Self::Metropole];

    /// The usual abbreviation, `CC`, `CA` or `CU`; a métropole has none.
    pub const fn sigle(self) -> Option<&'static str> {
        match self {
            Self::CommunauteDeCommunes => Some("CC"),
            Self::CommunauteAgglomeration => Some("CA"),
            Self::CommunauteUrbaine => Some("CU"),
            Self::Metropole => None,
        }
    }

    /// What the full names begin with, as they are shown.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::CommunauteDeCommunes => "Communauté de communes ",
            Self::CommunauteAgglomeration => "Communauté d’agglomération ",
            Self::CommunauteUrbaine => "Communauté urbaine ",
            Self::Metropole => "Métropole ",
        }
    }
}

/// An EPCI and the sum of its communes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epci<'a> {
    /// SIREN number.
    pub siren: Siren,
    /// Full name.
    pub nom: &'a str,
    /// Kind of EPCI.
    pub nature: Nature,
    /// Sum of the known populations of its communes, recomputed.
    pub population: u32,
    /// How many of its communes have no known population.
    pub inconnues: u32,
    /// How many communes it has.
    pub taille: u32,
}

impl<'a> Epci<'a> {
    /// The name after « Communauté de communes » and the like, for a short label:
    /// `nature.sigle()`, a space, then this. The whole name where it does not begin so, or
    /// where nothing stands for the beginning: a métropole.
    pub fn nom_court(&self) -> &'a str {
        match self.nature.sigle() {
            Some(_) => self.nom.strip_prefix(self.nature.prefix()).unwrap_or(self.nom),
            None => self.nom,
        }
    }
}

/// How to say "in" or "of" before the name of a département: the TNCC of INSEE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Liaison(pub(crate) u8);

impl Liaison {
    /// « de », « d' », « du », « de la », « des », « de l' »… with its final space where it has one.
    pub const fn de(self) -> &'static str {
        match self.0 {
            1 => "d'",
            2 => "du ",
            3 => "de la ",
            4 => "des ",
            5 => "de l'",
            _ => "de ",
        }
    }
}

/// A département or an overseas collectivity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departement<'a> {
    /// Its code.
    pub code: CodeDepartement,
    /// Its name.
    pub nom: &'a str,
    /// Its région.
    pub region: CodeRegion,
    /// The word that ties it to what precedes.
    pub liaison: Liaison,
}

#[derive(Clone)]
pub(crate) struct DepartementRow {
    pub(crate) code: CodeDepartement,
    pub(crate) region: CodeRegion,
    pub(crate) nom: String,
    pub(crate) liaison: Liaison,
    /// 0: the year of the header; 1: another year, not given; else the year.
    pub(crate) millesime: u16,
}

#[derive(Clone)]
pub(crate) struct EpciRow {
    pub(crate) siren: Siren,
    pub(crate) nature: Nature,
    pub(crate) population: u32,
    pub(crate) inconnues: u32,
}

/// Texts one behind the other in one block of memory.
#[derive(Clone, Default)]
pub(crate) struct Names {
    pub(crate) text: String,
    /// Where each begins, and one more: where the last ends.
    pub(crate) starts: Vec<u32>,
}

impl Names {
    pub(crate) fn get(&self, index: usize) -> &str {
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&a), Some(&b)) => self.text.get(a as usize..b as usize).unwrap_or_default(),
            _ => "",
        }
    }
}

/// Rows grouped under a key, all groups in one block of memory.
#[derive(Clone, Default)]
pub(crate) struct Groups {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Groups {
    /// Groups `(key, row)` pairs; each group keeps the order of the pairs.
    #[inline(never)]
    pub(crate) fn new(keys: usize, pairs: &[(u32, u32)]) -> Self {
        let mut starts = vec![0u32; keys + 1];
        for &(key, _) in pairs {
            if let Some(n) = starts.get_mut(key as usize + 1) {
                *n += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut rows = vec![0u32; total as usize];
        for &(key, row) in pairs {
            if (key as usize) < keys
                && let Some(place) = next.get_mut(key as usize)
                && let Some(slot) = rows.get_mut(*place as usize)
            {
                *slot = row;
                *place += 1;
            }
        }
        Self { starts, rows }
    }

    pub(crate) fn get(&self, key: usize) -> &[u32] {
        match (self.starts.get(key), self.starts.get(key + 1)) {
            (Some(&a), Some(&b)) => &self.rows[a as usize..b as usize],
            _ => &[],
        }
    }
}

/// Every commune of France, its EPCI, its postal codes and its former communes.
///
/// Made by [`Territory::parse`] from `data/communes.bin`; immutable afterwards.
/// Rows are in the order of INSEE codes, arrondissements among the communes.
pub struct Territory {
    pub(crate) header: Header,
    pub(crate) departements: Vec<DepartementRow>,
    pub(crate) regions: Vec<(CodeRegion, String)>,
    pub(crate) codes: Vec<CodeCommune>,
    pub(crate) departement_of: Vec<u8>,
    pub(crate) names: Names,
    pub(crate) populations: Vec<u32>,
    pub(crate) epci_of: Vec<u16>,
    pub(crate) epci: Vec<EpciRow>,
    pub(crate) epci_names: Names,
    pub(crate) epci_rows: Groups,
    /// Postal codes in use, ascending.
    pub(crate) postal: Vec<CodePostal>,
    /// Row → places in `postal`.
    pub(crate) postal_of: Groups,
    /// Place in `postal` → rows.
    pub(crate) postal_rows: Groups,
    /// City row, first row of its arrondissements, how many.
    pub(crate) villes: Vec<(u32, u32, u32)>,
    pub(crate) former_codes: Vec<CodeCommune>,
    pub(crate) former_names: Names,
    pub(crate) former_parents: Vec<u32>,
    pub(crate) index: OnceLock<Index>,
    /// Vintage that the file holds; the header may tell another, see [`crate::Millesimes::apply`].
    pub(crate) reference: u16,
    pub(crate) noms: OnceLock<Noms>,
}

impl Territory {
    /// What the header of the file says: vintage, dates, counts.
    pub fn header(&self) -> Header {
        self.header
    }

    /// Whether the populations are those of another vintage than the one of the file.
    pub fn autre_millesime(&self) -> bool {
        self.header.millesime != self.reference
    }

    /// The same data in another place. The search index is built again when it is needed.
    pub fn copy(&self) -> Self {
        Self {
            header: self.header,
            departements: self.departements.clone(),
            regions: self.regions.clone(),
            codes: self.codes.clone(),
            departement_of: self.departement_of.clone(),
            names: self.names.clone(),
            populations: self.populations.clone(),
            epci_of: self.epci_of.clone(),
            epci: self.epci.clone(),
            epci_names: self.epci_names.clone(),
            epci_rows: self.epci_rows.clone(),
            postal: self.postal.clone(),
            postal_of: self.postal_of.clone(),
            postal_rows: self.postal_rows.clone(),
            villes: self.villes.clone(),
            former_codes: self.former_codes.clone(),
            former_names: self.former_names.clone(),
            former_parents: self.former_parents.clone(),
            index: OnceLock::new(),
            noms: OnceLock::new(),
            reference: self.reference,
        }
    }

    pub(crate) fn row_of(&self, code: CodeCommune) -> Option<usize> {
        self.codes.binary_search(&code).ok()
    }

    pub(crate) fn ville_of_row(&self, row: u32) -> Option<u32> {
        self.villes
            .iter()
            .find(|&&(_, first, count)| row >= first && row - first < count)
            .map(|&(ville, ..)| ville)
    }

    pub(crate) fn is_city_with_arrondissements(&self, row: u32) -> bool {
        self.villes.iter().any(|&(ville, ..)| ville == row)
    }

    /// The commune or arrondissement at a place of the file.
    pub fn commune_at(&self, index: u32) -> Option<Commune<'_>> {
        let row = index as usize;
        let code = *self.codes.get(row)?;
        let departement = self.departements.get(usize::from(*self.departement_of.get(row)?))?;
        let population = *self.populations.get(row)?;
        Some(Commune {
            index,
            code,
            nom: self.names.get(row),
            departement: departement.code,
            region: departement.region,
            population: (population != UNKNOWN).then_some(population),
            millesime: (departement.millesime > 1).then_some(departement.millesime),
            millesime_incertain: departement.millesime == 1,
            epci: self.epci_of.get(row).and_then(|&e| self.epci.get(usize::from(e))).map(|e| e.siren),
            ville: self.ville_of_row(index).and_then(|v| self.codes.get(v as usize).copied()),
        })
    }

    /// The current commune or arrondissement that has this code.
    pub fn commune(&self, code: CodeCommune) -> Option<Commune<'_>> {
        self.commune_at(self.row_of(code)? as u32)
    }

    /// Every current commune and every arrondissement, in the order of codes.
    pub fn iter(&self) -> impl Iterator<Item = Commune<'_>> + Clone {
        (0..self.codes.len() as u32).filter_map(|i| self.commune_at(i))
    }

    /// Every current commune, arrondissements left out: the sum of these is France.
    pub fn communes(&self) -> impl Iterator<Item = Commune<'_>> + Clone {
        self.iter().filter(|c| c.ville.is_none())
    }

    /// The arrondissements of Paris, Lyon or Marseille; nothing for any other commune.
    pub fn arrondissements(&self, ville: CodeCommune) -> impl Iterator<Item = Commune<'_>> + Clone {
        let row = self.row_of(ville).map(|r| r as u32);
        let found = self.villes.iter().find(|v| Some(v.0) == row);
        let (first, count) = found.map_or((0, 0), |v| (v.1, v.2));
        (first..first + count).filter_map(|i| self.commune_at(i))
    }

    pub(crate) fn former_at(&self, index: usize) -> Option<Former<'_>> {
        Some(Former {
            code: *self.former_codes.get(index)?,
            nom: self.former_names.get(index),
            actuelle: self.commune_at(*self.former_parents.get(index)?)?,
        })
    }

    /// The former commune of this code, and the current one of which it is a part.
    ///
    /// 584 codes name both a current commune and the former one that gave it its
    /// code: ask [`Territory::commune`] first.
    pub fn former(&self, code: CodeCommune) -> Option<Former<'_>> {
        self.former_at(self.former_codes.binary_search(&code).ok()?)
    }

    /// Every former commune, in the order of codes.
    pub fn formers(&self) -> impl Iterator<Item = Former<'_>> + Clone {
        (0..self.former_codes.len()).filter_map(|i| self.former_at(i))
    }

    pub(crate) fn epci_at(&self, index: usize) -> Option<Epci<'_>> {
        let row = self.epci.get(index)?;
        Some(Epci {
            siren: row.siren,
            nom: self.epci_names.get(index),
            nature: row.nature,
            population: row.population,
            inconnues: row.inconnues,
            taille: self.epci_rows.get(index).len() as u32,
        })
    }

    pub(crate) fn epci_index(&self, siren: Siren) -> Option<usize> {
        // 1 253 numbers: a scan takes a microsecond and needs no second table.
        self.epci.iter().position(|e| e.siren == siren)
    }

    /// The EPCI of this SIREN number.
    pub fn epci(&self, siren: Siren) -> Option<Epci<'_>> {
        self.epci_at(self.epci_index(siren)?)
    }

    /// Every EPCI, in the order of the first commune of each.
    pub fn all_epci(&self) -> impl Iterator<Item = Epci<'_>> + Clone {
        (0..self.epci.len()).filter_map(|i| self.epci_at(i))
    }

    /// The communes of an EPCI (cities, not their arrondissements), in the order of codes.
    pub fn communes_of_epci(&self, siren: Siren) -> impl Iterator<Item = Commune<'_>> + Clone {
        let rows = self.epci_index(siren).map_or(&[][..], |i| self.epci_rows.get(i));
        rows.iter().filter_map(|&row| self.commune_at(row))
    }

    /// The département or overseas collectivity of this code.
    pub fn departement(&self, code: CodeDepartement) -> Option<Departement<'_>> {
        let row = self.departements.iter().find(|d| d.code == code)?;
        Some(Departement { code, nom: &row.nom, region: row.region, liaison: row.liaison })
    }

    /// The codes of every département and overseas collectivity, in the order of codes.
    pub fn departements(&self) -> impl Iterator<Item = CodeDepartement> + Clone + '_ {
        self.departements.iter().map(|d| d.code)
    }

    /// The name of a région or overseas collectivity.
    pub fn region(&self, code: CodeRegion) -> Option<&str> {
        self.regions.iter().find(|r| r.0 == code).map(|r| r.1.as_str())
    }

    /// Every région and overseas collectivity with its name.
    pub fn regions(&self) -> impl Iterator<Item = (CodeRegion, &str)> + Clone {
        self.regions.iter().map(|r| (r.0, r.1.as_str()))
    }

    /// The communes that a postal code serves. Where it serves an arrondissement,
    /// the arrondissement and not its city, so that nothing is counted twice.
    pub fn communes_of_code_postal(&self, code: CodePostal) -> impl Iterator<Item = Commune<'_>> + Clone {
        let rows = self.postal.binary_search(&code).map_or(&[][..], |i| self.postal_rows.get(i));
        rows.iter()
            .filter(|&&row| !self.is_city_with_arrondissements(row))
            .filter_map(|&row| self.commune_at(row))
    }

    /// The postal codes of a commune; a city has those of its arrondissements.
    pub fn codes_postaux(&self, code: CodeCommune) -> impl Iterator<Item = CodePostal> + Clone + '_ {
        let places = self.row_of(code).map_or(&[][..], |row| self.postal_of.get(row));
        places.iter().filter_map(|&i| self.postal.get(i as usize).copied())
    }
}
