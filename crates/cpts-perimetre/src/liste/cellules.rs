//! A text cut into lines and cells.

/// Lines that are looked at to learn how the list is made.
pub(super) const ECHANTILLON: usize = 200;

/// The lines of a text, whichever system ended them. A final end of line makes no line.
pub(super) fn lines(texte: &str) -> Vec<&str> {
    let mut lignes = Vec::new();
    for ligne in texte.lines() {
        for partie in ligne.split('\r') {
            lignes.push(partie);
        }
    }
    lignes
}

/// What separates the cells, if anything does: present on half of the lines.
pub(super) fn separator(lignes: &[&str]) -> Option<char> {
    for separateur in ['\t', ';', '|', ','] {
        let (mut toutes, mut avec) = (0, 0);
        for ligne in lignes.iter().filter(|l| !l.trim().is_empty()).take(ECHANTILLON) {
            toutes += 1;
            avec += usize::from(ligne.contains(separateur));
        }
        if toutes > 0 && 2 * avec >= toutes {
            return Some(separateur);
        }
    }
    None
}

/// The cells of a line; quotes around a cell protect the separators in it.
pub(super) fn cells(ligne: &str, separateur: Option<char>) -> Vec<String> {
    let mut cellules = Vec::new();
    let mut cellule = String::new();
    let mut protege = false;
    let mut signes = ligne.chars().peekable();
    while let Some(c) = signes.next() {
        if c == '"' {
            if protege && signes.peek() == Some(&'"') {
                signes.next();
                cellule.push('"');
            } else if protege || cellule.trim().is_empty() {
                protege = !protege;
            }
        } else if Some(c) == separateur && !protege {
            cellules.push(without_formula(core::mem::take(&mut cellule)));
        } else {
            cellule.push(c);
        }
    }
    cellules.push(without_formula(cellule));
    cellules
}

/// `="01004"` is how a file for Excel keeps the zero of a code: the code alone.
fn without_formula(cellule: String) -> String {
    match cellule.strip_prefix('=') {
        Some(texte) => texte.trim_matches('"').to_owned(),
        None => cellule,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_protect_separators_and_double_themselves() {
        assert_eq!(cells("59122;\"Cambrai; ville\";32", Some(';')), ["59122", "Cambrai; ville", "32"]);
        assert_eq!(cells("\"dit \"\"la ville\"\"\"", None), ["dit \"la ville\""]);
        assert_eq!(cells("a;;b;", Some(';')), ["a", "", "b", ""]);
        // As a file for Excel writes a code, and as some programs hand it on.
        assert_eq!(cells("\"=\"\"01004\"\"\";=\"2A004\"", Some(';')), ["01004", "2A004"]);
        assert_eq!(cells("rue de l\"eau;2", Some(';')), ["rue de l\"eau".replace('"', ""), "2".to_owned()]);
    }

    #[test]
    fn every_way_of_ending_a_line_ends_it() {
        assert_eq!(lines("a\r\nb\nc\rd\n"), ["a", "b", "c", "d"]);
        assert_eq!(lines("a\n\nb"), ["a", "", "b"]);
        assert!(lines("").is_empty());
    }

    #[test]
    fn the_separator_is_on_half_of_the_lines() {
        assert_eq!(separator(&["a;b", "c;d", ""]), Some(';'));
        assert_eq!(separator(&["a\tb;c", "d\te"]), Some('\t'));
        assert_eq!(separator(&["a", "b", "c, d"]), None);
    }
}
