//! Codes and dates in TypeScript: names for texts, since they travel as text.

use std::collections::HashMap;
use std::path::PathBuf;

use ts_rs::{Config, TS, TypeVisitor};

use crate::{CodeCommune, CodeDepartement, CodeIris, CodePostal, CodeRegion, Date, Siren, Table};

// A `Date` of JavaScript is something else: a day is called `Jour` there.
macro_rules! as_text {
    ($($type:ident as $name:ident: $doc:literal),* $(,)?) => {$(
        impl TS for $type {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn docs() -> Option<String> {
                Some(concat!("/**\n * ", $doc, "\n */\n").to_owned())
            }

            fn name(_: &Config) -> String {
                stringify!($name).to_owned()
            }

            fn inline(_: &Config) -> String {
                "string".to_owned()
            }

            fn decl(_: &Config) -> String {
                concat!("type ", stringify!($name), " = string;").to_owned()
            }

            fn output_path() -> Option<PathBuf> {
                Some(concat!(stringify!($name), ".ts").into())
            }
        }
    )*};
}
as_text! {
    CodeCommune as CodeCommune: "INSEE code of a commune or of a municipal arrondissement: `59122`, `2A004`, `75115`.",
    CodeDepartement as CodeDepartement: "Code of a département (`59`, `2A`, `971`) or of an overseas collectivity (`975`).",
    CodeIris as CodeIris: "Code of an IRIS, a piece of a commune that the census counts: `060880101`.",
    CodePostal as CodePostal: "Postal code of La Poste: five digits.",
    CodeRegion as CodeRegion: "Code of a région (`32`, `01`), or of an overseas collectivity (`975`).",
    Date as Jour: "A day: `2027-04-01`.",
    Siren as Siren: "SIREN number of an EPCI: nine digits.",
}

/// A table travels as an object.
impl<K: TS, V: TS> TS for Table<K, V> {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(cfg: &Config) -> String {
        HashMap::<K, V>::name(cfg)
    }

    fn inline(cfg: &Config) -> String {
        HashMap::<K, V>::inline(cfg)
    }

    fn visit_dependencies(v: &mut impl TypeVisitor)
    where
        Self: 'static,
    {
        HashMap::<K, V>::visit_dependencies(v);
    }

    fn visit_generics(v: &mut impl TypeVisitor)
    where
        Self: 'static,
    {
        HashMap::<K, V>::visit_generics(v);
    }
}
