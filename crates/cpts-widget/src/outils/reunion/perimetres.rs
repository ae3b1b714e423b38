//! Up to three perimeters side by side: one row a measure, figures that are read from afar.

use cpts_codes::CodeCommune;
use cpts_core::Bilan;
use cpts_perimetre::comparaison::{Lettre, difference};

use super::seance::{Seance, holds};
use super::territoire::{marge, titre_de_taille};
use crate::bilan::{Colonne, Somme, colonnes, disque, fixe, maximum};
use crate::etat::Etat;
use crate::format::{compte, entre, euros, nombre};
use crate::sources::statut;
use crate::vue::{Vue, bouton, el, elc, sr};

/// What the names of EPCI begin with, and what people say for it.
const ABREGES: [(&str, &str); 3] = [
    ("Communauté d’agglomération ", "CA "),
    ("Communauté de communes ", "CC "),
    ("Communauté urbaine ", "CU "),
];

/// The screen.
pub(super) fn perimetres(s: Seance) -> Vue {
    let etat = s.etat;
    elc("div", "r-colonne")
        .vif(move || {
            let colonnes = colonnes(etat);
            if colonnes.iter().all(|c| c.bilan.territoire.communes == 0) {
                return elc("p", "r-phrase")
                    .avec("Ajoutez d’abord une commune ou une intercommunalité à l’écran précédent.");
            }
            tableau(s, &colonnes)
        })
        .avec(
            elc("div", "r-bas")
                .vif(move || copier(s))
                .avec(elc("p", "gris").texte_vif(move || s.reminder().unwrap_or_default().to_owned())),
        )
}

/// The free letter, to go on from a copy of the current perimeter.
fn copier(s: Seance) -> Option<Vue> {
    let etat = s.etat;
    if etat.bilan.with(|b| b.territoire.communes == 0) {
        return None;
    }
    let libre = Lettre::TOUTES.into_iter().find(|l| etat.gardes.with(|g| !holds(g, *l)))?;
    Some(bouton("bouton", move |_| s.go_to(libre)).avec(["Copier en ", libre.mot()].concat()))
}

/// The names of the columns. That of a perimeter which shares communes with the first one is
/// what it has more, and what it has less: side by side, that is what one looks for.
pub(super) fn noms(etat: Etat, colonnes: &[Colonne]) -> Vec<String> {
    let mut noms = Vec::new();
    for c in colonnes {
        let donne = etat.gardes.with(|g| g.nom(c.lettre).is_some());
        let premier = colonnes.first().filter(|p| !donne && p.lettre != c.lettre);
        let ecart = premier.and_then(|p| {
            let d = etat.with_territory(|t| difference(&p.territoire, &c.territoire, t))?;
            let nom = |codes: &[CodeCommune]| match codes {
                [] => String::new(),
                [seule] => etat
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

/// Writes what a row of the table says of one perimeter.
type Mesure = fn(Etat, &Bilan) -> Vec<Vue>;

fn tableau(s: Seance, colonnes: &[Colonne]) -> Vue {
    let etat = s.etat;
    let mut tete = el("tr").attr("role", "row").avec(el("td").attr("role", "cell").avec(sr("Mesure")));
    for (c, nom) in colonnes.iter().zip(noms(etat, colonnes)) {
        let lettre = c.lettre;
        let combien = compte(c.bilan.territoire.communes, "commune", "communes");
        tete = tete.avec(
            elc("th", if c.courant { "courant" } else { "" })
                .attr("role", "columnheader")
                .attr("scope", "col")
                .avec(
                    bouton("r-nom", move |_| s.go_to(lettre))
                        .attr_vif("aria-pressed", move || {
                            Some(etat.gardes.with(|g| g.courant() == lettre).to_string())
                        })
                        .avec(disque(c.lettre, c.courant))
                        .avec(
                            el("span")
                                .avec(elc("strong", "nom").avec(nom))
                                .avec(elc("span", "gris").avec(combien)),
                        ),
                ),
        );
    }
    let mesures: [(&str, Mesure); 4] = [
        ("Habitants", |_, b| vec![chiffre(nombre(b.territoire.population))]),
        ("Taille", |_, b| {
            let mut vues = vec![chiffre(titre_de_taille(b))];
            vues.extend(marge(b));
            vues
        }),
        ("Fixe par\u{a0}an", |etat, b| argent(etat, b.financement.as_ref().map(|f| fixe(&f.totaux)))),
        ("Maximum par\u{a0}an", |etat, b| argent(etat, b.financement.as_ref().map(|f| maximum(&f.totaux)))),
    ];
    let mut corps = el("tbody").attr("role", "rowgroup");
    for (titre, lire) in mesures {
        let mut ligne = el("tr")
            .attr("role", "row")
            .avec(el("th").attr("role", "rowheader").attr("scope", "row").avec(titre));
        for c in colonnes {
            let classe = if c.courant { "courant" } else { "" };
            ligne = ligne.avec(elc("td", classe).attr("role", "cell").avec(lire(etat, &c.bilan)));
        }
        corps = corps.avec(ligne);
    }
    elc("table", "r-tableau")
        .attr("role", "table")
        .style("--colonnes", &colonnes.len().to_string())
        .avec(elc("caption", "sr").avec("Périmètres côte à côte"))
        .avec(el("thead").attr("role", "rowgroup").avec(tete))
        .avec(corps)
}

fn chiffre(texte: String) -> Vue {
    elc("strong", "r-chiffre").avec(texte)
}

/// An amount with how sure it is. Hidden, the row keeps its height.
fn argent(etat: Etat, montant: Option<Somme>) -> Vec<Vue> {
    if etat.masque() {
        return vec![chiffre("\u{a0}".to_owned()), elc("span", "statut").avec("masqué")];
    }
    match montant {
        Some(somme) => vec![
            chiffre(euros(somme.montant)),
            match somme.entre {
                Some(bornes) => elc("span", "statut").avec(entre(bornes)),
                None => statut(etat.rules(), somme.statut),
            },
        ],
        None => vec![chiffre("–".to_owned()), elc("span", "statut").avec("aucun montant")],
    }
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
