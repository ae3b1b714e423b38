//! What a site adds around the simulator: whom to call, local help, a few words.
//!
//! Nothing here enters the bilan: it is shown beside it, as the site's own.
//! `cpts-fichiers` reads and checks the file; what it accepted comes as flat text
//! ([`crate::plat`]), and this is the other end.

use cpts_codes::{CodeDepartement, CodeRegion, Date};

use crate::plat;

/// The configuration of a site. Addresses are as they were written: relative to its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Configuration {
    /// Heading of the introduction; may be empty.
    pub titre: String,
    /// The introduction.
    pub paragraphes: Vec<String>,
    /// Address of an image and what it says.
    pub logo: Option<(String, String)>,
    /// Whom to call.
    pub contacts: Vec<ContactDuSite>,
    /// Local help to begin with.
    pub aides: Vec<AideLocale>,
    /// Address of the file of the CPTS that exist.
    pub couverture: Option<String>,
    /// Address of the site's own rules.
    pub regles: Option<String>,
}

/// Somebody to call. Fields that are not known are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactDuSite {
    /// Name.
    pub nom: String,
    /// What for.
    pub role: String,
    /// Address of a page.
    pub adresse: String,
    /// Mail.
    pub courriel: String,
    /// Telephone, as one reads it.
    pub telephone: String,
    /// Where.
    pub lieux: Lieux,
}

/// A local help to begin with: never part of the amounts of the ACI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AideLocale {
    /// Name.
    pub libelle: String,
    /// Euros; `None` where the site does not know.
    pub montant: Option<u32>,
    /// When and how; may be empty.
    pub conditions: String,
    /// Day of the information.
    pub date: Date,
    /// Title and address of where it comes from.
    pub source: (String, String),
    /// Where.
    pub lieux: Lieux,
    /// Numbers of the tailles, joined by commas; empty for all.
    tailles: String,
}

/// Régions and départements, by their codes joined by commas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lieux {
    regions: String,
    departements: String,
}

impl Lieux {
    /// Whether no place is named.
    pub fn is_empty(&self) -> bool {
        self.regions.is_empty() && self.departements.is_empty()
    }

    fn has_departement(&self, codes: &[CodeDepartement]) -> bool {
        codes.iter().any(|code| names(&self.departements, code.as_str()))
    }

    fn has_region(&self, codes: &[CodeRegion]) -> bool {
        codes.iter().any(|code| names(&self.regions, code.as_str()))
    }
}

/// Whether a code is one of those joined by commas.
#[inline(never)]
fn names(liste: &str, code: &str) -> bool {
    liste.split(',').any(|un| un == code)
}

impl Configuration {
    /// The configuration of a flat text; `None` where it is none.
    pub fn read(texte: &str) -> Option<Self> {
        let mut lue = Self::default();
        for (cle, valeur) in plat::lines(texte) {
            let mut champs = valeur.split(';');
            let mut champ = || plat::unescape(champs.next()?);
            match cle {
                "titre" => lue.titre = champ()?,
                "paragraphe" => lue.paragraphes.push(champ()?),
                "logo" => lue.logo = Some((champ()?, champ()?)),
                "contact" => lue.contacts.push(ContactDuSite {
                    nom: champ()?,
                    role: champ()?,
                    adresse: champ()?,
                    courriel: champ()?,
                    telephone: champ()?,
                    lieux: Lieux { regions: champ()?, departements: champ()? },
                }),
                "amorcage" => lue.aides.push(AideLocale {
                    libelle: champ()?,
                    montant: champ()?.parse().ok(),
                    conditions: champ()?,
                    date: champ()?.parse().ok()?,
                    source: (champ()?, champ()?),
                    lieux: Lieux { regions: champ()?, departements: champ()? },
                    tailles: champ()?,
                }),
                "couverture" => lue.couverture = Some(champ()?),
                "regles" => lue.regles = Some(champ()?),
                _ => return None,
            }
        }
        Some(lue)
    }

    /// Whom to call for a territory: those of its départements, then those of its
    /// régions; those of no place in particular where there is nobody else.
    pub fn contacts_of(
        &self,
        departements: &[CodeDepartement],
        regions: &[CodeRegion],
    ) -> Vec<&ContactDuSite> {
        let mut retenus = Vec::new();
        for c in &self.contacts {
            if c.lieux.has_departement(departements) {
                retenus.push(c);
            }
        }
        for c in &self.contacts {
            if c.lieux.has_region(regions) && !c.lieux.has_departement(departements) {
                retenus.push(c);
            }
        }
        if retenus.is_empty() {
            retenus.extend(self.contacts.iter().filter(|c| c.lieux.is_empty()));
        }
        retenus
    }

    /// The help that a territory of a taille may ask for. What is kept to some tailles is
    /// not told while the taille is not known.
    pub fn aides_of(
        &self,
        departements: &[CodeDepartement],
        regions: &[CodeRegion],
        taille: Option<u8>,
    ) -> Vec<&AideLocale> {
        let mut retenues = Vec::new();
        for a in &self.aides {
            let ici =
                a.lieux.is_empty() || a.lieux.has_departement(departements) || a.lieux.has_region(regions);
            let taillee = a.tailles.is_empty()
                || taille.is_some_and(|t| a.tailles.split(',').any(|un| un.parse() == Ok(t)));
            if ici && taillee {
                retenues.push(a);
            }
        }
        retenues
    }
}
