//! Something that comes later: a file, a part of the interface.

use std::borrow::Cow;

/// How far something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Venue<T, P = Cow<'static, str>> {
    /// Nobody has asked for it.
    Inutile,
    /// On its way: what has come, of how much; `0, 0` where nobody counts.
    EnRoute(u32, u32),
    /// There.
    La(T),
    /// It did not come: why, in a sentence; empty where whoever shows it has its own words.
    Manquee(P),
}

impl<T, P> Venue<T, P> {
    /// What came.
    pub fn la(&self) -> Option<&T> {
        match self {
            Self::La(venue) => Some(venue),
            _ => None,
        }
    }

    /// Whether it is still to come, and will.
    pub fn en_route(&self) -> bool {
        matches!(self, Self::EnRoute(..))
    }

    /// Whether asking for it makes sense: nobody has, or it did not come.
    pub fn a_demander(&self) -> bool {
        matches!(self, Self::Inutile | Self::Manquee(_))
    }
}
