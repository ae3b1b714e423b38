//! The cash month by month, against figures worked out by hand, and what is always true of it.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use commun::{cambrai, commune, day, perimetre, projet_complet};
use cpts_core::{
    BUDGET_MOIS, Budget, Coordination, Indemnites, LigneBudget, Nature, Pourcent, Projet, Rythme, Tresorerie,
    evaluate, tresorerie,
};
use cpts_rules::{ReglesBudget, Rules, embedded};
use proptest::prelude::*;

fn cash(projet: &Projet) -> Tresorerie {
    let bilan = evaluate(projet, &cambrai(), embedded());
    tresorerie(projet, bilan.financement.as_ref(), embedded()).unwrap()
}

fn line(poste: &str, montant: u32, rythme: Rythme, mois: u8) -> LigneBudget {
    LigneBudget { poste: poste.into(), nom: None, montant: Some(montant), rythme: Some(rythme), mois }
}

#[test]
fn what_waits_for_an_amount_is_named_as_the_person_does() {
    let mut projet = projet_complet();
    for (nom, montant) in [("Traiteur", None), ("", None), ("Sono", Some(50))] {
        projet.hypotheses.budget.lignes.push(LigneBudget {
            poste: "autre_depense".into(),
            nom: Some(nom.into()),
            montant,
            ..LigneBudget::default()
        });
    }
    let noms = projet.hypotheses.budget.noms_a_renseigner(embedded());
    let titre = |id| embedded().budget.poste(id).unwrap().titre.to_owned();
    assert!(noms.contains(&"Traiteur".to_owned()) && noms.contains(&titre("autre_depense")));
    assert!(noms.contains(&titre("expert_comptable")) && !noms.contains(&"Sono".to_owned()));
    let ids = cash(&projet).a_renseigner;
    assert_eq!(ids.iter().filter(|id| **id == "autre_depense").count(), 1);
}

#[test]
fn a_taille_3_with_a_coordinator_is_worked_out_by_hand() {
    let cash = cash(&projet_complet());
    let mois = |n: usize| (cash.mois[n].annee, cash.mois[n].mois, cash.mois[n].entrees, cash.mois[n].solde);
    assert_eq!(cash.mois.len(), 24);
    // 53 960 € a year: 4 496 a month, 4 497 two times out of three.
    assert_eq!(mois(0), (2027, 4, 75_000, 75_000 - 4_496));
    assert_eq!(mois(4), (2027, 8, 33_750, 108_750 - 22_483));
    assert_eq!(mois(11), (2028, 3, 0, 153_750 - 53_960));
    // The anniversary, then two months later a variable part on which nobody counts.
    assert_eq!(mois(12), (2028, 4, 232_500, 153_750 - 53_960 + 232_500 - 4_496));
    assert_eq!(mois(14).2, 0);
    assert_eq!(cash.mois[23].solde, 153_750 + 232_500 - 2 * 53_960);
    assert_eq!((cash.rouge, cash.remedes.report, cash.plafonds.len()), (None, None, 0));
    assert!(cash.a_renseigner.contains(&"expert_comptable") && !cash.a_renseigner.contains(&"autre_depense"));
}

#[test]
fn the_variable_part_counts_only_when_it_is_wanted() {
    let mut projet = projet_complet();
    projet.hypotheses.budget.avec_variable = Some(true);
    let cash = cash(&projet);
    assert_eq!(
        (cash.mois[14].variable, cash.mois[14].entrees, cash.totaux.variable),
        (26_000, 26_000, 26_000)
    );
}

#[test]
fn the_first_month_in_the_red_is_named_and_what_would_change_it() {
    let petit = perimetre(vec![commune("80001", "Abbeville", Some(30_000))]);
    let mut projet = projet_complet();
    projet.missions = Some(Vec::new());
    let bilan = evaluate(&projet, &petit, embedded());
    let cash = tresorerie(&projet, bilan.financement.as_ref(), embedded()).unwrap();
    // 50 000 € at the signature, 53 960 € of coordination: the twelfth month is short by 3 960 €.
    let rouge = cash.rouge.unwrap();
    assert_eq!((rouge.premier, rouge.manque), (11, 3_960));
    assert_eq!((cash.mois[11].annee, cash.mois[11].mois), (2028, 3));
    // Then 37 500 € come, and the second year takes 53 960 € more.
    assert_eq!((rouge.pire, rouge.pire_manque), (23, 2 * 53_960 - 87_500));
    // 24 − n months cost what 87 500 € can pay: 19 months, and no month before is short.
    assert_eq!((cash.remedes.report, cash.remedes.quotite), (Some(5), Some(80)));
    for (report, tient) in [(4, false), (5, true)] {
        projet.hypotheses.budget.coordination.embauche = Some(report);
        let cash = tresorerie(&projet, bilan.financement.as_ref(), embedded()).unwrap();
        assert_eq!(cash.rouge.is_none(), tient, "{report}");
    }
    projet.hypotheses.budget.coordination = Coordination { quotite: Some(80), ..Coordination::default() };
    assert_eq!(tresorerie(&projet, bilan.financement.as_ref(), embedded()).unwrap().rouge, None);
    projet.hypotheses.budget.coordination.quotite = Some(85);
    assert!(tresorerie(&projet, bilan.financement.as_ref(), embedded()).unwrap().rouge.is_some());
}

#[test]
fn nothing_is_proposed_where_nothing_helps() {
    let mut projet = projet_complet();
    projet.hypotheses.budget.lignes = vec![line("locaux", 500_000, Rythme::Unique, 0)];
    let cash = cash(&projet);
    assert_eq!(cash.rouge.unwrap().premier, 0);
    assert_eq!((cash.remedes.report, cash.remedes.quotite), (None, None));
}

#[test]
fn a_person_is_paid_no_more_than_the_ceiling_of_the_year() {
    let mut projet = projet_complet();
    projet.hypotheses.budget.coordination.quotite = Some(0);
    // 100 hours at 60 €: 6 000 € a month, 54 000 € from April to December 2027.
    projet.hypotheses.budget.indemnites =
        Indemnites { personnes: Some(2), heures: Some(100), taux: Some(60) };
    let cash = cash(&projet);
    let plafonds: Vec<_> = cash.plafonds.iter().map(|p| (p.annee, p.par_personne, p.atteint)).collect();
    assert_eq!(plafonds, [(2027, 48_060, true), (2028, 48_060, true), (2029, 18_000, false)]);
    // The ceiling of 2027 is not published: that of 2026 stands for it.
    assert_eq!(cash.plafonds[0].publie_pour, Some(2026));
    assert_eq!(cash.totaux.indemnites, 2 * (48_060 * 2 + 18_000));
    // What is left of the ceiling in December, and the whole again in January.
    assert_eq!((cash.mois[8].sorties, cash.mois[9].sorties), (2 * 60, 2 * 6_000));
}

#[test]
fn a_line_comes_back_as_it_says() {
    let mut projet = projet_complet();
    projet.hypotheses.budget.coordination.quotite = Some(0);
    projet.hypotheses.budget.lignes = vec![
        line("informatique", 100, Rythme::Mois, 3),
        line("assurance", 600, Rythme::An, 2),
        line("amorcage", 9_000, Rythme::Unique, 0),
        line("cotisations", 500, Rythme::An, 14),
    ];
    let cash = cash(&projet);
    assert_eq!((cash.totaux.depenses, cash.totaux.recettes), (21 * 100 + 2 * 600, 9_500));
    assert_eq!([0, 2, 3, 14].map(|n| cash.mois[n].sorties), [0, 600, 100, 700]);
    assert!(!cash.a_renseigner.contains(&"assurance"));
    assert_eq!(cash.totaux.coordination, 0);
}

#[test]
fn without_a_signature_or_an_amount_there_is_no_cash() {
    let mut projet = projet_complet();
    let bilan = evaluate(&projet, &cambrai(), embedded());
    assert_eq!(tresorerie(&projet, None, embedded()), None);
    projet.signature = None;
    assert_eq!(tresorerie(&projet, bilan.financement.as_ref(), embedded()), None);
}

#[test]
fn a_site_may_say_to_count_on_the_variable_part_and_give_amounts() {
    let mut postes = embedded().budget.postes.to_vec();
    postes.iter_mut().find(|p| p.id == "assurance").unwrap().montant = Some(700);
    let budget = Box::leak(Box::new(ReglesBudget {
        variable: cpts_rules::ChoixVariable { compte: true, ..embedded().budget.variable },
        postes: postes.leak(),
        ..*embedded().budget
    }));
    let rules: &'static Rules = Box::leak(Box::new(Rules { budget, ..*embedded() }));
    let bilan = evaluate(&projet_complet(), &cambrai(), rules);
    let cash = tresorerie(&projet_complet(), bilan.financement.as_ref(), rules).unwrap();
    assert_eq!((cash.totaux.depenses, cash.totaux.variable), (1_400, 26_000));
    assert!(!cash.a_renseigner.contains(&"assurance"));
}

prop_compose! {
    fn budgets()(
        brut in prop::option::of(any::<u32>()),
        charges in prop::option::of(0_u8..=100),
        quotite in prop::option::of(any::<u16>()),
        embauche in prop::option::of(any::<u8>()),
        (personnes, heures, taux) in (
            prop::option::of(any::<u16>()), prop::option::of(any::<u16>()), prop::option::of(any::<u16>()),
        ),
        lignes in prop::collection::vec(
            (0_usize..13, prop::option::of(any::<u32>()), 0_usize..4, any::<u8>()), 0..6,
        ),
        avec_variable in prop::option::of(any::<bool>()),
    ) -> Budget {
        let postes = embedded().budget.postes;
        Budget {
            coordination: Coordination { brut, charges: charges.and_then(Pourcent::new), quotite, embauche },
            indemnites: Indemnites { personnes, heures, taux },
            lignes: lignes.into_iter().map(|(poste, montant, rythme, mois)| LigneBudget {
                poste: postes.get(poste).map_or("inconnu", |p| p.id).into(),
                nom: None,
                montant,
                rythme: Rythme::TOUS.get(rythme).copied(),
                mois,
            }).collect(),
            avec_variable,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn sums_are_exact_and_no_month_is_lost(budget in budgets(), jour in 1_u8..=31, mois in 1_u8..=12) {
        let mut projet = projet_complet();
        projet.hypotheses.demarrages = Default::default();
        projet.signature = cpts_codes::Date::new(2027, mois, jour).or(Some(day("2028-02-29")));
        projet.hypotheses.budget = budget;
        let signature = projet.signature.unwrap();
        let bilan = evaluate(&projet, &cambrai(), embedded());
        let financement = bilan.financement.as_ref().unwrap();
        let cash = tresorerie(&projet, Some(financement), embedded()).unwrap();

        // Twenty-four months of the calendar, in order, from that of the signature.
        prop_assert_eq!(cash.mois.len(), usize::from(BUDGET_MOIS));
        for (n, m) in cash.mois.iter().enumerate() {
            let premier = cpts_codes::Date::new(signature.annee(), signature.mois(), 1).unwrap();
            let ici = premier.plus_months(n as u16);
            prop_assert_eq!((m.annee, m.mois), (ici.annee(), ici.mois()));
        }
        // Each balance is the one before, plus what comes in, minus what goes out.
        let mut solde = 0;
        for m in &cash.mois {
            solde += m.entrees - m.sorties;
            prop_assert_eq!(m.solde, solde);
            prop_assert!(0 <= m.variable && m.variable <= m.entrees && m.sorties >= 0);
        }
        // The totals are those of the months, and those of the échéancier of these months.
        let t = cash.totaux;
        prop_assert_eq!(cash.mois.iter().map(|m| m.entrees).sum::<i64>(), t.aci + t.variable + t.recettes);
        prop_assert_eq!(cash.mois.iter().map(|m| m.sorties).sum::<i64>(), t.coordination + t.indemnites + t.depenses);
        prop_assert_eq!(cash.mois.iter().map(|m| m.variable).sum::<i64>(), t.variable);
        let premier = cpts_codes::Date::new(signature.annee(), signature.mois(), 1).unwrap();
        let dans = financement.echeancier.iter().filter(|v| v.date < premier.plus_months(24));
        let fixe: i64 = dans.filter(|v| v.nature != Nature::Variable).map(|v| i64::from(v.montant)).sum();
        prop_assert_eq!(t.aci, fixe);
        // The month in the red is the first one below zero.
        prop_assert_eq!(
            cash.rouge.map(|r| (usize::from(r.premier), r.manque)),
            cash.mois.iter().position(|m| m.solde < 0).map(|n| (n, -cash.mois[n].solde))
        );
        if let Some(rouge) = cash.rouge {
            prop_assert_eq!(rouge.pire_manque, -cash.mois.iter().map(|m| m.solde).min().unwrap());
            prop_assert_eq!(usize::from(rouge.mois), cash.mois.iter().filter(|m| m.solde < 0).count());
        }
        // A remedy is one.
        let mut essai = projet.clone();
        let retenu = projet.hypotheses.budget.retenu(signature, embedded());
        if let Some(report) = cash.remedes.report {
            essai.hypotheses.budget.coordination.embauche = Some(retenu.embauche + report);
            prop_assert_eq!(tresorerie(&essai, Some(financement), embedded()).unwrap().rouge_au_plus_bas, None);
            essai.hypotheses.budget.coordination.embauche = Some(retenu.embauche + report - 1);
            prop_assert!(tresorerie(&essai, Some(financement), embedded()).unwrap().rouge_au_plus_bas.is_some());
        }
        if let Some(quotite) = cash.remedes.quotite {
            prop_assert!(quotite < retenu.quotite);
            let mut essai = projet.clone();
            essai.hypotheses.budget.coordination.quotite = Some(quotite);
            prop_assert_eq!(tresorerie(&essai, Some(financement), embedded()).unwrap().rouge_au_plus_bas, None);
        }
        for plafond in &cash.plafonds {
            prop_assert!(plafond.montant.is_none_or(|max| plafond.par_personne <= max));
        }
    }

    #[test]
    fn twelve_months_in_a_row_make_the_year(brut in 0_u32..2_000_000, quotite in 0_u16..500, embauche in 0_u8..12) {
        let mut projet = projet_complet();
        projet.hypotheses.budget.coordination =
            Coordination { brut: Some(brut), charges: None, quotite: Some(quotite), embauche: Some(embauche) };
        let cout = projet.hypotheses.budget.retenu(day("2027-04-01"), embedded()).cout();
        let cash = cash(&projet);
        let debut = usize::from(embauche);
        let douze: i64 = cash.mois[debut..debut + 12].iter().map(|m| m.sorties).sum();
        prop_assert_eq!(douze, i64::from(cout));
        prop_assert!(cash.mois[..debut].iter().all(|m| m.sorties == 0));
    }
}
