//! The list of what is not proved: nothing of the files is forgotten, each place is the right one.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cpts_rules::{AProuver, Rules, Statut, Taille, dossier, embedded};
use toml::{Table, Value};

/// The files that hold figures; the others hold words.
const FICHIERS: [&str; 14] = [
    "fonctionnement.toml",
    "missions/acces-aux-soins.toml",
    "missions/accompagnement.toml",
    "missions/crise-sanitaire.toml",
    "missions/parcours.toml",
    "missions/prevention.toml",
    "missions/qualite.toml",
    "versements.toml",
    "coordination.toml",
    "budget.toml",
    "tailles.toml",
    "textes.toml",
    "pass.toml",
    "controles.toml",
];

fn rules_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules")
}

/// File, key and statut of every figure of the folder that is not proved.
fn written(dir: &Path) -> BTreeSet<(String, String, String)> {
    let mut liste = BTreeSet::new();
    for fichier in FICHIERS {
        let table: Table = fs::read_to_string(dir.join(fichier)).unwrap().parse().unwrap();
        walk(fichier, "", &Value::Table(table), &mut liste);
    }
    liste
}

fn walk(fichier: &str, ici: &str, valeur: &Value, liste: &mut BTreeSet<(String, String, String)>) {
    match valeur {
        Value::Table(table) => {
            let statut = table.get("statut").and_then(Value::as_str).unwrap_or("publie");
            // What a mission is and whether the variable part counts are no numbers; a line of a
            // budget without an amount is left to each; other texts set no figure.
            let chiffre = match ici.split(['[', ' ']).next().unwrap() {
                "nature" => false,
                "variable" => !fichier.starts_with("budget"),
                "poste" => table.contains_key("montant"),
                "texte" => table.get("bareme").and_then(Value::as_bool) == Some(true),
                _ => true,
            };
            if chiffre && !Statut::from_id(statut).unwrap().est_etabli() {
                liste.insert((fichier.to_owned(), ici.to_owned(), statut.to_owned()));
            }
            for (cle, v) in table {
                let la = if ici.is_empty() { cle.clone() } else { format!("{ici}.{cle}") };
                walk(fichier, &la, v, liste);
            }
        }
        Value::Array(entrees) => {
            for (i, v) in entrees.iter().enumerate() {
                let nom = ["id", "titre"].iter().find_map(|cle| v.get(cle)?.as_str());
                let la = nom.map_or_else(|| format!("{ici}[{i}]"), |nom| format!("{ici} \"{nom}\""));
                walk(fichier, &la, v, liste);
            }
        }
        _ => {}
    }
}

fn listed(rules: &Rules) -> BTreeSet<(String, String, String)> {
    let liste = rules.a_prouver();
    let places: BTreeSet<_> =
        liste.iter().map(|f| (f.fichier.to_owned(), f.cle.clone(), f.statut.id().to_owned())).collect();
    assert_eq!(places.len(), liste.len(), "a place is listed twice");
    places
}

fn find(fichier: &str, cle: &str) -> AProuver {
    let liste = embedded().a_prouver();
    liste.into_iter().find(|f| f.fichier == fichier && f.cle == cle).unwrap_or_else(|| panic!("{cle}"))
}

#[test]
fn every_figure_of_the_files_that_is_not_proved_is_listed_with_its_place() {
    assert_eq!(listed(embedded()), written(&rules_dir()));
}

/// The kinds that the rules of today have proved: changed in a copy, they are listed too.
#[test]
fn a_figure_of_any_kind_that_is_proved_no_more_is_listed() {
    let copie = std::env::temp_dir().join(format!("cpts-a-prouver-{}", std::process::id()));
    for dossier in ["missions", "regions"] {
        fs::create_dir_all(copie.join(dossier)).unwrap();
        for entree in fs::read_dir(rules_dir().join(dossier)).unwrap() {
            let entree = entree.unwrap();
            fs::copy(entree.path(), copie.join(dossier).join(entree.file_name())).unwrap();
        }
    }
    for entree in fs::read_dir(rules_dir()).unwrap() {
        let entree = entree.unwrap();
        if entree.file_type().unwrap().is_file() {
            fs::copy(entree.path(), copie.join(entree.file_name())).unwrap();
        }
    }
    for (fichier, avant, apres) in [
        (
            "pass.toml",
            "montant    = 48_060\nstatut     = \"publie\"",
            "montant = 48_060\nstatut = \"estime\"",
        ),
        (
            "budget.toml",
            "aide   = \"Obligatoire à partir",
            "montant = 3_000\naide   = \"Obligatoire à partir",
        ),
        (
            "budget.toml",
            "sources = []\n\n[[poste]]\nid     = \"assurance\"",
            "sources = [\"fcpts\"]\n\n[[poste]]\nid     = \"assurance\"",
        ),
        (
            "controles.toml",
            "montant    = 135_000\nstatut     = \"calcule\"",
            "montant    = 135_000\nentre = [130_000, 140_000]\nstatut     = \"estime\"",
        ),
    ] {
        let chemin = copie.join(fichier);
        let texte = fs::read_to_string(&chemin).unwrap();
        assert!(texte.contains(avant), "{fichier} : « {avant} » n'y est plus");
        fs::write(chemin, texte.replacen(avant, apres, 1)).unwrap();
    }
    let rules = dossier::load(&copie).unwrap_or_else(|d| panic!("{d:?}"));
    let (dit, ecrit) = (listed(&rules), written(&copie));
    fs::remove_dir_all(&copie).unwrap();
    assert_eq!(dit, ecrit);
    assert_eq!(dit.len(), listed(embedded()).len() + 3);
}

#[test]
fn the_figures_on_which_most_euros_hang_come_first() {
    let liste = embedded().a_prouver();
    let enjeux: Vec<Option<u32>> = liste.iter().map(|f| f.en_jeu).collect();
    assert!(enjeux.is_sorted_by(|a, b| a >= b), "{enjeux:?}");
    assert!(enjeux[0] > enjeux[enjeux.len() - 1]);
    for f in &liste {
        assert!(!f.preuve.is_empty(), "{} {} : rien ne dit ce qui le prouverait", f.fichier, f.cle);
        assert!(!f.quoi.is_empty() && f.grandeurs.iter().all(|g| g.entre.is_none_or(|e| e.min < e.max)));
    }
}

#[test]
fn what_hangs_on_a_figure_is_what_its_total_can_be_else_how_it_splits() {
    let parcours = find("missions/parcours.toml", "financement[1].T2");
    assert_eq!((parcours.en_jeu, parcours.taille), (Some(10_000), Some(Taille::T2)));
    let noms: Vec<_> = parcours.grandeurs.iter().map(|g| (g.nom, g.valeur)).collect();
    assert_eq!(noms, [("total", 70_000), ("fixe", 35_000), ("variable", 35_000)]);
    // Its fixed part has wider bounds: they hold the doubt on the split as well.
    let acces = find("missions/acces-aux-soins.toml", "financement[1].T2");
    assert_eq!((acces.en_jeu, acces.grandeurs[1].entre.unwrap().max), (Some(5_000), 77_500));
    // The total is published: only the split hangs.
    let acces = find("missions/acces-aux-soins.toml", "financement[1].T1");
    assert_eq!((acces.en_jeu, acces.grandeurs[0].entre), (Some(2_500), None));
    // Proved every year but the first one: a figure of its own.
    let plan = find("missions/crise-sanitaire.toml", "financement[0].T3.premiere_annee");
    assert_eq!(
        (plan.en_jeu, plan.quoi.as_str()),
        (Some(25_000), "Crises sanitaires, plan, Taille 3, la première année")
    );
    // Money in time, euros an hour, a threshold: nobody knows how many euros a year.
    for (fichier, cle) in [
        ("versements.toml", "variable_delai.valeurs[0]"),
        ("budget.toml", "taux.valeurs[0]"),
        ("tailles.toml", "paliers[0].T3"),
    ] {
        assert_eq!(find(fichier, cle).en_jeu, None, "{cle}");
    }
}
