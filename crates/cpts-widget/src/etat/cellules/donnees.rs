//! How far the data files have come.

use std::rc::Rc;

use cpts_territory::Territory;

/// The file of communes, on its way.
#[derive(Clone)]
pub(crate) enum Donnees {
    /// Bytes received, of how many.
    EnRoute(u32, u32),
    /// Ready to be searched.
    Pretes(Rc<Territory>),
    /// Refused, with the sentence to show.
    Refusees(String),
}

/// A file that is fetched when something asks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrivee {
    /// Not asked for, or it did not come.
    Absente,
    /// Asked for.
    EnRoute,
    /// There.
    Prete,
}

/// A data file that is fetched when something asks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Annee {
    /// The populations of earlier years.
    Millesimes,
    /// The populations of the IRIS.
    Iris,
}
