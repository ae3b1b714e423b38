//! What the rules grant for a year, line by line.

use cpts_codes::Date;
use cpts_rules::{Entre, IdSource, Mission, NaturePoste, Poste, Rules, Statut, Taille};

use crate::bilan::{Ligne, Totaux};
use crate::bornes::{self, choix};
use crate::projet::Projet;

/// The missions of a project, sorted into what the text in force makes of them.
#[derive(Debug, Default)]
pub(crate) struct Missions {
    /// Those that count, in the order of [`Mission`], each once.
    pub(crate) retenues: Vec<Mission>,
    /// Compulsory ones that were not chosen.
    pub(crate) manquantes: Vec<Mission>,
    /// Chosen ones that the text does not have.
    pub(crate) inexistantes: Vec<Mission>,
    /// How many are compulsory.
    pub(crate) socles: u32,
    /// Whether the person has chosen at all.
    pub(crate) choisies: bool,
}

impl Missions {
    /// Without an answer the compulsory missions count, and nothing else. An
    /// empty answer is an answer: nothing but the fonctionnement counts then.
    pub(crate) fn new(projet: &Projet, date: Date, rules: &'static Rules) -> Self {
        let mut missions = Self { choisies: projet.missions.is_some(), ..Self::default() };
        for mission in Mission::TOUS.iter().copied() {
            let nature = rules.poste(mission.poste()).nature_at(date);
            let socle = nature == Some(NaturePoste::Socle);
            missions.socles += u32::from(socle);
            let choisie = match &projet.missions {
                Some(liste) => liste.contains(&mission),
                None => socle,
            };
            match (choisie, nature) {
                (true, Some(_)) => missions.retenues.push(mission),
                (true, None) => missions.inexistantes.push(mission),
                (false, _) if socle => missions.manquantes.push(mission),
                (false, _) => {}
            }
        }
        missions
    }
}

/// What the rules grant for a year in a taille, without a project: for who shows the rules
/// themselves. With these missions, or with the compulsory ones.
pub fn accorde(
    missions: Option<&[Mission]>,
    taille: Taille,
    date: Date,
    rules: &'static Rules,
) -> (Vec<Ligne>, Totaux) {
    let projet = Projet { missions: missions.map(<[Mission]>::to_vec), ..Projet::default() };
    let lignes = lignes(&Missions::new(&projet, date, rules), taille, date, rules);
    let totaux = totaux(&lignes, taille, date, rules);
    (lignes, totaux)
}

/// The lines of a taille, fonctionnement first.
pub(crate) fn lignes(missions: &Missions, taille: Taille, date: Date, rules: &'static Rules) -> Vec<Ligne> {
    let postes = core::iter::once(Poste::Fonctionnement).chain(missions.retenues.iter().map(|m| m.poste()));
    postes.filter_map(|poste| ligne(poste, taille, date, rules)).collect()
}

pub(crate) fn ligne(poste: Poste, taille: Taille, date: Date, rules: &'static Rules) -> Option<Ligne> {
    let montant = rules.valeur_at(poste, date)?.par_taille[taille as usize].as_ref()?;
    let conditionnel = montant.conditionnel.as_ref();
    Some(Ligne {
        poste,
        fixe: montant.fixe,
        variable: montant.variable,
        total: montant.total,
        conditionnel: conditionnel.map_or(0, |c| c.montant),
        premiere_annee: montant.premiere_annee.map(|p| p.montant),
        fixe_entre: montant.fixe_entre,
        variable_entre: montant.variable_entre,
        total_entre: montant.total_entre,
        conditionnel_entre: conditionnel.and_then(|c| c.entre),
        premiere_annee_entre: montant.premiere_annee.and_then(|p| p.entre),
        statut: montant.statut,
        statut_total: montant.statut_total,
        statut_conditionnel: conditionnel.map(|c| c.statut),
        statut_premiere_annee: montant.premiere_annee.map(|p| p.statut),
        sources: sources(montant.sources, conditionnel.map_or(&[], |c| c.sources)),
    })
}

/// The sources of the line; those of its conditional part where it has no others.
fn sources(siennes: &'static [IdSource], conditionnel: &'static [IdSource]) -> &'static [IdSource] {
    if siennes.is_empty() { conditionnel } else { siennes }
}

/// The sums of the lines of a taille, which [`lignes`] gave for that day.
pub(crate) fn totaux(lignes: &[Ligne], taille: Taille, date: Date, rules: &'static Rules) -> Totaux {
    let tout = choix(lignes.iter().map(|ligne| ligne.poste));
    let (maximum_entre, statut_maximum) = bornes::somme(tout, taille, date, rules);
    let non_partagees = lignes.iter().filter(|ligne| ligne.fixe.is_none());
    let (non_partage_entre, _) = bornes::somme(choix(non_partagees.map(|l| l.poste)), taille, date, rules);
    let mut totaux = Totaux {
        fixe: 0,
        variable: 0,
        non_partage: 0,
        maximum: 0,
        crise: 0,
        fixe_entre: None,
        variable_entre: None,
        non_partage_entre: non_partage_entre.ouvert(),
        maximum_entre: maximum_entre.ouvert(),
        crise_entre: None,
        statut: Statut::Publie,
        statut_maximum,
        statut_crise: None,
    };
    let (mut fixe, mut variable, mut crise) = (Entre::exact(0), Entre::exact(0), Entre::exact(0));
    for ligne in lignes {
        match (ligne.fixe, ligne.variable) {
            (Some(f), Some(v)) => {
                totaux.fixe = totaux.fixe.saturating_add(f);
                totaux.variable = totaux.variable.saturating_add(v);
                fixe = fixe.plus(Entre::of(f, ligne.fixe_entre));
                variable = variable.plus(Entre::of(v, ligne.variable_entre));
            }
            _ => totaux.non_partage = totaux.non_partage.saturating_add(ligne.total),
        }
        totaux.maximum = totaux.maximum.saturating_add(ligne.total);
        totaux.crise = totaux.crise.saturating_add(ligne.conditionnel);
        crise = crise.plus(Entre::of(ligne.conditionnel, ligne.conditionnel_entre));
        totaux.statut = totaux.statut.weakest(ligne.statut);
        totaux.statut_crise = match (totaux.statut_crise, ligne.statut_conditionnel) {
            (Some(a), Some(b)) => Some(a.weakest(b)),
            (a, b) => a.or(b),
        };
    }
    totaux.fixe_entre = fixe.ouvert();
    totaux.variable_entre = variable.ouvert();
    totaux.crise_entre = crise.ouvert();
    totaux
}
