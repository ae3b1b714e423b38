//! The places that one line, or one cell, names: « 59122 Cambrai 59139 Caudry », « Lyon 3, 6 et 7 », an address.

use core::ops::Range;

use cpts_territory::{Territory, normalise};

use super::indices::{Cellules, Code, Indices};
use super::reparation;
use super::sens::{Sens, any_in};

/// Longest text in which several places are looked for, in bytes.
const TEXTE_MAX: usize = 4_000;
/// Most words of a name.
const MOTS: usize = 9;
/// What parts the places of a list.
const FORTS: [&str; 2] = [";", ","];
/// What may part places, and stands in names too.
const LIENS: [&str; 11] = [";", ",", " / ", "/", " + ", " & ", " et ", " ET ", " - ", " – ", " — "];
/// The cities that have arrondissements, and how many.
const VILLES: [(&str, u32); 3] = [("paris", 20), ("lyon", 9), ("marseille", 16)];

/// One place of a text: its own words, and what they say.
pub(super) struct Morceau {
    pub(super) texte: String,
    pub(super) indices: Indices,
}

/// Cuts texts into places.
pub(super) struct Couteau<'a, 'c> {
    pub(super) donnees: &'a Territory,
    pub(super) cellules: &'c Cellules<'a>,
    /// Whether the text is of a list of places one after the other: what stands between two
    /// separators is then one, known or not.
    pub(super) liste: bool,
}

impl Couteau<'_, '_> {
    /// The places of a text, one at least: all of the text where it cannot be cut for certain.
    pub(super) fn cut(&self, texte: &str) -> Vec<Morceau> {
        let mut morceaux = Vec::new();
        self.push(texte, &mut morceaux);
        morceaux
    }

    fn push(&self, texte: &str, morceaux: &mut Vec<Morceau>) {
        if texte.len() > TEXTE_MAX {
            return morceaux.push(self.whole(texte));
        }
        if texte.trim().contains(['\n', '\r']) {
            for ligne in texte.split(['\n', '\r']).filter(|l| !l.trim().is_empty()) {
                self.push(ligne, morceaux);
            }
            return;
        }
        if let Some(trouves) = arrondissements(texte) {
            return morceaux.extend(trouves);
        }
        let codes = self.codes(texte);
        if let Some(trouves) = self.by_codes(texte, &codes) {
            return morceaux.extend(trouves);
        }
        let entier = self.whole(texte);
        let parties = self.parts(texte, if self.liste { &FORTS } else { &[] });
        if parties.is_none() && self.knows(&entier.indices) {
            return morceaux.push(entier);
        }
        if let Some(parties) = parties.or_else(|| self.parts(texte, &LIENS)) {
            for partie in parties {
                self.push(partie, morceaux);
            }
            return;
        }
        match codes.iter().find_map(|(ici, code)| self.address(texte, ici, *code, entier.indices.cedex)) {
            Some(indices) => morceaux.push(Morceau { texte: texte.to_owned(), indices }),
            None => morceaux.push(entier),
        }
    }

    fn whole(&self, texte: &str) -> Morceau {
        Morceau { texte: texte.to_owned(), indices: self.cellules.read(texte) }
    }

    /// Whether the data know what a text says.
    fn knows(&self, indices: &Indices) -> bool {
        match (indices.siren, indices.code) {
            (Some(siren), _) => self.donnees.epci(siren).is_some(),
            (_, Some(code)) if indices.nom.trim().is_empty() => !Sens::of(self.donnees, code).is_empty(),
            _ => !reparation::named(self.donnees, &indices.nom).is_empty(),
        }
    }

    fn known(&self, texte: &str) -> bool {
        self.knows(&self.cellules.read(texte))
    }

    /// The codes of a text that the data know, and where they stand.
    fn codes(&self, texte: &str) -> Vec<(Range<usize>, Code)> {
        let mut codes = Vec::new();
        for mot in words(texte) {
            let Some(lu) = texte.get(mot.clone()) else { continue };
            if let Some(code) = Code::read(lu).filter(|c| !c.zero)
                && lu.bytes().filter(u8::is_ascii_digit).count() >= 4
            {
                codes.push((mot, code));
            }
        }
        codes
    }

    /// Several codes, each with the name beside it, or none with a name.
    fn by_codes(&self, texte: &str, codes: &[(Range<usize>, Code)]) -> Option<Vec<Morceau>> {
        if codes.len() < 2 {
            return None;
        }
        let premier = words(texte).into_iter().next()?;
        // « 59122 Cambrai 59139 Caudry », « Cambrai (59122) Caudry (59139) ».
        let devant = codes.first().is_some_and(|(mot, _)| *mot == premier);
        let mut bords = vec![0];
        for (i, (mot, _)) in codes.iter().enumerate() {
            match devant {
                true if i > 0 => bords.push(mot.start),
                false if i + 1 < codes.len() => {
                    // What closes the parenthesis is of the code before.
                    let reste = texte.get(mot.end..)?;
                    let ferme = reste.len() - reste.trim_start_matches([')', ',', ';', '.']).len();
                    bords.push(mot.end + ferme);
                }
                _ => {}
            }
        }
        bords.push(texte.len());
        let mut morceaux: Vec<Morceau> = Vec::new();
        let mut nus = 0;
        for paire in bords.windows(2) {
            let partie = texte.get(*paire.first()?..*paire.last()?)?;
            let nue = partie
                .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '-' | '–' | '|'));
            let indices = self.cellules.read(nue);
            let code = indices.code?;
            if indices.nom.trim().is_empty() {
                nus += 1;
            } else if Sens::of(self.donnees, code)
                .agreed(&reparation::named(self.donnees, &indices.nom))
                .is_none()
            {
                return None;
            }
            morceaux.push(Morceau { texte: partie.trim().to_owned(), indices });
        }
        // A number without a name among names is a population.
        (nus == 0 || (nus == morceaux.len() && morceaux.iter().all(|m| self.knows(&m.indices))))
            .then_some(morceaux)
    }

    /// The parts between the separators of a text, where they are places.
    fn parts<'t>(&self, texte: &'t str, liens: &[&str]) -> Option<Vec<&'t str>> {
        for &lien in liens {
            let parties: Vec<&str> = texte.split(lien).map(str::trim).filter(|p| !p.is_empty()).collect();
            if parties.len() < 2 || parties.iter().skip(1).any(|p| self.cellules.is_precision(p)) {
                continue;
            }
            let connues = parties.iter().filter(|p| self.known(p)).count();
            let fort = FORTS.contains(&lien);
            if connues == parties.len()
                || (fort && (self.liste || connues >= 2 && 2 * connues > parties.len()))
            {
                return Some(parties);
            }
        }
        None
    }

    /// « 12 rue de la Gare 59400 CAMBRAI »: the name beside the code, where both say the same.
    fn address(&self, texte: &str, ici: &Range<usize>, code: Code, cedex: bool) -> Option<Indices> {
        let mots = words(texte);
        let rang = mots.iter().position(|m| m == ici)?;
        let sens = Sens::of(self.donnees, code);
        let departement = code.insee.departement();
        let agrees = |nom: &str| {
            let noms = reparation::named(self.donnees, nom);
            if cedex { any_in(&noms, departement) } else { sens.agreed(&noms).is_some() }
        };
        let span = |de: usize, a: usize| texte.get(mots.get(de)?.start..mots.get(a)?.end);
        let apres = (1..=MOTS).rev().map(|n| (rang + 1, rang + n));
        let avant = (1..=MOTS.min(rang)).rev().map(|n| (rang - n, rang - 1));
        let nom = apres.chain(avant).filter_map(|(de, a)| span(de, a)).find(|nom| agrees(nom))?;
        Some(Indices { code: Some(code), nom: nom.to_owned(), cedex, ..Indices::default() })
    }
}

/// The words of a text, without the signs around them.
fn words(texte: &str) -> Vec<Range<usize>> {
    let mut mots = Vec::new();
    let mut debut = None;
    let signe =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '|' | '"' | '[' | ']' | '/');
    for (ici, c) in texte.char_indices().chain([(texte.len(), ' ')]) {
        match (signe(c), debut) {
            (false, None) => debut = Some(ici),
            (true, Some(de)) => {
                mots.push(de..ici);
                debut = None;
            }
            _ => {}
        }
    }
    mots
}

/// Whether a line names arrondissements of a city, one after the other.
pub(super) fn is_arrondissements(ligne: &str) -> bool {
    // Most lines of most lists are something else: no need to look further.
    let tete = ligne.trim_start().as_bytes().first().map(u8::to_ascii_lowercase);
    matches!(tete, Some(b'p' | b'l' | b'm')) && ligne.len() < 200 && arrondissements(ligne).is_some()
}

/// « Lyon 3, 6 et 7 », « Marseille 1er au 5e », « Paris XIII »; `None` where a text is not made so.
fn arrondissements(texte: &str) -> Option<Vec<Morceau>> {
    // « Marseille 1er Arrondissement (13) », « … - 13 »: the département.
    if texte.contains(['(', '\t', '|']) || texte.contains(" - ") {
        return None;
    }
    let nu = normalise(texte);
    let (ville, reste) = nu.split_once(' ')?;
    if reste.contains("arrondissement ") {
        return None;
    }
    let &(ville, combien) = VILLES.iter().find(|v| v.0 == ville)?;
    let mut numeros: Vec<u32> = Vec::new();
    let (mut jusque, mut romain) = (false, false);
    for mot in reste.split(' ') {
        if matches!(
            mot,
            "et" | "e" | "er" | "eme" | "le" | "les" | "arrondissement" | "arrondissements" | "arrdt"
        ) {
            continue;
        }
        if matches!(mot, "au" | "a") && !numeros.is_empty() {
            jusque = true;
            continue;
        }
        let numero = match number(mot) {
            Some(n) => n,
            None => {
                romain = true;
                roman(mot)?
            }
        };
        if !(1..=combien).contains(&numero) {
            return None;
        }
        let de = numeros.last().copied().filter(|_| core::mem::take(&mut jusque));
        match de {
            Some(de) if de < numero => numeros.extend(de + 1..=numero),
            Some(_) => return None,
            None => numeros.push(numero),
        }
    }
    if jusque || !(numeros.len() > 1 || (romain && numeros.len() == 1)) {
        return None;
    }
    let morceau = |n: &u32| Morceau {
        texte: texte.trim().to_owned(),
        indices: Indices { nom: format!("{ville} {n}"), ..Indices::default() },
    };
    Some(numeros.iter().map(morceau).collect())
}

/// « 3 », « 3e », « 1er », « 13eme ».
fn number(mot: &str) -> Option<u32> {
    let chiffres = mot.bytes().take_while(u8::is_ascii_digit).count();
    let suite = mot.get(chiffres..)?;
    matches!(suite, "" | "e" | "er" | "eme" | "em" | "ieme" | "re")
        .then(|| mot.get(..chiffres)?.parse().ok())?
}

/// « XIII », as arrondissements are written.
fn roman(mot: &str) -> Option<u32> {
    let mot = mot.strip_suffix('e').unwrap_or(mot);
    let valeur = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let mut total = 0;
    let mut apres = 0;
    for c in mot.chars().rev() {
        let v = valeur(c)?;
        total = if v < apres { total - v } else { total + v };
        apres = v;
    }
    (total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrondissements_are_told_one_by_one() {
        let noms = |texte: &str| {
            arrondissements(texte).map(|m| m.into_iter().map(|m| m.indices.nom).collect::<Vec<_>>())
        };
        assert_eq!(noms("Lyon 3, 6 et 7").unwrap(), ["lyon 3", "lyon 6", "lyon 7"]);
        assert_eq!(noms("MARSEILLE 1er au 3ème").unwrap(), ["marseille 1", "marseille 2", "marseille 3"]);
        assert_eq!(noms("Paris XIII").unwrap(), ["paris 13"]);
        assert_eq!(noms("Paris IVe et XIXe").unwrap(), ["paris 4", "paris 19"]);
        for autre in [
            "Lyon 3",
            "Lyon 69",
            "Lyon 3, 12",
            "Paris l’Hôpital",
            "Lille 1 et 2",
            "Lyon 3 au",
            "Paris 5 au 2",
        ] {
            assert!(noms(autre).is_none(), "{autre}");
        }
    }
}
