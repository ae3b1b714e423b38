//! How a value goes through the text of [`crate::compact`]: numbers, texts, dates, lists; and the two macros
//! by which a type of the rules names its fields once for both directions.

use cpts_codes::{CodeDepartement, CodeRegion};

/// A text being read. What is wrong is remembered and told at the end, so that
/// the reader of each type is a plain sequence of calls.
pub(crate) struct Lecteur {
    reste: &'static str,
    faux: bool,
}

impl Lecteur {
    pub(crate) fn new(texte: &'static str) -> Self {
        Self { reste: texte, faux: false }
    }

    /// Whether all of it was read, and was right.
    pub(crate) fn is_done(&self) -> bool {
        !self.faux && self.reste.is_empty()
    }

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
    pub(crate) fn text(&mut self) -> &'static str {
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
        impl crate::cuire::Compact for $Nom {
            fn write(&self, sortie: &mut String) {
                $(crate::cuire::Compact::write(&self.$champ, sortie);)*
            }

            fn read(l: &mut crate::cuire::Lecteur) -> Self {
                Self { $($champ: crate::cuire::Compact::read(l)),* }
            }
        }
    };
}

/// An enum goes by its rank.
macro_rules! cuire_enum {
    ($Nom:ident) => {
        impl crate::cuire::Compact for $Nom {
            fn write(&self, sortie: &mut String) {
                crate::cuire::push(*self as u32, sortie);
            }

            fn read(l: &mut crate::cuire::Lecteur) -> Self {
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
