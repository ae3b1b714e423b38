//! A project file.

use cpts_api::Refus;
use cpts_core::Projet;
use cpts_rules::Rules;

/// Most bytes that a project file may have: a whole région commune by commune
/// is a tenth of it.
pub const PROJET_OCTETS_MAX: usize = 1_000_000;

/// The project of a file, before anything in it is checked.
///
/// # Errors
/// The file is not a project, or the first field that cannot be read.
pub fn parse_projet(octets: &[u8]) -> Result<Projet, Refus> {
    if octets.len() > PROJET_OCTETS_MAX {
        return Err(Refus {
            champ: ".".into(),
            probleme: "le fichier est trop gros pour un projet".into(),
            aide: "choisissez un fichier de projet : il ne contient que des réponses".into(),
        });
    }
    // Written by a spreadsheet or an editor of Windows.
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    let mut lecteur = serde_json::Deserializer::from_slice(octets);
    let projet = cpts_api::read(&mut lecteur)?;
    // What follows the project would be lost in silence.
    lecteur.end().map_err(|erreur| Refus::de_lecture(".", &erreur.to_string()))?;
    Ok(projet)
}

/// The project of a file, checked but for its places, which need the territory data.
///
/// # Errors
/// Every field that cannot be accepted; a field that cannot be read is told alone.
pub fn read_projet(octets: &[u8], rules: &'static Rules) -> Result<Projet, Vec<Refus>> {
    let projet = parse_projet(octets).map_err(|refus| vec![refus])?;
    let refus: Vec<Refus> = projet.verifier(rules).into_iter().map(Refus::from).collect();
    if refus.is_empty() { Ok(projet) } else { Err(refus) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cpts_core::plat;
    use cpts_rules::embedded;
    use proptest::prelude::*;

    const EXEMPLE: &str = r#"{
        "version": 1,
        "nom": "CPTS exemple",
        "initiateur": "professionnels_de_sante",
        "professionnels": { "medecin_generaliste": 3, "infirmier": 5 },
        "territoire": {
            "epci": ["200068500"], "communes": ["59350"], "exclues": ["59167"],
            "parts": [{ "commune": "06088", "population": 120000, "motif": "codes postaux 06000 ; 06300" }]
        },
        "missions": ["acces_aux_soins", "parcours"],
        "signature": "2027-04-01",
        "hypotheses": { "atteinte_variable": 80, "demarrages": { "parcours": "2027-10-01" } }
    }"#;

    #[test]
    fn the_example_of_the_contract_is_read_and_goes_through_the_flat_text() {
        let projet = read_projet(EXEMPLE.as_bytes(), embedded()).unwrap();
        assert_eq!(projet.territoire.parts[0].motif, "codes postaux 06000 ; 06300");
        assert_eq!(plat::read(&plat::write(&projet)), Some(projet));
    }

    #[test]
    fn a_byte_order_mark_is_no_slip() {
        assert!(read_projet(format!("\u{feff}{EXEMPLE}").as_bytes(), embedded()).is_ok());
    }

    #[test]
    fn what_cannot_be_right_is_told_with_its_place() {
        let projet = EXEMPLE.replace("medecin_generaliste", "sorcier").replace("120000", "0");
        let refus = read_projet(projet.as_bytes(), embedded()).unwrap_err();
        let champs: Vec<&str> = refus.iter().map(|r| r.champ.as_str()).collect();
        assert_eq!(champs, ["professionnels.sorcier", "territoire.parts[0].population"]);
        assert!(read_projet(format!("{EXEMPLE} {{}}").as_bytes(), embedded()).is_err());
    }

    #[test]
    fn a_huge_or_deep_file_is_refused_without_harm() {
        let gros = vec![b' '; PROJET_OCTETS_MAX + 1];
        assert!(read_projet(&gros, embedded()).unwrap_err()[0].probleme.contains("trop gros"));
        for (debut, n) in
            [("[", 200_000), (r#"{"version":1,"territoire":{"epci":"#, 1), (r#"{"a":"#, 100_000)]
        {
            assert!(read_projet(debut.repeat(n).as_bytes(), embedded()).is_err());
        }
    }

    proptest! {
        #[test]
        fn bytes_are_read_or_refused(octets in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_projet(&octets, embedded());
        }

        #[test]
        fn a_damaged_project_is_read_or_refused_in_one_line_each(
            place in 0..EXEMPLE.len(), octet in any::<u8>(),
        ) {
            let mut octets = EXEMPLE.as_bytes().to_vec();
            octets[place] = octet;
            if let Err(refus) = read_projet(&octets, embedded()) {
                prop_assert!(!refus.is_empty());
                for r in refus {
                    prop_assert_eq!(r.to_string().lines().count(), 1);
                }
            }
        }
    }
}
