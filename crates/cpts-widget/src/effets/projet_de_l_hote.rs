//! The project that the host page gives by its address.

use cpts_seance::ouverture::{Arrivant, Refus};

use crate::effets::fichiers::lire_projet;
use crate::effets::{attente, site};
use crate::etat::Etat;
use crate::etat::cellules::reglages::Reglage;

/// Bytes of a project of the host that are fetched: a little more than its reader accepts.
const PROJET_OCTETS_MAX: u32 = 2_000_000;

/// Opens the project that the host gives, once. A file that is wrong is told to
/// whoever keeps the site; the simulator is left as it was.
pub(crate) fn load(etat: Etat) {
    let Some(adresse) = etat.reglage(Reglage::Projet) else { return };
    etat.spawn(async move {
        let refus = match site::fetch(&adresse, PROJET_OCTETS_MAX).await {
            Err(pourquoi) => vec![Refus::entier(&pourquoi, "Vérifiez l’adresse")],
            Ok(octets) => match lire_projet(etat, &octets).await {
                Ok(projet) => {
                    return attente::open(etat, Arrivant { projet, ..Arrivant::default() });
                }
                Err(refus) => refus,
            },
        };
        site::warn(etat, "projet", &adresse, &refus);
    });
}
