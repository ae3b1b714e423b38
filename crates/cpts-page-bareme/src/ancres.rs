//! The anchors of the page: other pages link to them, so a name that is out stays.
//!
//! | anchor | what stands there |
//! |---|---|
//! | `#fonctionnement`, `#acces_aux_soins`… | a line of the funding: [`Poste::id`] |
//! | `#acces_aux_soins-2022-03-31-T2` | its amount from that day on, for that taille |
//! | `#taille`, `#versements`, `#coordination`, `#budget` | what « Voir la règle » shows under that name |
//! | `#versements-contrat`, `#tailles-proximite`… | one number: the file of `rules/` and its key |
//! | `#versements-avenant_en_cours` | what is supposed of the contracts that run |
//! | `#montants`, `#delais`, `#totaux`, `#pass`, `#lectures`, `#textes`, `#glossaire`, `#statuts`, `#sources`, `#citer` | the other parts |
//! | `#pass-2026`, `#lecture-580-000`, `#texte-aci-2019`, `#sigle-ars`, `#source-qdm-2022` | one entry of a part |

use cpts_codes::Date;
use cpts_rules::{Parametre, Poste, Taille};

/// What « Voir la règle » shows besides the lines.
pub const TAILLE: &str = "taille";
/// When and how the money is paid.
pub const VERSEMENTS: &str = "versements";
/// The cost of coordination.
pub const COORDINATION: &str = "coordination";
/// What members are paid.
pub const BUDGET: &str = "budget";
/// Whether an avenant holds for the contracts that run.
pub const AVENANT: &str = "versements-avenant_en_cours";

/// The amount of a line from a day on, for one taille.
pub fn montant(poste: Poste, depuis: Date, taille: Taille) -> String {
    format!("{}-{depuis}-{}", poste.id(), taille.id())
}

/// One number: `versements.toml#contrat` is at `versements-contrat`.
pub fn parametre(parametre: &Parametre) -> String {
    parametre.cle.replace(".toml#", "-").replace('/', "-")
}
