//! The rules that a site gives.

use cpts_codes::Date;
use cpts_rules::Rules;

use crate::format;

/// Rules that a site gives.
#[derive(Clone, Copy, PartialEq)]
pub struct Bareme {
    /// What they say.
    pub rules: &'static Rules,
    /// The same, as one module tells it to another.
    pub texte: &'static str,
    /// The day on which the site gave them.
    pub le: Date,
    /// Who gave them; empty where nobody is named.
    pub par: &'static str,
}

impl Bareme {
    /// What tells these rules from others, for as long as the page lives.
    pub fn cle(&self) -> String {
        (std::ptr::from_ref(self.rules) as usize).to_string()
    }
}

impl Bareme {
    /// Whose rules these are, in plain text.
    pub fn phrase(self) -> String {
        let par = if self.par.is_empty() { "" } else { "\u{a0}: " };
        ["Barème fourni par le site le ", &format::jour(self.le), par, self.par, "."].concat()
    }
}
