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

use cpts_codes::{CodeDepartement, CodeRegion, Date};

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
    let mut l = Lecteur { reste: texte, faux: false };
    let rules = Rules::read(&mut l);
    // The same agreements as the checker of the rules: what is looked up by rank is there.
    let entier = !l.faux
        && l.reste.is_empty()
        && rules.issues.len() == ISSUES.len()
        && rules.statuts.len() == Statut::TOUS.len()
        && rules.niveaux.len() == Niveau::TOUS.len()
        && rules.recours.len() == Recours::TOUS.len();
    entier.then(|| &*Box::leak(Box::new(rules)))
}

/// A text being read. What is wrong is remembered and told at the end, so that
/// the reader of each type is a plain sequence of calls.
pub(crate) struct Lecteur {
    reste: &'static str,
    faux: bool,
}

impl Lecteur {
    #[inline(never)]
    pub(crate) fn number(&mut self) -> u32 {
        let mut nombre = Some(0_u32);
        for (i, octet) in self.reste.bytes().enumerate() {
            match octet {
                b'0'..=b'9' => {
                    let chiffre = u32::from(octet - b'0');
                    nombre = nombre.and_then(|n| n.checked_mul(10)).and_then(|n| n.checked_add(chiffre));
                }
                b';' if i > 0 && nombre.is_some() => {
                    self.reste = self.reste.get(i + 1..).unwrap_or_default();
                    return nombre.unwrap_or_default();
                }
                _ => break,
            }
        }
        self.refuse();
        0
    }

    #[inline(never)]
    fn text(&mut self) -> &'static str {
        let octets = self.number() as usize;
        match self.reste.split_at_checked(octets) {
            Some((texte, reste)) => {
                self.reste = reste;
                texte
            }
            None => {
                self.refuse();
                ""
            }
        }
    }

    /// Nothing after this can be read, so that the longest list ends at once.
    pub(crate) fn refuse(&mut self) {
        self.faux = true;
        self.reste = "";
    }
}

/// A value that goes through the text.
pub(crate) trait Compact: Sized {
    fn write(&self, sortie: &mut String);
    fn read(l: &mut Lecteur) -> Self;
}

/// Gives a struct its two directions, field by field.
macro_rules! cuire_struct {
    ($Nom:ident { $($champ:ident),* }) => {
        impl crate::compact::Compact for $Nom {
            fn write(&self, sortie: &mut String) {
                $(crate::compact::Compact::write(&self.$champ, sortie);)*
            }

            fn read(l: &mut crate::compact::Lecteur) -> Self {
                Self { $($champ: crate::compact::Compact::read(l)),* }
            }
        }
    };
}

/// An enum goes by its rank.
macro_rules! cuire_enum {
    ($Nom:ident) => {
        impl crate::compact::Compact for $Nom {
            fn write(&self, sortie: &mut String) {
                crate::compact::push(*self as u32, sortie);
            }

            fn read(l: &mut crate::compact::Lecteur) -> Self {
                match Self::TOUS.get(l.number() as usize) {
                    Some(valeur) => *valeur,
                    None => {
                        l.refuse();
                        Self::TOUS[0]
                    }
                }
            }
        }
    };
}

pub(crate) fn push(nombre: u32, sortie: &mut String) {
    sortie.push_str(&nombre.to_string());
    sortie.push(';');
}

impl Compact for u32 {
    fn write(&self, sortie: &mut String) {
        push(*self, sortie);
    }

    fn read(l: &mut Lecteur) -> Self {
        l.number()
    }
}

impl Compact for u16 {
    fn write(&self, sortie: &mut String) {
        push(u32::from(*self), sortie);
    }

    fn read(l: &mut Lecteur) -> Self {
        Self::try_from(l.number()).unwrap_or_else(|_| {
            l.refuse();
            0
        })
    }
}

impl Compact for bool {
    fn write(&self, sortie: &mut String) {
        push(u32::from(*self), sortie);
    }

    fn read(l: &mut Lecteur) -> Self {
        l.number() != 0
    }
}

impl Compact for &'static str {
    fn write(&self, sortie: &mut String) {
        push(self.len() as u32, sortie);
        sortie.push_str(self);
    }

    fn read(l: &mut Lecteur) -> Self {
        l.text()
    }
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

/// Any code: stands for one that cannot be read, in rules that are then refused.
const REGION: CodeRegion = match CodeRegion::from_const("11") {
    Some(code) => code,
    None => panic!("11 is a région"),
};
const DEPARTEMENT: CodeDepartement = match CodeDepartement::from_const("75") {
    Some(code) => code,
    None => panic!("75 is a département"),
};

impl Compact for CodeRegion {
    fn write(&self, sortie: &mut String) {
        push(self.as_str().len() as u32, sortie);
        sortie.push_str(self.as_str());
    }

    fn read(l: &mut Lecteur) -> Self {
        Self::from_const(l.text()).unwrap_or_else(|| {
            l.refuse();
            REGION
        })
    }
}

impl Compact for CodeDepartement {
    fn write(&self, sortie: &mut String) {
        push(self.as_str().len() as u32, sortie);
        sortie.push_str(self.as_str());
    }

    fn read(l: &mut Lecteur) -> Self {
        Self::from_const(l.text()).unwrap_or_else(|| {
            l.refuse();
            DEPARTEMENT
        })
    }
}

impl<T: Compact> Compact for Option<T> {
    fn write(&self, sortie: &mut String) {
        push(u32::from(self.is_some()), sortie);
        if let Some(valeur) = self {
            valeur.write(sortie);
        }
    }

    fn read(l: &mut Lecteur) -> Self {
        (l.number() != 0).then(|| T::read(l))
    }
}

impl<T: Compact> Compact for &'static [T] {
    fn write(&self, sortie: &mut String) {
        push(self.len() as u32, sortie);
        for valeur in *self {
            valeur.write(sortie);
        }
    }

    fn read(l: &mut Lecteur) -> Self {
        let mut liste = Vec::new();
        for _ in 0..l.number() {
            if l.faux {
                break;
            }
            liste.push(T::read(l));
        }
        Box::leak(liste.into_boxed_slice())
    }
}

impl<T: Compact, const N: usize> Compact for [T; N] {
    fn write(&self, sortie: &mut String) {
        for valeur in self {
            valeur.write(sortie);
        }
    }

    fn read(l: &mut Lecteur) -> Self {
        core::array::from_fn(|_| T::read(l))
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
