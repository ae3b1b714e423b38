//! The rules of this repository, compiled in.

use cpts_codes::{CodeDepartement, CodeRegion, Date};

use crate::types::*;

// The build script writes codes and days that it has checked: a mistake there
// stops the compilation, never the program.

const fn date(annee: u16, mois: u8, jour: u8) -> Date {
    match Date::new(annee, mois, jour) {
        Some(date) => date,
        None => panic!("the build script wrote a day that does not exist"),
    }
}

const fn departement(code: &str) -> CodeDepartement {
    match CodeDepartement::from_const(code) {
        Some(code) => code,
        None => panic!("the build script wrote a code that is not one"),
    }
}

const fn region(code: &str) -> CodeRegion {
    match CodeRegion::from_const(code) {
        Some(code) => code,
        None => panic!("the build script wrote a code that is not one"),
    }
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// What the questions need of the rules of this repository: nothing else of
/// them is kept in a program that only calls this.
pub fn embedded_formulaire() -> &'static Formulaire {
    &FORMULAIRE
}

/// What the documents of a project hold, as the rules of this repository say.
pub fn embedded_documents() -> &'static ReglesDocuments {
    &DOCUMENTS
}

/// The help: questions that people ask, acronyms.
pub fn embedded_aide() -> &'static ReglesAide {
    &AIDE
}

/// How many questions of the help arise there: known without the help itself.
pub fn nombre_de_questions(ou: Ou) -> u16 {
    QUESTIONS.get(ou as usize).copied().unwrap_or(0)
}

/// The letters that the help explains: known without the help itself.
pub fn sigles() -> &'static [&'static str] {
    &SIGLES
}

/// What this repository supposes of a budget: counts where a site gives rules that do
/// not speak of it.
pub fn embedded_budget() -> &'static ReglesBudget {
    &BUDGET
}

/// The rules of this repository, as they were when the program was built.
pub fn embedded() -> &'static Rules {
    &RULES
}
