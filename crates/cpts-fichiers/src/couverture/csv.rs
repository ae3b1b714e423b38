//! `code;cpts;statut;date`, as spreadsheets write it.

use cpts_api::Refus;

use super::chantier::{About, Chantier, entier};
use crate::texte::{clean, plain};

/// Most cells of one row.
const CELLULES_MAX: usize = 200;

/// Column of each thing to know.
#[derive(Default)]
struct Colonnes {
    code: usize,
    cpts: usize,
    statut: usize,
    date: Option<usize>,
}

/// Reads a table: comments of `#` about the file, a header, rows.
pub(super) fn read(texte: &str, chantier: &mut Chantier) -> Result<(), Refus> {
    let mut lecteur = Lecteur { reste: texte, ligne: 0, separateur: ';' };
    let colonnes = loop {
        let Some(debut) = lecteur.peek_line() else {
            return Err(entier(
                "le fichier est vide",
                "la première ligne doit être l'en-tête code;cpts;statut;date",
            ));
        };
        let propre = debut.trim().trim_matches('"').trim();
        if let Some(commentaire) = propre.strip_prefix('#') {
            let commentaire = commentaire.trim_end_matches([';', ',', '\t', '"']);
            if let Some((cle, valeur)) = commentaire.split_once(':')
                && let Some(cle) = About::of(cle)
            {
                let place = format!("ligne {}", lecteur.ligne + 1);
                chantier.about(cle, &place, valeur);
            }
            lecteur.skip_line();
        } else if propre.trim_matches([';', ',', '\t']).is_empty() {
            lecteur.skip_line();
        } else {
            lecteur.separateur = [';', ',', '\t']
                .into_iter()
                .max_by_key(|s| (debut.matches(*s).count(), *s == ';'))
                .unwrap_or(';');
            let entete = lecteur.row().map_err(|()| unclosed(&lecteur))?.unwrap_or_default();
            break header(&entete, chantier)?;
        }
    };
    let mut lues = 0;
    loop {
        let place = format!("ligne {}", lecteur.ligne + 1);
        let Some(cellules) = lecteur.row().map_err(|()| unclosed(&lecteur))? else { break };
        if cellules.iter().all(|cellule| cellule.trim().is_empty()) {
            continue;
        }
        lues += 1;
        let cellule = |rang: usize| cellules.get(rang).map_or("", |c| c.trim());
        let date = colonnes.date.map_or("", cellule);
        let codes = [cellule(colonnes.code).to_owned()];
        chantier.row(&place, &codes, cellule(colonnes.cpts), cellule(colonnes.statut), date)?;
    }
    if lues == 0 {
        return Err(entier("le fichier n'a aucune ligne après l'en-tête", "ajoutez une ligne par commune"));
    }
    Ok(())
}

fn unclosed(lecteur: &Lecteur<'_>) -> Refus {
    Refus {
        champ: format!("ligne {}", lecteur.ligne),
        probleme: "un guillemet ouvert n'est pas refermé".into(),
        aide: "fermez-le, ou retirez-le".into(),
    }
}

fn header(cellules: &[String], chantier: &mut Chantier) -> Result<Colonnes, Refus> {
    let noms: Vec<String> = cellules.iter().map(|cellule| plain(cellule)).collect();
    let find = |possibles: &[&str]| noms.iter().position(|nom| possibles.contains(&nom.as_str()));
    let code = find(&["code", "code_insee", "insee", "code_commune"]);
    let cpts = find(&["cpts", "nom_cpts"]);
    let statut = find(&["statut"]);
    let (Some(code), Some(cpts), Some(statut)) = (code, cpts, statut) else {
        let manquants: Vec<&str> = [("code", code), ("cpts", cpts), ("statut", statut)]
            .into_iter()
            .filter_map(|(nom, place)| place.is_none().then_some(nom))
            .collect();
        return Err(Refus {
            champ: "en-tête".into(),
            probleme: format!("colonne absente : {}", manquants.join(", ")),
            aide: "la première ligne doit nommer les colonnes : code;cpts;statut;date".into(),
        });
    };
    let date = find(&["date"]);
    let autres: Vec<String> = cellules
        .iter()
        .enumerate()
        .filter(|(i, nom)| {
            ![Some(*i)].iter().any(|i| [Some(code), Some(cpts), Some(statut), date].contains(i))
                && !nom.trim().is_empty()
        })
        .take(5)
        .map(|(_, nom)| format!("« {} »", clean(nom, 40)))
        .collect();
    match autres.as_slice() {
        [] => {}
        [une] => chantier.remark(format!("Colonne laissée de côté : {une}.")),
        plusieurs => chantier.remark(format!("Colonnes laissées de côté : {}.", plusieurs.join(", "))),
    }
    Ok(Colonnes { code, cpts, statut, date })
}

/// Rows of a table, with quotes as RFC 4180 has them.
struct Lecteur<'a> {
    reste: &'a str,
    /// Lines passed so far.
    ligne: usize,
    separateur: char,
}

impl<'a> Lecteur<'a> {
    fn peek_line(&self) -> Option<&'a str> {
        (!self.reste.is_empty()).then(|| self.reste.split('\n').next().unwrap_or_default())
    }

    fn skip_line(&mut self) {
        self.ligne += 1;
        self.reste = self.reste.split_once('\n').map_or("", |(_, reste)| reste);
    }

    /// The cells of the next row; `Err` when a quote is not closed.
    fn row(&mut self) -> Result<Option<Vec<String>>, ()> {
        if self.reste.is_empty() {
            return Ok(None);
        }
        self.ligne += 1;
        let mut cellules = Vec::new();
        let mut cellule = String::new();
        let mut entre = false;
        let mut lettres = self.reste.char_indices().peekable();
        let mut fin = self.reste.len();
        while let Some((i, c)) = lettres.next() {
            match c {
                '"' if entre && lettres.peek().is_some_and(|(_, suivante)| *suivante == '"') => {
                    lettres.next();
                    cellule.push('"');
                }
                '"' if entre => entre = false,
                '"' if cellule.trim().is_empty() => {
                    cellule.clear();
                    entre = true;
                }
                '\n' if entre => {
                    self.ligne += 1;
                    cellule.push(' ');
                }
                '\n' => {
                    fin = i + 1;
                    break;
                }
                c if c == self.separateur && !entre => {
                    if cellules.len() < CELLULES_MAX {
                        cellules.push(core::mem::take(&mut cellule));
                    }
                    cellule.clear();
                }
                '\r' => {}
                c => cellule.push(c),
            }
        }
        if entre {
            return Err(());
        }
        cellules.push(cellule);
        self.reste = self.reste.get(fin..).unwrap_or_default();
        Ok(Some(cellules))
    }
}
