//! What comes and goes by itself: files, memory, addresses, what the host page is told. [`start`] is the
//! table of contents.

pub(crate) mod annexes;
pub(crate) mod annonces;
pub(crate) mod attente;
pub(crate) mod bareme;
pub(crate) mod carte;
pub(crate) mod chargement;
pub(crate) mod configuration;
pub(crate) mod couverture;
pub(crate) mod entrees;
pub(crate) mod evenements;
pub(crate) mod fichiers;
pub(crate) mod liens;
pub(crate) mod liste;
pub(crate) mod memoire;
pub(crate) mod nombre_colle;
pub(crate) mod projet_de_l_hote;
pub(crate) mod projets;
pub(crate) mod qr;
pub(crate) mod site;
pub(crate) mod tenue;
pub(crate) mod veille;

use cpts_seance::gestes;

use crate::etat::Etat;
use crate::socle::vue::watch;

/// What the simulator does by itself once its second part is there, in this order.
pub(crate) fn start(etat: Etat) {
    // The work that the tab remembers, with what was answered meanwhile.
    let repris = memoire::resume(etat);
    // From here on all that follows from the answers is computed, at each change.
    etat.begin(gestes::suite());
    // Which communes touch: once there are two of them.
    chargement::load_adjacence_when_needed(etat);
    // Earlier vintages, IRIS: once the project counts with them.
    chargement::load_annees_when_needed(etat);
    // What other perimeters would do: while somebody looks.
    watch(Box::new(move || etat.follow_et_si()));
    // What the site gives: its words, its rules, the CPTS that exist, a project.
    configuration::follow(etat);
    bareme::follow(etat);
    couverture::load_from_host(etat);
    if !repris {
        projet_de_l_hote::load(etat);
    }
    // The work, written down at each rest; the result, said aloud; the host page, told.
    memoire::follow(etat);
    annonces::follow(etat);
    evenements::follow(etat);
}
