//! A `Projet` as a flat text: how it goes from one WebAssembly module to another.
//!
//! The page reads JSON in a module that is fetched only when a file is opened; a
//! reader of JSON in the main module would weigh on everyone's first load. What
//! that module understood comes back as lines `key=value`, which take a few
//! hundred bytes of code to read. Only the two functions of this file know the
//! form, and nothing keeps it: it is not a file format.

use cpts_codes::{Date, Table};
use cpts_rules::{Mission, Rythme, Situation};

use crate::budget::{Budget, Coordination, Indemnites, LigneBudget};
pub use crate::lignes::{escape, line, lines, unescape};
use crate::pourcent::Pourcent;
use crate::projet::{Hypotheses, Initiateur, Part, Projet};

/// What takes the initiative, by its name in files.
pub const INITIATEURS: [(&str, Initiateur); 5] = [
    ("professionnels_de_sante", Initiateur::ProfessionnelsDeSante),
    ("etablissement", Initiateur::Etablissement),
    ("elus", Initiateur::Elus),
    ("usagers", Initiateur::Usagers),
    ("autre", Initiateur::Autre),
];

/// The project as a flat text.
pub fn write(projet: &Projet) -> String {
    let mut s = String::with_capacity(1024);
    // Every field is named, so that a new one cannot be forgotten here.
    let Projet {
        version: _,
        nom,
        initiateur,
        professionnels,
        territoire,
        missions,
        situation,
        signature,
        vue_le,
        hypotheses,
    } = projet;
    if let Some(nom) = nom {
        line(&mut s, &["nom"], &[nom]);
    }
    if let Some((id, _)) = INITIATEURS.iter().find(|(_, i)| Some(*i) == *initiateur) {
        line(&mut s, &["initiateur"], &[id]);
    }
    if let Some(professionnels) = professionnels {
        // Asked and answered, were it by nobody.
        line(&mut s, &["pro"], &[]);
        for (id, nombre) in professionnels.iter() {
            line(&mut s, &["pro.", id], &[&nombre.to_string()]);
        }
    }
    for siren in &territoire.epci {
        line(&mut s, &["epci"], &[&siren.to_string()]);
    }
    for code in &territoire.communes {
        line(&mut s, &["commune"], &[code.as_str()]);
    }
    for code in &territoire.exclues {
        line(&mut s, &["exclue"], &[code.as_str()]);
    }
    for Part { commune, population, motif, iris } in &territoire.parts {
        line(&mut s, &["part"], &[commune.as_str(), &population.to_string(), motif]);
        for code in iris {
            line(&mut s, &["iris"], &[code.as_str()]);
        }
    }
    if let Some(missions) = missions {
        line(&mut s, &["mission"], &[]);
        for mission in missions {
            line(&mut s, &["mission."], &[mission.id()]);
        }
    }
    if *situation != Situation::default() {
        line(&mut s, &["situation"], &[situation.id()]);
    }
    for (cle, jour) in [("signature", signature), ("vue_le", vue_le)] {
        if let Some(jour) = jour {
            line(&mut s, &[cle], &[&jour.to_string()]);
        }
    }
    let Hypotheses { atteinte_variable, crise_reconnue, demarrages, millesime, budget } = hypotheses;
    if let Some(atteinte) = atteinte_variable {
        line(&mut s, &["variable"], &[&atteinte.get().to_string()]);
    }
    if *crise_reconnue {
        line(&mut s, &["crise"], &[]);
    }
    if let Some(annee) = millesime {
        line(&mut s, &["millesime"], &[&annee.to_string()]);
    }
    for (mission, date) in demarrages.iter() {
        line(&mut s, &["demarrage.", mission.id()], &[&date.to_string()]);
    }
    write_budget(budget, &mut s);
    s
}

fn write_budget(budget: &Budget, s: &mut String) {
    let Budget { coordination, indemnites, lignes, avec_variable } = budget;
    let Coordination { brut, charges, quotite, embauche } = *coordination;
    let Indemnites { personnes, heures, taux } = *indemnites;
    let nombres = [
        ("brut", brut),
        ("charges", charges.map(u32::from)),
        ("quotite", quotite.map(u32::from)),
        ("embauche", embauche.map(u32::from)),
        ("personnes", personnes.map(u32::from)),
        ("heures", heures.map(u32::from)),
        ("taux", taux.map(u32::from)),
        ("avec_variable", avec_variable.map(u32::from)),
    ];
    for (cle, nombre) in nombres {
        if let Some(nombre) = nombre {
            line(s, &["budget.", cle], &[&nombre.to_string()]);
        }
    }
    for LigneBudget { poste, nom, montant, rythme, mois } in lignes {
        line(s, &["ligne"], &[poste, &mois.to_string()]);
        // What follows is of the line that was just written.
        if let Some(nom) = nom {
            line(s, &["ligne.nom"], &[nom]);
        }
        if let Some(montant) = montant {
            line(s, &["ligne.montant"], &[&montant.to_string()]);
        }
        if let Some(rythme) = rythme {
            line(s, &["ligne.rythme"], &[rythme.id()]);
        }
    }
}

/// Reads a number of the budget; `None` where it is none.
fn read_budget(budget: &mut Budget, cle: &str, valeur: &str) -> Option<()> {
    let nombre: u32 = valeur.parse().ok()?;
    let court = || u16::try_from(nombre).ok();
    let (c, i) = (&mut budget.coordination, &mut budget.indemnites);
    match cle {
        "brut" => c.brut = Some(nombre),
        "charges" => c.charges = Some(Pourcent::try_from(nombre).ok()?),
        "quotite" => c.quotite = Some(court()?),
        "embauche" => c.embauche = Some(u8::try_from(nombre).ok()?),
        "personnes" => i.personnes = Some(court()?),
        "heures" => i.heures = Some(court()?),
        "taux" => i.taux = Some(court()?),
        "avec_variable" if nombre <= 1 => budget.avec_variable = Some(nombre == 1),
        _ => return None,
    }
    Some(())
}

/// Reads what is told of the last line.
fn read_ligne(budget: &mut Budget, cle: &str, valeur: &str) -> Option<()> {
    let ligne = budget.lignes.last_mut()?;
    match cle {
        "nom" => ligne.nom = Some(unescape(valeur)?),
        "montant" => ligne.montant = Some(valeur.parse().ok()?),
        "rythme" => ligne.rythme = Some(Rythme::from_id(valeur)?),
        _ => return None,
    }
    Some(())
}

/// The project of a flat text; `None` where it is not one that [`write`] made.
pub fn read(texte: &str) -> Option<Projet> {
    let mut projet = Projet::default();
    for (cle, valeur) in lines(texte) {
        let territoire = &mut projet.territoire;
        match cle {
            "nom" => projet.nom = Some(unescape(valeur)?),
            "initiateur" => projet.initiateur = Some(INITIATEURS.iter().find(|(id, _)| *id == valeur)?.1),
            "pro" => projet.professionnels = Some(Table::new()),
            "epci" => territoire.epci.push(valeur.parse().ok()?),
            "commune" => territoire.communes.push(valeur.parse().ok()?),
            "exclue" => territoire.exclues.push(valeur.parse().ok()?),
            "part" => {
                let (commune, reste) = valeur.split_once(';')?;
                let (population, motif) = reste.split_once(';')?;
                territoire.parts.push(Part {
                    commune: commune.parse().ok()?,
                    population: population.parse().ok()?,
                    motif: unescape(motif)?,
                    iris: Vec::new(),
                });
            }
            // Those of the share that was just read.
            "iris" => territoire.parts.last_mut()?.iris.push(valeur.parse().ok()?),
            "mission" => projet.missions = Some(Vec::new()),
            "mission." => projet.missions.as_mut()?.push(Mission::from_id(valeur)?),
            "situation" => projet.situation = Situation::from_id(valeur)?,
            "signature" => projet.signature = Some(valeur.parse::<Date>().ok()?),
            "vue_le" => projet.vue_le = Some(valeur.parse::<Date>().ok()?),
            "variable" => {
                projet.hypotheses.atteinte_variable = Some(Pourcent::new(valeur.parse().ok()?)?);
            }
            "millesime" => projet.hypotheses.millesime = Some(valeur.parse().ok()?),
            "crise" => projet.hypotheses.crise_reconnue = true,
            "ligne" => {
                let (poste, mois) = valeur.split_once(';')?;
                projet.hypotheses.budget.lignes.push(LigneBudget {
                    poste: unescape(poste)?,
                    mois: mois.parse().ok()?,
                    ..LigneBudget::default()
                });
            }
            _ => {
                let (famille, id) = cle.split_once('.')?;
                match famille {
                    "pro" => {
                        projet.professionnels.as_mut()?.insert(unescape(id)?, valeur.parse().ok()?);
                    }
                    "demarrage" => {
                        projet.hypotheses.demarrages.insert(Mission::from_id(id)?, valeur.parse().ok()?);
                    }
                    "budget" => read_budget(&mut projet.hypotheses.budget, id, valeur)?,
                    "ligne" => read_ligne(&mut projet.hypotheses.budget, id, valeur)?,
                    _ => return None,
                }
            }
        }
    }
    Some(projet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projet::Territoire;
    use cpts_codes::{CodeCommune, CodeIris, Siren};
    use proptest::prelude::*;

    fn code() -> impl Strategy<Value = CodeCommune> {
        "[0-9]{5}|2[AB][0-9]{3}".prop_map(|texte| texte.parse().unwrap())
    }

    fn date() -> impl Strategy<Value = Date> {
        (2019u16..2100, 1u8..13, 1u8..29).prop_map(|(a, m, j)| Date::new(a, m, j).unwrap())
    }

    prop_compose! {
        fn territoires()(
            epci in prop::collection::vec(0u32..1_000_000_000, 0..4),
            communes in prop::collection::vec(code(), 0..6),
            exclues in prop::collection::vec(code(), 0..4),
            parts in prop::collection::vec((code(), any::<u32>(), any::<String>(), prop::collection::vec((code(), 0u16..10_000), 0..3)), 0..3),
        ) -> Territoire {
            Territoire {
                epci: epci.into_iter().map(|n| Siren::from_u32(n).unwrap()).collect(),
                communes,
                exclues,
                parts: parts.into_iter().map(|(commune, population, motif, iris)| Part {
                    commune,
                    population,
                    motif,
                    iris: iris.into_iter().map(|(c, n)| CodeIris::new(c, n).unwrap()).collect(),
                }).collect(),
            }
        }
    }

    prop_compose! {
        fn budgets()(
            brut in prop::option::of(any::<u32>()),
            charges in prop::option::of(0u8..=100),
            (quotite, personnes, heures, taux) in (
                prop::option::of(any::<u16>()), prop::option::of(any::<u16>()),
                prop::option::of(any::<u16>()), prop::option::of(any::<u16>()),
            ),
            embauche in prop::option::of(any::<u8>()),
            avec_variable in prop::option::of(any::<bool>()),
            lignes in prop::collection::vec(
                (any::<String>(), prop::option::of(any::<String>()), prop::option::of(any::<u32>()), 0usize..4, any::<u8>()),
                0..4,
            ),
        ) -> Budget {
            Budget {
                coordination: Coordination { brut, charges: charges.and_then(Pourcent::new), quotite, embauche },
                indemnites: Indemnites { personnes, heures, taux },
                lignes: lignes.into_iter().map(|(poste, nom, montant, rythme, mois)| LigneBudget {
                    poste, nom, montant, rythme: Rythme::TOUS.get(rythme).copied(), mois,
                }).collect(),
                avec_variable,
            }
        }
    }

    fn missions() -> impl Strategy<Value = Vec<Mission>> {
        prop::sample::subsequence(Mission::TOUS, 0..=Mission::TOUS.len())
    }

    prop_compose! {
        fn projets()(
            nom in prop::option::of(any::<String>()),
            initiateur in prop::option::of(0usize..5),
            pros in prop::option::of(prop::collection::vec((any::<String>(), any::<u16>()), 0..4)),
            territoire in territoires(),
            retenues in prop::option::of(missions()),
            existante in any::<bool>(),
            (signature, vue_le) in (prop::option::of(date()), prop::option::of(date())),
            variable in prop::option::of(0u8..=100),
            crise_reconnue in any::<bool>(),
            demarrages in missions(),
            jour in date(),
            millesime in prop::option::of(any::<u16>()),
            budget in budgets(),
        ) -> Projet {
            let table = |liste: Vec<(String, u16)>| {
                let mut table = Table::new();
                for (id, nombre) in liste {
                    table.insert(id, nombre);
                }
                table
            };
            let mut hypotheses = Hypotheses {
                atteinte_variable: variable.and_then(Pourcent::new),
                crise_reconnue,
                millesime,
                budget,
                ..Hypotheses::default()
            };
            for mission in demarrages {
                hypotheses.demarrages.insert(mission, jour);
            }
            Projet {
                nom,
                initiateur: initiateur.map(|i| INITIATEURS[i].1),
                professionnels: pros.map(table),
                territoire,
                missions: retenues,
                situation: if existante { Situation::Existante } else { Situation::Nouvelle },
                signature,
                vue_le,
                hypotheses,
                ..Projet::default()
            }
        }
    }

    proptest! {
        #[test]
        fn a_project_comes_back_as_it_was(projet in projets()) {
            prop_assert_eq!(read(&write(&projet)), Some(projet));
        }

        #[test]
        fn any_text_is_read_or_refused(texte in any::<String>()) {
            let _ = read(&texte);
        }

        #[test]
        fn a_damaged_line_never_panics(projet in projets(), place in any::<prop::sample::Index>(), c in any::<char>()) {
            let mut lettres: Vec<char> = write(&projet).chars().collect();
            if !lettres.is_empty() {
                let ici = place.index(lettres.len());
                lettres[ici] = c;
            }
            let _ = read(&lettres.into_iter().collect::<String>());
        }
    }

    #[test]
    fn free_text_cannot_write_a_line_of_its_own() {
        let projet = Projet { nom: Some("CPTS\nepci=200068500;\\".into()), ..Projet::default() };
        assert_eq!(write(&projet).lines().count(), 1);
        assert_eq!(read(&write(&projet)), Some(projet));
        assert_eq!(read("inconnu=1\n"), None);
    }

    #[test]
    fn an_empty_answer_is_not_a_missing_one() {
        let projet =
            Projet { professionnels: Some(Table::new()), missions: Some(Vec::new()), ..Projet::default() };
        assert_eq!(read(&write(&projet)), Some(projet));
        assert_eq!(read(""), Some(Projet::default()));
    }
}
