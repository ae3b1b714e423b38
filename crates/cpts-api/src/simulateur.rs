//! The data files, and what can be asked of them.

use cpts_core::{Bilan, Perimetre, Projet};
use cpts_rules::Rules;
use cpts_territory::{Adjacence, Territory, TerritoryError};

use crate::lieux::{self, LieuVu};
use crate::recherche::Trouvaille;
use crate::refus::Refus;

/// The rules and the territory data, ready to answer.
pub struct Simulateur {
    territory: Territory,
    adjacence: Option<Adjacence>,
    rules: &'static Rules,
}

impl Simulateur {
    /// Reads `communes.bin`.
    ///
    /// # Errors
    /// The file is cut short, changed, or of another version.
    pub fn parse(communes: &[u8]) -> Result<Self, TerritoryError> {
        Ok(Self {
            territory: Territory::parse(communes)?,
            adjacence: None,
            rules: cpts_rules::embedded(),
        })
    }

    /// Reads `adjacence.bin`: from then on a bilan says whether the territory is in one part.
    ///
    /// # Errors
    /// The file is cut short, changed, or goes with other communes.
    pub fn parse_adjacence(&mut self, adjacence: &[u8]) -> Result<(), TerritoryError> {
        self.adjacence = Some(Adjacence::parse(adjacence, &self.territory)?);
        Ok(())
    }

    /// The communes.
    pub fn territory(&self) -> &Territory {
        &self.territory
    }

    /// The rules in use.
    pub fn rules(&self) -> &'static Rules {
        self.rules
    }

    /// The perimeter of a project, if nothing in the project is to be refused.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn resolve(&self, projet: &Projet) -> Result<Perimetre, Vec<Refus>> {
        let mut refus: Vec<Refus> = projet
            .verifier(self.rules)
            .into_iter()
            .map(Refus::from)
            .collect();
        match cpts_perimetre::resolve(&projet.territoire, &self.territory, self.adjacence.as_ref())
        {
            Ok(perimetre) if refus.is_empty() => Ok(perimetre),
            Ok(_) => Err(refus),
            Err(erreurs) => {
                refus.extend(erreurs.into_iter().map(Refus::from));
                Err(refus)
            }
        }
    }

    /// Everything that can be said of a project.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn evaluate(&self, projet: &Projet) -> Result<Bilan, Vec<Refus>> {
        Ok(cpts_core::evaluate(
            projet,
            &self.resolve(projet)?,
            self.rules,
        ))
    }

    /// Places that a text may mean, the likeliest first, `limit` at most.
    pub fn search(&self, text: &str, limit: usize) -> Vec<Trouvaille> {
        self.territory
            .search(text, limit)
            .iter()
            .map(|hit| Trouvaille::new(&self.territory, hit))
            .collect()
    }

    /// The place that a code names: INSEE, SIREN, former commune or postal code.
    pub fn place(&self, code: &str) -> Option<LieuVu> {
        lieux::place(&self.territory, code)
    }
}
