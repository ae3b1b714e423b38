//! What other perimeters would do.

use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_perimetre::et_si::EtSi;

use crate::seance::{Lecteurs, Seance};

/// The neighbours that change the taille alone, for the map: kept in step from the
/// first call on, in the order of the table.
pub fn bascules(seance: Seance) -> Rc<Vec<CodeCommune>> {
    seance.look_at_et_si(Lecteurs { carte: true, ..Lecteurs::default() });
    seance.et_si.with(|dit| Rc::new(dit.as_deref().map(cpts_perimetre::et_si::bascules).unwrap_or_default()))
}

/// Reads it, once it is computed. Watched.
pub fn with<T: Default>(seance: Seance, lire: impl FnOnce(&EtSi) -> T) -> T {
    seance.et_si.with(|dit| dit.as_deref().map(lire).unwrap_or_default())
}
