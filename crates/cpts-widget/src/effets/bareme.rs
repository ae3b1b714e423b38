//! The rules that the site gives in the place of those of the simulator: read in a
//! module of its own, shown as the site's wherever an amount shows.

use std::cell::RefCell;

use cpts_rules::compact;
use cpts_seance::bareme::Bareme;

use crate::effets::annexes::Annexe;
use crate::effets::site::{self, Fichier};
use crate::etat::Etat;
use crate::etat::cellules::reglages::Reglage;

thread_local! {
    /// The rules that were read. They live as long as the page: the same file given
    /// again, to a simulator that comes back, must not be kept twice.
    static LUS: RefCell<Vec<Bareme>> = const { RefCell::new(Vec::new()) };
}

/// Follows the attribute `regles`, or what the configuration says in its place.
pub(crate) fn follow(etat: Etat) {
    site::follow(
        etat,
        Fichier {
            quoi: "regles",
            annexe: Annexe::Bareme,
            fonction: "lire_regles",
            octets_max: 2_000_000,
            voulu: |etat| {
                etat.reglage(Reglage::Regles)
                    .or_else(|| etat.configuration.with(|c| c.as_ref().and_then(|c| c.regles.clone())))
            },
            recevoir: |etat, _, texte| match texte {
                None => {
                    etat.set_bareme(None);
                    true
                }
                Some(texte) => {
                    let lu = read(&texte);
                    etat.set_bareme(lu);
                    lu.is_some()
                }
            },
        },
    );
}

/// The rules of what the module tells: the day and the giver on a line, then the rules.
fn read(dit: &str) -> Option<Bareme> {
    let (tete, texte) = dit.split_once('\n')?;
    let (le, par) = tete.strip_prefix("bareme=")?.split_once(';')?;
    let le = le.parse().ok()?;
    let connu = LUS.with_borrow(|lus| lus.iter().find(|b| b.texte == texte).copied());
    let (rules, texte) = match connu {
        Some(connu) if connu.le == le && connu.par == par => return Some(connu),
        Some(connu) => (connu.rules, connu.texte),
        None => {
            let texte = compact::keep(texte);
            (compact::read(texte)?, texte)
        }
    };
    let lu = Bareme { rules, texte, le, par: compact::keep(&cpts_core::plat::unescape(par)?) };
    LUS.with_borrow_mut(|lus| lus.push(lu));
    Some(lu)
}
