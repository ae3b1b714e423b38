//! Coverage files as people write them, and as nobody should.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use cpts_core::{Couverture, StatutCpts};
use cpts_fichiers::{COUVERTURE_LIGNES_MAX, COUVERTURE_OCTETS_MAX, LectureCouverture, read_couverture};
use proptest::prelude::*;

const CSV: &str = include_str!("../../../tests/couverture/exemple.csv");
const GEOJSON: &str = include_str!("../../../tests/couverture/exemple.geojson");

fn read(texte: &str) -> LectureCouverture {
    read_couverture(texte.as_bytes(), "carte.csv").unwrap()
}

/// The refusals of a file of which some rows are right.
fn refus(texte: &str) -> Vec<String> {
    let lecture = read(texte);
    assert_eq!(lecture.refus.len(), lecture.refusees);
    lecture.refus.iter().map(ToString::to_string).collect()
}

/// Why a file is refused whole.
fn entier(octets: &[u8]) -> String {
    read_couverture(octets, "carte.csv").unwrap_err().to_string()
}

#[test]
fn the_example_reads_the_same_in_both_forms() {
    let lecture = read(CSV);
    assert_eq!((lecture.refusees, lecture.remarques.len()), (0, 0));
    let c = &lecture.couverture;
    assert_eq!(c.source, "Exemple fictif : aucune de ces CPTS n’existe");
    assert_eq!(c.produite_le.unwrap().to_string(), "2026-03-31");
    assert_eq!(c.departements[0].as_str(), "59");
    let of = |code: &str| c.of(code.parse().unwrap()).first().map(|l| (c.nom(l.cpts), l.statut));
    assert_eq!(of("59176"), Some(("CPTS fictive des Trois Moulins", StatutCpts::AciSignee)));
    assert_eq!(of("59405"), Some(("CPTS fictive du Vieux Canal", StatutCpts::ProjetValide)));
    assert_eq!(of("80001"), Some(("CPTS fictive des Deux Rives", StatutCpts::AciSignee)));
    assert_eq!(of("59122"), None);
    assert_eq!(read(GEOJSON), lecture);
    assert_eq!(Couverture::read(&c.write()).as_ref(), Some(c));
}

#[test]
fn a_table_is_read_however_the_spreadsheet_wrote_it() {
    let attendue = read("code;cpts;statut;date\n01004;Éléa;aci_signee;2024-05-14\n");
    for texte in [
        "\u{feff}code;cpts;statut;date\r\n01004;Éléa;aci_signee;14/05/2024\r\n",
        "Code INSEE,CPTS,Statut,Date\n01004,\"Éléa\",\"ACI signée\",14/5/2024\n\n",
        "\"code\"\t\"cpts\"\t\"statut\"\t\"date\"\n01004\tE\u{301}le\u{301}a\tACI  SIGNÉE\t2024-05-14\n"
            .replace("E\u{301}le\u{301}a", "Éléa")
            .as_str(),
        ";;;\n\"# produit par la main;\"\nstatut;date;code;cpts\nContrat ACI signé;2024-05-14T00:00:00Z;01004;  Éléa ",
    ] {
        assert_eq!(read(texte), attendue, "{texte}");
    }
    let latin1: Vec<u8> =
        "code;cpts;statut;date\n01004;Éléa;ACI signée;2024-05-14".chars().map(|c| c as u8).collect();
    assert_eq!(read_couverture(&latin1, "carte.csv").unwrap(), attendue);
    assert_eq!(attendue.couverture.source, "carte.csv");
}

#[test]
fn what_was_put_right_is_told() {
    let lecture = read("code,cpts,statut,téléphone,ville\n1004,A,aucune,,\n".replace(",A,", ",,").as_str());
    assert_eq!(lecture.couverture.sans_cpts[0].as_str(), "01004");
    assert_eq!(
        lecture.remarques,
        [
            "Colonnes laissées de côté : « téléphone », « ville ».",
            "Un code de quatre chiffres a été lu avec un zéro devant."
        ]
    );
    let deux = "code;cpts;statut\n59122;A;aci\n59122;A;aci\n59122;B;aci\n";
    assert_eq!(read(deux).couverture.communes.len(), 2, "two CPTS may share a commune");
    assert_eq!(read(deux).remarques, ["Une ligne répétée a été comptée une fois."]);
}

#[test]
fn each_slip_has_its_line_and_its_remedy_and_the_other_rows_remain() {
    let texte = "code;cpts;statut;date\n\
        59122;A;aci_signee;\n\
        5912;B;aci_signee;\n\
        59zz;B;aci_signee;\n\
        59123;B;presque;\n\
        59124;;aci_signee;\n\
        59125;B;aci_signee;31/02/2026\n\
        59122;A;projet_valide;\n\
        59122;;aucune;\n\
        59126;B;aucune;\n\
        ;B;aci;\n\
        59127;B;;\n";
    let lecture = read(texte);
    let attendus = [
        ("ligne 4", "« 59zz » n'est pas un code INSEE", "59122"),
        ("ligne 5", "« presque » n'est pas un statut", "lettre_intention"),
        ("ligne 6", "il manque le nom", "aucune"),
        ("ligne 7", "« 31/02/2026 » n'est pas une date", "2026-03-31"),
        ("ligne 8", "deux statuts", "gardez"),
        ("ligne 9", "à la fois dans une CPTS et sans CPTS", "gardez"),
        ("ligne 10", "la ligne nomme « B »", "retirez"),
        ("ligne 11", "il manque le code", "cinq caractères"),
        ("ligne 12", "il manque le statut", "aci_signee"),
    ];
    assert_eq!(lecture.refusees, attendus.len());
    for (refus, (place, probleme, aide)) in lecture.refus.iter().zip(attendus) {
        assert_eq!(refus.champ, place);
        assert!(refus.probleme.contains(probleme), "{refus}");
        assert!(refus.aide.contains(aide), "{refus}");
    }
    // 59122, and 05912 whose zero a spreadsheet took.
    assert_eq!(lecture.couverture.communes.len(), 2);
    assert_eq!(
        refus("# produit le : hier\n# departements : 59, Nord\ncode;cpts;statut\n59122;A;aci\n").len(),
        2
    );
    let geojson = GEOJSON.replace("\"code_insee\": \"59405\", ", "").replace("projet_valide", "fini");
    assert_eq!(
        refus(&geojson),
        [
            "objet 2 : il manque les codes des communes ; ajoutez la propriété code_insee, ou codes_communes pour plusieurs"
        ]
    );
}

#[test]
fn a_file_of_another_kind_is_refused_whole_in_french() {
    let profond = format!(r#"{{"type":"FeatureCollection","x":{}"#, "[".repeat(100_000));
    let geometrie = format!(
        r#"{{"type":"FeatureCollection","features":[{{"geometry":{}{},"properties":{{"code":"59122","cpts":"A","statut":"aci"}}}}]}}"#,
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    for (octets, morceau) in [
        (&b""[..], "vide"),
        (b"\n\n;;\n", "vide"),
        (b"code;cpts;statut;date\n", "aucune ligne"),
        (b"59122;A;aci_signee;\n", "colonne absente : code, cpts, statut"),
        (b"code;cpts\n59122;A\n", "colonne absente : statut"),
        (b"code;cpts;statut\n59122;\"A;aci\n", "guillemet"),
        (b"PK\x03\x04xl/workbook.xml", "classeur"),
        (b"\xff\xfe\0\xd8c\0", "UTF-16"),
        (b"code\0", "texte"),
        (br#"{"type":"Topology","objects":{}}"#, "TopoJSON"),
        (br#"{"version":1,"territoire":{}}"#, "fichier de projet"),
        (br#"{"type":"FeatureCollection","features":[]}"#, "aucun objet"),
        (br#"{"type":"Feature","properties":{}}"#, "FeatureCollection"),
        (br#"{"type":"FeatureCollection","features":[{"properties":{"code":1e999}}]}"#, "trop grand"),
        (b"[1]", ""),
        (profond.as_bytes(), "imbriqu"),
    ] {
        let refus = entier(octets);
        assert!(refus.contains(morceau), "{refus}\nsans {morceau}");
        assert_eq!(refus.lines().count(), 1);
        for anglais in ["expected", "limit", "line ", "invalid"] {
            assert!(!refus.contains(anglais), "{refus}");
        }
    }
    // The geometry is passed over, however deep.
    assert_eq!(read(&geometrie).couverture.communes.len(), 1);
}

#[test]
fn sizes_are_limited() {
    let gros = vec![b'a'; COUVERTURE_OCTETS_MAX + 1];
    assert!(entier(&gros).contains("2 Mo"));
    let mut codes = String::from(
        r#"{"type":"FeatureCollection","features":[{"properties":{"cpts":"A","statut":"aci","code":["#,
    );
    codes.push_str(&"59122,".repeat(COUVERTURE_LIGNES_MAX));
    codes.push_str("59122]}}]}");
    assert!(entier(codes.as_bytes()).contains("100 000 communes"));
    let long = format!("code;cpts;statut\n59122;{};aci\n59123;A;aci\n", "x".repeat(1_000));
    assert!(refus(&long)[0].contains("120 caractères"));
    let large = format!("code;cpts;statut\n59122;A;aci{}\n", ";x".repeat(10_000));
    assert_eq!(read(&large).couverture.communes.len(), 1);
    // Refusals are kept in number that a person can read; all are counted.
    let faux = format!("code;cpts;statut\n{}", "x;y;z\n".repeat(5_000));
    let lecture = read(&faux);
    assert_eq!((lecture.refus.len(), lecture.refusees), (50, 5_000));
}

#[test]
fn names_cannot_hide_turn_around_or_become_formulas() {
    let lecture = read(
        "code;cpts;statut\n59122;=HYPERLINK(\"http://exemple\");aci\n59123;A\u{202e}B\u{200b}\u{7};aci\n59124;<b>gras</b>;aci\n",
    );
    let noms: Vec<&str> = lecture.couverture.cpts.iter().map(String::as_str).collect();
    assert_eq!(noms, ["HYPERLINK(\"http://exemple\")", "AB", "<b>gras</b>"]);
}

proptest! {
    #[test]
    fn bytes_are_read_or_refused(octets in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_couverture(&octets, "x");
    }

    #[test]
    fn a_table_of_anything_is_read_or_refused(texte in "code;cpts;statut;date\n([0-9a-zé\";,\n=\\-/ \u{202e}]|aci|59122|aucune){0,300}") {
        if let Ok(lecture) = read_couverture(texte.as_bytes(), "x") {
            let c = &lecture.couverture;
            prop_assert_eq!(Couverture::read(&c.write()), Some(c.clone()));
            prop_assert!(c.communes.is_sorted_by_key(|l| (l.code, l.cpts)));
            prop_assert!(c.communes.iter().all(|l| (l.cpts as usize) < c.cpts.len()));
            prop_assert!(c.sans_cpts.iter().all(|code| c.of(*code).is_empty()));
        }
    }

    #[test]
    fn a_damaged_example_is_read_or_refused(place in any::<prop::sample::Index>(), octet in any::<u8>(), json in any::<bool>()) {
        let mut octets = if json { GEOJSON } else { CSV }.as_bytes().to_vec();
        let ici = place.index(octets.len());
        octets[ici] = octet;
        match read_couverture(&octets, "x") {
            Ok(lecture) => for r in lecture.refus {
                prop_assert_eq!(r.to_string().lines().count(), 1);
            },
            Err(refus) => prop_assert_eq!(refus.to_string().lines().count(), 1),
        }
    }

    #[test]
    fn the_order_of_rows_does_not_change_what_is_covered(mut lignes in Just((0..40u32).collect::<Vec<_>>()).prop_shuffle(), n in 1usize..40) {
        lignes.truncate(n);
        let table = |lignes: &[u32]| {
            let mut texte = String::from("code;cpts;statut\n");
            for i in lignes {
                texte.push_str(&format!("59{:03};C{};{}\n", i % 13, i % 4, ["aci", "aucune"][usize::from(i % 13 == 5)]));
            }
            texte.replace(";C0;aucune", ";;aucune").replace(";C1;aucune", ";;aucune").replace(";C2;aucune", ";;aucune").replace(";C3;aucune", ";;aucune")
        };
        let vue = |texte: String| {
            let c = read(&texte).couverture;
            let mut vue: Vec<(String, String)> = c.communes.iter().map(|l| (l.code.to_string(), c.nom(l.cpts).to_owned())).collect();
            vue.sort();
            (vue, c.sans_cpts)
        };
        let droite = vue(table(&lignes));
        lignes.sort_unstable();
        prop_assert_eq!(droite, vue(table(&lignes)));
    }
}

/// A row that was refused may be about a commune that the file does not name elsewhere.
#[test]
fn a_departement_of_which_a_row_was_refused_is_not_complete() {
    let tete = "# departements : 59, 62\ncode;cpts;statut;date\n59097;A;aci_signee;\n62041;B;aci_signee;\n";
    let declares = |suite: &str| {
        let lue = read(&format!("{tete}{suite}"));
        lue.couverture.departements.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(declares(""), ["59", "62"]);
    // Its code says where: the other département stays complete.
    for refusee in [
        "59405;B;aci_signee;mai deux mille",
        "59405;B;Signataire ou pas;",
        "59405;;aci_signee;",
        "59405;B;aucune;",
    ] {
        assert_eq!(declares(refusee), ["62"], "{refusee}");
    }
    // Nobody knows where it is.
    for refusee in ["59176.0x;B;aci_signee;", ";B;aci_signee;", "Cambrai;B;aci_signee;"] {
        assert!(declares(refusee).is_empty(), "{refusee}");
    }
    let lue = read(&format!("{tete}59405;B;aci_signee;mai deux mille"));
    assert!(lue.remarques.iter().any(|r| r.contains("non vérifiée")), "{:?}", lue.remarques);
}

#[test]
fn utf_16_and_an_older_mac_are_read() {
    let texte = "code;cpts;statut;date\r\n59405;CPTS de la Vallée;aci_signee;\r\n";
    let mut octets = vec![0xff, 0xfe];
    octets.extend(texte.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read_couverture(&octets, "a.csv").unwrap().couverture.cpts, ["CPTS de la Vallée"]);
}
