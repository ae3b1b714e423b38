//! How far the payments are told.

/// Months of payments that a bilan shows.
pub const HORIZON_MOIS: u16 = 24;
