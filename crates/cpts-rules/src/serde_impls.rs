//! How the names of the rules travel in JSON: by their `id`, a taille by its number.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::types::{
    Entre, IdSource, Mission, NaturePoste, Niveau, Poste, Recours, Rythme, Sens, Situation, Statut, Taille,
};

impl Serialize for IdSource {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.0)
    }
}

impl Serialize for Taille {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_u8(self.numero())
    }
}

/// `[min, max]`.
impl Serialize for Entre {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        (self.min, self.max).serialize(s)
    }
}

macro_rules! by_id {
    ($($Type:ident),*) => {$(
        impl Serialize for $Type {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.id())
            }
        }
    )*};
}
by_id!(Mission, Poste, Niveau, Statut, NaturePoste, Recours, Rythme, Sens, Situation);

macro_rules! read_by_id {
    ($($Type:ident: $attendu:literal;)*) => {$(
        impl<'de> Deserialize<'de> for $Type {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $Type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($attendu)?;
                        $Type::TOUS.iter().try_for_each(|valeur| write!(f, " {}", valeur.id()))
                    }

                    fn visit_str<E: de::Error>(self, texte: &str) -> Result<$Type, E> {
                        $Type::from_id(texte).ok_or_else(|| E::invalid_value(de::Unexpected::Str(texte), &self))
                    }
                }
                d.deserialize_str(Visitor)
            }
        }
    )*};
}
read_by_id! {
    Mission: "une mission :";
    Rythme: "un rythme :";
    Situation: "une situation :";
}
