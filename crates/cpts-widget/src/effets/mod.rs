//! What comes and goes by itself: files, memory, addresses, what the host page is told. [`start`] is the
//! table of contents.

pub(crate) mod annexes;
pub(crate) mod annonces;
pub(crate) mod bareme;
pub(crate) mod carte;
pub(crate) mod chargement;
pub(crate) mod configuration;
pub(crate) mod couverture;
pub(crate) mod entrees;
pub(crate) mod et_si;
pub(crate) mod evenements;
pub(crate) mod fichiers;
pub(crate) mod historique;
pub(crate) mod liens;
pub(crate) mod liste;
pub(crate) mod memoire;
pub(crate) mod projets;
pub(crate) mod qr;
pub(crate) mod site;
pub(crate) mod tenue;
pub(crate) mod veille;

use crate::effets::couverture::load_from_host;
use crate::etat::Etat;

impl Etat {
    /// Begins to compute, with the answers and the data that are there.
    pub(crate) fn start(self) {
        let repris = memoire::resume(self);
        self.recompute();
        chargement::load_adjacence_when_needed(self);
        chargement::load_annees_when_needed(self);
        self.follow_et_si();
        configuration::follow(self);
        bareme::follow(self);
        load_from_host(self);
        if !repris {
            fichiers::open_from_host(self);
        }
        historique::follow(self);
        memoire::follow(self);
        self.announce_changes();
        evenements::follow(self);
    }
}
