//! The folder `rules/`, one TOML file per subject.

use std::fs;
use std::io;
use std::path::Path;

use cpts_codes::Date;

use crate::source::Toutes;
use crate::source::fichiers::{Controles, Fichiers};
use crate::source::typographie::typographie;
use crate::source::{Diagnostic, Journal, coherence, convert};
use crate::types::{Entre, Rules, Statut};

/// Reads the rules of a folder.
///
/// The texts and tables are kept for as long as the program lives (each call
/// leaks about 100 kB): the types of the rules are `'static`, and a program
/// reads its rules once.
///
/// # Errors
/// Everything that is wrong in the files.
pub fn load(dir: &Path) -> Result<Rules, Vec<Diagnostic>> {
    load_all(dir).map(|toutes| toutes.rules)
}

/// The same, with what the documents of a project hold and with the help.
///
/// # Errors
/// Everything that is wrong in the files.
pub fn load_all(dir: &Path) -> Result<Toutes, Vec<Diagnostic>> {
    let mut journal = Journal::default();
    match read(dir, &mut journal) {
        Some(lues) if !journal.a_des_erreurs() => Ok(lues),
        _ => Err(journal.diagnostics),
    }
}

/// A total that a source publishes, to which lines come back: an entry of `controles.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalPublie {
    /// What it is the total of.
    pub titre: String,
    /// A day on which it holds.
    pub date: Date,
    /// Euros.
    pub montant: u32,
    /// Its bounds; `None` where it is proved.
    pub entre: Option<Entre>,
    /// Certainty.
    pub statut: Statut,
    /// Day of last check.
    pub verifie_le: Date,
    /// `id` of the sources that publish it.
    pub sources: Vec<String>,
}

/// The published totals of a folder, in the order of the file. The rules, once they are
/// checked, do not keep them: nothing is computed with them.
///
/// # Errors
/// Everything that is wrong in the file.
pub fn totaux(dir: &Path) -> Result<Vec<TotalPublie>, Vec<Diagnostic>> {
    let mut journal = Journal::default();
    let lus: Option<Controles> = parse_one(dir, "controles.toml", &mut journal);
    let totaux = lus.into_iter().flat_map(|lus| lus.controle).filter_map(|controle| {
        Some(TotalPublie {
            titre: typographie(&controle.titre),
            date: controle.date.0,
            montant: controle.montant,
            entre: controle.entre.map(|[min, max]| Entre { min, max }),
            statut: Statut::from_id(&controle.statut)?,
            verifie_le: controle.verifie_le.0,
            sources: controle.sources,
        })
    });
    let totaux = totaux.collect();
    if journal.a_des_erreurs() { Err(journal.diagnostics) } else { Ok(totaux) }
}

/// Everything that is to be said of the rules of a folder; with a date, also
/// the files that were to be checked again before it.
pub fn check(dir: &Path, aujourd_hui: Option<Date>) -> Vec<Diagnostic> {
    let mut journal = Journal::default();
    if let Some(fichiers) = parse(dir, &mut journal) {
        if let Some(date) = aujourd_hui {
            coherence::perimes(&fichiers, date, &mut journal);
        }
        convert(&fichiers, None, &mut journal);
    }
    journal.diagnostics
}

fn read(dir: &Path, journal: &mut Journal) -> Option<Toutes> {
    convert(&parse(dir, journal)?, None, journal)
}

/// Every file, read into its shape; `None` as soon as one of them has no shape at all.
fn parse(dir: &Path, journal: &mut Journal) -> Option<Fichiers> {
    let mut missions = Vec::new();
    for nom in folder(dir, "missions", journal) {
        missions.push((nom.clone(), parse_one(dir, &nom, journal)));
    }
    let mut regions = Vec::new();
    for nom in folder(dir, "regions", journal) {
        regions.push((nom.clone(), parse_one(dir, &nom, journal)));
    }
    // Each file is read before any is given up, so that all the slips are told.
    let sources = parse_one(dir, "sources.toml", journal);
    let textes = parse_one(dir, "textes.toml", journal);
    let tailles = parse_one(dir, "tailles.toml", journal);
    let fonctionnement = parse_one(dir, "fonctionnement.toml", journal);
    let versements = parse_one(dir, "versements.toml", journal);
    let coordination = parse_one(dir, "coordination.toml", journal);
    let budget = parse_one(dir, "budget.toml", journal);
    let (faq, glossaire) = (parse_one(dir, "faq.toml", journal), parse_one(dir, "glossaire.toml", journal));
    let eligibilite = parse_one(dir, "eligibilite.toml", journal);
    let lectures = parse_one(dir, "lectures.toml", journal);
    let reunion = parse_one(dir, "reunion.toml", journal);
    let professions = parse_one(dir, "professions.toml", journal);
    let procedure = parse_one(dir, "procedure.toml", journal);
    let pass = parse_one(dir, "pass.toml", journal);
    let mots = parse_one(dir, "mots.toml", journal);
    let controles = parse_one(dir, "controles.toml", journal);
    let documents = parse_one(dir, "documents.toml", journal);
    Some(Fichiers {
        sources: sources?,
        textes: textes?,
        tailles: tailles?,
        fonctionnement: fonctionnement?,
        missions: missions.into_iter().map(|(nom, f)| Some((nom, f?))).collect::<Option<_>>()?,
        versements: versements?,
        coordination: coordination?,
        budget: Some(budget?),
        aide: Some((faq?, glossaire?)),
        eligibilite: eligibilite?,
        lectures: lectures?,
        reunion: reunion?,
        professions: professions?,
        procedure: procedure?,
        regions: regions.into_iter().map(|(nom, f)| Some((nom, f?))).collect::<Option<_>>()?,
        pass: pass?,
        mots: mots?,
        controles: controles?,
        documents: Some(documents?),
    })
}

/// The TOML files of a folder, in the order of their names.
fn folder(dir: &Path, nom: &str, journal: &mut Journal) -> Vec<String> {
    let mut noms: Vec<String> = match fs::read_dir(dir.join(nom)) {
        Ok(entries) => entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|fichier| fichier.ends_with(".toml"))
            .map(|fichier| format!("{nom}/{fichier}"))
            .collect(),
        Err(erreur) => {
            journal.erreur(
                nom,
                "",
                format!("dossier {}", illisible(&erreur)),
                "créez ce dossier avec ses fichiers",
            );
            Vec::new()
        }
    };
    noms.sort();
    noms
}

fn parse_one<T: serde::de::DeserializeOwned>(dir: &Path, nom: &str, journal: &mut Journal) -> Option<T> {
    let texte = match fs::read_to_string(dir.join(nom)) {
        Ok(texte) => texte,
        Err(erreur) => {
            journal.erreur(nom, "", format!("fichier {}", illisible(&erreur)), "créez ce fichier, en UTF-8");
            return None;
        }
    };
    match toml::from_str(&texte) {
        Ok(valeur) => Some(valeur),
        Err(erreur) => {
            let (ligne, colonne) = position(&texte, erreur.span().map_or(0, |span| span.start));
            journal.erreur(
                nom,
                format!("ligne {ligne}, colonne {colonne}"),
                francais(erreur.message()),
                "comparez avec une entrée voisine du même fichier ; docs/regles.md décrit chaque clé",
            );
            None
        }
    }
}

/// Why a file cannot be read, in words.
fn illisible(erreur: &io::Error) -> String {
    match erreur.kind() {
        io::ErrorKind::NotFound => "absent".to_owned(),
        io::ErrorKind::PermissionDenied => "que vous n'avez pas le droit de lire".to_owned(),
        io::ErrorKind::InvalidData => "qui n'est pas un texte en UTF-8".to_owned(),
        _ => format!("illisible ({erreur})"),
    }
}

/// Line and column, from 1, of a byte of a text.
fn position(texte: &str, octet: usize) -> (usize, usize) {
    let avant = texte.get(..octet).unwrap_or(texte);
    let ligne = avant.matches('\n').count() + 1;
    let colonne = avant.rsplit('\n').next().map_or(0, |fin| fin.chars().count()) + 1;
    (ligne, colonne)
}

/// The messages of the TOML reader that a person meets most, in French.
fn francais(message: &str) -> String {
    let quoted = |debut: &str| message.strip_prefix(debut).and_then(|reste| reste.split('`').next());
    if let Some(cle) = quoted("unknown field `") {
        let attendues = message.split_once("expected ").map_or(String::new(), |(_, liste)| {
            format!(" (clés possibles : {})", liste.trim_start_matches("one of ").replace('`', ""))
        });
        return format!("clé inconnue « {cle} »{attendues}");
    }
    if let Some(cle) = quoted("missing field `") {
        return format!("clé manquante « {cle} »");
    }
    if let Some(cle) = quoted("duplicate key `").or_else(|| quoted("duplicate field `")) {
        return format!("clé écrite deux fois « {cle} »");
    }
    if message.contains("expected une date") {
        return "date attendue sans guillemets, par exemple 2027-04-01".to_owned();
    }
    message.to_owned()
}
