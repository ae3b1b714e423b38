//! Telling assistive technology the new result, when the person pauses.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;

use crate::etat::Etat;
use crate::socle::vue::watch;

/// Milliseconds of rest before assistive technology is told the new result.
const PAUSE: u32 = 900;

impl Etat {
    /// Tells the result in one sentence when the person pauses.
    pub(crate) fn announce_changes(self) {
        let attente = RefCell::new(None::<Timeout>);
        let avant = RefCell::new(None);
        watch(Box::new(move || {
            let phrase = self.phrase_du_bilan();
            // What is computed again and says the same is no news, nor is what was so on arriving.
            if avant.replace(Some(phrase.clone())).is_some_and(|dite| dite != phrase) {
                *attente.borrow_mut() = Some(Timeout::new(PAUSE, move || self.annonce.set(phrase)));
            }
        }));
    }
}
