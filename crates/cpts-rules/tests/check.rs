//! The rules of the repository are right, and each slip gets its message.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cpts_rules::dossier;
use cpts_rules::source::Gravite;
use cpts_rules::{
    Date, NaturePoste, Ou, Poste, Taille, embedded, embedded_aide, embedded_documents, nombre_de_questions,
};

fn rules_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules")
}

fn day(texte: &str) -> Date {
    texte.parse().unwrap()
}

#[test]
fn nothing_is_to_be_said_of_the_rules_of_the_repository() {
    let diagnostics = dossier::check(&rules_dir(), None);
    let messages: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(messages.is_empty(), "{}", messages.join("\n"));
}

#[test]
fn what_is_compiled_in_is_what_the_files_say() {
    let toutes = dossier::load_all(&rules_dir()).unwrap();
    assert_eq!(&toutes.rules, embedded());
    assert_eq!((&toutes.documents, &toutes.aide), (embedded_documents(), embedded_aide()));
}

/// Only a document of a site may be older than a part of the rules.
#[test]
fn the_files_of_the_repository_say_what_becomes_of_a_running_contract() {
    let dir = std::env::temp_dir().join(format!("cpts-rules-{}-contrat", std::process::id()));
    copy_tree(&rules_dir(), &dir);
    let versements = dir.join("versements.toml");
    let text = fs::read_to_string(&versements).unwrap();
    let (before, rest) = text.split_once("[renouvellement]").unwrap();
    let (_, after) = rest.split_once("[fonctionnement_signature]").unwrap();
    fs::write(&versements, [before, "[fonctionnement_signature]", after].concat()).unwrap();
    let eligibilite = dir.join("eligibilite.toml");
    let text = fs::read_to_string(&eligibilite).unwrap();
    fs::write(&eligibilite, text.replace("id = \"anniversaire\"", "id = \"anniversaires\"")).unwrap();
    let messages: Vec<String> = dossier::check(&dir, None).iter().map(ToString::to_string).collect();
    fs::remove_dir_all(&dir).unwrap();
    for expected in [
        "rules/versements.toml : renouvellement : partie manquante\n  aide : écrivez une partie [renouvellement]",
        "rules/versements.toml : avenant_en_cours : partie manquante\n  aide : écrivez une partie [avenant_en_cours]",
        "rules/eligibilite.toml : constat : « anniversaire » : issue « prochain » manquante\n  aide : écrivez son niveau, son titre, son explication et son action",
    ] {
        assert!(messages.iter().any(|m| m == expected), "{expected}\n{}", messages.join("\n"));
    }
}

#[test]
fn with_a_date_the_files_to_check_again_are_listed() {
    let diagnostics = dossier::check(&rules_dir(), Some(day("2027-02-01")));
    let files: Vec<&str> = diagnostics.iter().map(|d| d.fichier.as_str()).collect();
    assert!(files.contains(&"tailles.toml") && files.contains(&"missions/parcours.toml"), "{files:?}");
    assert!(!files.contains(&"professions.toml"), "{files:?}");
    assert!(diagnostics.iter().all(|d| d.gravite == Gravite::Avertissement));
    assert!(diagnostics[0].to_string().contains("2027-01-31"));
}

#[test]
fn the_value_in_force_is_the_one_of_the_day() {
    let rules = embedded();

    let total = |date: &str| {
        rules.valeur_at(Poste::AccesAuxSoins, day(date)).and_then(|v| v.par_taille[2]).map(|m| m.total)
    };
    assert_eq!(total("2019-08-24"), None);
    assert_eq!(total("2019-08-25"), Some(120_000));
    assert_eq!(total("2022-03-30"), Some(120_000));
    assert_eq!(total("2022-03-31"), Some(125_000));
    assert_eq!(rules.texte_at(day("2022-03-30")).unwrap().id, "aci-2019");
    assert_eq!(rules.texte_at(day("2027-04-01")).unwrap().id, "aci-2022-avenant-2");
    assert_eq!(rules.poste(Poste::CriseSanitaire).nature_at(day("2020-01-01")), None);
    assert_eq!(rules.pass(2026).unwrap().montant, 48_060);
    assert_eq!(rules.coordination.cout(day("2027-01-01")), 53_960);
    let paliers = rules.tailles.at(day("2027-01-01")).paliers;
    assert_eq!((paliers[2].taille, paliers[2].min, paliers[2].max), (Taille::T3, 80_000, Some(175_000)));
}

#[test]
fn what_a_room_is_told_takes_its_figures_from_the_parameters() {
    let rules = embedded();
    let texte = |id: &str| {
        let dit = rules.reunion.iter().find(|a| a.id == id).unwrap();
        dit.texte_at(&rules.versements, day("2027-04-01"))
    };
    assert_eq!(texte("au-demarrage"), "75\u{a0}% de son volet fixe, au prorata de l’année.");
    assert!(texte("contrat").ends_with("pour 5 ans."), "{}", texte("contrat"));
    for a in rules.reunion {
        assert!(!texte(a.id).contains(['{', '}']), "{}", texte(a.id));
        // Each screen is of figures of time and shares: amounts are for those who do not hide them.
        assert!(!texte(a.id).contains('€'), "{}", texte(a.id));
    }
}

#[test]
fn the_texts_stay_light_enough_for_a_browser() {
    let mut bytes = 0;
    let mut count = |texte: &str| bytes += texte.len();
    let rules = embedded();
    for i in rules.issues {
        [i.titre, i.explication, i.action].into_iter().for_each(&mut count);
    }
    for s in rules.sources {
        [s.id.0, s.titre, s.auteur, s.note, s.url.unwrap_or_default()].into_iter().for_each(&mut count);
    }
    for l in rules.lectures {
        [l.lu, l.reponse, l.action].into_iter().for_each(&mut count);
    }
    for a in rules.reunion {
        [a.titre, a.texte].into_iter().for_each(&mut count);
    }
    for e in rules.procedure {
        [e.titre, e.explication, e.delai].into_iter().for_each(&mut count);
    }
    for p in &rules.formulaire.postes {
        [p.titre, p.titre_court, p.description].into_iter().for_each(&mut count);
    }
    for m in rules.montants.into_iter().flatten().flat_map(|v| v.par_taille).flatten() {
        count(m.note);
    }
    for s in rules.sommes {
        count(s.titre);
    }
    for p in rules.formulaire.professions {
        [p.id, p.nom, p.pluriel, p.articles].into_iter().for_each(&mut count);
    }
    for e in rules.regions.iter().flat_map(|r| r.etapes) {
        count(e.texte);
    }
    assert!(bytes < 60_000, "{bytes} octets de textes");
}

/// Each file of `bad/` makes one slip in a copy of the rules. Its head says where and what:
/// `fichier`, `remplacer` and `par` for the slip, then what the diagnostic must say.
#[test]
fn each_slip_gets_its_diagnostic() {
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut cases: Vec<PathBuf> = fs::read_dir(&bad).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 20, "{} cases", cases.len());
    let mut failures = Vec::new();
    for case in cases {
        let name = case.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&case).unwrap();
        let slip = Slip::parse(&text);
        let copy = std::env::temp_dir().join(format!("cpts-rules-{}-{name}", std::process::id()));
        copy_tree(&rules_dir(), &copy);
        slip.apply(&copy, &name);
        let messages: Vec<String> = dossier::check(&copy, None).iter().map(ToString::to_string).collect();
        fs::remove_dir_all(&copy).unwrap();
        let expected = slip.expected.join("\n");
        if !messages.contains(&expected) {
            failures.push(format!(
                "{name}: expected\n{expected}\nbut the checker says\n{}\n",
                messages.join("\n")
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What a case of `bad/` changes, and what is expected.
struct Slip {
    head: BTreeMap<String, String>,
    expected: Vec<String>,
}

impl Slip {
    fn parse(text: &str) -> Self {
        let mut head = BTreeMap::new();
        let mut expected = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let line = line.strip_prefix("# ").unwrap_or(line);
            if let Some((key, value)) = ["fichier", "remplacer", "par", "supprimer", "ajouter"]
                .iter()
                .find_map(|key| Some((*key, line.strip_prefix(key)?.strip_prefix(" = ").or(Some(""))?)))
                .filter(|(key, _)| line.starts_with(&format!("{key} =")))
            {
                head.insert(key.to_owned(), value.replace("\\n", "\n"));
            } else {
                expected.push(line.to_owned());
            }
        }
        Self { head, expected }
    }

    fn apply(&self, dir: &Path, name: &str) {
        let file = dir.join(&self.head["fichier"]);
        if self.head.contains_key("supprimer") {
            return fs::remove_file(file).unwrap();
        }
        let text = fs::read_to_string(&file).unwrap();
        let changed = match (self.head.get("remplacer"), self.head.get("ajouter")) {
            (Some(old), _) => {
                assert!(text.contains(old.as_str()), "{name}: « {old} » is not in the file");
                text.replacen(old.as_str(), self.head.get("par").map_or("", String::as_str), 1)
            }
            (None, Some(end)) => format!("{text}\n{end}\n"),
            (None, None) => panic!("{name}: no slip"),
        };
        fs::write(file, changed).unwrap();
    }
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The questions that people ask, and that have an answer with a source: each has its entry.
const QUESTIONS: [&str; 31] = [
    "territoire-possible",
    "commune-deja-couverte",
    "commune-coupee",
    "deux-departements",
    "minimum",
    "juste-sous-un-seuil",
    "saison",
    "deux-missions",
    "mission-impossible",
    "premiere-annee",
    "avant-le-contrat",
    "cout-coordination",
    "qui-emploie",
    "paye-pour-les-reunions",
    "interet-personnel",
    "association",
    "qui-signe",
    "duree",
    "maison-de-sante",
    "hopital-mairie",
    "adhesion",
    "changer-de-territoire",
    "impots",
    "controle",
    "outre-mer",
    "plan-100-cpts",
    "ma-convention",
    "pharmacien",
    "resiliation",
    "plan-de-crise",
    "lourdeur",
];

#[test]
fn every_question_that_has_a_source_is_answered() {
    let aide = embedded_aide();
    for id in QUESTIONS {
        assert!(aide.questions.iter().any(|q| q.id == id), "{id}");
    }
    assert_eq!(aide.questions.len(), QUESTIONS.len());
    for ou in Ou::TOUS {
        let combien = aide.questions.iter().filter(|q| q.ou == *ou).count();
        assert_eq!(usize::from(nombre_de_questions(*ou)), combien);
        assert!(combien > 0, "{}", ou.id());
    }
    let sigles: Vec<&str> = aide.termes.iter().map(|t| t.sigle).collect();
    assert_eq!(sigles, cpts_rules::sigles());
    for q in aide.questions {
        assert!(q.question.ends_with('?'), "{}", q.question);
        assert!(q.sources.iter().all(|id| embedded().source(*id).is_some()));
    }
}

#[test]
fn the_help_says_the_figures_of_the_other_rules() {
    let rules = embedded();
    let dit = |id: &str, date: &str| {
        let q = embedded_aide().questions.iter().find(|q| q.id == id).unwrap();
        q.reponse_at(rules, day(date)).replace('\u{a0}', " ")
    };
    assert!(
        dit("cout-coordination", "2027-04-01")
            .contains("38 000 € brut par an à temps plein, soit environ 53 960 € avec 42 %")
    );
    assert!(
        dit("paye-pour-les-reunions", "2027-04-01")
            .contains("48 060 € en 2026. Exemple publié : 50 € de l’heure")
    );
    assert!(dit("paye-pour-les-reunions", "2025-04-01").contains("47 100 € en 2025"));
    assert!(
        dit("premiere-annee", "2027-04-01").starts_with(
            "100 % du fonctionnement à la signature. Puis, au démarrage de chaque mission, 75 %"
        )
    );
    assert!(
        dit("deux-missions", "2027-04-01").contains("les quatre missions socles")
            && dit("deux-missions", "2027-04-01").contains("de 6 à 12 mois")
    );
    assert!(dit("deux-missions", "2020-04-01").contains("les trois missions socles"));
    assert!(dit("qui-signe", "2027-04-01").contains("pour 5 ans"));
    for q in embedded_aide().questions {
        assert!(!q.reponse_at(rules, day("2027-04-01")).contains(['{', '}']), "{}", q.id);
        // A figure in euros is of another file: written here, it would be forgotten when that one changes.
        let chiffres = q
            .reponse
            .split('€')
            .rev()
            .skip(1)
            .any(|avant| avant.trim_end_matches('\u{a0}').ends_with(|c: char| c.is_ascii_digit()));
        assert!(!chiffres, "{} : {}", q.id, q.reponse);
    }
}

#[test]
fn what_is_answered_to_readings_agrees_with_the_rules() {
    let rules = embedded();
    let lecture = |id: &str| rules.lectures.iter().find(|l| l.id == id).unwrap_or_else(|| panic!("{id}"));
    let euros = |n: u32| {
        let (milliers, reste) = (n / 1_000, n % 1_000);
        format!("{milliers}\u{a0}{reste:03}\u{a0}€")
    };
    let (pass, ancien) = (rules.pass(2026).unwrap(), rules.pass(2023).unwrap());
    let plafond = lecture("plafond-43-992");
    assert!(plafond.lu.contains(&euros(ancien.montant)), "{}", plafond.lu);
    assert!(plafond.reponse.contains(&euros(pass.montant)), "{}", plafond.reponse);
    let socles =
        rules.formulaire.postes.iter().filter(|p| p.nature_at(day("2027-04-01")) == Some(NaturePoste::Socle));
    assert_eq!(socles.count(), 4);
    assert!(lecture("trois-missions").reponse.contains("il y en a quatre"));
    assert!(lecture("ars-non-signataire").reponse.contains("cinq ans"));
    assert_eq!(rules.versements.contrat.at(day("2027-04-01")).valeur, 60);
    // The contradictions that were found on pages still online.
    for id in [
        "trois-missions",
        "cinq-missions-de-loi",
        "minimum-20-000",
        "seuils-inverses",
        "amorcage-majore",
        "aide-lettre-intention",
        "ars-non-signataire",
        "plafond-43-992",
        "population-recopiee",
        "nouveau-nom",
    ] {
        assert!(!lecture(id).sources.is_empty(), "{id}");
    }
}
