//! `cpts rules page`: the barème as a page, and as data beside it.

use std::path::Path;

use cpts_page_bareme::{Contenu, Donnees};
use cpts_rules::Rules;

use crate::erreur::Erreur;
use crate::export;

const PAGE: &str = "bareme.html";
const DONNEES: &str = "bareme.json";
/// Who gives the data.
const AUTEUR: &str = "Simulateur CPTS";

/// Writes both into a folder; nothing is printed. No clock is read: the day of the data is
/// that of the last check of the rules.
///
/// # Errors
/// The rules of the folder are not right, a file cannot be read or written.
pub(crate) fn write(dir: &Path, sortie: &Path) -> Result<String, Erreur> {
    let toutes = cpts_rules::dossier::load_all(dir).map_err(Erreur::Regles)?;
    // The rules live as long as the program: they are read once.
    let rules: &'static Rules = Box::leak(Box::new(toutes.rules));
    let donnees = export::document(dir, rules, rules.formulaire.verifie_le, AUTEUR)?;
    let contenu = Contenu {
        rules,
        aide: &toutes.aide,
        totaux: &cpts_rules::dossier::totaux(dir).map_err(Erreur::Regles)?,
        donnees: Donnees { nom: DONNEES, octets: donnees.len() },
    };
    put(&sortie.join(PAGE), &cpts_page_bareme::page(&contenu))?;
    put(&sortie.join(DONNEES), &donnees)?;
    Ok(String::new())
}

fn put(chemin: &Path, texte: &str) -> Result<(), Erreur> {
    std::fs::write(chemin, texte).map_err(|cause| Erreur::Ecriture { chemin: chemin.to_owned(), cause })
}
