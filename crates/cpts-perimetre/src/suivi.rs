//! A perimeter that follows its territory, one commune at a time.
//!
//! A program that tries thousands of perimeters changes one commune between two
//! evaluations: looking all the others up again would cost more than evaluating.

use cpts_codes::CodeCommune;
use cpts_core::{Composante, Perimetre, Territoire};
use cpts_territory::{Adjacence, Territory};

use crate::erreur::ErreurTerritoire;
use crate::resolution::{resolve, retenue};

/// A perimeter kept in step with a `territoire`: at all times what [`resolve`] would give.
///
/// Every call takes the same `territoire`, data and adjacency as the one before.
pub struct Suivi {
    perimetre: Perimetre,
    /// The connected parts, in the order of `perimetre.composantes`; empty without adjacency.
    parties: Vec<Partie>,
    /// By row of the data, how many entries of the perimeter are that commune.
    presences: Vec<u16>,
}

/// A connected part: its inhabitants, its rows ascending.
struct Partie {
    population: u64,
    rangs: Vec<u32>,
}

impl Suivi {
    /// Resolves a whole territory.
    ///
    /// # Errors
    /// As [`resolve`].
    pub fn new(
        territoire: &Territoire,
        donnees: &Territory,
        adjacence: Option<&Adjacence>,
    ) -> Result<Self, Vec<ErreurTerritoire>> {
        let perimetre = resolve(territoire, donnees, adjacence)?;
        let header = donnees.header();
        let mut presences = vec![0; (header.communes + header.arrondissements) as usize];
        for retenue in &perimetre.communes {
            if let Some(nombre) =
                donnees.commune(retenue.code).and_then(|c| presences.get_mut(c.index as usize))
            {
                *nombre += 1;
            }
        }
        let mut suivi = Self { perimetre, parties: Vec::new(), presences };
        for composante in suivi.perimetre.composantes.iter().flatten() {
            let communes = composante.communes.iter().filter_map(|code| donnees.commune(*code));
            suivi.parties.push(Partie {
                population: communes.clone().filter_map(|c| c.population).map(u64::from).sum(),
                rangs: communes.map(|c| c.index).collect(),
            });
        }
        Ok(suivi)
    }

    /// The perimeter as it is now.
    pub fn perimetre(&self) -> &Perimetre {
        &self.perimetre
    }

    /// Adds a commune at the end of `territoire.communes`, unless it is there. Returns
    /// whether anything changed; a code that the data does not know changes nothing.
    pub fn add_commune(
        &mut self,
        territoire: &mut Territoire,
        donnees: &Territory,
        adjacence: Option<&Adjacence>,
        code: CodeCommune,
    ) -> bool {
        if territoire.communes.contains(&code) {
            return false;
        }
        let Some(commune) = donnees.commune(code) else { return false };
        // Shares come last, each of them an entry.
        let place = self.perimetre.communes.len().saturating_sub(territoire.parts.len());
        territoire.communes.push(code);
        self.perimetre.communes.insert(place, retenue(commune, None));
        self.perimetre.millesime = donnees.header().millesime;
        if let Some(nombre) = self.presences.get_mut(commune.index as usize) {
            *nombre += 1;
            if *nombre == 1
                && let Some(adjacence) = adjacence
            {
                self.join(commune.index, donnees, adjacence);
            }
        }
        true
    }

    /// Takes a commune out of `territoire.communes`. Returns whether it was there.
    pub fn remove_commune(
        &mut self,
        territoire: &mut Territoire,
        donnees: &Territory,
        adjacence: Option<&Adjacence>,
        code: CodeCommune,
    ) -> bool {
        let Some(rang) = territoire.communes.iter().position(|c| *c == code) else { return false };
        let apres = territoire.communes.len() - rang + territoire.parts.len();
        territoire.communes.remove(rang);
        if let Some(place) = self.perimetre.communes.len().checked_sub(apres) {
            self.perimetre.communes.remove(place);
        }
        if self.perimetre.communes.is_empty() {
            self.perimetre.millesime = 0;
        }
        if let Some(commune) = donnees.commune(code)
            && let Some(nombre) = self.presences.get_mut(commune.index as usize)
        {
            *nombre = nombre.saturating_sub(1);
            if *nombre == 0
                && let Some(adjacence) = adjacence
            {
                self.part(commune.index, donnees, adjacence);
            }
        }
        true
    }

    /// The commune joins every part that it touches into one.
    fn join(&mut self, rang: u32, donnees: &Territory, adjacence: &Adjacence) {
        let mut rangs = vec![rang];
        for voisine in adjacence.neighbours(rang) {
            if let Some(partie) = self.take(*voisine) {
                rangs.extend(partie.rangs);
            }
        }
        cpts_codes::sort_u32(&mut rangs);
        self.insert(rangs, donnees, adjacence);
    }

    /// The part that loses the commune may fall into several.
    fn part(&mut self, rang: u32, donnees: &Territory, adjacence: &Adjacence) {
        let Some(mut partie) = self.take(rang) else { return };
        partie.rangs.retain(|r| *r != rang);
        let dedans = |r: &&u32| self.presences.get(**r as usize).is_some_and(|n| *n > 0);
        if adjacence.neighbours(rang).iter().filter(dedans).count() > 1 {
            for rangs in adjacence.components(&partie.rangs) {
                self.insert(rangs, donnees, adjacence);
            }
        } else if !partie.rangs.is_empty() {
            // One neighbour at most: nothing went through this commune.
            self.insert(partie.rangs, donnees, adjacence);
        }
    }

    /// Takes out the part that holds this row.
    fn take(&mut self, rang: u32) -> Option<Partie> {
        let place = self.parties.iter().position(|p| p.rangs.binary_search(&rang).is_ok())?;
        if let Some(composantes) = &mut self.perimetre.composantes {
            composantes.remove(place);
        }
        Some(self.parties.remove(place))
    }

    /// Puts a part in its place: the most populous first, then in the order of codes.
    fn insert(&mut self, rangs: Vec<u32>, donnees: &Territory, adjacence: &Adjacence) {
        let communes = rangs.iter().filter_map(|rang| donnees.commune_at(*rang));
        let mut population = 0;
        let mut codes = Vec::with_capacity(rangs.len());
        for commune in communes {
            population += u64::from(commune.population.unwrap_or(0));
            codes.push(commune.code);
        }
        let place = self
            .parties
            .partition_point(|p| p.population > population || p.population == population && p.rangs < rangs);
        if let Some(composantes) = &mut self.perimetre.composantes {
            let terre = rangs.first().map_or(0, |&rang| adjacence.land(rang));
            composantes.insert(place, Composante { communes: codes, terre });
        }
        self.parties.insert(place, Partie { population, rangs });
    }
}
