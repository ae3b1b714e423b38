//! Small marks beside a name: a commune that has a CPTS, the letter of a perimeter.

use cpts_codes::CodeCommune;
use cpts_core::StatutCpts;
use cpts_perimetre::comparaison::Lettre;

use crate::etat::Etat;
use crate::socle::vue::{Vue, elc};

/// The mark of a commune that a CPTS covers: a word, never a colour alone.
pub(crate) fn marque(etat: Etat, code: CodeCommune) -> Option<Vue> {
    let statut = etat.couverture.with(|couverture| {
        let couverture = &couverture.as_ref()?.couverture;
        let ville = etat.with_territory(|t| t.commune(code).and_then(|c| c.ville)).flatten();
        let lignes = couverture.of(code).iter().chain(ville.map_or(&[][..], |ville| couverture.of(ville)));
        lignes.map(|ligne| ligne.statut).min()
    })?;
    let (niveau, mot) = match statut {
        StatutCpts::AciSignee => ("marque n-bloquant", "CPTS sous contrat"),
        StatutCpts::ProjetValide => ("marque n-a_lever", "projet de CPTS validé"),
        StatutCpts::LettreIntention => ("marque n-a_lever", "autre lettre d’intention"),
    };
    Some(elc("span", niveau).avec(mot))
}

pub(crate) fn disque(lettre: Lettre, courant: bool) -> Vue {
    elc("span", if courant { "lettre pleine" } else { "lettre" }).sans_traduction().avec(lettre.mot())
}
