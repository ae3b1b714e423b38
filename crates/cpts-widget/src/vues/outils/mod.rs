//! The third file: what a person opens when they need it.

pub(crate) mod aide;
pub(crate) mod budget;
pub(crate) mod documents;
pub(crate) mod impression;
pub(crate) mod partage;
pub(crate) mod projets;
pub(crate) mod reunion;
