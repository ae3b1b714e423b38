//! Who takes part: a counter per profession, and who takes the initiative.

use cpts_core::{Initiateur, PROFESSIONNELS_MAX, Projet};
use cpts_rules::{Ou, Profession};
use cpts_seance::format::compte;

use crate::etat::Etat;
use crate::etat::cellules::parts::Piece;
use crate::socle::icones::{Icone, dessin};
use crate::socle::page::*;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::question::question;
use crate::vues::pieces::saisie_de_nombre::saisie_de_nombre;
use crate::vues::pieces::venue;

const INITIATEURS: [(Initiateur, &str); 5] = [
    (Initiateur::ProfessionnelsDeSante, "Des professionnels de santé"),
    (Initiateur::Etablissement, "Un établissement de santé"),
    (Initiateur::Elus, "Des élus"),
    (Initiateur::Usagers, "Des usagers"),
    (Initiateur::Autre, "Une autre situation"),
];

/// Question 1.
pub(crate) fn professions(etat: Etat) -> Vue {
    let resume = move || {
        etat.projet.with(|p| {
            let Some(effectifs) = &p.professionnels else { return String::new() };
            let personnes = effectifs.values().map(|n| u32::from(*n)).sum();
            let professions = effectifs.len() as u32;
            [
                &compte(personnes, "personne", "personnes"),
                ", ",
                &compte(professions, "profession", "professions"),
            ]
            .concat()
        })
    };
    let autres = el("summary")
        .avec(elc("span", "chevron").avec(dessin(Icone::CHEVRON, 18)))
        .avec("Autres professions et partenaires");
    let place = question(etat, "qui", "1", "Qui participe\u{a0}?", resume)
        .avec(elc("p", "aide").avec("Comptez les personnes prêtes à s’engager, libérales ou salariées."))
        .avec(familles(etat, true))
        .avec(elc("details", "replie").avec(autres).avec(familles(etat, false)))
        .avec(initiative(etat));
    venue::later(etat, place, Piece::Questions(Ou::Composition))
}

/// The counters under the headings of the law: the common professions, or the others.
fn familles(etat: Etat, courantes: bool) -> Vec<Vue> {
    let mut vues = Vec::new();
    for famille in etat.formulaire().familles {
        let mut titree = false;
        for profession in etat.formulaire().professions {
            if profession.famille == famille.id && profession.courante == courantes {
                if !titree {
                    vues.push(elc("h3", "famille").avec(famille.titre));
                    titree = true;
                }
                vues.push(rang(etat, profession));
            }
        }
    }
    vues
}

fn rang(etat: Etat, profession: &'static Profession) -> Vue {
    let lu = |p: &Projet| p.professionnels.as_ref().and_then(|e| e.get(profession.id)).copied().unwrap_or(0);
    let effectif = move || etat.projet.with(lu);
    let compte_actuel = move || etat.projet.with_untracked(lu);
    let fixer = move |n: u16| etat.set_effectif(profession.id, n);
    let id = ["p-", profession.id].concat();
    let moins = bouton("", move |_| fixer(compte_actuel().saturating_sub(1)))
        .attr("aria-label", &["Retirer\u{a0}: ", profession.nom].concat())
        .attr_vif("aria-disabled", move || (effectif() == 0).then(|| "true".to_owned()))
        .avec(dessin(Icone::MOINS, 18));
    let plus = bouton("", move |_| fixer(compte_actuel() + 1))
        .attr("aria-label", &["Ajouter\u{a0}: ", profession.nom].concat())
        .avec(dessin(Icone::PLUS, 18));
    let champ = saisie_de_nombre(etat)
        .attr("id", &id)
        .attr("max", &PROFESSIONNELS_MAX.to_string())
        .attr("autocomplete", "off")
        .valeur_vive(move || effectif().to_string())
        .sur("focus", |e| champ(&e).select())
        // A field emptied to be typed anew says nothing yet.
        .sur("input", move |e| {
            if let Ok(n) = champ(&e).value().parse::<u16>() {
                fixer(n);
            }
        })
        // What could not be read goes back to what is counted.
        .sur("change", move |e| {
            champ(&e).set_value(&compte_actuel().to_string());
        });
    elc("div", "rang")
        .classe_si("nul", move || effectif() == 0)
        .avec(el("label").attr("for", &id).avec(profession.nom))
        .avec(elc("div", "compteur").avec(moins).avec(champ).avec(plus))
}

fn initiative(etat: Etat) -> Vue {
    let options = INITIATEURS.map(|(initiateur, texte)| {
        let choix = el("input")
            .attr("type", "radio")
            .attr("name", "initiateur")
            .coche_vive(move || etat.projet.with(|p| p.initiateur == Some(initiateur)))
            .sur("change", move |_| etat.set_initiateur(initiateur));
        el("label").avec(choix).avec(el("span").avec(texte))
    });
    el("fieldset")
        .avec(el("legend").avec("Qui prend l’initiative\u{a0}?"))
        .avec(elc("div", "choix").avec(options))
}
