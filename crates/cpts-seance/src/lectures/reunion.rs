//! Perimeters as a room names them.

use cpts_codes::CodeCommune;
use cpts_perimetre::comparaison::difference;

use crate::format::compte;
use crate::lectures::comparaison::Colonne;
use crate::seance::Seance;

/// What the names of EPCI begin with, and what people say for it.
const ABREGES: [(&str, &str); 3] = [
    ("Communauté d’agglomération ", "CA "),
    ("Communauté de communes ", "CC "),
    ("Communauté urbaine ", "CU "),
];

/// The names of the columns. That of a perimeter which shares communes with the first one is
/// what it has more, and what it has less: side by side, that is what one looks for.
pub fn noms(seance: Seance, colonnes: &[Colonne]) -> Vec<String> {
    let mut noms = Vec::new();
    for c in colonnes {
        let donne = seance.gardes.with(|g| g.nom(c.lettre).is_some());
        let premier = colonnes.first().filter(|p| !donne && p.lettre != c.lettre);
        let ecart = premier.and_then(|p| {
            let d = seance.with_territory(|t| difference(&p.territoire, &c.territoire, t))?;
            let nom = |codes: &[CodeCommune]| match codes {
                [] => String::new(),
                [seule] => seance
                    .with_territory(|t| t.commune(*seule).map(|c| c.nom.to_owned()))
                    .flatten()
                    .unwrap_or_default(),
                plusieurs => compte(plusieurs.len() as u32, "commune", "communes"),
            };
            relative(p.lettre.mot(), d.deux.len(), &nom(&d.second), &nom(&d.premier))
        });
        noms.push(ecart.unwrap_or_else(|| abrege(&c.nom)));
    }
    noms
}

/// « A avec Bouchain, sans Rœulx »; `None` where two perimeters have nothing in common.
fn relative(lettre: &str, communes: usize, avec: &str, sans: &str) -> Option<String> {
    let mut nom = match (communes, avec, sans) {
        (0, ..) => return None,
        (_, "", "") => return Some(["comme ", lettre].concat()),
        _ => lettre.to_owned(),
    };
    if !avec.is_empty() {
        nom.push_str(" avec ");
        nom.push_str(avec);
    }
    if !sans.is_empty() {
        nom.push_str(if avec.is_empty() { " sans " } else { ", sans " });
        nom.push_str(sans);
    }
    Some(nom)
}

/// A name short enough for a column, as people in the room say it: « CA de Cambrai ».
fn abrege(nom: &str) -> String {
    for (long, court) in ABREGES {
        if let Some(reste) = nom.strip_prefix(long) {
            return [court, reste].concat();
        }
    }
    nom.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_epci_are_said_in_two_letters() {
        assert_eq!(abrege("Communauté d’agglomération de Cambrai"), "CA de Cambrai");
        assert_eq!(abrege("Communauté de communes du Sud-Artois"), "CC du Sud-Artois");
        assert_eq!(abrege("Métropole de Lyon"), "Métropole de Lyon");
    }

    #[test]
    fn a_perimeter_is_named_by_what_parts_it_from_the_first() {
        let dit = |communes, avec, sans| relative("A", communes, avec, sans).unwrap_or_default();
        assert_eq!(dit(55, "Bouchain", ""), "A avec Bouchain");
        assert_eq!(dit(54, "", "Gouzeaucourt"), "A sans Gouzeaucourt");
        assert_eq!(dit(54, "3 communes", "Rœulx"), "A avec 3 communes, sans Rœulx");
        assert_eq!(dit(55, "", ""), "comme A");
        assert_eq!(dit(0, "30 communes", "55 communes"), "");
    }
}
