//! What the session answers to the questions that the interface puts to it, compared as text: figures of
//! real places, in the words that a person reads.
//!
//! `CPTS_LECTURES=write cargo test --package cpts-seance` writes `lectures.txt` anew.

#![allow(clippy::unwrap_used)]

mod commun;

use std::path::Path;

use commun::*;
use cpts_core::{Part, Projet, tresorerie};
use cpts_perimetre::comparaison::Lettre;
use cpts_perimetre::liste::Lieu;
use cpts_rules::{Sens, Situation};
use cpts_seance::gestes::territoire::Partage;
use cpts_seance::lectures::propositions::{Hote, groups, phrase_du_compte};
use cpts_seance::lectures::{
    budget, carte, comparaison, echeancier, echelle, et_si, parts, reunion, revue, territoire, versements,
};
use cpts_seance::quoi::Champ;
use cpts_seance::{Lecteurs, Seance, format};

struct Cahier(String);

impl Cahier {
    fn titre(&mut self, titre: &str) {
        self.0.push_str(&format!("\n# {titre}\n"));
    }

    fn ligne(&mut self, ligne: &str) {
        self.0.push_str(ligne.trim_end_matches('\n'));
        self.0.push('\n');
    }
}

/// What a search shows.
fn recherche(c: &mut Cahier, s: Seance, texte: &str, hote: &Hote) {
    c.titre(&format!("recherche « {texte} »"));
    let groupes = s.projet.with_untracked(|p| s.with_territory(|t| groups(t, p, hote, texte)).unwrap());
    c.ligne(&phrase_du_compte(&groupes, s));
    for groupe in &groupes {
        c.ligne(&format!("{}{}", groupe.titre, if groupe.postal() { " (postal)" } else { "" }));
        for p in groupe.propositions.iter().take(3) {
            let touche = &p.nom[p.touche.0..p.touche.1];
            c.ligne(&format!(
                "- {} [{touche}] | {}{}{} | {} | {:?} | {} {}",
                p.nom, p.avant, p.mot, p.apres, p.suite, p.population, p.balise, p.deja
            ));
        }
    }
}

#[test]
fn what_the_session_answers() {
    let mut c = Cahier(String::new());
    let rien = Hote { region: None, departement: None };
    avec_une_seance(|s| {
        c.titre("avant les communes");
        c.ligne(&phrase_du_compte(&[], s));
        c.ligne(&format!("{:?}", territoire::nom_de(s, code(BOUCHAIN))));
    });
    avec_tout(|s| {
        for (texte, hote) in [
            ("cambrai", &rien),
            ("59400", &rien),
            ("01100", &rien),
            ("lomme", &rien),
            ("zzzz", &rien),
            ("saint-denis", &rien),
            ("saint-denis", &Hote { region: Some("La Réunion".into()), departement: None }),
            ("saint-denis", &Hote { region: None, departement: Some("30".parse().unwrap()) }),
            ("saint-denis", &Hote { region: Some("04".into()), departement: None }),
        ] {
            recherche(&mut c, s, texte, hote);
        }
        c.titre("rien de choisi");
        c.ligne(&territoire::nom_du_territoire(s));
        c.ligne(&s.phrase_du_bilan());
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        recherche(&mut c, s, "gouzeaucourt", &rien);
        recherche(&mut c, s, "solesmes", &rien);

        c.titre("noms d’un territoire");
        let mut nomme = |s: Seance| {
            c.ligne(&territoire::nom_du_territoire(s));
            c.ligne(&s.phrase_du_bilan());
            c.ligne(&s.bilan.with_untracked(territoire::marge));
        };
        nomme(s);
        s.add_lieu(Lieu::Commune(code(BOUCHAIN)));
        nomme(s);
        s.remove_commune("Bouchain", code(BOUCHAIN));
        s.add_lieu(Lieu::Epci(siren("200042190")));
        nomme(s);
        s.remove_epci("", siren(CAMBRAI));
        s.remove_epci("", siren("200042190"));
        s.add_lieu(Lieu::Commune(code(BOUCHAIN)));
        nomme(s);
        s.add_lieu(Lieu::Commune(code("59122")));
        nomme(s);
        s.set_nom("Mon projet".into());
        nomme(s);
        s.set_nom(String::new());
    });

    avec_tout(|s| {
        c.titre("carte");
        for (codes, dits) in [
            (vec![], vec![GOUZEAUCOURT, "99999"]),
            (vec!["75056"], vec!["75113", "75056"]),
            (vec!["75113"], vec!["75113", "75056"]),
            (vec![GOUZEAUCOURT], vec![GOUZEAUCOURT, "97701"]),
        ] {
            s.open(Box::default()).ok();
            for commune in &codes {
                s.add_lieu(Lieu::Commune(code(commune)));
            }
            for dit in dits {
                c.ligne(&format!("{codes:?}, {dit} : {:?}", carte::describe(s, code(dit))));
            }
        }
        s.share(
            &Partage::Saisie(Part {
                commune: code(GOUZEAUCOURT),
                population: 500,
                motif: "le bourg".into(),
                iris: Vec::new(),
            }),
            String::new(),
        );
        c.ligne(&format!("une part : {:?}", carte::describe(s, code(GOUZEAUCOURT))));
        let (nom, communes) = carte::names(s, "75".parse().unwrap());
        c.ligne(&format!("{nom}, {} lignes, {:?}", communes.lines().count(), communes.lines().nth(13)));
        s.with_territory(|t| {
            let la = |code_: &str| carte::has_contour(&t.commune(code(code_)).unwrap());
            c.ligne(&format!("contours : {} {} {}", la(BOUCHAIN), la("97411"), la("97701")));
        });
        s.toggle_on_map(code(GOUZEAUCOURT));
        c.ligne(&format!("{:?}", s.projet.with_untracked(|p| p.territoire.clone())));
        // A city that is in whole gives its arrondissements when one of them is taken out.
        s.open(Box::default()).ok();
        s.add_lieu(Lieu::Commune(code("75056")));
        c.ligne(&format!("{:?}", s.toggle_on_map(code("75113"))));
        c.ligne(&format!("{:?}", s.projet.with_untracked(|p| p.territoire.communes.len())));
    });

    avec_tout(|s| {
        c.titre("périmètres côte à côte");
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.keep_perimetre();
        s.add_lieu(Lieu::Commune(code(BOUCHAIN)));
        s.keep_perimetre();
        s.remove_commune("", code(GOUZEAUCOURT));
        let mut table = |s: Seance| {
            let colonnes = comparaison::colonnes(s);
            let noms = reunion::noms(s, &colonnes);
            for (colonne, nom) in colonnes.iter().zip(noms) {
                let totaux = colonne.bilan.financement.as_ref().unwrap().totaux;
                let (fixe, maximum) = (comparaison::fixe(&totaux), comparaison::maximum(&totaux));
                let deux = comparaison::fixe(&totaux).plus(comparaison::maximum(&totaux));
                c.ligne(&format!(
                    "{}{} {} | {nom} | {} {} {:?} {:?} | {} {:?}",
                    colonne.lettre.mot(),
                    if colonne.courant { "*" } else { "" },
                    colonne.nom,
                    fixe.montant,
                    maximum.montant,
                    maximum.entre,
                    maximum.statut,
                    deux.montant,
                    deux.entre,
                ));
            }
        };
        table(s);
        s.add_lieu(Lieu::Commune(code("59122")));
        s.add_lieu(Lieu::Commune(code("59350")));
        s.remove_commune("", code("59139"));
        s.name_perimetre(Lettre::A, "Le premier");
        table(s);
        c.ligne(comparaison::verse(true));
        c.ligne(comparaison::verse(false));
    });

    avec_tout(|s| {
        c.titre("et si");
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        s.follow_et_si();
        c.ligne(&format!("personne ne regarde : {}", s.et_si.with_untracked(|e| e.is_none())));
        s.look_at_et_si(Lecteurs { section: true, ..Lecteurs::default() });
        s.follow_et_si();
        c.ligne(&format!("sans voisinage : {}", s.et_si.with_untracked(|e| e.is_none())));
        s.set_adjacence(adjacence());
        s.follow_et_si();
        c.ligne(&format!("ajouts : {}", et_si::with(s, |e| e.ajouts.len())));
        c.ligne(&format!("bascules : {:?}", et_si::bascules(s)));
        c.ligne(&format!("{:?}", s.et_si_vu.get_untracked()));
        c.ligne(&format!("contigu : {:?}", s.bilan.with_untracked(|b| b.territoire.contigu)));
    });

    avec_tout(|s| {
        c.titre("budget");
        let rouge = |s: Seance| {
            let tresorerie = s.projet.with_untracked(|p| {
                s.bilan.with_untracked(|b| tresorerie(p, b.financement.as_ref(), s.rules()))
            });
            tresorerie.as_ref().map_or_else(String::new, budget::phrase_du_rouge)
        };
        s.add_lieu(Lieu::Epci(siren("243500667")));
        c.ligne(&rouge(s));
        for (brut, quotite) in [(45_000, 100), (60_000, 100), (60_000, 300), (90_000, 400)] {
            s.set_nombre(Champ::Brut, Some(brut));
            s.set_nombre(Champ::Quotite, Some(quotite));
            c.ligne(&format!("{brut} à {quotite} % : {}", rouge(s)));
        }
        let locaux = s.rules().budget.postes.iter().find(|p| p.id == "locaux").unwrap();
        c.ligne(&format!("{:?}", budget::ligne_de(s, locaux, None)));
        s.set_montant(locaux, None, Some(700));
        c.ligne(&format!("{:?}", budget::ligne_de(s, locaux, None)));
        c.ligne(&format!("{:?}", s.add_ligne(Sens::Recette)));
        c.ligne(&format!("{:?}", budget::ligne_de(s, locaux, Some(1))));

        c.titre("versements");
        s.bilan.with_untracked(|b| {
            for m in versements::moments(&b.financement.as_ref().unwrap().echeancier) {
                c.ligne(&format!(
                    "{} {} {:?} {:?} {} {} {}",
                    m.date, m.montant, m.statut, m.demarrages, m.signature, m.annee, m.variable
                ));
            }
        });
        for (annee, en_cours) in [(1, false), (2, false), (1, true), (2, true)] {
            c.ligne(echeancier::rang_de_l_annee(annee, en_cours));
        }

        c.titre("échelle");
        s.bilan.with_untracked(|b| {
            let taille = b.taille.unwrap();
            c.ligne(&echelle::phrase_du_palier(&taille));
            c.ligne(&echelle::phrase_de_marge(&taille, b.territoire.population));
            c.ligne(&format!("{:?}", territoire::plus_proche(&taille)));
            for (basse, haute) in
                [(Some(3), Some(5)), (Some(5), Some(3)), (None, Some(4)), (Some(6), None), (None, None)]
            {
                let autre = cpts_core::BilanTaille { marge_basse: basse, marge_haute: haute, ..taille };
                c.ligne(&format!(
                    "{:?} {}",
                    territoire::plus_proche(&autre),
                    echelle::phrase_de_marge(&autre, 10)
                ));
            }
        });
        for (min, max) in [(0, Some(39_999)), (80_000, Some(175_000)), (175_001, None)] {
            c.ligne(&echelle::bornes(min, max));
        }
        c.ligne(&echelle::fin_de_l_echelle(s.rules().tailles.at(s.date_des_regles())).to_string());
    });

    avec_tout(|s| {
        c.titre("parts et revue");
        s.set_iris(iris());
        let premiers = s.with_territory(|t| {
            let lille = t.commune(code("59350")).unwrap();
            s.iris
                .with_untracked(|i| i.la().unwrap().of(lille.index).iter().take(3).map(|i| i.code).collect())
        });
        s.share(&Partage::Iris(code("59350"), premiers.unwrap(), "3 IRIS".into()), "Une partie.".into());
        s.perimetre.with_untracked(|p| {
            for commune in &p.communes {
                c.ligne(&format!(
                    "{} {:?} {:?}",
                    commune.nom,
                    commune.population,
                    commune.part.as_ref().map(|n| parts::origine(s, n.nature))
                ));
            }
        });
        s.with_territory(|t| {
            let commune = t.commune(code(BOUCHAIN)).unwrap();
            c.ligne(&revue::departement(t, &commune));
            let la = s.projet.get_untracked().territoire;
            c.ligne(&format!(
                "{} {}",
                revue::contains(&la, t, Lieu::Commune(code(BOUCHAIN))),
                revue::contains(&la, t, Lieu::Epci(siren(CAMBRAI)))
            ));
        });
        c.ligne(&revue::population(Some(1_234)));
        c.ligne(&revue::population(None));

        c.titre("ce qui se demande");
        s.add_lieu(Lieu::Epci(siren(CAMBRAI)));
        c.ligne(&format!("{} {:?} {} {}", s.date_des_regles(), s.depart(), s.en_cours(), s.has_adjacence()));
        s.set_situation(Situation::Existante);
        s.set_signature(Some("2023-11-23".parse().unwrap()));
        c.ligne(&format!(
            "{} {:?} {} {:?}",
            s.date_des_regles(),
            s.depart(),
            s.en_cours(),
            s.cle_des_regles()
        ));
        c.ligne(&format!("{:?}", s.with_adjacence(|_| ())));
        s.set_adjacence(adjacence());
        c.ligne(&format!("{:?} {}", s.with_adjacence(|_| ()), s.has_adjacence()));
        c.ligne(&format!(
            "{:?}",
            s.ailleurs(&Projet::default().territoire).map(|(p, b)| (p.communes.len(), b.taille))
        ));
    });

    c.titre("mots");
    for n in [0u64, 1, 999, 1_000, 1_001] {
        c.ligne(&format!("{} {}", format::pour_cent(n, 1_000), format::pour_cent(n, 0)));
    }
    for mois in 0..=13 {
        c.ligne(&format!("{} {}", format::mois_de(2027, mois), format::mois_court_de(mois)));
    }

    let texte = c.0.trim_start().replace('\u{a0}', "\u{b7}");
    let chemin = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lectures.txt");
    if std::env::var_os("CPTS_LECTURES").is_some_and(|v| v == "write") {
        std::fs::write(&chemin, &texte).unwrap();
    }
    let garde = std::fs::read_to_string(&chemin).unwrap_or_default();
    assert_eq!(
        texte, garde,
        "the session answers otherwise: run `CPTS_LECTURES=write cargo test --package cpts-seance` and read lectures.txt"
    );
}
