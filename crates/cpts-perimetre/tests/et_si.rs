//! What is told of a change is what evaluating the changed territory gives.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use cpts_codes::CodeCommune;
use cpts_core::{Bilan, Part, Projet, Taille, Territoire, evaluate};
use cpts_perimetre::et_si::{EtSi, Preuve, bascules, et_si};
use cpts_perimetre::{edition, resolve};
use cpts_rules::embedded;
use cpts_territory::{Adjacence, Millesimes, Territory};
use proptest::prelude::*;

fn read(nom: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(nom)).unwrap()
}

static DONNEES: LazyLock<Territory> = LazyLock::new(|| Territory::parse(&read("communes.bin")).unwrap());
static ADJACENCE: LazyLock<Adjacence> =
    LazyLock::new(|| Adjacence::parse(&read("adjacence.bin"), &DONNEES).unwrap());

fn code(texte: &str) -> CodeCommune {
    texte.parse().unwrap()
}

fn projet(territoire: Territoire) -> Projet {
    Projet { territoire, signature: Some("2027-04-01".parse().unwrap()), ..Projet::default() }
}

fn bilan(projet: &Projet) -> Bilan {
    let perimetre = resolve(&projet.territoire, &DONNEES, Some(&ADJACENCE)).unwrap();
    evaluate(projet, &perimetre, embedded())
}

fn parties(projet: &Projet) -> usize {
    resolve(&projet.territoire, &DONNEES, Some(&ADJACENCE)).unwrap().composantes.unwrap().len()
}

fn what_if(projet: &Projet) -> Option<EtSi> {
    let perimetre = resolve(&projet.territoire, &DONNEES, Some(&ADJACENCE)).unwrap();
    et_si(projet, &perimetre, &DONNEES, &ADJACENCE, embedded())
}

fn changed(projet: &Projet, changer: impl FnOnce(&mut Territoire)) -> Projet {
    let mut autre = projet.clone();
    changer(&mut autre.territoire);
    autre
}

fn cambrai_sans_gouzeaucourt() -> Projet {
    projet(Territoire {
        epci: vec!["200068500".parse().unwrap()],
        exclues: vec![code("59269")],
        ..Territoire::default()
    })
}

/// Every row of the answer, evaluated for good.
fn check(projet: &Projet, dit: &EtSi) {
    let avant = bilan(projet);
    let taille = avant.taille.unwrap();
    assert_eq!(dit.taille, taille);
    assert_eq!(dit.manque, taille.marge_haute.map(|m| m + 1));
    assert_eq!(dit.totaux, avant.financement.map(|f| f.totaux));
    let totals = |bilan: Bilan| {
        let taille = bilan.taille.unwrap().taille;
        assert_eq!(dit.totaux_de(taille).copied(), bilan.financement.map(|f| f.totaux));
        (bilan.territoire.population, taille)
    };
    for effet in dit.ajouts.iter().chain(&dit.sans_effet) {
        let apres = changed(projet, |t| assert!(edition::add_commune(t, &DONNEES, effet.code)));
        let bilan = bilan(&apres);
        assert_eq!(effet.parties, parties(&apres), "{}", effet.code);
        assert_eq!((effet.apres, effet.taille), (bilan.territoire.population, bilan.taille.unwrap().taille));
        assert!(effet.apres >= dit.population);
        if effet.taille != taille.taille {
            assert_eq!((effet.apres, effet.taille), totals(bilan));
        }
    }
    assert!(dit.ajouts.iter().all(|e| e.taille > taille.taille));
    assert!(dit.sans_effet.iter().all(|e| e.taille == taille.taille));
    assert!(dit.ajouts.is_sorted_by_key(|e| e.apres));
    assert!(dit.retraits.is_sorted_by(|a, b| a.apres >= b.apres));
    for effet in &dit.retraits {
        let apres = changed(projet, |t| assert!(edition::remove_commune(t, &DONNEES, effet.code)));
        assert_eq!(effet.parties, parties(&apres), "{}", effet.code);
        assert_eq!((effet.apres, effet.taille), totals(bilan(&apres)));
        assert!(effet.taille < taille.taille);
    }
    if let Some(ensemble) = &dit.ensemble {
        assert!(dit.ajouts.is_empty());
        let apres = changed(projet, |t| {
            for code in &ensemble.communes {
                assert!(edition::add_commune(t, &DONNEES, *code));
            }
        });
        assert_eq!((ensemble.apres, ensemble.taille), totals(bilan(&apres)));
        assert!(parties(&apres) <= dit.parties);
        assert!(ensemble.communes.len() > 1);
    }
    for epci in &dit.epci {
        let apres = changed(projet, |t| assert!(edition::add_epci(t, &DONNEES, epci.siren)));
        let bilan = bilan(&apres);
        assert_eq!((epci.apres, epci.taille), (bilan.territoire.population, bilan.taille.unwrap().taille));
        let avant = resolve(&projet.territoire, &DONNEES, None).unwrap().communes.len();
        let nombre = resolve(&apres.territoire, &DONNEES, None).unwrap().communes.len();
        assert_eq!(epci.communes as usize, nombre - avant);
    }
    for liaison in &dit.liaisons {
        let add = |codes: &[CodeCommune]| {
            parties(&changed(projet, |t| {
                for code in codes {
                    assert!(edition::add_commune(t, &DONNEES, *code));
                }
            }))
        };
        if liaison.une_suffit {
            assert!(liaison.communes.iter().all(|code| add(&[*code]) < dit.parties));
        } else {
            assert!(add(&liaison.communes) < dit.parties);
        }
    }
}

#[test]
fn cambrai_without_gouzeaucourt_misses_the_third_taille_by_1_293() {
    let projet = cambrai_sans_gouzeaucourt();
    let dit = what_if(&projet).unwrap();
    assert_eq!((dit.population, dit.taille.taille, dit.manque), (78_707, Taille::T2, Some(1_293)));
    let rows: Vec<(&str, u32, u32)> =
        dit.ajouts.iter().map(|e| (DONNEES.commune(e.code).unwrap().nom, e.population, e.apres)).collect();
    assert_eq!(
        rows,
        [
            ("Gouzeaucourt", 1_413, 80_120),
            ("Hordain", 1_446, 80_153),
            ("Avesnes-le-Sec", 1_458, 80_165),
            ("Saint-Aubert", 1_570, 80_277),
            ("Féchain", 1_635, 80_342),
            ("Saulzoir", 1_672, 80_379),
            ("Walincourt-Selvigny", 2_081, 80_788),
            ("Villers-Outréaux", 2_117, 80_824),
            ("Haspres", 2_626, 81_333),
            ("Avesnes-les-Aubert", 3_562, 82_269),
            ("Bouchain", 4_113, 82_820),
        ]
    );
    assert!(dit.ajouts.iter().all(|e| e.taille == Taille::T3));
    assert_eq!(dit.sans_effet.len(), 26);
    assert_eq!(dit.ensemble, None);
    assert_eq!(bascules(&dit).len(), dit.ajouts.len());
    // 38 707 inhabitants above Taille 1: not even Cambrai weighs as much.
    assert_eq!(dit.retraits, []);
    check(&projet, &dit);
}

#[test]
fn cambrai_whole_falls_back_without_most_of_its_communes() {
    let projet = projet(Territoire { epci: vec!["200068500".parse().unwrap()], ..Territoire::default() });
    let dit = what_if(&projet).unwrap();
    assert_eq!(dit.population, 80_120);
    assert!(dit.retraits.iter().any(|e| e.code == code("59269") && e.apres == 78_707));
    // 120 inhabitants above the threshold: the smallest commune that weighs more comes first.
    let premiere = dit.retraits.first().unwrap();
    assert_eq!((premiere.code, premiere.population, premiere.apres), (code("59167"), 177, 79_943));
    assert_eq!(dit.retraits.len(), 55);
    assert_eq!(dit.liaisons.len(), 1);
    assert!(dit.liaisons[0].une_suffit);
    assert_eq!(dit.liaisons[0].communes, ["62164", "62384", "62421"].map(code));
    check(&projet, &dit);
}

#[test]
fn several_neighbours_reach_the_threshold_where_one_does_not() {
    // The communauté d'agglomération du Caudrésis et du Catésis.
    let projet = projet(Territoire { epci: vec!["200030633".parse().unwrap()], ..Territoire::default() });
    let dit = what_if(&projet).unwrap();
    let ensemble = dit.ensemble.clone().unwrap();
    assert_eq!((dit.population, dit.manque), (62_870, Some(17_130)));
    // Cambrai, and the commune through which it holds to them.
    assert_eq!(
        (ensemble.communes, ensemble.preuve),
        (["59141", "59122"].map(code).to_vec(), Preuve::Minimal)
    );
    check(&projet, &dit);
}

#[test]
fn a_territory_without_taille_has_no_what_if() {
    assert_eq!(what_if(&projet(Territoire::default())), None);
    let saint_pierre = projet(Territoire { communes: vec![code("97502")], ..Territoire::default() });
    assert_eq!(what_if(&saint_pierre), None);
}

#[test]
fn a_city_and_its_arrondissements_are_never_offered_together() {
    let paris = projet(Territoire { communes: vec![code("75056")], ..Territoire::default() });
    let dit = what_if(&paris).unwrap();
    assert!(dit.ajouts.iter().chain(&dit.sans_effet).all(|e| !e.code.as_str().starts_with("75")));
    check(&paris, &dit);
    let treizieme =
        projet(Territoire { communes: vec![code("75113"), code("94037")], ..Territoire::default() });
    let dit = what_if(&treizieme).unwrap();
    assert!(dit.ajouts.iter().chain(&dit.sans_effet).all(|e| e.code != code("75056")));
    assert!(dit.sans_effet.iter().chain(&dit.ajouts).any(|e| e.code == code("75114")));
    check(&treizieme, &dit);
}

/// Seeds all over: country, coast, islands, overseas, cities and arrondissements.
const GRAINES: [&str; 14] = [
    "59122", "56152", "2A004", "97411", "97209", "69388", "75113", "13055", "05061", "85113", "48095",
    "97608", "29155", "67482",
];

/// A territory grown from a seed, with a few communes beside it.
fn grown(graine: usize, pas: &[prop::sample::Index], loin: bool, part: bool) -> Territoire {
    let depart = code(GRAINES[graine]);
    let mut codes = vec![depart];
    for choix in pas {
        let rang = DONNEES.commune(*choix.get(&codes)).unwrap().index;
        let voisines: Vec<CodeCommune> = ADJACENCE
            .neighbours(rang)
            .iter()
            .map(|r| DONNEES.commune_at(*r).unwrap())
            .filter(|c| c.ville.is_some() == DONNEES.commune(depart).unwrap().ville.is_some())
            .map(|c| c.code)
            .filter(|c| !codes.contains(c))
            .collect();
        if !voisines.is_empty() {
            codes.push(*choix.get(&voisines));
        }
    }
    if loin {
        codes.push(code("19031"));
    }
    let mut parts = Vec::new();
    if part && codes.len() > 1 {
        let commune = codes.remove(1);
        parts.push(Part { commune, population: 0, motif: "une rue".to_owned(), iris: Vec::new() });
    }
    Territoire { communes: codes, parts, ..Territoire::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn each_row_is_what_evaluating_gives(
        graine in 0..GRAINES.len(),
        pas in proptest::collection::vec(any::<prop::sample::Index>(), 0..25),
        loin in any::<bool>(),
        part in any::<bool>(),
    ) {
        let projet = projet(grown(graine, &pas, loin, part));
        if let Some(dit) = what_if(&projet) {
            check(&projet, &dit);
        }
    }
}

#[test]
fn islands_are_of_another_land_and_nothing_links_them() {
    // Quiberon, Belle-Île (one of its four communes) and Plouharnel, which touches neither.
    let projet = projet(Territoire {
        communes: ["56186", "56152", "56168", "56034"].map(code).to_vec(),
        ..Territoire::default()
    });
    let parties = resolve(&projet.territoire, &DONNEES, Some(&ADJACENCE)).unwrap().composantes.unwrap();
    let belle_ile = parties.iter().position(|p| p.communes == [code("56152")]).unwrap();
    assert!(parties.iter().enumerate().all(|(i, p)| (p.terre != parties[0].terre) == (i == belle_ile)));
    let dit = what_if(&projet).unwrap();
    assert!(dit.liaisons.iter().all(|l| l.partie != belle_ile));
    assert!(dit.liaisons.iter().any(|l| l.communes.contains(&code("56234"))), "{:?}", dit.liaisons);
    check(&projet, &dit);
}

#[test]
fn five_hundred_communes_are_quick() {
    let mut communes = vec![code("80021")];
    let mut at = 0;
    while communes.len() < 500 {
        for rang in ADJACENCE.neighbours(DONNEES.commune(communes[at]).unwrap().index) {
            let voisine = DONNEES.commune_at(*rang).unwrap().code;
            if !communes.contains(&voisine) {
                communes.push(voisine);
            }
        }
        at += 1;
    }
    let projet = projet(Territoire { communes, ..Territoire::default() });
    let perimetre = resolve(&projet.territoire, &DONNEES, Some(&ADJACENCE)).unwrap();
    let debut = std::time::Instant::now();
    let dit = et_si(&projet, &perimetre, &DONNEES, &ADJACENCE, embedded()).unwrap();
    let duree = debut.elapsed();
    println!("500 communes: {duree:?}, {} inhabitants", dit.population);
    assert!(dit.ensemble.is_none_or(|e| e.preuve != Preuve::Aucune || e.communes.len() > 4));
}

#[test]
fn neighbours_that_nobody_counted_are_named_and_nothing_is_said_of_them() {
    // Celles was restored since: it has no population of its own in 2022.
    let anciens = Millesimes::parse(&read("millesimes.bin"), &DONNEES).unwrap();
    let ancien = anciens.apply(&DONNEES, 2022).unwrap();
    let celles = ancien.commune(code("15031")).unwrap();
    assert_eq!(celles.population, None);
    let connues = ADJACENCE.neighbours(celles.index).iter().filter_map(|r| ancien.commune_at(*r));
    let connue = connues.into_iter().find(|c| c.population.is_some()).unwrap();
    let projet = projet(Territoire { communes: vec![connue.code], ..Territoire::default() });
    let perimetre = resolve(&projet.territoire, &ancien, Some(&ADJACENCE)).unwrap();
    let dit = et_si(&projet, &perimetre, &ancien, &ADJACENCE, embedded()).unwrap();
    let sans = |c: &CodeCommune| ancien.commune(*c).unwrap().population.is_none();
    assert!(dit.inconnues.contains(&celles.code) && dit.inconnues.iter().all(sans));
    assert!(dit.ajouts.iter().chain(&dit.sans_effet).all(|e| !sans(&e.code)));
    // Every neighbour is somewhere.
    let voisines = ADJACENCE.neighbours(connue.index).len();
    assert_eq!(dit.inconnues.len() + dit.ajouts.len() + dit.sans_effet.len(), voisines);
    // An EPCI says how many of its communes its sum is without.
    let epci = dit.epci.iter().find(|e| Some(e.siren) == celles.epci).unwrap();
    let attendues = ancien.communes_of_epci(epci.siren).filter(|c| c.population.is_none()).count();
    assert_eq!(epci.inconnues as usize, attendues);
}
