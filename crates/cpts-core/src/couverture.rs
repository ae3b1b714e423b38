//! Which communes are already in a CPTS, as a file of the host or of the person tells it.
//!
//! No public data says it for all of France: without a file, nothing is known,
//! and not known is not free. A [`Couverture`] is a whole file, checked;
//! a [`CouverturePerimetre`] is what it says of one perimeter.

use cpts_codes::{CodeCommune, CodeDepartement, Date};

use crate::lignes;

/// How far a CPTS is, from the most to the least settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum StatutCpts {
    /// Its ACI contract is signed.
    AciSignee,
    /// The ARS did not oppose its health project.
    ProjetValide,
    /// It wrote a lettre d'intention.
    LettreIntention,
}

impl StatutCpts {
    /// Every status, in order.
    pub const TOUS: [Self; 3] = [Self::AciSignee, Self::ProjetValide, Self::LettreIntention];

    /// Its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::AciSignee => "aci_signee",
            Self::ProjetValide => "projet_valide",
            Self::LettreIntention => "lettre_intention",
        }
    }

    /// The status of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::TOUS.into_iter().find(|statut| statut.id() == id)
    }
}

/// A file of the CPTS that exist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Couverture {
    /// Who says so: the `source` of the file, else its name.
    pub source: String,
    /// Day of the file, where it tells it.
    pub produite_le: Option<Date>,
    /// Départements of which the file tells every CPTS: a commune that it does
    /// not name there has none that it knows. Elsewhere it tells nothing.
    pub departements: Vec<CodeDepartement>,
    /// Names of the CPTS, each once.
    pub cpts: Vec<String>,
    /// Communes of a CPTS, in the order of codes; one that several share comes several times.
    pub communes: Vec<CommuneCouverte>,
    /// Communes that the file names as having no CPTS that it knows, in order.
    pub sans_cpts: Vec<CodeCommune>,
}

/// A commune of a CPTS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommuneCouverte {
    /// INSEE code, as the file wrote it.
    pub code: CodeCommune,
    /// Place of its CPTS in [`Couverture::cpts`].
    pub cpts: u32,
    /// How far that CPTS is.
    pub statut: StatutCpts,
    /// Since when, where the file tells it.
    pub date: Option<Date>,
    /// Only a part of the commune: a former commune, now merged with others.
    pub partielle: bool,
}

impl Couverture {
    /// The CPTS of a commune.
    pub fn of(&self, code: CodeCommune) -> &[CommuneCouverte] {
        let debut = self.communes.partition_point(|c| c.code < code);
        let suite = self.communes.get(debut..).unwrap_or_default();
        let longueur = suite.iter().take_while(|c| c.code == code).count();
        suite.get(..longueur).unwrap_or_default()
    }

    /// Whether the file names the commune, with or without a CPTS.
    pub fn tells(&self, code: CodeCommune) -> bool {
        !self.of(code).is_empty() || self.sans_cpts.binary_search(&code).is_ok()
    }

    /// Name of the CPTS at a place.
    pub fn nom(&self, cpts: u32) -> &str {
        self.cpts.get(cpts as usize).map_or("", String::as_str)
    }

    /// The file as a flat text (see [`plat`]).
    pub fn write(&self) -> String {
        let Self { source, produite_le, departements, cpts, communes, sans_cpts } = self;
        let jour = |date: &Option<Date>| date.map_or_else(String::new, |date| date.to_string());
        let mut s = String::with_capacity(64 + 40 * communes.len());
        lignes::line(&mut s, &["source"], &[source]);
        if produite_le.is_some() {
            lignes::line(&mut s, &["produite_le"], &[&jour(produite_le)]);
        }
        for code in departements {
            lignes::line(&mut s, &["departement"], &[code.as_str()]);
        }
        for nom in cpts {
            lignes::line(&mut s, &["cpts"], &[nom]);
        }
        for c in communes {
            let partielle = if c.partielle { "partie" } else { "" };
            let champs = [c.code.as_str(), &c.cpts.to_string(), c.statut.id(), &jour(&c.date), partielle];
            lignes::line(&mut s, &["commune"], &champs);
        }
        for code in sans_cpts {
            lignes::line(&mut s, &["sans_cpts"], &[code.as_str()]);
        }
        s
    }

    /// The file of a flat text, whose other lines are passed over; `None` where
    /// it is not one that [`Self::write`] made.
    pub fn read(texte: &str) -> Option<Self> {
        let mut lue = Self::default();
        for (cle, valeur) in lignes::lines(texte) {
            match cle {
                "source" => lue.source = lignes::unescape(valeur)?,
                "produite_le" => lue.produite_le = Some(valeur.parse().ok()?),
                "departement" => lue.departements.push(valeur.parse().ok()?),
                "cpts" => lue.cpts.push(lignes::unescape(valeur)?),
                "sans_cpts" => lue.sans_cpts.push(valeur.parse().ok()?),
                "commune" => {
                    let mut champs = valeur.split(';');
                    let mut champ = || champs.next();
                    lue.communes.push(CommuneCouverte {
                        code: champ()?.parse().ok()?,
                        cpts: champ()?.parse().ok()?,
                        statut: StatutCpts::from_id(champ()?)?,
                        date: match champ()? {
                            "" => None,
                            jour => Some(jour.parse().ok()?),
                        },
                        partielle: champ()? == "partie",
                    });
                }
                _ => {}
            }
        }
        Some(lue)
    }
}

/// What a file of coverage says of a perimeter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CouverturePerimetre {
    /// Who says so.
    pub source: String,
    /// Day of the file, where it tells it.
    pub produite_le: Option<Date>,
    /// Names of the CPTS, each once.
    pub cpts: Vec<String>,
    /// Communes of the perimeter that a CPTS covers, in the order of codes.
    /// `partielle`: only a part of what the perimeter takes.
    pub communes: Vec<CommuneCouverte>,
    /// Communes of which the file tells nothing, in the order of codes.
    pub non_verifiees: Vec<CodeCommune>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn couvertures()(
            source in any::<String>(),
            produite in prop::option::of((2019u16..2100, 1u8..13, 1u8..29)),
            departements in prop::collection::vec("[0-8][1-9]|97[1-6]", 0..4),
            cpts in prop::collection::vec(any::<String>(), 1..4),
            communes in prop::collection::vec(("[0-8][0-9]{4}", 0u32..4, 0usize..3, any::<bool>(), any::<bool>()), 0..9),
            sans in prop::collection::vec("[0-8][0-9]{4}", 0..4),
        ) -> Couverture {
            let jour = Date::new(2024, 2, 29);
            let mut communes: Vec<CommuneCouverte> = communes
                .into_iter()
                .map(|(code, cpts, statut, datee, partielle)| CommuneCouverte {
                    code: code.parse().unwrap(),
                    cpts,
                    statut: StatutCpts::TOUS[statut],
                    date: jour.filter(|_| datee),
                    partielle,
                })
                .collect();
            communes.sort_by_key(|c| c.code);
            Couverture {
                source,
                produite_le: produite.and_then(|(a, m, j)| Date::new(a, m, j)),
                departements: departements.iter().map(|d| d.parse().unwrap()).collect(),
                cpts,
                communes,
                sans_cpts: sans.iter().map(|c| c.parse().unwrap()).collect(),
            }
        }
    }

    proptest! {
        #[test]
        fn a_file_comes_back_as_it_was(couverture in couvertures()) {
            prop_assert_eq!(Couverture::read(&couverture.write()), Some(couverture));
        }

        #[test]
        fn any_text_is_read_or_refused(texte in any::<String>()) {
            let _ = Couverture::read(&texte);
        }

        #[test]
        fn a_commune_has_all_its_lines_and_no_other(couverture in couvertures()) {
            for c in &couverture.communes {
                let toutes: Vec<_> = couverture.communes.iter().filter(|d| d.code == c.code).copied().collect();
                prop_assert_eq!(couverture.of(c.code), &toutes[..]);
            }
            let absente: CodeCommune = "99999".parse().unwrap();
            prop_assert!(couverture.of(absente).is_empty());
        }
    }
}
