//! Telling assistive technology the new result, when the person pauses.

use std::cell::RefCell;

use crate::etat::Etat;
use crate::socle::minuterie::{Attente, after};
use crate::socle::vue::watch;

/// Milliseconds of rest before the new result is told.
const PAUSE: u32 = 900;

/// Tells the result in one sentence when the person pauses.
pub(crate) fn follow(etat: Etat) {
    let attente = RefCell::new(None::<Attente>);
    let avant = RefCell::new(None);
    watch(Box::new(move || {
        let phrase = etat.phrase_du_bilan();
        // What is computed again and says the same is no news, nor is what was so on arriving.
        if avant.replace(Some(phrase.clone())).is_some_and(|dite| dite != phrase) {
            *attente.borrow_mut() = Some(after(PAUSE, move || etat.dire(phrase)));
        }
    }));
}
