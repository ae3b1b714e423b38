//! A text cut into lines and cells.

/// Lines that are looked at to learn how the list is made.
pub(super) const ECHANTILLON: usize = 200;

/// Longest cell of several lines, in bytes: beyond it a quote that stands alone was meant.
const CELLULE_MAX: usize = 4_000;

/// The lines of a text, whichever system ended them; a cell between quotes may hold several. A
/// final end of line makes no line.
pub(super) fn lines(texte: &str) -> Vec<&str> {
    let mut lignes = Vec::new();
    let (mut debut, mut ici) = (0, 0);
    let octets = texte.as_bytes();
    // Where a quote opens a cell rather than standing in a text.
    let mut bord = true;
    while let Some(&octet) = octets.get(ici) {
        match octet {
            b'"' if bord => {
                ici = closing(octets, ici).map_or(ici + 1, |fin| fin + 1);
                bord = false;
                continue;
            }
            b'\n' | b'\r' => {
                lignes.push(&texte[debut..ici]);
                ici += if octet == b'\r' && octets.get(ici + 1) == Some(&b'\n') { 2 } else { 1 };
                debut = ici;
                bord = true;
                continue;
            }
            b'\t' | b';' | b'|' | b',' => bord = true,
            b' ' => {}
            _ => bord = false,
        }
        ici += 1;
    }
    if debut < texte.len() {
        lignes.push(&texte[debut..]);
    }
    lignes
}

/// Where the quote that was opened at `ouverte` is closed: before a separator or an end of line.
fn closing(octets: &[u8], ouverte: usize) -> Option<usize> {
    let mut ici = ouverte + 1;
    while ici < octets.len().min(ouverte + CELLULE_MAX) {
        if octets[ici] == b'"' {
            match octets.get(ici + 1) {
                Some(b'"') => ici += 1,
                None | Some(b'\t' | b';' | b'|' | b',' | b'\n' | b'\r') => return Some(ici),
                Some(_) => return None,
            }
        }
        ici += 1;
    }
    None
}

/// The separator that the first line of a file for Excel names: « sep=; ».
pub(super) fn announced(ligne: &str) -> Option<char> {
    let nue = ligne.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\u{feff}'));
    let reste = nue.get(..4).filter(|tete| tete.eq_ignore_ascii_case("sep=")).and(nue.get(4..))?;
    let mut signes = reste.chars();
    // A tab went with the white space around.
    let separateur = signes.next().unwrap_or('\t');
    signes.next().is_none().then_some(separateur)
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
    fn a_cell_between_quotes_may_hold_several_lines() {
        assert_eq!(lines("A\t\"x\ny\"\t3\nB"), ["A\t\"x\ny\"\t3", "B"]);
        assert_eq!(lines("\"x\r\n\"\"y\"\"\"\r\nB"), ["\"x\r\n\"\"y\"\"\"", "B"]);
        // A quote that nothing closes is a sign like another.
        assert_eq!(lines("\"x\ny\nz"), ["\"x", "y", "z"]);
        assert_eq!(lines("\"x\n\"y\nz"), ["\"x", "\"y", "z"]);
        assert_eq!(lines("l\"eau\nb\""), ["l\"eau", "b\""]);
    }

    #[test]
    fn a_file_may_name_its_separator() {
        assert_eq!(announced("sep=;"), Some(';'));
        assert_eq!(announced("\"SEP=,\"\r"), Some(','));
        assert_eq!(announced("sep=\t"), Some('\t'));
        assert_eq!(announced("sep=deux"), None);
        assert_eq!(announced("séparé"), None);
    }

    #[test]
    fn the_separator_is_on_half_of_the_lines() {
        assert_eq!(separator(&["a;b", "c;d", ""]), Some(';'));
        assert_eq!(separator(&["a\tb;c", "d\te"]), Some('\t'));
        assert_eq!(separator(&["a", "b", "c, d"]), None);
    }
}
