//! The words and the tones of a level.

use cpts_core::Bilan;
use cpts_rules::{Niveau, Rules};
use cpts_seance::format::{compte, minuscule};

/// The word of a verdict and its sentence, which is another one where a contract runs.
pub(crate) fn mots_du_verdict(
    rules: &'static Rules,
    bilan: &Bilan,
    en_cours: bool,
) -> (&'static str, &'static str) {
    let Some(mots) = rules.niveau(bilan.verdict) else { return ("", "") };
    (mots.mot, if en_cours { mots.verdict_en_cours } else { mots.verdict })
}

/// "2 vigilances".
pub(crate) fn compte_niveau(rules: &'static Rules, niveau: Niveau, n: u32) -> String {
    let (mot, pluriel) = rules.niveau(niveau).map_or(("", ""), |m| (m.mot, m.pluriel));
    compte(n, &minuscule(mot), &minuscule(pluriel))
}

/// The class that gives a level its two tones.
pub(crate) fn classe_niveau(base: &str, niveau: Niveau) -> String {
    [base, " n-", niveau.id()].concat()
}
