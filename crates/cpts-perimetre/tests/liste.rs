//! What becomes of a pasted list.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use cpts_perimetre::liste::{self, Alentours, Doute, ErreurListe, Lecture, Lieu, LigneLue};
use cpts_territory::{Adjacence, Commune, Territory};
use proptest::prelude::*;

static DONNEES: LazyLock<Territory> = LazyLock::new(|| {
    let fichier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/communes.bin");
    Territory::parse(&std::fs::read(fichier).unwrap()).unwrap()
});

static VOISINS: LazyLock<Adjacence> = LazyLock::new(|| {
    let fichier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/adjacence.bin");
    Adjacence::parse(&std::fs::read(fichier).unwrap(), &DONNEES).unwrap()
});

fn read(texte: &str) -> Vec<LigneLue> {
    liste::read(texte, &DONNEES, Alentours { voisins: Some(&VOISINS), ..Alentours::default() }).unwrap()
}

fn code(lieu: Lieu) -> String {
    match lieu {
        Lieu::Commune(code) => code.to_string(),
        Lieu::Epci(siren) => siren.to_string(),
    }
}

/// A reading in a few letters.
fn show(lecture: &Lecture) -> String {
    match lecture {
        Lecture::Reconnue(lieu) => code(*lieu),
        Lecture::AChoisir(doute, candidats) => {
            let codes: Vec<_> = candidats
                .iter()
                .map(|c| {
                    let ancienne = c.ancienne.as_ref().map(|a| format!("={a}")).unwrap_or_default();
                    format!("{}{}{ancienne}", code(c.lieu), if c.probable { "!" } else { "" })
                })
                .collect();
            format!("{doute:?} {}", codes.join(" "))
        }
        Lecture::Doublon(lieu, ligne) => format!("{} déjà ligne {ligne}", code(*lieu)),
        Lecture::Inconnue => "?".into(),
        Lecture::EnTete => "en-tête".into(),
        Lecture::ACote => "à côté".into(),
        Lecture::Vide => "vide".into(),
    }
}

fn lectures(texte: &str) -> Vec<String> {
    read(texte).iter().map(|l| show(&l.lecture)).collect()
}

#[track_caller]
fn alone(texte: &str, attendu: &str) {
    let lues = lectures(texte);
    assert!(lues.len() == 1 && lues[0].starts_with(attendu), "{texte:?}: {lues:?}, not {attendu}");
}

#[test]
fn one_cell_in_every_way_of_writing_it() {
    for (texte, attendu) in [
        ("Cambrai", "59122"),
        ("CAMBRAI", "59122"),
        ("59122 Cambrai", "59122"),
        ("Cambrai (59)", "59122"),
        ("Cambrai (Nord)", "59122"),
        ("Cambrai - 59", "59122"),
        ("Cambrai – Nord", "59122"),
        ("Cambrai, 59", "59122"),
        ("59 Cambrai", "59122"),
        ("59400 Cambrai", "59122"),
        ("Cambrai 59400", "59122"),
        ("Cambrai (59400)", "59122"),
        ("59 400 Cambrai", "59122"),
        ("  • Cambrai  ", "59122"),
        ("12. Cambrai", "59122"),
        ("- Cambrai", "59122"),
        ("Cambrai 32 000 hab.", "59122"),
        ("Cambrai 31654", "59122"),
        ("Cambrai (32 000 habitants)", "59122"),
        ("Cambrai : 31 654", "59122"),
        ("Commune de Cambrai", "59122"),
        ("Ville d’Angers", "49007"),
        ("49007 Angers", "49007"),
        ("49000 Angers", "49007"),
        ("Angers (49)", "49007"),
        ("Angers Cedex 9", "49007"),
        ("49933 ANGERS CEDEX 9", "49007"),
        ("49007", "49007"),
        ("2a004", "2A004"),
        ("2A004 AJACCIO", "2A004"),
        ("20000 Ajaccio", "2A004"),
        ("AJACCIO (2A)", "2A004"),
        ("Paris 13e", "75113"),
        ("75013", "75113"),
        ("75113", "75113"),
        ("13e arrondissement, Paris 13e", "75113"),
        ("Lyon 8ème (69)", "69388"),
        ("Lyon 69", "69123"),
        ("Paris", "75056"),
        ("ST DENIS (93)", "93066"),
        ("Saint-Denis 97490", "97411"),
        ("ROCHELLE (LA)", "Homonymes 17300 70450"),
        ("Mans (Le)", "72181"),
        ("200068500", "200068500"),
        ("200 068 500", "200068500"),
        ("CA de Cambrai", "200068500"),
        ("Communauté d’agglomération de Cambrai", "200068500"),
        ("Saint-Denis - La Réunion", "97411"),
        ("\"Cambrai\"", "59122"),
        ("Saint-Nom-la-Bretèche", "78571"),
        // Two words of a name are not a commune and its comment.
        ("Cambrai Est", "?"),
        ("zzz", "?"),
        ("99999", "?"),
        ("999999999", "?"),
        // What a person has to settle.
        ("Saint-Denis", "Homonymes 97411 93066"),
        ("Pierrefitte-sur-Seine", "Ancienne 93066!=Pierrefitte-sur-Seine"),
        ("1004", "ZeroPerdu 01004!"),
        ("08000", "CodePostal"),
        ("59122", "InseeOuPostal 59122"),
        ("97411", "InseeOuPostal 97411 97415"),
        ("75001 Cambrai", "Desaccord"),
        ("Cambrai (49)", "Desaccord 59122"),
    ] {
        alone(texte, attendu);
    }
}

#[test]
fn a_column_of_codes_votes_on_what_it_holds() {
    // 59122 is the INSEE code of Cambrai and a postal code elsewhere.
    let insee: Vec<String> =
        DONNEES.communes_of_epci("200068500".parse().unwrap()).map(|c| c.code.to_string()).collect();
    assert_eq!(lectures(&insee.join("\n")), insee);
    // The neighbours say that it is a postal code.
    let lues = lectures("59000\n62000\n80000\n02100\n59122");
    assert_eq!(lues.last().unwrap().split(' ').next(), Some("CodePostal"), "{lues:?}");
}

#[test]
fn the_likeliest_candidate_is_in_the_departement_of_the_others() {
    let lues = lectures("Aubervilliers\nLa Courneuve\nStains\nSaint-Denis");
    assert!(lues[3].starts_with("Homonymes 93066! 97411 "), "{lues:?}");
}

#[test]
fn tables_are_read_by_their_columns() {
    // With a head, in any order, with what else the census gives.
    let attendu = ["en-tête", "59122", "59139"];
    for texte in [
        "Nom;Code INSEE;Population\nCambrai;59122;31654\nCaudry;59139;14241",
        "CODGEO\tLIBGEO\tEPCI\tLIBEPCI\n59122\tCambrai\t200068500\tCA de Cambrai\n59139\tCaudry\t200030633\tCC",
        "\u{feff}\"libellé\",\"population\"\r\n\"Cambrai\",\"31654\"\r\n\"Caudry\",\"14241\"\r\n",
        "Département;Commune;Code postal\nNord;Cambrai;59400\nNord;Caudry;59540",
        "Nom de l'EPCI|Commune|Canton\nCA de Cambrai|CAMBRAI|Cambrai\nCC|CAUDRY|Caudry",
    ] {
        assert_eq!(lectures(texte), attendu, "{texte}");
    }
    // A title above the head.
    assert_eq!(
        lectures("Communes de la CPTS;\n\nCommune;Habitants\nCambrai;31654\nCaudry;14241"),
        ["en-tête", "vide", "en-tête", "59122", "59139"]
    );
    // Without a head, by what the columns hold.
    for texte in
        ["Cambrai;31654\nCaudry;14241", "59122\tCambrai\n59139\tCaudry", "1,59400,Cambrai\n2,59540,Caudry"]
    {
        assert_eq!(lectures(texte), attendu[1..], "{texte}");
    }
    // The département settles homonyms.
    assert_eq!(lectures("dep,commune\n93,Saint-Denis\n30,Saint-Denis"), ["en-tête", "93066", "30247"]);
    // Only EPCI.
    assert_eq!(lectures("siren;nom epci\n200068500;CA de Cambrai"), ["en-tête", "200068500"]);
}

#[test]
fn places_one_after_the_other_on_a_line_are_items() {
    assert_eq!(lectures("Cambrai, Caudry; Viesly et Solesmes, Cambrai Est").len(), 5);
    assert_eq!(lectures("Cambrai, Caudry"), ["59122", "59139"]);
    assert_eq!(lectures("Cambrai; Caudry; Viesly"), ["59122", "59139", "59614"]);
    assert_eq!(lectures("Cambrai, Caudry,\nViesly"), ["59122", "59139", "59614"]);
    let lues = read("Cambrai, Caudry, Zzz, Solesmes");
    assert_eq!(
        lues.iter().map(|l| (l.numero, l.texte.as_str())).collect::<Vec<_>>(),
        [(1, "Cambrai"), (2, "Caudry"), (3, "Zzz"), (4, "Solesmes")]
    );
}

#[test]
fn repeats_blank_lines_and_heads_are_told() {
    assert_eq!(
        lectures("Communes\n\nCambrai\nCaudry\n59122 CAMBRAI\n"),
        ["en-tête", "vide", "59122", "59139", "59122 déjà ligne 3"]
    );
}

#[test]
fn a_corrected_line_is_read_in_the_company_of_the_others() {
    let mut lues = read("Aubervilliers\nStains\nSaint-Deni");
    assert_eq!(lues[2].lecture, Lecture::Inconnue);
    let noms = liste::suggest(&lues[2].texte, &DONNEES);
    assert!(noms.iter().any(|c| code(c.lieu) == "93066"), "{noms:?}");
    let noms = liste::suggest("59400 Cambrai Est", &DONNEES);
    assert_eq!(noms.first().map(|c| code(c.lieu)).as_deref(), Some("59122"));
    liste::correct(&mut lues, 2, "Saint-Denis", &DONNEES);
    assert!(show(&lues[2].lecture).starts_with("Homonymes 93066!"), "{lues:?}");
    liste::correct(&mut lues, 2, "stains", &DONNEES);
    assert_eq!(show(&lues[2].lecture), "93072 déjà ligne 2");
    liste::correct(&mut lues, 99, "stains", &DONNEES);
    assert_eq!(lues.len(), 3);
}

#[test]
fn what_is_too_long_is_refused_in_a_sentence() {
    let long = "a".repeat(liste::MAX_OCTETS + 1);
    assert_eq!(liste::read(&long, &DONNEES, Alentours::default()), Err(ErreurListe::TropLong));
    let lignes = "\n".repeat(liste::MAX_LIGNES + 1);
    assert_eq!(liste::read(&lignes, &DONNEES, Alentours::default()), Err(ErreurListe::TropDeLignes));
    assert!(liste::read(&"\n".repeat(liste::MAX_LIGNES), &DONNEES, Alentours::default()).is_ok());
}

/// How a list is written out again: what was recognised by its code and name, what
/// was not as it stood.
fn canonical(lignes: &[LigneLue]) -> String {
    let mut texte = String::new();
    for ligne in lignes {
        match ligne.lecture {
            Lecture::Reconnue(Lieu::Commune(code)) => {
                let commune = DONNEES.commune(code).unwrap();
                texte.push_str(&format!("{} {}", code, commune.nom));
            }
            Lecture::Reconnue(Lieu::Epci(siren)) => texte.push_str(&siren.to_string()),
            _ => {}
        }
        texte.push('\n');
    }
    texte
}

#[test]
fn every_commune_is_recognised_as_it_is_written_out() {
    let departement = |c: &Commune<'_>| DONNEES.departement(c.departement).unwrap().nom;
    let ecritures: [&dyn Fn(&Commune<'_>) -> String; 3] =
        [&|c| format!("{} {}", c.code, c.nom), &|c| c.code.to_string(), &|c| {
            format!("{} ({})", c.nom.to_uppercase(), departement(c))
        }];
    for ecrire in ecritures {
        let mut texte: Vec<_> = DONNEES.iter().map(|c| ecrire(&c)).collect();
        let reste = texte.split_off(texte.len() / 2);
        let lues = [read(&texte.join("\n")), read(&reste.join("\n"))].concat();
        for (c, ligne) in DONNEES.iter().zip(&lues) {
            let lu = match &ligne.lecture {
                Lecture::Reconnue(lieu) => *lieu == Lieu::Commune(c.code),
                // Two communes of a département may have one name.
                Lecture::AChoisir(Doute::Homonymes, l) => l.iter().any(|l| l.lieu == Lieu::Commune(c.code)),
                // The only code of its collectivity, an ocean away.
                Lecture::AChoisir(Doute::Loin, l) => c.departement.as_str() > "976" && l.len() == 1,
                _ => false,
            };
            assert!(lu, "{ligne:?}");
        }
    }
}

/// Pieces of lists, sound and broken.
fn piece() -> impl Strategy<Value = String> {
    let commune = (0..DONNEES.iter().count() as u32).prop_map(|i| DONNEES.commune_at(i).unwrap());
    prop_oneof![
        4 => commune.clone().prop_map(|c| c.nom.to_owned()),
        2 => commune.clone().prop_map(|c| c.code.to_string()),
        2 => commune.clone().prop_map(|c| format!("{} ({})", c.nom, c.departement)),
        1 => commune.prop_map(|c| format!("{} - {}", c.nom.to_uppercase(), c.departement)),
        2 => "[0-9]{1,10}",
        1 => "\\PC{0,20}",
        1 => Just(String::new()),
        1 => prop_oneof![Just("Code INSEE"), Just("Commune"), Just("libellé")].prop_map(str::to_owned),
    ]
}

fn texte() -> impl Strategy<Value = String> {
    let separateur = prop_oneof![Just(";"), Just("\t"), Just(","), Just("|"), Just(" ")];
    let fin = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    (prop::collection::vec(prop::collection::vec(piece(), 1..5), 0..30), separateur, fin)
        .prop_map(|(l, s, f)| l.iter().map(|l| l.join(s)).collect::<Vec<_>>().join(f))
}

/// What a text holds once separators, quotes and other signs are left out.
fn letters<'a>(textes: impl Iterator<Item = &'a str>) -> String {
    textes.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn nothing_is_lost(texte in texte()) {
        let lues = read(&texte);
        prop_assert_eq!(letters(lues.iter().map(|l| l.texte.as_str())), letters(std::iter::once(texte.as_str())));
        for (i, ligne) in (1..).zip(&lues) {
            prop_assert_eq!(ligne.numero, i);
            prop_assert_eq!(ligne.lecture == Lecture::Vide, ligne.texte.trim().is_empty());
            match &ligne.lecture {
                Lecture::AChoisir(_, candidats) => prop_assert!(!candidats.is_empty()),
                Lecture::Doublon(lieu, avant) => {
                    prop_assert!(*avant != i);
                    let premier = &lues[*avant as usize - 1].lecture;
                    prop_assert_eq!(premier, &Lecture::Reconnue(*lieu));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn what_is_written_out_is_read_the_same(texte in texte()) {
        let une = read(&texte);
        let deux = read(&canonical(&une));
        let places = |l: &[LigneLue]| -> Vec<Lieu> {
            l.iter().filter_map(|l| match l.lecture { Lecture::Reconnue(lieu) => Some(lieu), _ => None }).collect()
        };
        prop_assert_eq!(places(&une), places(&deux), "{}", canonical(&une));
    }

    #[test]
    fn no_text_makes_it_panic(octets: Vec<u8>, texte: String) {
        for texte in [String::from_utf8_lossy(&octets).into_owned(), texte] {
            let mut lues = read(&texte);
            let _ = liste::suggest(&texte, &DONNEES);
            liste::correct(&mut lues, 0, &texte, &DONNEES);
        }
    }
}

#[test]
#[ignore = "measures: run alone, in release"]
fn five_hundred_lines_take_a_moment() {
    let noms: Vec<_> = DONNEES.iter().step_by(70).map(|c| c.nom.to_uppercase()).take(500).collect();
    let texte = noms.join("\n");
    let _ = DONNEES.named("Cambrai");
    let debut = std::time::Instant::now();
    let lues = read(&texte);
    println!("{} lines in {:?}", lues.len(), debut.elapsed());
}

// — What people paste, from public reports and of our own —

/// What became of each place of a list, in a line: recognised, to be settled, unknown, left aside.
fn sorted(texte: &str) -> [Vec<String>; 4] {
    let mut sortes: [Vec<String>; 4] = Default::default();
    for ligne in read(texte) {
        let rang = match &ligne.lecture {
            Lecture::Reconnue(_) => 0,
            Lecture::AChoisir(..) => 1,
            Lecture::Inconnue => 2,
            _ => 3,
        };
        sortes[rang].push(show(&ligne.lecture));
    }
    sortes
}

#[track_caller]
fn recognised(texte: &str, attendu: &[&str]) {
    let sortes = sorted(texte);
    assert_eq!(sortes[0], attendu, "{texte:?}: {sortes:?}");
}

/// Nothing is certain here: the first choice of each.
#[track_caller]
fn asked(texte: &str, attendu: &[&str]) {
    let sortes = sorted(texte);
    assert!(sortes[0].is_empty(), "{texte:?}: {sortes:?}");
    let premiers: Vec<String> = sortes[1]
        .iter()
        .map(|s| {
            s.split(' ').nth(1).unwrap_or_default().split(['!', '=']).next().unwrap_or_default().to_owned()
        })
        .collect();
    assert_eq!(premiers, attendu, "{texte:?}: {sortes:?}");
}

fn cas(nom: &str) -> String {
    let chemin = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cas").join(nom);
    String::from_utf8(std::fs::read(chemin).unwrap()).unwrap()
}

#[test]
fn a_number_beside_a_name_is_never_a_place() {
    recognised("Cambrai\t31 134", &["59122"]);
    recognised("Meudon\t46 102", &["92048"]);
    recognised("Vitré;19 065", &["35360"]);
    recognised("Nom\tHabitants\nMeudon\t46 102\nSèvres\t23 251", &["92048", "92072"]);
    recognised("Liévin\t63 000\nLens\t32 000", &["62510", "62498"]);
    recognised("Cambrai 31134 hab", &["59122"]);
}

#[test]
fn a_cell_of_several_lines_holds_several_communes() {
    recognised(&cas("R19.tsv"), &["21054", "21412", "21492", "21464", "21295"]);
    recognised(
        "CPTS;Communes;Habitants\nA;\"Beaune\nMeursault\nPommard\";22145",
        &["21054", "21412", "21492"],
    );
    recognised("\"Beaune, Meursault, Pommard\"\t22 145", &["21054", "21412", "21492"]);
    recognised("Communes\tCPTS\n\"Liévin\nLens\"\t63 000", &["62510", "62498"]);
}

#[test]
fn several_places_on_a_line_are_all_read() {
    recognised("59122 Cambrai 59139 Caudry", &["59122", "59139"]);
    recognised("Cambrai (59122) Caudry (59139) Beaune (21054)", &["59122", "59139", "21054"]);
    recognised("Cambrai 59400 Caudry 59540", &["59122", "59139"]);
    recognised("59097 59176 59405", &["59097", "59176", "59405"]);
    recognised("Lyon 3, 6 et 7", &["69383", "69386", "69387"]);
    recognised("Marseille 1er au 5e", &["13201", "13202", "13203", "13204", "13205"]);
    recognised("Paris XIII", &["75113"]);
    recognised("Cambrai / Caudry / Viesly", &["59122", "59139", "59614"]);
    recognised("Cambrai et Caudry", &["59122", "59139"]);
}

#[test]
fn a_lone_name_far_from_all_the_others_is_asked_about() {
    let rosans = ["05126", "05091", "05117", "05129"];
    recognised(&cas("R03.txt"), &rosans);
    let sortes = sorted(&cas("R03.txt"));
    assert!(sortes[1].iter().any(|s| s.starts_with("Homonymes 05048")), "{sortes:?}");
    assert!(sortes[1].iter().any(|s| s.starts_with("Loin 63239")), "{sortes:?}");
    // Of two, nobody knows which one is lost.
    asked("Rosans\nMontmorin", &["05126", "63239"]);
    // The delegated commune beside the others is likelier than the commune far away.
    for (texte, attendu) in
        [("Sèvremoine\nCholet\nTorfou", "49301"), ("Saumur\nLongué-Jumelles\nDistré\nGennes", "49261")]
    {
        let sortes = sorted(texte);
        assert!(sortes[1].iter().any(|s| s.starts_with(&format!("Loin {attendu}!"))), "{texte}: {sortes:?}");
    }
    // A list of all France is no territory.
    recognised(
        "Cambrai\nMontpellier\nLe Havre\nÉpinal\nRosans",
        &["59122", "34172", "76351", "88160", "05126"],
    );
    // What the project holds already is around.
    let pres_de = [Lieu::Commune("05126".parse().unwrap())];
    let autour = Alentours { pres_de: &pres_de, voisins: Some(&VOISINS) };
    let lues = liste::read("Montmorin", &DONNEES, autour).unwrap();
    assert_eq!(show(&lues[0].lecture), "Loin 63239");
    let lues = liste::read("Ribeyret", &DONNEES, autour).unwrap();
    assert_eq!(show(&lues[0].lecture), "05117");
    // Without the neighbours, the département decides.
    let sans = Alentours { pres_de: &pres_de, voisins: None };
    assert_eq!(show(&liste::read("Montmorin", &DONNEES, sans).unwrap()[0].lecture), "Loin 63239");
    assert_eq!(show(&liste::read("Ribeyret", &DONNEES, sans).unwrap()[0].lecture), "05117");
    // Islands have no neighbour.
    recognised("Quimper\nBrest\nOuessant\nÎle-Molène", &["29232", "29019", "29155", "29084"]);
    recognised("17300\n17297\n17274", &["17300", "17297", "17274"]);
}

#[test]
fn the_number_of_a_cedex_is_no_code_of_a_place() {
    recognised(
        &cas("R07.txt"),
        &["35060", "35176", "56144", "56197", "56251", "44163", "22046", "56260", "44109", "34172", "10387"],
    );
    for (texte, attendu) in [
        ("56019 VANNES CEDEX", "56260"),
        ("56019 CEDEX VANNES", "56260"),
        ("44021 NANTES CEDEX 1", "44109"),
        ("VANNES CEDEX", "56260"),
        ("B.P. 123 - 59407 CAMBRAI CEDEX", "59122"),
        ("CS 10001, 34295 MONTPELLIER CEDEX 5", "34172"),
    ] {
        recognised(texte, &[attendu]);
    }
    // Alone, among postal codes or under their head, it is not certain.
    recognised("Code postal\n56000\n56019", &["56260"]);
    for texte in ["33076\n33000", "35033\n35000"] {
        assert!(sorted(texte)[0].len() < 2, "{texte}: {:?}", sorted(texte));
        assert!(!sorted(texte)[0].contains(&texte[..5].to_owned()), "{texte}");
    }
    // A list of INSEE codes of one area is certain.
    recognised("59097\n59176\n59405\n59001", &["59097", "59176", "59405", "59001"]);
    let sortes = sorted("59097\n59405\n59001\n97127");
    assert!(!sortes[0].iter().any(|s| s.starts_with("971")), "{sortes:?}");
    let sortes = sorted("01440\n01004\n01053\n01034\n01185");
    assert_eq!(sortes[0], ["01004", "01053", "01034", "01185"], "{sortes:?}");
}

#[test]
fn addresses_are_read_by_the_code_and_the_name_that_agree() {
    for texte in [
        "F-59400 Cambrai",
        "12 rue de la Gare 59400 CAMBRAI",
        "Cambrai 59400 France",
        "Maison de santé, 3 place Aristide-Briand, 59400 Cambrai",
        "12 rue de Lille - 59400 Cambrai",
    ] {
        recognised(texte, &["59122"]);
    }
    recognised("75013 Paris", &["75113"]);
    recognised("69003 LYON", &["69383"]);
    recognised("13008 Marseille", &["13208"]);
}

#[test]
fn codes_as_spreadsheets_write_them() {
    for texte in
        ["59097.0", "=\"59097\"", "'59097", "59 097", "059097", "59097,00", "INSEE 59097", "\u{200b}59097"]
    {
        recognised(texte, &["59097"]);
    }
    recognised("02A004", &["2A004"]);
    asked("1004.0", &["01004"]);
    recognised(&cas("R13_liste.csv"), &["59097", "01004", "2A004", "97411"]);
    recognised(&cas("R12_liste.csv"), &["59097", "59176"]);
    recognised("\"sep=,\"\r\nCode INSEE,Commune\r\n59097,Boursies", &["59097"]);
    recognised("Code INSEE\n59122\n59176", &["59122", "59176"]);
    recognised("INSEE\n59122", &["59122"]);
}

#[test]
fn a_first_line_that_is_no_head_is_not_lost() {
    for texte in [
        "Communauté de communes du Caudrésis et du Catésis",
        "Communauté de communes du Pays Bellegardien",
        "Commune de Sombacour",
        "Commune nouvelle Les Hauts Talicans",
        "Ville-en-Tardenoiz",
        "Chapelle commune",
        "Plaine Commune",
    ] {
        let sortes = sorted(&format!("{texte}\nCambrai"));
        assert_eq!((sortes[0].len(), sortes[3].len()), (1, 0), "{texte}: {sortes:?}");
        assert_eq!(sortes[1].len() + sortes[2].len(), 1, "{texte}: {sortes:?}");
    }
}

#[test]
fn people_and_cpts_are_not_communes() {
    recognised(
        "Nom;Prénom;Ville\nCambrai;Paul;Lille\nLaval;Léa;Roubaix\nTours;Marc;Caudry",
        &["59350", "59512", "59139"],
    );
    recognised("Nom de la CPTS\tCommune\nCPTS A\tCambrai\nCPTS A\tCaudry", &["59122", "59139"]);
    recognised("Nom;Prénom;Profession;Commune\nBeaune;Luc;Infirmier;Cambrai", &["59122"]);
    recognised(
        &cas("R04_colle.tsv"),
        &["05126", "05048", "05154", "05127", "83062", "04079", "13109", "13214", "13215", "06088"],
    );
    // As a listing comes that went through several programs.
    let abime = cas("R04_colle.tsv").replace("Argençon", "Argenèon").replace("Ponçon", "Ponèon");
    assert_eq!(sorted(&abime)[0].len(), 10);
}

#[test]
fn spoilt_letters_and_signs_that_nobody_sees() {
    recognised(&cas("R09.txt"), &["35308", "35168", "12216", "94038", "85001"]);
    recognised(
        &cas("R10.txt").replace("Villeneuve-\nd'Ascq\n", ""),
        &["59009", "34172", "12208", "78172", "76351", "59122", "21054", "88160", "21412"],
    );
    assert_eq!(sorted("Cambrai\nVilleneuve-\nd'Ascq")[0], ["59122"]);
    let sortes = sorted(&cas("R21_mojibake.txt"));
    assert_eq!(sortes[0], ["02168", "25056", "88160", "42218", "59206"], "{sortes:?}");
    // As Mac Roman is read by what does not know it.
    recognised("Cambrai\rEscaudÏuvres\rMÏuvres\r", &["59122", "59206", "59405"]);
    // A letter that is lost may have been another one.
    let sortes = sorted("Ch?teau-Thierry\nSoissons");
    assert_eq!((sortes[0].len(), sortes[1].as_slice()), (1, &["Abime 02168!".to_owned()][..]), "{sortes:?}");
}

#[test]
fn a_former_commune_is_in_the_list_with_its_commune_of_today() {
    recognised(&cas("R05.txt"), &["74010", "49301", "49092"]);
    let sortes = sorted(&cas("R05.txt"));
    assert_eq!(sortes[1], Vec::<String>::new(), "{sortes:?}");
}
