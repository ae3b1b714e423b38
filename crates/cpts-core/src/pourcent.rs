//! A share in whole percents.

/// A percentage, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "u32", into = "u32")
)]
pub struct Pourcent(u8);

impl Pourcent {
    /// The percentage; `None` above 100.
    pub const fn new(valeur: u8) -> Option<Self> {
        if valeur <= 100 { Some(Self(valeur)) } else { None }
    }

    /// 0 to 100.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u32> for Pourcent {
    type Error = String;

    fn try_from(n: u32) -> Result<Self, String> {
        u8::try_from(n)
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| format!("{n} : un pourcentage entier de 0 à 100 est attendu"))
    }
}

impl From<Pourcent> for u32 {
    fn from(p: Pourcent) -> Self {
        p.0.into()
    }
}
