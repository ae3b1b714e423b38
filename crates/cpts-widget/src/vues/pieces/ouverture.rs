//! What became of the project that was opened last, and its refusals.

use cpts_seance::format::compte;
use cpts_seance::ouverture::{Ouverture, Refus};

use crate::etat::Etat;
use crate::socle::vue::{Vue, bouton, el, elc};

/// What became of the last project that came by a link, or by a file, until it is closed
/// or the answers change.
pub(crate) fn ouverture(etat: Etat, par_lien: bool) -> Option<Vue> {
    if etat.par_lien.get() != par_lien {
        return None;
    }
    let fermer = move |_| etat.close_ouverture();
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
        Ouverture::Faite { phrase, pas, apres, remarques } => {
            let intact = etat.projet.with(|projet| *projet == *apres);
            // What was left out stays in sight until the person closes it.
            if !intact && remarques.is_empty() {
                return None;
            }
            let retour = pas.is_some();
            let annuler = move |_| etat.close_and_take_back();
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

/// Refusals that are shown; beyond, their number is told.
const MONTRES: usize = 10;

/// The refusals, one by one.
pub(crate) fn liste_des_refus(refus: &[Refus]) -> Vue {
    let mut liste = elc("ul", "refus-liste");
    for r in refus.iter().take(MONTRES) {
        liste = liste.avec(ligne_de_refus(r));
    }
    match refus.len().saturating_sub(MONTRES) {
        0 => liste,
        n => liste.avec(el("li").avec(["Et ", &compte(n as u32, "autre", "autres"), "."].concat())),
    }
}

/// `place : problem. Remedy.`
fn ligne_de_refus(r: &Refus) -> Vue {
    let mut ligne = el("li");
    if r.place.is_empty() {
        ligne = ligne.avec(en_phrase(&r.probleme));
    } else {
        ligne = ligne
            .avec(elc("code", "place").sans_traduction().avec(r.place.as_str()))
            .avec(["\u{a0}: ", &r.probleme, "."].concat());
    }
    ligne.avec(" ").avec(en_phrase(&r.aide))
}

/// `Write this.`: with a capital and a full stop; nothing for nothing.
fn en_phrase(texte: &str) -> String {
    let mut lettres = texte.chars();
    let Some(premiere) = lettres.next() else { return String::new() };
    let mut phrase = String::with_capacity(texte.len() + 2);
    phrase.push(if premiere == 'é' { 'É' } else { premiere.to_ascii_uppercase() });
    phrase.push_str(lettres.as_str());
    phrase.push('.');
    phrase
}
