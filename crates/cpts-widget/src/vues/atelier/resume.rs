//! The result in one line, at the foot of the form, on a phone.

use cpts_codes::nombre;
use cpts_seance::format::euros;
use cpts_seance::lectures::territoire::plus_proche;

use crate::etat::Etat;
use crate::socle::focus::go_to;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::mentions::mention_courte;
use crate::vues::pieces::niveaux::classe_niveau;

/// The bar at the foot of the form: it sticks to the bottom of the window while
/// the form is in sight, and goes away with it when the sheet comes.
pub(crate) fn barre_de_resume(etat: Etat) -> Option<Vue> {
    let masque = etat.masque();
    etat.bilan.with(|b| {
        let taille = b.taille.as_ref()?;
        let mut titre = ["Taille ", &nombre(taille.taille.numero().into())].concat();
        if let Some(marge) = plus_proche(taille) {
            titre.push_str(", marge ");
            titre.push_str(&nombre(marge));
        }
        // Another vintage than the one in force is told wherever a figure rests on it.
        let autre = etat.projet.with(|p| p.hypotheses.millesime.is_some());
        let millesime = autre.then(|| ["Millésime ", &b.territoire.millesime.to_string(), ". "].concat());
        let argent = b
            .financement
            .as_ref()
            .filter(|_| !masque)
            .map(|f| ["Fixe ", &euros(f.totaux.fixe), " par an"].concat());
        Some(
            elc("div", &classe_niveau("resume", b.verdict))
                .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(b.verdict), 26)))
                .avec(
                    el("div").avec(el("strong").avec(titre)).avec(
                        elc("span", "petit gris").avec(millesime).avec(mention_courte(etat)).avec(argent),
                    ),
                )
                .avec(
                    bouton("bouton plein", move |e| {
                        etat.plie.set(true);
                        go_to(&e, "bilan");
                    })
                    .avec("Voir le bilan"),
                ),
        )
    })
}
