//! What became of the project that was opened last, and its refusals.

use crate::etat::Etat;
use crate::etat::cellules::ouverture::{MONTRES, Ouverture, Refus};
use crate::socle::format::compte;
use crate::socle::vue::{Vue, bouton, el, elc};

/// What became of the last project that came by a link, or by a file, until it is closed
/// or the answers change.
pub(crate) fn ouverture(etat: Etat, par_lien: bool) -> Option<Vue> {
    if etat.par_lien.get() != par_lien {
        return None;
    }
    let fermer = move |_| etat.ouverture.set(None);
    match etat.ouverture.get()? {
        Ouverture::Refusee(refus) => Some(
            elc("div", "refus fichier-refus")
                .attr("role", "alert")
                .avec(
                    el("p")
                        .avec(el("strong").avec("Le projet n’a pas été ouvert."))
                        .avec(" Vos réponses n’ont pas changé."),
                )
                .avec(liste_des_refus(&refus))
                .avec(bouton("bouton", fermer).avec("Fermer")),
        ),
        Ouverture::Faite { phrase, avant, apres, remarques } => {
            let intact = etat.projet.with(|projet| *projet == *apres);
            // What was left out stays in sight until the person closes it.
            if !intact && remarques.is_empty() {
                return None;
            }
            let retour = avant.is_some();
            let annuler = move |_| {
                let Some(avant) = &avant else { return };
                etat.gardes.set(avant.gardes.clone());
                etat.replace_projet(avant.projet.clone());
                etat.annonce.set("Vos réponses d’avant sont revenues.".to_owned());
                etat.ouverture.set(None);
            };
            let annonce = intact.then(|| {
                elc("div", "annonce")
                    .avec(el("span").attr("role", "status").avec(phrase))
                    .avec(retour.then(|| bouton("lien", annuler).avec("Annuler")))
            });
            if remarques.is_empty() {
                return annonce;
            }
            let mut liste = elc("ul", "refus-liste");
            for remarque in &remarques {
                liste = liste.avec(el("li").avec(remarque.as_str()));
            }
            let mut bloc = elc("div", "fichier-remarques n-vigilance");
            if intact {
                // Told once, not at each of the answers that follow.
                bloc = bloc.attr("role", "alert");
            }
            let titre = "À vérifier\u{a0}: une partie de ce projet n’a pas pu être reprise.";
            Some(
                el("div").avec(annonce).avec(
                    bloc.avec(el("p").avec(el("strong").avec(titre)))
                        .avec(liste)
                        .avec(bouton("bouton", fermer).avec("Fermer")),
                ),
            )
        }
    }
}

/// The refusals, one by one.
pub(crate) fn liste_des_refus(refus: &[Refus]) -> Vue {
    let mut liste = elc("ul", "refus-liste");
    for r in refus.iter().take(MONTRES) {
        liste = liste.avec(r.ligne());
    }
    match refus.len().saturating_sub(MONTRES) {
        0 => liste,
        n => liste.avec(el("li").avec(["Et ", &compte(n as u32, "autre", "autres"), "."].concat())),
    }
}
