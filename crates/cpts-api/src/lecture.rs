//! Reading a project from any format, with refusals in French.
//!
//! serde speaks English and of Rust types. A person who writes a project file by
//! hand must read what to write instead.

use cpts_core::Projet;
use serde::Deserializer;

use crate::refus::Refus;

/// The project, or the first field that cannot be read.
///
/// # Errors
/// An unknown or missing field, a value of another kind, or a text that is not
/// of the format at all.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Projet, Refus> {
    serde_path_to_error::deserialize(deserializer).map_err(|erreur| {
        let champ = erreur.path().to_string();
        Refus::de_lecture(&champ, &erreur.into_inner().to_string())
    })
}

impl Refus {
    /// A refusal out of what a reader of serde says.
    pub fn de_lecture(champ: &str, message: &str) -> Self {
        let message = message.strip_prefix("Error: ").unwrap_or(message);
        let (message, lieu) = split_place(message);
        let (probleme, aide) = translate(message);
        Self { champ: champ.to_owned(), probleme: probleme + &lieu, aide }
    }
}

/// Parts the message of serde_json from the place that it ends with.
fn split_place(message: &str) -> (&str, String) {
    let parted = message.rsplit_once(" at line ").and_then(|(texte, lieu)| {
        let (ligne, colonne) = lieu.split_once(" column ")?;
        let chiffres = |texte: &str| !texte.is_empty() && texte.bytes().all(|octet| octet.is_ascii_digit());
        (chiffres(ligne) && chiffres(colonne))
            .then(|| (texte, format!(" (ligne {ligne}, colonne {colonne})")))
    });
    parted.unwrap_or((message, String::new()))
}

/// The problem and the remedy, in French. What is not a message of serde is one
/// of our own types, in French already.
fn translate(message: &str) -> (String, String) {
    if let Some(reste) = message.strip_prefix("unknown field ") {
        let (champ, attendus) = reste.split_once(", ").unwrap_or((reste, ""));
        let attendus = attendus.trim_start_matches("expected ").trim_start_matches("one of ");
        let aide = match attendus {
            "" | "there are no fields" => "retirez-le".to_owned(),
            attendus => format!("champs connus : {}", attendus.replace('`', "").replace(" or ", ", ")),
        };
        return (format!("champ inconnu {}", quoted(champ)), aide);
    }
    if let Some(champ) = message.strip_prefix("missing field ") {
        return (format!("il manque le champ {}", quoted(champ)), "ajoutez-le".to_owned());
    }
    if let Some(champ) = message.strip_prefix("duplicate field ") {
        return (format!("le champ {} est écrit deux fois", quoted(champ)), "n'en gardez qu'un".to_owned());
    }
    if let Some(reste) = message.strip_prefix("unknown variant ") {
        let (valeur, attendus) = reste.split_once(", expected ").unwrap_or((reste, ""));
        let attendus = attendus.trim_start_matches("one of ").replace('`', "").replace(" or ", ", ");
        return (format!("valeur inconnue {}", quoted(valeur)), format!("valeurs connues : {attendus}"));
    }
    for (debut, mot) in
        [("invalid type: ", "n'est pas du bon type"), ("invalid value: ", "n'est pas acceptable")]
    {
        if let Some(reste) = message.strip_prefix(debut) {
            let (lu, attendu) = reste.split_once(", expected ").unwrap_or((reste, ""));
            return (format!("{} {mot}", found(lu)), format!("écrivez {}", expected(attendu)));
        }
    }
    if let Some(quoi) = message.strip_prefix("EOF while parsing ") {
        return (
            format!("le texte s'arrête au milieu {}", inside(quoi)),
            "il est sans doute incomplet".to_owned(),
        );
    }
    let syntaxe = [
        ("expected value", "une valeur est attendue ici"),
        ("trailing characters", "il y a du texte après la fin du projet"),
        ("trailing comma", "la virgule est de trop"),
        ("expected `,` or `}`", "il manque une virgule ou une accolade fermante"),
        ("expected `,` or `]`", "il manque une virgule ou un crochet fermant"),
        ("expected `:`", "il manque les deux-points après le nom du champ"),
        ("key must be a string", "un nom de champ s'écrit entre guillemets"),
        ("expected ident", "mot inconnu : seuls true, false et null s'écrivent sans guillemets"),
        ("invalid number", "ce nombre n'est pas écrit comme en JSON"),
        ("number out of range", "ce nombre est trop grand"),
        ("recursion limit exceeded", "trop de niveaux sont imbriqués"),
        ("control character", "un caractère invisible se trouve dans un texte"),
        ("invalid escape", "une barre oblique inverse est mal employée dans un texte"),
        ("invalid unicode code point", "le texte n'est pas en UTF-8"),
    ];
    for (debut, phrase) in syntaxe {
        if message.starts_with(debut) {
            return (phrase.to_owned(), "ce n'est pas du JSON valide".to_owned());
        }
    }
    (message.to_owned(), String::new())
}

fn quoted(texte: &str) -> String {
    format!("« {} »", texte.trim_matches('`'))
}

/// What was read, as serde names it.
fn found(lu: &str) -> String {
    let (genre, valeur) = lu.split_once(' ').unwrap_or((lu, ""));
    let valeur = valeur.trim_start_matches("point ").trim_matches('`');
    match genre {
        "integer" | "floating" => format!("le nombre {valeur}"),
        "string" => format!("le texte {valeur}"),
        "boolean" => valeur.to_owned(),
        "null" | "unit" | "Option" => "null".to_owned(),
        "sequence" => "une liste".to_owned(),
        "map" => "un objet".to_owned(),
        _ => lu.to_owned(),
    }
}

/// What was wanted, as serde names it; a text of our own types stays as it is.
fn expected(attendu: &str) -> String {
    match attendu {
        "u8" | "u16" | "u32" | "u64" | "usize" => "un nombre entier, sans virgule ni guillemets".to_owned(),
        "a string" | "string" => "un texte entre guillemets".to_owned(),
        "a boolean" => "true ou false".to_owned(),
        "a sequence" => "une liste entre crochets".to_owned(),
        "a map" => "un objet entre accolades".to_owned(),
        _ if attendu.starts_with("struct ") => "un objet entre accolades".to_owned(),
        _ if attendu.starts_with("a tuple") => "une liste entre crochets".to_owned(),
        _ => attendu.to_owned(),
    }
}

fn inside(quoi: &str) -> &'static str {
    match quoi {
        "an object" => "d'un objet",
        "a list" => "d'une liste",
        "a string" => "d'un texte",
        _ => "d'une valeur",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refus(json: &str) -> String {
        read(&mut serde_json::Deserializer::from_str(json)).unwrap_err().to_string()
    }

    #[test]
    fn slips_are_told_in_french_with_their_place() {
        for (json, morceaux) in [
            (
                r#"{"version":1,"territoire":{"comunes":[]}}"#,
                &["territoire.comunes", "champ inconnu « comunes »", "communes"][..],
            ),
            (r#"{"version":1}"#, &["il manque le champ « territoire »"]),
            (r#"{"territoire":{}}"#, &["il manque le champ « version »"]),
            (r#"{"version":2,"territoire":{}}"#, &["version", "version 2 inconnue"]),
            (
                r#"{"version":1,"territoire":{"communes":[59122]}}"#,
                &["territoire.communes[0]", "nombre 59122", "texte entre guillemets"],
            ),
            (r#"{"version":1,"territoire":{"communes":["5912"]}}"#, &["territoire.communes[0]", "5912"]),
            (
                r#"{"version":1,"territoire":{},"professionnels":{"infirmier":-1}}"#,
                &["professionnels.infirmier", "-1", "entier"],
            ),
            (
                r#"{"version":1,"territoire":{},"professionnels":{"infirmier":1.5}}"#,
                &["professionnels.infirmier", "1.5", "entier"],
            ),
            (
                r#"{"version":1,"territoire":{},"missions":["soins"]}"#,
                &["missions[0]", "soins", "acces_aux_soins"],
            ),
            (
                r#"{"version":1,"territoire":{},"initiateur":"maire"}"#,
                &["initiateur", "valeur inconnue « maire »", "elus"],
            ),
            (r#"{"version":1,"territoire":{},"signature":"2027-02-30"}"#, &["signature", "2027-02-30"]),
            (
                r#"{"version":1,"territoire":{},"hypotheses":{"atteinte_variable":101}}"#,
                &["hypotheses.atteinte_variable", "101"],
            ),
            (r#"{"version":1,"version":1,"territoire":{}}"#, &["« version » est écrit deux fois"]),
            (r#"{"version":1,"territoire":"#, &["s'arrête au milieu", "ligne 1"]),
            (r#"{"version":1 "territoire":{}}"#, &["virgule", "JSON"]),
            ("bonjour", &["valeur est attendue", "JSON"]),
        ] {
            let refus = refus(json);
            for morceau in morceaux {
                assert!(refus.contains(morceau), "{json}\n{refus}\nsans {morceau:?}");
            }
            assert!(
                !refus.contains("expected") && !refus.contains("invalid") && !refus.contains("line "),
                "{refus}"
            );
        }
    }

    #[test]
    fn what_is_not_of_serde_is_kept() {
        let refus = Refus::de_lecture("signature", "un jour est attendu at line 3 column 9");
        assert_eq!(refus.probleme, "un jour est attendu (ligne 3, colonne 9)");
    }
}
