//! Compiles `rules/*.toml` in: reads and checks them with the very modules of the
//! crate, then writes the result as one constant of Rust. A broken rule fails the
//! build, with the message that `cpts rules check` would print.

#![allow(dead_code, unreachable_pub, unused_imports, missing_docs)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use cpts_codes::{CodeDepartement, CodeRegion, Date};

/// A value that can be written as a constant expression of Rust.
trait Cuire {
    fn cuire(&self, source: &mut String);
}

macro_rules! cuire_struct {
    ($Nom:ident { $($champ:ident),* }) => {
        impl crate::Cuire for $Nom {
            fn cuire(&self, source: &mut String) {
                source.push_str(concat!(stringify!($Nom), "{"));
                $(
                    source.push_str(concat!(stringify!($champ), ":"));
                    crate::Cuire::cuire(&self.$champ, source);
                    source.push(',');
                )*
                source.push('}');
            }
        }
    };
}

macro_rules! cuire_enum {
    ($Nom:ident) => {
        impl crate::Cuire for $Nom {
            fn cuire(&self, source: &mut String) {
                source.push_str(&format!(concat!(stringify!($Nom), "::{:?}"), self));
            }
        }
    };
}

#[path = "src/dossier.rs"]
mod dossier;
#[path = "src/issues.rs"]
mod issues;
#[path = "src/lookup.rs"]
mod lookup;
#[path = "src/source/mod.rs"]
mod source;
#[path = "src/types.rs"]
mod types;

macro_rules! cuire_debug {
    ($($T:ty),*) => {$(
        impl Cuire for $T {
            fn cuire(&self, source: &mut String) {
                source.push_str(&format!("{self:?}"));
            }
        }
    )*};
}
cuire_debug!(u16, u32, bool, &'static str);

impl Cuire for Date {
    fn cuire(&self, source: &mut String) {
        source.push_str(&format!("date({},{},{})", self.annee(), self.mois(), self.jour()));
    }
}

impl Cuire for CodeDepartement {
    fn cuire(&self, source: &mut String) {
        source.push_str(&format!("departement({:?})", self.as_str()));
    }
}

impl Cuire for CodeRegion {
    fn cuire(&self, source: &mut String) {
        source.push_str(&format!("region({:?})", self.as_str()));
    }
}

impl Cuire for types::IdSource {
    fn cuire(&self, source: &mut String) {
        source.push_str(&format!("IdSource({:?})", self.0));
    }
}

impl<T: Cuire> Cuire for Option<T> {
    fn cuire(&self, source: &mut String) {
        match self {
            None => source.push_str("None"),
            Some(valeur) => {
                source.push_str("Some(");
                valeur.cuire(source);
                source.push(')');
            }
        }
    }
}

fn list<T: Cuire>(valeurs: &[T], source: &mut String) {
    source.push('[');
    for valeur in valeurs {
        valeur.cuire(source);
        source.push(',');
    }
    source.push(']');
}

impl<T: Cuire> Cuire for &'static [T] {
    fn cuire(&self, source: &mut String) {
        source.push('&');
        list(self, source);
    }
}

impl<T: Cuire, const N: usize> Cuire for [T; N] {
    fn cuire(&self, source: &mut String) {
        list(self, source);
    }
}

// Constants of their own: a module may hold one of them without the rest.

impl Cuire for &'static types::Formulaire {
    fn cuire(&self, source: &mut String) {
        source.push_str("&FORMULAIRE");
    }
}

impl Cuire for &'static types::ReglesBudget {
    fn cuire(&self, source: &mut String) {
        source.push_str("&BUDGET");
    }
}

/// Leaves of a parameter what is counted with.
fn keep_the_number(parametre: &mut types::Parametre) {
    (parametre.cle, parametre.titre, parametre.unite, parametre.preuve) = ("", "", "", "");
    (parametre.premiere.note, parametre.premiere.sources) = ("", &[]);
    let mut suivantes = parametre.suivantes.to_vec();
    suivantes.iter_mut().for_each(|valeur| (valeur.note, valeur.sources) = ("", &[]));
    parametre.suivantes = Box::leak(suivantes.into_boxed_slice());
}

fn without_notes(mut paliers: types::Paliers) -> types::Paliers {
    paliers.paliers.iter_mut().for_each(|palier| palier.note = "");
    paliers
}

/// Leaves out what only a page shows: no program asks for it, and each kilobyte of the
/// package counts.
fn keep_what_programs_read(rules: &mut types::Rules, documents: &types::ReglesDocuments) {
    rules.reunion = &[];
    let mut lectures = rules.lectures.to_vec();
    // No bilan has these.
    lectures.retain(|lecture| lecture.quand != types::Quand::Liste);
    rules.lectures = Box::leak(lectures.into_boxed_slice());
    let mut budget = *rules.budget;
    let mut postes = budget.postes.to_vec();
    for poste in &mut postes {
        poste.titre = "";
        poste.aide = "";
        poste.sources = &[];
    }
    budget.postes = Box::leak(postes.into_boxed_slice());
    (budget.variable.titre, budget.variable.note, budget.variable.sources) = ("", "", &[]);
    // A number counts; its name, why it is what it is and what would prove it are for the rule panel.
    let mut formulaire = *rules.formulaire;
    let (v, c, t) = (&mut rules.versements, &mut rules.coordination, &mut rules.tailles);
    let du_budget = [&mut budget.quotite, &mut budget.embauche, &mut budget.taux];
    let autres = [
        &mut formulaire.demarrage_libre,
        &mut c.brut,
        &mut c.charges,
        &mut t.proximite,
        &mut t.petit_territoire,
        &mut v.contrat,
        &mut v.renouvellement,
        &mut v.fonctionnement_signature,
        &mut v.fonctionnement_avance,
        &mut v.fixe_avance,
        &mut v.variable_delai,
        &mut v.atteinte_variable,
        &mut v.prorata_jours,
    ];
    for parametre in du_budget.into_iter().chain(autres).chain(&mut v.plan_avance) {
        keep_the_number(parametre);
    }
    (v.avenant_en_cours.titre, v.avenant_en_cours.note, v.avenant_en_cours.preuve) = ("", "", "");
    c.explication = "";
    t.base_explication = "";
    t.premiers = without_notes(t.premiers);
    t.suivants = Box::leak(t.suivants.iter().map(|p| without_notes(*p)).collect());
    let mut professions = formulaire.professions.to_vec();
    for profession in &mut professions {
        (profession.articles, profession.sources) = ("", &[]);
    }
    formulaire.professions = Box::leak(professions.into_boxed_slice());
    for poste in &mut formulaire.postes {
        (poste.parties, poste.article) = (&[], None);
        let mut natures = poste.natures.to_vec();
        natures.iter_mut().for_each(|nature| nature.sources = &[]);
        poste.natures = Box::leak(natures.into_boxed_slice());
        let mut delais = poste.delais.to_vec();
        delais.iter_mut().for_each(|delai| delai.sources = &[]);
        poste.delais = Box::leak(delais.into_boxed_slice());
    }
    rules.formulaire = Box::leak(Box::new(formulaire));
    rules.budget = Box::leak(Box::new(budget));
    // No answer to a program tells why an amount is what it is.
    for valeurs in &mut rules.montants {
        let mut sans_notes = valeurs.to_vec();
        for montant in sans_notes.iter_mut().flat_map(|v| &mut v.par_taille).flatten() {
            montant.note = "";
            for a_part in [&mut montant.conditionnel, &mut montant.premiere_annee].into_iter().flatten() {
                a_part.note = "";
            }
        }
        *valeurs = Box::leak(sans_notes.into_boxed_slice());
    }
    let mut sommes = rules.sommes.to_vec();
    for somme in &mut sommes {
        somme.titre = "";
    }
    rules.sommes = Box::leak(sommes.into_boxed_slice());
    let mut textes = rules.textes.to_vec();
    for texte in &mut textes {
        texte.preuve = "";
    }
    // Of a text that sets no amount, only the day is asked for.
    for texte in textes.iter_mut().filter(|texte| !texte.bareme) {
        (texte.titre, texte.titre_court, texte.resume, texte.sources) = ("", "", "", &[]);
    }
    rules.textes = Box::leak(textes.into_boxed_slice());
    let mut regions = rules.regions.to_vec();
    for region in &mut regions {
        region.contacts = &[];
    }
    rules.regions = Box::leak(regions.into_boxed_slice());
    // The sources that nothing of all this names any more.
    let mut sources = std::mem::take(&mut rules.sources).to_vec();
    let mut nommees = String::new();
    <types::Formulaire as Cuire>::cuire(rules.formulaire, &mut nommees);
    <types::ReglesBudget as Cuire>::cuire(rules.budget, &mut nommees);
    documents.cuire(&mut nommees);
    rules.cuire(&mut nommees);
    sources.retain(|source| {
        let mut nom = String::new();
        source.id.cuire(&mut nom);
        nommees.contains(&nom)
    });
    sources.iter_mut().for_each(|source| source.note = "");
    rules.sources = Box::leak(sources.into_boxed_slice());
}

fn main() -> ExitCode {
    let dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../rules");
    println!("cargo::rerun-if-changed={}", dir.display());
    let source::Toutes { mut rules, documents, aide } = match dossier::load_all(&dir) {
        Ok(lues) => lues,
        Err(diagnostics) => {
            // `cargo::error` shows each line to the person who builds.
            for ligne in
                diagnostics.iter().flat_map(|d| d.to_string().lines().map(str::to_owned).collect::<Vec<_>>())
            {
                println!("cargo::error={ligne}");
            }
            return ExitCode::FAILURE;
        }
    };
    if env::var_os("CARGO_FEATURE_PAGE").is_none() {
        keep_what_programs_read(&mut rules, &documents);
    }
    let mut sortie = String::from("static FORMULAIRE: Formulaire = ");
    <types::Formulaire as Cuire>::cuire(rules.formulaire, &mut sortie);
    sortie.push_str(";\nstatic BUDGET: ReglesBudget = ");
    <types::ReglesBudget as Cuire>::cuire(rules.budget, &mut sortie);
    sortie.push_str(";\nstatic RULES: Rules = ");
    rules.cuire(&mut sortie);
    // A constant of its own too: only what writes documents holds it.
    sortie.push_str(";\nstatic DOCUMENTS: ReglesDocuments = ");
    documents.cuire(&mut sortie);
    sortie.push_str(";\nstatic AIDE: ReglesAide = ");
    aide.cuire(&mut sortie);
    // What the page must know before the help has come: how many questions there are of
    // each place, and which letters are acronyms.
    let combien: Vec<u16> = types::Ou::TOUS
        .iter()
        .map(|ou| aide.questions.iter().filter(|q| q.ou == *ou).count() as u16)
        .collect();
    sortie.push_str(&format!(";\nstatic QUESTIONS: [u16; {}] = ", combien.len()));
    list(&combien, &mut sortie);
    let sigles: Vec<&'static str> = aide.termes.iter().map(|t| t.sigle).collect();
    sortie.push_str(&format!(";\nstatic SIGLES: [&str; {}] = ", sigles.len()));
    list(&sigles, &mut sortie);
    sortie.push_str(";\n");
    let fichier = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("rules.rs");
    if let Err(erreur) = fs::write(&fichier, sortie) {
        println!("cargo::error={} : {erreur}", fichier.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
