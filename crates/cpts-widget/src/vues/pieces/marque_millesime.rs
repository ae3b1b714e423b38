//! The mark that says that an earlier vintage is counted with.

use crate::etat::Etat;
use crate::socle::vue::{Vue, bouton, el, elc};

/// Where the population counts: that it is not the one in force, and the way back.
#[inline(never)]
pub(crate) fn marque(etat: Etat) -> Option<Vue> {
    // Watched before anything else: the communes may come later.
    let voulu = etat.projet.with(|p| p.hypotheses.millesime)?;
    let montre = etat.with_territory(|t| t.header().millesime)?;
    let courant =
        etat.reference.get_untracked().map(|t| t.header().millesime).filter(|courant| *courant != voulu)?;
    let phrase = match montre == voulu {
        true => ["Calcul avec le millésime ", &voulu.to_string()].concat(),
        false => [
            "Calcul avec le millésime ",
            &montre.to_string(),
            "\u{a0}: celui de ",
            &voulu.to_string(),
            " n’est pas disponible",
        ]
        .concat(),
    };
    let retour = ["Revenir à ", &courant.to_string()].concat();
    Some(
        elc("p", "millesime-marque")
            .avec(el("span").avec(phrase).avec(". "))
            .avec(bouton("lien", move |_| etat.set_millesime(None)).avec(retour)),
    )
}
