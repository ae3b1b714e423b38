//! A value of ours as a text of JSON.
//!
//! Serde asks for a serializer that may fail at each step; this one writes into a text in memory and
//! cannot, which its error says by having no value. So the compiler drops every branch of failure:
//! `serde_json` does the same in two kilobytes more (brotli, in the package), `serde-wasm-bindgen` in six. Only
//! what the types of the contract are made of is written: other kinds of values do not compile in.

use core::fmt::{self, Display};

use serde::Serialize;
use serde::ser::{self, Impossible};

/// The value as JSON: maps are objects, what is absent is `null`.
pub(crate) fn text(value: &impl Serialize) -> String {
    let mut json = Json(String::with_capacity(1 << 10));
    match value.serialize(&mut json) {
        Ok(()) => json.0,
    }
}

/// The text, being written.
struct Json(String);

/// What is said of a value of a kind that no type of the contract has.
const SANS_FORME: &str = "valeur sans forme en JSON";

/// What cannot happen.
#[derive(Debug)]
enum Jamais {}

impl Display for Jamais {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl core::error::Error for Jamais {}

impl ser::Error for Jamais {
    fn custom<T: Display>(_: T) -> Self {
        // No type of the contract refuses to be written.
        wasm_bindgen::throw_str(SANS_FORME)
    }
}

impl Json {
    #[inline(never)]
    fn push(&mut self, texte: &str) {
        self.0.push_str(texte);
    }

    /// A text between quotes, with what JSON asks to be escaped.
    #[inline(never)]
    fn quoted(&mut self, texte: &str) {
        self.0.push('"');
        for c in texte.chars() {
            match c {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\u{20}'.. => self.0.push(c),
                controle => {
                    const CHIFFRES: &[u8; 16] = b"0123456789abcdef";
                    let code = controle as usize;
                    self.0.push_str("\\u00");
                    for chiffre in [code >> 4, code & 15] {
                        self.0.push(char::from(CHIFFRES[chiffre & 15]));
                    }
                }
            }
        }
        self.0.push('"');
    }

    /// What parts an element from the one before it.
    #[inline(never)]
    fn comma(&mut self) {
        if !self.0.ends_with(['[', '{']) {
            self.0.push(',');
        }
    }

    #[inline(never)]
    fn key(&mut self, cle: &str) {
        self.comma();
        self.quoted(cle);
        self.0.push(':');
    }

    #[inline(never)]
    fn integer(&mut self, nombre: i64) {
        self.0.push_str(&nombre.to_string());
    }
}

type Fait = Result<(), Jamais>;

/// An array or an object, and what closes it.
struct Suite<'a> {
    json: &'a mut Json,
    fin: &'static str,
}

impl<'a> Suite<'a> {
    fn open(json: &'a mut Json, debut: &str, fin: &'static str) -> Result<Self, Jamais> {
        json.push(debut);
        Ok(Self { json, fin })
    }

    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Fait {
        self.json.comma();
        value.serialize(&mut *self.json)
    }

    fn close(self) -> Fait {
        self.json.push(self.fin);
        Ok(())
    }
}

macro_rules! integers {
    ($($nom:ident: $T:ty),*) => {$(
        fn $nom(self, v: $T) -> Fait {
            self.integer(i64::from(v));
            Ok(())
        }
    )*};
}

/// What no type of the contract holds.
fn none_of_ours<T>() -> Result<T, Jamais> {
    wasm_bindgen::throw_str(SANS_FORME)
}

impl<'a> ser::Serializer for &'a mut Json {
    type Ok = ();
    type Error = Jamais;
    type SerializeSeq = Suite<'a>;
    type SerializeTuple = Suite<'a>;
    type SerializeTupleStruct = Impossible<(), Jamais>;
    type SerializeTupleVariant = Impossible<(), Jamais>;
    type SerializeMap = Suite<'a>;
    type SerializeStruct = Suite<'a>;
    type SerializeStructVariant = Impossible<(), Jamais>;

    integers! { serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32 }

    fn serialize_bool(self, v: bool) -> Fait {
        self.push(if v { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, v: &str) -> Fait {
        self.quoted(v);
        Ok(())
    }

    fn serialize_none(self) -> Fait {
        self.push("null");
        Ok(())
    }

    fn serialize_unit(self) -> Fait {
        self.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Fait {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, nom: &'static str) -> Fait {
        self.serialize_str(nom)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Fait {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Suite<'a>, Jamais> {
        Suite::open(self, "[", "]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Suite<'a>, Jamais> {
        Suite::open(self, "[", "]")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Suite<'a>, Jamais> {
        Suite::open(self, "{", "}")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Suite<'a>, Jamais> {
        Suite::open(self, "{", "}")
    }

    /// A place in a list, far below what a number of JavaScript can hold.
    fn serialize_u64(self, v: u64) -> Fait {
        self.integer(i64::try_from(v).unwrap_or(i64::MAX));
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Fait {
        none_of_ours()
    }

    fn serialize_f64(self, _: f64) -> Fait {
        none_of_ours()
    }

    fn serialize_char(self, _: char) -> Fait {
        none_of_ours()
    }

    fn serialize_bytes(self, _: &[u8]) -> Fait {
        none_of_ours()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Fait {
        none_of_ours()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Fait {
        none_of_ours()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Jamais> {
        none_of_ours()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Jamais> {
        none_of_ours()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Jamais> {
        none_of_ours()
    }
}

/// A list, and a list of known length, are written alike.
macro_rules! suite_d_elements {
    ($($sorte:ident),*) => { $(
        impl ser::$sorte for Suite<'_> {
            type Ok = ();
            type Error = Jamais;

            fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Fait {
                self.element(value)
            }

            fn end(self) -> Fait {
                self.close()
            }
        }
    )* };
}

suite_d_elements!(SerializeSeq, SerializeTuple);

impl ser::SerializeStruct for Suite<'_> {
    type Ok = ();
    type Error = Jamais;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, cle: &'static str, value: &T) -> Fait {
        self.json.key(cle);
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Fait {
        self.close()
    }
}

impl ser::SerializeMap for Suite<'_> {
    type Ok = ();
    type Error = Jamais;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, cle: &T) -> Fait {
        // Every key of ours is a text.
        self.element(cle)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Fait {
        self.json.push(":");
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Fait {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use cpts_core::{CommuneRetenue, Perimetre, Projet, evaluate};

    /// What a library that everybody uses makes of the same values, to the byte.
    #[test]
    fn projects_and_bilans_are_written_as_serde_json_writes_them() {
        let fichier = include_str!("../../../tests/scenarios/scenarios.json");
        let lu: serde_json::Value = serde_json::from_str(fichier).unwrap();
        let rules = cpts_rules::embedded();
        let mut ecrits = 0;
        for scenario in lu["scenarios"].as_array().unwrap() {
            let projet: Projet = serde_json::from_value(scenario["projet"].clone()).unwrap();
            assert_eq!(text(&projet), serde_json::to_string(&projet).unwrap());
            for population in [None, Some(30_000), Some(60_000), Some(200_000)] {
                let commune = CommuneRetenue {
                    code: "59122".parse().unwrap(),
                    nom: "Cambrai \"dit\" \\ \u{1}\n\u{1f}\u{7f} é € 𝄞".to_owned(),
                    departement: "59".parse().unwrap(),
                    region: "32".parse().unwrap(),
                    ville: None,
                    population,
                    millesime: None,
                    part: None,
                };
                let perimetre =
                    Perimetre { communes: vec![commune], millesime: 2023, ..Perimetre::default() };
                let bilan = evaluate(&projet, &perimetre, rules);
                let attendu: serde_json::Value =
                    serde_json::from_str(&serde_json::to_string(&bilan).unwrap()).unwrap();
                let dit: serde_json::Value = serde_json::from_str(&text(&bilan)).unwrap();
                assert_eq!(dit, attendu);
                ecrits += 1;
            }
        }
        assert!(ecrits > 60, "{ecrits}");
    }

    #[test]
    fn any_text_comes_back() {
        for code in (0..0x300).chain([0x2028, 0x2029, 0xfeff, 0x1_d11e]) {
            let dit: String = char::from_u32(code).into_iter().chain("fin".chars()).collect();
            assert_eq!(serde_json::from_str::<String>(&text(&dit)).unwrap(), dit);
        }
        assert_eq!(text(&(1, -2, 3_usize, true, None::<u8>, [""; 0])), "[1,-2,3,true,null,[]]");
    }
}
