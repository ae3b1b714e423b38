//! Waiting for something for as long as the simulator is on the page.

use std::pin::Pin;
use std::task::{Context, Poll};

use wasm_bindgen_futures::spawn_local;

use crate::etat::Etat;

/// Something that ends later, given up once the simulator has left the page: its
/// state is no more, and reading it would stop the module.
struct Tenue {
    etat: Etat,
    suite: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for Tenue {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, contexte: &mut Context<'_>) -> Poll<()> {
        if self.etat.projet.is_held() { self.suite.as_mut().poll(contexte) } else { Poll::Ready(()) }
    }
}

impl Etat {
    /// Does something that waits, for as long as the simulator is on the page.
    pub(crate) fn spawn(self, suite: impl Future<Output = ()> + 'static) {
        spawn_local(Tenue { etat: self, suite: Box::pin(suite) });
    }
}
