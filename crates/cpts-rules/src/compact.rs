//! Rules on one line of text: how they go from one WebAssembly module to another.
//!
//! The rules that a site gives are read and checked in a module that is fetched
//! only then; it writes what it understood with [`write`], and the page, whose
//! memory is another, makes [`Rules`] of it with [`read`], which takes a few
//! kilobytes where a reader of JSON takes a hundred. `cuire_struct!` and
//! `cuire_enum!` of `types.rs` name every field once for both. Nothing keeps
//! this text: it is not a file format.
//!
//! A number is its digits and a semicolon, a text its length and its bytes, a list
//! its length and its parts, an option a list of one or none.

use cpts_codes::Date;

use crate::cuire::{Compact, Lecteur, push};
use crate::issues::ISSUES;
use crate::types::{Formulaire, IdSource, Niveau, Recours, ReglesBudget, Rules, Statut, TOUJOURS};

/// The rules as a text for [`read`].
pub fn write(rules: &Rules) -> String {
    let mut sortie = String::with_capacity(1 << 17);
    rules.write(&mut sortie);
    sortie
}

/// A text for as long as the program lives: what [`read`] takes.
pub fn keep(texte: &str) -> &'static str {
    Box::leak(Box::from(texte))
}

/// The rules that [`write`] was given, whose texts are parts of it; `None` where the
/// text is none of its own.
pub fn read(texte: &'static str) -> Option<&'static Rules> {
    let mut l = Lecteur::new(texte);
    let rules = Rules::read(&mut l);
    // The same agreements as the checker of the rules: what is looked up by rank is there.
    let entier = l.is_done()
        && rules.issues.len() == ISSUES.len()
        && rules.statuts.len() == Statut::TOUS.len()
        && rules.niveaux.len() == Niveau::TOUS.len()
        && rules.recours.len() == Recours::TOUS.len();
    entier.then(|| &*Box::leak(Box::new(rules)))
}

impl Compact for IdSource {
    fn write(&self, sortie: &mut String) {
        self.0.write(sortie);
    }

    fn read(l: &mut Lecteur) -> Self {
        Self(l.text())
    }
}

impl Compact for Date {
    fn write(&self, sortie: &mut String) {
        let (annee, mois) = (u32::from(self.annee()), u32::from(self.mois()));
        push(annee * 10_000 + mois * 100 + u32::from(self.jour()), sortie);
    }

    fn read(l: &mut Lecteur) -> Self {
        let nombre = l.number();
        let annee = u16::try_from(nombre / 10_000).unwrap_or(0);
        Self::new(annee, (nombre / 100 % 100) as u8, (nombre % 100) as u8).unwrap_or_else(|| {
            l.refuse();
            TOUJOURS
        })
    }
}

macro_rules! kept_apart {
    ($($Type:ty),*) => {$(
        impl Compact for &'static $Type {
            fn write(&self, sortie: &mut String) {
                (**self).write(sortie);
            }

            fn read(l: &mut Lecteur) -> Self {
                Box::leak(Box::new(<$Type>::read(l)))
            }
        }
    )*};
}
kept_apart!(Formulaire, ReglesBudget);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;
    use proptest::prelude::*;

    #[test]
    fn the_rules_of_this_repository_go_through_the_text() {
        let texte = write(embedded());
        assert_eq!(read(keep(&texte)), Some(embedded()));
    }

    #[test]
    fn a_text_that_is_cut_or_longer_is_refused() {
        let texte = write(embedded());
        assert_eq!(read(keep(&(texte.clone() + "0;"))), None);
        for fin in (0..texte.len()).step_by(997) {
            if let Some(debut) = texte.get(..fin) {
                assert_eq!(read(keep(debut)), None, "cut at {fin}");
            }
        }
        // A list that pretends to be endless.
        assert_eq!(read("4294967295;4294967295;"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_is_read_or_refused(texte in "[0-9;a-z]{0,200}") {
            prop_assert_eq!(read(keep(&texte)), None);
        }

        #[test]
        fn a_damaged_text_never_panics(place in any::<prop::sample::Index>(), octet in 32_u8..127) {
            let mut texte = write(embedded()).into_bytes();
            let place = place.index(texte.len());
            if texte[place].is_ascii() {
                texte[place] = octet;
            }
            if let Ok(texte) = String::from_utf8(texte) {
                let _ = read(keep(&texte));
            }
        }
    }
}
