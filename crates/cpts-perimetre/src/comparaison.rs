//! Perimeters side by side: those kept under a letter, what parts two of them, and
//! the one that both would make together.

use cpts_codes::{CodeCommune, insertion_sort_by_key};
use cpts_core::{Part, Territoire};
use cpts_territory::Territory;

use crate::edition;

/// How many perimeters stand side by side at most, the current one among them.
pub const COLONNES: usize = Lettre::TOUTES.len();

/// The letter of a perimeter, by which people in a room call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lettre {
    /// The first.
    A,
    /// The second.
    B,
    /// The third.
    C,
}

impl Lettre {
    /// All of them, in order.
    pub const TOUTES: [Self; 3] = [Self::A, Self::B, Self::C];

    /// `A`, `B` or `C`.
    pub const fn mot(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// A perimeter that was put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Garde {
    /// Its letter.
    pub lettre: Lettre,
    /// The name that the person gave it, if any.
    pub nom: Option<String>,
    /// Its communes.
    pub territoire: Territoire,
}

/// The perimeters put aside, and the letter of the current one. The territory of the
/// current one is that of the project: it is not kept here twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gardes {
    courant: Lettre,
    nom: Option<String>,
    autres: Vec<Garde>,
}

impl Default for Gardes {
    fn default() -> Self {
        Self { courant: Lettre::A, nom: None, autres: Vec::new() }
    }
}

impl Gardes {
    /// Perimeters that were kept elsewhere; `None` where two have one letter.
    pub fn new(courant: Lettre, nom: Option<String>, mut autres: Vec<Garde>) -> Option<Self> {
        insertion_sort_by_key(&mut autres, |g| g.lettre);
        let mut avant = None;
        for garde in &autres {
            if garde.lettre == courant || avant.replace(garde.lettre) == Some(garde.lettre) {
                return None;
            }
        }
        Some(Self { courant, nom, autres })
    }

    /// The letter of the current perimeter.
    pub fn courant(&self) -> Lettre {
        self.courant
    }

    /// The perimeters put aside, in the order of their letters.
    pub fn autres(&self) -> &[Garde] {
        &self.autres
    }

    /// The name that the person gave to a perimeter, if any.
    pub fn nom(&self, lettre: Lettre) -> Option<&str> {
        if lettre == self.courant {
            return self.nom.as_deref();
        }
        self.autres.iter().find(|g| g.lettre == lettre)?.nom.as_deref()
    }

    /// Names a perimeter; an empty name takes its own back.
    pub fn rename(&mut self, lettre: Lettre, nom: &str) {
        let nom = Some(nom.trim().to_owned()).filter(|nom| !nom.is_empty());
        if lettre == self.courant {
            self.nom = nom;
        } else if let Some(garde) = self.autres.iter_mut().find(|g| g.lettre == lettre) {
            garde.nom = nom;
        }
    }

    /// Changes each territory that was put aside.
    pub fn change(&mut self, mut changer: impl FnMut(&mut Territoire)) {
        for garde in &mut self.autres {
            changer(&mut garde.territoire);
        }
    }

    /// Whether one more can be put aside.
    pub fn has_room(&self) -> bool {
        self.autres.len() + 1 < COLONNES
    }

    /// Puts the current perimeter aside under its letter; the current one goes on from
    /// there under the next free letter. Returns whether there was room.
    pub fn keep(&mut self, courant: &Territoire) -> bool {
        let libre = Lettre::TOUTES.into_iter().find(|l| self.is_free(*l));
        let Some(libre) = libre.filter(|_| self.has_room()) else { return false };
        self.put(courant.clone());
        self.courant = libre;
        true
    }

    /// Makes a perimeter that was put aside the current one, and puts the current one in
    /// its stead, so that nothing is lost: unless it is the same, or empty. Gives the
    /// territory that the project takes.
    pub fn take_up(&mut self, lettre: Lettre, courant: &Territoire) -> Option<Territoire> {
        let place = self.autres.iter().position(|g| g.lettre == lettre)?;
        let repris = self.autres.remove(place);
        if repris.territoire != *courant && *courant != Territoire::default() {
            self.put(courant.clone());
        }
        self.courant = repris.lettre;
        self.nom = repris.nom;
        Some(repris.territoire)
    }

    /// Makes the perimeter of a letter the current one. One that was put aside is taken up;
    /// a free letter is begun as a copy, and the current one is put aside. Gives the territory
    /// that the project takes; `None` where there is nothing to do, or nothing to begin with.
    pub fn go_to(&mut self, lettre: Lettre, courant: &Territoire) -> Option<Territoire> {
        let repris = self.take_up(lettre, courant);
        if repris.is_some() || lettre == self.courant || *courant == Territoire::default() {
            return repris;
        }
        self.put(courant.clone());
        self.courant = lettre;
        Some(courant.clone())
    }

    /// Forgets a perimeter that was put aside. Returns whether it was there.
    pub fn remove(&mut self, lettre: Lettre) -> bool {
        let avant = self.autres.len();
        self.autres.retain(|g| g.lettre != lettre);
        self.autres.len() != avant
    }

    fn is_free(&self, lettre: Lettre) -> bool {
        lettre != self.courant && self.autres.iter().all(|g| g.lettre != lettre)
    }

    fn put(&mut self, territoire: Territoire) {
        self.autres.push(Garde { lettre: self.courant, nom: self.nom.take(), territoire });
        insertion_sort_by_key(&mut self.autres, |g| g.lettre);
    }
}

/// What parts two perimeters, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Communes of the first alone.
    pub premier: Vec<CodeCommune>,
    /// Communes of the second alone.
    pub second: Vec<CodeCommune>,
    /// Communes of both, those of which each has a share included.
    pub deux: Vec<CodeCommune>,
}

/// The communes of a territory, each once, in the order of codes; of a city that is in,
/// not the arrondissements. Codes that the data does not know are left out.
pub fn communes(territoire: &Territoire, donnees: &Territory) -> Vec<CodeCommune> {
    let mut rangs: Vec<u32> = Vec::new();
    for siren in &territoire.epci {
        for commune in donnees.communes_of_epci(*siren) {
            if !territoire.exclues.contains(&commune.code) {
                rangs.push(commune.index);
            }
        }
    }
    for code in &territoire.communes {
        rangs.extend(donnees.commune(*code).map(|c| c.index));
    }
    for part in &territoire.parts {
        rangs.extend(donnees.commune(part.commune).map(|c| c.index));
    }
    cpts_codes::sort_u32(&mut rangs);
    rangs.dedup();
    let mut codes = Vec::with_capacity(rangs.len());
    for rang in &rangs {
        let Some(commune) = donnees.commune_at(*rang) else { continue };
        let ville = commune.ville.and_then(|ville| donnees.commune(ville));
        if ville.is_none_or(|ville| rangs.binary_search(&ville.index).is_err()) {
            codes.push(commune.code);
        }
    }
    codes
}

/// What parts two perimeters. An arrondissement beside its whole city counts as in both.
pub fn difference(un: &Territoire, autre: &Territoire, donnees: &Territory) -> Difference {
    let (a, b) = (communes(un, donnees), communes(autre, donnees));
    let covers = |codes: &[CodeCommune], code: CodeCommune| {
        let ville = donnees.commune(code).and_then(|c| c.ville);
        codes.binary_search(&code).is_ok() || ville.is_some_and(|v| codes.binary_search(&v).is_ok())
    };
    let mut difference = Difference::default();
    for &code in &a {
        if covers(&b, code) { difference.deux.push(code) } else { difference.premier.push(code) }
    }
    for &code in &b {
        if !covers(&a, code) {
            difference.second.push(code);
        } else if !difference.deux.contains(&code) {
            // An arrondissement of a city that the first has whole.
            difference.deux.push(code);
        }
    }
    insertion_sort_by_key(&mut difference.deux, |code| *code);
    difference
}

/// The one perimeter that two would make, in its plainest form: an EPCI of either stays
/// an EPCI, nobody is counted twice, everything is in the order of codes.
///
/// A commune that is whole in one is whole. Two shares of one commune add up, within
/// what the commune has: two CPTS that share a town do not share its inhabitants. The
/// same share given by both is one share.
pub fn union(un: &Territoire, autre: &Territoire, donnees: &Territory) -> Territoire {
    let mut ensemble = Territoire::default();
    for territoire in [un, autre] {
        for siren in &territoire.epci {
            if !ensemble.epci.contains(siren) {
                ensemble.epci.push(*siren);
            }
        }
    }
    insertion_sort_by_key(&mut ensemble.epci, |s| *s);
    let entiere =
        |code: CodeCommune| edition::contains(un, donnees, code) || edition::contains(autre, donnees, code);
    for siren in &ensemble.epci {
        for commune in donnees.communes_of_epci(*siren) {
            if !entiere(commune.code) {
                ensemble.exclues.push(commune.code);
            }
        }
    }
    for territoire in [un, autre] {
        for &code in &territoire.communes {
            let ville = donnees.commune(code).and_then(|c| c.ville);
            let par_la_ville = ville.is_some_and(entiere);
            if !par_la_ville && !edition::contains(&ensemble, donnees, code) {
                ensemble.communes.push(code);
            }
        }
    }
    insertion_sort_by_key(&mut ensemble.communes, |c| *c);
    insertion_sort_by_key(&mut ensemble.exclues, |c| *c);
    for part in un.parts.iter().chain(&autre.parts) {
        let ville = donnees.commune(part.commune).and_then(|c| c.ville);
        if edition::contains(&ensemble, donnees, part.commune) || ville.is_some_and(entiere) {
            continue;
        }
        match ensemble.parts.iter_mut().find(|p| p.commune == part.commune) {
            None => ensemble.parts.push(part.clone()),
            Some(deja) if deja == part => {}
            Some(deja) => {
                let toute = donnees.commune(part.commune).and_then(|c| c.population).unwrap_or(u32::MAX);
                *deja = join_parts(deja, part, toute);
            }
        }
    }
    insertion_sort_by_key(&mut ensemble.parts, |p| p.commune);
    ensemble
}

/// Two shares of one commune as one; the reasons in an order of their own.
fn join_parts(un: &Part, autre: &Part, toute: u32) -> Part {
    let (premier, second) = if un.motif <= autre.motif { (un, autre) } else { (autre, un) };
    let motif = if premier.motif == second.motif || premier.motif.is_empty() {
        second.motif.clone()
    } else {
        [premier.motif.as_str(), "\u{a0}; ", &second.motif].concat()
    };
    // IRIS name both only where both have them; what both name is counted once.
    let mut iris = Vec::new();
    let deux = !un.iris.is_empty() && !autre.iris.is_empty();
    for code in un.iris.iter().chain(&autre.iris).filter(|_| deux) {
        if !iris.contains(code) {
            iris.push(*code);
        }
    }
    insertion_sort_by_key(&mut iris, |code| *code);
    let population = un.population.saturating_add(autre.population).min(toute);
    Part { commune: un.commune, population, motif, iris }
}
