//! The findings: every criterion, met or not, the worst first.

use crate::etat::Etat;
use crate::socle::vue::{Vue, el};
use crate::vues::pieces::constats::{decompte, liste, sur_les_personnes};
use crate::vues::pieces::kit::s_tete;

/// The whole section, with the count of each level.
pub(crate) fn constats(etat: Etat) -> Vue {
    liste(etat, el("section").avec(s_tete("Constats", el("div").vif(move || decompte(etat)))), |_| true)
}

/// Before the first commune: only what the answers on people already tell.
pub(crate) fn premiers(etat: Etat) -> Vue {
    let repondu = move || etat.projet.with(|p| p.professionnels.is_some() || p.initiateur.is_some());
    let section = el("section")
        .attr_vif("hidden", move || (!repondu()).then(String::new))
        .avec(s_tete("Premiers constats", ()));
    liste(etat, section, sur_les_personnes)
}
