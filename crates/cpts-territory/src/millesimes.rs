//! The populations of earlier years, commune by commune of today: `data/millesimes.bin`.
//!
//! INSEE publishes a population municipale every year; a contract may have been
//! signed under an earlier one, and a threshold crossed since. The file holds the
//! vintages that precede that of `communes.bin`, each as what it differs by from
//! the later ones: it only means something beside the very populations from which
//! it was made, and says so. A figure that no source gives is unknown, never zero.

use cpts_codes::Date;

use crate::TerritoryError;
use crate::adjacence::fingerprint;
use crate::decode::group_epci;
use crate::format::{Cursor, MILLESIMES, fnv, u16_at, u32_at, u64_at};
use crate::territory::{Territory, UNKNOWN};

/// Bytes that tell the year of a vintage and the day of its coming into force.
const JOUR_OCTETS: usize = 6;

/// Sum over the codes and the populations: what the differences were taken from.
pub(crate) fn empreinte(territory: &Territory) -> u64 {
    let octets = territory.populations.iter().map(|n| n.to_le_bytes());
    octets.fold(fingerprint(territory), |sum, o| fnv(sum, &o))
}

/// What to expect of a population, given those of the two vintages that follow,
/// the nearer first: the census of small communes grows by equal steps.
pub(crate) fn attendue(suivante: u32, d_apres: Option<u32>) -> u32 {
    match (suivante, d_apres) {
        (UNKNOWN, Some(UNKNOWN) | None) => 0,
        (UNKNOWN, Some(n)) | (n, Some(UNKNOWN) | None) => n,
        (n, Some(m)) => (2 * u64::from(n)).saturating_sub(m.into()) as u32,
    }
}

/// A vintage of the population municipale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Millesime {
    /// Year of the census.
    pub annee: u16,
    /// Day from which these populations are, or were, the legal ones.
    pub en_vigueur: Date,
}

/// The populations of several vintages, that of `communes.bin` among them.
pub struct Millesimes {
    /// The most recent first.
    millesimes: Vec<Millesime>,
    /// By vintage, then by row.
    populations: Vec<Vec<u32>>,
}

impl Millesimes {
    /// Reads and checks a whole `millesimes.bin` made for this file of communes,
    /// as [`Territory::parse`] gives it.
    ///
    /// # Errors
    /// The file is of another nature or version, cut, altered, makes no sense, or
    /// was made for other communes or other populations.
    pub fn parse(octets: &[u8], territory: &Territory) -> Result<Self, TerritoryError> {
        let (header, payload) = MILLESIMES.open(octets)?;
        let base = territory.header();
        if u32_at(header, 24) as usize != territory.codes.len()
            || u16_at(header, 28) != base.millesime
            || u64_at(header, 32) != empreinte(territory)
        {
            return Err(TerritoryError::AutresCommunes { fichier: MILLESIMES.nom });
        }
        let courant = Millesime { annee: base.millesime, en_vigueur: base.en_vigueur };
        let mut lus = Self { millesimes: vec![courant], populations: vec![territory.populations.clone()] };
        lus.read(payload).ok_or_else(|| MILLESIMES.corrupt("populations"))?;
        Ok(lus)
    }

    fn read(&mut self, payload: &[u8]) -> Option<()> {
        let mut sections = Cursor::new(payload);
        let mut jours = sections.section()?;
        while !jours.is_empty() {
            let jour = jours.take(JOUR_OCTETS)?;
            let millesime = Millesime {
                annee: u16_at(jour, 0),
                en_vigueur: Date::new(u16_at(jour, 2), *jour.get(4)?, *jour.get(5)?)?,
            };
            // Each older than the one before: a year never comes twice.
            if self.millesimes.last().is_some_and(|suivant| suivant.annee <= millesime.annee) {
                return None;
            }
            let mut ecarts = sections.section()?;
            let suivante = self.populations.last()?;
            let d_apres = self.populations.len().checked_sub(2).and_then(|i| self.populations.get(i));
            let mut populations = Vec::with_capacity(suivante.len());
            for (row, &n) in suivante.iter().enumerate() {
                let attendue = attendue(n, d_apres.and_then(|p| p.get(row)).copied());
                populations.push(match ecarts.varint()?.checked_sub(1) {
                    None => UNKNOWN,
                    Some(ecart) => {
                        let ecart = (ecart >> 1) as i32 ^ -((ecart & 1) as i32);
                        attendue.checked_add_signed(ecart).filter(|n| *n != UNKNOWN)?
                    }
                });
            }
            if !ecarts.is_empty() {
                return None;
            }
            self.millesimes.push(millesime);
            self.populations.push(populations);
        }
        sections.is_empty().then_some(())
    }

    /// The vintages, the most recent first: that of `communes.bin`, then the earlier ones.
    pub fn annees(&self) -> &[Millesime] {
        &self.millesimes
    }

    /// The year of the most recent vintage that is legal on a day: the first without a day, the last
    /// before all of them.
    pub fn at(&self, jour: Option<Date>) -> u16 {
        let mut annee = 0;
        for m in &self.millesimes {
            annee = m.annee;
            if jour.is_none_or(|jour| m.en_vigueur <= jour) {
                break;
            }
        }
        annee
    }

    fn place(&self, annee: u16) -> Option<usize> {
        self.millesimes.iter().position(|m| m.annee == annee)
    }

    /// The population of a commune or arrondissement at a vintage; `None` where it is not
    /// known, where the vintage is not there, and for a row out of range.
    ///
    /// Communes merged since count those that they absorbed. One that was
    /// restored since has no figure, nor has the one that it left.
    pub fn population(&self, annee: u16, index: u32) -> Option<u32> {
        self.populations.get(self.place(annee)?)?.get(index as usize).copied().filter(|n| *n != UNKNOWN)
    }

    /// All of France at another vintage: the same communes, names and search, with the
    /// populations of that year, and a header that says so. `None` where the vintage
    /// is not there.
    pub fn apply(&self, territory: &Territory, annee: u16) -> Option<Territory> {
        let place = self.place(annee)?;
        let millesime = self.millesimes.get(place)?;
        let mut autre = territory.copy();
        autre.header.millesime = millesime.annee;
        autre.header.en_vigueur = millesime.en_vigueur;
        autre.populations = self.populations.get(place)?.clone();
        for epci in &mut autre.epci {
            epci.population = 0;
            epci.inconnues = 0;
        }
        group_epci(&mut autre);
        Some(autre)
    }
}
