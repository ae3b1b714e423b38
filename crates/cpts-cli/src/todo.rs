//! `cpts rules todo`: what is not proved in the rules, for those who keep them.

use std::fmt::Write as _;
use std::path::Path;

use clap::ValueEnum;
use cpts_core::preuve::retenu;
use cpts_core::texte::date;
use cpts_rules::{AProuver, Rules, dossier};

use crate::commandes::json;
use crate::erreur::Erreur;
use crate::texte::{Page, nombre, ordinaire};

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Forme {
    /// Pour lire au terminal
    Text,
    /// Pour les programmes
    Json,
    /// Ce qu'est docs/chiffres-a-prouver.md
    Markdown,
}

/// The list of a folder of rules.
///
/// # Errors
/// The rules of the folder are not right.
pub(crate) fn todo(dir: &Path, forme: Forme) -> Result<String, Erreur> {
    let rules = dossier::load(dir).map_err(Erreur::Regles)?;
    let liste = rules.a_prouver();
    match forme {
        Forme::Json => json(&liste),
        Forme::Text => Ok(text(&rules, &liste)),
        Forme::Markdown => Ok(markdown(&rules, &liste)),
    }
}

/// What would prove them, each once, and how many figures it would prove: the first is that of
/// the first figure.
fn preuves(liste: &[AProuver]) -> Vec<(&'static str, usize)> {
    let mut preuves: Vec<(&'static str, usize)> = Vec::new();
    for figure in liste {
        match preuves.iter_mut().find(|(preuve, _)| *preuve == figure.preuve) {
            Some((_, combien)) => *combien += 1,
            None => preuves.push((figure.preuve, 1)),
        }
    }
    preuves
}

/// The number of what would prove a figure, from 1.
fn numero(preuves: &[(&'static str, usize)], figure: &AProuver) -> usize {
    preuves.iter().position(|(preuve, _)| *preuve == figure.preuve).map_or(0, |rang| rang + 1)
}

fn dite(preuve: &str) -> &str {
    if preuve.is_empty() { "Non dit. Écrivez-le dans la règle." } else { preuve }
}

fn en_jeu(figure: &AProuver) -> String {
    figure.en_jeu.map_or_else(|| "–".to_owned(), nombre)
}

/// What the rules hold of a figure: numbers, else words, else the day itself.
fn tenu(figure: &AProuver) -> String {
    if !figure.grandeurs.is_empty() {
        retenu(figure)
    } else if figure.note.is_empty() {
        date(figure.depuis)
    } else {
        figure.note.to_owned()
    }
}

fn statut(rules: &Rules, figure: &AProuver) -> &'static str {
    rules.statut(figure.statut).map_or(figure.statut.id(), |mot| mot.mot)
}

fn text(rules: &Rules, liste: &[AProuver]) -> String {
    let preuves = preuves(liste);
    let mut page = Page::default();
    page.titre(&format!("Chiffres à prouver : {}", liste.len()), '=');
    page.paragraphe(
        "En tête, les euros par an qui en dépendent : le maximum moins le minimum. Un tiret : ce n'est pas un montant par an. À la fin, ce qui les prouverait.",
    );
    for figure in liste {
        page.ligne("");
        page.ligne(&format!("{:>7}  {}", en_jeu(figure), figure.quoi));
        let depuis = date(figure.depuis);
        page.retrait(&format!("{} ({}), depuis le {depuis}", tenu(figure), statut(rules, figure)));
        if !figure.grandeurs.is_empty() {
            page.retrait(figure.note);
        }
        page.retrait(&format!("rules/{} : {}", figure.fichier, figure.cle));
        page.retrait(&format!("preuve {}", numero(&preuves, figure)));
    }
    page.titre("Ce qui les prouverait", '-');
    for (i, (preuve, combien)) in preuves.iter().enumerate() {
        page.paragraphe(&format!("{}. ({combien}) {}", i + 1, dite(preuve)));
    }
    page.texte
}

fn markdown(rules: &Rules, liste: &[AProuver]) -> String {
    let preuves = preuves(liste);
    let mut sortie = String::from(
        "# Les chiffres à prouver\n\n\
         <!-- Écrit par `cargo cpts rules todo --format markdown` : ne le corrigez pas à la main. -->\n\n",
    );
    // Writing to a String cannot fail.
    let _ = write!(
        sortie,
        "Les règles, vérifiées le {}, ont {} chiffres sans preuve. Ils sont ici par enjeu : les euros par an \
         entre le moins et le plus que chacun peut être. Un tiret : ce n'est pas un montant par an.\n\n\
         Vous avez l'un de ces textes, ou un contrat ? Dans la page, « Voir la règle » prépare un message à \
         compléter. Pour corriger une règle vous-même : [regles.md](regles.md).\n\n\
         ## Ce qui les prouverait\n\n\
         | n° | texte ou pièces | chiffres |\n|---:|---|---:|\n",
        date(rules.formulaire.verifie_le),
        liste.len()
    );
    for (i, (preuve, combien)) in preuves.iter().enumerate() {
        let _ = writeln!(sortie, "| {} | {} | {combien} |", i + 1, dite(preuve));
    }
    sortie.push_str(
        "\n## Les chiffres\n\n\
         | euros par an | chiffre | depuis le | ce que les règles retiennent | statut | où | preuve |\n\
         |---:|---|---|---|---|---|---:|\n",
    );
    for figure in liste {
        let _ = writeln!(
            sortie,
            "| {} | {} | {} | {} | {} | `{}`, `{}` | {} |",
            en_jeu(figure),
            figure.quoi,
            figure.depuis,
            tenu(figure),
            statut(rules, figure),
            figure.fichier,
            figure.cle,
            numero(&preuves, figure)
        );
    }
    ordinaire(&sortie)
}
