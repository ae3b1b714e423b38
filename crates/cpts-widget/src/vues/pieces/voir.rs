//! The way to the panel of a rule.

use crate::etat::Etat;
use crate::etat::cellules::ecran::Consultation;
use crate::socle::vue::{Vue, bouton, sr};

/// Opens the rule panel; `objet` tells which one where the words do not.
pub(crate) fn voir(etat: Etat, consultation: Consultation, texte: &str, objet: &str) -> Vue {
    bouton("lien petit", move |_| etat.consultation.set(Some(consultation))).avec(texte).avec(sr(objet))
}
