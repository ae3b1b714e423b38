//! Codes of places (INSEE, La Poste, SIREN).

use core::fmt;
use core::str::FromStr;

/// Why a text is not the code that was expected. The message is in French: it
/// reaches the person who typed the code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {texte} » n'est pas {attendu}")]
pub struct CodeError {
    /// What was read, cut to a length that can be shown.
    pub texte: String,
    /// What was expected, with an example.
    pub attendu: &'static str,
}

impl CodeError {
    fn new(texte: &str, attendu: &'static str) -> Self {
        Self { texte: texte.chars().take(40).collect(), attendu }
    }
}

/// INSEE code of a commune or of a municipal arrondissement: `59122`, `2A004`, `75115`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeCommune([u8; 5]);

impl CodeCommune {
    /// The code as text, five ASCII characters.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The five ASCII bytes of the code.
    pub fn as_bytes(&self) -> &[u8; 5] {
        &self.0
    }

    /// Reads five ASCII bytes; `None` unless they are digits, or Corsica's `2A`, `2B`.
    pub const fn from_bytes(octets: [u8; 5]) -> Option<Self> {
        let [a, b, c, d, e] = octets;
        let corse = a == b'2' && (b == b'A' || b == b'B');
        if a.is_ascii_digit()
            && (b.is_ascii_digit() || corse)
            && c.is_ascii_digit()
            && d.is_ascii_digit()
            && e.is_ascii_digit()
        {
            Some(Self(octets))
        } else {
            None
        }
    }

    /// The département or the overseas collectivity that the code begins with.
    pub const fn departement(&self) -> CodeDepartement {
        let [a, b, c, ..] = self.0;
        if a == b'9' && (b == b'7' || b == b'8') {
            CodeDepartement([a, b, c])
        } else {
            CodeDepartement([a, b, 0])
        }
    }
}

impl FromStr for CodeCommune {
    type Err = CodeError;

    fn from_str(texte: &str) -> Result<Self, CodeError> {
        let attendu = "un code INSEE de commune (cinq caractères, par exemple 59122 ou 2A004)";
        let octets: [u8; 5] = texte.as_bytes().try_into().map_err(|_| CodeError::new(texte, attendu))?;
        Self::from_bytes(octets.map(|o| o.to_ascii_uppercase())).ok_or_else(|| CodeError::new(texte, attendu))
    }
}

/// Code of an IRIS, a piece of a commune that the census counts: `060880101`, the code of
/// a commune and four digits. After a merger it still begins with the former code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeIris([u8; 9]);

impl CodeIris {
    /// The IRIS of this number in a commune; `None` above four digits.
    pub fn new(commune: CodeCommune, numero: u16) -> Option<Self> {
        if numero > 9_999 {
            return None;
        }
        let [a, b, c, d, e] = commune.0;
        let digit = |n: u16| b'0' + (n % 10) as u8;
        Some(Self([
            a,
            b,
            c,
            d,
            e,
            digit(numero / 1_000),
            digit(numero / 100),
            digit(numero / 10),
            digit(numero),
        ]))
    }

    /// The code as text, nine ASCII characters.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The commune that the code begins with; one that has merged since, sometimes.
    pub const fn commune(&self) -> CodeCommune {
        let [a, b, c, d, e, ..] = self.0;
        CodeCommune([a, b, c, d, e])
    }
}

impl FromStr for CodeIris {
    type Err = CodeError;

    fn from_str(texte: &str) -> Result<Self, CodeError> {
        let refus = || CodeError::new(texte, "un code IRIS (neuf caractères, par exemple 060880101)");
        let octets: [u8; 9] = texte.as_bytes().try_into().map_err(|_| refus())?;
        let octets = octets.map(|o| o.to_ascii_uppercase());
        let [a, b, c, d, e, suite @ ..] = octets;
        let commune = CodeCommune::from_bytes([a, b, c, d, e]);
        if commune.is_some() && suite.iter().all(u8::is_ascii_digit) {
            Ok(Self(octets))
        } else {
            Err(refus())
        }
    }
}

/// Code of a département (`59`, `2A`, `971`) or of an overseas collectivity (`975`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeDepartement([u8; 3]);

/// Code of a région (`32`, `01`), or of an overseas collectivity (`975`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeRegion([u8; 3]);

/// Two characters, or three; the third byte is 0 where there are two.
const fn short_code(texte: &[u8]) -> Option<[u8; 3]> {
    let code = match *texte {
        [a, b] => [a, b, 0],
        [a, b, c] if c.is_ascii_digit() => [a, b, c],
        _ => return None,
    };
    let corse = code[0] == b'2' && (code[1] == b'A' || code[1] == b'B') && code[2] == 0;
    if code[0].is_ascii_digit() && (code[1].is_ascii_digit() || corse) { Some(code) } else { None }
}

macro_rules! short_code_type {
    ($type:ident, $attendu:literal) => {
        impl $type {
            /// The code as text, two or three ASCII characters.
            pub fn as_str(&self) -> &str {
                let end = if self.0[2] == 0 { 2 } else { 3 };
                core::str::from_utf8(&self.0[..end]).unwrap_or_default()
            }

            /// Reads a code in a constant; `None` when the text is not one.
            pub const fn from_const(texte: &str) -> Option<Self> {
                match short_code(texte.as_bytes()) {
                    Some(code) => Some(Self(code)),
                    None => None,
                }
            }
        }

        impl FromStr for $type {
            type Err = CodeError;

            fn from_str(texte: &str) -> Result<Self, CodeError> {
                Self::from_const(texte).ok_or_else(|| CodeError::new(texte, $attendu))
            }
        }
    };
}

short_code_type!(CodeDepartement, "un code de département (par exemple 59, 2A ou 971)");
short_code_type!(CodeRegion, "un code de région (par exemple 32 ou 01)");

/// SIREN number of an EPCI: nine digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siren(u32);

impl Siren {
    /// The number; its text has nine digits, with zeros at the head.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// A SIREN from its number; `None` above nine digits.
    pub const fn from_u32(numero: u32) -> Option<Self> {
        if numero <= 999_999_999 { Some(Self(numero)) } else { None }
    }
}

impl FromStr for Siren {
    type Err = CodeError;

    fn from_str(texte: &str) -> Result<Self, CodeError> {
        let attendu = "un numéro SIREN d'EPCI (neuf chiffres, par exemple 200068500)";
        if texte.len() != 9 || !texte.bytes().all(|o| o.is_ascii_digit()) {
            return Err(CodeError::new(texte, attendu));
        }
        texte.parse().map(Self).map_err(|_| CodeError::new(texte, attendu))
    }
}

/// Postal code of La Poste: five digits. Not a territory: one code may serve 46 communes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodePostal(u32);

impl CodePostal {
    /// The number; its text has five digits, with zeros at the head.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// A postal code from its number; `None` above five digits.
    pub const fn from_u32(numero: u32) -> Option<Self> {
        if numero <= 99_999 { Some(Self(numero)) } else { None }
    }
}

impl FromStr for CodePostal {
    type Err = CodeError;

    fn from_str(texte: &str) -> Result<Self, CodeError> {
        let attendu = "un code postal (cinq chiffres, par exemple 59400)";
        if texte.len() != 5 || !texte.bytes().all(|o| o.is_ascii_digit()) {
            return Err(CodeError::new(texte, attendu));
        }
        texte.parse().map(Self).map_err(|_| CodeError::new(texte, attendu))
    }
}

impl fmt::Display for CodeCommune {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Display for CodeIris {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Display for CodeDepartement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Display for CodeRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}
impl fmt::Display for CodePostal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

macro_rules! debug_as_display {
    ($($type:ident),*) => {$(
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self)
            }
        }
    )*};
}
debug_as_display!(CodeCommune, CodeIris, CodeDepartement, CodeRegion, Siren, CodePostal);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corsica_and_overseas_codes_give_their_departement() {
        for (commune, departement) in
            [("59122", "59"), ("2A004", "2A"), ("97411", "974"), ("97501", "975"), ("98818", "988")]
        {
            let code: CodeCommune = commune.parse().unwrap();
            assert_eq!(code.departement().as_str(), departement);
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused_with_an_example() {
        for texte in ["", "5912", "591222", "2C004", "AB123", "é9122", "59 22"] {
            let erreur = texte.parse::<CodeCommune>().unwrap_err();
            assert!(erreur.to_string().contains("59122"), "{erreur}");
        }
        assert!("20006850".parse::<Siren>().is_err());
        assert!("20006850a".parse::<Siren>().is_err());
        assert!("9".parse::<CodeDepartement>().is_err());
        for texte in ["", "06088", "06088010", "0608801011", "06088010A", "2C0040101", "é60880101"] {
            let erreur = texte.parse::<CodeIris>().unwrap_err();
            assert!(erreur.to_string().contains("060880101"), "{erreur}");
        }
    }

    #[test]
    fn lower_case_corsica_is_read() {
        assert_eq!("2a004".parse::<CodeCommune>().unwrap().as_str(), "2A004");
    }

    #[test]
    fn an_iris_is_a_commune_and_a_number() {
        let code: CodeIris = "2a0040101".parse().unwrap();
        assert_eq!((code.as_str(), code.commune().as_str()), ("2A0040101", "2A004"));
        assert_eq!(CodeIris::new(code.commune(), 101), Some(code));
        assert_eq!(CodeIris::new(code.commune(), 10_000), None);
    }

    #[test]
    fn codes_keep_their_leading_zeros() {
        assert_eq!("01004".parse::<CodePostal>().unwrap().to_string(), "01004");
        assert_eq!("001234567".parse::<Siren>().unwrap().to_string(), "001234567");
    }
}
