//! Codes and dates travel as text in JSON.

use crate::{CodeCommune, CodeDepartement, CodeIris, CodePostal, CodeRegion, Date, Siren, Table};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Reads any of the types from a string, with its own message on refusal.
struct FromText<T>(core::marker::PhantomData<T>);

impl<T: core::str::FromStr<Err: core::fmt::Display>> de::Visitor<'_> for FromText<T> {
    type Value = T;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("un texte entre guillemets")
    }

    fn visit_str<E: de::Error>(self, texte: &str) -> Result<T, E> {
        texte.parse().map_err(E::custom)
    }
}

macro_rules! as_text {
    ($($type:ident),*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_str(FromText(core::marker::PhantomData))
            }
        }
    )*};
}
as_text!(CodeCommune, CodeDepartement, CodeRegion, CodeIris, CodePostal, Siren, Date);

impl<K: Serialize, V: Serialize> Serialize for Table<K, V> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Table<K, V> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Entrees<K, V>(core::marker::PhantomData<(K, V)>);

        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> de::Visitor<'de> for Entrees<K, V> {
            type Value = Table<K, V>;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("un objet")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut entrees: A) -> Result<Self::Value, A::Error> {
                let mut table = Table::new();
                while let Some((cle, valeur)) = entrees.next_entry()? {
                    table.insert(cle, valeur);
                }
                Ok(table)
            }
        }
        d.deserialize_map(Entrees(core::marker::PhantomData))
    }
}
