//! What other perimeters would do.

use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_perimetre::et_si::EtSi;

use crate::etat::Etat;

/// The neighbours that change the taille alone, for the map: kept in step from the
/// first call on, in the order of the table.
pub(crate) fn bascules(etat: Etat) -> Rc<Vec<CodeCommune>> {
    if !etat.et_si_vu.with_untracked(|v| v.carte) {
        etat.et_si_vu.update(|v| v.carte = true);
    }
    etat.et_si.with(|dit| Rc::new(dit.as_deref().map(cpts_perimetre::et_si::bascules).unwrap_or_default()))
}

pub(crate) fn with<T: Default>(etat: Etat, lire: impl FnOnce(&EtSi) -> T) -> T {
    etat.et_si.with(|dit| dit.as_deref().map(lire).unwrap_or_default())
}

pub(crate) fn nom_de(etat: Etat, code: CodeCommune) -> String {
    etat.with_territory(|t| t.commune(code).map(|c| c.nom.to_owned())).flatten().unwrap_or_default()
}
