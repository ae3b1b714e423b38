//! The configuration of a site: whom to call, local help, a logo, a few words.
//!
//! Everything is text and addresses; nothing of it is ever read as HTML. What
//! could not be right is refused with its path, all slips together, and the
//! file is then not used at all: a site shows what it wrote, or nothing of it.

use cpts_api::Refus;
use cpts_api::texte::clean;
use cpts_codes::{CodeDepartement, CodeRegion, Date};
use cpts_core::plat;
use cpts_rules::embedded;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Most bytes that a configuration may have.
pub const CONFIGURATION_OCTETS_MAX: usize = 200_000;

/// Most entries of a list.
const ENTREES_MAX: usize = 200;
/// Most characters of a name, of a paragraph, of an address.
const NOM_MAX: usize = 160;
const PARAGRAPHE_MAX: usize = 2_000;
const ADRESSE_MAX: usize = 1_000;

/// Declares the shape of the file; unknown keys are refused.
macro_rules! formes {
    ($(struct $Nom:ident { $($(#[$attr:meta])* $champ:ident: $T:ty),* $(,)? })*) => {$(
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $Nom { $($(#[$attr])* $champ: $T),* }
    )*};
}

formes! {
    struct Fichier {
        #[serde(rename = "$schema")] _schema: Option<IgnoredAny>,
        version: u32, introduction: Option<Introduction>, logo: Option<Logo>, #[serde(default)] contacts: Vec<Contact>,
        #[serde(default)] amorcage: Vec<Amorcage>, couverture: Option<String>, regles: Option<String>,
    }
    struct Introduction { titre: Option<String>, #[serde(default)] paragraphes: Vec<String> }
    struct Logo { adresse: String, texte: String }
    struct Contact {
        nom: String, role: Option<String>, adresse: Option<String>, courriel: Option<String>, telephone: Option<String>,
        #[serde(default)] regions: Vec<String>, #[serde(default)] departements: Vec<String>,
    }
    struct Amorcage {
        libelle: String, montant: Option<u32>, conditions: Option<String>, date: String, source: Source,
        #[serde(default)] regions: Vec<String>, #[serde(default)] departements: Vec<String>, #[serde(default)] tailles: Vec<u8>,
    }
    struct Source { titre: String, adresse: String }
}

/// The configuration of a file, as the flat text that the page reads: a line for
/// each thing that it holds.
///
/// # Errors
/// Every field that cannot be accepted; a field that cannot be read is told alone.
pub fn read_configuration(octets: &[u8]) -> Result<String, Vec<Refus>> {
    if octets.len() > CONFIGURATION_OCTETS_MAX {
        return Err(vec![Refus {
            champ: ".".into(),
            probleme: format!("le fichier dépasse {} ko", CONFIGURATION_OCTETS_MAX / 1000),
            aide: "gardez les contacts et les textes utiles, et donnez les images par leur adresse".into(),
        }]);
    }
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    let mut lecteur = serde_json::Deserializer::from_slice(octets);
    let fichier: Fichier = serde_path_to_error::deserialize(&mut lecteur).map_err(|erreur| {
        let champ = erreur.path().to_string();
        vec![Refus::de_lecture(&champ, &erreur.into_inner().to_string())]
    })?;
    lecteur.end().map_err(|erreur| vec![Refus::de_lecture(".", &erreur.to_string())])?;
    let mut v = Verification { sortie: String::new(), refus: Vec::new() };
    v.fichier(&fichier);
    if v.refus.is_empty() { Ok(v.sortie) } else { Err(v.refus) }
}

/// What was accepted so far, and what was not.
struct Verification {
    sortie: String,
    refus: Vec<Refus>,
}

impl Verification {
    fn refuse(&mut self, champ: &str, probleme: impl Into<String>, aide: impl Into<String>) {
        self.refus.push(Refus { champ: champ.to_owned(), probleme: probleme.into(), aide: aide.into() });
    }

    fn fichier(&mut self, f: &Fichier) {
        if f.version != 1 {
            self.refuse("version", format!("version {} inconnue", f.version), "écrivez 1");
        }
        if let Some(introduction) = &f.introduction {
            let titre = self.optional("introduction.titre", introduction.titre.as_deref(), NOM_MAX);
            plat::line(&mut self.sortie, &["titre"], &[&titre]);
            self.few("introduction.paragraphes", introduction.paragraphes.len(), 10);
            for (i, paragraphe) in introduction.paragraphes.iter().enumerate() {
                let texte = self.text(&format!("introduction.paragraphes[{i}]"), paragraphe, PARAGRAPHE_MAX);
                plat::line(&mut self.sortie, &["paragraphe"], &[&texte]);
            }
        }
        if let Some(logo) = &f.logo {
            let adresse = self.address("logo.adresse", &logo.adresse, false);
            let texte = self.text("logo.texte", &logo.texte, NOM_MAX);
            plat::line(&mut self.sortie, &["logo"], &[&adresse, &texte]);
        }
        self.few("contacts", f.contacts.len(), ENTREES_MAX);
        for (i, contact) in f.contacts.iter().enumerate() {
            self.contact(&format!("contacts[{i}]"), contact);
        }
        self.few("amorcage", f.amorcage.len(), ENTREES_MAX);
        for (i, aide) in f.amorcage.iter().enumerate() {
            self.amorcage(&format!("amorcage[{i}]"), aide);
        }
        for (cle, adresse) in [("couverture", &f.couverture), ("regles", &f.regles)] {
            if let Some(adresse) = adresse {
                let adresse = self.address(cle, adresse, false);
                plat::line(&mut self.sortie, &[cle], &[&adresse]);
            }
        }
    }

    fn contact(&mut self, ici: &str, c: &Contact) {
        let place = |champ: &str| [ici, ".", champ].concat();
        let nom = self.text(&place("nom"), &c.nom, NOM_MAX);
        let role = self.optional(&place("role"), c.role.as_deref(), NOM_MAX);
        let adresse = match &c.adresse {
            Some(adresse) => self.address(&place("adresse"), adresse, true),
            None => String::new(),
        };
        let courriel = c.courriel.as_deref().map_or("", str::trim);
        if !courriel.is_empty() && !is_mail(courriel) {
            let aide = "écrivez une seule adresse, comme contact@exemple.fr";
            self.refuse(&place("courriel"), "ce n'est pas une adresse de courriel", aide);
        }
        let telephone = c.telephone.as_deref().map_or("", str::trim);
        if !telephone.is_empty() && !is_phone(telephone) {
            let aide = "écrivez des chiffres et des espaces, comme 02 00 00 00 00";
            self.refuse(&place("telephone"), "ce n'est pas un numéro de téléphone", aide);
        }
        if adresse.is_empty() && courriel.is_empty() && telephone.is_empty() {
            self.refuse(ici, "ce contact ne peut pas être joint", "ajoutez adresse, courriel ou telephone");
        }
        let (regions, departements) = self.places(ici, &c.regions, &c.departements);
        plat::line(
            &mut self.sortie,
            &["contact"],
            &[&nom, &role, &adresse, courriel, telephone, &regions, &departements],
        );
    }

    fn amorcage(&mut self, ici: &str, a: &Amorcage) {
        let place = |champ: &str| [ici, ".", champ].concat();
        let libelle = self.text(&place("libelle"), &a.libelle, NOM_MAX);
        // An amount that is not known is left out, never zero.
        let montant = match a.montant {
            Some(montant @ 1..=5_000_000) => montant.to_string(),
            Some(montant) => {
                let aide = "écrivez un montant entier en euros, ou retirez-le s'il n'est pas connu";
                self.refuse(&place("montant"), format!("{montant} € n'est pas un montant possible"), aide);
                String::new()
            }
            None => String::new(),
        };
        let conditions = self.optional(&place("conditions"), a.conditions.as_deref(), PARAGRAPHE_MAX);
        let date = match a.date.parse::<Date>() {
            Ok(date) => date.to_string(),
            Err(erreur) => {
                self.refuse(&place("date"), erreur.to_string(), "écrivez une date comme 2026-04-01");
                String::new()
            }
        };
        let titre = self.text(&place("source.titre"), &a.source.titre, NOM_MAX);
        let adresse = self.address(&place("source.adresse"), &a.source.adresse, true);
        let (regions, departements) = self.places(ici, &a.regions, &a.departements);
        let mut tailles = String::new();
        for (i, taille) in a.tailles.iter().enumerate() {
            if !(1..=4).contains(taille) {
                self.refuse(
                    &format!("{ici}.tailles[{i}]"),
                    "cette taille n'existe pas",
                    "écrivez 1, 2, 3 ou 4",
                );
            }
            join(&mut tailles, &taille.to_string());
        }
        plat::line(
            &mut self.sortie,
            &["amorcage"],
            &[&libelle, &montant, &conditions, &date, &titre, &adresse, &regions, &departements, &tailles],
        );
    }

    /// Codes of régions and of départements, each list joined by commas.
    fn places(&mut self, ici: &str, regions: &[String], departements: &[String]) -> (String, String) {
        let (mut r, mut d) = (String::new(), String::new());
        for (i, code) in regions.iter().enumerate() {
            let connue = CodeRegion::from_const(code).and_then(|code| embedded().region(code));
            match connue {
                Some(region) => join(&mut r, region.code.as_str()),
                None => self.refuse(
                    &format!("{ici}.regions[{i}]"),
                    format!("« {code} » n'est pas le code d'une région"),
                    "écrivez un code INSEE de deux chiffres, comme \"53\"",
                ),
            }
        }
        for (i, code) in departements.iter().enumerate() {
            match code.parse::<CodeDepartement>() {
                Ok(code) => join(&mut d, code.as_str()),
                Err(erreur) => self.refuse(
                    &format!("{ici}.departements[{i}]"),
                    erreur.to_string(),
                    "écrivez un code comme \"29\", \"2A\" ou \"974\"",
                ),
            }
        }
        (r, d)
    }

    fn few(&mut self, champ: &str, nombre: usize, max: usize) {
        if nombre > max {
            self.refuse(champ, format!("{nombre} entrées"), format!("gardez-en {max} au plus"));
        }
    }

    /// A text that must be there.
    fn text(&mut self, champ: &str, texte: &str, max: usize) -> String {
        let propre = self.optional(champ, Some(texte), max);
        if propre.is_empty() {
            self.refuse(champ, "ce texte est vide", "écrivez-le, ou retirez ce qu'il décrit");
        }
        propre
    }

    /// A text that may be empty. Signs such as `<b>` stay what they are: signs.
    fn optional(&mut self, champ: &str, texte: Option<&str>, max: usize) -> String {
        let texte = texte.unwrap_or_default();
        let nombre = texte.chars().count();
        if nombre > max {
            self.refuse(champ, format!("{nombre} caractères"), format!("écrivez-en {max} au plus"));
            return String::from("…");
        }
        clean(texte, max)
    }

    /// An address that a page may lead to, or fetch: relative to the file, or https;
    /// for a link, http too.
    fn address(&mut self, champ: &str, adresse: &str, lien: bool) -> String {
        let adresse = adresse.trim();
        let aide = "écrivez une adresse https://…, ou un chemin à partir de ce fichier";
        if adresse.is_empty() || adresse.len() > ADRESSE_MAX {
            self.refuse(champ, "adresse vide ou trop longue", aide);
        } else if !adresse.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"\\\"'<>`".contains(c)) {
            self.refuse(champ, "cette adresse contient un signe interdit", aide);
        } else if let Some((schema, reste)) = scheme(adresse) {
            let permis =
                schema.eq_ignore_ascii_case("https") || (lien && schema.eq_ignore_ascii_case("http"));
            let hote = reste.strip_prefix("//").unwrap_or_default();
            if !permis {
                self.refuse(champ, format!("« {schema}: » n'est pas accepté ici"), aide);
            } else if hote.is_empty() || hote.starts_with('/') {
                self.refuse(champ, "cette adresse n'a pas de nom de site", aide);
            }
        } else if adresse.starts_with("//") {
            self.refuse(champ, "cette adresse n'a pas de « https: »", aide);
        }
        adresse.to_owned()
    }
}

/// What stands before the first colon, where it is not part of a path.
fn scheme(adresse: &str) -> Option<(&str, &str)> {
    let (schema, reste) = adresse.split_once(':')?;
    (!schema.contains(['/', '?', '#'])).then_some((schema, reste))
}

fn is_mail(texte: &str) -> bool {
    let permis = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    texte.split_once('@').is_some_and(|(nom, domaine)| {
        !nom.is_empty()
            && nom.chars().all(permis)
            && domaine.contains('.')
            && domaine
                .split('.')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
    })
}

fn is_phone(texte: &str) -> bool {
    let chiffres = texte.chars().filter(char::is_ascii_digit).count();
    (2..=15).contains(&chiffres)
        && texte
            .chars()
            .enumerate()
            .all(|(i, c)| c.is_ascii_digit() || " .-\u{a0}\u{202f}".contains(c) || (c == '+' && i == 0))
}

fn join(liste: &mut String, mot: &str) {
    if !liste.is_empty() {
        liste.push(',');
    }
    liste.push_str(mot);
}
