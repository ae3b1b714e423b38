//! Whose rules these are, wherever an amount shows.

use crate::etat::Etat;
use crate::socle::vue::{Vue, elc};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::sources::adresse;

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
