//! The rules and the data as JSON: what a program needs to make a form, to name what a
//! bilan holds, and to say on what it rests.

use cpts_codes::Date;
use cpts_core::{Mission, Niveau, PROFESSIONNELS_MAX, Statut, TEXTE_MAX, Taille};
use cpts_rules::{IdSource, NaturePoste, Poste, Recours, Rules, TOUJOURS};
use cpts_territory::Territory;
use serde::Serialize;

/// The rules as they stand on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReglesVues {
    /// Day on which the rules were last checked: their version.
    pub verifie_le: Date,
    /// What a reader must know of their limits.
    pub avertissement: &'static str,
    /// `id` of the text that sets the amounts on that day; `null` before the first one.
    pub texte: Option<&'static str>,
    /// The texts that set or set once the amounts, by date.
    pub textes: Vec<TexteVu>,
    /// The four size tiers, from the smallest.
    pub tailles: Vec<PalierVu>,
    /// The missions, in the order of display.
    pub missions: Vec<MissionVue>,
    /// The professions and partners, in the order of display: the keys of `professionnels`.
    pub professions: Vec<ProfessionVue>,
    /// Legal families of professions, in order.
    pub familles: Vec<FamilleVue>,
    /// What each statut means, the surest first.
    pub statuts: Vec<StatutVu>,
    /// The words for each level, in the order of display.
    pub niveaux: Vec<NiveauVu>,
    /// What the `sources` of a bilan name.
    pub sources: Vec<SourceVue>,
    /// What a project may hold at most.
    pub limites: Limites,
}

/// A text of the ACI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TexteVu {
    /// Its name in the rules.
    pub id: &'static str,
    /// Full title.
    pub titre: &'static str,
    /// Short title.
    pub titre_court: &'static str,
    /// In force from this day.
    pub depuis: Date,
    /// Certainty of `depuis`.
    pub statut: Statut,
    /// What it changed.
    pub resume: &'static str,
    /// Where this comes from.
    pub sources: &'static [IdSource],
}

/// A size tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PalierVu {
    /// Which one.
    pub taille: Taille,
    /// Fewest inhabitants, included.
    pub min: u32,
    /// Most inhabitants, included; `null` for the last one.
    pub max: Option<u32>,
    /// Certainty of `min`.
    pub statut: Statut,
    /// Where this comes from.
    pub sources: &'static [IdSource],
}

/// A mission of the ACI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MissionVue {
    /// Its name in a project.
    pub id: Mission,
    /// Official name.
    pub titre: &'static str,
    /// Name for tables.
    pub titre_court: &'static str,
    /// What it is, in one sentence.
    pub description: &'static str,
    /// Compulsory (`socle`) or of choice (`option`) on that day; `null` while it does not exist.
    pub nature: Option<NaturePoste>,
    /// Months after the signature before it must have started; `null` where nothing says it.
    pub demarrage_mois: Option<u16>,
    /// Months after the signature before it must be fully deployed; `null` where nothing says it.
    pub deploiement_mois: Option<u16>,
}

/// A profession or a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProfessionVue {
    /// Its name in a project.
    pub id: &'static str,
    /// One of them.
    pub nom: &'static str,
    /// Several of them.
    pub pluriel: &'static str,
    /// `id` of its family.
    pub famille: &'static str,
    /// Whether the law counts it among health professions.
    pub sante: bool,
    /// Whether a form shows it first.
    pub courante: bool,
    /// The part it plays in care: a label, never a condition.
    pub recours: Recours,
}

/// A legal family of professions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FamilleVue {
    /// Its name in the rules.
    pub id: &'static str,
    /// Heading for people.
    pub titre: &'static str,
}

/// What a statut means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StatutVu {
    /// Which one.
    pub statut: Statut,
    /// The word.
    pub mot: &'static str,
    /// The sentence.
    pub phrase: &'static str,
}

/// The words for a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NiveauVu {
    /// Which one.
    pub niveau: Niveau,
    /// The word.
    pub mot: &'static str,
    /// The word for several findings.
    pub pluriel: &'static str,
    /// The sentence of a verdict.
    pub verdict: &'static str,
}

/// A place where a statement can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SourceVue {
    /// Its name in a bilan.
    pub id: IdSource,
    /// Title for people.
    pub titre: &'static str,
    /// Who wrote it.
    pub auteur: &'static str,
    /// Address, where there is a public one.
    pub url: Option<&'static str>,
    /// Day on which it was read.
    pub vu_le: Date,
}

/// What a project may hold at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Limites {
    /// Most people of one profession.
    pub professionnels: u16,
    /// Most characters of a free text.
    pub texte: u32,
}

/// On which data the answers rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DonneesVues {
    /// Year of the populations in force.
    pub millesime: u16,
    /// Day from which they are in force.
    pub en_vigueur: Date,
    /// Year of the list of communes (code officiel géographique).
    pub cog: u16,
    /// Communes, arrondissements left out.
    pub communes: u32,
    /// Municipal arrondissements.
    pub arrondissements: u32,
    /// Former communes that a search finds.
    pub anciennes: u32,
    /// EPCI.
    pub epci: u32,
    /// Vintages that a project may ask for: the one in force, then the earlier ones where their file was read.
    pub millesimes: Vec<u16>,
    /// Whether a bilan says if a territory is in one part.
    pub adjacence: bool,
    /// Whether a share that names IRIS is counted by them.
    pub iris: bool,
}

impl ReglesVues {
    pub(crate) fn new(rules: &'static Rules, date: Option<Date>) -> Self {
        let date = date.unwrap_or(TOUJOURS);
        Self {
            verifie_le: rules.formulaire.verifie_le,
            avertissement: rules.formulaire.avertissement,
            texte: rules.texte_at(date).map(|texte| texte.id),
            textes: textes(rules),
            tailles: tailles(rules, date),
            missions: missions(rules, date),
            professions: professions(rules),
            familles: rules
                .formulaire
                .familles
                .iter()
                .map(|famille| FamilleVue { id: famille.id, titre: famille.titre })
                .collect(),
            statuts: rules
                .statuts
                .iter()
                .map(|s| StatutVu { statut: s.statut, mot: s.mot, phrase: s.phrase })
                .collect(),
            niveaux: rules
                .niveaux
                .iter()
                .map(|n| NiveauVu { niveau: n.niveau, mot: n.mot, pluriel: n.pluriel, verdict: n.verdict })
                .collect(),
            sources: rules
                .sources
                .iter()
                .map(|s| SourceVue { id: s.id, titre: s.titre, auteur: s.auteur, url: s.url, vu_le: s.vu_le })
                .collect(),
            limites: Limites {
                professionnels: PROFESSIONNELS_MAX,
                texte: u32::try_from(TEXTE_MAX).unwrap_or(u32::MAX),
            },
        }
    }
}

fn textes(rules: &'static Rules) -> Vec<TexteVu> {
    let bareme = rules.textes.iter().filter(|texte| texte.bareme);
    bareme
        .map(|t| TexteVu {
            id: t.id,
            titre: t.titre,
            titre_court: t.titre_court,
            depuis: t.depuis,
            statut: t.statut,
            resume: t.resume,
            sources: t.sources,
        })
        .collect()
}

fn tailles(rules: &'static Rules, date: Date) -> Vec<PalierVu> {
    let paliers = &rules.tailles.at(date).paliers;
    paliers
        .iter()
        .map(|p| PalierVu { taille: p.taille, min: p.min, max: p.max, statut: p.statut, sources: p.sources })
        .collect()
}

fn missions(rules: &'static Rules, date: Date) -> Vec<MissionVue> {
    let missions = Poste::TOUS.iter().filter_map(|poste| Some((poste.mission()?, rules.poste(*poste))));
    missions
        .map(|(id, regle)| {
            let delai = regle.delai_at(date);
            MissionVue {
                id,
                titre: regle.titre,
                titre_court: regle.titre_court,
                description: regle.description,
                nature: regle.nature_at(date),
                demarrage_mois: delai.and_then(|delai| delai.demarrage_mois),
                deploiement_mois: delai.and_then(|delai| delai.deploiement_mois),
            }
        })
        .collect()
}

fn professions(rules: &'static Rules) -> Vec<ProfessionVue> {
    let professions = rules.formulaire.professions.iter();
    professions
        .map(|p| ProfessionVue {
            id: p.id,
            nom: p.nom,
            pluriel: p.pluriel,
            famille: p.famille,
            sante: p.sante,
            courante: p.courante,
            recours: p.recours,
        })
        .collect()
}

impl DonneesVues {
    pub(crate) fn new(territory: &Territory, millesimes: Vec<u16>, adjacence: bool, iris: bool) -> Self {
        let header = territory.header();
        Self {
            millesime: header.millesime,
            en_vigueur: header.en_vigueur,
            cog: header.cog,
            communes: header.communes,
            arrondissements: header.arrondissements,
            anciennes: header.anciennes,
            epci: header.epci,
            millesimes,
            adjacence,
            iris,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_a_day_are_those_of_that_day() {
        let rules = cpts_rules::embedded();
        let regles = ReglesVues::new(rules, None);
        assert_eq!(regles.texte, regles.textes.last().map(|texte| texte.id));
        let premier = rules.formulaire.premier_bareme.unwrap();
        assert_eq!(ReglesVues::new(rules, Some(premier)).texte, regles.textes.first().map(|t| t.id));
        assert_eq!(ReglesVues::new(rules, Date::new(1950, 1, 1)).texte, None);
        assert_eq!(regles.tailles.len(), Taille::TOUS.len());
        assert_eq!(regles.missions.len(), Mission::TOUS.len());
    }

    #[test]
    fn whatever_a_rule_names_is_explained() {
        let regles = ReglesVues::new(cpts_rules::embedded(), None);
        for id in
            regles.textes.iter().flat_map(|t| t.sources).chain(regles.tailles.iter().flat_map(|t| t.sources))
        {
            assert!(regles.sources.iter().any(|source| source.id == *id), "{id}");
        }
        for profession in &regles.professions {
            assert!(regles.familles.iter().any(|famille| famille.id == profession.famille), "{profession:?}");
        }
        assert_eq!(regles.statuts.len(), Statut::TOUS.len());
        assert_eq!(regles.niveaux.len(), Niveau::TOUS.len());
    }
}
