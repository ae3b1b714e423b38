//! Who wants to work on what: counts and working groups, no names of people.

use cpts_codes::nombre;
use cpts_rules::{Mission, NaturePoste};
use cpts_seance::reunion::NOM_MAX;

use crate::socle::icones::Icone;
use crate::socle::page::champ;
use crate::socle::vue::{Vue, bouton, el, elc, sr};
use crate::vues::outils::reunion::marge::signe;
use crate::vues::outils::reunion::scene::Scene;

/// The screen.
pub(crate) fn missions(s: Scene) -> Vue {
    let etat = s.etat;
    let mut liste = elc("ul", "r-missions");
    liste = liste.liste(move |l| {
        let date = etat.date_des_regles();
        for &mission in Mission::TOUS {
            match etat.formulaire().poste(mission.poste()).nature_at(date) {
                Some(NaturePoste::Socle) => l.ligne(mission.id(), move || une_mission(s, mission, true)),
                Some(_) => l.ligne(mission.id(), move || une_mission(s, mission, false)),
                None => {}
            }
        }
    });
    elc("div", "r-colonne")
        .avec(liste)
        .avec(elc("p", "gris").avec("Nommez les groupes par leur sujet. N’écrivez pas le nom de personnes."))
}

fn une_mission(s: Scene, mission: Mission, socle: bool) -> Vue {
    let etat = s.etat;
    let titre = etat.formulaire().poste(mission.poste()).titre_court;
    let combien = move || etat.reunion.with(|r| r.comptes.interets(mission));
    let nom = if socle {
        elc("span", "r-mission-nom")
            .avec(signe(Icone::CADENAS))
            .avec(el("span").avec(titre).avec(sr(" (obligatoire)")))
    } else {
        elc("label", "r-mission-nom")
            .avec(
                elc("input", "coche")
                    .attr("type", "checkbox")
                    .coche_vive(move || {
                        etat.projet.with(|p| p.missions.iter().flatten().any(|m| *m == mission))
                    })
                    .sur("change", move |e| {
                        s.choose_mission(mission, champ(&e).checked());
                    }),
            )
            .avec(el("span").avec(titre))
    };
    let moins = bouton("", move |_| s.interest(mission, false))
        .attr("aria-label", &["Une personne de moins\u{a0}: ", titre].concat())
        .attr_vif("aria-disabled", move || (combien() == 0).then(|| "true".to_owned()))
        .avec(signe(Icone::MOINS));
    let plus = bouton("", move |_| s.interest(mission, true))
        .attr("aria-label", &["Une personne de plus\u{a0}: ", titre].concat())
        .avec(signe(Icone::PLUS));
    let groupe = elc("input", "r-groupe")
        .attr("type", "text")
        .attr("maxlength", &NOM_MAX.to_string())
        .attr("autocomplete", "off")
        .attr("placeholder", "Groupe de travail")
        .attr("aria-label", &["Groupe de travail\u{a0}: ", titre].concat())
        .valeur_vive(move || etat.reunion.with(|r| r.comptes.groupe(mission).to_owned()))
        .sur("change", move |e| s.name_group(mission, &champ(&e).value()));
    el("li")
        .avec(nom)
        .avec(
            elc("span", "compteur")
                .avec(moins)
                .avec(
                    elc("output", "r-chiffre")
                        .attr("aria-label", &["Intéressés\u{a0}: ", titre].concat())
                        .texte_vif(move || nombre(combien().into())),
                )
                .avec(plus),
        )
        .avec(groupe)
}
