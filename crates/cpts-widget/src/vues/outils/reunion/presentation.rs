//! The five screens that say what a CPTS is: nothing here that the rules do not state.

use cpts_codes::nombre;
use cpts_rules::{EcranReunion, Mission, NaturePoste};
use cpts_seance::lectures::echelle::bornes;

use crate::socle::icones::Icone;
use crate::socle::vue::{Vue, el, elc, sr};
use crate::vues::outils::reunion::marge::signe;
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::pieces::sources::statut;

/// What a CPTS is.
pub(crate) fn definition(s: Scene) -> Vue {
    elc("div", "r-colonne")
        .avec(elc("p", "r-phrase").avec("Communauté professionnelle territoriale de santé"))
        .vif(move || affirmations(s, EcranReunion::Definition))
}

/// When what is granted is paid.
pub(crate) fn versements(s: Scene) -> Vue {
    elc("div", "r-colonne").vif(move || affirmations(s, EcranReunion::Versements))
}

fn affirmations(s: Scene, ecran: EcranReunion) -> Vue {
    let (regles, date) = (s.etat.rules(), s.etat.date_des_regles());
    let mut liste = elc("dl", "r-dits");
    for dit in regles.reunion {
        if dit.ecran == ecran {
            liste = liste.avec(
                el("div")
                    .avec(el("dt").avec(dit.titre))
                    .avec(el("dd").avec(dit.texte_at(&regles.versements, date))),
            );
        }
    }
    liste
}

/// The missions that every CPTS takes, then those of choice.
pub(crate) fn socles(s: Scene) -> Vue {
    let etat = s.etat;
    elc("div", "r-colonne").vif(move || {
        let date = etat.date_des_regles();
        let mut socles = elc("dl", "r-dits");
        let mut options = String::new();
        for mission in Mission::TOUS {
            let poste = etat.rules().poste(mission.poste());
            match poste.nature_at(date) {
                Some(NaturePoste::Socle) => {
                    let delai = poste.delai_at(date).map_or("", |d| d.texte);
                    socles = socles.avec(
                        el("div")
                            .avec(
                                el("dt")
                                    .avec(signe(Icone::CADENAS))
                                    .avec(el("span").avec(poste.titre_court).avec(sr(" (obligatoire)"))),
                            )
                            .avec(
                                el("dd")
                                    .avec(poste.description)
                                    .avec(" ")
                                    .avec(elc("span", "gris").avec(delai)),
                            ),
                    );
                }
                Some(_) => {
                    options.push_str(if options.is_empty() { "" } else { ", " });
                    options.push_str(poste.titre_court);
                }
                None => {}
            }
        }
        let au_choix = el("p").avec(el("strong").avec("Au choix\u{a0}: ")).avec(options).avec(".");
        vec![socles, au_choix]
    })
}

/// The four tiers, the one of the territory marked.
pub(crate) fn tailles(s: Scene) -> Vue {
    let etat = s.etat;
    elc("div", "r-colonne").vif(move || {
        let tailles = &etat.rules().tailles;
        let ici = etat.bilan.with(|b| b.taille.map(|t| t.taille));
        let mut liste = elc("dl", "r-paliers");
        for palier in &tailles.at(etat.date_des_regles()).paliers {
            let la = ici == Some(palier.taille);
            let numero = nombre(palier.taille.numero().into());
            liste = liste.avec(
                elc("div", if la { "ici" } else { "" })
                    .avec(elc("dt", "r-chiffre").avec(["Taille ", &numero].concat()))
                    .avec(
                        el("dd")
                            .avec(el("span").avec(bornes(palier.min, palier.max)))
                            .avec(statut(etat.rules(), palier.statut))
                            .avec(la.then(|| el("strong").avec("votre territoire, aujourd’hui"))),
                    ),
            );
        }
        vec![liste, el("p").avec(tailles.base_explication)]
    })
}

/// From the idea to the yearly review.
pub(crate) fn etapes(s: Scene) -> Vue {
    let etat = s.etat;
    elc("div", "r-colonne").vif(move || {
        let mut liste = elc("ol", "r-etapes");
        let mut rang = 0;
        let situation = etat.projet.with(|p| p.situation);
        for etape in etat.rules().procedure {
            // Steps that only some projects have are in the bilan of those.
            if etape.si.is_none() && etape.pour.is_none_or(|pour| pour == situation) {
                rang += 1;
                liste = liste.avec(
                    el("li").avec(elc("span", "rond").attr("aria-hidden", "true").avec(nombre(rang))).avec(
                        el("span")
                            .avec(el("strong").avec(etape.titre))
                            .avec(elc("span", "gris").avec(etape.delai)),
                    ),
                );
            }
        }
        liste
    })
}
