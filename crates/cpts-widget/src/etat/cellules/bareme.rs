//! The rules that a site gives.

use cpts_codes::Date;
use cpts_rules::Rules;

use crate::socle::format;

/// Rules that a site gives.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Bareme {
    pub(crate) rules: &'static Rules,
    /// The same, as one module tells it to another.
    pub(crate) texte: &'static str,
    pub(crate) le: Date,
    pub(crate) par: &'static str,
}

impl Bareme {
    /// What tells these rules from others, for as long as the page lives.
    pub(crate) fn cle(&self) -> String {
        (std::ptr::from_ref(self.rules) as usize).to_string()
    }
}

impl Bareme {
    /// Whose rules these are, in plain text.
    pub(crate) fn phrase(self) -> String {
        let par = if self.par.is_empty() { "" } else { "\u{a0}: " };
        ["Barème fourni par le site le ", &format::jour(self.le), par, self.par, "."].concat()
    }
}
