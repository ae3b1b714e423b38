//! A day as an element.

use cpts_codes::Date;
use cpts_seance::format::{INSECABLE, MOIS};

use crate::socle::vue::{Vue, el, elc};

/// The same with the raised *er* of the first day.
pub(crate) fn jour_vu(date: Date) -> Vue {
    let mut reste = String::from(INSECABLE);
    reste.push_str(MOIS[usize::from(date.mois()) - 1]);
    reste.push(' ');
    reste.push_str(&date.annee().to_string());
    let er = (date.jour() == 1).then(|| el("sup").avec("er"));
    // Words, which are translated: the day is no figure apart.
    elc("span", "chiffres").mots(&date.jour().to_string()).avec(er).avec(reste)
}
