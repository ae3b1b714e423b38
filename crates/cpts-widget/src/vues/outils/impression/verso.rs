//! The back of the sheet: who is interested, written by hand. Nothing of it is
//! kept anywhere but on the paper.

use cpts_seance::lectures::territoire::nom_du_territoire;

use crate::etat::Etat;
use crate::socle::vue::{Vue, el, elc};

/// Lines for people.
const LIGNES: usize = 12;

/// Lines for what they say.
const IDEES: usize = 6;

/// The interest form.
pub(crate) fn verso(etat: Etat) -> Vue {
    let colonnes = ["Nom", "Profession", "Commune d’exercice", "Téléphone ou courriel", "Missions (n°)"];
    let mut tete = el("tr");
    for colonne in colonnes {
        tete = tete.avec(el("th").attr("scope", "col").avec(colonne));
    }
    let mut lignes = el("tbody");
    for _ in 0..LIGNES {
        let mut ligne = elc("tr", "a-remplir");
        for _ in colonnes {
            ligne = ligne.avec(el("td"));
        }
        lignes = lignes.avec(ligne);
    }
    let mut missions = elc("ol", "missions");
    for mission in cpts_rules::Mission::TOUS {
        missions = missions.avec(el("li").avec(etat.rules().poste(mission.poste()).titre_court));
    }
    let mut idees = el("div");
    for _ in 0..IDEES {
        idees = idees.avec(elc("p", "ligne"));
    }
    let nom = nom_du_territoire(*etat);
    elc("section", "page verso")
        .avec((!nom.is_empty()).then(|| elc("p", "sur-titre").sans_traduction().avec(nom)))
        .avec(el("h1").avec("Qui est autour de la table\u{a0}?"))
        .avec(el("p").avec(
            "Je suis intéressé par le projet. Cette feuille ne m’engage à rien. Elle reste aux personnes qui préparent le projet et n’est enregistrée nulle part.",
        ))
        .avec(el("table").avec(elc("caption", "cache").avec("Personnes intéressées")).avec(el("thead").avec(tete)).avec(lignes))
        .avec(el("h2").avec("Les missions, par leur numéro"))
        .avec(missions)
        .avec(el("h2").avec("Ce qui manque sur le territoire, ce que j’aimerais changer"))
        .avec(idees)
        .avec(
            elc("p", "contact")
                .avec("À rendre à\u{a0}: ")
                .avec(elc("span", "blanc long"))
                .avec(" avant le\u{a0}: ")
                .avec(elc("span", "blanc")),
        )
}
