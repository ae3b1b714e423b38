//! The types of what is on the screen, and of what surrounds it. Nothing here acts but by pointers.

pub(crate) mod ecran;
pub(crate) mod parts;
pub(crate) mod reglages;
