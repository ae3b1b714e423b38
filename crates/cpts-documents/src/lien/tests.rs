use std::fs;
use std::path::PathBuf;

use cpts_core::{Coordination, Hypotheses, Indemnites, Initiateur, LigneBudget, Mission};
use cpts_rules::{Rythme, embedded, embedded_formulaire};
use cpts_territory::Territory;
use proptest::prelude::*;

use super::*;

fn code() -> impl Strategy<Value = CodeCommune> {
    "[0-9]{5}|2[AB][0-9]{3}".prop_map(|texte| texte.parse().unwrap())
}

fn jour() -> impl Strategy<Value = Date> {
    (1900u16..2200, 1u8..13, 1u8..29).prop_map(|(a, m, j)| Date::new(a, m, j).unwrap())
}

fn missions() -> impl Strategy<Value = Vec<Mission>> {
    prop::sample::subsequence(Mission::TOUS, 0..=Mission::TOUS.len())
}

prop_compose! {
    fn parts()(
        commune in code(),
        population: u32,
        motif: String,
        ici in prop::collection::vec(0u16..10_000, 0..3),
        ailleurs in prop::collection::vec((code(), 0u16..10_000), 0..3),
    ) -> Part {
        let mut iris = Vec::new();
        for numero in ici {
            iris.push(CodeIris::new(commune, numero).unwrap());
        }
        for (autre, numero) in ailleurs {
            iris.push(CodeIris::new(autre, numero).unwrap());
        }
        Part { commune, population, motif, iris }
    }
}

prop_compose! {
    fn territoires()(
        mut epci in prop::collection::vec(0u32..1_000_000_000, 0..4),
        mut communes in prop::collection::vec(code(), 0..80),
        mut exclues in prop::collection::vec(code(), 0..8),
        parts in prop::collection::vec(parts(), 0..3),
    ) -> Territoire {
        // A territory is a set: the order is none of its answers.
        epci.sort_unstable();
        epci.dedup();
        for liste in [&mut communes, &mut exclues] {
            liste.sort_by_key(|code| number_of(*code));
            liste.dedup();
        }
        Territoire { epci: epci.into_iter().map(|n| Siren::from_u32(n).unwrap()).collect(), communes, exclues, parts }
    }
}

fn professions() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(CLES.professions).prop_map(str::to_owned), any::<String>()]
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
            (postes(), prop::option::of(any::<String>()), prop::option::of(any::<u32>()), 0usize..4, any::<u8>()),
            0..4,
        ),
    ) -> Budget {
        let mut autres = Vec::new();
        for (poste, nom, montant, rythme, mois) in lignes {
            autres.push(LigneBudget { poste, nom, montant, rythme: Rythme::TOUS.get(rythme).copied(), mois });
        }
        Budget {
            coordination: Coordination { brut, charges: charges.and_then(Pourcent::new), quotite, embauche },
            indemnites: Indemnites { personnes, heures, taux },
            lignes: autres,
            avec_variable,
        }
    }
}

fn postes() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(CLES.budget).prop_map(str::to_owned), any::<String>()]
}

prop_compose! {
    fn projets()(
        nom in prop::option::of(any::<String>()),
        initiateur in prop::option::of(prop::sample::select(CLES.initiateurs)),
        pros in prop::option::of(prop::collection::vec((professions(), any::<u16>()), 0..8)),
        territoire in territoires(),
        retenues in prop::option::of(missions()),
        situation in prop::sample::select(CLES.situations),
        (signature, vue_le) in (prop::option::of(jour()), prop::option::of(jour())),
        variable in prop::option::of(0u8..=100),
        crise_reconnue: bool,
        demarrages in missions(),
        debut in jour(),
        budget in prop_oneof![Just(Budget::default()), budgets()],
        millesime in prop::option::of(any::<u16>()),
    ) -> Projet {
        let mut hypotheses = Hypotheses {
            atteinte_variable: variable.and_then(Pourcent::new),
            crise_reconnue,
            millesime,
            budget,
            ..Hypotheses::default()
        };
        for mission in demarrages {
            hypotheses.demarrages.insert(mission, debut);
        }
        Projet {
            nom,
            initiateur,
            professionnels: pros.map(|liste| liste.into_iter().collect()),
            territoire,
            missions: retenues,
            situation,
            signature,
            vue_le,
            hypotheses,
            ..Projet::default()
        }
    }
}

prop_compose! {
    fn dossiers()(
        projet in projets(),
        courant in prop::option::of((0u8..3, prop::option::of(any::<String>()))),
        cotes in prop::collection::vec((0u8..3, prop::option::of(any::<String>()), territoires()), 0..3),
    ) -> Dossier {
        let mut autres = Vec::new();
        for (lettre, nom, territoire) in cotes {
            autres.push(Cote { lettre, nom, territoire });
        }
        Dossier { projet, courant, cotes: autres }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_project_comes_back_as_it_was(dossier in dossiers()) {
        let texte = write(&dossier);
        let unreserved = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        prop_assert!(texte.chars().all(unreserved), "{}", texte);
        prop_assert_eq!(read(&texte), Ok(Lu { dossier, inconnus: Vec::new() }));
    }

    #[test]
    fn a_link_in_a_sentence_is_found(projet in projets()) {
        let dossier = Dossier { projet, ..Dossier::default() };
        let texte = write(&dossier);
        for autour in [
            format!("Voici : https://exemple.org/cpts/#p={texte}. À lundi"),
            format!("(https://exemple.org/index.html?theme=clair#p={texte})"),
            format!("#p={}\n", texte.to_lowercase()),
        ] {
            prop_assert_eq!(&read(find(&autour).unwrap()).unwrap().dossier, &dossier);
        }
    }

    #[test]
    fn a_cut_link_is_told_to_be_incomplete(dossier in dossiers(), ou: prop::sample::Index) {
        let texte = write(&dossier);
        let coupe = &texte[..ou.index(texte.len())];
        prop_assert_eq!(read(coupe), Err(Refus::Incomplet));
    }

    #[test]
    fn a_changed_letter_is_seen(dossier in dossiers(), ou: prop::sample::Index, par in "[0-9A-HJ-KM-NP-TV-Z]") {
        let mut texte = write(&dossier);
        let ici = ou.index(texte.len());
        prop_assume!(texte[ici..=ici] != par);
        texte.replace_range(ici..=ici, &par);
        // The bits that fill the last letter say nothing.
        if let Ok(lu) = read(&texte) {
            prop_assert_eq!(ici, texte.len() - 1);
            prop_assert_eq!(lu.dossier, dossier);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(texte in any::<String>()) {
        let _ = read(&texte);
        let _ = find(&texte).map(read);
    }

    /// Behind a right checksum: what a person who wishes harm would write.
    #[test]
    fn any_fields_are_read_or_refused(champs in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(lu) = read(&seal(&champs)) {
            // And what was read can be written and read again.
            prop_assert!(read(&write(&lu.dossier)).is_ok());
            let _ = is_plausible(&lu.dossier);
        }
    }

    #[test]
    fn fields_that_look_right_are_read_or_refused(
        champs in prop::collection::vec((0u32..40, prop::collection::vec(any::<u8>(), 0..40)), 0..12),
    ) {
        let mut octets = Vec::new();
        for (numero, bloc) in champs {
            put(&mut octets, numero);
            put_block(&mut octets, &bloc);
        }
        if let Ok(lu) = read(&seal(&octets)) {
            prop_assert!(read(&write(&lu.dossier)).is_ok());
        }
    }

    #[test]
    fn a_damaged_field_is_read_or_refused(dossier in dossiers(), ou: prop::sample::Index, par: u8) {
        let texte = write(&dossier);
        let corps = from_letters(&texte[1..]);
        let mut lecteur = Lecteur(&corps[3..]);
        let mut champs = lecteur.block().unwrap().0.to_vec();
        prop_assume!(!champs.is_empty());
        let ici = ou.index(champs.len());
        champs[ici] = par;
        let _ = read(&seal(&champs));
    }

    #[test]
    fn what_the_simulator_writes_is_plausible(projet in projets()) {
        let mut projet = projet;
        projet.nom = projet.nom.map(|nom| nom.chars().take(TEXTE_MAX).collect());
        for part in &mut projet.territoire.parts {
            part.population = part.population.max(1);
            part.motif = part.motif.chars().take(TEXTE_MAX).collect();
        }
        if let Some(pros) = &projet.professionnels {
            projet.professionnels = Some(
                pros.iter()
                    .map(|(id, n)| (id.chars().take(TEXTE_MAX).collect(), (*n).min(PROFESSIONNELS_MAX)))
                    .collect(),
            );
        }
        projet.hypotheses.budget = Budget::default();
        let communes = &projet.territoire.communes;
        projet.territoire.exclues.retain(|code| !communes.contains(code));
        let mut dossier = Dossier { projet, ..Dossier::default() };
        prop_assert!(is_plausible(&dossier));
        dossier.projet.nom = Some("é".repeat(TEXTE_MAX + 1));
        prop_assert!(!is_plausible(&dossier));
    }
}

fn territory() -> Territory {
    let chemin = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/communes.bin");
    Territory::parse(&fs::read(chemin).unwrap()).unwrap()
}

/// A project as a person leaves it: professions, missions, a date, a name.
fn repondu(territoire: Territoire) -> Projet {
    let mut professionnels = Table::new();
    for (id, n) in [
        ("medecin_generaliste", 12),
        ("medecin_specialiste", 3),
        ("infirmier", 25),
        ("pharmacien", 9),
        ("masseur_kinesitherapeute", 14),
        ("sage_femme", 2),
        ("chirurgien_dentiste", 4),
        ("orthophoniste", 5),
    ] {
        professionnels.insert(id.to_owned(), n);
    }
    Projet {
        nom: Some("CPTS du Pays de Cambrai et environs".into()),
        initiateur: Some(Initiateur::ProfessionnelsDeSante),
        professionnels: Some(professionnels),
        missions: Some(Mission::TOUS.to_vec()),
        signature: Date::new(2027, 4, 1),
        territoire,
        ..Projet::default()
    }
}

fn letters(projet: &Projet) -> usize {
    write(&Dossier { projet: projet.clone(), ..Dossier::default() }).len()
}

/// As many letters as the address of a hosted page may take: sixty and the mark.
const BASE: usize = 60 + MARQUE.len();

#[test]
fn sixty_communes_make_less_than_400_letters() {
    let territory = territory();
    let codes: Vec<CodeCommune> = territory.communes().map(|c| c.code).collect();
    let mut pire = 0;
    // Sixty in a row, one in ten, and sixty anywhere in France.
    for (debut, pas) in (0..codes.len() - 60).step_by(211).flat_map(|d| [(d, 1), (d, 3), (d, 10), (d, 577)]) {
        let communes: Vec<CodeCommune> =
            codes.iter().cycle().skip(debut).step_by(pas).take(60).copied().collect();
        let n = BASE + letters(&repondu(Territoire { communes, ..Territoire::default() }));
        if pas <= 10 {
            pire = pire.max(n);
        }
        assert!(n <= 400, "{n} letters: 60 communes from {debut} by {pas}");
    }
    // A few départements: far below, so that the code stays one that a phone reads well.
    assert!(pire <= 300, "{pire}");
}

#[test]
fn any_perimeter_of_france_has_a_link() {
    let territory = territory();
    let communes: Vec<CodeCommune> = territory.communes().map(|c| c.code).collect();
    let mut parts = Vec::new();
    for commune in communes.iter().take(200) {
        let iris = (101..120).map(|n| CodeIris::new(*commune, n).unwrap()).collect();
        parts.push(Part { commune: *commune, population: 12_345, motif: "quartier nord".into(), iris });
    }
    let projet = repondu(Territoire { communes, parts, ..Territoire::default() });
    assert!(letters(&projet) <= LETTRES_MAX);
    // The longest that a file may hold: a thousand shares, each with its reason.
    let part = Part {
        commune: projet.territoire.communes[0],
        population: 12_345,
        motif: "é".repeat(TEXTE_MAX),
        iris: Vec::new(),
    };
    let parts = vec![part; 600];
    assert!(letters(&repondu(Territoire { parts, ..Territoire::default() })) <= LETTRES_MAX);
}

#[test]
fn every_profession_of_the_rules_has_a_key() {
    for profession in embedded_formulaire().professions {
        let cles = CLES.professions.iter().filter(|id| **id == profession.id).count();
        assert_eq!(
            cles, 1,
            "{}: add it at the end of the table of crates/cpts-documents/src/lien/cles.rs",
            profession.id
        );
    }
    for poste in embedded().budget.postes {
        let cles = CLES.budget.iter().filter(|id| **id == poste.id).count();
        assert_eq!(
            cles, 1,
            "{}: add it at the end of the table of crates/cpts-documents/src/lien/cles.rs",
            poste.id
        );
    }
    for rythme in Rythme::TOUS {
        assert_eq!(CLES.rythmes.iter().filter(|r| *r == rythme).count(), 1);
    }
    for situation in Situation::TOUS {
        assert_eq!(CLES.situations.iter().filter(|s| *s == situation).count(), 1);
    }
    for mission in Mission::TOUS {
        assert_eq!(CLES.missions.iter().filter(|m| *m == mission).count(), 1);
    }
    for (_, initiateur) in cpts_core::plat::INITIATEURS {
        assert_eq!(CLES.initiateurs.iter().filter(|i| **i == initiateur).count(), 1);
    }
}

#[test]
fn what_a_later_version_adds_is_told_and_the_rest_is_read() {
    let mut champs = Champs::default();
    champs.projet(&repondu(Territoire::default()));
    champs.add(PROFESSIONNELS, |bloc| {
        for (cle, nombre) in [(1, 3), (200, 4)] {
            put(bloc, cle);
            put(bloc, nombre);
        }
    });
    champs.add(MISSIONS, |bloc| put(bloc, 0b1000_0001));
    champs.add(BUDGET, |bloc| {
        for (numero, contenu) in [(1, &[100][..]), (9, &[0, 0, 1]), (9, &[99, 0, 0, 0]), (30, &[])] {
            put(bloc, numero);
            if numero == 9 && contenu.first() == Some(&0) {
                // Of a site, with a name of its own and a way to come back that is unknown.
                put_block(bloc, &[0, 2, b'x', b'y', 0, 40, 3]);
            } else {
                put_block(bloc, contenu);
            }
        }
    });
    champs.add(21, |_| ());
    champs.add(40, |bloc| {
        put_block(bloc, "les salles de réunion".as_bytes());
        bloc.extend_from_slice(&[1, 2, 3]);
    });
    champs.add(SIGNATURE, |bloc| {
        put_date(bloc, Date::new(2027, 4, 1).unwrap());
        bloc.push(9);
    });
    let Lu { dossier, inconnus } = read(&seal(&champs.0)).unwrap();
    assert_eq!(
        inconnus,
        [
            "la profession nº\u{a0}200",
            "la mission nº\u{a0}7",
            "le rythme d’une ligne du budget nº\u{a0}40",
            "la ligne de budget nº\u{a0}99",
            "la réponse du budget nº\u{a0}30",
            "le champ nº\u{a0}21",
            "les salles de réunion",
            "la suite du champ nº\u{a0}9",
        ]
    );
    assert_eq!(dossier.projet.hypotheses.budget.coordination.brut, Some(100));
    assert_eq!(dossier.projet.hypotheses.budget.lignes.len(), 1);
    assert_eq!(dossier.projet.signature, Date::new(2027, 4, 1));
    assert_eq!(dossier.projet.missions, Some(vec![Mission::AccesAuxSoins]));
    assert_eq!(dossier.projet.professionnels.unwrap().len(), 1);
    // A later container is another matter.
    assert_eq!(read("2ABCDEF"), Err(Refus::TropRecent));
}

/// A project of a contract that runs; with a day, without, and what an earlier version says of it.
#[test]
fn a_running_contract_is_read_for_ever_and_named_by_earlier_versions() {
    let mut projet = Projet {
        situation: Situation::Existante,
        signature: Date::new(2021, 3, 12),
        vue_le: Date::new(2026, 12, 1),
        ..Projet::default()
    };
    for (lien, vue_le) in [
        ("1S490Y7890AYG680Q2DP6A833DXQ78WK1EGG6AVH0CDQQAWKK066H8", Date::new(2026, 12, 1)),
        ("14Z6EE6R90AYG680N2DP6A833DXQ78WK1EGG6AVH0CDQQAWKK04", None),
    ] {
        projet.vue_le = vue_le;
        assert_eq!(write(&Dossier { projet: projet.clone(), ..Dossier::default() }), lien);
        assert_eq!(read(lien).unwrap().dossier.projet, projet);
    }
    let mut champs = Champs::default();
    champs.projet(&projet);
    let mut lecteur = Lecteur(&champs.0);
    let mut nom = None;
    while lecteur.has_more() {
        let (numero, mut bloc) = (lecteur.nombre().unwrap(), lecteur.block().unwrap());
        nom = (numero == CONTRAT).then(|| name_of(numero, &mut bloc, &CLES)).or(nom);
    }
    assert_eq!(nom.as_deref(), Some(NOM_DU_CONTRAT));
    // A situation that a later version may add.
    let mut champs = Champs::default();
    champs.add(CONTRAT, |bloc| {
        put_block(bloc, &[]);
        put(bloc, 7);
    });
    assert_eq!(read(&seal(&champs.0)).unwrap().inconnus, ["la situation nº\u{a0}7"]);
}

#[test]
fn renamed_keys_are_read_under_their_new_name() {
    // As if « infirmier » had become « infirmier_ide » in the rules, and a site's own too.
    let professions: Vec<&'static str> =
        CLES.professions.iter().map(|id| if *id == "infirmier" { "infirmier_ide" } else { id }).collect();
    let cles = Cles {
        professions: professions.leak(),
        renommees: &[("conteur", "conteuse_et_conteur")],
        missions: CLES.missions,
        initiateurs: CLES.initiateurs,
        budget: CLES.budget,
        rythmes: CLES.rythmes,
        situations: CLES.situations,
        annonces: &[],
    };
    let mut professionnels = Table::new();
    professionnels.insert("infirmier".to_owned(), 4);
    professionnels.insert("conteur".to_owned(), 2);
    let projet = Projet { professionnels: Some(professionnels), ..Projet::default() };
    let lu = read_with(&write(&Dossier { projet, ..Dossier::default() }), &cles).unwrap();
    let lus = lu.dossier.projet.professionnels.unwrap();
    assert_eq!(
        (lus.get("infirmier_ide"), lus.get("conteuse_et_conteur"), lus.len()),
        (Some(&4), Some(&2), 2)
    );
}

#[test]
fn a_huge_link_is_refused_at_once() {
    assert_eq!(read(&"1".repeat(LETTRES_MAX + 1)), Err(Refus::TropLong));
    // Numbers that ask for much: a length, a count of professions, an endless list.
    let mut beaucoup = Vec::new();
    for _ in 0..2_000 {
        beaucoup.extend_from_slice(&[0, 2, b'a' + (beaucoup.len() % 7) as u8, b'b', 1]);
    }
    for bloc in [vec![0xff, 0xff, 0xff, 0xff, 0x0f], beaucoup] {
        let mut champs = Champs::default();
        champs.add(PROFESSIONNELS, |sortie| sortie.extend_from_slice(&bloc));
        let _ = read(&seal(&champs.0));
    }
    let mut champs = Champs::default();
    for _ in 0..2_000 {
        champs.add(PARTS, |bloc| bloc.extend_from_slice(&[1, 1, 0]));
    }
    assert_eq!(read(&seal(&champs.0)), Err(Refus::Impossible));
}

/// The links of each released version, and what they must give for ever: one file a
/// version, which is never edited. A line is a link, a tabulation, the JSON of the project.
#[test]
fn links_of_every_version_are_read() {
    let dossier = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/liens");
    let version = dossier.join(concat!(env!("CARGO_PKG_VERSION"), ".txt"));
    if std::env::var("LIENS").is_ok_and(|v| v == "write") && !version.exists() {
        let mut texte = String::new();
        for projet in exemples() {
            let json = serde_json::to_string(&projet).unwrap();
            texte.push_str(&format!("{}\t{json}\n", write(&Dossier { projet, ..Dossier::default() })));
        }
        fs::write(&version, texte).unwrap();
    }
    assert!(version.exists(), "no links of this version yet: LIENS=write cargo test -p cpts-documents");
    let mut fichiers = 0;
    for fichier in fs::read_dir(&dossier).unwrap() {
        let chemin = fichier.unwrap().path();
        if chemin.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        fichiers += 1;
        let texte = fs::read_to_string(&chemin).unwrap();
        assert!(texte.lines().count() >= 12, "{}", chemin.display());
        for ligne in texte.lines() {
            let (lien, json) = ligne.split_once('\t').unwrap();
            let attendu: Projet = serde_json::from_str(json).unwrap();
            let lu = read(lien).unwrap_or_else(|refus| panic!("{}: {lien}: {refus:?}", chemin.display()));
            assert_eq!(lu.dossier.projet, attendu, "{}: {lien}", chemin.display());
            assert_eq!(lu.inconnus, [""; 0], "{}: {lien}", chemin.display());
        }
    }
    assert!(fichiers >= 1);
}

/// A dozen projects that are unlike one another.
fn exemples() -> Vec<Projet> {
    let c = |texte: &str| texte.split(' ').map(|code| code.parse().unwrap()).collect::<Vec<CodeCommune>>();
    let sirens = |texte: &str| texte.split(' ').map(|n| n.parse().unwrap()).collect::<Vec<Siren>>();
    let territory = territory();
    let du_nord: Vec<CodeCommune> = territory
        .communes()
        .map(|c| c.code)
        .filter(|c| c.departement().as_str() == "59")
        .step_by(7)
        .take(60)
        .collect();
    let nice = c("06088")[0];
    let mut demarrages = Table::new();
    demarrages.insert(Mission::Parcours, Date::new(2027, 10, 1).unwrap());
    demarrages.insert(Mission::Qualite, Date::new(2028, 2, 29).unwrap());
    let mut ailleurs = Table::new();
    ailleurs.insert("infirmier".to_owned(), 5);
    ailleurs.insert("conteur_du_site".to_owned(), 1);
    let t = Territoire::default;
    vec![
        Projet::default(),
        Projet { professionnels: Some(Table::new()), missions: Some(Vec::new()), ..Projet::default() },
        repondu(Territoire { epci: sirens("200068500"), exclues: c("59167"), ..t() }),
        repondu(Territoire { communes: du_nord, ..t() }),
        Projet { nom: Some("Cœur d’Élorn — « essai » 😀\n2".into()), ..Projet::default() },
        repondu(
            Territoire { communes: c("2A004 2B033 20004 97411 97501 98818 75115 01001"), ..t() }.sorted(),
        ),
        Projet {
            territoire: Territoire {
                parts: vec![
                    Part {
                        commune: nice,
                        population: 120_000,
                        motif: "codes postaux 06000 ; 06300".into(),
                        iris: vec![
                            "060880101".parse().unwrap(),
                            "060880102".parse().unwrap(),
                            "060570101".parse().unwrap(),
                        ],
                    },
                    Part { commune: c("13055")[0], population: 1, motif: String::new(), iris: Vec::new() },
                ],
                ..t()
            },
            ..Projet::default()
        },
        Projet {
            initiateur: Some(Initiateur::Autre),
            signature: Date::new(2019, 7, 1),
            hypotheses: Hypotheses {
                atteinte_variable: Pourcent::new(80),
                crise_reconnue: true,
                demarrages,
                millesime: Some(2021),
                ..Hypotheses::default()
            },
            ..Projet::default()
        },
        Projet { professionnels: Some(ailleurs), initiateur: Some(Initiateur::Elus), ..Projet::default() },
        Projet {
            missions: Some(vec![Mission::AccesAuxSoins, Mission::Accompagnement]),
            signature: Date::new(2099, 12, 31),
            hypotheses: Hypotheses {
                atteinte_variable: Pourcent::new(0),
                millesime: Some(2017),
                ..Hypotheses::default()
            },
            ..Projet::default()
        },
        repondu(Territoire {
            epci: sirens("200040947 245901160 248000531"),
            communes: c("59001 59350"),
            ..t()
        }),
        // Communes that have merged since, and one that never was.
        repondu(Territoire { communes: c("49092 50129 99999"), ..t() }),
        Projet { initiateur: Some(Initiateur::Etablissement), ..repondu(t()) },
        Projet {
            hypotheses: Hypotheses {
                budget: Budget {
                    coordination: Coordination {
                        brut: Some(38_000),
                        charges: Pourcent::new(42),
                        quotite: Some(80),
                        embauche: Some(3),
                    },
                    indemnites: Indemnites { personnes: Some(6), heures: Some(4), taux: Some(60) },
                    lignes: vec![
                        LigneBudget {
                            poste: "locaux".into(),
                            montant: Some(4_800),
                            rythme: Some(Rythme::An),
                            mois: 2,
                            ..LigneBudget::default()
                        },
                        LigneBudget {
                            poste: "autre_recette".into(),
                            nom: Some("Don de la commune".into()),
                            montant: Some(1_500),
                            rythme: Some(Rythme::Unique),
                            mois: 23,
                        },
                        LigneBudget { poste: "assurance".into(), ..LigneBudget::default() },
                    ],
                    avec_variable: Some(false),
                },
                ..Hypotheses::default()
            },
            ..repondu(t())
        },
        Projet { initiateur: Some(Initiateur::Usagers), nom: Some(String::new()), ..Projet::default() },
        Projet { situation: Situation::Existante, signature: Date::new(2021, 3, 12), ..Projet::default() },
        Projet {
            situation: Situation::Existante,
            signature: Date::new(2023, 11, 23),
            vue_le: Date::new(2026, 12, 1),
            ..repondu(t())
        },
    ]
}

trait Sorted {
    fn sorted(self) -> Self;
}

impl Sorted for Territoire {
    fn sorted(mut self) -> Self {
        self.communes.sort_by_key(|code| number_of(*code));
        self
    }
}
