//! The money of the current perimeter in time: what is granted for a year, what is paid
//! and when, what a coordinator takes of it. With amounts hidden, only days.

use cpts_codes::Date;
use cpts_core::texte::entre;
use cpts_core::{Entre, Financement, Territoire};
use cpts_rules::Poste;
use cpts_seance::format::{self, euros};
use cpts_seance::lectures::comparaison::verse;
use cpts_seance::lectures::versements::{Moment, moments};

use crate::etat::Etat;
use crate::socle::icones::Icone;
use crate::socle::vue::{Vue, el, elc};
use crate::vues::outils::reunion::marge::signe;
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::pieces::jour::jour_vu;
use crate::vues::pieces::sources::statut;

/// The screen.
pub(crate) fn argent(s: Scene) -> Vue {
    let etat = s.etat;
    elc("div", "r-colonne").vif(move || {
        let depart = etat.depart();
        etat.bilan.with(|b| match (depart, &b.financement) {
            (_, None) => {
                vec![elc("p", "r-phrase").avec(match etat.projet.with(|p| p.territoire == Territoire::default()) {
                    true => "Aucun montant à montrer\u{a0}: le territoire n’est pas encore choisi.",
                    false => {
                        "Aucun montant à montrer pour ce territoire\u{a0}: la fiche du projet dit pourquoi."
                    }
                })]
            }
            (None, Some(_)) => vec![elc("p", "r-phrase").avec("La date de signature n’est pas choisie.")],
            (Some(depart), Some(f)) => {
                let mut vues = Vec::new();
                if !etat.masque() {
                    vues.push(cles(etat, depart, f));
                }
                vues.push(calendrier(etat, &moments(&f.echeancier)));
                if !etat.masque() {
                    vues.push(coordination(etat, f));
                }
                vues
            }
        })
    })
}

/// What is granted for a year, beside what is paid in the first two.
fn cles(etat: Etat, depart: Date, f: &Financement) -> Vue {
    // Bounds take the place of the note: they say that the amount is not proved.
    let cle = |titre: &str, montant: u32, bornes: Option<Entre>, note: Option<Vue>| {
        let note = bornes.map(|bornes| elc("span", "statut").avec(entre(bornes))).or(note);
        el("div")
            .avec(el("dt").avec(titre))
            .avec(el("dd").avec(elc("strong", "r-chiffre").avec(euros(montant))).avec(note))
    };
    let mut cles = elc("dl", "r-cles")
        .avec(cle(
            "Fixe, par an",
            f.totaux.fixe,
            f.totaux.fixe_entre,
            Some(statut(etat.rules(), f.totaux.statut)),
        ))
        .avec(cle(
            "Variable, par an",
            f.totaux.variable,
            f.totaux.variable_entre,
            Some(elc("span", "statut").avec("selon les résultats")),
        ));
    for annee in f.annees(depart).iter().take(2) {
        let titre = match (annee.annee, etat.en_cours()) {
            (1, en_cours) => verse(en_cours),
            (_, false) => "Versé la 2e année",
            (_, true) => "Versé les 12 mois suivants",
        };
        cles = cles.avec(cle(titre, annee.montant, annee.entre, None));
    }
    cles
}

fn calendrier(etat: Etat, moments: &[Moment]) -> Vue {
    let masque = etat.masque();
    let haut = moments.iter().map(|m| m.montant).max().unwrap_or(1);
    let mut liste = elc("ol", "r-calendrier");
    for moment in moments {
        let mut ligne = el("li")
            .avec(elc("span", "r-jour").avec(jour_vu(moment.date)))
            .avec(el("span").avec(pourquoi(etat, moment)));
        if !masque {
            let classe = if moment.variable { "variable" } else { "fixe" };
            let part = format::pour_cent(moment.montant.into(), haut.into());
            ligne = ligne
                .avec(
                    elc("span", "r-barre")
                        .attr("aria-hidden", "true")
                        .avec(elc("i", classe).style("inline-size", &part)),
                )
                .avec(elc("strong", "nombre").avec(euros(moment.montant)));
        }
        liste = liste.avec(ligne);
    }
    liste.classe_si("masque", move || etat.masque())
}

/// What the payments of a day are for.
fn pourquoi(etat: Etat, moment: &Moment) -> String {
    let mut mots = String::new();
    let mut dire = |texte: &str| {
        mots.push_str(if mots.is_empty() { "" } else { ". " });
        mots.push_str(texte);
    };
    if moment.signature {
        dire("Signature\u{a0}: fonctionnement");
    }
    if moment.annee {
        dire("Anniversaire\u{a0}: soldes et avances");
    }
    if !moment.demarrages.is_empty() {
        let mut noms =
            String::from(if moment.demarrages.len() > 1 { "Démarrent\u{a0}: " } else { "Démarre\u{a0}: " });
        for (rang, poste) in moment.demarrages.iter().enumerate() {
            noms.push_str(if rang == 0 { "" } else { "\u{a0}; " });
            noms.push_str(etat.rules().poste(*poste).titre_court);
        }
        dire(&noms);
    }
    if moment.variable {
        dire("Volet variable, date estimée");
    }
    mots
}

/// What the coordinator of the budget takes of the fonctionnement.
fn coordination(etat: Etat, f: &Financement) -> Vue {
    let date = etat.date_des_regles();
    let regle = &etat.rules().coordination;
    let fonctionnement = f.lignes.iter().find(|l| l.poste == Poste::Fonctionnement).map(|l| l.total);
    let certitude = regle.brut.at(date).statut.weakest(regle.charges.at(date).statut);
    let retenu = etat.projet.with(|p| p.budget_retenu(etat.rules()));
    let temps = match retenu.quotite {
        100 => "Coordination à temps plein\u{a0}: ".to_owned(),
        part => ["Coordination à ", &part.to_string(), "\u{a0}% d’un temps plein\u{a0}: "].concat(),
    };
    elc("p", "r-coordination").avec(signe(Icone::statut(certitude))).avec(
        el("span")
            .avec(temps)
            .avec(el("strong").avec(euros(retenu.cout())))
            .avec([" par an (", etat.rules().statut(certitude).map_or("", |s| s.mot), ")"].concat())
            .avec(fonctionnement.map(|f| [", sur ", &euros(f), " de fonctionnement."].concat())),
    )
}
