//! « Vous avez le texte ou un contrat ? » : what is held of a figure that is not proved, and the
//! message of a person who can prove it.

use cpts_rules::{AProuver, Grandeur, Rules};

use crate::texte::{date, entre, nombre};

/// `variable : 27 500 €, entre 27 500 et 30 000 €`.
pub fn grandeur(g: &Grandeur) -> String {
    let mut sortie = String::from(g.nom);
    if !g.nom.is_empty() {
        sortie.push_str("\u{a0}: ");
    }
    sortie.push_str(&nombre(g.valeur));
    sortie.push('\u{a0}');
    sortie.push_str(g.unite);
    if let Some(bornes) = g.entre {
        sortie.push_str(", ");
        sortie.push_str(&entre(bornes));
    }
    sortie
}

/// All that is held of a figure, part by part.
pub fn retenu(figure: &AProuver) -> String {
    let mut parts = Vec::with_capacity(figure.grandeurs.len());
    for g in &figure.grandeurs {
        parts.push(grandeur(g));
    }
    parts.join("\u{a0}; ")
}

/// Where the figure was read.
#[derive(Debug, Clone, Copy)]
pub struct Lieu<'a> {
    /// Address of the page.
    pub adresse: &'a str,
    /// Version of the program.
    pub version: &'a str,
    /// Whose rules these are, in a sentence; empty where they are those of the simulator.
    pub bareme: &'a str,
}

/// What the message is about, in a line.
pub fn objet(figure: &AProuver) -> String {
    ["Chiffre à prouver\u{a0}: ", &figure.quoi].concat()
}

/// A message ready to be sent, with blanks for the amount and for its source.
pub fn message(figure: &AProuver, rules: &Rules, lieu: Lieu<'_>) -> String {
    let mot = rules.statut(figure.statut).map_or("", |s| s.mot);
    let mut sortie = objet(figure);
    let mut ligne = |titre: &str, dit: &str| {
        if !dit.is_empty() {
            sortie.push('\n');
            sortie.push_str(titre);
            sortie.push_str("\u{a0}: ");
            sortie.push_str(dit);
        }
    };
    let place = [figure.fichier, ", ", &figure.cle, ", depuis le ", &date(figure.depuis)].concat();
    ligne("Dans les règles", &place);
    if let Some(taille) = figure.taille {
        ligne("Taille", &taille.numero().to_string());
    }
    ligne("Le simulateur retient", &retenu(figure));
    ligne("Statut", mot);
    ligne("Pourquoi", figure.note);
    ligne("Ce qui le prouverait", figure.preuve);
    ligne("Page", lieu.adresse);
    let regles = ["vérifiées le ", &date(rules.formulaire.verifie_le), ", version ", lieu.version].concat();
    ligne("Règles", &regles);
    ligne("Barème", lieu.bareme);
    sortie.push('\n');
    let mut blanc = |titre: &str| {
        sortie.push('\n');
        sortie.push_str(titre);
        sortie.push_str("\u{a0}: [à compléter]");
    };
    blanc("Ce que dit le texte ou le contrat");
    blanc("Source (titre, date, page ou adresse)");
    sortie
}

#[cfg(test)]
mod tests {
    use super::*;
    use cpts_rules::{Poste, Statut, Taille, embedded};

    fn lieu() -> Lieu<'static> {
        Lieu { adresse: "https://exemple.fr/simulateur", version: "1.2.3", bareme: "" }
    }

    fn plain(texte: &str) -> String {
        texte.replace('\u{a0}', " ")
    }

    #[test]
    fn the_message_says_which_figure_what_is_held_and_what_is_asked() {
        let rules = embedded();
        let figures = rules.montants_a_prouver(Poste::AccesAuxSoins, 1, Taille::T2);
        let figure = AProuver { note: "Lu à moitié.", preuve: "L’annexe II.", ..figures[0].clone() };
        let dit = plain(&message(&figure, rules, lieu()));
        let lignes: Vec<&str> = dit.lines().collect();
        assert_eq!(
            lignes[..4],
            [
                "Chiffre à prouver : Accès aux soins, Taille 2",
                "Dans les règles : missions/acces-aux-soins.toml, financement[1].T2, depuis le 31 mars 2022",
                "Taille : 2",
                "Le simulateur retient : total : 100 000 €, entre 100 000 et 105 000 € ; fixe : 72 500 €, \
                 entre 70 000 et 77 500 € ; variable : 27 500 €, entre 27 500 et 30 000 €",
            ]
        );
        let mot = rules.statut(Statut::AConfirmer).unwrap().mot;
        assert_eq!(lignes[4], format!("Statut : {mot}"));
        assert_eq!(lignes[5..7], ["Pourquoi : Lu à moitié.", "Ce qui le prouverait : L’annexe II."]);
        assert_eq!(lignes[7], "Page : https://exemple.fr/simulateur");
        let verifie = plain(&date(rules.formulaire.verifie_le));
        assert_eq!(lignes[8], format!("Règles : vérifiées le {verifie}, version 1.2.3"));
        assert_eq!(
            lignes[9..],
            [
                "",
                "Ce que dit le texte ou le contrat : [à compléter]",
                "Source (titre, date, page ou adresse) : [à compléter]",
            ]
        );
    }

    #[test]
    fn the_rules_of_a_site_are_told_as_such() {
        let rules = embedded();
        let figure = rules.parametre_a_prouver(&rules.versements.variable_delai, 0).unwrap();
        let dit = message(&figure, rules, Lieu { bareme: "fourni par le site", ..lieu() });
        assert!(plain(&dit).contains("Le simulateur retient : 2 mois\n"), "{dit}");
        assert!(plain(&dit).contains("\nBarème : fourni par le site\n"), "{dit}");
        assert!(!dit.contains("Taille"), "{dit}");
    }

    /// A figure of which nothing but words is known has no empty line.
    #[test]
    fn what_is_not_known_has_no_line() {
        let rules = embedded();
        let figure = rules.parametre_a_prouver(&rules.versements.variable_delai, 0).unwrap();
        let figure = AProuver { grandeurs: Vec::new(), note: "", preuve: "", ..figure };
        let dit = message(&figure, rules, lieu());
        for absent in ["retient", "Pourquoi", "prouverait", "Barème"] {
            assert!(!dit.contains(absent), "{dit}");
        }
    }
}
