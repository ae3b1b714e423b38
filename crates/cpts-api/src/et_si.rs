//! What a change of perimeter would do, as JSON.

use cpts_codes::{CodeCommune, Siren};
use cpts_core::{Perimetre, Taille, Totaux};
use cpts_perimetre::et_si::{Effet, EtSi, Preuve};
use cpts_rules::{Issue, Rules};
use cpts_territory::Territory;
use serde::Serialize;

/// Which communes would change the taille, alone or together. See [`EtSi`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EtSiVu {
    /// That a territory is not drawn for its taille: goes with every other field.
    pub rappel: RappelVu,
    /// Inhabitants that are missing to the next taille; `null` in the last one.
    pub manque: Option<u32>,
    /// Neighbours that change the taille alone, the least over the threshold first.
    pub ajouts: Vec<EffetVu>,
    /// Communes of the perimeter without which the taille changes, the least under the threshold first.
    pub retraits: Vec<EffetVu>,
    /// Where no neighbour is enough alone, the fewest that are together; `null` elsewhere.
    pub ensemble: Option<EnsembleVu>,
    /// Neighbours that change nothing alone, the most populous first.
    pub sans_effet: Vec<EffetVu>,
    /// Neighbours whose population is not known: nothing is said of them.
    pub inconnues: Vec<CommuneNommee>,
    /// The EPCI that touch the perimeter: those that change the taille first.
    pub epci: Vec<EffetEpciVu>,
    /// Ways to join the parts of a perimeter that is in several.
    pub liaisons: Vec<LiaisonVue>,
    /// What a year is worth, in the taille of today and in every other that is named here.
    pub totaux: Vec<TotauxDeTaille>,
}

/// The finding on what makes a territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RappelVu {
    /// Its title.
    pub titre: &'static str,
    /// What the law says.
    pub explication: &'static str,
    /// What to do.
    pub action: &'static str,
    /// Where this comes from.
    pub sources: &'static [cpts_rules::IdSource],
}

/// A commune and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommuneNommee {
    /// INSEE code.
    pub code: CodeCommune,
    /// Name.
    pub nom: String,
}

/// What one commune changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EffetVu {
    /// INSEE code.
    pub code: CodeCommune,
    /// Name.
    pub nom: String,
    /// Its inhabitants.
    pub population: u32,
    /// Inhabitants of the perimeter afterwards.
    pub apres: u32,
    /// Taille afterwards.
    pub taille: Taille,
    /// Connected parts of the perimeter afterwards.
    pub parties: usize,
}

/// Several communes that reach the next taille together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnsembleVu {
    /// The communes, in the order in which they hold together.
    pub communes: Vec<CommuneNommee>,
    /// Inhabitants of the perimeter afterwards.
    pub apres: u32,
    /// Taille afterwards.
    pub taille: Taille,
    /// `minimal`: no smaller set exists. `nombre`: none of fewer communes. `aucune`: one may.
    pub preuve: &'static str,
}

/// What a whole EPCI changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EffetEpciVu {
    /// SIREN number.
    pub siren: Siren,
    /// Full name.
    pub nom: String,
    /// Its communes that would come in.
    pub communes: u32,
    /// How many of these have no known population: `apres` is without them.
    pub populations_inconnues: u32,
    /// Whether some of its communes are in already.
    pub commence: bool,
    /// Inhabitants of the perimeter afterwards.
    pub apres: u32,
    /// Taille afterwards.
    pub taille: Taille,
}

/// How a part that stands apart could be joined to another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiaisonVue {
    /// The communes of the part that stands apart.
    pub partie: Vec<CodeCommune>,
    /// Communes to add.
    pub communes: Vec<CommuneNommee>,
    /// Whether any one of them is enough; otherwise they are one chain.
    pub une_suffit: bool,
}

/// What a year is worth in a taille.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TotauxDeTaille {
    /// Which taille.
    pub taille: Taille,
    /// Its totals.
    pub totaux: Totaux,
}

impl EtSiVu {
    pub(crate) fn new(
        et_si: &EtSi,
        perimetre: &Perimetre,
        territory: &Territory,
        rules: &'static Rules,
    ) -> Self {
        let nom = |code: CodeCommune| territory.commune(code).map_or("", |c| c.nom).to_owned();
        let named = |codes: &[CodeCommune]| -> Vec<CommuneNommee> {
            codes.iter().map(|&code| CommuneNommee { code, nom: nom(code) }).collect()
        };
        let effets = |effets: &[Effet]| -> Vec<EffetVu> {
            effets
                .iter()
                .map(|&Effet { code, population, apres, taille, parties }| EffetVu {
                    code,
                    nom: nom(code),
                    population,
                    apres,
                    taille,
                    parties,
                })
                .collect()
        };
        let part = |place: usize| {
            let composantes = perimetre.composantes.as_deref().unwrap_or_default();
            composantes.get(place).map_or_else(Vec::new, |c| c.communes.clone())
        };
        let regle = rules.issue(Issue::PertinenceConseil);
        let mut totaux: Vec<TotauxDeTaille> =
            et_si.autres.iter().map(|&(taille, totaux)| TotauxDeTaille { taille, totaux }).collect();
        totaux.extend(et_si.totaux.map(|totaux| TotauxDeTaille { taille: et_si.taille.taille, totaux }));
        totaux.sort_by_key(|t| t.taille);
        Self {
            rappel: RappelVu {
                titre: regle.map_or("", |r| r.titre),
                explication: regle.map_or("", |r| r.explication),
                action: regle.map_or("", |r| r.action),
                sources: regle.map_or(&[], |r| r.sources),
            },
            manque: et_si.manque,
            ajouts: effets(&et_si.ajouts),
            retraits: effets(&et_si.retraits),
            ensemble: et_si.ensemble.as_ref().map(|e| EnsembleVu {
                communes: named(&e.communes),
                apres: e.apres,
                taille: e.taille,
                preuve: match e.preuve {
                    Preuve::Minimal => "minimal",
                    Preuve::Nombre => "nombre",
                    Preuve::Aucune => "aucune",
                },
            }),
            sans_effet: effets(&et_si.sans_effet),
            inconnues: named(&et_si.inconnues),
            epci: et_si
                .epci
                .iter()
                .map(|e| EffetEpciVu {
                    siren: e.siren,
                    nom: territory.epci(e.siren).map_or("", |epci| epci.nom).to_owned(),
                    communes: e.communes,
                    populations_inconnues: e.inconnues,
                    commence: e.commence,
                    apres: e.apres,
                    taille: e.taille,
                })
                .collect(),
            liaisons: et_si
                .liaisons
                .iter()
                .map(|l| LiaisonVue {
                    partie: part(l.partie),
                    communes: named(&l.communes),
                    une_suffit: l.une_suffit,
                })
                .collect(),
            totaux,
        }
    }
}
