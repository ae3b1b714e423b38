//! A small reader of JSON, for where the general one is too heavy.
//!
//! The reader that the command line uses, with the paths of its errors and their translation, adds
//! 38 kB to a browser's load where this one adds 12, and tells one field at a time where this one tells
//! them all. It reads what `JSON.stringify` writes, into a tree.

/// Deepest nesting that is read; a project has four levels.
const PROFONDEUR_MAX: u32 = 32;

/// A value of JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Valeur {
    /// `null`.
    Nul,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Nombre(String),
    /// A text.
    Texte(String),
    /// A list.
    Liste(Vec<Valeur>),
    /// An object. Of a key written twice, the first one counts.
    Objet(Vec<(String, Valeur)>),
}

impl Valeur {
    /// The value of a text; `None` where the text is not JSON, or nested too deep.
    pub fn parse(texte: &str) -> Option<Self> {
        let mut lecteur = Lecteur { octets: texte.as_bytes(), place: 0, profondeur: 0 };
        let valeur = lecteur.value()?;
        lecteur.blanks();
        (lecteur.place == lecteur.octets.len()).then_some(valeur)
    }
}

struct Lecteur<'a> {
    octets: &'a [u8],
    place: usize,
    profondeur: u32,
}

impl Lecteur<'_> {
    fn peek(&self) -> Option<u8> {
        self.octets.get(self.place).copied()
    }

    /// Passes over a byte if it is this one.
    fn take(&mut self, octet: u8) -> bool {
        let found = self.peek() == Some(octet);
        self.place += usize::from(found);
        found
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.place += 1;
        }
    }

    fn value(&mut self) -> Option<Valeur> {
        self.blanks();
        match self.peek()? {
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::list),
            b'"' => self.text().map(Valeur::Texte),
            b't' => self.word("true", Valeur::Bool(true)),
            b'f' => self.word("false", Valeur::Bool(false)),
            b'n' => self.word("null", Valeur::Nul),
            _ => self.number(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Valeur>) -> Option<Valeur> {
        if self.profondeur == PROFONDEUR_MAX {
            return None;
        }
        self.profondeur += 1;
        self.place += 1;
        let valeur = read(self);
        self.profondeur -= 1;
        valeur
    }

    fn word(&mut self, mot: &str, valeur: Valeur) -> Option<Valeur> {
        let fin = self.place + mot.len();
        if self.octets.get(self.place..fin)? != mot.as_bytes() {
            return None;
        }
        self.place = fin;
        Some(valeur)
    }

    fn number(&mut self) -> Option<Valeur> {
        let debut = self.place;
        self.take(b'-');
        let zero = self.peek() == Some(b'0');
        let entiers = self.digits();
        if entiers == 0 || zero && entiers > 1 {
            return None;
        }
        if self.take(b'.') && self.digits() == 0 {
            return None;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            if self.digits() == 0 {
                return None;
            }
        }
        let ecrit = core::str::from_utf8(self.octets.get(debut..self.place)?).ok()?;
        Some(Valeur::Nombre(ecrit.to_owned()))
    }

    fn digits(&mut self) -> usize {
        let debut = self.place;
        while self.peek().is_some_and(|octet| octet.is_ascii_digit()) {
            self.place += 1;
        }
        self.place - debut
    }

    fn list(&mut self) -> Option<Valeur> {
        let mut valeurs = Vec::new();
        self.blanks();
        if self.take(b']') {
            return Some(Valeur::Liste(valeurs));
        }
        loop {
            valeurs.push(self.value()?);
            self.blanks();
            if self.take(b']') {
                return Some(Valeur::Liste(valeurs));
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn object(&mut self) -> Option<Valeur> {
        let mut entrees = Vec::new();
        self.blanks();
        if self.take(b'}') {
            return Some(Valeur::Objet(entrees));
        }
        loop {
            self.blanks();
            if self.peek()? != b'"' {
                return None;
            }
            let cle = self.text()?;
            self.blanks();
            if !self.take(b':') {
                return None;
            }
            entrees.push((cle, self.value()?));
            self.blanks();
            if self.take(b'}') {
                return Some(Valeur::Objet(entrees));
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        self.place += 1;
        let mut texte = String::new();
        loop {
            let debut = self.place;
            while !matches!(self.peek()?, b'"' | b'\\' | 0..=0x1f) {
                self.place += 1;
            }
            texte.push_str(core::str::from_utf8(self.octets.get(debut..self.place)?).ok()?);
            if self.take(b'"') {
                return Some(texte);
            }
            if !self.take(b'\\') {
                return None;
            }
            let octet = self.peek()?;
            self.place += 1;
            texte.push(match octet {
                b'"' | b'\\' | b'/' => char::from(octet),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.escaped()?,
                _ => return None,
            });
        }
    }

    /// What follows `\u`. Half a pair stands for nothing: it becomes the replacement character.
    fn escaped(&mut self) -> Option<char> {
        let un = self.hexa()?;
        let apres = self.place;
        if (0xd800..0xdc00).contains(&un) && self.take(b'\\') && self.take(b'u') {
            let deux = self.hexa()?;
            if (0xdc00..0xe000).contains(&deux) {
                return char::from_u32(0x1_0000 + ((un - 0xd800) << 10) + (deux - 0xdc00));
            }
        }
        if (0xd800..0xe000).contains(&un) {
            self.place = apres;
        }
        Some(char::from_u32(un).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hexa(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code << 4 | char::from(self.peek()?).to_digit(16)?;
            self.place += 1;
        }
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(valeur: &serde_json::Value) -> Valeur {
        match valeur {
            serde_json::Value::Null => Valeur::Nul,
            serde_json::Value::Bool(b) => Valeur::Bool(*b),
            serde_json::Value::Number(n) => Valeur::Nombre(n.to_string()),
            serde_json::Value::String(s) => Valeur::Texte(s.clone()),
            serde_json::Value::Array(a) => Valeur::Liste(a.iter().map(of).collect()),
            serde_json::Value::Object(o) => {
                Valeur::Objet(o.iter().map(|(cle, valeur)| (cle.clone(), of(valeur))).collect())
            }
        }
    }

    fn trees() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|entrees| serde_json::Value::Object(entrees.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_reads_what_another_writes(valeur in trees(), lisible: bool) {
            let texte = if lisible { serde_json::to_string_pretty(&valeur) } else { serde_json::to_string(&valeur) };
            prop_assert_eq!(Valeur::parse(&texte.unwrap()), Some(of(&valeur)));
        }

        #[test]
        fn it_reads_no_more_than_another(texte in r#"[\[\]{}:,"\\u0-9eE.+\-truefalsn \x00a]{0,24}"#) {
            let lu = Valeur::parse(&texte);
            if lu.is_some() {
                // A number too large for the other is still JSON; half a pair of \u is told by nobody else.
                let autre = serde_json::from_str::<serde_json::Value>(&texte);
                let excuse = |e: &serde_json::Error| {
                    ["out of range", "surrogate", "hex escape"].iter().any(|mot| e.to_string().contains(mot))
                };
                prop_assert!(autre.as_ref().err().is_none_or(excuse), "{texte:?} {autre:?}");
            }
        }

        #[test]
        fn any_text_is_read_or_refused(texte in any::<String>()) {
            let _ = Valeur::parse(&texte);
        }
    }

    #[test]
    fn escapes_are_read() {
        let lu = |texte: &str| match Valeur::parse(texte) {
            Some(Valeur::Texte(texte)) => texte,
            autre => panic!("{texte} {autre:?}"),
        };
        assert_eq!(lu(r#""\u00e9\n\"\\\/""#), "é\n\"\\/");
        assert_eq!(lu(r#""\ud83d\ude00""#), "😀");
        assert_eq!(lu(r#""\ud83d!""#), "\u{fffd}!");
        assert_eq!(lu(r#""\ud83d\u0041""#), "\u{fffd}A");
        assert_eq!(lu(r#""\ud83d\n""#), "\u{fffd}\n");
    }

    #[test]
    fn what_is_nested_too_deep_is_refused() {
        assert!(Valeur::parse(&"[".repeat(1_000_000)).is_none());
        let nested = |n: usize| Valeur::parse(&("[".repeat(n) + &"]".repeat(n))).is_some();
        assert!(nested(32) && !nested(33));
    }
}
