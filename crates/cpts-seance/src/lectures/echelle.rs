//! The size tiers as a scale.

use cpts_codes::nombre;
use cpts_core::BilanTaille;
use cpts_rules::Paliers;

/// The last band has no end: it is drawn a little shorter than the one before.
pub fn fin_de_l_echelle(paliers: &Paliers) -> u32 {
    let dernier = paliers.paliers[3].min;
    dernier + paliers.paliers[1].min
}

/// The tier, with its bounds.
pub fn phrase_du_palier(taille: &BilanTaille) -> String {
    let numero = nombre(taille.taille.numero().into());
    ["Taille ", &numero, "\u{a0}: ", &bornes(taille.min, taille.max), "."].concat()
}

/// "de 80 000 à 175 000 habitants": a tier in words.
pub fn bornes(min: u32, max: Option<u32>) -> String {
    match (min, max) {
        (0, Some(max)) => ["moins de ", &nombre(max + 1), " habitants"].concat(),
        (min, Some(max)) => ["de ", &nombre(min), " à ", &nombre(max), " habitants"].concat(),
        (min, None) => ["plus de ", &nombre(min.saturating_sub(1)), " habitants"].concat(),
    }
}

/// How far the thresholds are.
pub fn phrase_de_marge(taille: &BilanTaille, population: u32) -> String {
    let mut phrase = ["Le territoire compte ", &nombre(population), "\u{a0}habitants."].concat();
    if let Some(marge) = taille.marge_basse {
        phrase.push_str(" Il peut en perdre ");
        phrase.push_str(&nombre(marge));
        phrase.push_str(" sans descendre de taille.");
    }
    if let Some(marge) = taille.marge_haute {
        phrase.push_str(" Il peut en gagner ");
        phrase.push_str(&nombre(marge));
        phrase.push_str(" sans monter de taille.");
    }
    phrase
}
