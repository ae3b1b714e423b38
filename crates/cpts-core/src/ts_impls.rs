//! In TypeScript, what serde reads through a number.

use ts_rs::{Config, TS};

use crate::pourcent::Pourcent;
use crate::projet::Version;

impl TS for Version {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &Config) -> String {
        u32::from(Self::default()).to_string()
    }

    fn inline(cfg: &Config) -> String {
        Self::name(cfg)
    }
}

impl TS for Pourcent {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(cfg: &Config) -> String {
        u32::name(cfg)
    }

    fn inline(cfg: &Config) -> String {
        u32::inline(cfg)
    }
}
