//! Opening, taking up, merging, sifting: every field of a project met by each.

#![allow(clippy::unwrap_used)]

mod commun;

use std::cell::Cell;
use std::rc::Rc;

use commun::*;
use cpts_codes::Table;
use cpts_core::{Budget, Hypotheses, Initiateur, LigneBudget, Part, Pourcent, Projet, Territoire, Version};
use cpts_documents::lien::{self, Dossier};
use cpts_perimetre::comparaison::Gardes;
use cpts_perimetre::liste::Lieu;
use cpts_rules::{Mission, Situation};
use cpts_seance::gestes::territoire::Partage;
use cpts_seance::lectures::liens;
use cpts_seance::ouverture::{Arrivant, Ouverture};
use cpts_seance::quoi::Champ;
use cpts_seance::{Seance, Venue};

/// What the tab remembers of the session where `repondre` was done.
fn memoire(repondre: impl FnOnce(Seance)) -> String {
    avec_les_communes(|s| {
        repondre(s);
        liens::text(&s.projet.get_untracked(), None, jour())
    })
}

/// The project of a session in which `entre_temps` was done before the work of the tab came back.
fn repris(texte: &str, entre_temps: impl FnOnce(Seance)) -> Projet {
    avec_les_communes(|s| {
        entre_temps(s);
        assert_eq!(s.resume(texte).unwrap(), Vec::<String>::new());
        s.projet.get_untracked()
    })
}

fn date(texte: &str) -> cpts_codes::Date {
    texte.parse().unwrap()
}

#[test]
fn what_was_answered_meanwhile_is_not_lost_field_by_field() {
    let avant = memoire(|s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.set_effectif("infirmier", 3);
        s.set_effectif("pharmacien", 1);
        s.set_initiateur(Initiateur::Elus);
        s.set_signature(Some(date("2027-04-01")));
        s.choose_mission(Mission::Qualite, true);
        s.set_demarrage(Mission::Parcours, Some(date("2027-05-01")));
        s.set_variable(Pourcent::new(40));
        s.set_nombre(Champ::Brut, Some(40_000));
        s.set_nom("Cambrésis".into());
    });
    let seul = repris(&avant, |_| ());
    // Nothing was answered: it comes back as it was.
    assert_eq!(liens::text(&seul, None, jour()), avant);

    // nom
    assert_eq!(repris(&avant, |s| s.set_nom("Autre".into())).nom.as_deref(), Some("Autre"));
    assert_eq!(seul.nom.as_deref(), Some("Cambrésis"));
    // initiateur
    let p = repris(&avant, |s| s.set_initiateur(Initiateur::Usagers));
    assert_eq!(p.initiateur, Some(Initiateur::Usagers));
    assert_eq!(seul.initiateur, Some(Initiateur::Elus));
    // professionnels: those that were answered, beside the others
    let p = repris(&avant, |s| s.set_effectif("infirmier", 5)).professionnels.unwrap();
    assert_eq!((p.get("infirmier"), p.get("pharmacien")), (Some(&5), Some(&1)));
    // missions, situation, signature: together, since starts count from them
    let p = repris(&avant, |s| s.set_signature(Some(date("2027-09-01"))));
    assert_eq!(p.signature, Some(date("2027-09-01")));
    assert!(p.hypotheses.demarrages.is_empty(), "they counted from another day");
    let p = repris(&avant, |s| {
        s.set_situation(Situation::Existante);
        s.set_signature(Some(date("2023-11-23")));
        s.set_vue_le(Some(date("2026-06-01")));
    });
    assert_eq!(
        (p.situation, p.signature, p.vue_le),
        (Situation::Existante, Some(date("2023-11-23")), Some(date("2026-06-01")))
    );
    let p = repris(&avant, |s| s.choose_mission(Mission::Accompagnement, true));
    assert!(p.missions.unwrap().contains(&Mission::Accompagnement));
    // hypotheses.demarrages
    let p = repris(&avant, |s| s.set_demarrage(Mission::Prevention, Some(date("2027-08-01"))));
    assert_eq!(p.hypotheses.demarrages.get(&Mission::Prevention), Some(&date("2027-08-01")));
    assert_eq!(p.hypotheses.demarrages.get(&Mission::Parcours), Some(&date("2027-05-01")));
    let p = repris(&avant, |s| {
        s.set_signature(Some(date("2027-09-01")));
        s.set_demarrage(Mission::Prevention, Some(date("2027-10-01")));
    });
    assert_eq!(p.hypotheses.demarrages.iter().count(), 1, "that of the new date alone");
    // hypotheses.atteinte_variable, crise_reconnue, millesime, budget
    let p = repris(&avant, |s| s.set_variable(Pourcent::new(90)));
    assert_eq!(p.hypotheses.atteinte_variable, Pourcent::new(90));
    assert_eq!(seul.hypotheses.atteinte_variable, Pourcent::new(40));
    assert!(repris(&avant, |s| s.set_crise(true)).hypotheses.crise_reconnue);
    assert!(!seul.hypotheses.crise_reconnue);
    assert_eq!(repris(&avant, |s| s.set_millesime(Some(2021))).hypotheses.millesime, Some(2021));
    let p = repris(&avant, |s| s.set_nombre(Champ::Quotite, Some(50)));
    assert_eq!(p.hypotheses.budget.coordination.quotite, Some(50));
    assert_eq!(seul.hypotheses.budget.coordination.brut, Some(40_000));
}

#[test]
fn a_crisis_that_was_remembered_stays() {
    let avant = memoire(|s| s.set_crise(true));
    assert!(repris(&avant, |s| s.set_effectif("infirmier", 1)).hypotheses.crise_reconnue);
}

#[test]
fn places_chosen_meanwhile_are_in_once() {
    let avant = memoire(|s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.remove_commune("Gouzeaucourt", code(GOUZEAUCOURT));
    });
    // One that had been taken out of its EPCI comes back into it.
    let t = repris(&avant, |s| s.add_lieu(Lieu::Commune(code(GOUZEAUCOURT)))).territoire;
    assert_eq!((t.communes.as_slice(), t.exclues.as_slice()), (&[][..], &[][..]));
    assert!(cpts_perimetre::resolve(&t, &communes(), None).is_ok());
    // One that is in by its EPCI is not in twice.
    let t = repris(&avant, |s| s.add_lieu(Lieu::Commune(code("59122")))).territoire;
    assert_eq!(t.communes, []);
    assert_eq!(t.exclues, [code(GOUZEAUCOURT)]);
    // One from elsewhere is beside it.
    let t = repris(&avant, |s| s.add_lieu(Lieu::Commune(code(BOUCHAIN)))).territoire;
    assert_eq!((t.epci.as_slice(), t.communes.as_slice()), (&[siren(CAMBRAI)][..], &[code(BOUCHAIN)][..]));
    // An EPCI chosen again is in whole, another one beside it.
    let t = repris(&avant, |s| s.add_lieu(Lieu::Epci(siren("200042190")))).territoire;
    assert_eq!(t.epci, [siren(CAMBRAI), siren("200042190")]);
    // A commune taken out, a share: as in the gestures that they were.
    let t = repris(&memoire(|_| ()), |s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.remove_commune("Gouzeaucourt", code(GOUZEAUCOURT));
    });
    assert_eq!(t.territoire.exclues, [code(GOUZEAUCOURT)]);
    let part = Part { commune: code(BOUCHAIN), population: 900, motif: "le bourg".into(), iris: vec![] };
    let t = repris(&avant, |s| s.share(&Partage::Saisie(part.clone()), String::new())).territoire;
    assert_eq!(t.parts, [part]);
}

#[test]
fn what_cannot_be_read_changes_nothing() {
    avec_les_communes(|s| {
        s.set_effectif("infirmier", 2);
        let avant = s.reponses();
        assert_eq!(s.resume("1ZZZZ"), None);
        assert!(s.read_link("1ZZZZ").is_none());
        assert!(matches!(s.ouverture.get_untracked(), Some(Ouverture::Refusee(r)) if r.len() == 1));
        assert_eq!(s.reponses(), avant);
    });
}

/// The text of a link of a project that no version of the simulator makes with its own hands.
fn texte_de(projet: Projet) -> String {
    lien::write(&Dossier { projet, ..Dossier::default() })
}

#[test]
fn what_the_rules_of_today_do_not_know_is_left_out_and_told() {
    let mut professionnels = Table::new();
    professionnels.insert("infirmier".to_owned(), 3);
    professionnels.insert("barbier".to_owned(), 1);
    let mut demarrages = Table::new();
    demarrages.insert(Mission::Parcours, date("2027-06-01"));
    demarrages.insert(Mission::Prevention, date("2020-06-01"));
    demarrages.insert(Mission::AccesAuxSoins, date("2098-06-01"));
    let ligne =
        |poste: &str| LigneBudget { poste: poste.into(), montant: Some(10), ..LigneBudget::default() };
    let projet = Projet {
        version: Version::V1,
        nom: Some("Cambrésis".into()),
        initiateur: Some(Initiateur::Elus),
        professionnels: Some(professionnels),
        territoire: projet_de_cambrai().territoire,
        missions: Some(vec![Mission::Parcours]),
        situation: Situation::Nouvelle,
        signature: Some(date("2027-04-01")),
        vue_le: None,
        hypotheses: Hypotheses {
            atteinte_variable: Pourcent::new(70),
            crise_reconnue: true,
            demarrages,
            millesime: Some(2021),
            budget: Budget { lignes: vec![ligne("locaux"), ligne("perruques")], ..Budget::default() },
        },
    };
    avec_les_communes(|s| {
        let lu = s.read_link(&texte_de(projet.clone())).unwrap();
        assert_eq!(
            lu.inconnus,
            [
                "la profession «\u{a0}barbier\u{a0}»",
                "la ligne de budget «\u{a0}perruques\u{a0}»",
                "une date de démarrage",
                "une date de démarrage"
            ]
        );
        let p = lu.projet;
        assert_eq!(p.professionnels.as_ref().unwrap().iter().count(), 1);
        assert_eq!(p.hypotheses.demarrages.iter().count(), 1);
        assert_eq!(p.hypotheses.budget.lignes, [ligne("locaux")]);
        // The rest is as it was.
        assert_eq!(
            (p.nom, p.initiateur, p.territoire, p.missions, p.situation, p.signature, p.vue_le),
            (
                projet.nom.clone(),
                projet.initiateur,
                projet.territoire.clone(),
                projet.missions.clone(),
                projet.situation,
                projet.signature,
                None
            )
        );
        assert_eq!(p.hypotheses.atteinte_variable, Pourcent::new(70));
        assert!(p.hypotheses.crise_reconnue);
        assert_eq!(p.hypotheses.millesime, Some(2021));
    });
}

#[test]
fn dates_that_no_contract_has_are_left_out_and_told() {
    let signe = |jour: &str| Projet { signature: Some(date(jour)), ..projet_de_cambrai() };
    let sans = |projet: Projet| avec_les_communes(|s| s.read_link(&texte_de(projet)).unwrap());
    let premier = cpts_rules::embedded().formulaire.premier_bareme.unwrap();
    for (jour, connu) in [
        (premier.to_string(), true),
        (premier.plus_months(1).to_string(), true),
        ("2001-01-01".to_owned(), false),
        ("2099-12-31".to_owned(), true),
        ("2100-01-01".to_owned(), false),
    ] {
        let lu = sans(signe(&jour));
        assert_eq!(lu.projet.signature.is_some(), connu, "{jour}");
        assert_eq!(lu.inconnus.contains(&"la date de signature".to_owned()), !connu, "{jour}");
    }
    // A day from which one looks makes sense for a contract that runs.
    let vue = |situation, jour: &str| Projet { situation, vue_le: Some(date(jour)), ..signe("2023-11-23") };
    assert!(sans(vue(Situation::Existante, "2026-06-01")).projet.vue_le.is_some());
    for perdue in [vue(Situation::Nouvelle, "2026-06-01"), vue(Situation::Existante, "2100-06-01")] {
        let lu = sans(perdue);
        assert_eq!((lu.projet.vue_le, lu.inconnus), (None, vec!["le jour d’où regarder".to_owned()]));
    }
}

#[test]
fn a_project_is_opened_and_whoever_asked_is_told() {
    avec_tout(|s| {
        s.set_effectif("infirmier", 2);
        let dit = Rc::new(Cell::new(None));
        let ici = Rc::clone(&dit);
        let projet = Projet {
            nom: Some("Cambrésis".into()),
            territoire: Territoire { communes: vec![code("99999")], ..projet_de_cambrai().territoire },
            ..Projet::default()
        };
        let arrivant = Arrivant {
            projet,
            inconnus: vec!["le futur".into()],
            fait: Some(Rc::new(move |ouvert| ici.set(Some(ouvert)))),
            ..Arrivant::default()
        };
        assert!(s.open(Box::new(arrivant)).is_ok());
        assert_eq!(dit.get(), Some(true));
        let Some(Ouverture::Faite { phrase, pas, apres, remarques }) = s.ouverture.get_untracked() else {
            panic!("opened");
        };
        assert_eq!(phrase, "Projet «\u{a0}Cambrésis\u{a0}» ouvert\u{a0}: 55\u{a0}communes.");
        assert!(pas.is_some());
        assert_eq!(*apres, s.projet.get_untracked());
        assert_eq!(
            remarques,
            [
                "Réponses que cette version du simulateur ne connaît pas, laissées de côté\u{a0}: le futur.",
                "Codes qui ne sont pas ceux d’une commune d’aujourd’hui, laissés de côté\u{a0}: 99999."
            ]
        );
        assert_eq!(s.bilan.with_untracked(|b| b.territoire.communes), 55);
    });
}

#[test]
fn a_project_without_a_name_that_is_already_there_offers_no_way_back() {
    avec_tout(|s| {
        assert!(s.open(Box::new(Arrivant { projet: projet_de_cambrai(), ..Arrivant::default() })).is_ok());
        let encore = Arrivant { projet: projet_de_cambrai(), ..Arrivant::default() };
        assert!(s.open(Box::new(encore)).is_ok());
        let Some(Ouverture::Faite { phrase, pas, .. }) = s.ouverture.get_untracked() else {
            panic!("opened")
        };
        assert_eq!((phrase.as_str(), pas), ("Projet ouvert\u{a0}: 55\u{a0}communes.", None));
        assert_eq!(s.histoire.with_untracked(|h| h.len()), 1);
    });
}

#[test]
fn a_project_that_does_not_hold_together_is_refused_whole() {
    avec_les_communes(|s| {
        let avant = s.reponses();
        let dit = Rc::new(Cell::new(None));
        let ici = Rc::clone(&dit);
        let mut projet = projet_de_cambrai();
        // A share larger than its commune.
        projet.territoire.parts.push(Part {
            commune: code(BOUCHAIN),
            population: 9_000_000,
            motif: "tout".into(),
            iris: vec![],
        });
        let fait: Rc<dyn Fn(bool)> = Rc::new(move |ouvert| ici.set(Some(ouvert)));
        let arrivant = Arrivant { projet, fait: Some(fait), ..Arrivant::default() };
        assert!(s.open(Box::new(arrivant)).is_ok());
        assert_eq!(dit.get(), Some(false));
        assert!(matches!(s.ouverture.get_untracked(), Some(Ouverture::Refusee(r)) if !r.is_empty()));
        assert_eq!(s.reponses(), avant);
        s.close_ouverture();
        assert!(s.ouverture.get_untracked().is_none());
    });
}

#[test]
fn a_project_waits_for_the_communes_and_is_refused_where_they_do_not_come() {
    avec_une_seance(|s| {
        let arrivant = || Box::new(Arrivant { projet: projet_de_cambrai(), ..Arrivant::default() });
        assert!(s.open(arrivant()).is_err());
        s.set_donnees(Venue::EnRoute(10, 20));
        let rendu = s.open(arrivant()).err().unwrap();
        assert_eq!(rendu.projet, projet_de_cambrai());
        assert!(s.ouverture.get_untracked().is_none());
        s.set_donnees(Venue::Manquee("Pas de réseau.".into()));
        assert!(s.open(arrivant()).is_ok());
        let Some(Ouverture::Refusee(refus)) = s.ouverture.get_untracked() else { panic!("refused") };
        assert_eq!(refus[0].probleme, "Les communes ne sont pas disponibles");
        s.set_donnees(Venue::La(communes()));
        assert!(s.open(rendu).is_ok());
        assert_eq!(s.projet.with_untracked(|p| p.territoire.epci.len()), 1);
    });
}

#[test]
fn the_work_of_the_tab_is_brought_to_the_communes_of_today() {
    avec_une_seance(|s| {
        let mut projet = projet_de_cambrai();
        // Lomme, now a part of Lille, and a code of none.
        projet.territoire.communes = vec![code("59355"), code("99999")];
        s.resume(&texte_de(projet)).unwrap();
        let rendu = s.adopt(vec!["le futur".into()]).err().unwrap();
        assert_eq!(rendu, ["le futur"], "the communes are not there");
        s.set_donnees(Venue::La(communes()));
        assert!(s.adopt(rendu).is_ok());
        assert_eq!(s.projet.with_untracked(|p| p.territoire.communes.clone()), [code("59350")]);
        let Some(Ouverture::Faite { phrase, pas: None, remarques, .. }) = s.ouverture.get_untracked() else {
            panic!("told");
        };
        assert_eq!(phrase, "Votre travail d’avant est revenu.");
        assert_eq!(remarques.len(), 3);
        assert!(remarques[1].contains("59355 Lomme (aujourd’hui Lille)"), "{}", remarques[1]);
        assert!(s.last(true).is_none());
    });
    avec_les_communes(|s| {
        s.resume(&texte_de(projet_de_cambrai())).unwrap();
        assert!(s.adopt(Vec::new()).is_ok());
        assert!(s.ouverture.get_untracked().is_none(), "nothing was left out: nothing is told");
    });
}

#[test]
fn long_lists_of_what_is_unknown_are_cut() {
    avec_les_communes(|s| {
        let inconnus: Vec<String> = (0..12).map(|n| format!("r{n}")).collect();
        let arrivant = Arrivant { projet: projet_de_cambrai(), inconnus, ..Arrivant::default() };
        assert!(s.open(Box::new(arrivant)).is_ok());
        let Some(Ouverture::Faite { remarques, .. }) = s.ouverture.get_untracked() else { panic!("opened") };
        assert!(remarques[0].ends_with("r8, r9…"), "{}", remarques[0]);
    });
}

#[test]
fn perimeters_put_aside_come_with_the_link_that_has_some() {
    let (avec, sans) = avec_les_communes(|s| {
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.keep_perimetre();
        s.add_lieu(Lieu::Commune(code(BOUCHAIN)));
        s.name_perimetre(cpts_perimetre::comparaison::Lettre::A, "Sans Bouchain");
        let r = s.reponses();
        (liens::text(&r.projet, Some(&r.gardes), jour()), liens::text(&r.projet, None, jour()))
    });
    avec_les_communes(|s| {
        let lu = s.read_link(&avec).unwrap();
        assert!(s.open(Box::new(lu)).is_ok());
        assert_eq!(s.gardes.with_untracked(|g| g.autres().len()), 1);
        // One that has none leaves those that are there.
        let lu = s.read_link(&sans).unwrap();
        assert_eq!(lu.gardes, None);
        assert!(s.open(Box::new(lu)).is_ok());
        assert_eq!(s.gardes.with_untracked(|g| g.autres().len()), 1);
        s.travel(true);
        s.travel(true);
        assert_eq!(s.gardes.get_untracked(), Gardes::default());
    });
}

#[test]
fn iris_that_are_no_more_are_told_and_counted_as_written() {
    avec_tout(|s| {
        let mut projet = projet_de_cambrai();
        projet.territoire.parts.push(Part {
            commune: code("59350"),
            population: 5_000,
            motif: "un quartier".into(),
            iris: vec!["593509999".parse().unwrap()],
        });
        assert!(s.open(Box::new(Arrivant { projet, ..Arrivant::default() })).is_ok());
        let pas = s.histoire.with_untracked(|h| h.len());
        s.set_iris(iris());
        let Some(Ouverture::Faite { remarques, apres, .. }) = s.ouverture.get_untracked() else {
            panic!("opened")
        };
        assert_eq!(remarques.len(), 1, "told with the rest of what was opened");
        assert!(remarques[0].starts_with("Lille\u{a0}: des IRIS"), "{}", remarques[0]);
        assert_eq!(*apres, s.projet.get_untracked(), "its opening stays in sight");
        assert!(s.projet.with_untracked(|p| p.territoire.parts[0].iris.is_empty()));
        assert_eq!(s.histoire.with_untracked(|h| h.len()), pas, "nobody's gesture");
        // With its way back.
        s.close_and_take_back();
        assert!(s.projet.with_untracked(|p| p.territoire.parts.is_empty()));
    });
    // Of work that was there before, it is told apart.
    avec_tout(|s| {
        s.set_iris(iris());
        s.resume(&texte_de(Projet {
            territoire: Territoire {
                parts: vec![Part {
                    commune: code("59350"),
                    population: 5_000,
                    motif: "un quartier".into(),
                    iris: vec!["593509999".parse().unwrap()],
                }],
                ..Territoire::default()
            },
            ..Projet::default()
        }))
        .unwrap();
        s.set_iris(iris());
        assert!(s.souvenir.get_untracked().is_some_and(|phrase| phrase.starts_with("Lille")));
        s.set_souvenir(None);
        assert!(s.souvenir.get_untracked().is_none());
    });
}
