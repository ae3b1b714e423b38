//! Listeners of the window, taken off with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

use crate::socle::page::{LocalStorage, StoredValue, window};

/// Listens to the window for as long as the owner lives.
pub(crate) fn listen_window(evenement: &'static str, action: impl FnMut(Event) + 'static) {
    let fonction = Closure::wrap(Box::new(action) as Box<dyn FnMut(Event)>);
    let _ = window().add_event_listener_with_callback(evenement, fonction.as_ref().unchecked_ref());
    StoredValue::<_, LocalStorage>::new_local(Ecoute { evenement, fonction });
}

/// A listener of the window, taken off when it is dropped.
struct Ecoute {
    evenement: &'static str,
    fonction: Closure<dyn FnMut(Event)>,
}

impl Drop for Ecoute {
    fn drop(&mut self) {
        let _ = window()
            .remove_event_listener_with_callback(self.evenement, self.fonction.as_ref().unchecked_ref());
    }
}
