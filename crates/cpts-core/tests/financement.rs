//! Amounts and payments, against figures worked out by hand.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use commun::{cambrai, commune, day, perimetre, projet_complet};
use cpts_core::{
    Entre, Mission, Nature, Poste, Pourcent, Projet, Statut, Taille, accorde, demarrage_limite,
    demarrage_par_defaut, echeancier, evaluate,
};
use cpts_rules::embedded;

#[test]
fn the_payments_of_a_taille_3_are_those_of_the_picture() {
    let bilan = evaluate(&projet_complet(), &cambrai(), embedded());
    let financement = bilan.financement.as_ref().unwrap();
    let on = |date: &str| -> u32 {
        financement.echeancier.iter().filter(|v| v.date == day(date)).map(|v| v.montant).sum()
    };
    assert_eq!(
        ["2027-04-01", "2027-08-01", "2027-10-01", "2027-12-01", "2028-04-01", "2028-06-01"].map(on),
        [75_000, 33_750, 33_750, 11_250, 232_500, 26_000]
    );
    let annees: Vec<u32> = financement.annees(day("2027-04-01")).iter().map(|a| a.montant).collect();
    assert_eq!(annees, [153_750, 258_500]);
    assert_eq!(bilan.versements_premiere_annee(), Some(153_750));
    assert!(financement.echeancier.iter().all(|v| v.date < day("2029-04-01")));
}

/// The first year of the crisis plan is paid apart: without prorata, and more than its updates.
#[test]
fn the_year_of_the_plan_is_a_payment_of_its_own() {
    let bilan = evaluate(&projet_complet(), &cambrai(), embedded());
    let financement = bilan.financement.unwrap();
    let crise: Vec<_> = financement.echeancier.iter().filter(|v| v.poste == Poste::CriseSanitaire).collect();
    let dits: Vec<_> = crise.iter().map(|v| (v.date, v.nature, v.montant, v.statut)).collect();
    assert_eq!(
        dits,
        [
            (day("2027-08-01"), Nature::Plan, 33_750, Statut::Estime),
            (day("2028-04-01"), Nature::Avance, 16_875, Statut::Calcule),
            (day("2028-04-01"), Nature::Solde, 11_250, Statut::Estime),
        ]
    );
    // 45 000, somewhere between what Tailles 1 and 4 are paid.
    assert_eq!(crise[0].montant_entre, Some(Entre { min: 18_750, max: 37_500 }));
    assert_eq!(crise[1].montant_entre, None);
    let ligne = financement.lignes.iter().find(|l| l.poste == Poste::CriseSanitaire).unwrap();
    assert_eq!((ligne.fixe, ligne.premiere_annee, ligne.conditionnel), (Some(22_500), Some(45_000), 67_500));
    assert_eq!(ligne.premiere_annee_entre, Some(Entre { min: 25_000, max: 50_000 }));
    let premiere = &financement.totaux;
    assert_eq!((premiere.maximum_entre, premiere.crise_entre), (None, None), "an ordinary year is proved");
}

/// As the contracts of Taille 3 say it, with the options and without.
#[test]
fn what_a_taille_is_granted_needs_no_project() {
    let granted = |missions: Option<&[Mission]>| {
        let (lignes, totaux) = accorde(missions, Taille::T3, day("2022-03-31"), embedded());
        (lignes.len(), totaux.fixe, totaux.variable, totaux.maximum, totaux.statut_maximum)
    };
    assert_eq!(granted(None), (5, 250_000, 97_500, 347_500, Statut::Contrat));
    assert_eq!(granted(Some(Mission::TOUS)), (7, 275_000, 122_500, 397_500, Statut::Contrat));
    assert_eq!(granted(Some(&[])).0, 1, "the fonctionnement alone");
}

#[test]
fn the_contract_rows_of_a_taille_3_add_up() {
    let bilan = evaluate(&projet_complet(), &cambrai(), embedded());
    let totaux = bilan.financement.unwrap().totaux;
    assert_eq!(
        (totaux.fixe, totaux.variable, totaux.maximum, totaux.crise),
        (275_000, 122_500, 397_500, 67_500)
    );
    assert_eq!((totaux.statut, totaux.non_partage), (Statut::Contrat, 0));
}

#[test]
fn a_total_takes_the_weakest_statut_of_its_lines() {
    let petit = perimetre(vec![commune("80001", "Abbeville", Some(30_000))]);
    let mut projet = projet_complet();
    projet.missions = Some(vec![Mission::AccesAuxSoins]);
    let totaux = evaluate(&projet, &petit, embedded()).financement.unwrap().totaux;
    assert_eq!((totaux.statut, totaux.statut_maximum), (Statut::Estime, Statut::Publie));
    assert_eq!((totaux.maximum, totaux.statut_crise), (130_000, None));
}

#[test]
fn the_text_of_the_day_of_signature_gives_the_amounts() {
    let mut projet = projet_complet();
    projet.hypotheses.demarrages.clear();
    let mut maximum = |date: &str| {
        projet.signature = Some(day(date));
        evaluate(&projet, &cambrai(), embedded()).financement.map(|f| f.totaux.maximum)
    };
    assert_eq!(maximum("2019-08-24"), None);
    assert_eq!(maximum("2019-08-25"), Some(370_000));
    assert_eq!(maximum("2022-03-30"), Some(370_000));
    assert_eq!(maximum("2022-03-31"), Some(397_500));
}

#[test]
fn a_line_without_an_established_split_has_no_payment_and_is_told_apart() {
    let mut projet = projet_complet();
    projet.hypotheses.demarrages.clear();
    projet.signature = Some(day("2020-01-01"));
    let financement = evaluate(&projet, &cambrai(), embedded()).financement.unwrap();
    assert_eq!(financement.totaux.non_partage, 295_000);
    assert_eq!((financement.totaux.fixe, financement.totaux.maximum), (75_000, 370_000));
    assert!(financement.echeancier.iter().all(|v| v.poste == Poste::Fonctionnement));
}

#[test]
fn what_is_supposed_reached_changes_the_variable_part_alone() {
    let mut projet = projet_complet();
    let mut montants = |atteinte: u8| {
        projet.hypotheses.atteinte_variable = Pourcent::new(atteinte);
        let f = evaluate(&projet, &cambrai(), embedded()).financement.unwrap();
        let (variable, autres): (Vec<_>, Vec<_>) =
            f.echeancier.iter().partition(|v| v.nature == Nature::Variable);
        let sum = |v: Vec<&cpts_core::Versement>| v.iter().map(|v| v.montant).sum::<u32>();
        (sum(variable), sum(autres))
    };
    assert_eq!(montants(0), (0, 386_250));
    assert_eq!(montants(100), (32_500, 386_250));
}

#[test]
fn starts_follow_the_delays_of_the_rules() {
    let signature = day("2027-04-01");
    let limite = |mission| demarrage_limite(mission, signature, embedded().formulaire);
    assert_eq!(limite(Mission::AccesAuxSoins), Some(day("2027-10-01")));
    assert_eq!(limite(Mission::Parcours), Some(day("2028-04-01")));
    assert_eq!(limite(Mission::Qualite), None);
    assert_eq!(demarrage_par_defaut(Mission::Qualite, signature, embedded().formulaire), day("2028-04-01"));
}

#[test]
fn the_last_balances_are_paid_when_the_contract_ends_and_no_advance_after() {
    let projet = projet_complet();
    let signature = day("2027-04-01");
    let lignes = evaluate(&projet, &cambrai(), embedded()).financement.unwrap().lignes;
    let tout = echeancier(&lignes, signature, &projet.hypotheses, embedded(), 72);
    let fin = day("2032-04-01");
    assert!(tout.iter().filter(|v| v.date > fin).all(|v| v.nature == Nature::Variable));
    assert!(tout.iter().filter(|v| v.date == fin).all(|v| v.nature == Nature::Solde));
    let fonctionnement: u32 =
        tout.iter().filter(|v| v.poste == Poste::Fonctionnement).map(|v| v.montant).sum();
    assert_eq!(fonctionnement, 5 * 75_000);
    assert_eq!(tout.last().unwrap().date, day("2032-06-01"));
}

#[test]
fn without_a_signature_there_are_amounts_and_no_payment() {
    let financement = evaluate(&Projet::default(), &cambrai(), embedded()).financement.unwrap();
    assert_eq!(financement.totaux.maximum, 347_500, "fonctionnement and the four socles");
    assert!(financement.echeancier.is_empty());
}

#[test]
fn no_mission_at_all_leaves_the_fonctionnement() {
    let projet = Projet { missions: Some(Vec::new()), ..projet_complet() };
    let bilan = evaluate(&projet, &cambrai(), embedded());
    assert_eq!(bilan.financement.unwrap().totaux.maximum, 75_000);
    let bloquants = bilan.constats.iter().filter(|c| c.regle.ends_with("-obligatoire")).count();
    assert_eq!((bloquants, bilan.verdict), (4, cpts_core::Niveau::Bloquant));
}
