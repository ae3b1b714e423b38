//! Lines `key=value` whose texts are escaped: the form of what goes from one WebAssembly module to another.

/// What keeps a free text from being read as the end of its field.
const ECHAPPES: [(char, char); 5] = [('\\', '\\'), ('\n', 'n'), ('\r', 'r'), (';', 's'), ('=', 'e')];

/// Adds a text with what separates lines and fields in it escaped.
pub fn escape(texte: &str, sortie: &mut String) {
    for c in texte.chars() {
        match ECHAPPES.iter().find(|(brut, _)| *brut == c) {
            Some((_, lettre)) => {
                sortie.push('\\');
                sortie.push(*lettre);
            }
            None => sortie.push(c),
        }
    }
}

/// The text that [`escape`] was given; `None` where an escape is none of ours.
#[inline(never)]
pub fn unescape(texte: &str) -> Option<String> {
    let mut sortie = String::with_capacity(texte.len());
    let mut lettres = texte.chars();
    while let Some(c) = lettres.next() {
        if c == '\\' {
            let lettre = lettres.next()?;
            sortie.push(ECHAPPES.iter().find(|(_, l)| *l == lettre)?.0);
        } else {
            sortie.push(c);
        }
    }
    Some(sortie)
}

/// Adds a line: a key, and its fields escaped.
pub fn line(sortie: &mut String, cle: &[&str], champs: &[&str]) {
    for morceau in cle {
        escape(morceau, sortie);
    }
    for (i, champ) in champs.iter().enumerate() {
        sortie.push(if i == 0 { '=' } else { ';' });
        escape(champ, sortie);
    }
    sortie.push('\n');
}

/// The lines of a flat text: each key, and its value still escaped.
pub fn lines(texte: &str) -> impl Iterator<Item = (&str, &str)> {
    texte
        .split('\n')
        .filter(|ligne| !ligne.is_empty())
        .map(|ligne| ligne.split_once('=').unwrap_or((ligne, "")))
}
