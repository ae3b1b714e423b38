//! What is said after each gesture, compared as text: the sentence read aloud, the way back that is offered
//! where the gesture was made, and its name in the bar.
//!
//! `CPTS_PAROLES=write cargo test --package cpts-seance` writes `paroles.txt` anew.

#![allow(clippy::unwrap_used)]

mod commun;

use std::path::Path;

use commun::*;
use cpts_core::{Initiateur, Part, Pourcent, Projet};
use cpts_perimetre::comparaison::Lettre;
use cpts_perimetre::liste::Lieu;
use cpts_rules::{Mission, Rythme, Sens, Situation};
use cpts_seance::Seance;
use cpts_seance::gestes::et_si::Essai;
use cpts_seance::gestes::reunion::Animateur;
use cpts_seance::gestes::territoire::Partage;
use cpts_seance::ouverture::{Arrivant, Ouverture};
use cpts_seance::paroles::Endroit;
use cpts_seance::quoi::Champ;

/// What a person reads and hears of a gesture.
fn dit(s: Seance, geste: &str, faire: impl FnOnce(Seance)) -> String {
    attendre(2_000.0);
    s.dire("");
    faire(s);
    let mut lignes = vec![format!("# {geste}")];
    let mut dire = |quoi: &str, phrase: Option<String>| {
        if let Some(phrase) = phrase.filter(|p| !p.is_empty()) {
            lignes.push(format!("{quoi} : {phrase}"));
        }
    };
    dire("dit", Some(s.annonce.get_untracked()));
    for (endroit, nom) in
        [(Endroit::Lieux, "lieux"), (Endroit::EtSi, "et si"), (Endroit::Comparer, "comparer")]
    {
        dire(&format!("offert ({nom})"), s.offre(endroit).map(|o| o.phrase));
    }
    match s.ouverture.get_untracked() {
        Some(Ouverture::Faite { phrase, .. }) => dire("ouvert", Some(phrase)),
        Some(Ouverture::Refusee(refus)) => dire("refusé", refus.first().map(|r| r.probleme.clone())),
        None => {}
    }
    dire("annuler", s.last(true));
    dire("rétablir", s.last(false));
    lignes.join("\n")
}

fn date(texte: &str) -> Option<cpts_codes::Date> {
    Some(texte.parse().unwrap())
}

#[test]
fn what_is_said_after_each_gesture() {
    let texte = avec_tout(|s| {
        let part = |population| Part {
            commune: code(BOUCHAIN),
            population,
            motif: "le bourg".into(),
            iris: Vec::new(),
        };
        let postes = s.rules().budget.postes;
        let locaux = postes.iter().find(|p| p.id == "locaux").unwrap();
        let libre = postes.iter().find(|p| p.libre).unwrap();
        let infirmier = "Infirmier";
        let a = Animateur::new(s);
        let dits = vec![
            dit(s, "rien à annuler", |s| s.travel(true)),
            dit(s, "une intercommunalité", |s| s.add_lieu(Lieu::Epci(siren(CAMBRAI)))),
            dit(s, "une commune", |s| s.add_lieu(Lieu::Commune(code(BOUCHAIN)))),
            dit(s, "une commune déjà là", |s| s.add_lieu(Lieu::Commune(code(BOUCHAIN)))),
            dit(s, "retirer une commune", |s| s.remove_commune("Gouzeaucourt", code(GOUZEAUCOURT))),
            dit(s, "la remettre", |s| s.put_back(code(GOUZEAUCOURT))),
            dit(s, "plusieurs à la fois", |s| {
                let lieux = [Lieu::Commune(code("59139")), Lieu::Commune(code("59350"))];
                s.add_lieux(&lieux, "2 communes ajoutées.".into());
            }),
            dit(s, "une partie", |s| {
                s.share(&Partage::Saisie(part(900)), "Une partie de Bouchain est retenue.".into());
            }),
            dit(s, "une autre partie", |s| {
                s.share(&Partage::Saisie(part(800)), "Une partie de Bouchain est retenue.".into());
            }),
            dit(s, "commune entière", |s| {
                s.share(&Partage::Entiere(code(BOUCHAIN)), "Bouchain compte de nouveau en entier.".into());
            }),
            dit(s, "retirer l’intercommunalité", |s| {
                s.remove_epci("Communauté d’agglomération de Cambrai", siren(CAMBRAI));
            }),
            dit(s, "annuler", |s| s.travel(true)),
            dit(s, "rétablir", |s| s.travel(false)),
            dit(s, "reprendre ce qui est offert", |s| s.take_offre(Endroit::Lieux)),
            dit(s, "carte, retirer", |s| {
                let phrase = s.toggle_on_map(code(BOUCHAIN)).unwrap();
                s.dire(phrase);
            }),
            dit(s, "carte, ajouter", |s| {
                let phrase = s.toggle_on_map(code(BOUCHAIN)).unwrap();
                s.dire(phrase);
            }),
            dit(s, "carte, une commune qui n’existe pas", |s| {
                assert_eq!(s.toggle_on_map(code("99999")), None);
            }),
            dit(s, "et si, retirer", |s| s.try_out(&Essai::Retirer(code(BOUCHAIN)), "Bouchain")),
            dit(s, "et si, ajouter", |s| s.try_out(&Essai::Ajouter(vec![code(BOUCHAIN)]), "Bouchain")),
            dit(s, "et si, plusieurs", |s| {
                s.try_out(&Essai::Ajouter(vec![code("59122"), code("75056")]), "Cambrai et Paris");
            }),
            dit(s, "et si, une intercommunalité", |s| {
                s.try_out(&Essai::AjouterEpci(siren("200042190")), "Cœur d’Ostrevent");
            }),
            dit(s, "et si, annuler", |s| s.take_offre(Endroit::EtSi)),
            dit(s, "garder le périmètre", |s| s.keep_perimetre()),
            dit(s, "garder encore", |s| s.keep_perimetre()),
            dit(s, "garder un quatrième", |s| s.keep_perimetre()),
            dit(s, "nommer un périmètre", |s| s.name_perimetre(Lettre::A, "Large")),
            dit(s, "reprendre un périmètre", |s| s.take_up_perimetre(Lettre::A)),
            dit(s, "supprimer un périmètre", |s| s.remove_perimetre(Lettre::B)),
            dit(s, "supprimer ce qui n’y est plus", |s| s.remove_perimetre(Lettre::B)),
            dit(s, "effectif", |s| s.set_effectif("infirmier", 3)),
            dit(s, "effectif, trop", |s| s.set_effectif("infirmier", u16::MAX)),
            dit(s, "initiative", |s| s.set_initiateur(Initiateur::Elus)),
            dit(s, "signature", |s| s.set_signature(date("2027-04-01"))),
            dit(s, "mission de choix", |s| s.choose_mission(Mission::Qualite, true)),
            dit(s, "démarrage", |s| s.set_demarrage(Mission::Parcours, date("2027-05-01"))),
            dit(s, "démarrage supposé", |s| s.set_demarrage(Mission::Parcours, None)),
            dit(s, "part variable", |s| s.set_variable(Pourcent::new(50))),
            dit(s, "crise", |s| s.set_crise(true)),
            dit(s, "millésime", |s| s.set_millesime(Some(2021))),
            dit(s, "contrat signé", |s| s.set_situation(Situation::Existante)),
            dit(s, "signé le", |s| s.set_signature(date("2023-11-23"))),
            dit(s, "vu le", |s| s.set_vue_le(date("2026-06-01"))),
            dit(s, "vu aujourd’hui", |s| s.set_vue_le(None)),
            dit(s, "contrat à signer", |s| s.set_situation(Situation::Nouvelle)),
            dit(s, "nom", |s| s.set_nom("Cambrésis".into())),
            dit(s, "nom vide", |s| s.set_nom("  ".into())),
            dit(s, "budget, brut", |s| s.set_nombre(Champ::Brut, Some(40_000))),
            dit(s, "budget, charges", |s| s.set_nombre(Champ::Charges, Some(42))),
            dit(s, "budget, charges impossibles", |s| s.set_nombre(Champ::Charges, Some(142))),
            dit(s, "budget, quotité", |s| s.set_nombre(Champ::Quotite, Some(80))),
            dit(s, "budget, embauche", |s| s.set_nombre(Champ::Embauche, Some(3))),
            dit(s, "budget, personnes", |s| s.set_nombre(Champ::Personnes, Some(5))),
            dit(s, "budget, heures", |s| s.set_nombre(Champ::Heures, Some(4))),
            dit(s, "budget, taux", |s| s.set_nombre(Champ::Taux, Some(60))),
            dit(s, "budget, ce qui n’est pas un nombre", |s| s.set_nombre(Champ::Lignes, Some(1))),
            dit(s, "budget, variable", |s| s.set_avec_variable(true)),
            dit(s, "budget, une ligne", |s| assert_eq!(s.add_ligne(Sens::Depense), Some(0))),
            dit(s, "budget, son nom", |s| s.name_ligne(libre, 0, "Loyer")),
            dit(s, "budget, son montant", |s| s.set_montant(libre, Some(0), Some(300))),
            dit(s, "budget, une ligne des règles", |s| s.set_montant(locaux, None, Some(900))),
            dit(s, "budget, son rythme", |s| s.set_rythme(locaux, None, Rythme::An)),
            dit(s, "budget, son mois", |s| s.set_mois(locaux, None, 4)),
            dit(s, "budget, retirer la ligne", |s| s.remove_ligne(0)),
            dit(s, "budget, remède : plus tard", |s| s.take_remede(Champ::Embauche, 6)),
            dit(s, "budget, remède : moins", |s| s.take_remede(Champ::Quotite, 50)),
            dit(s, "réunion, compter", |_| a.count("infirmier", infirmier, true)),
            dit(s, "réunion, compter encore", |_| a.count("infirmier", infirmier, true)),
            dit(s, "réunion, un de moins", |_| a.count("infirmier", infirmier, false)),
            dit(s, "réunion, personne à ôter", |_| a.count("pharmacien", "Pharmacien", false)),
            dit(s, "réunion, la salle dans le projet", |_| a.adopt_room()),
            dit(s, "réunion, intérêt", |_| a.interest(Mission::Prevention, true)),
            dit(s, "réunion, groupe", |_| a.name_group(Mission::Prevention, "Dépistage")),
            dit(s, "réunion, groupe effacé", |_| a.name_group(Mission::Prevention, "")),
            dit(s, "réunion, périmètre affiché", |_| a.go_to(Lettre::A)),
            dit(s, "réunion, autre périmètre", |_| a.go_to(Lettre::C)),
            dit(s, "réunion, périmètre libre", |_| a.go_to(Lettre::B)),
            dit(s, "réunion, retirer une commune", |_| {
                a.toggle_commune(code(BOUCHAIN), "Bouchain", true);
            }),
            dit(s, "réunion, ajouter une commune", |_| {
                a.toggle_commune(code(BOUCHAIN), "Bouchain", false);
            }),
            dit(s, "réunion, mission", |_| a.choose_mission(Mission::Accompagnement, true)),
            dit(s, "réunion, mission laissée", |_| a.choose_mission(Mission::Accompagnement, false)),
            dit(s, "réunion, montants masqués", |_| a.toggle_amounts()),
            dit(s, "réunion, montants affichés", |_| a.toggle_amounts()),
            dit(s, "réunion, écran noir", |_| a.turn_black()),
            dit(s, "ouvrir un projet", |s| {
                let projet = Projet { nom: Some("Autre".into()), ..projet_de_cambrai() };
                assert!(s.open(Box::new(Arrivant { projet, ..Arrivant::default() })).is_ok());
            }),
            dit(s, "revenir aux réponses d’avant", |s| s.close_and_take_back()),
            dit(s, "un lien abîmé", |s| assert!(s.read_link("1ZZZZ").is_none())),
        ];
        dits.join("\n\n") + "\n"
    })
    .replace('\u{a0}', "\u{b7}");
    let chemin = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paroles.txt");
    if std::env::var_os("CPTS_PAROLES").is_some_and(|v| v == "write") {
        std::fs::write(&chemin, &texte).unwrap();
    }
    let garde = std::fs::read_to_string(&chemin).unwrap_or_default();
    assert_eq!(
        texte, garde,
        "what is said has changed: run `CPTS_PAROLES=write cargo test --package cpts-seance` and read paroles.txt"
    );
}

#[test]
fn the_host_hides_the_amounts_whatever_the_meeting_says() {
    avec_tout(|s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        assert!(s.phrase_du_bilan().contains('€') && !s.masque());
        s.set_masque_de_l_hote(true);
        assert!(!s.phrase_du_bilan().contains('€') && s.masque());
        s.dire("");
        Animateur::new(s).toggle_amounts();
        assert_eq!(s.annonce.get_untracked(), "", "the meeting cannot show what the host hides");
        s.set_masque_de_l_hote(false);
        assert!(!s.masque());
    });
}

#[test]
fn a_meeting_comes_back_with_its_amounts_as_it_left_them() {
    avec_tout(|s| {
        s.show_reunion(true);
        assert!(s.reunion.with_untracked(|r| r.ouverte) && !s.masque());
        Animateur::new(s).toggle_amounts();
        assert!(s.masque());
        s.show_reunion(false);
        assert!(!s.masque() && !s.reunion.with_untracked(|r| r.ouverte), "the page shows them");
        s.show_reunion(true);
        assert!(s.masque());
    });
}
