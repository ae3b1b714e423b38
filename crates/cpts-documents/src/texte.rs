//! A document as plain text, to paste into a form.

use crate::document::{Allure, Bloc, Document, Ligne, Morceau, Phrase, Rang, Tableau};

/// Longest line.
const COLONNES: usize = 80;

/// The text: lines of at most 80 characters, parts with their numbers, notes at the end.
pub fn write(document: &Document) -> String {
    let mut s = String::with_capacity(1 << 13);
    let mut partie = 0_usize;
    let mut liste = false;
    for bloc in &document.blocs {
        match bloc {
            Bloc::Titre(Rang::Document, texte) => titre(texte, '=', &mut s),
            Bloc::Titre(Rang::Partie, texte) => {
                partie += 1;
                titre(&[&partie.to_string(), ". ", texte].concat(), '-', &mut s);
            }
            Bloc::Titre(Rang::Annexe, texte) => titre(texte, '-', &mut s),
            Bloc::Titre(Rang::SousPartie, texte) => titre(texte, ' ', &mut s),
            // Nothing is in a frame here, nor highlighted: what it says of colours would be wrong.
            Bloc::Ligne(Ligne { allure: Allure::Encadre, phrase }) => {
                let gras = phrase.0.iter().find(|m| matches!(m, Morceau::Gras(_)));
                if let Some(Morceau::Gras(dit)) = gras {
                    plier("", &[dit, " Ils sont entre crochets."].concat(), &mut s);
                    s.push('\n');
                }
            }
            Bloc::Ligne(ligne) => {
                let item = matches!(ligne.allure, Allure::Puce | Allure::Case | Allure::SousCase);
                if liste && !item {
                    s.push('\n');
                }
                self::ligne(ligne, "", &mut s);
                if !item {
                    s.push('\n');
                }
                liste = item;
                continue;
            }
            Bloc::Tableau(tableau) => self::tableau(tableau, &mut s),
            Bloc::Page => {}
        }
        liste = false;
    }
    if !document.notes.is_empty() {
        titre("Notes", ' ', &mut s);
        for (rang, note) in document.notes.iter().enumerate() {
            plier(&["[", &(rang + 1).to_string(), "] "].concat(), &mots(note), &mut s);
        }
    }
    s
}

fn titre(texte: &str, trait_: char, s: &mut String) {
    if !s.is_empty() && !s.ends_with("\n\n") {
        s.push('\n');
    }
    plier("", texte, s);
    if trait_ != ' ' {
        for _ in 0..texte.chars().count().min(COLONNES) {
            s.push(trait_);
        }
        s.push('\n');
    }
    s.push('\n');
}

fn ligne(ligne: &Ligne, retrait: &str, s: &mut String) {
    let puce = match (ligne.allure, ligne.phrase.0.first()) {
        (Allure::Puce, _) => "- ",
        (Allure::SousCase, _) => "    ",
        (_, Some(Morceau::Case(true))) => "[x] ",
        (_, Some(Morceau::Case(false))) => "[ ] ",
        _ => "",
    };
    plier(&[retrait, puce].concat(), &mots(&ligne.phrase), s);
}

/// The words of a phrase, with marks for notes.
fn mots(phrase: &Phrase) -> String {
    let mut s = String::new();
    for morceau in &phrase.0 {
        match morceau {
            Morceau::Texte(texte) | Morceau::Gras(texte) | Morceau::Blanc(texte) => s.push_str(texte),
            // It stands before the line.
            Morceau::Case(_) => {}
            Morceau::Note(note) => s.push_str(&["\u{a0}[", &(note + 1).to_string(), "]"].concat()),
            Morceau::Lien(texte, adresse) => s.push_str(&[texte, " (", adresse, ")"].concat()),
        }
    }
    s
}

/// A row a line: `first cell: second, third`; a cell of several paragraphs under its heading.
fn tableau(tableau: &Tableau, s: &mut String) {
    let longues = tableau.lignes.iter().flatten().any(|cellule| cellule.len() > 1);
    for rangee in &tableau.lignes {
        let mut cellules = rangee.iter();
        let Some(intitule) = cellules.next() else { continue };
        let mut tete = String::new();
        for ligne in intitule {
            tete.push_str(&mots(&ligne.phrase));
        }
        if tete.is_empty() {
            continue;
        }
        if longues {
            plier("", &[&tete, "\u{a0}:"].concat(), s);
            for ligne in cellules.flatten() {
                self::ligne(ligne, "  ", s);
            }
            s.push('\n');
            continue;
        }
        tete.push_str("\u{a0}: ");
        let mut premiere = true;
        for (cellule, colonne) in cellules.zip(tableau.colonnes.iter().skip(1)) {
            let dit = cellule.first().map_or_else(String::new, |ligne| mots(&ligne.phrase));
            if dit.is_empty() {
                continue;
            }
            if !core::mem::take(&mut premiere) {
                tete.push_str("\u{a0}; ");
            }
            tete.push_str(&dit);
            if colonne.nombres {
                tete.push(' ');
                let unites = cpts_core::texte::minuscules(colonne.titre);
                let une = cellule.first().is_some_and(|ligne| seul(&ligne.phrase));
                tete.push_str(if une { unites.trim_end_matches('s') } else { &unites });
            }
        }
        plier("- ", &tete, s);
    }
    s.push('\n');
}

/// Whether a cell of numbers holds none or one: what it counts is then singular.
fn seul(phrase: &Phrase) -> bool {
    matches!(phrase.0.first(), Some(Morceau::Texte(n) | Morceau::Gras(n)) if n == "0" || n == "1")
}

/// Adds a text in lines that hold in the width, the first after `debut`, the others under it.
#[inline(never)]
fn plier(debut: &str, texte: &str, s: &mut String) {
    let retrait = debut.chars().count();
    s.push_str(debut);
    let mut longueur = retrait;
    // Only at plain spaces: a no-break one holds its words together.
    for mot in texte.split([' ', '\n', '\r', '\t']).filter(|mot| !mot.is_empty()) {
        let mot_longueur = mot.chars().count();
        if longueur > retrait {
            if longueur + 1 + mot_longueur > COLONNES {
                s.push('\n');
                for _ in 0..retrait {
                    s.push(' ');
                }
                longueur = retrait;
            } else {
                s.push(' ');
                longueur += 1;
            }
        }
        s.push_str(mot);
        longueur += mot_longueur;
    }
    s.push('\n');
}
