//! The distance to a threshold, as the room reads it.

use cpts_codes::nombre;
use cpts_core::Bilan;
use cpts_rules::Niveau;
use cpts_seance::lectures::territoire::plus_proche;

use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Vue, elc, sr};
use crate::vues::pieces::niveaux::classe_niveau;

/// "Taille 3", or why there is none.
pub(crate) fn titre_de_taille(bilan: &Bilan) -> String {
    match bilan.taille {
        Some(t) => ["Taille ", &nombre(t.taille.numero().into())].concat(),
        None => "Sans taille".to_owned(),
    }
}

/// The distance to the nearest threshold: what can be lost, or what is missing.
pub(crate) fn marge(bilan: &Bilan) -> Option<Vue> {
    let taille = bilan.taille?;
    let proche = plus_proche(&taille)?;
    let manque = taille.marge_haute == Some(proche);
    let (debut, n, suite) = if manque {
        ("manque ", proche.saturating_add(1), " pour la taille au-dessus")
    } else {
        ("marge ", proche, " avant la taille au-dessous")
    };
    let mot = elc("span", "mot").avec([debut, &nombre(n), "\u{a0}hab."].concat()).avec(sr(suite));
    let niveau = match (taille.fragile, manque) {
        (true, _) => Niveau::Vigilance,
        (false, false) => Niveau::Conforme,
        // Far below a threshold: neither good nor bad.
        (false, true) => return Some(elc("span", "r-marge").avec(mot)),
    };
    let icone = elc("span", "n-ic").avec(signe(Icone::niveau(niveau)));
    Some(elc("span", &classe_niveau("r-marge", niveau)).avec(icone).avec(mot))
}

/// An icon as high as the text beside it.
pub(crate) fn signe(icone: Icone) -> Vue {
    dessin(icone, 24)
}
