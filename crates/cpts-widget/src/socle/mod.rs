//! What knows nothing of a CPTS: elements, the page, the focus, the window.

pub(crate) mod fenetre;
pub(crate) mod focus;
pub(crate) mod icones;
pub(crate) mod minuterie;
pub(crate) mod nombre;
pub(crate) mod page;
pub(crate) mod presse_papiers;
pub(crate) mod tailles;
pub(crate) mod telechargement;
pub(crate) mod vue;
