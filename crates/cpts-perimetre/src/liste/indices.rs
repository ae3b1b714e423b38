//! What a cell says of a place: a code, a name, a département.

use cpts_codes::{CodeCommune, CodeDepartement, CodePostal, Siren};
use cpts_territory::{Territory, normalise};

use super::reparation;

/// What five digits are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Genre {
    Insee,
    Postal,
    /// Nothing says it yet.
    Libre,
}

/// Five characters that may be an INSEE code or a postal code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Code {
    pub(super) insee: CodeCommune,
    /// `None` for Corsica's INSEE codes.
    pub(super) postal: Option<CodePostal>,
    pub(super) genre: Genre,
    /// The zero at its head was missing.
    pub(super) zero: bool,
    /// False for a number after a name, which may as well be its population.
    pub(super) sur: bool,
}

impl Code {
    /// A code as it is written, or as spreadsheets hand it on: `59 122`, `59097.0`, `'01004`, `02A004`, `F-59400`.
    pub(super) fn read(texte: &str) -> Option<Self> {
        let mut compact = String::with_capacity(8);
        for c in texte.chars().filter(|c| !c.is_whitespace()) {
            if !c.is_ascii() || compact.len() == 12 {
                return None;
            }
            compact.push(c.to_ascii_uppercase());
        }
        let nu = compact.trim_start_matches('\'');
        let nu = ["FR-", "F-", "INSEE", "CP"].iter().find_map(|tete| nu.strip_prefix(tete)).unwrap_or(nu);
        let nu = match nu.rsplit_once(['.', ',']) {
            // A column of numbers: nothing but noughts after the comma.
            Some((entier, decimales)) if entier.len() >= 4 && decimales.bytes().all(|o| o == b'0') => entier,
            Some(_) => return None,
            None => nu,
        };
        let nu = match nu.len() {
            // A département in three signs, or one letter too many before five digits.
            6 => nu.strip_prefix(['0', 'F'])?,
            4 | 5 => nu,
            _ => return None,
        };
        if !nu.bytes().all(|o| o.is_ascii_alphanumeric()) {
            return None;
        }
        let zero = nu.len() == 4;
        let entier = if zero { ["0", nu].concat() } else { nu.to_owned() };
        let insee = entier.parse().ok()?;
        Some(Self { insee, postal: entier.parse().ok(), genre: Genre::Libre, zero, sur: true })
    }
}

/// All that a line says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Indices {
    pub(super) siren: Option<Siren>,
    pub(super) code: Option<Code>,
    pub(super) departement: Option<CodeDepartement>,
    pub(super) nom: String,
    /// The mail service's own number for somebody who receives much: no code of a place.
    pub(super) cedex: bool,
}

/// What may stand beside a name.
enum Precision {
    Departement(CodeDepartement),
    Code(Code),
}

/// Reads cells.
pub(super) struct Cellules<'a> {
    donnees: &'a Territory,
    /// Names of the départements in their one spelling.
    departements: Vec<(String, CodeDepartement)>,
}

impl<'a> Cellules<'a> {
    pub(super) fn new(donnees: &'a Territory) -> Self {
        let mut departements = Vec::new();
        for code in donnees.departements() {
            if let Some(d) = donnees.departement(code) {
                departements.push((normalise(d.nom), code));
            }
        }
        Self { donnees, departements }
    }

    /// « 59 », « 2a », « 974 », « Nord ».
    pub(super) fn departement(&self, texte: &str) -> Option<CodeDepartement> {
        let texte = texte.trim();
        if texte.len() <= 3 {
            let code = texte.to_ascii_uppercase().parse().ok()?;
            return self.donnees.departement(code).map(|d| d.code);
        }
        let nom = normalise(texte);
        self.departements.iter().find(|d| d.0 == nom).map(|d| d.1)
    }

    /// Whether a text says where a name is, rather than a place of its own.
    pub(super) fn is_precision(&self, texte: &str) -> bool {
        self.precision(texte.trim()).is_some()
    }

    fn precision(&self, texte: &str) -> Option<Precision> {
        if let Some(d) = self.departement(texte) {
            return Some(Precision::Departement(d));
        }
        Code::read(texte).filter(|c| !c.zero).map(Precision::Code)
    }

    fn named(&self, texte: &str) -> bool {
        !reparation::named(self.donnees, texte).is_empty()
    }

    /// What a cell says.
    pub(super) fn read(&self, cellule: &str) -> Indices {
        let mut indices = Indices { cedex: has_cedex(cellule), ..Indices::default() };
        let texte = without_bullet(cellule);
        if let Some(siren) = siren(texte) {
            indices.siren = Some(siren);
            return indices;
        }
        if let Some(code) = Code::read(texte) {
            // « Eus » and « Oo » are names; four letters are never a code.
            indices.code = Some(code);
            return indices;
        }
        let mut nom = self.without_head(&mut indices, texte);
        // « Nom (49) », « Nom (Nord) », and « Rochelle (La) » which stays whole.
        if let Some((avant, dedans)) = nom.rsplit_once('(')
            && !avant.trim().is_empty()
        {
            let dedans = dedans.trim().trim_end_matches(')');
            match self.precision(dedans) {
                Some(precision) => {
                    indices.note(precision, true);
                    nom = avant;
                }
                None if !self.named(nom) => nom = avant,
                None => {}
            }
        }
        nom = self.without_comment(&mut indices, nom.trim());
        nom = self.without_tail(&mut indices, nom);
        nom = self.without_comment(&mut indices, nom);
        nom = self.without_title(nom);
        if indices.cedex {
            nom = beside_cedex(nom);
        }
        nom.clone_into(&mut indices.nom);
        indices
    }

    /// « Nom - 49 », « Nom, Nord », « Nom / commune nouvelle ».
    fn without_comment<'t>(&self, indices: &mut Indices, nom: &'t str) -> &'t str {
        let mut nom = nom;
        for separateur in [" - ", " – ", " — ", "\t", ";", ",", "/", ":", "|"] {
            while let Some((avant, apres)) = nom.rsplit_once(separateur) {
                let avant = avant.trim();
                match self.precision(apres.trim()) {
                    _ if avant.is_empty() => return nom,
                    Some(precision) => indices.note(precision, true),
                    // A comment: but the whole may be a name, the head none, or both be
                    // places of which neither may be lost.
                    None if self.named(nom) || !self.named(avant) => break,
                    None if self.named(apres) && normalise(apres) != normalise(avant) => break,
                    None => {}
                }
                nom = avant;
            }
        }
        nom
    }

    /// « 49 Nom », « 49000 Nom », « 1004 Nom ».
    fn without_head<'t>(&self, indices: &mut Indices, nom: &'t str) -> &'t str {
        let Some((tete, reste)) = nom.split_once(|c: char| c.is_whitespace() || c == ':' || c == ';') else {
            return nom;
        };
        let reste =
            reste.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':'));
        if reste.is_empty() || !tete.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            return nom;
        }
        // « 49 000 Nom ».
        if tete.len() == 2
            && let Some((suite, nom)) = reste.split_once(char::is_whitespace)
            && suite.len() == 3
            && let Some(code) = Code::read(&[tete, suite].concat())
        {
            indices.note(Precision::Code(code), true);
            return nom.trim_start();
        }
        let precision = match Code::read(tete) {
            // « 1004 Nom ».
            Some(code) => Some(Precision::Code(code)),
            None => self.departement(tete).map(Precision::Departement),
        };
        match precision {
            Some(precision) if !self.named(nom) => {
                indices.note(precision, true);
                reste
            }
            _ => nom,
        }
    }

    /// « Nom 49 », « Nom 49000 », « Nom 32 000 hab. ».
    fn without_tail<'t>(&self, indices: &mut Indices, nom: &'t str) -> &'t str {
        if self.named(nom) {
            return nom;
        }
        let mut reste = nom;
        for mot in ["habitants", "hab.", "hab"] {
            if let Some(avant) = reste.strip_suffix(mot) {
                reste = avant.trim_end();
            }
        }
        let avec_nombre = reste;
        let mut groupes = 0;
        while let Some((avant, mot)) = reste.rsplit_once(char::is_whitespace) {
            let chiffre = mot.as_bytes().first().is_some_and(u8::is_ascii_digit);
            if !chiffre || groupes == 4 {
                break;
            }
            if groupes == 0
                && let Some(d) = self.departement(mot)
            {
                indices.note(Precision::Departement(d), false);
                return avant.trim_end();
            }
            groupes += 1;
            reste = avant.trim_end();
        }
        // The digits together: a code, or a population.
        if let Some(code) = avec_nombre.get(reste.len()..).and_then(Code::read).filter(|c| !c.zero) {
            indices.note(Precision::Code(code), false);
        }
        reste
    }

    /// « Commune de Nom », « Ville d'Angers ».
    fn without_title<'t>(&self, nom: &'t str) -> &'t str {
        if self.named(nom) {
            return nom;
        }
        let Some((titre, reste)) = nom.split_once(char::is_whitespace) else { return nom };
        if !matches!(normalise(titre).as_str(), "commune" | "ville" | "mairie") {
            return nom;
        }
        for lien in ["de ", "d'", "d\u{2019}", "De ", "D'", "DE "] {
            if let Some(nu) = reste.trim_start().strip_prefix(lien)
                && self.named(nu)
            {
                return nu;
            }
        }
        nom
    }
}

impl Indices {
    fn note(&mut self, precision: Precision, sur: bool) {
        match precision {
            Precision::Departement(d) if self.departement.is_none() => self.departement = Some(d),
            Precision::Code(code) if self.code.is_none() => self.code = Some(Code { sur, ..code }),
            _ => {}
        }
    }
}

/// The town that stands before the word CEDEX, or else after it.
fn beside_cedex(nom: &str) -> &str {
    let minuscules = nom.to_ascii_lowercase();
    let Some(ici) = minuscules.find("cedex") else { return nom };
    let (Some(avant), Some(apres)) = (nom.get(..ici), nom.get(ici + "cedex".len()..)) else { return nom };
    if avant.trim().is_empty() {
        apres.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit())
    } else {
        avant.trim_end()
    }
}

/// Whether the word CEDEX stands in a text.
fn has_cedex(texte: &str) -> bool {
    normalise(texte).split(' ').any(|mot| mot == "cedex")
}

/// Nine digits, however they are grouped.
pub(super) fn siren(texte: &str) -> Option<Siren> {
    let mut chiffres = String::with_capacity(9);
    for c in texte.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() || chiffres.len() == 9 {
            return None;
        }
        chiffres.push(c);
    }
    chiffres.parse().ok()
}

/// « • Nom », « - Nom », « 12. Nom », « 3) Nom ».
fn without_bullet(texte: &str) -> &str {
    let bord =
        |c: char| c.is_whitespace() || matches!(c, '"' | '«' | '»' | '\u{feff}' | '\u{200b}'..='\u{200f}');
    let texte = texte.trim_matches(bord);
    let puce = |c: char| matches!(c, '•' | '*' | '·' | '-' | '–' | '—' | '>' | '▪' | '◦');
    let sans = texte.trim_start_matches(puce).trim_start_matches(bord);
    let chiffres = sans.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&chiffres)
        && let Some(reste) = sans.get(chiffres..).and_then(|r| r.strip_prefix(['.', ')']))
        && reste.starts_with(char::is_whitespace)
    {
        return reste.trim_start();
    }
    sans
}
