//! What becomes of a pasted list.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use cpts_perimetre::liste::{self, Doute, ErreurListe, Lecture, Lieu, LigneLue};
use cpts_territory::{Commune, Territory};
use proptest::prelude::*;

static DONNEES: LazyLock<Territory> = LazyLock::new(|| {
    let fichier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/communes.bin");
    Territory::parse(&std::fs::read(fichier).unwrap()).unwrap()
});

fn read(texte: &str) -> Vec<LigneLue> {
    liste::read(texte, &DONNEES).unwrap()
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
    assert_eq!(liste::read(&long, &DONNEES), Err(ErreurListe::TropLong));
    let lignes = "\n".repeat(liste::MAX_LIGNES + 1);
    assert_eq!(liste::read(&lignes, &DONNEES), Err(ErreurListe::TropDeLignes));
    assert!(liste::read(&"\n".repeat(liste::MAX_LIGNES), &DONNEES).is_ok());
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

/// What a text holds once separators and quotes are left out.
fn letters<'a>(textes: impl Iterator<Item = &'a str>) -> String {
    let hors = |c: &char| !c.is_whitespace() && !matches!(c, ';' | ',' | '|' | '"');
    textes.flat_map(str::chars).filter(hors).collect()
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
                    prop_assert!(*avant < i);
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
