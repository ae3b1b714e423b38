//! Between what and what an amount can be: figures worked out by hand, and what holds for any
//! choice of what is not known.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use commun::{commune, day, perimetre, projet_complet};
use cpts_core::{Entre, Financement, Ligne, Mission, Poste, Projet, Statut, evaluate, tresorerie};
use cpts_rules::{TOUJOURS, Taille, embedded};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Euros: no bound of a total is finer.
const PAS: u32 = 5_000;

const HABITANTS: [u32; 4] = [30_000, 60_000, 100_000, 200_000];

fn entre(min: u32, max: u32) -> Option<Entre> {
    Some(Entre { min, max })
}

fn financement(population: u32, projet: &Projet) -> Financement {
    let perimetre = perimetre(vec![commune("59122", "Cambrai", Some(population))]);
    evaluate(projet, &perimetre, embedded()).financement.unwrap()
}

/// A project that signs in 2027, with these missions.
fn projet(missions: &[Mission]) -> Projet {
    let mut projet = projet_complet();
    projet.hypotheses.demarrages.clear();
    projet.missions = Some(missions.to_vec());
    projet
}

fn sans(laissee: Mission) -> Vec<Mission> {
    Mission::TOUS.iter().copied().filter(|m| *m != laissee).collect()
}

#[test]
fn the_total_of_a_taille_2_is_better_known_than_its_lines() {
    let tout_sauf_la_crise = financement(60_000, &projet(&sans(Mission::CriseSanitaire))).totaux;
    assert_eq!(
        (tout_sauf_la_crise.maximum, tout_sauf_la_crise.maximum_entre),
        (295_000, entre(295_000, 300_000))
    );
    let tout = financement(60_000, &projet(Mission::TOUS)).totaux;
    assert_eq!((tout.maximum, tout.maximum_entre), (312_500, entre(307_500, 322_500)));
    assert_eq!((tout.crise, tout.crise_entre), (52_500, entre(37_500, 67_500)));
    // The four missions make 135 000 together: each alone is known to 5 000.
    let quatre = [Mission::Parcours, Mission::Prevention, Mission::Qualite, Mission::Accompagnement];
    let ensemble = financement(60_000, &projet(&quatre));
    assert_eq!((ensemble.totaux.maximum, ensemble.totaux.maximum_entre), (195_000, None));
    assert_eq!(ensemble.totaux.statut_maximum, Statut::Calcule);
    assert_eq!(ensemble.totaux.statut, Statut::AConfirmer);
    // What is left out narrows what is kept: 135 less 35 to 45 for the two options.
    let socles = financement(60_000, &projet(&[Mission::Parcours, Mission::Prevention])).totaux;
    assert_eq!((socles.maximum, socles.maximum_entre), (160_000, entre(150_000, 160_000)));
}

#[test]
fn two_options_whose_sum_is_published_leave_a_total_that_is_known() {
    for (population, options, maximum) in [(30_000, 25_000, 237_500), (200_000, 70_000, 480_000)] {
        let totaux = financement(population, &projet(Mission::TOUS)).totaux;
        assert_eq!((totaux.maximum, totaux.maximum_entre), (maximum, None));
        assert_eq!((totaux.non_partage, totaux.non_partage_entre), (options, None));
        assert_eq!(totaux.statut_maximum, Statut::Calcule);
        assert_eq!(totaux.statut, Statut::AConfirmer, "the split of the lines is not known");
        // One of them alone is not.
        let seule = financement(population, &projet(&sans(Mission::Qualite))).totaux;
        assert!(seule.maximum_entre.is_some() && seule.statut_maximum == Statut::AConfirmer);
    }
}

#[test]
fn in_2019_all_the_lines_close_on_the_published_maximum() {
    let mut projet = projet(&sans(Mission::CriseSanitaire));
    projet.signature = Some(day("2020-01-01"));
    for (population, maximum) in HABITANTS.into_iter().zip([220_000, 287_000, 370_000, 450_000]) {
        let totaux = financement(population, &projet).totaux;
        assert_eq!((totaux.maximum, totaux.maximum_entre), (maximum, None));
        assert_eq!(totaux.statut_maximum, Statut::Publie);
    }
}

#[test]
fn the_year_of_the_plan_with_a_crisis_is_the_published_maximum() {
    for (population, publie) in [(30_000, 287_500), (200_000, 580_000)] {
        let f = financement(population, &projet(Mission::TOUS));
        let plan = f.lignes.iter().find_map(|l| Some(l.premiere_annee? - l.fixe?)).unwrap();
        assert_eq!(f.totaux.maximum + plan + f.totaux.crise, publie);
    }
}

/// Bounds hold their value, and none stands where the figure is proved.
fn tient(valeur: u32, bornes: Option<Entre>, statut: Statut) -> bool {
    match bornes {
        None => statut.est_etabli(),
        Some(entre) => {
            entre.min < entre.max && (entre.min..=entre.max).contains(&valeur) && !statut.est_etabli()
        }
    }
}

fn within(valeur: u32, bornes: Option<Entre>) -> bool {
    bornes.is_none_or(|entre| (entre.min..=entre.max).contains(&valeur))
}

prop_compose! {
    fn any_projet()(
        missions in subsequence(Mission::TOUS.to_vec(), 0..=Mission::TOUS.len()),
        signature in select(vec!["2019-09-01", "2021-06-30", "2022-03-31", "2026-01-31", "2028-02-29"]),
        mois in 0_u16..59,
    ) -> Projet {
        let mut projet = projet(&missions);
        let jour = day(signature);
        projet.signature = Some(jour);
        projet.hypotheses.demarrages = missions.iter().map(|m| (*m, jour.plus_months(mois))).collect();
        projet
    }
}

/// A choice of what is not known: how many steps each line stands above its least.
fn any_choix() -> impl Strategy<Value = [u32; 7]> {
    [0_u32..=4, 0_u32..=4, 0_u32..=4, 0_u32..=4, 0_u32..=4, 0_u32..=4, 0_u32..=4]
}

/// The totals of all the lines of a tier, so chosen; `None` where a published total forbids it.
fn totaux_choisis(choix: [u32; 7], taille: Taille, date: cpts_codes::Date) -> Option<[Option<u32>; 7]> {
    let rules = embedded();
    let mut totaux = [None; 7];
    for poste in Poste::TOUS {
        let montant = rules.valeur_at(*poste, date).and_then(|v| v.par_taille[taille as usize]);
        totaux[*poste as usize] = montant.map(|m| {
            let e = Entre::of(m.total, m.total_entre);
            e.min + (choix[*poste as usize] * PAS).min(e.max - e.min)
        });
    }
    let admis = rules.sommes_at(taille, date).all(|somme| {
        let total: u32 = somme.postes.iter().filter_map(|p| totaux[*p as usize]).sum();
        within(total, Some(Entre::of(somme.montant, somme.entre)))
    });
    admis.then_some(totaux)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn each_amount_stands_within_its_bounds(projet in any_projet(), population in select(HABITANTS.to_vec())) {
        let f = financement(population, &projet);
        for l in &f.lignes {
            prop_assert!(tient(l.total, l.total_entre, l.statut_total), "{l:?}");
            for (part, bornes) in [(l.fixe, l.fixe_entre), (l.variable, l.variable_entre)] {
                // A part of nothing is known to be nothing.
                prop_assert!(part.is_none_or(|p| p == 0 || tient(p, bornes, l.statut)), "{l:?}");
            }
            prop_assert!(tient(l.conditionnel, l.conditionnel_entre, l.statut_conditionnel.unwrap_or(Statut::Publie)));
            prop_assert!(tient(
                l.premiere_annee.unwrap_or(0), l.premiere_annee_entre, l.statut_premiere_annee.unwrap_or(Statut::Publie)
            ));
        }
        let t = &f.totaux;
        prop_assert!(tient(t.maximum, t.maximum_entre, t.statut_maximum), "{t:?}");
        for (somme, bornes) in [
            (t.fixe, t.fixe_entre), (t.variable, t.variable_entre), (t.crise, t.crise_entre), (t.non_partage, t.non_partage_entre),
        ] {
            prop_assert!(within(somme, bornes), "{t:?}");
        }
        for v in &f.echeancier {
            prop_assert!(within(v.montant, v.montant_entre), "{v:?}");
            let ligne = f.lignes.iter().find(|l| l.poste == v.poste).unwrap();
            let certaine = ligne.fixe_entre.is_none() && ligne.variable_entre.is_none() && ligne.premiere_annee_entre.is_none();
            prop_assert!(!certaine || v.montant_entre.is_none(), "{v:?}");
        }
        for annee in f.annees(projet.signature.unwrap()) {
            prop_assert!(within(annee.montant, annee.entre));
        }
    }

    /// Whatever the lines turn out to be, as long as the published totals are true, their sum is
    /// within the bounds; and the bounds are reached, so that they say no more than is unknown.
    #[test]
    fn the_bounds_of_a_total_hold_every_admissible_choice(
        projet in any_projet(), rang in 0_usize..4, choix in prop::collection::vec(any_choix(), 64),
    ) {
        let f = financement(HABITANTS[rang], &projet);
        let choisies = |totaux: [Option<u32>; 7], garder: fn(&&Ligne) -> bool| -> u32 {
            f.lignes.iter().filter(garder).filter_map(|l| totaux[l.poste as usize]).sum()
        };
        for choix in choix {
            let Some(totaux) = totaux_choisis(choix, Taille::TOUS[rang], projet.signature.unwrap()) else { continue };
            let maximum = choisies(totaux, |_| true);
            prop_assert!(within(maximum, Some(Entre::of(f.totaux.maximum, f.totaux.maximum_entre))), "{maximum} {:?}", f.totaux);
            let non_partage = choisies(totaux, |l| l.fixe.is_none());
            prop_assert!(within(non_partage, Some(Entre::of(f.totaux.non_partage, f.totaux.non_partage_entre))));
        }
    }

    #[test]
    fn the_cash_stands_within_its_band_and_the_red_follows_it(
        projet in any_projet(), population in select(HABITANTS.to_vec()), brut in 10_000_u32..150_000, variable in any::<bool>(),
    ) {
        let mut projet = projet;
        projet.hypotheses.budget.coordination.brut = Some(brut);
        projet.hypotheses.budget.avec_variable = Some(variable);
        let f = financement(population, &projet);
        let t = tresorerie(&projet, Some(&f), embedded()).unwrap();
        let mut large = 0;
        for m in &t.mois {
            let (min, max) = m.solde_entre.unwrap_or((m.solde, m.solde));
            prop_assert!(min <= m.solde && m.solde <= max);
            prop_assert!(max - min >= large, "what is not known of the past stays unknown");
            large = max - min;
        }
        let premier = |rouge: Option<cpts_core::Rouge>| rouge.map_or(u8::MAX, |r| r.premier);
        prop_assert!(premier(t.rouge_au_plus_bas) <= premier(t.rouge) && premier(t.rouge) <= premier(t.rouge_au_plus_haut));
        if large == 0 {
            prop_assert_eq!((t.rouge_au_plus_bas, t.rouge_au_plus_haut), (t.rouge, t.rouge));
        }
        prop_assert_eq!(t.est_incertaine(), large > 0);
        // What is proposed keeps every month out of the red even at the least that is paid.
        let embauche = projet.budget_retenu(embedded()).embauche;
        let essais = [(t.remedes.report.map(|n| embauche + n), None), (None, t.remedes.quotite)];
        for (embauche, quotite) in essais.into_iter().filter(|essai| *essai != (None, None)) {
            prop_assert!(t.rouge_au_plus_bas.is_some());
            let mut essai = projet.clone();
            let post = &mut essai.hypotheses.budget.coordination;
            (post.embauche, post.quotite) = (embauche.or(post.embauche), quotite.or(post.quotite));
            let apres = tresorerie(&essai, Some(&f), embedded()).unwrap();
            prop_assert_eq!(apres.rouge_au_plus_bas, None);
        }
    }
}

/// Every corner of the choices of a tier, all the subsets of its lines: the bounds are exact.
#[test]
fn the_bounds_of_a_total_are_reached() {
    for (rang, taille) in Taille::TOUS.iter().enumerate() {
        for date in [day("2020-01-01"), TOUJOURS] {
            // Bounds and published totals are multiples of the step: corners and meetings are all there.
            let mut admis = Vec::new();
            for n in 0..5_u32.pow(6) {
                let choix = std::array::from_fn(|i| if i == 0 { 0 } else { n / 5_u32.pow(i as u32 - 1) % 5 });
                admis.extend(totaux_choisis(choix, *taille, date));
            }
            assert!(!admis.is_empty(), "{taille:?} {date}");
            for bits in 0..1_u32 << Mission::TOUS.len() {
                let missions: Vec<Mission> = Mission::TOUS
                    .iter()
                    .copied()
                    .enumerate()
                    .filter(|(i, _)| bits >> i & 1 == 1)
                    .map(|(_, m)| m)
                    .collect();
                let mut projet = projet(&missions);
                projet.signature = Some(if date == TOUJOURS { day("2027-04-01") } else { date });
                let f = financement(HABITANTS[rang], &projet);
                let sommes =
                    admis.iter().map(|t| f.lignes.iter().filter_map(|l| t[l.poste as usize]).sum::<u32>());
                let (min, max) = (sommes.clone().min().unwrap(), sommes.max().unwrap());
                assert_eq!(
                    Entre::of(f.totaux.maximum, f.totaux.maximum_entre),
                    Entre { min, max },
                    "{taille:?} {date} {missions:?}"
                );
            }
        }
    }
}
