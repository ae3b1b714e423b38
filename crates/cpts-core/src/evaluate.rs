//! The order of the evaluation.

use cpts_rules::{Niveau, Rules, Taille};

use crate::bilan::{Bilan, BilanTaille, Financement, ReglesAppliquees, Totaux};
use crate::constats::{self, Contexte};
use crate::contrat::contrat;
use crate::echeancier::echeancier_of;
use crate::etapes::etapes;
use crate::financement::{Missions, lignes, totaux};
use crate::horizon::HORIZON_MOIS;
use crate::perimetre::{CommuneRetenue, Perimetre};
use crate::projet::Projet;
use crate::taille::position;
use crate::territoire::{Territoire, retenue};

/// Everything that can be said of a project.
///
/// Where a commune is outside the scheme, the population of the bilan is that of
/// all the communes, and the taille that of the others. Without a signature date
/// the last text known applies, and there is no échéancier; so it is for a contract
/// that runs without the day from which one looks. A project that
/// [`Projet::verifier`] would refuse gives a bilan all the same, never a panic.
pub fn evaluate(projet: &Projet, perimetre: &Perimetre, rules: &'static Rules) -> Bilan {
    let date = projet.date_des_regles();
    let texte = rules.texte_at(date);
    let territoire = Territoire::count(perimetre, rules);
    let missions = Missions::new(projet, date, rules);
    let position = territoire.population_dedans.map(|population| position(population, date, rules));
    let financement = position.as_ref().filter(|_| texte.is_some()).map(|position| {
        let lignes = lignes(&missions, position.bilan.taille, date, rules);
        Financement {
            totaux: totaux(&lignes, position.bilan.taille, date, rules),
            echeancier: echeancier_of(projet, &lignes, rules, HORIZON_MOIS),
            lignes,
        }
    });

    let contrat = contrat(projet, position.as_ref().map(|p| p.bilan.taille), &missions, rules);
    let constats = constats::constats(&Contexte {
        projet,
        perimetre,
        rules,
        date,
        texte,
        territoire: &territoire,
        missions: &missions,
        position: position.as_ref(),
        financement: financement.as_ref(),
        contrat: contrat.as_ref(),
    });
    let verdict =
        constats.iter().map(|c| c.niveau).filter(|n| *n != Niveau::Inconnu).min().unwrap_or(Niveau::Conforme);
    let rien = rules.textes.iter().find(|t| t.bareme).map_or("", |t| t.titre);
    let etapes = etapes(projet.situation, &territoire.regions, &constats, rules);
    Bilan {
        version: projet.version.into(),
        regles: ReglesAppliquees {
            texte: texte.map(|t| t.id),
            titre: texte.map_or(rien, |t| t.titre),
            verifie_le: rules.formulaire.verifie_le,
            avertissement: rules.formulaire.avertissement,
        },
        contrat,
        territoire: territoire.bilan(perimetre, rules),
        taille: position.map(|p| p.bilan),
        verdict,
        constats,
        financement,
        etapes,
    }
}

/// The figures of a bilan, without a sentence: what a program reads that tries thousands
/// of projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chiffres {
    /// Inhabitants of all the communes whose number is known.
    pub population: u32,
    /// `None` without a commune inside the scheme.
    pub taille: Option<Taille>,
    /// Euros a year; `None` without funding.
    pub totaux: Option<Totaux>,
}

/// The figures that [`evaluate`] would give, many times sooner.
pub fn chiffres(projet: &Projet, perimetre: &Perimetre, rules: &'static Rules) -> Chiffres {
    let territoire = Territoire::count(perimetre, rules);
    let taille = territoire.population_dedans.map(|population| taille(projet, population, rules).taille);
    let totaux = taille.and_then(|taille| totaux_de(projet, taille, rules));
    Chiffres { population: territoire.population, taille, totaux }
}

/// The inhabitants on whom the taille of a perimeter rests: those inside the scheme,
/// each counted once. `None` when nobody there is known.
pub fn population_dedans(perimetre: &Perimetre, rules: &'static Rules) -> Option<u32> {
    Territoire::count(perimetre, rules).population_dedans
}

/// The communes that [`evaluate`] counts, in the order of their codes, each once, with the
/// inhabitants that count: their sum is the population of the bilan.
pub fn communes_comptees<'a>(
    perimetre: &'a Perimetre,
    rules: &'static Rules,
) -> Vec<(&'a CommuneRetenue, Option<u32>)> {
    let mut comptees = Vec::new();
    for commune in Territoire::count(perimetre, rules).communes {
        comptees.push((commune, retenue(commune)));
    }
    comptees
}

/// The tier that [`evaluate`] would give to a project of this population.
pub fn taille(projet: &Projet, population: u32, rules: &'static Rules) -> BilanTaille {
    position(population, projet.date_des_regles(), rules).bilan
}

/// The sums that [`evaluate`] would give to a project of this taille; `None` where no
/// text is in force on the day of its rules.
pub fn totaux_de(projet: &Projet, taille: Taille, rules: &'static Rules) -> Option<Totaux> {
    let date = projet.date_des_regles();
    rules.texte_at(date)?;
    Some(totaux(&lignes(&Missions::new(projet, date, rules), taille, date, rules), taille, date, rules))
}
