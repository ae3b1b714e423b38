//! Data that comes after the answers, and what follows from it.

#![allow(clippy::unwrap_used)]

mod commun;

use commun::*;
use cpts_core::{Couverture, Part, Projet, Situation};
use cpts_perimetre::liste::Lieu;
use cpts_rules::Mission;
use cpts_seance::bareme::Bareme;
use cpts_seance::couverture::Lue;
use cpts_seance::donnees::Annee;
use cpts_seance::gestes::suite;
use cpts_seance::gestes::territoire::Partage;
use cpts_seance::{Lecteurs, Seance, Venue};

fn population(s: Seance) -> u32 {
    s.bilan.with_untracked(|b| b.territoire.population)
}

#[test]
fn a_session_begins_with_the_compulsory_missions_and_a_signature_in_half_a_year() {
    avec_une_seance(|s| {
        let projet = s.projet.get_untracked();
        let socles =
            [Mission::AccesAuxSoins, Mission::Parcours, Mission::Prevention, Mission::CriseSanitaire];
        assert_eq!(projet.missions.as_deref(), Some(&socles[..]));
        assert_eq!(projet.signature, Some("2027-06-01".parse().unwrap()));
        assert_eq!(
            projet,
            Projet { missions: projet.missions.clone(), signature: projet.signature, ..Projet::default() }
        );
        assert_eq!(s.bilan.with_untracked(|b| (b.territoire.communes, b.constats.len())), (0, 0));
        assert!(s.donnees.with_untracked(|d| d.a_demander() && !d.en_route() && d.la().is_none()));
    });
}

#[test]
fn answers_given_before_anything_is_computed_are_kept_without_a_step() {
    avec_une_seance(|s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        assert!(s.projet.with_untracked(|p| p.territoire.epci.is_empty()), "the communes are not there");
        s.set_donnees(Venue::La(communes()));
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.set_effectif("infirmier", 3);
        assert_eq!(population(s), 0);
        s.begin(suite());
        assert_eq!(population(s), 80_120);
        assert!(s.histoire.with_untracked(|h| h.is_empty()));
        // A contract that runs is looked at from today.
        s.set_situation(Situation::Existante);
        assert_eq!(s.projet.with_untracked(|p| p.vue_le), Some(jour()));
    });
    avec_une_seance(|s| {
        s.set_situation(Situation::Existante);
        assert_eq!(s.projet.with_untracked(|p| p.vue_le), Some(jour()), "before anything is computed too");
    });
}

#[test]
fn the_communes_are_shown_at_the_vintage_of_the_project() {
    avec_tout(|s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        let montre = || s.donnees.with_untracked(|d| d.la().unwrap().header().millesime);
        assert_eq!((population(s), montre()), (80_120, 2023));
        // Asked for before it is there: the one in force goes on.
        s.set_millesime(Some(2021));
        assert_eq!((population(s), montre()), (80_120, 2023));
        assert!(s.a_demander(Annee::Millesimes));
        s.set_en_route(Annee::Millesimes);
        assert!(!s.a_demander(Annee::Millesimes));
        assert!(s.millesimes.with_untracked(Venue::en_route));
        s.set_millesimes(millesimes());
        assert_eq!(montre(), 2021);
        let avant = population(s);
        assert_ne!(avant, 80_120);
        assert!(!s.a_demander(Annee::Millesimes));
        assert_eq!(s.bilan.with_untracked(|b| b.territoire.millesime), 2021);
        // The territory did not change: what follows is computed again all the same.
        s.set_millesime(None);
        assert_eq!((population(s), montre()), (80_120, 2023));
        s.travel(true);
        assert_eq!((population(s), montre()), (avant, 2021));
        // One that nobody has.
        s.set_millesime(Some(1999));
        assert_eq!(montre(), 2021);
        assert_eq!(s.reference.with_untracked(|r| r.as_ref().unwrap().header().millesime), 2023);
    });
}

#[test]
fn what_did_not_come_is_said_and_can_be_asked_for_again() {
    avec_tout(|s| {
        assert!(s.a_demander(Annee::Iris));
        s.set_en_route(Annee::Iris);
        assert!(!s.a_demander(Annee::Iris) && s.iris.with_untracked(Venue::en_route));
        s.set_manquee(Annee::Iris, "Pas de réseau.");
        assert_eq!(s.annonce.get_untracked(), "Pas de réseau.");
        assert!(s.a_demander(Annee::Iris) && !s.iris.with_untracked(Venue::en_route));
        s.set_iris(iris());
        assert!(!s.a_demander(Annee::Iris) && s.iris.with_untracked(|i| i.la().is_some()));
        s.set_en_route(Annee::Millesimes);
        s.set_manquee(Annee::Millesimes, "Encore non.");
        assert!(s.a_demander(Annee::Millesimes));
        assert_eq!(s.annonce.get_untracked(), "Encore non.");
    });
}

#[test]
fn a_share_by_iris_counts_once_the_iris_are_there() {
    avec_tout(|s| {
        s.set_iris(iris());
        let premier = s.with_territory(|t| {
            let lille = t.commune(code("59350")).unwrap();
            s.iris.with_untracked(|i| i.la().unwrap().of(lille.index)[0].code)
        });
        let partage = Partage::Iris(code("59350"), vec![premier.unwrap()], "1 IRIS".into());
        s.share(&partage, "Une partie.".into());
        let avec = population(s);
        assert!(avec > 0 && avec < 10_000);
        // Elsewhere counts with them too.
        let territoire = s.projet.with_untracked(|p| p.territoire.clone());
        assert_eq!(s.ailleurs(&territoire).unwrap().1.territoire.population, avec);
    });
    avec_tout(|s| {
        let part = Part {
            commune: code("59350"),
            population: 77,
            motif: "x".into(),
            iris: vec!["593500101".parse().unwrap()],
        };
        s.share(&Partage::Saisie(part), "Une partie.".into());
        assert_eq!(population(s), 77, "as written while they are not there");
        s.set_iris(iris());
        assert_ne!(population(s), 77);
    });
}

#[test]
fn which_communes_touch_is_told_once_it_is_known() {
    avec_tout(|s| {
        s.add_lieu(Lieu::Commune(code(BOUCHAIN)));
        s.add_lieu(Lieu::Commune(code("75056")));
        assert_eq!(s.bilan.with_untracked(|b| b.territoire.contigu), None);
        s.set_adjacence(adjacence());
        assert_eq!(s.bilan.with_untracked(|b| b.territoire.contigu), Some(false));
    });
}

#[test]
fn which_cpts_exist_is_told_of_the_territory() {
    avec_tout(|s| {
        s.add_lieu(Lieu::Commune(code(BOUCHAIN)));
        let couvert = || s.perimetre.with_untracked(|p| p.couverture.is_some());
        assert!(!couvert());
        let lue = Lue {
            couverture: Couverture::default(),
            refus: vec![],
            refusees: 0,
            remarques: vec![],
            du_site: true,
        };
        s.set_couverture(Some(lue));
        assert!(couvert());
        s.set_couverture(None);
        assert!(!couvert());
    });
}

#[test]
fn the_rules_of_a_site_take_the_place_of_ours() {
    avec_tout(|s| {
        assert_eq!(s.cle_des_regles(), "");
        let bareme = Bareme { rules: cpts_rules::embedded(), texte: "", le: jour(), par: "l’URPS" };
        s.set_bareme(Some(bareme));
        // Where they are in memory: never those of another barème.
        assert!(s.cle_des_regles().parse::<usize>().is_ok());
        assert_eq!(bareme.phrase(), "Barème fourni par le site le 1er\u{a0}décembre 2026\u{a0}: l’URPS.");
        let personne = Bareme { par: "", ..bareme };
        assert_eq!(personne.phrase(), "Barème fourni par le site le 1er\u{a0}décembre 2026.");
        // Missions that nobody chose follow the rules; those that were chosen stay.
        s.choose_mission(Mission::Qualite, true);
        s.set_bareme(None);
        assert!(s.projet.with_untracked(|p| p.missions.as_ref().unwrap().contains(&Mission::Qualite)));
        assert_eq!(s.cle_des_regles(), "");
    });
}

#[test]
fn what_a_change_would_do_is_computed_while_somebody_looks() {
    avec_tout(|s| {
        s.set_adjacence(adjacence());
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.follow_et_si();
        assert!(s.et_si.with_untracked(Option::is_none), "nobody looks");
        for qui in [Lecteurs { section: true, carte: false }, Lecteurs { section: false, carte: true }] {
            avec_tout(|s| {
                s.set_adjacence(adjacence());
                s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
                s.look_at_et_si(qui);
                s.follow_et_si();
                assert!(s.et_si.with_untracked(Option::is_some), "{qui:?}");
            });
        }
    });
}

#[test]
fn a_session_knows_that_nobody_shows_it_any_more() {
    let s = avec_une_seance(|s| {
        assert!(s.projet.is_held());
        s
    });
    assert!(!s.projet.is_held());
    let (gardee, cellule) = avec_une_seance(|_| {
        let cellule = cpts_seance::Cellule::new(1);
        (cellule.is_held(), cellule)
    });
    assert!(gardee && !cellule.is_held());
}
