//! The communes of a perimeter as a table that Excel opens in France (CSV).
//!
//! UTF-8 with its mark, semicolons, lines that end as those of Windows. Excel takes a text of
//! figures for a number and `01004` would become 1004: a code is written `="01004"`, which
//! Excel and LibreOffice read as the text 01004. Nothing that somebody typed can be a formula.

use cpts_core::{Appartenances, NaturePart, Perimetre, communes_comptees};
use cpts_rules::Rules;

/// The columns.
const ENTETE: &str = "Code INSEE;Commune;Part;Département;SIREN de l’EPCI;EPCI;Population;Base;Millésime";

/// The table: a row for each commune that counts, in the order of codes. A population that is
/// not known is an empty cell. A share has a figure that INSEE did not give: one that somebody
/// typed has no year, an estimate has that of its IRIS.
pub fn write(perimetre: &Perimetre, lieux: &Appartenances, rules: &'static Rules) -> String {
    let mut s = String::from("\u{feff}");
    s.push_str(ENTETE);
    s.push_str("\r\n");
    for (commune, population) in communes_comptees(perimetre, rules) {
        let epci = lieux.epci_of(commune.code);
        let (base, annee) = match commune.part.as_ref().map(|part| part.nature) {
            None => (rules.tailles.base, Some(commune.millesime.unwrap_or(perimetre.millesime))),
            Some(NaturePart::Saisie) => ("saisie", None),
            Some(NaturePart::Iris { annee }) => ("IRIS", Some(annee)),
        };
        code(commune.code.as_str(), &mut s);
        s.push(';');
        texte(&commune.nom, &mut s);
        s.push(';');
        texte(commune.part.as_ref().map_or("", |part| &part.motif), &mut s);
        s.push(';');
        code(commune.departement.as_str(), &mut s);
        s.push(';');
        s.push_str(&epci.map_or_else(String::new, |epci| epci.siren.to_string()));
        s.push(';');
        texte(epci.map_or("", |epci| &epci.nom), &mut s);
        s.push(';');
        if let Some(population) = population {
            s.push_str(&population.to_string());
        }
        s.push(';');
        s.push_str(base);
        s.push(';');
        if let Some(annee) = annee {
            s.push_str(&annee.to_string());
        }
        s.push_str("\r\n");
    }
    s
}

/// A code: letters and figures, kept as a text.
fn code(code: &str, s: &mut String) {
    s.push_str(&["\"=\"\"", code, "\"\"\""].concat());
}

/// A text between quotes. One that a spreadsheet would compute gets an apostrophe.
fn texte(texte: &str, s: &mut String) {
    s.push('"');
    if texte.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        s.push('\'');
    }
    for c in texte.chars() {
        match c {
            '"' => s.push_str("\"\""),
            // A row is one line: readers of lists that know no quotes stay right.
            '\n' | '\r' | '\t' => s.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {}
            _ => s.push(c),
        }
    }
    s.push('"');
}
