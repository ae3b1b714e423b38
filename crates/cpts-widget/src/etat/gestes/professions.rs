//! How many of a profession.

use cpts_codes::Table;
use cpts_core::Projet;

/// Nobody at all is "not answered", so that the bilan asks instead of judging.
pub(crate) fn set_effectif(projet: &mut Projet, id: &str, n: u16) {
    let effectifs = projet.professionnels.get_or_insert_with(Table::new);
    if n == 0 {
        effectifs.remove(id);
    } else {
        effectifs.insert(id.to_owned(), n);
    }
    if effectifs.is_empty() {
        projet.professionnels = None;
    }
}
