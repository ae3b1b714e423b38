//! A number that was pasted into a field.

use web_sys::{Event, EventInit, HtmlInputElement};

use crate::etat::Etat;
use crate::socle::nombre;

/// Puts a pasted text in the place of what a field held, where it is a number for certain; else nothing
/// changes, and the field says so.
pub(crate) fn write(etat: Etat, champ: &HtmlInputElement, texte: &str) {
    let Some(lu) = nombre::read(texte) else {
        let court: String = texte.trim().chars().take(40).collect();
        let phrase = [
            "«\u{a0}",
            &court,
            "\u{a0}» ne se lit pas comme un nombre entier. Rien n’a changé\u{a0}: écrivez-le en chiffres.",
        ]
        .concat();
        champ.set_custom_validity(&phrase);
        champ.report_validity();
        return etat.dire(phrase);
    };
    champ.set_custom_validity("");
    champ.set_value(&lu.valeur.to_string());
    tell(champ, "input");
    tell(champ, "change");
    if lu.arrondi {
        etat.dire(["Arrondi à ", &lu.valeur.to_string(), "."].concat());
    }
}

/// Tells who listens to the field, as if it had been typed.
fn tell(champ: &HtmlInputElement, quoi: &str) {
    let dit = EventInit::new();
    dit.set_bubbles(true);
    if let Ok(evenement) = Event::new_with_event_init_dict(quoi, &dit) {
        let _ = champ.dispatch_event(&evenement);
    }
}
