//! The names of the rules in TypeScript: unions of what `serde_impls` writes.

use std::path::PathBuf;

use ts_rs::{Config, TS};

use crate::types::{
    Entre, IdSource, Mission, NaturePoste, Niveau, Poste, Recours, Rythme, Sens, Situation, Statut, Taille,
};

macro_rules! union {
    ($($Type:ident: $doc:literal, $valeur:expr;)*) => {$(
        impl TS for $Type {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            const IS_ENUM: bool = true;

            fn docs() -> Option<String> {
                Some(concat!("/**\n * ", $doc, "\n */\n").to_owned())
            }

            fn name(_: &Config) -> String {
                stringify!($Type).to_owned()
            }

            fn inline(_: &Config) -> String {
                let valeurs: Vec<String> = $Type::TOUS.iter().map($valeur).collect();
                valeurs.join(" | ")
            }

            fn decl(cfg: &Config) -> String {
                format!("type {} = {};", Self::name(cfg), Self::inline(cfg))
            }

            fn output_path() -> Option<PathBuf> {
                Some(concat!(stringify!($Type), ".ts").into())
            }
        }
    )*};
}
union! {
    Mission: "A mission of the ACI.", |v| format!("{:?}", v.id());
    NaturePoste: "What a line is for the ACI.", |v| format!("{:?}", v.id());
    Niveau: "How serious a finding is, in the order of display.", |v| format!("{:?}", v.id());
    Poste: "A line of the funding.", |v| format!("{:?}", v.id());
    Recours: "The part that a profession plays in care: a label, never a condition.", |v| format!("{:?}", v.id());
    Rythme: "How often a line of a budget comes back: each month, once a year, once.", |v| format!("{:?}", v.id());
    Sens: "Which way the money of a line of a budget goes.", |v| format!("{:?}", v.id());
    Situation: "Whether a CPTS is still to be founded or has signed its contract.", |v| format!("{:?}", v.id());
    Statut: "How sure a figure is, from the surest.", |v| format!("{:?}", v.id());
    Taille: "A size tier.", |v| v.numero().to_string();
}

/// The least and the most that an amount can be.
impl TS for Entre {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn docs() -> Option<String> {
        Some("/**\n * The least and the most that an amount can be, both included.\n */\n".to_owned())
    }

    fn name(_: &Config) -> String {
        "Entre".to_owned()
    }

    fn inline(_: &Config) -> String {
        "[min: number, max: number]".to_owned()
    }

    fn decl(_: &Config) -> String {
        "type Entre = [min: number, max: number];".to_owned()
    }

    fn output_path() -> Option<PathBuf> {
        Some("Entre.ts".into())
    }
}

/// The `id` of a source.
impl TS for IdSource {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn docs() -> Option<String> {
        Some("/**\n * The `id` of a source.\n */\n".to_owned())
    }

    fn name(_: &Config) -> String {
        "IdSource".to_owned()
    }

    fn inline(_: &Config) -> String {
        "string".to_owned()
    }

    fn decl(_: &Config) -> String {
        "type IdSource = string;".to_owned()
    }

    fn output_path() -> Option<PathBuf> {
        Some("IdSource.ts".into())
    }
}
