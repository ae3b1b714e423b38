//! The CPTS that exist, as a program gives them.

use cpts_codes::{CodeCommune, CodeDepartement, Date};
use cpts_core::{CommuneCouverte, Couverture, StatutCpts};
use serde::{Deserialize, Serialize};

/// The CPTS that exist on a territory: what a file of coverage says, as an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CouvertureDonnee {
    /// Who says so: it is shown with each finding.
    pub source: String,
    /// Day on which that was so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub produite_le: Option<Date>,
    /// Départements of which every CPTS is told: a commune that is not named there has none that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departements: Vec<CodeDepartement>,
    /// The CPTS.
    pub cpts: Vec<CptsDonnee>,
    /// Communes that have no CPTS that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sans_cpts: Vec<CodeCommune>,
}

/// A CPTS that exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CptsDonnee {
    /// Its name.
    pub nom: String,
    /// How far it is.
    pub statut: StatutCpts,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depuis: Option<Date>,
    /// Its communes. A former commune counts as a part of the current one; a code that nobody knows is left out.
    pub communes: Vec<CodeCommune>,
}

impl From<CouvertureDonnee> for Couverture {
    fn from(donnee: CouvertureDonnee) -> Self {
        let CouvertureDonnee { source, produite_le, departements, cpts, sans_cpts } = donnee;
        let mut codes = Vec::new();
        let mut lignes = Vec::new();
        for (rang, cpts) in (0..).zip(&cpts) {
            for code in &cpts.communes {
                codes.push(*code);
                lignes.push(CommuneCouverte {
                    code: *code,
                    cpts: rang,
                    statut: cpts.statut,
                    date: cpts.depuis,
                    partielle: false,
                });
            }
        }
        // In the order of codes; of one commune, in that of its CPTS.
        let mut communes: Vec<CommuneCouverte> = Vec::with_capacity(lignes.len());
        for place in in_order(&codes) {
            let Some(ligne) = lignes.get(place) else { continue };
            if communes.last().is_none_or(|l| (l.code, l.cpts) != (ligne.code, ligne.cpts)) {
                communes.push(*ligne);
            }
        }
        let mut sans: Vec<CodeCommune> = Vec::with_capacity(sans_cpts.len());
        for place in in_order(&sans_cpts) {
            let Some(code) = sans_cpts.get(place) else { continue };
            if sans.last() != Some(code) {
                sans.push(*code);
            }
        }
        let mut noms = Vec::with_capacity(cpts.len());
        for cpts in cpts {
            noms.push(cpts.nom);
        }
        Self { source, produite_le, departements, cpts: noms, communes, sans_cpts: sans }
    }
}

/// Places in the order of codes; the same code in the order in which it came. The sort of
/// whole numbers is the one that a browser holds already.
#[inline(never)]
fn in_order(codes: &[CodeCommune]) -> impl Iterator<Item = usize> {
    let mut cles: Vec<u64> = Vec::with_capacity(codes.len());
    for (place, code) in codes.iter().enumerate() {
        let octets = code.as_bytes().iter().fold(0, |cle, octet| cle << 8 | u64::from(*octet));
        cles.push(octets << 24 | place as u64);
    }
    cles.sort_unstable();
    cles.into_iter().map(|cle| (cle & 0xff_ffff) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn communes_come_in_the_order_of_codes_each_once_a_cpts() {
        let codes = |textes: &[&str]| textes.iter().map(|t| t.parse().unwrap()).collect::<Vec<CodeCommune>>();
        let cpts = |nom: &str, communes: &[&str]| CptsDonnee {
            nom: nom.to_owned(),
            statut: StatutCpts::AciSignee,
            depuis: None,
            communes: codes(communes),
        };
        let couverture = Couverture::from(CouvertureDonnee {
            source: "essai".to_owned(),
            produite_le: None,
            departements: Vec::new(),
            cpts: vec![cpts("Nord", &["59350", "59122", "59350"]), cpts("Sud", &["2A004", "59122"])],
            sans_cpts: codes(&["80021", "02722", "80021"]),
        });
        let lues: Vec<_> = couverture.communes.iter().map(|c| (c.code.to_string(), c.cpts)).collect();
        let attendues = [("2A004", 1), ("59122", 0), ("59122", 1), ("59350", 0)];
        assert_eq!(lues, attendues.map(|(code, cpts)| (code.to_owned(), cpts)));
        assert_eq!(couverture.sans_cpts, codes(&["02722", "80021"]));
        assert_eq!(couverture.cpts, ["Nord", "Sud"]);
        assert_eq!(couverture.of("59122".parse().unwrap()).len(), 2);
    }
}
