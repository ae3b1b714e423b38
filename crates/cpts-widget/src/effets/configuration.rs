//! What the site adds: an introduction and a logo at the head, whom to call, local
//! help to begin with. All of it is text that nobody here vouches for, and is
//! shown as the site's.

use std::rc::Rc;

use cpts_core::Configuration;

use crate::effets::annexes::Annexe;
use crate::effets::site::{self, Fichier, resolve};
use crate::etat::Etat;
use crate::etat::cellules::reglages::Reglage;

/// Follows the attribute `configuration`.
pub(crate) fn follow(etat: Etat) {
    site::follow(
        etat,
        Fichier {
            quoi: "configuration",
            annexe: Annexe::Fichiers,
            fonction: "lire_configuration",
            octets_max: 200_000,
            voulu: |etat| etat.reglage(Reglage::Configuration),
            recevoir: |etat, adresse, texte| match texte {
                None => {
                    etat.configuration.set(None);
                    true
                }
                Some(texte) => {
                    let lue = Configuration::read(&texte).map(|lue| Rc::new(resolved(lue, adresse)));
                    let comprise = lue.is_some();
                    etat.configuration.set(lue);
                    comprise
                }
            },
        },
    );
}

/// The same, its addresses whole.
fn resolved(mut c: Configuration, fichier: &str) -> Configuration {
    let whole = |adresse: &mut String| *adresse = resolve(adresse, fichier).unwrap_or_default();
    for contact in &mut c.contacts {
        if !contact.adresse.is_empty() {
            whole(&mut contact.adresse);
        }
    }
    for aide in &mut c.aides {
        whole(&mut aide.source.1);
    }
    if let Some((adresse, _)) = &mut c.logo {
        whole(adresse);
    }
    c.couverture = c.couverture.and_then(|adresse| resolve(&adresse, fichier));
    c.regles = c.regles.and_then(|adresse| resolve(&adresse, fichier));
    c
}
