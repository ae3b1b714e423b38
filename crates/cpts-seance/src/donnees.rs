//! The data files.

use std::rc::Rc;

use cpts_territory::Territory;

use crate::venue::Venue;

/// The file of communes, on its way or there; the sentence to show where it was refused.
pub type Donnees = Venue<Rc<Territory>, String>;

/// A data file that is fetched when something asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Annee {
    /// The populations of earlier years.
    Millesimes,
    /// The populations of the IRIS.
    Iris,
}
