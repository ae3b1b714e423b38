//! The data files, and what can be asked of them.

use std::sync::OnceLock;

use cpts_codes::{CodeCommune, Date};
use cpts_core::{Bilan, Couverture, Perimetre, Projet};
use cpts_perimetre::couverture::{self, Adoption};
use cpts_perimetre::{ErreurTerritoire, Suivi, millesime};
use cpts_rules::Rules;
use cpts_territory::{Adjacence, Contexte, Iris, Millesimes, Territory, TerritoryError};

use crate::et_si::EtSiVu;
use crate::lieux::{self, LieuVu};
use crate::perimetre::PerimetreVu;
use crate::recherche::Trouvaille;
use crate::refus::Refus;
use crate::regles::{DonneesVues, ReglesVues};

/// The rules and the territory data, ready to answer.
pub struct Simulateur {
    territory: Territory,
    adjacence: Option<Adjacence>,
    millesimes: Option<Millesimes>,
    /// France at the earlier vintages, each made when a project first asks for it.
    anciens: Vec<(u16, OnceLock<Territory>)>,
    iris: Option<Iris>,
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
            millesimes: None,
            anciens: Vec::new(),
            iris: None,
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

    /// Reads `millesimes.bin`: from then on a project may ask for an earlier vintage.
    ///
    /// # Errors
    /// The file is cut short, changed, or goes with other communes.
    pub fn parse_millesimes(&mut self, octets: &[u8]) -> Result<(), TerritoryError> {
        let millesimes = Millesimes::parse(octets, &self.territory)?;
        self.anciens = millesimes.annees().iter().skip(1).map(|m| (m.annee, OnceLock::new())).collect();
        self.millesimes = Some(millesimes);
        Ok(())
    }

    /// Reads `iris.bin`: from then on a share that names IRIS is counted by them.
    ///
    /// # Errors
    /// The file is cut short, changed, or goes with other communes.
    pub fn parse_iris(&mut self, octets: &[u8]) -> Result<(), TerritoryError> {
        self.iris = Some(Iris::parse(octets, &self.territory)?);
        Ok(())
    }

    /// France at the vintage that a project asks for.
    fn at(&self, projet: &Projet) -> Result<&Territory, ErreurTerritoire> {
        let Some(annee) = millesime::asked(projet, &self.territory, self.millesimes.as_ref())? else {
            return Ok(&self.territory);
        };
        let ancien = self.anciens.iter().find(|(connue, _)| *connue == annee).map(|(_, territory)| {
            territory.get_or_init(|| {
                let autre = self.millesimes.as_ref().and_then(|m| m.apply(&self.territory, annee));
                // The year is one of the file: it was found there just before.
                autre.unwrap_or_else(|| self.territory.copy())
            })
        });
        Ok(ancien.unwrap_or(&self.territory))
    }

    /// The year of the most recent populations that are known and legal on a day; without a day,
    /// of the most recent of all.
    pub fn millesime_at(&self, jour: Option<Date>) -> u16 {
        self.millesimes.as_ref().map_or(self.territory.header().millesime, |m| m.at(jour))
    }

    /// Which communes touch which, once that file was read.
    pub fn adjacence(&self) -> Option<&Adjacence> {
        self.adjacence.as_ref()
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
        self.check(projet, |donnees| {
            cpts_perimetre::resolve_with(
                &projet.territoire,
                donnees,
                self.adjacence.as_ref(),
                self.iris.as_ref(),
            )
        })
    }

    /// The same, for a perimeter that is to change one commune at a time. There a share that names
    /// IRIS counts the population that is written.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn follow(&self, projet: &Projet) -> Result<Suivi, Vec<Refus>> {
        self.check(projet, |donnees| Suivi::new(&projet.territoire, donnees, self.adjacence.as_ref()))
    }

    fn check<T>(
        &self,
        projet: &Projet,
        resolve: impl FnOnce(&Territory) -> Result<T, Vec<ErreurTerritoire>>,
    ) -> Result<T, Vec<Refus>> {
        let mut refus: Vec<Refus> = projet.verifier(self.rules).into_iter().map(Refus::from).collect();
        let donnees = match self.at(projet) {
            Ok(donnees) => donnees,
            Err(erreur) => {
                refus.push(erreur.into());
                &self.territory
            }
        };
        match resolve(donnees) {
            Ok(perimetre) if refus.is_empty() => Ok(perimetre),
            Ok(_) => Err(refus),
            Err(erreurs) => {
                refus.extend(erreurs.into_iter().map(Refus::from));
                Err(refus)
            }
        }
    }

    /// Adds a commune to a project and to the perimeter that follows it; says whether
    /// anything changed.
    ///
    /// # Errors
    /// The project cannot take this commune; it is left as it was.
    pub fn add_commune(
        &self,
        projet: &mut Projet,
        suivi: &mut Suivi,
        code: CodeCommune,
    ) -> Result<bool, Vec<Refus>> {
        if projet.territoire.communes.contains(&code) {
            return Ok(false);
        }
        let donnees = self.at(projet).map_err(|erreur| vec![erreur.into()])?;
        let territoire = &mut projet.territoire;
        if self.territory.commune(code).is_none() || territoire.exclues.contains(&code) {
            // Reading the whole says why: unknown, a former commune, one that is left out.
            territoire.communes.push(code);
            let refus = self.resolve(projet).err();
            projet.territoire.communes.pop();
            return refus.map_or(Ok(false), Err);
        }
        Ok(suivi.add_commune(territoire, donnees, self.adjacence.as_ref(), code))
    }

    /// Takes a commune out of the list of a project and out of the perimeter that
    /// follows it; says whether it was there.
    pub fn remove_commune(&self, projet: &mut Projet, suivi: &mut Suivi, code: CodeCommune) -> bool {
        let donnees = self.at(projet).unwrap_or(&self.territory);
        suivi.remove_commune(&mut projet.territoire, donnees, self.adjacence.as_ref(), code)
    }

    /// Everything that can be said of a project.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn evaluate(&self, projet: &Projet) -> Result<Bilan, Vec<Refus>> {
        Ok(cpts_core::evaluate(projet, &self.resolve(projet)?, self.rules))
    }

    /// The same, with what a file tells of the CPTS that exist, its codes brought to the
    /// communes of today. Returns what had to be changed in it besides.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn evaluate_covered(
        &self,
        projet: &Projet,
        mut couverture: Couverture,
    ) -> Result<(Bilan, Adoption), Vec<Refus>> {
        let mut perimetre = self.resolve(projet)?;
        let adoption = couverture::adopt(&mut couverture, &self.territory);
        couverture::cover(&mut perimetre, &couverture, &self.territory);
        Ok((cpts_core::evaluate(projet, &perimetre, self.rules), adoption))
    }

    /// Which communes would change the taille of a project, alone or together; `None` where there
    /// is no taille to change, or where [`Self::parse_adjacence`] was not called.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn et_si(&self, projet: &Projet) -> Result<Option<EtSiVu>, Vec<Refus>> {
        let perimetre = self.resolve(projet)?;
        let Some(adjacence) = &self.adjacence else { return Ok(None) };
        let donnees = self.at(projet).map_err(|erreur| vec![erreur.into()])?;
        let dit = cpts_perimetre::et_si::et_si(projet, &perimetre, donnees, adjacence, self.rules);
        Ok(dit.map(|dit| EtSiVu::new(&dit, &perimetre, donnees, self.rules)))
    }

    /// Places that a text may mean, the likeliest first, `limit` at most.
    pub fn search(&self, text: &str, limit: usize) -> Vec<Trouvaille> {
        self.search_near(text, limit, &Contexte::default())
    }

    /// The same, what is near a perimeter coming first among equals.
    pub fn search_near(&self, text: &str, limit: usize, contexte: &Contexte) -> Vec<Trouvaille> {
        let hits = self.territory.search_near(text, limit, contexte);
        hits.iter().map(|hit| Trouvaille::new(&self.territory, hit)).collect()
    }

    /// The communes of a project, as they were found.
    ///
    /// # Errors
    /// Every field that cannot be accepted.
    pub fn perimetre(&self, projet: &Projet) -> Result<PerimetreVu, Vec<Refus>> {
        Ok(PerimetreVu::new(&self.resolve(projet)?, self.rules))
    }

    /// The rules as they stand on a day; without a day, the last ones known.
    pub fn regles(&self, date: Option<Date>) -> ReglesVues {
        ReglesVues::new(self.rules, date)
    }

    /// Which data the answers rest on.
    pub fn donnees(&self) -> DonneesVues {
        let mut millesimes = vec![self.territory.header().millesime];
        for (annee, _) in &self.anciens {
            if !millesimes.contains(annee) {
                millesimes.push(*annee);
            }
        }
        DonneesVues::new(&self.territory, millesimes, self.adjacence.is_some(), self.iris.is_some())
    }

    /// The place that a code names: INSEE, SIREN, former commune or postal code.
    pub fn place(&self, code: &str) -> Option<LieuVu> {
        lieux::place(&self.territory, code)
    }
}
