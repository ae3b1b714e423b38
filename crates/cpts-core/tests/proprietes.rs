//! What holds for any project and any perimeter.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use commun::{day, projet_complet};
use cpts_codes::Date;
use cpts_core::{
    CommuneRetenue, Composante, Hypotheses, Initiateur, Mission, Nature, NaturePart, PartRetenue, Perimetre,
    Poste, Pourcent, Projet, Situation, Taille, chiffres, echeancier, evaluate, fin_de_contrat,
};
use cpts_rules::embedded;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn any_date() -> impl Strategy<Value = Date> {
    (1900_u16..2200, 1_u8..13, 1_u8..32).prop_filter_map("not a day", |(a, m, j)| Date::new(a, m, j))
}

/// Communes that meet: few codes, so that they repeat, with cities, arrondissements and places outside the scheme.
fn any_commune() -> impl Strategy<Value = CommuneRetenue> {
    let codes = [
        "59122", "59001", "35236", "67482", "97501", "98818", "97611", "13055", "13215", "13216", "75115",
        "75056",
    ];
    let part = option::weighted(0.2, option::of(0_u32..500_000));
    (
        select(codes.to_vec()),
        option::weighted(0.9, 0_u32..250_000),
        part,
        option::weighted(0.1, 2000_u16..2030),
    )
        .prop_map(|(code, population, part, millesime)| {
            let ville = match code {
                "13215" | "13216" => Some("13055"),
                "75115" => Some("75056"),
                _ => None,
            };
            CommuneRetenue {
                ville: ville.map(|ville| ville.parse().unwrap()),
                millesime,
                part: part.map(|population_entiere| PartRetenue {
                    motif: String::new(),
                    population_entiere,
                    nature: if code < "5" { NaturePart::Iris { annee: 2021 } } else { NaturePart::Saisie },
                }),
                ..commun::commune(code, code, population)
            }
        })
}

fn any_perimetre() -> impl Strategy<Value = Perimetre> {
    (vec(any_commune(), 0..12), any::<bool>(), 0_u16..2100).prop_map(|(communes, adjacent, millesime)| {
        Perimetre {
            composantes: adjacent.then(|| {
                let alone = |c: &CommuneRetenue| Composante {
                    communes: vec![c.code],
                    terre: u32::from(c.code.as_str().ends_with('1')),
                };
                communes.iter().map(alone).collect()
            }),
            millesime,
            ..commun::perimetre(communes)
        }
    })
}

fn any_projet() -> impl Strategy<Value = Projet> {
    let initiateur = select(vec![
        Initiateur::ProfessionnelsDeSante,
        Initiateur::Etablissement,
        Initiateur::Elus,
        Initiateur::Usagers,
        Initiateur::Autre,
    ]);
    let ids: Vec<String> =
        embedded().formulaire.professions.iter().map(|p| p.id.to_owned()).chain(["?".to_owned()]).collect();
    let missions = (0..=6_usize).prop_flat_map(|n| subsequence(Mission::TOUS.to_vec(), n));
    (
        option::of(initiateur),
        option::of(btree_map(select(ids), any::<u16>(), 0..5)),
        option::of(missions),
        (any::<bool>(), option::of(any_date()), option::of(any_date())),
        option::of(0_u8..=100),
        btree_map(select(Mission::TOUS.to_vec()), any_date(), 0..4),
    )
        .prop_map(
            |(initiateur, professionnels, missions, (existante, signature, vue_le), atteinte, demarrages)| {
                Projet {
                    situation: if existante { Situation::Existante } else { Situation::Nouvelle },
                    vue_le,
                    initiateur,
                    professionnels: professionnels.map(|p| p.into_iter().collect()),
                    missions,
                    signature,
                    hypotheses: Hypotheses {
                        atteinte_variable: atteinte.and_then(Pourcent::new),
                        crise_reconnue: false,
                        demarrages: demarrages.into_iter().collect(),
                        ..Hypotheses::default()
                    },
                    ..Projet::default()
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn evaluation_never_panics_and_is_the_same_twice(projet in any_projet(), perimetre in any_perimetre()) {
        let bilan = evaluate(&projet, &perimetre, embedded());
        prop_assert_eq!(&bilan, &evaluate(&projet, &perimetre, embedded()));
        let _ = projet.verifier(embedded());
        let _ = bilan.versements_premiere_annee();
        if let (Some(financement), Some(depart)) = (&bilan.financement, projet.depart()) {
            let _ = financement.annees(depart);
        }
    }

    #[test]
    fn the_figures_alone_are_those_of_the_bilan(projet in any_projet(), perimetre in any_perimetre()) {
        let bilan = evaluate(&projet, &perimetre, embedded());
        let seuls = chiffres(&projet, &perimetre, embedded());
        prop_assert_eq!(seuls.population, bilan.territoire.population);
        prop_assert_eq!(seuls.taille, bilan.taille.map(|t| t.taille));
        prop_assert_eq!(seuls.totaux, bilan.financement.map(|f| f.totaux));
    }

    #[test]
    fn the_order_of_communes_changes_nothing(
        projet in any_projet(),
        (perimetre, shuffled) in vec(any_commune(), 0..12).prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle())),
    ) {
        let bilan = |communes| evaluate(&projet, &commun::perimetre(communes), embedded());
        prop_assert_eq!(bilan(perimetre), bilan(shuffled));
    }

    #[test]
    fn the_taille_never_falls_when_a_commune_is_added(perimetre in any_perimetre(), commune in any_commune()) {
        let before = evaluate(&Projet::default(), &perimetre, embedded());
        let mut more = perimetre;
        more.communes.push(commune);
        let after = evaluate(&Projet::default(), &more, embedded());
        prop_assert!(after.taille.map(|t| t.taille) >= before.taille.map(|t| t.taille));
        prop_assert!(after.territoire.population >= before.territoire.population);
    }

    /// Whatever is taken whole, by shares, by arrondissements, twice: nobody counts twice.
    #[test]
    fn the_population_never_exceeds_that_of_the_distinct_whole_communes(
        entries in vec((0_usize..6, option::of((0_u32..120_000, any::<bool>()))), 0..14),
    ) {
        // Two communes, and a city with its arrondissements, which add up to it.
        let places = [
            ("06088", None, 350_000), ("59122", None, 31_134),
            ("13055", None, 130_000), ("13201", Some("13055"), 40_000), ("13202", Some("13055"), 24_000), ("13203", Some("13055"), 66_000),
        ];
        let communes: Vec<CommuneRetenue> = entries.iter().map(|(which, share)| {
            let (code, ville, entiere) = places[*which];
            let part = share.map(|(_, iris)| PartRetenue {
                motif: String::new(),
                population_entiere: Some(entiere),
                nature: if iris { NaturePart::Iris { annee: 2021 } } else { NaturePart::Saisie },
            });
            CommuneRetenue {
                ville: ville.map(|v| v.parse().unwrap()),
                part,
                ..commun::commune(code, code, Some(share.map_or(entiere, |s| s.0)))
            }
        }).collect();
        let there = |which: usize| entries.iter().any(|e| e.0 == which);
        let marseille = if there(2) { 130_000 } else { (3..6).filter(|i| there(*i)).map(|i| places[i].2).sum() };
        let most = (0..2).filter(|i| there(*i)).map(|i| places[i].2).sum::<u32>() + marseille;
        let bilan = evaluate(&Projet::default(), &commun::perimetre(communes), embedded());
        prop_assert!(bilan.territoire.population <= most);
        // A commune that is whole somewhere counts whole.
        let whole = |which: usize| entries.iter().any(|e| e.0 == which && e.1.is_none());
        let least = [0, 1].into_iter().filter(|i| whole(*i)).map(|i| places[i].2).sum::<u32>()
            + if whole(2) { 130_000 } else { (3..6).filter(|i| whole(*i)).map(|i| places[i].2).sum() };
        prop_assert!(bilan.territoire.population >= least);
    }

    #[test]
    fn the_tier_holds_its_population_and_the_margins_lead_to_its_bounds(population in 0_u32..400_000) {
        let perimetre = commun::perimetre(vec![commun::commune("59122", "Cambrai", Some(population))]);
        let t = evaluate(&Projet::default(), &perimetre, embedded()).taille.unwrap();
        prop_assert!(t.min <= population && t.max.is_none_or(|max| population <= max));
        prop_assert_eq!(t.marge_basse.map(|m| population - m), (t.taille != Taille::T1).then_some(t.min));
        prop_assert_eq!(t.marge_haute.map(|m| population + m), t.max);
    }

    #[test]
    fn totals_are_the_sums_of_the_lines(projet in any_projet(), population in 0_u32..400_000) {
        let perimetre = commun::perimetre(vec![commun::commune("59122", "Cambrai", Some(population))]);
        if let Some(f) = evaluate(&projet, &perimetre, embedded()).financement {
            let t = f.totaux;
            prop_assert_eq!(t.maximum, f.lignes.iter().map(|l| l.total).sum::<u32>());
            prop_assert_eq!(t.maximum, t.fixe + t.variable + t.non_partage);
            prop_assert_eq!(t.crise, f.lignes.iter().map(|l| l.conditionnel).sum::<u32>());
            for l in &f.lignes {
                prop_assert_eq!(l.fixe.zip(l.variable).map_or(l.total, |(fixe, variable)| fixe + variable), l.total);
                prop_assert!(t.statut >= l.statut && l.statut >= l.statut_total);
            }
        }
    }

    /// Over a whole contract each fixed part is paid once a year: in full, or
    /// prorated in the year in which the mission starts.
    #[test]
    fn each_fixed_part_is_paid_once_a_year(
        annee in 2023_u16..2090, mois in 1_u8..13, jour in 1_u8..32,
        attente in 0_u16..60, jours in 0_u8..28,
        population in select(vec![30_000_u32, 60_000, 100_000, 200_000]),
        atteinte in 0_u8..=100,
    ) {
        prop_assume!(Date::new(annee, mois, jour).is_some());
        let signature = Date::new(annee, mois, jour).unwrap();
        let fin = fin_de_contrat(signature, embedded());
        let later = signature.plus_months(attente);
        let demarrage = Date::new(later.annee(), later.mois(), (later.jour() + jours).min(28)).unwrap().max(signature);
        prop_assume!(demarrage < fin);
        let mut projet = projet_complet();
        projet.signature = Some(signature);
        projet.hypotheses.atteinte_variable = Pourcent::new(atteinte);
        projet.hypotheses.demarrages = Mission::TOUS.iter().map(|mission| (*mission, demarrage)).collect();
        let perimetre = commun::perimetre(vec![commun::commune("59122", "Cambrai", Some(population))]);
        let lignes = evaluate(&projet, &perimetre, embedded()).financement.unwrap().lignes;
        let tout = echeancier(&lignes, signature, &projet.hypotheses, embedded(), 120);

        // The prorata again, by another way: days of a year of 360.
        let anniversaires: Vec<Date> = (0..=5).map(|n| signature.plus_months(n * 12)).collect();
        let debut = anniversaires.iter().rposition(|a| *a <= demarrage).unwrap();
        let prochain = anniversaires[debut + 1];
        let pleins = (0..=12).rev().find(|m| demarrage.plus_months(*m) <= prochain).unwrap();
        let reste = (prochain.ordinal() - demarrage.plus_months(pleins).ordinal()).min(30) as u32;
        let jours = (u32::from(pleins) * 30 + reste).min(360);

        for ligne in &lignes {
            let paid = |nature: fn(Nature) -> bool| -> u32 {
                tout.iter().filter(|v| v.poste == ligne.poste && nature(v.nature)).map(|v| v.montant).sum()
            };
            let fixe = paid(|n| n != Nature::Variable);
            let Some(montant) = ligne.fixe else {
                prop_assert_eq!(fixe, 0);
                continue;
            };
            let premiere = ligne.premiere_annee.unwrap_or((montant * jours + 180) / 360);
            let attendu = if ligne.poste == Poste::Fonctionnement {
                5 * montant
            } else {
                premiere + montant * (4 - debut as u32)
            };
            prop_assert_eq!(fixe, attendu, "{:?}", ligne.poste);
            let variable = paid(|n| n == Nature::Variable);
            prop_assert!(variable <= ligne.variable.unwrap_or(0) * (5 - debut as u32));
        }
        prop_assert!(tout.iter().all(|v| v.date >= signature));
        prop_assert!(tout.iter().filter(|v| v.nature == Nature::Avance).all(|v| v.date < fin));
        prop_assert!(tout.is_sorted_by_key(|v| (v.date, v.poste, v.nature)));
    }
}

#[test]
fn a_leap_day_signature_keeps_its_five_years() {
    let mut projet = projet_complet();
    projet.hypotheses.demarrages.clear();
    projet.signature = Some(day("2028-02-29"));
    let lignes = evaluate(&projet, &commun::cambrai(), embedded()).financement.unwrap().lignes;
    let tout = echeancier(&lignes, day("2028-02-29"), &projet.hypotheses, embedded(), 120);
    let fonctionnement: u32 =
        tout.iter().filter(|v| v.poste == Poste::Fonctionnement).map(|v| v.montant).sum();
    assert_eq!(fonctionnement, 375_000);
    assert!(tout.iter().any(|v| v.date == day("2032-02-29")), "the fourth anniversary is a leap day again");
}
