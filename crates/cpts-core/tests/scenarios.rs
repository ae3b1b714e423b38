//! The golden projects of `tests/scenarios/`: read as the contract writes them, counted, and told in full.
//!
//! Populations come from the territory data, which this crate does not know: here
//! each scenario gets the expected total on its first commune. `cpts-perimetre`
//! runs the same projects on the real figures.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use commun::{cambrai, projet_complet};
use cpts_core::{Bilan, CommuneRetenue, Entre, Perimetre, Projet, Statut, TexteDuContrat, evaluate};
use cpts_rules::embedded;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios")
}

fn scenarios() -> Vec<(Value, Projet)> {
    let text = fs::read_to_string(folder().join("scenarios.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let list = file["scenarios"].as_array().unwrap();
    assert!(list.len() >= 16);
    list.iter().map(|s| (s.clone(), serde_json::from_value(s["projet"].clone()).unwrap())).collect()
}

/// The communes of a scenario, the expected population on the first one.
fn territory(scenario: &Value, projet: &Projet) -> Perimetre {
    let total = scenario["attendu"]["population"].as_u64().unwrap();
    let communes: Vec<CommuneRetenue> = projet
        .territoire
        .communes
        .iter()
        .enumerate()
        .map(|(i, code)| {
            let ville = match code.as_str() {
                arrondissement if arrondissement.starts_with("132") => Some("13055"),
                arrondissement if arrondissement.starts_with("751") => Some("75056"),
                _ => None,
            };
            CommuneRetenue {
                ville: ville.map(|ville| ville.parse().unwrap()),
                ..commun::commune(code.as_str(), code.as_str(), Some(if i == 0 { total as u32 } else { 0 }))
            }
        })
        .collect();
    commun::perimetre(communes)
}

#[test]
fn every_scenario_has_its_taille() {
    for (scenario, projet) in scenarios() {
        let nom = &scenario["nom"];
        assert!(projet.verifier(embedded()).is_empty(), "{nom}");
        let bilan = evaluate(&projet, &territory(&scenario, &projet), embedded());
        let attendu = &scenario["attendu"];
        let taille = bilan.taille.map(|t| u64::from(t.taille.numero()));
        assert_eq!(taille, attendu["taille"].as_u64(), "{nom}");
        assert_eq!(u64::from(bilan.territoire.communes), attendu["communes"].as_u64().unwrap(), "{nom}");
        assert_eq!(bilan.financement.is_some(), taille.is_some(), "{nom}");
    }
}

#[test]
fn a_project_reads_back_from_its_own_json() {
    for (_, projet) in scenarios() {
        let text = serde_json::to_string(&projet).unwrap();
        assert_eq!(serde_json::from_str::<Projet>(&text).unwrap(), projet);
    }
    let text = serde_json::to_string(&projet_complet()).unwrap();
    assert_eq!(serde_json::from_str::<Projet>(&text).unwrap(), projet_complet());
}

/// ` [min–max]`, or nothing where the amount is proved.
fn bornes(entre: Option<Entre>) -> String {
    entre.map_or(String::new(), |e| format!(" [{}–{}]", e.min, e.max))
}

/// A bilan as one reads it aloud.
fn tell(bilan: &Bilan) -> String {
    let mut s = String::new();
    let t = &bilan.territoire;
    let _ = writeln!(s, "{}", bilan.regles.titre);
    let _ = writeln!(s, "{} habitants, {} communes, millésime {}", t.population, t.communes, t.millesime);
    match &bilan.taille {
        Some(t) => {
            let _ = writeln!(
                s,
                "Taille {} (-{:?} +{:?}){}",
                t.taille.numero(),
                t.marge_basse,
                t.marge_haute,
                if t.fragile { ", fragile" } else { "" }
            );
        }
        None => s.push_str("Sans taille\n"),
    }
    let _ = writeln!(s, "Verdict : {}\n", bilan.verdict.id());
    if let Some(contrat) = &bilan.contrat {
        let _ = writeln!(s, "{}", contrat.faits(embedded()).join("\n"));
        let titre = |t: &Option<TexteDuContrat>| t.as_ref().map_or("aucun", |t| t.titre_court);
        let _ = writeln!(
            s,
            "De « {} » à « {} » ({})",
            titre(&contrat.texte_signature),
            titre(&contrat.texte),
            contrat.statut.id()
        );
        for c in &contrat.changements {
            let montant = |total: Option<u32>, entre: Option<Entre>, statut: Option<Statut>| {
                let statut = statut.map_or("", Statut::id);
                total.map_or("rien".to_owned(), |total| format!("{total}{} {statut}", bornes(entre)))
            };
            let (avant, apres) = (
                montant(c.avant, c.avant_entre, c.statut_avant),
                montant(c.apres, c.apres_entre, c.statut_apres),
            );
            let _ = writeln!(s, "    {} : {avant} → {apres}", c.poste.id());
            if let Some(delai) = c.delai_apres {
                let _ = writeln!(s, "        {} → {delai}", c.delai_avant.unwrap_or("rien"));
            }
        }
        s.push('\n');
    }
    for c in &bilan.constats {
        let _ = writeln!(s, "[{}] {} — {}\n    {}", c.niveau.id(), c.regle, c.titre, c.explication);
        if !c.action.is_empty() {
            let _ = writeln!(s, "    → {}", c.action);
        }
    }
    if let Some(f) = &bilan.financement {
        s.push('\n');
        for l in &f.lignes {
            let part = |p: Option<u32>, e| p.map_or("?".to_owned(), |p| p.to_string() + &bornes(e));
            let _ = writeln!(
                s,
                "{:<16} {:>7} + {:>6} = {:>7}{} (+{}{}) {} / {}",
                l.poste.id(),
                part(l.fixe, l.fixe_entre),
                part(l.variable, l.variable_entre),
                l.total,
                bornes(l.total_entre),
                l.conditionnel,
                bornes(l.conditionnel_entre),
                l.statut.id(),
                l.statut_total.id()
            );
            if let Some(premiere) = l.premiere_annee {
                let _ = writeln!(s, "    première année : {premiere}{}", bornes(l.premiere_annee_entre));
            }
        }
        let t = &f.totaux;
        let _ = writeln!(
            s,
            "total            {:>7}{} + {:>6}{} + {}{} = {}{} (+{}{}) {} / {}\n",
            t.fixe,
            bornes(t.fixe_entre),
            t.variable,
            bornes(t.variable_entre),
            t.non_partage,
            bornes(t.non_partage_entre),
            t.maximum,
            bornes(t.maximum_entre),
            t.crise,
            bornes(t.crise_entre),
            t.statut.id(),
            t.statut_maximum.id()
        );
        for v in &f.echeancier {
            let _ = writeln!(
                s,
                "{} {:<16} {:<10} {:>6}{} {}",
                v.date,
                v.poste.id(),
                format!("{:?}", v.nature),
                v.montant,
                bornes(v.montant_entre),
                v.statut.id()
            );
        }
    }
    s.push('\n');
    for e in &bilan.etapes {
        let _ = writeln!(s, "{} — {} {}", e.titre, e.explication, e.delai);
        for r in &e.regions {
            let _ = writeln!(s, "    {} : {} ({})", r.nom, r.texte, r.statut.id());
        }
    }
    s.replace('\u{a0}', " ")
}

fn golden(name: &str, text: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(folder().join("bilans"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn a_handful_of_bilans_in_full() {
    golden("cambrai-complet", &tell(&evaluate(&projet_complet(), &cambrai(), embedded())));
    // The tiers of which the amounts are not all proved.
    for (taille, population) in [(2, 60_000), (4, 200_000)] {
        let perimetre = commun::perimetre(vec![commun::commune("59122", "Cambrai", Some(population))]);
        let bilan = evaluate(&projet_complet(), &perimetre, embedded());
        golden(&format!("taille-{taille}-complete"), &tell(&bilan));
    }
    golden("rien", &tell(&evaluate(&Projet::default(), &Perimetre::default(), embedded())));
    let list = scenarios();
    for id in ["1", "10", "11", "18", "24b", "26", "27"] {
        let (scenario, projet) = list.iter().find(|(s, _)| s["id"] == *id).unwrap();
        golden(&format!("scenario-{id}"), &tell(&evaluate(projet, &territory(scenario, projet), embedded())));
    }
}

#[test]
fn the_json_of_a_bilan_is_the_contract() {
    let json = serde_json::to_string_pretty(&evaluate(&projet_complet(), &cambrai(), embedded())).unwrap();
    golden("cambrai-complet-json", &json.replace('\u{a0}', " "));
    let list = scenarios();
    let (scenario, projet) = list.iter().find(|(s, _)| s["id"] == "26").unwrap();
    let contrat = evaluate(projet, &territory(scenario, projet), embedded()).contrat;
    let json = serde_json::to_string_pretty(&contrat).unwrap();
    golden("scenario-26-contrat-json", &json.replace('\u{a0}', " "));
}
