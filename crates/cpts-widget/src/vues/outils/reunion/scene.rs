//! What the screens of a meeting share, copied into each of their reactions.

use std::ops::Deref;

use cpts_seance::gestes::reunion::Animateur;

use crate::etat::Etat;

/// The simulator, and who runs the meeting.
#[derive(Clone, Copy)]
pub(crate) struct Scene {
    pub(crate) etat: Etat,
    animateur: Animateur,
}

impl Scene {
    /// A meeting that comes on the screen.
    pub(crate) fn new(etat: Etat) -> Self {
        Self { etat, animateur: Animateur::new(*etat) }
    }
}

impl Deref for Scene {
    type Target = Animateur;

    fn deref(&self) -> &Animateur {
        &self.animateur
    }
}
