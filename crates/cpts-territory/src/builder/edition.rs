//! All that a new year changes.

use cpts_codes::Date;

/// All that a new year changes.
#[derive(Debug, Clone, Copy)]
pub struct Edition {
    /// Year of the census to which the populations belong.
    pub millesime: u16,
    /// Day from which they are the legal ones.
    pub en_vigueur: Date,
    /// Year of the list of communes.
    pub cog: u16,
    /// Year of the populations of Mayotte, which the yearly census did not cover.
    pub millesime_mayotte: u16,
}

/// The edition that the archives of this version hold.
pub const EDITION: Edition = Edition {
    millesime: 2023,
    en_vigueur: match Date::new(2026, 1, 1) {
        Some(date) => date,
        None => panic!("the calendar has a 1 January 2026"),
    },
    cog: 2026,
    millesime_mayotte: 2017,
};
