//! Help: the answers to the questions of a place, all of them in one panel that can be
//! searched, what one may have read elsewhere, and the acronyms.

use cpts_rules::{Ou, Question, embedded_aide};
use cpts_seance::Cellule;
use cpts_seance::format::compte;
use cpts_territory::normalise;

use crate::etat::Etat;
use crate::socle::page;
use crate::socle::vue::{Vue, bouton, el, elc};
use crate::vues::pieces::glossaire::g;
use crate::vues::pieces::sources::{liens, statut};

/// The questions of one place, at the end of its fold.
pub(crate) fn questions(etat: Etat, ou: Ou, place: Vue) -> Vue {
    let liste = el("div").vif(move || {
        let mut vues = Vec::new();
        for question in embedded_aide().questions {
            if question.ou == ou && shown(etat, question) {
                vues.push(une_question(etat, question));
            }
        }
        vues
    });
    place.avec(liste)
}

/// Amounts are not told where they are hidden.
fn shown(etat: Etat, question: &Question) -> bool {
    !(etat.masque() && question.reponse.contains('€'))
}

fn une_question(etat: Etat, question: &'static Question) -> Vue {
    let reponse = question.reponse_at(etat.rules(), etat.date_des_regles());
    elc("details", "faq").avec(el("summary").avec(question.question)).avec(g("p", "").avec(reponse)).avec(
        elc("p", "petit sources")
            .avec(statut(etat.rules(), question.statut))
            .avec(liens(etat.rules(), question.sources)),
    )
}

/// A heading with what stands under it, gone while nothing of it answers the search.
struct Partie {
    titre: &'static str,
    /// What is looked through, and how it is written.
    entrees: Vec<(String, Vue)>,
}

/// The panel: everything, with a field to search it.
pub(crate) fn panneau(etat: Etat, place: Vue) -> Vue {
    let cherche = Cellule::new(String::new());
    // Said by an element that stays: what is announced is a change of its text.
    let combien = Cellule::new(String::new());
    let corps = el("div").vif(move || {
        let mut vues = Vec::new();
        let mut trouvees = 0;
        let voulu = cherche.with(|texte| normalise(texte));
        for partie in parties(etat) {
            let mut liste = elc("div", "faq-liste");
            let mut quelques = false;
            for (texte, vue) in partie.entrees {
                if answers(&normalise(&texte), &voulu) {
                    liste = liste.avec(vue);
                    quelques = true;
                    trouvees += 1;
                }
            }
            if quelques {
                vues.push(el("h3").avec(partie.titre));
                vues.push(liste);
            }
        }
        combien.set(if voulu.is_empty() {
            String::new()
        } else {
            [&compte(trouvees, "réponse", "réponses"), "."].concat()
        });
        vues
    });
    place
        .avec(
            el("div").avec(el("label").attr("for", "aide-recherche").avec("Chercher dans l’aide")).avec(
                elc("input", "faq-recherche")
                    .attr("id", "aide-recherche")
                    .attr("type", "search")
                    .attr("autocomplete", "off")
                    .sur("input", move |e| cherche.set(page::champ(&e).value())),
            ),
        )
        .avec(elc("p", "petit gris").attr("role", "status").texte_vif(move || combien.get()))
        .avec(corps)
}

/// Whether each word of a search is in a text; both without accents nor capitals.
fn answers(texte: &str, voulu: &str) -> bool {
    voulu.split(' ').all(|mot| texte.contains(mot))
}

fn parties(etat: Etat) -> Vec<Partie> {
    let mut parties = Vec::new();
    for ou in Ou::TOUS {
        let titre = match ou {
            Ou::Territoire => "Le territoire",
            Ou::Taille => "La taille",
            Ou::Composition => "Les participants",
            Ou::Missions => "Les missions",
            Ou::Financement => "Le financement",
            Ou::Versements => "Les versements",
            Ou::Budget => "Le budget",
            Ou::Etapes => "Les étapes",
        };
        let mut entrees = Vec::new();
        for question in embedded_aide().questions {
            if question.ou == *ou && shown(etat, question) {
                // With the figures of the rules in their places, as it is read.
                let reponse = question.reponse_at(etat.rules(), etat.date_des_regles());
                let texte = [question.question, " ", &reponse].concat();
                entrees.push((texte, une_question(etat, question)));
            }
        }
        parties.push(Partie { titre, entrees });
    }
    let mut entrees = Vec::new();
    for lecture in etat.rules().lectures {
        if etat.masque() && [lecture.lu, lecture.reponse, lecture.action].iter().any(|t| t.contains('€')) {
            continue;
        }
        let texte = [lecture.lu, " ", lecture.reponse, " ", lecture.action].concat();
        let vue = elc("details", "faq")
            .avec(el("summary").avec([lecture.lu, "."].concat()))
            .avec(g("p", "").avec(lecture.reponse).avec(" ").avec(lecture.action))
            .avec(elc("p", "petit sources").avec(liens(etat.rules(), lecture.sources)));
        entrees.push((texte, vue));
    }
    parties.push(Partie { titre: "Vous avez peut-être lu…", entrees });
    let mut entrees = Vec::new();
    for terme in embedded_aide().termes {
        let texte = [terme.sigle, " ", terme.nom, " ", terme.definition].concat();
        let vue = elc("details", "faq")
            .avec(el("summary").avec([terme.sigle, "\u{a0}: ", terme.nom].concat()))
            .avec(el("p").avec(terme.definition))
            .avec(elc("p", "petit sources").avec(liens(etat.rules(), terme.sources)));
        entrees.push((texte, vue));
    }
    parties.push(Partie { titre: "Les sigles", entrees });
    parties
}

/// What the acronym that was asked for means.
pub(crate) fn definition(etat: Etat, place: Vue) -> Vue {
    place.vif(move || {
        let voulu = etat.glose.get()?;
        let terme = embedded_aide().termes.iter().find(|terme| terme.sigle == voulu)?;
        Some([
            el("strong").avec(terme.nom),
            el("span").avec(["\u{a0}: ", terme.definition, " "].concat()),
            elc("span", "petit sources").avec(liens(etat.rules(), terme.sources)),
            bouton("lien petit fermer", |_| {}).avec("Fermer la définition"),
        ])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_wants_each_of_its_words_whatever_the_accents() {
        let texte = normalise("Faut-il une association, et quand ? Oui, la loi l'impose.");
        assert!(answers(&texte, &normalise("LOI association")));
        assert!(answers(&texte, ""));
        assert!(!answers(&texte, &normalise("loi impôt")));
    }
}
