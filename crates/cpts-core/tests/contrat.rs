//! A contract that runs, seen from a day: payments worked out by hand, what is told of it, and
//! what holds for any signature and any day.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use commun::{cambrai, commune, day, perimetre, projet_complet};
use cpts_codes::Date;
use cpts_core::{
    Bilan, CommuneCouverte, Constat, CouverturePerimetre, Entre, Mission, Nature, Perimetre, Poste, Projet,
    Situation, Statut, StatutCpts, echeancier_of, evaluate, tresorerie,
};
use cpts_rules::{Niveau, Rules, embedded};
use proptest::prelude::*;

/// Everything answered, under a contract of this day, looked at from that one.
fn contrat(signature: &str, vue_le: &str) -> Projet {
    let mut projet = projet_complet();
    projet.situation = Situation::Existante;
    projet.signature = Some(day(signature));
    projet.vue_le = Some(day(vue_le));
    projet.hypotheses.demarrages.clear();
    projet
}

fn taille_2() -> Perimetre {
    perimetre(vec![commune("59122", "Cambrai", Some(60_000))])
}

fn bilan(projet: &Projet) -> Bilan {
    evaluate(projet, &cambrai(), embedded())
}

/// The amounts of one day and one nature, in the order of the items.
fn paid(bilan: &Bilan, date: &str, nature: Nature) -> Vec<u32> {
    let echeancier = &bilan.financement.as_ref().unwrap().echeancier;
    echeancier.iter().filter(|v| v.date == day(date) && v.nature == nature).map(|v| v.montant).collect()
}

fn finding<'a>(bilan: &'a Bilan, regle: &str) -> Option<&'a Constat> {
    bilan.constats.iter().find(|c| c.regle == regle)
}

/// Taille 3, signed in 2021 under the first ACI, ended on 12/03/2026: everything that comes is of a
/// renewal that is supposed, with the amounts of avenant 2.
#[test]
fn a_contract_of_2021_is_paid_on_its_anniversaries_with_the_amounts_of_today() {
    let bilan = bilan(&contrat("2021-03-12", "2026-12-01"));
    let dates: Vec<String> = {
        let mut dates: Vec<Date> =
            bilan.financement.as_ref().unwrap().echeancier.iter().map(|v| v.date).collect();
        dates.dedup();
        dates.iter().map(ToString::to_string).collect()
    };
    assert_eq!(dates, ["2027-03-12", "2027-05-12", "2028-03-12", "2028-05-12"]);
    for annee in ["2027", "2028"] {
        // 75 % of 75 000, 90 000, 45 000, 17 500, 22 500, 15 000 and 10 000, then what is left.
        let (anniversaire, revue) = (format!("{annee}-03-12"), format!("{annee}-05-12"));
        assert_eq!(
            paid(&bilan, &anniversaire, Nature::Avance),
            [56_250, 67_500, 33_750, 13_125, 16_875, 11_250, 7_500]
        );
        assert_eq!(
            paid(&bilan, &anniversaire, Nature::Solde),
            [18_750, 22_500, 11_250, 4_375, 5_625, 3_750, 2_500]
        );
        // 80 % of 35 000, 45 000, 17 500, 15 000 and 10 000; the crisis mission has no variable part.
        assert_eq!(paid(&bilan, &revue, Nature::Variable), [28_000, 36_000, 14_000, 12_000, 8_000]);
    }
    let financement = bilan.financement.as_ref().unwrap();
    assert!(financement.echeancier.iter().all(|v| v.statut >= Statut::Estime), "all of it is supposed");
    // 275 000 of fixed parts and 98 000 of variable ones, twice.
    let annees: Vec<(String, u32)> =
        financement.annees(day("2026-12-01")).iter().map(|a| (a.debut.to_string(), a.montant)).collect();
    assert_eq!(annees, [("2026-12-01".to_owned(), 373_000), ("2027-12-01".to_owned(), 373_000)]);
    assert_eq!(bilan.versements_premiere_annee(), Some(373_000));

    let contrat = bilan.contrat.as_ref().unwrap();
    assert_eq!((contrat.signature, contrat.vue_le), (day("2021-03-12"), Some(day("2026-12-01"))));
    assert_eq!(contrat.annee, Some(6));
    assert_eq!(contrat.dernier_anniversaire, Some(day("2026-03-12")));
    assert_eq!(contrat.prochain_anniversaire, Some(day("2027-03-12")));
    assert_eq!((contrat.renouvele_le, contrat.fin), (Some(day("2026-03-12")), day("2031-03-12")));
    assert_eq!((contrat.statut_renouvellement, contrat.statut), (Some(Statut::Estime), Statut::Estime));
    assert_eq!(contrat.texte_signature.unwrap().id, "aci-2019");
    assert_eq!(contrat.texte.unwrap().id, "aci-2022-avenant-2");
    assert_eq!(bilan.regles.texte, Some("aci-2022-avenant-2"));
    assert_eq!(
        contrat.faits(embedded()).join(" ").replace('\u{a0}', " "),
        "Contrat signé le 12 mars 2021. 6e année, prochain anniversaire le 12 mars 2027. \
         Supposé renouvelé le 12 mars 2026, jusqu’au 12 mars 2031 (estimé)."
    );
}

/// Taille 2, signed in 2023 under the text in force: its fifth year ends within what is shown.
#[test]
fn a_contract_of_2023_goes_on_beyond_its_end_as_a_supposition() {
    let projet = contrat("2023-11-23", "2026-12-01");
    let bilan = evaluate(&projet, &taille_2(), embedded());
    let financement = bilan.financement.as_ref().unwrap();
    let ligne = |poste: Poste| financement.lignes.iter().find(|l| l.poste == poste).unwrap();
    let of = |date: &str, poste: Poste| -> Vec<(Nature, u32, Statut)> {
        let ici = financement.echeancier.iter().filter(|v| v.date == day(date) && v.poste == poste);
        ici.map(|v| (v.nature, v.montant, v.statut)).collect()
    };
    let poste = Poste::Fonctionnement;
    assert_eq!(
        of("2027-11-23", poste),
        [(Nature::Avance, 45_000, Statut::Calcule), (Nature::Solde, 15_000, Statut::Calcule)]
    );
    // The last rest is of the contract; the advance beside it is of its renewal.
    assert_eq!(
        of("2028-11-23", poste),
        [(Nature::Avance, 45_000, Statut::Estime), (Nature::Solde, 15_000, Statut::Calcule)]
    );
    // The variable part of the year that ended eight days before one looks is still to come.
    let parcours = ligne(Poste::Parcours);
    let variable = (parcours.variable.unwrap() * 80 + 50) / 100;
    for date in ["2027-01-23", "2028-01-23"] {
        let ici = of(date, Poste::Parcours);
        assert_eq!(ici.iter().map(|v| (v.0, v.1)).collect::<Vec<_>>(), [(Nature::Variable, variable)]);
    }
    assert!(financement.echeancier.iter().all(|v| v.nature != Nature::Signature), "no second signature");
    assert!(finding(&bilan, "fin-de-contrat").unwrap().titre.contains("23\u{a0}novembre 2028"));
    let contrat = bilan.contrat.as_ref().unwrap();
    assert_eq!((contrat.annee, contrat.fin), (Some(4), day("2028-11-23")));
    assert_eq!((contrat.renouvele_le, contrat.statut_renouvellement), (None, None));
    assert!(!contrat.est_remplace() && contrat.changements.is_empty());
}

#[test]
fn what_an_avenant_changed_is_told_item_by_item() {
    let bilan = bilan(&contrat("2021-03-12", "2026-12-01"));
    let changements = &bilan.contrat.as_ref().unwrap().changements;
    let of = |poste: Poste| changements.iter().find(|c| c.poste == poste);
    let acces = of(Poste::AccesAuxSoins).unwrap();
    assert_eq!((acces.avant, acces.apres), (Some(120_000), Some(125_000)));
    assert_eq!((acces.statut_avant, acces.statut_apres), (Some(Statut::Calcule), Some(Statut::Contrat)));
    let crise = of(Poste::CriseSanitaire).unwrap();
    assert_eq!((crise.avant, crise.statut_avant, crise.apres), (None, None, Some(22_500)));
    assert!(crise.delai_avant.is_none() && crise.delai_apres.unwrap().contains("6 mois"));
    assert_eq!(of(Poste::Fonctionnement), None, "the same before and after");
    // In Taille 2 the amounts are not proved: both columns have their bounds.
    let taille_2 = evaluate(&contrat("2021-03-12", "2026-12-01"), &taille_2(), embedded());
    let acces = taille_2.contrat.unwrap().changements[0];
    assert_eq!((acces.poste, acces.avant, acces.apres), (Poste::AccesAuxSoins, Some(92_000), Some(100_000)));
    assert_eq!(acces.apres_entre, Some(Entre { min: 100_000, max: 105_000 }));
    let remplace = finding(&bilan, "contrat").unwrap();
    assert_eq!(remplace.niveau, Niveau::Vigilance);
    assert!(remplace.explication.contains("ACI de 2019") && remplace.action.contains("CPAM"));
}

/// A year of the contract that ran under the text before has a balance that nobody can compute.
#[test]
fn under_another_text_than_that_of_its_signature_nothing_is_better_than_estimated() {
    let vus = |vue_le: &str| {
        let bilan = bilan(&contrat("2021-03-12", vue_le));
        let echeancier = bilan.financement.unwrap().echeancier;
        echeancier.iter().map(|v| v.statut).min().unwrap()
    };
    assert_eq!(vus("2022-04-01"), Statut::Estime);
    assert_eq!(vus("2022-03-30"), Statut::Calcule, "the eve of the avenant");
}

#[test]
fn a_mission_that_came_after_the_signature_has_its_delay_from_then_on() {
    // 31/03/2022 and six months: 30/09/2022, with 75 % of the 45 000 of the year of the plan.
    let bilan = bilan(&contrat("2021-03-12", "2022-04-01"));
    let crise: Vec<_> = bilan
        .financement
        .as_ref()
        .unwrap()
        .echeancier
        .iter()
        .filter(|v| v.poste == Poste::CriseSanitaire && v.nature == Nature::Plan)
        .map(|v| (v.date.to_string(), v.montant, v.statut))
        .collect();
    assert_eq!(crise, [("2022-09-30".to_owned(), 33_750, Statut::Estime)]);
    let constats: Vec<_> = bilan.constats.iter().filter(|c| c.regle == "missions-en-cours").collect();
    assert!(constats.iter().any(|c| c.titre.contains("crise") || c.titre.contains("Crise")), "{constats:?}");
    assert!(constats.iter().any(|c| c.niveau == Niveau::Conforme));
}

#[test]
fn founding_is_not_told_to_those_who_have_signed() {
    let founded = |bilan: &Bilan| {
        let regles = ["initiative", "association", "pertinence", "signature"];
        regles.iter().filter(|regle| finding(bilan, regle).is_some()).count()
    };
    let nouveau = bilan(&projet_complet());
    assert_eq!(founded(&nouveau), 4);
    assert!(nouveau.contrat.is_none() && finding(&nouveau, "contrat").is_none());
    let mut projet = contrat("2023-11-23", "2026-12-01");
    projet.initiateur = None;
    let existant = bilan(&projet);
    assert_eq!(founded(&existant), 0);
    let etapes = |b: &Bilan| b.etapes.iter().map(|e| e.id).collect::<Vec<_>>();
    assert_eq!(etapes(&existant), ["suivi", "evolution_territoire", "renouvellement"]);
    assert!(etapes(&nouveau).contains(&"lettre_intention") && !etapes(&nouveau).contains(&"renouvellement"));
    let remplace = bilan(&contrat("2021-03-12", "2026-12-01"));
    assert_eq!(etapes(&remplace)[0], "annexe_a_jour");
}

#[test]
fn a_commune_in_the_file_of_cpts_may_be_in_this_very_one() {
    let covered = |situation: Situation| {
        let mut ici = cambrai();
        ici.couverture = Some(CouverturePerimetre {
            source: "ARS".to_owned(),
            produite_le: None,
            cpts: vec!["CPTS du Cambrésis".to_owned()],
            communes: vec![CommuneCouverte {
                code: "59122".parse().unwrap(),
                cpts: 0,
                statut: StatutCpts::AciSignee,
                date: None,
                partielle: false,
            }],
            non_verifiees: Vec::new(),
        });
        let mut projet = contrat("2023-11-23", "2026-12-01");
        projet.situation = situation;
        evaluate(&projet, &ici, embedded())
    };
    let existant = covered(Situation::Existante);
    assert!(finding(&existant, "couverture").is_none());
    let sienne = finding(&existant, "couverture-du-contrat").unwrap();
    assert_eq!(sienne.niveau, Niveau::Vigilance);
    assert!(sienne.explication.contains("CPTS du Cambrésis") && sienne.action.contains("la vôtre"));
    assert_eq!(finding(&covered(Situation::Nouvelle), "couverture").unwrap().niveau, Niveau::Bloquant);
}

#[test]
fn without_a_day_the_last_text_applies_and_nothing_has_a_date() {
    let mut projet = contrat("2021-03-12", "2026-12-01");
    projet.vue_le = None;
    let sans_jour = bilan(&projet);
    assert!(sans_jour.financement.as_ref().unwrap().echeancier.is_empty());
    assert_eq!(sans_jour.versements_premiere_annee(), None);
    assert_eq!(sans_jour.regles.texte, Some("aci-2022-avenant-2"));
    assert!(sans_jour.constats.iter().any(|c| c.titre.contains("à partir de quel jour")));
    let vu = sans_jour.contrat.unwrap();
    assert_eq!((vu.annee, vu.prochain_anniversaire, vu.fin), (None, None, day("2026-03-12")));
    assert!(!vu.changements.is_empty());

    projet.look_from(day("2026-12-01"));
    assert_eq!(projet, contrat("2021-03-12", "2026-12-01"));
    projet.look_from(day("2027-01-01"));
    assert_eq!(projet.vue_le, Some(day("2026-12-01")), "what was said stays");
    projet.forget_day(day("2026-12-02"));
    assert_eq!(projet.vue_le, Some(day("2026-12-01")));
    projet.forget_day(day("2026-12-01"));
    assert_eq!(projet.vue_le, None);
    let mut nouveau = projet_complet();
    nouveau.look_from(day("2026-12-01"));
    assert_eq!(nouveau, projet_complet());

    projet.signature = None;
    let sans_signature = bilan(&projet);
    assert!(sans_signature.contrat.is_none());
    assert_eq!(finding(&sans_signature, "contrat").map(|c| c.niveau), Some(Niveau::Inconnu));
}

#[test]
fn a_day_that_cannot_be_is_refused_with_its_remedy() {
    let refus = |changer: fn(&mut Projet)| {
        let mut projet = contrat("2021-03-12", "2026-12-01");
        changer(&mut projet);
        projet.verifier(embedded()).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(refus(|_| ()).is_empty());
    assert!(refus(|p| p.vue_le = None).is_empty());
    assert!(refus(|p| p.signature = None).is_empty());
    assert_eq!(
        refus(|p| p.situation = Situation::Nouvelle),
        ["vue_le : un jour d'où regarder, pour une CPTS qui n'a pas signé ; \
          retirez « vue_le », ou écrivez \"situation\": \"existante\""]
    );
    assert_eq!(
        refus(|p| p.vue_le = Some(day("2021-03-11"))),
        ["vue_le : 2021-03-11 précède la signature du contrat en cours ; \
          écrivez une date à partir du 2021-03-12, ou corrigez « signature »"]
    );
    assert_eq!(
        refus(|p| p.signature = Some(day("2027-01-01"))),
        ["vue_le : 2026-12-01 précède la signature du contrat en cours ; \
          écrivez une date à partir du 2027-01-01, ou corrigez « signature »"]
    );
    assert_eq!(refus(|p| p.vue_le = Some(day("2150-01-01"))).len(), 1);
    // Until the end of the renewal that is supposed, not of the contract that was signed.
    let start = |date: &'static str| {
        move |p: &mut Projet| {
            p.hypotheses.demarrages.insert(Mission::Qualite, day(date));
        }
    };
    let refus = |changer: &dyn Fn(&mut Projet)| {
        let mut projet = contrat("2021-03-12", "2026-12-01");
        changer(&mut projet);
        projet.verifier(embedded()).len()
    };
    assert_eq!(refus(&start("2031-03-11")), 0);
    assert_eq!(refus(&start("2031-03-12")), 1);
    assert_eq!(refus(&start("2021-03-11")), 1);
}

#[test]
fn a_signature_that_is_to_come_has_no_calendar_and_is_told() {
    let bilan = bilan(&contrat("2027-03-12", "2026-12-01"));
    assert!(bilan.financement.as_ref().unwrap().echeancier.is_empty());
    assert_eq!(finding(&bilan, "contrat").unwrap().niveau, Niveau::ALever);
    assert_eq!(bilan.contrat.unwrap().vue_le, None);
}

#[test]
fn the_cash_begins_in_the_month_from_which_one_looks_with_the_post_in_place() {
    let projet = contrat("2021-03-12", "2026-12-15");
    let cash = tresorerie(&projet, bilan(&projet).financement.as_ref(), embedded()).unwrap();
    let mois = |n: usize| (cash.mois[n].annee, cash.mois[n].mois, cash.mois[n].entrees, cash.mois[n].solde);
    // What is in the bank is not known: the first months are in the red for want of it.
    assert_eq!(mois(0), (2026, 12, 0, -4_496));
    // 206 250 of advances and 68 750 of rests on 12/03/2027.
    assert_eq!(mois(3), (2027, 3, 275_000, 275_000 - 17_986));
    assert_eq!(cash.totaux.aci, 550_000);
    assert_eq!(projet.budget_retenu(embedded()).embauche, 0);
}

/// Rules that a site wrote before contracts that run were told of.
#[test]
fn under_older_rules_of_a_site_the_words_are_those_of_the_program() {
    let rules: &'static Rules = {
        let mut rules = *embedded();
        let mut issues = rules.issues.to_vec();
        for issue in &mut issues {
            if cpts_rules::AJOUTES.contains(&issue.regle) {
                (issue.titre, issue.explication, issue.action) = ("", "", "");
            }
        }
        let mut procedure = rules.procedure.to_vec();
        procedure.retain(|etape| etape.pour != Some(Situation::Existante));
        for etape in &mut procedure {
            etape.pour = None;
        }
        rules.issues = issues.leak();
        rules.procedure = procedure.leak();
        Box::leak(Box::new(rules))
    };
    let projet = contrat("2021-03-12", "2026-12-01");
    let (ancien, nouveau) = (evaluate(&projet, &cambrai(), rules), bilan(&projet));
    assert_eq!(ancien.constats, nouveau.constats);
    assert_eq!(ancien.etapes, nouveau.etapes);
}

fn any_day() -> impl Strategy<Value = Date> {
    (2019_u16..2061, 1_u8..13, 1_u8..32).prop_filter_map("not a day", |(a, m, j)| Date::new(a, m, j))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nothing_is_paid_before_one_looks_nor_beyond_24_months(signature in any_day(), vue_le in any_day()) {
        let mut projet = contrat("2021-03-12", "2026-12-01");
        (projet.signature, projet.vue_le) = (Some(signature), Some(vue_le));
        let bilan = bilan(&projet);
        let financement = bilan.financement.as_ref();
        let versements = financement.map_or(&[][..], |f| &f.echeancier);
        prop_assert!(versements.iter().all(|v| v.date >= vue_le && v.date < vue_le.plus_months(24)));
        prop_assert!(versements.is_sorted_by_key(|v| (v.date, v.poste, v.nature)));
        if signature > vue_le {
            prop_assert!(versements.is_empty());
        } else if let Some(f) = financement {
            // An anniversary or a signature comes every year, and brings the fonctionnement.
            let annees = f.annees(vue_le);
            prop_assert_eq!(annees.len(), 2);
            prop_assert!(annees.iter().all(|a| a.montant > 0));
            prop_assert_eq!(annees.iter().map(|a| a.montant).sum::<u32>(), versements.iter().map(|v| v.montant).sum::<u32>());
            prop_assert_eq!(bilan.versements_premiere_annee(), Some(annees[0].montant));
        }
        if let Some(contrat) = &bilan.contrat
            && let (Some(annee), Some(prochain)) = (contrat.annee, contrat.prochain_anniversaire)
        {
            prop_assert!(prochain > vue_le && contrat.fin > vue_le && contrat.fin >= prochain);
            prop_assert!(contrat.dernier_anniversaire.is_none_or(|d| d <= vue_le && d > signature));
            prop_assert_eq!(contrat.dernier_anniversaire.is_none(), annee == 1);
            prop_assert_eq!(contrat.renouvele_le.is_some(), vue_le >= signature.plus_months(60));
            prop_assert!(contrat.renouvele_le.is_none_or(|d| d <= vue_le));
        }
    }

    /// Looked at from its start, a contract gives each year its whole fonctionnement, were it renewed.
    #[test]
    fn each_year_of_the_contract_has_its_fonctionnement(signature in any_day()) {
        prop_assume!(signature >= day("2022-03-31"));
        let mut projet = contrat("2021-03-12", "2026-12-01");
        (projet.signature, projet.vue_le) = (Some(signature), Some(signature));
        let financement = bilan(&projet).financement.unwrap();
        let tout = echeancier_of(&projet, &financement.lignes, embedded(), 12 * 9 + 1);
        let montant = financement.lignes[0].fixe.unwrap();
        for annee in 0..8_u16 {
            let (debut, fin) = (signature.plus_months(annee * 12), signature.plus_months(annee * 12 + 12));
            let du: u32 = tout
                .iter()
                .filter(|v| v.poste == Poste::Fonctionnement)
                .filter(|v| match v.nature {
                    Nature::Solde => v.date == fin,
                    _ => v.date == debut,
                })
                .map(|v| v.montant)
                .sum();
            prop_assert_eq!(du, montant, "year {}", annee);
        }
    }

    #[test]
    fn seen_from_its_signature_a_contract_is_paid_as_a_new_one(
        signature in any_day(), demarrages in prop::collection::btree_map(prop::sample::select(Mission::TOUS), 0_u16..50, 0..4),
    ) {
        let mut existant = contrat("2021-03-12", "2026-12-01");
        (existant.signature, existant.vue_le) = (Some(signature), Some(signature));
        existant.hypotheses.demarrages =
            demarrages.into_iter().map(|(mission, mois)| (mission, signature.plus_months(mois))).collect();
        let mut nouveau = existant.clone();
        (nouveau.situation, nouveau.vue_le) = (Situation::Nouvelle, None);
        let (existant, nouveau) = (bilan(&existant).financement, bilan(&nouveau).financement);
        prop_assert_eq!(existant.as_ref().map(|f| &f.echeancier), nouveau.as_ref().map(|f| &f.echeancier));
        prop_assert_eq!(existant.map(|f| f.totaux), nouveau.map(|f| f.totaux));
    }

    /// A day later, what was paid on the day before is gone and nothing else has changed.
    #[test]
    fn what_is_past_is_no_more(signature in any_day(), mois in 0_u16..120) {
        prop_assume!(signature >= day("2022-03-31"));
        let mut projet = contrat("2021-03-12", "2026-12-01");
        let vue_le = signature.plus_months(mois);
        let plus_tard = vue_le.plus_months(5);
        let mut versements = |jour: Date| {
            (projet.signature, projet.vue_le) = (Some(signature), Some(jour));
            bilan(&projet).financement.unwrap().echeancier
        };
        let (avant, apres) = (versements(vue_le), versements(plus_tard));
        let commun = |v: &&cpts_core::Versement| v.date >= plus_tard && v.date < vue_le.plus_months(24);
        prop_assert_eq!(
            avant.iter().filter(commun).collect::<Vec<_>>(),
            apres.iter().filter(commun).collect::<Vec<_>>()
        );
    }
}
