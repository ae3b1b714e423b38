//! The rules that the site gives in the place of those of the simulator: read in a
//! module of its own, shown as the site's wherever an amount shows.

use std::cell::RefCell;

use cpts_codes::Date;
use cpts_rules::{Rules, compact};

use crate::annexes::Annexe;
use crate::etat::Etat;
use crate::format::jour_vu;
use crate::reglages::Reglage;
use crate::site::{self, Fichier};
use crate::sources::adresse;
use crate::vue::{Vue, elc};

/// Rules that a site gives.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Bareme {
    pub(crate) rules: &'static Rules,
    /// The same, as one module tells it to another.
    pub(crate) texte: &'static str,
    le: Date,
    par: &'static str,
}

impl Bareme {
    /// What tells these rules from others, for as long as the page lives.
    pub(crate) fn cle(&self) -> String {
        (std::ptr::from_ref(self.rules) as usize).to_string()
    }
}

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

impl Bareme {
    /// Whose rules these are, in plain text.
    pub(crate) fn phrase(self) -> String {
        let par = if self.par.is_empty() { "" } else { "\u{a0}: " };
        ["Barème fourni par le site le ", &crate::format::jour(self.le), par, self.par, "."].concat()
    }
}

/// Whose rules these are, wherever an amount shows; nothing where they are those of the simulator.
pub(crate) fn mention(etat: Etat) -> Option<Vue> {
    let bareme = etat.bareme.get()?;
    let par = if bareme.par.is_empty() { "" } else { "\u{a0}: " };
    Some(
        elc("p", "du-site petit")
            .avec("Barème fourni par le site le ")
            .avec(jour_vu(bareme.le))
            .avec([par, bareme.par, "."].concat()),
    )
}

/// The way to the barème as a page, at one of its anchors. None where the site gives rules of its
/// own, which that page does not hold, nor where amounts are hidden. Watched.
pub(crate) fn page(etat: Etat, ancre: &str) -> Option<Vue> {
    if etat.bareme.with(Option::is_some) || etat.masque() {
        return None;
    }
    let url = [etat.base.get_untracked().as_str(), "bareme.html#", ancre].concat();
    Some(elc("p", "petit").avec(adresse("Le barème complet, avec ses sources", Some(&url))))
}

/// The same in a few words, where a line is short.
pub(crate) fn mention_courte(etat: Etat) -> Option<&'static str> {
    etat.bareme.with(Option::is_some).then_some("Barème du site. ")
}
