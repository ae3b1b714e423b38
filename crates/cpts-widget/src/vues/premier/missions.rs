//! Which missions, and when: the compulsory ones are locked, with the reason.

use cpts_core::{SIGNATURE_MAX, Situation, demarrage_limite, demarrage_par_defaut};
use cpts_rules::{Mission, NaturePoste, Ou, TOUJOURS};
use cpts_seance::format::compte;

use crate::etat::Etat;
use crate::etat::cellules::parts::Piece;
use crate::socle::icones::{Icone, dessin};
use crate::socle::page::*;
use crate::socle::vue::{Lignes, Vue, el, elc, sr};
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::question::question;
use crate::vues::pieces::venue;

/// Question 3.
pub(crate) fn missions(etat: Etat) -> Vue {
    let resume = move || {
        let date = etat.date_des_regles();
        etat.projet.with(|p| {
            let (mut socles, mut options) = (0, 0);
            for mission in p.missions.iter().flatten() {
                match etat.formulaire().poste(mission.poste()).nature_at(date) {
                    Some(NaturePoste::Socle) => socles += 1,
                    Some(_) => options += 1,
                    None => {}
                }
            }
            [&compte(socles, "socle", "socles"), ", ", &compte(options, "optionnelle", "optionnelles")]
                .concat()
        })
    };
    let lignes = move |nature: NaturePoste| {
        move |l: &mut Lignes| {
            let date = etat.date_des_regles();
            for &mission in Mission::TOUS {
                if etat.formulaire().poste(mission.poste()).nature_at(date) == Some(nature) {
                    l.ligne(mission.id(), move || une_mission(etat, mission, nature == NaturePoste::Socle));
                }
            }
        }
    };
    let signee = move || etat.projet.with(|p| p.signature.map(|d| d.to_string()).unwrap_or_default());
    let signature = elc("input", "date")
        .attr("id", "signature")
        .attr("type", "date")
        .attr("min", &etat.formulaire().premier_bareme.unwrap_or(TOUJOURS).to_string())
        // A contract that runs was signed by the day from which one looks.
        .attr_vif("max", move || Some(etat.projet.with(|p| p.vue_le.unwrap_or(SIGNATURE_MAX)).to_string()))
        .valeur_vive(signee)
        .sur("change", move |e| {
            if let Some(date) = jour(&champ(&e)) {
                etat.set_signature(date);
            }
        })
        // What could not be a date is taken back, once one is through with it.
        .sur("blur", move |e| champ(&e).set_value(&untrack(signee)));
    let place = question(etat, "missions", "3", "Quelles missions\u{a0}?", resume)
        .avec(elc("p", "aide").avec(
            "Les missions au cadenas sont prises d’office. Cochez les autres si vous les voulez, et choisissez quand chacune démarre.",
        ))
        .avec(situation(etat))
        .avec(elc("p", "famille").avec(el("label").attr("for", "signature").texte_vif(move || {
            let titre = match etat.en_cours() {
                true => "Date de signature du contrat en cours",
                false => "Signature prévue du contrat ACI",
            };
            titre.to_owned()
        })))
        .avec(signature)
        .avec(venue::later(etat, el("div"), Piece::VueLe))
        .avec(elc("h3", "famille").avec("Missions socles"))
        .avec(el("div").liste(lignes(NaturePoste::Socle)))
        .avec(elc("h3", "famille").avec("Missions optionnelles"))
        .avec(el("div").liste(lignes(NaturePoste::Option)))
;
    venue::later(etat, place, Piece::Questions(Ou::Missions))
}

/// Whether the contract is signed: asked first, since the dates mean something else then.
fn situation(etat: Etat) -> Vue {
    let options = [
        (Situation::Nouvelle, "Non, la CPTS est en projet"),
        (Situation::Existante, "Oui, le contrat est en cours"),
    ]
    .map(|(situation, texte)| {
        let choix = el("input")
            .attr("type", "radio")
            .attr("name", "situation")
            .coche_vive(move || etat.projet.with(|p| p.situation == situation))
            .sur("change", move |_| etat.set_situation(situation));
        el("label").avec(choix).avec(el("span").avec(texte))
    });
    el("fieldset")
        .avec(el("legend").avec("Votre CPTS a-t-elle déjà signé son contrat\u{a0}?"))
        .avec(elc("div", "choix").avec(options))
}

fn une_mission(etat: Etat, mission: Mission, socle: bool) -> Vue {
    let regle = etat.formulaire().poste(mission.poste());
    let id = ["m-", mission.id()].concat();
    let choisie = move || socle || etat.projet.with(|p| p.missions.iter().flatten().any(|m| *m == mission));
    let (debut, titre) = if socle {
        let titre = elc("span", "titre").avec(regle.titre_court).avec(sr(" (obligatoire)"));
        (dessin(Icone::CADENAS, 22), titre)
    } else {
        let case = elc("input", "coche")
            .attr("id", &id)
            .attr("type", "checkbox")
            .coche_vive(choisie)
            .sur("change", move |e| etat.choose_mission(mission, champ(&e).checked()));
        (case, elc("label", "titre").attr("for", &id).avec(regle.titre_court))
    };
    elc("div", "mission").avec(debut).avec(
        elc("div", "corps")
            .avec(titre)
            .avec(elc("p", "petit gris g").avec(regle.description))
            // Why it is locked: the sentence of the rules.
            .avec(regle.obligation.filter(|_| socle).map(|o| elc("p", "petit gris g").avec(o.explication)))
            .liste(move |l| {
                if choisie() && etat.projet.with(|p| p.signature.is_some()) {
                    l.ligne("", move || demarrage(etat, mission));
                }
            }),
    )
}

/// The day on which a mission starts, and the last day that its delay allows.
fn demarrage(etat: Etat, mission: Mission) -> Vue {
    let id = ["d-", mission.id()].concat();
    let titre = etat.formulaire().poste(mission.poste()).titre_court;
    let retenue = move || {
        etat.projet.with(|p| {
            let choisie = p.hypotheses.demarrages.get(&mission).copied();
            choisie.or_else(|| p.signature.map(|s| demarrage_par_defaut(mission, s, etat.formulaire())))
        })
    };
    let montree = move || retenue().map(|d| d.to_string()).unwrap_or_default();
    let limite = move || match etat
        .projet
        .with(|p| p.signature.and_then(|s| demarrage_limite(mission, s, etat.formulaire())))
    {
        Some(limite) if retenue().is_some_and(|d| d > limite) => {
            elc("span", "depasse").avec("après la limite du ").avec(jour_vu(limite))
        }
        Some(limite) => elc("span", "gris").avec("au plus tard le ").avec(jour_vu(limite)),
        None => elc("span", "gris").avec("au choix"),
    };
    let champ = elc("input", "date petite")
        .attr("id", &id)
        .attr("type", "date")
        .attr_vif("min", move || etat.projet.with(|p| p.signature.map(|s| s.to_string())))
        .valeur_vive(montree)
        .sur("change", move |e| {
            let Some(date) = jour(&champ(&e)) else { return };
            etat.set_demarrage(mission, date);
        })
        .sur("blur", move |e| champ(&e).set_value(&untrack(montree)));
    elc("div", "quand")
        .avec(
            elc("label", "gris").attr("for", &id).avec("Démarre le").avec(sr(&["\u{a0}: ", titre].concat())),
        )
        .avec(champ)
        .vif(limite)
}
