//! A number as French people write it, and as programs hand it on.

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lu {
    /// To the nearest unit.
    pub(crate) valeur: u32,
    /// Whether it had decimals that were not nought.
    pub(crate) arrondi: bool,
}

/// What may stand behind a number and changes nothing of it.
const UNITES: [&str; 12] =
    ["€", "euros", "euro", "eur", "%", "h", "heures", "hab.", "hab", "habitants", "par an", "par mois"];

/// « 4 500,00 € », « 4.500,00 », « 38 k€ », « 12 345 hab. »; `None` where one would not bet: a sign, an
/// exponent, three digits behind the only comma (thousands for some, thousandths for others).
pub(crate) fn read(texte: &str) -> Option<Lu> {
    let mut nu = String::with_capacity(texte.len());
    for c in texte.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’') {
        nu.push(c.to_ascii_lowercase());
    }
    let mut reste = nu.as_str();
    let mut coupe = true;
    while coupe {
        coupe = false;
        for unite in UNITES {
            let serre: String = unite.split(' ').collect();
            if let Some(avant) = reste.strip_suffix(serre.as_str()) {
                reste = avant.trim_end_matches('/');
                coupe = true;
            }
        }
    }
    let (chiffres, milliers) = match reste.strip_suffix('k') {
        Some(avant) => (avant, true),
        None => (reste, false),
    };
    let (entier, decimales) = parts(chiffres)?;
    let mut valeur: u64 = entier.parse().ok().filter(|n| *n < 1_000_000_000)?;
    let mut suite = decimales.bytes().map(|o| u64::from(o - b'0'));
    if milliers {
        for _ in 0..3 {
            valeur = valeur * 10 + suite.next().unwrap_or(0);
        }
    }
    let premiere = suite.next().unwrap_or(0);
    let arrondi = premiere > 0 || suite.any(|n| n > 0);
    valeur += u64::from(premiere >= 5);
    Some(Lu { valeur: valeur.try_into().ok()?, arrondi })
}

/// The digits before the decimals, and these.
fn parts(chiffres: &str) -> Option<(String, &str)> {
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|o| o.is_ascii_digit());
    // Thousands: one to three digits, then threes.
    let groups = |t: &str, signe: char| {
        let mut groupes = t.split(signe);
        let premier = groupes.next().unwrap_or_default();
        let bons =
            digits(premier) && premier.len() <= 3 && groupes.clone().all(|g| digits(g) && g.len() == 3);
        bons.then(|| t.split(signe).collect::<String>())
    };
    let (point, virgule) = (chiffres.matches('.').count(), chiffres.matches(',').count());
    match (point, virgule) {
        (0, 0) => digits(chiffres).then(|| (chiffres.to_owned(), "")),
        // The last of the two is that of the decimals.
        (_, 1) if point > 0 && chiffres.rfind(',') > chiffres.rfind('.') => {
            decimals(chiffres, ',', |t| groups(t, '.'))
        }
        (1, _) if virgule > 0 && chiffres.rfind('.') > chiffres.rfind(',') => {
            decimals(chiffres, '.', |t| groups(t, ','))
        }
        (0, 1) => decimals(chiffres, ',', |t| digits(t).then(|| t.to_owned())).filter(|(_, d)| d.len() != 3),
        // « 1.125 » is a thousand and some in French.
        (1, 0) => match groups(chiffres, '.') {
            Some(entier) => Some((entier, "")),
            None => {
                decimals(chiffres, '.', |t| digits(t).then(|| t.to_owned())).filter(|(_, d)| d.len() != 3)
            }
        },
        (_, 0) => groups(chiffres, '.').map(|entier| (entier, "")),
        (0, _) => groups(chiffres, ',').map(|entier| (entier, "")),
        _ => None,
    }
}

fn decimals(
    chiffres: &str,
    signe: char,
    entier: impl FnOnce(&str) -> Option<String>,
) -> Option<(String, &str)> {
    let (avant, apres) = chiffres.rsplit_once(signe)?;
    let bonnes = !apres.is_empty() && apres.bytes().all(|o| o.is_ascii_digit());
    if bonnes { Some((entier(avant)?, apres)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_or_nothing() {
        for (texte, valeur, arrondi) in [
            ("4 500,00 €", 4_500, false),
            ("4\u{a0}500", 4_500, false),
            ("4\u{202f}500\u{a0}€", 4_500, false),
            ("4.500,00", 4_500, false),
            ("1 234.5", 1_235, true),
            ("1,234.50", 1_235, true),
            ("4500,50", 4_501, true),
            ("1.125", 1_125, false),
            ("1.234.567", 1_234_567, false),
            ("1,234,567", 1_234_567, false),
            ("10,50", 11, true),
            ("10,4", 10, true),
            ("38 k€", 38_000, false),
            ("1,5 k€", 1_500, false),
            ("12 345 hab.", 12_345, false),
            ("80 %", 80, false),
            ("4 500 € / an", 0, false),
            ("4 500 € par an", 4_500, false),
            ("4'500", 4_500, false),
            ("0", 0, false),
        ] {
            if texte == "4 500 € / an" {
                assert_eq!(read(texte), None, "an unknown unit");
                continue;
            }
            assert_eq!(read(texte), Some(Lu { valeur, arrondi }), "{texte}");
        }
        for texte in
            ["", "€", "-5", "1e3", "1,125", "12abc", "1.12.3", "1..5", "5,", ",5", "99999999999", "1,2,3.4"]
        {
            assert_eq!(read(texte), None, "{texte}");
        }
    }
}
