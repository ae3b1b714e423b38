//! How the names of the rules travel in JSON: by their `id`, a taille by its number.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::types::{IdSource, Mission, NaturePoste, Niveau, Poste, Recours, Statut, Taille};

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

macro_rules! by_id {
    ($($Type:ident),*) => {$(
        impl Serialize for $Type {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.id())
            }
        }
    )*};
}
by_id!(Mission, Poste, Niveau, Statut, NaturePoste, Recours);

impl<'de> Deserialize<'de> for Mission {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Mission;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("une mission :")?;
                Mission::TOUS.iter().try_for_each(|mission| write!(f, " {}", mission.id()))
            }

            fn visit_str<E: de::Error>(self, texte: &str) -> Result<Mission, E> {
                Mission::from_id(texte).ok_or_else(|| E::invalid_value(de::Unexpected::Str(texte), &self))
            }
        }
        d.deserialize_str(Visitor)
    }
}
