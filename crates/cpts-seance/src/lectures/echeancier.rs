//! The years of the payments.

/// `1re année`; for a contract that runs, whose years are others: `12 prochains mois`.
pub fn rang_de_l_annee(annee: u16, en_cours: bool) -> &'static str {
    match (annee, en_cours) {
        (1, false) => "1re année",
        (_, false) => "2e année",
        (1, true) => "12 prochains mois",
        (_, true) => "12 mois suivants",
    }
}
