//! Each criterion, met and unmet.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod commun;

use commun::{arrondissement, cambrai, commune, day, part, perimetre, projet_complet};
use cpts_core::{
    Bilan, CommuneCouverte, CommuneRetenue, Composante, CouverturePerimetre, Initiateur, Mission, Niveau,
    Perimetre, Projet, StatutCpts, Taille, evaluate,
};
use cpts_rules::embedded;

fn bilan(projet: &Projet, communes: Vec<CommuneRetenue>) -> Bilan {
    evaluate(projet, &perimetre(communes), embedded())
}

fn habitants(n: u32) -> Vec<CommuneRetenue> {
    vec![commune("80001", "Abbeville", Some(n))]
}

fn niveau(bilan: &Bilan, regle: &str) -> Option<Niveau> {
    bilan.constats.iter().find(|c| c.regle == regle).map(|c| c.niveau)
}

fn text(bilan: &Bilan, regle: &str) -> String {
    let c = bilan.constats.iter().find(|c| c.regle == regle).unwrap_or_else(|| panic!("no « {regle} »"));
    format!("{} | {} | {}", c.titre, c.explication, c.action).replace('\u{a0}', " ")
}

#[test]
fn the_bounds_of_the_tiers() {
    let taille = |n| bilan(&Projet::default(), habitants(n)).taille.unwrap();
    for (population, attendue) in [
        (0, Taille::T1),
        (39_999, Taille::T1),
        (40_000, Taille::T2),
        (79_999, Taille::T2),
        (80_000, Taille::T3),
        (175_000, Taille::T3),
        (175_001, Taille::T4),
        (u32::MAX, Taille::T4),
    ] {
        assert_eq!(taille(population).taille, attendue, "{population}");
    }
    let t3 = taille(80_120);
    assert_eq!(
        (t3.min, t3.max, t3.marge_basse, t3.marge_haute),
        (80_000, Some(175_000), Some(120), Some(94_880))
    );
    assert!(t3.fragile);
    assert_eq!(taille(20_000).marge_basse, None);
    assert_eq!((taille(200_000).max, taille(200_000).marge_haute), (None, None));
}

#[test]
fn near_a_threshold_the_margin_is_told_on_both_sides() {
    let near = |n| bilan(&Projet::default(), habitants(n));
    assert!(text(&near(80_120), "seuil-proche").starts_with("La Taille 3 ne tient qu’à 120 habitants"));
    assert!(text(&near(79_943), "seuil-proche").starts_with("Il manque 57 habitants pour la Taille 3"));
    assert!(text(&near(80_000), "seuil-proche").contains("exactement au seuil de 80 000"));
    assert!(text(&near(40_000), "seuil-proche").contains("ne tient qu’à 0 habitant |"));
    assert!(text(&near(175_000), "seuil-proche").contains("Il manque 1 habitant pour la Taille 4"));
    for (population, attendu) in [
        (39_200, Niveau::Vigilance),
        (39_199, Niveau::Conforme),
        (40_800, Niveau::Vigilance),
        (40_801, Niveau::Conforme),
    ] {
        assert_eq!(niveau(&near(population), "seuil-proche"), Some(attendu), "{population}");
    }
}

#[test]
fn one_profession_only_lists_whom_to_approach() {
    let mut projet = projet_complet();
    projet.professionnels = Some([("infirmier".to_owned(), 14)].into());
    let bilan = bilan(&projet, habitants(25_590));
    assert_eq!(niveau(&bilan, "composition"), Some(Niveau::ALever));
    let text = text(&bilan, "composition");
    assert!(text.contains("médecins généralistes") && text.contains("pharmaciens"), "{text}");
    assert!(!text.contains("infirmiers"), "{text}");
    assert_eq!(niveau(&bilan, "medecin-generaliste"), Some(Niveau::Vigilance));
}

#[test]
fn two_kinds_of_doctors_are_one_profession() {
    let mut projet = projet_complet();
    let of = |ids: &[&str]| Some(ids.iter().map(|id| ((*id).to_owned(), 2)).collect());
    projet.professionnels = of(&["medecin_generaliste", "medecin_specialiste"]);
    assert_eq!(niveau(&bilan(&projet, habitants(50_000)), "composition"), Some(Niveau::ALever));
    projet.professionnels = of(&["medecin_generaliste", "pharmacien"]);
    assert_eq!(niveau(&bilan(&projet, habitants(50_000)), "composition"), Some(Niveau::Conforme));
    projet.professionnels = of(&["elu"]);
    assert_eq!(niveau(&bilan(&projet, habitants(50_000)), "composition"), Some(Niveau::Bloquant));
}

#[test]
fn the_composition_is_judged_by_recours() {
    let mut projet = projet_complet();
    let levels = |projet: &Projet| {
        let bilan = bilan(projet, habitants(50_000));
        ["premier-recours", "second-recours"].map(|regle| niveau(&bilan, regle))
    };
    assert_eq!(levels(&projet), [Some(Niveau::Conforme), Some(Niveau::Conseil)]);
    projet.professionnels = Some([("medecin_specialiste".to_owned(), 3)].into());
    assert_eq!(levels(&projet), [Some(Niveau::Vigilance), Some(Niveau::Conforme)]);
    let bilan = bilan(&projet, habitants(50_000));
    assert_eq!(niveau(&bilan, "premier-recours-seul"), Some(Niveau::Conseil));
}

#[test]
fn the_initiative_belongs_to_health_professionals() {
    let mut projet = projet_complet();
    for (initiateur, attendu) in [
        (None, Niveau::Inconnu),
        (Some(Initiateur::ProfessionnelsDeSante), Niveau::Conforme),
        (Some(Initiateur::Etablissement), Niveau::ALever),
        (Some(Initiateur::Elus), Niveau::ALever),
        (Some(Initiateur::Usagers), Niveau::ALever),
        (Some(Initiateur::Autre), Niveau::ALever),
    ] {
        projet.initiateur = initiateur;
        assert_eq!(niveau(&bilan(&projet, habitants(50_000)), "initiative"), Some(attendu), "{initiateur:?}");
    }
}

#[test]
fn a_missing_socle_blocks_and_the_number_follows_the_text() {
    let mut projet = projet_complet();
    projet.hypotheses.demarrages.clear();
    projet.missions = Some(vec![Mission::AccesAuxSoins, Mission::Parcours, Mission::Prevention]);
    let recent = bilan(&projet, habitants(50_000));
    assert_eq!(niveau(&recent, "mission-crise-obligatoire"), Some(Niveau::Bloquant));
    assert_eq!(niveau(&recent, "trois-missions"), Some(Niveau::Conseil));
    assert_eq!(niveau(&recent, "missions-socles"), None);
    projet.signature = Some(day("2020-01-01"));
    let ancien = bilan(&projet, habitants(50_000));
    assert_eq!(niveau(&ancien, "mission-crise-obligatoire"), None);
    assert!(text(&ancien, "missions-socles").contains("en impose 3"));
    assert_eq!(niveau(&ancien, "signature"), Some(Niveau::Vigilance));
    projet.missions = Some(Mission::TOUS.to_vec());
    assert_eq!(niveau(&bilan(&projet, habitants(50_000)), "mission-inexistante"), Some(Niveau::Vigilance));
}

#[test]
fn a_mission_that_starts_too_late_is_to_be_moved() {
    let mut projet = projet_complet();
    projet.hypotheses.demarrages.insert(Mission::AccesAuxSoins, day("2027-10-02"));
    let text = text(&bilan(&projet, habitants(50_000)), "missions-delais");
    assert!(text.contains("2 octobre 2027") && text.contains("1er octobre 2027"), "{text}");
}

#[test]
fn before_the_first_aci_nothing_is_granted() {
    let projet = Projet { signature: Some(day("2018-06-01")), ..Projet::default() };
    let bilan = bilan(&projet, habitants(50_000));
    assert_eq!((bilan.verdict, bilan.financement.is_none()), (Niveau::Bloquant, true));
    assert!(text(&bilan, "signature").contains("25 août 2019"));
}

#[test]
fn the_association_follows_the_local_civil_code_in_alsace_and_moselle() {
    let of = |codes: &[&str]| {
        let communes = codes.iter().map(|code| commune(code, "Commune", Some(30_000))).collect();
        text(&bilan(&projet_complet(), communes), "association")
    };
    assert!(of(&["59122"]).contains("loi de 1901"));
    assert!(of(&["67482"]).contains("code civil local, articles 21 à 79-3"));
    assert!(of(&["67482", "54395"]).contains("sous un droit à choisir"));
}

#[test]
fn outside_the_scheme_there_is_a_finding_and_no_amount() {
    let spm =
        vec![commune("97501", "Miquelon-Langlade", Some(580)), commune("97502", "Saint-Pierre", Some(5_210))];
    let dehors = bilan(&projet_complet(), spm.clone());
    assert_eq!(
        (dehors.territoire.population, dehors.taille, dehors.financement.is_none()),
        (5_790, None, true)
    );
    assert_eq!(niveau(&dehors, "hors-dispositif"), Some(Niveau::Bloquant));
    assert!(text(&dehors, "hors-dispositif").contains("Saint-Pierre-et-Miquelon"));
    let mut mixte = habitants(79_000);
    mixte.extend(spm);
    let mixte = bilan(&projet_complet(), mixte);
    assert_eq!((mixte.taille.unwrap().taille, mixte.territoire.population), (Taille::T2, 84_790));
}

#[test]
fn saint_martin_counts_like_any_commune_under_the_ars_of_guadeloupe() {
    let saint_martin = commune("97801", "Saint-Martin", Some(31_160));
    let seule = bilan(&projet_complet(), vec![saint_martin.clone()]);
    assert_eq!((seule.taille.unwrap().taille, niveau(&seule, "hors-dispositif")), (Taille::T1, None));
    assert_eq!(seule.territoire.regions, ["01".parse().unwrap()]);
    let amorcage = seule.etapes.iter().find(|e| e.id == "amorcage").unwrap();
    assert!(amorcage.regions[0].texte.contains("Saint-Martin"), "{:?}", amorcage.regions);

    // One ARS for all three: neither two régions nor two lines a step. Saint-Barthélemy stays to be checked.
    let iles = [
        CommuneRetenue { region: "01".parse().unwrap(), ..commune("97105", "Basse-Terre", Some(9_861)) },
        commune("97701", "Saint-Barthélemy", Some(10_660)),
        saint_martin,
    ];
    let iles = bilan(&projet_complet(), iles.to_vec());
    assert_eq!((iles.territoire.regions.len(), niveau(&iles, "regions")), (1, None));
    assert!(iles.etapes.iter().all(|e| e.regions.len() <= 1));
    assert_eq!(niveau(&iles, "hors-dispositif"), Some(Niveau::Bloquant));
    let dit = text(&iles, "hors-dispositif");
    assert!(dit.contains("Saint-Barthélemy") && !dit.contains("Saint-Martin"), "{dit}");
}

#[test]
fn nobody_is_counted_twice() {
    let double = bilan(&Projet::default(), [habitants(30_000), habitants(30_000)].concat());
    assert_eq!((double.territoire.population, double.territoire.communes), (30_000, 1));
    assert_eq!(niveau(&double, "commune-en-double"), Some(Niveau::Vigilance));

    let ville = commune("13055", "Marseille", Some(886_040));
    let quartiers = [
        arrondissement("13215", "Marseille 15e", "13055", 75_000),
        arrondissement("13216", "Marseille 16e", "13055", 20_015),
    ];
    let deux = bilan(&Projet::default(), quartiers.to_vec());
    assert_eq!((deux.territoire.population, deux.taille.unwrap().taille), (95_015, Taille::T3));
    assert_eq!(niveau(&deux, "ville-et-arrondissement"), None);
    let cumul = bilan(&Projet::default(), [quartiers.to_vec(), vec![ville]].concat());
    assert_eq!((cumul.territoire.population, cumul.territoire.communes), (886_040, 1));
    assert_eq!(niveau(&cumul, "ville-et-arrondissement"), Some(Niveau::ALever));
    assert!(text(&cumul, "ville-et-arrondissement").contains("Marseille 15e et Marseille 16e"));
}

#[test]
fn an_unknown_population_is_not_zero() {
    let inconnue = bilan(&Projet::default(), vec![commune("80001", "Abbeville", None)]);
    assert_eq!((inconnue.taille, inconnue.financement.is_none()), (None, true));
    assert_eq!(inconnue.territoire.populations_inconnues.len(), 1);
    assert_eq!(niveau(&inconnue, "population-inconnue"), Some(Niveau::Inconnu));
}

#[test]
fn an_older_vintage_is_told() {
    let mamoudzou = CommuneRetenue { millesime: Some(2017), ..commune("97611", "Mamoudzou", Some(71_437)) };
    let text = text(&bilan(&Projet::default(), vec![mamoudzou]), "millesime");
    assert!(text.contains("Mamoudzou date de 2017. Les autres sont de 2023"), "{text}");
}

#[test]
fn a_share_given_by_hand_is_told_and_never_exceeds_its_commune() {
    let saisie = bilan(&Projet::default(), vec![part("06088", "Nice", 120_000, 353_000)]);
    assert_eq!(
        (saisie.territoire.population, niveau(&saisie, "saisie-manuelle")),
        (120_000, Some(Niveau::Vigilance))
    );
    let trop = bilan(&Projet::default(), vec![part("06088", "Nice", 400_000, 353_000)]);
    assert_eq!(trop.territoire.population, 353_000);
    assert!(trop.constats.iter().any(|c| c.regle == "saisie-manuelle" && c.niveau == Niveau::ALever));
}

#[test]
fn parts_that_do_not_touch_are_named_and_never_block() {
    let bilan = evaluate(&projet_complet(), &cambrai(), embedded());
    assert_eq!(bilan.territoire.contigu, Some(false));
    let text = text(&bilan, "contiguite");
    assert!(
        text.contains("Nombre de parties : 3")
            && text
                .contains("Boursies et Mœuvres ensemble (820 habitants) ; Doignies seule (300 habitants)."),
        "{text}"
    );
    assert_eq!(bilan.verdict, Niveau::ALever);
    let mut sans = cambrai();
    sans.composantes = None;
    assert_eq!(niveau(&evaluate(&projet_complet(), &sans, embedded()), "contiguite"), Some(Niveau::Inconnu));
}

#[test]
fn an_island_is_told_as_an_island_and_weighs_less() {
    let composante = |codes: &[&str], terre| Composante {
        communes: codes.iter().map(|code| code.parse().unwrap()).collect(),
        terre,
    };
    let mut cote = perimetre(vec![
        commune("85234", "Saint-Jean-de-Monts", Some(8_900)),
        commune("85113", "L’Île-d’Yeu", Some(5_000)),
        commune("85012", "Beauvoir-sur-Mer", Some(4_200)),
    ]);
    cote.composantes =
        Some(vec![composante(&["85234"], 0), composante(&["85113"], 85), composante(&["85012"], 0)]);
    let bilan = evaluate(&projet_complet(), &cote, embedded());
    let niveaux: Vec<Niveau> =
        bilan.constats.iter().filter(|c| c.regle == "contiguite").map(|c| c.niveau).collect();
    assert_eq!(niveaux, [Niveau::Vigilance, Niveau::Conseil]);
    assert!(text(&bilan, "contiguite").contains("Beauvoir-sur-Mer seule (4 200 habitants)."));
    // Without the part that could be joined, nothing is left to watch.
    cote.composantes = Some(vec![composante(&["85234", "85012"], 0), composante(&["85113"], 85)]);
    let bilan = evaluate(&projet_complet(), &cote, embedded());
    assert_eq!(niveau(&bilan, "contiguite"), Some(Niveau::Conseil));
    assert!(text(&bilan, "contiguite").contains("L’Île-d’Yeu seule (5 000 habitants)."));
    assert_eq!(bilan.territoire.contigu, Some(false));
}

#[test]
fn many_parts_are_named_up_to_four() {
    let communes: Vec<_> =
        (1..=8).map(|i| commune(&format!("5900{i}"), &format!("C{i}"), Some(100 * i))).collect();
    let parties = communes.iter().map(|c| Composante { communes: vec![c.code], terre: 0 }).collect();
    let bilan = evaluate(
        &projet_complet(),
        &Perimetre { composantes: Some(parties), ..perimetre(communes) },
        embedded(),
    );
    let text = text(&bilan, "contiguite");
    assert!(text.contains("Nombre de parties : 8"), "{text}");
    assert!(
        text.contains("C7 seule (700 habitants) ; C6 seule (600 habitants) ; C5 seule (500 habitants) ; C4 seule (400 habitants) et 3 autres parties."),
        "{text}"
    );
}

#[test]
fn the_arrondissements_of_a_city_that_is_there_are_no_part_of_their_own() {
    let communes = vec![
        commune("75056", "Paris", Some(2_000_000)),
        arrondissement("75113", "Paris 13e", "75056", 180_000),
    ];
    let parties =
        ["75056", "75113"].map(|code| Composante { communes: vec![code.parse().unwrap()], terre: 0 }).into();
    let paris = Perimetre { composantes: Some(parties), ..perimetre(communes) };
    let bilan = evaluate(&projet_complet(), &paris, embedded());
    assert_eq!(bilan.territoire.contigu, Some(true));
    assert_eq!(niveau(&bilan, "contiguite"), Some(Niveau::Conforme));
}

#[test]
fn two_regions_have_their_amorcage_side_by_side() {
    let redon = vec![
        commune("35236", "Redon", Some(30_000)),
        commune("44128", "Plessé", Some(20_000)),
        commune("56001", "Allaire", Some(17_666)),
    ];
    let bilan = bilan(&projet_complet(), redon);
    assert!(text(&bilan, "departements").contains("35, 44 et 56"));
    assert!(text(&bilan, "regions").contains("Pays de la Loire et Bretagne"));
    let amorcage = bilan.etapes.iter().find(|e| e.id == "amorcage").unwrap();
    let regions: Vec<&str> = amorcage.regions.iter().map(|r| r.nom).collect();
    assert_eq!(regions, ["Pays de la Loire", "Bretagne"]);
    assert!(amorcage.regions[0].texte.contains("à confirmer"), "{}", amorcage.regions[0].texte);
    assert!(amorcage.regions[1].texte.replace('\u{a0}', " ").contains("45 000 €"));
}

#[test]
fn a_small_territory_and_a_poor_coordination_are_watched() {
    let ile = bilan(&projet_complet(), vec![commune("56152", "Le Palais", Some(5_607))]);
    assert_eq!(niveau(&ile, "petit-territoire"), Some(Niveau::Vigilance));
    let text = text(&ile, "coordination");
    assert!(text.contains("50 000 € par an") && text.contains("53 960 €") && text.contains("42 %"), "{text}");
    assert_eq!(niveau(&ile, "coordination"), Some(Niveau::Vigilance));
    assert_eq!(niveau(&bilan(&projet_complet(), habitants(50_000)), "coordination"), Some(Niveau::Conforme));
}

#[test]
fn nothing_answered_gives_questions_and_no_amount() {
    let vide = evaluate(&Projet::default(), &cpts_core::Perimetre::default(), embedded());
    assert_eq!((vide.taille, vide.financement.is_none()), (None, true));
    for c in vide.constats.iter().filter(|c| c.niveau == Niveau::Inconnu) {
        assert!(c.action.ends_with('?'), "{} : {}", c.regle, c.action);
    }
    assert!(vide.constats.iter().filter(|c| c.niveau == Niveau::Inconnu).count() >= 8);
}

#[test]
fn every_finding_says_what_to_do_and_where_it_comes_from() {
    for (projet, perimetre) in [
        (Projet::default(), cpts_core::Perimetre::default()),
        (projet_complet(), cambrai()),
        (Projet::default(), cambrai()),
        (
            Projet { missions: Some(Vec::new()), ..Projet::default() },
            perimetre(vec![commune("97501", "M", None)]),
        ),
    ] {
        let bilan = evaluate(&projet, &perimetre, embedded());
        for c in &bilan.constats {
            assert!(!c.sources.is_empty(), "{}", c.regle);
            assert!(c.sources.iter().all(|id| embedded().source(*id).is_some()), "{}", c.regle);
            assert_eq!(c.action.is_empty(), c.niveau == Niveau::Conforme, "{}", c.regle);
            for texte in [&c.titre, &c.explication, &c.action] {
                assert!(!texte.contains(['{', '}']), "{} : {texte}", c.regle);
            }
        }
        let niveaux: Vec<Niveau> = bilan.constats.iter().map(|c| c.niveau).collect();
        assert!(niveaux.is_sorted());
    }
}

#[test]
fn a_project_that_cannot_be_right_is_refused_field_by_field() {
    let mut projet = projet_complet();
    projet.professionnels = Some([("druide".to_owned(), 1), ("infirmier".to_owned(), 10_000)].into());
    projet.missions = Some(vec![Mission::Parcours, Mission::Parcours]);
    projet.territoire.communes = vec!["59122".parse().unwrap()];
    projet.territoire.exclues = vec!["59122".parse().unwrap()];
    projet.territoire.parts = vec![cpts_core::Part {
        commune: "06088".parse().unwrap(),
        population: 0,
        motif: "x".repeat(300),
        iris: vec!["060880101".parse().unwrap(); 2],
    }];
    projet.hypotheses.demarrages =
        [(Mission::Parcours, day("2027-03-31")), (Mission::Qualite, day("2032-04-01"))].into();
    let champs: Vec<String> = projet.verifier(embedded()).into_iter().map(|e| e.champ).collect();
    assert_eq!(
        champs,
        [
            "professionnels.druide",
            "professionnels.infirmier",
            "territoire.exclues[0]",
            "territoire.parts[0].population",
            "territoire.parts[0].motif",
            "territoire.parts[0].iris[1]",
            "missions[1]",
            "hypotheses.demarrages.parcours",
            "hypotheses.demarrages.qualite",
        ]
    );
    projet = Projet { signature: Some(day("1999-01-01")), ..Projet::default() };
    assert_eq!(projet.verifier(embedded())[0].champ, "signature");
    assert!(projet_complet().verifier(embedded()).is_empty());
}

/// Five communes of which a file tells: a line is a commune, a CPTS, a status, whether in part.
fn covered(
    lignes: &[(&str, u32, StatutCpts, bool)],
    non_verifiees: &[&str],
    produite_le: Option<&str>,
) -> Bilan {
    let mut perimetre = cambrai();
    perimetre.couverture = Some(CouverturePerimetre {
        source: "Exemple fictif".into(),
        produite_le: produite_le.map(day),
        cpts: vec!["CPTS fictive A".into(), "CPTS fictive {B}".into()],
        communes: lignes
            .iter()
            .map(|(code, cpts, statut, partielle)| CommuneCouverte {
                code: code.parse().unwrap(),
                cpts: *cpts,
                statut: *statut,
                date: None,
                partielle: *partielle,
            })
            .collect(),
        non_verifiees: non_verifiees.iter().map(|code| code.parse().unwrap()).collect(),
    });
    evaluate(&projet_complet(), &perimetre, embedded())
}

fn couverture(bilan: &Bilan) -> Vec<(Niveau, String)> {
    let du_sujet = bilan.constats.iter().filter(|c| c.regle == "couverture");
    du_sujet
        .map(|c| (c.niveau, format!("{} | {} | {}", c.titre, c.explication, c.action).replace('\u{a0}', " ")))
        .collect()
}

#[test]
fn without_a_file_coverage_is_not_verified() {
    let constats = couverture(&evaluate(&projet_complet(), &cambrai(), embedded()));
    assert_eq!(constats.len(), 1);
    assert_eq!(constats[0].0, Niveau::Inconnu);
    assert!(constats[0].1.contains("« Non vérifié » ne veut pas dire libre"));
}

#[test]
fn a_cpts_under_contract_blocks_and_leads_to_joining_it() {
    let lignes = [("59097", 0, StatutCpts::AciSignee, false), ("59176", 0, StatutCpts::AciSignee, false)];
    let bilan = covered(&lignes, &[], Some("2026-03-31"));
    assert_eq!(bilan.verdict, Niveau::Bloquant);
    let constats = couverture(&bilan);
    assert_eq!(constats.len(), 1, "{constats:?}");
    let (niveau, texte) = &constats[0];
    assert_eq!(*niveau, Niveau::Bloquant);
    for morceau in [
        "Communes déjà dans une CPTS sous contrat : 2 sur 5",
        "« CPTS fictive A » (Boursies et Doignies)",
        "Fichier consulté : « Exemple fictif », du 31 mars 2026",
        "Pour rejoindre : contactez « CPTS fictive A »",
    ] {
        assert!(texte.contains(morceau), "{texte}\nsans {morceau}");
    }
    // Joining it is the first step; without such a CPTS, it is none.
    let rejoindre = |bilan: &Bilan| bilan.etapes.iter().position(|e| e.id == "rejoindre");
    assert_eq!(rejoindre(&bilan), Some(0));
    assert!(!bilan.etapes[0].sources.is_empty());
    assert_eq!(rejoindre(&evaluate(&projet_complet(), &cambrai(), embedded())), None);
    let valide = covered(&[("59097", 0, StatutCpts::ProjetValide, false)], &[], None);
    assert_eq!((rejoindre(&valide), valide.etapes.len()), (None, bilan.etapes.len() - 1));
}

#[test]
fn each_status_has_its_level_and_a_name_is_never_a_placeholder() {
    let constats = couverture(&covered(
        &[
            ("59001", 1, StatutCpts::LettreIntention, true),
            ("59097", 0, StatutCpts::ProjetValide, false),
            ("59097", 1, StatutCpts::LettreIntention, false),
            ("59122", 0, StatutCpts::AciSignee, true),
        ],
        &["59176", "59405"],
        None,
    ));
    let niveaux: Vec<Niveau> = constats.iter().map(|c| c.0).collect();
    assert_eq!(niveaux, [Niveau::ALever, Niveau::ALever, Niveau::ALever, Niveau::Inconnu]);
    for ((_, texte), morceau) in constats.iter().zip([
        "Communes dans un projet de santé déjà validé : 1 sur 5 |",
        "Lettre d’intention : « CPTS fictive {B} » (Abancourt et Boursies).",
        "Communes partagées avec une autre CPTS : 1 sur 5 | Une partie de la commune, ou plusieurs CPTS : « CPTS fictive A » (Cambrai).",
        "« Exemple fictif », sans date, ne dit rien de : Doignies et Mœuvres.",
    ]) {
        assert!(texte.contains(morceau), "{texte}\nsans {morceau}");
    }
}

#[test]
fn nothing_found_is_worded_as_what_was_tested() {
    let constats = couverture(&covered(&[], &[], None));
    assert_eq!(constats.len(), 1);
    assert_eq!(constats[0].0, Niveau::Conforme);
    assert!(constats[0].1.contains("Communes cherchées : 5."), "{}", constats[0].1);
    assert!(!constats[0].1.contains("libre"));
}
