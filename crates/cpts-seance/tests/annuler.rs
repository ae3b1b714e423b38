//! The way back: any gestures, then as many steps back, give the start back.

#![allow(clippy::unwrap_used)]

mod commun;

use commun::*;
use cpts_core::{Initiateur, Part, Pourcent, Projet, Territoire};
use cpts_perimetre::comparaison::{Gardes, Lettre};
use cpts_perimetre::liste::Lieu;
use cpts_rules::{Mission, Rythme, Sens, Situation};
use cpts_seance::gestes::et_si::Essai;
use cpts_seance::gestes::reunion::Animateur;
use cpts_seance::gestes::territoire::Partage;
use cpts_seance::lectures::liens;
use cpts_seance::ouverture::{Arrivant, Courant};
use cpts_seance::paroles::Endroit;
use cpts_seance::quoi::Champ;
use cpts_seance::{Reponses, Seance};
use proptest::prelude::*;

/// Something that a person does.
#[derive(Debug, Clone)]
enum Geste {
    Attendre(u16),
    Annuler,
    Retablir,
    Effectif(u8, u16),
    Initiateur(u8),
    Ajouter(u8),
    Plusieurs(Vec<u8>),
    Retirer(u8),
    RetirerEpci(u8),
    Remettre(u8),
    Partager(u8, u32),
    Entiere(u8),
    Situation(bool),
    Signature(Option<u8>),
    VueLe(Option<u8>),
    Mission(u8, bool),
    Demarrage(u8, Option<u8>),
    Variable(Option<u8>),
    Crise(bool),
    Millesime(Option<u16>),
    Nombre(u8, Option<u32>),
    AvecVariable(bool),
    AjouterLigne(bool),
    RetirerLigne(u8),
    Ligne(u8, u8, u32),
    Remede(bool, u8),
    Nom(String),
    Garder,
    Reprendre(u8),
    Supprimer(u8),
    Nommer(u8, String),
    Essayer(u8, u8),
    Carte(u8),
    Compter(u8, bool),
    Interet(u8, bool),
    Groupe(u8, String),
    Aller(u8),
    Salle,
    Ouvrir(u8),
    Offre(u8),
}

fn any_geste() -> impl Strategy<Value = Geste> {
    use Geste::*;
    let mot = "[a-c ]{0,3}";
    prop_oneof![
        4 => (0u16..3_000).prop_map(Attendre),
        2 => Just(Annuler),
        2 => Just(Retablir),
        4 => (0u8..6, 0u16..4).prop_map(|(p, n)| Effectif(p, n)),
        1 => (0u8..5).prop_map(Initiateur),
        4 => any::<u8>().prop_map(Ajouter),
        1 => proptest::collection::vec(any::<u8>(), 0..4).prop_map(Plusieurs),
        3 => any::<u8>().prop_map(Retirer),
        1 => any::<u8>().prop_map(RetirerEpci),
        1 => any::<u8>().prop_map(Remettre),
        1 => (any::<u8>(), 1u32..500).prop_map(|(c, n)| Partager(c, n)),
        1 => any::<u8>().prop_map(Entiere),
        1 => any::<bool>().prop_map(Situation),
        2 => proptest::option::of(0u8..40).prop_map(Signature),
        1 => proptest::option::of(0u8..40).prop_map(VueLe),
        2 => (0u8..6, any::<bool>()).prop_map(|(m, oui)| Mission(m, oui)),
        2 => (0u8..6, proptest::option::of(0u8..30)).prop_map(|(m, d)| Demarrage(m, d)),
        2 => proptest::option::of(0u8..=100).prop_map(Variable),
        1 => any::<bool>().prop_map(Crise),
        1 => proptest::option::of(2018u16..2024).prop_map(Millesime),
        3 => (0u8..7, proptest::option::of(0u32..70_000)).prop_map(|(c, n)| Nombre(c, n)),
        1 => any::<bool>().prop_map(AvecVariable),
        1 => any::<bool>().prop_map(AjouterLigne),
        1 => (0u8..4).prop_map(RetirerLigne),
        3 => (0u8..4, 0u8..4, 0u32..20).prop_map(|(l, quoi, n)| Ligne(l, quoi, n)),
        1 => (any::<bool>(), 0u8..24).prop_map(|(lequel, n)| Remede(lequel, n)),
        2 => mot.prop_map(Nom),
        2 => Just(Garder),
        2 => (0u8..3).prop_map(Reprendre),
        1 => (0u8..3).prop_map(Supprimer),
        1 => (0u8..3, mot).prop_map(|(l, nom)| Nommer(l, nom)),
        2 => (0u8..3, any::<u8>()).prop_map(|(quoi, c)| Essayer(quoi, c)),
        2 => any::<u8>().prop_map(Carte),
        2 => (0u8..6, any::<bool>()).prop_map(|(p, oui)| Compter(p, oui)),
        1 => (0u8..6, any::<bool>()).prop_map(|(m, oui)| Interet(m, oui)),
        1 => (0u8..6, mot).prop_map(|(m, nom)| Groupe(m, nom)),
        1 => (0u8..3).prop_map(Aller),
        1 => Just(Salle),
        1 => (0u8..3).prop_map(Ouvrir),
        1 => (0u8..3).prop_map(Offre),
    ]
}

/// A commune of the north: few of them, so that gestures meet.
fn commune(n: u8) -> cpts_codes::CodeCommune {
    let toutes = [GOUZEAUCOURT, BOUCHAIN, "59122", "59139", "59350", "75056", "75113", "2A004"];
    code(toutes[usize::from(n) % toutes.len()])
}

fn epci(n: u8) -> cpts_codes::Siren {
    let tous = [CAMBRAI, "200042190", "200054781"];
    siren(tous[usize::from(n) % tous.len()])
}

fn mois(n: u8) -> cpts_codes::Date {
    "2024-01-15".parse::<cpts_codes::Date>().unwrap().plus_months(n.into())
}

fn mission(n: u8) -> Mission {
    Mission::TOUS[usize::from(n) % Mission::TOUS.len()]
}

fn lettre(n: u8) -> Lettre {
    Lettre::TOUTES[usize::from(n) % Lettre::TOUTES.len()]
}

fn faire(s: Seance, geste: &Geste) {
    let professions = s.formulaire().professions;
    let profession = |n: u8| &professions[usize::from(n) % professions.len()];
    let postes = cpts_rules::embedded().budget.postes;
    match geste {
        Geste::Attendre(ms) => attendre((*ms).into()),
        Geste::Annuler => s.travel(true),
        Geste::Retablir => s.travel(false),
        Geste::Effectif(p, n) => s.set_effectif(profession(*p).id, *n),
        Geste::Initiateur(n) => s.set_initiateur(
            [
                Initiateur::ProfessionnelsDeSante,
                Initiateur::Etablissement,
                Initiateur::Elus,
                Initiateur::Usagers,
                Initiateur::Autre,
            ][usize::from(*n)],
        ),
        Geste::Ajouter(n) if n % 3 == 0 => s.add_lieu(Lieu::Epci(epci(*n))),
        Geste::Ajouter(n) => s.add_lieu(Lieu::Commune(commune(*n))),
        Geste::Plusieurs(tous) => {
            let lieux: Vec<Lieu> = tous.iter().map(|n| Lieu::Commune(commune(*n))).collect();
            s.add_lieux(&lieux, "Ajoutées.".into());
        }
        Geste::Retirer(n) => s.remove_commune("Elle", commune(*n)),
        Geste::RetirerEpci(n) => s.remove_epci("Elle", epci(*n)),
        Geste::Remettre(n) => s.put_back(commune(*n)),
        Geste::Partager(n, habitants) => {
            let part = Part {
                commune: commune(*n),
                population: *habitants,
                motif: "un quartier".into(),
                iris: Vec::new(),
            };
            s.share(&Partage::Saisie(part), "Une partie est retenue.".into());
        }
        Geste::Entiere(n) => s.share(&Partage::Entiere(commune(*n)), "Elle compte en entier.".into()),
        Geste::Situation(oui) => {
            s.set_situation(if *oui { Situation::Existante } else { Situation::Nouvelle });
        }
        Geste::Signature(n) => s.set_signature(n.map(mois)),
        Geste::VueLe(n) => s.set_vue_le(n.map(mois)),
        Geste::Mission(m, oui) => s.choose_mission(mission(*m), *oui),
        Geste::Demarrage(m, n) => s.set_demarrage(mission(*m), n.map(mois)),
        Geste::Variable(n) => s.set_variable(n.and_then(Pourcent::new)),
        Geste::Crise(oui) => s.set_crise(*oui),
        Geste::Millesime(annee) => s.set_millesime(*annee),
        Geste::Nombre(champ, n) => s.set_nombre(
            [
                Champ::Brut,
                Champ::Charges,
                Champ::Quotite,
                Champ::Embauche,
                Champ::Personnes,
                Champ::Heures,
                Champ::Taux,
            ][usize::from(*champ)],
            *n,
        ),
        Geste::AvecVariable(oui) => s.set_avec_variable(*oui),
        Geste::AjouterLigne(depense) => {
            s.add_ligne(if *depense { Sens::Depense } else { Sens::Recette });
        }
        Geste::RetirerLigne(n) => s.remove_ligne((*n).into()),
        Geste::Ligne(n, quoi, valeur) => {
            let poste = &postes[usize::from(*n) % postes.len()];
            let place = usize::from(*n);
            let la = s.projet.with_untracked(|p| p.hypotheses.budget.lignes.len()) > place;
            match quoi {
                0 if la => s.name_ligne(poste, place, &valeur.to_string()),
                1 => s.set_montant(poste, None, Some(*valeur)),
                2 => s.set_rythme(poste, None, Rythme::TOUS[*valeur as usize % Rythme::TOUS.len()]),
                _ => s.set_mois(poste, None, *valeur as u8),
            }
        }
        Geste::Remede(embauche, n) => {
            s.take_remede(if *embauche { Champ::Embauche } else { Champ::Quotite }, (*n).into());
        }
        Geste::Nom(nom) => s.set_nom(nom.clone()),
        Geste::Garder => s.keep_perimetre(),
        Geste::Reprendre(l) => s.take_up_perimetre(lettre(*l)),
        Geste::Supprimer(l) => s.remove_perimetre(lettre(*l)),
        Geste::Nommer(l, nom) => s.name_perimetre(lettre(*l), nom),
        Geste::Essayer(0, n) => s.try_out(&Essai::Ajouter(vec![commune(*n)]), "Elle"),
        Geste::Essayer(1, n) => s.try_out(&Essai::Retirer(commune(*n)), "Elle"),
        Geste::Essayer(_, n) => s.try_out(&Essai::AjouterEpci(epci(*n)), "Elle"),
        Geste::Carte(n) => {
            s.toggle_on_map(commune(*n));
        }
        Geste::Compter(p, oui) => Animateur::new(s).count(profession(*p).id, profession(*p).nom, *oui),
        Geste::Interet(m, oui) => Animateur::new(s).interest(mission(*m), *oui),
        Geste::Groupe(m, nom) => Animateur::new(s).name_group(mission(*m), nom),
        Geste::Aller(l) => Animateur::new(s).go_to(lettre(*l)),
        Geste::Salle => Animateur::new(s).adopt_room(),
        Geste::Ouvrir(n) => {
            let projet = Projet { nom: Some(n.to_string()), ..projet_de_cambrai() };
            assert!(s.open(Box::new(Arrivant { projet, ..Arrivant::default() })).is_ok());
        }
        Geste::Offre(n) => {
            s.take_offre([Endroit::Lieux, Endroit::EtSi, Endroit::Comparer][usize::from(*n)]);
        }
    }
}

/// The project and the perimeters, with their places in order: a link keeps which, not since when.
fn sans_ordre(reponses: Reponses) -> (Projet, Gardes) {
    let Reponses { mut projet, mut gardes, comptes: _ } = reponses;
    let ranger = |t: &mut Territoire| {
        t.epci.sort_unstable();
        t.communes.sort_unstable();
        t.exclues.sort_unstable();
        t.parts.sort_unstable_by_key(|p| p.commune);
    };
    ranger(&mut projet.territoire);
    gardes.change(ranger);
    (projet, gardes)
}

/// How many sequences are drawn: ten thousand, unless `CPTS_SEQUENCES` says otherwise.
fn sequences() -> u32 {
    std::env::var("CPTS_SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: sequences(), ..ProptestConfig::default() })]

    /// Ten thousand sequences, undone to the start, then made again to the end.
    #[test]
    fn any_gestures_are_undone_to_the_start_and_made_again(
        gestes in proptest::collection::vec(any_geste(), 0..30),
    ) {
        avec_les_communes(|s| {
            let depart = s.reponses();
            for geste in &gestes {
                faire(s, geste);
            }
            let fin = s.reponses();
            let pas = s.histoire.with_untracked(|h| h.len());
            for _ in 0..pas {
                prop_assert!(s.last(true).is_some_and(|quoi| !quoi.is_empty()));
                s.travel(true);
            }
            prop_assert_eq!(&s.reponses(), &depart);
            prop_assert!(s.last(true).is_none());
            for _ in 0..pas {
                s.travel(false);
            }
            prop_assert_eq!(&s.reponses(), &fin);
            Ok(())
        })?;
    }

    /// A step is a change: what is taken back is never what stands there.
    #[test]
    fn no_step_is_without_a_change(gestes in proptest::collection::vec(any_geste(), 0..30)) {
        avec_les_communes(|s| {
            for geste in &gestes {
                faire(s, geste);
            }
            while s.histoire.with_untracked(|h| !h.is_empty()) {
                let avant = s.reponses();
                s.travel(true);
                prop_assert_ne!(&s.reponses(), &avant);
            }
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// What follows from the answers comes back with them.
    #[test]
    fn the_bilan_comes_back_with_the_answers(gestes in proptest::collection::vec(any_geste(), 0..12)) {
        avec_tout(|s| {
            let depart = (s.bilan.get_untracked(), s.perimetre.get_untracked());
            for geste in &gestes {
                faire(s, geste);
            }
            while s.histoire.with_untracked(|h| !h.is_empty()) {
                s.travel(true);
            }
            prop_assert_eq!((s.bilan.get_untracked(), s.perimetre.get_untracked()), depart);
            Ok(())
        })?;
    }

    /// The text of a link says all of the project and of the perimeters, and another session that takes it up
    /// has them.
    #[test]
    fn the_work_of_the_tab_comes_back_whole(gestes in proptest::collection::vec(any_geste(), 0..20)) {
        let (texte, voulu) = avec_les_communes(|s| {
            for geste in &gestes {
                faire(s, geste);
            }
            let reponses = s.reponses();
            (liens::text(&reponses.projet, Some(&reponses.gardes), jour()), reponses)
        });
        avec_les_communes(|s| {
            prop_assert!(s.resume(&texte).is_some_and(|inconnus| inconnus.is_empty()));
            prop_assert_eq!(sans_ordre(s.reponses()), sans_ordre(voulu));
            prop_assert!(s.last(true).is_none(), "what was taken up is where the way back begins");
            Ok(())
        })?;
    }
}

#[test]
fn typing_a_number_is_one_gesture_and_a_pause_begins_another() {
    avec_les_communes(|s| {
        let pas = || s.histoire.with_untracked(|h| h.len());
        for n in [1, 12, 13] {
            s.set_effectif("infirmier", n);
            attendre(400.0);
        }
        assert_eq!(pas(), 1);
        assert_eq!(s.last(true).as_deref(), Some("Infirmiers, de 0 à 13"));
        // 1 499 ms after the last digit it goes on, 1 500 ms after it does not.
        attendre(1_099.0);
        s.set_effectif("infirmier", 13);
        s.set_effectif("infirmier", 12);
        s.set_effectif("infirmier", 13);
        assert_eq!(pas(), 1);
        attendre(1_500.0);
        s.set_effectif("infirmier", 14);
        assert_eq!(pas(), 2);
        assert_eq!(s.last(true).as_deref(), Some("Infirmiers, de 13 à 14"));
        s.set_effectif("pharmacien", 1);
        assert_eq!(pas(), 3, "another answer is another gesture, however soon");
        s.set_effectif("infirmier", 15);
        assert_eq!(pas(), 4, "and so is the first one again");
    });
}

#[test]
fn a_gesture_that_leads_back_to_where_it_began_is_none() {
    avec_les_communes(|s| {
        s.set_effectif("infirmier", 3);
        s.set_effectif("infirmier", 0);
        assert!(s.histoire.with_untracked(|h| h.is_empty()));
        s.set_effectif("infirmier", 0);
        assert!(s.histoire.with_untracked(|h| h.is_empty()), "nothing changed");
    });
}

#[test]
fn a_change_after_an_undo_forgets_what_could_be_made_again() {
    avec_les_communes(|s| {
        s.set_effectif("infirmier", 3);
        s.travel(true);
        assert_eq!(s.last(false).as_deref(), Some("Infirmiers, de 0 à 3"));
        s.set_effectif("infirmier", 5);
        assert_eq!(s.last(false), None);
        assert_eq!(
            s.last(true).as_deref(),
            Some("Infirmiers, de 0 à 5"),
            "not one step with what was undone"
        );
    });
}

#[test]
fn a_hundred_steps_are_kept() {
    avec_les_communes(|s| {
        for n in 0..130u16 {
            attendre(2_000.0);
            s.set_effectif("infirmier", n + 1);
        }
        assert_eq!(s.histoire.with_untracked(|h| h.len()), 100);
        for _ in 0..100 {
            s.travel(true);
        }
        assert_eq!(s.last(true), None);
        assert_eq!(
            s.projet.with_untracked(|p| p.professionnels.as_ref().unwrap().get("infirmier").copied()),
            Some(30)
        );
    });
}

#[test]
fn an_offer_stands_until_something_else_is_done() {
    avec_les_communes(|s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.remove_commune("Gouzeaucourt", code(GOUZEAUCOURT));
        assert_eq!(s.offre(Endroit::Lieux).unwrap().phrase, "Gouzeaucourt retirée.");
        assert_eq!(s.offre(Endroit::EtSi), None);
        s.set_effectif("infirmier", 3);
        assert_eq!(s.offre(Endroit::Lieux), None);
        s.take_offre(Endroit::Lieux);
        assert_eq!(
            s.projet.with_untracked(|p| p.territoire.exclues.len()),
            1,
            "it would undo another gesture"
        );
        s.travel(true);
        assert!(s.offre(Endroit::Lieux).is_some(), "it is the last gesture again");
        s.take_offre(Endroit::Lieux);
        assert_eq!(s.annonce.get_untracked(), "Changement annulé.");
        assert!(s.projet.with_untracked(|p| p.territoire.exclues.is_empty()));
        assert_eq!(s.offre(Endroit::Lieux), None);
        s.travel(false);
        assert_eq!(s.projet.with_untracked(|p| p.territoire.exclues.len()), 1);
    });
}

#[test]
fn what_was_opened_is_taken_back_and_is_no_saved_project_any_more() {
    avec_les_communes(|s| {
        let courant = Courant { cle: "un".into(), texte: "1".into() };
        let projet = Projet { nom: Some("Cambrésis".into()), ..projet_de_cambrai() };
        let arrivant = Arrivant { projet, courant: Some(courant.clone()), ..Arrivant::default() };
        assert!(s.open(Box::new(arrivant)).is_ok());
        assert_eq!(s.courant.get_untracked(), Some(courant));
        assert_eq!(s.last(true).as_deref(), Some("ouverture du projet"));
        s.close_and_take_back();
        assert_eq!(s.courant.get_untracked(), None);
        assert_eq!(s.annonce.get_untracked(), "Vos réponses d’avant sont revenues.");
        assert!(s.ouverture.get_untracked().is_none());
        assert!(s.projet.with_untracked(|p| p.territoire.epci.is_empty()));
    });
}

#[test]
fn nothing_to_undo_is_said() {
    avec_les_communes(|s| {
        s.travel(true);
        assert_eq!(s.annonce.get_untracked(), "Rien à annuler.");
        s.travel(false);
        assert_eq!(s.annonce.get_untracked(), "Rien à rétablir.");
    });
}

#[test]
fn a_meeting_takes_back_its_own_gestures_alone() {
    avec_les_communes(|s| {
        s.set_effectif("infirmier", 3);
        let a = Animateur::new(s);
        assert_eq!(a.last(), None);
        a.travel(true);
        assert_eq!(s.annonce.get_untracked(), "Rien à annuler.");
        a.count("infirmier", "Infirmier", true);
        assert_eq!(a.last().as_deref(), Some("+\u{a0}1 Infirmier"));
        a.travel(true);
        assert_eq!(s.annonce.get_untracked(), "Annulé\u{a0}: +\u{a0}1 Infirmier.");
        assert_eq!(s.reunion.with_untracked(|r| r.comptes.total()), 0);
        assert_eq!(a.last(), None);
        a.travel(false);
        assert_eq!(s.reunion.with_untracked(|r| r.comptes.total()), 1);
    });
}
