//! The work as the text of a link.

use cpts_codes::Date;
use cpts_core::Projet;
use cpts_documents::lien::{self, Cote, Dossier};
use cpts_perimetre::comparaison::{Garde, Gardes, Lettre};

/// All that is worth keeping, as the text of a link.
pub fn text(projet: &Projet, gardes: Option<&Gardes>, aujourd_hui: Date) -> String {
    let mut dossier = Dossier { projet: projet.clone(), ..Dossier::default() };
    // Today is the day of whoever opens it.
    dossier.projet.forget_day(aujourd_hui);
    if let Some(gardes) = gardes.filter(|g| **g != Gardes::default()) {
        let courant = gardes.courant();
        dossier.courant = Some((courant as u8, gardes.nom(courant).map(str::to_owned)));
        for Garde { lettre, nom, territoire } in gardes.autres() {
            dossier.cotes.push(Cote {
                lettre: *lettre as u8,
                nom: nom.clone(),
                territoire: territoire.clone(),
            });
        }
    }
    lien::write(&dossier)
}

/// The perimeters put aside of a link; `None` where it has none.
pub(crate) fn gardes_of(dossier: &mut Dossier) -> Option<Gardes> {
    let (courant, nom) = dossier.courant.take()?;
    let lettre = |rang: u8| Lettre::TOUTES.get(usize::from(rang)).copied();
    let mut autres = Vec::new();
    for Cote { lettre: rang, nom, territoire } in dossier.cotes.drain(..) {
        autres.push(Garde { lettre: lettre(rang)?, nom, territoire });
    }
    Gardes::new(lettre(courant)?, nom, autres)
}
