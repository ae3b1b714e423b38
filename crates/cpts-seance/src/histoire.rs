//! The way back and the way forth again, over all that the person answered. What follows from the
//! answers (perimeter, bilan) is never kept: it is computed again.

use std::rc::Rc;

use crate::quoi::Quoi;
use crate::reponses::Reponses;

/// Steps that are kept.
const PAS_MAX: usize = 100;

/// Milliseconds within which two changes of one answer are one gesture.
const GESTE: f64 = 1_500.0;

/// A change that was made, or unmade.
#[derive(Debug, Clone)]
pub(crate) struct Pas {
    /// What to return to.
    pub(crate) vers: Rc<Reponses>,
    /// What changed.
    pub(crate) quoi: Quoi,
    /// Which step it is, of all that were ever made.
    pub(crate) numero: u32,
}

/// What was done, and what was undone.
#[derive(Debug, Clone, Default)]
pub struct Histoire {
    faits: Vec<Pas>,
    defaits: Vec<Pas>,
    /// When the last step was made, in milliseconds; `None` where the next one is not to go on with it.
    quand: Option<f64>,
    /// How many were ever made.
    total: u32,
}

impl Histoire {
    /// Notes that `avant` became `apres`, at a moment. Two changes of one answer within a second and a
    /// half are one step; one that leads back to where it began is none.
    pub(crate) fn note(&mut self, avant: Rc<Reponses>, apres: &Reponses, quoi: Quoi, maintenant: f64) {
        let proche = self.quand.is_some_and(|quand| maintenant - quand < GESTE);
        let suite = quoi.goes_on() && proche && self.defaits.is_empty();
        self.quand = Some(maintenant);
        self.defaits.clear();
        if suite && self.faits.last().is_some_and(|pas| pas.quoi == quoi) {
            if self.faits.last().is_some_and(|pas| *pas.vers == *apres) {
                self.faits.pop();
            }
            return;
        }
        self.total += 1;
        self.faits.push(Pas { vers: avant, quoi, numero: self.total });
        if self.faits.len() > PAS_MAX {
            self.faits.remove(0);
        }
    }

    /// Takes the last step back, or makes again the last one that was taken back: `ici` is what stands
    /// there now, and what comes back is told with what it was.
    pub(crate) fn travel(&mut self, ici: Rc<Reponses>, en_arriere: bool) -> Option<Pas> {
        let (depart, arrivee) = match en_arriere {
            true => (&mut self.faits, &mut self.defaits),
            false => (&mut self.defaits, &mut self.faits),
        };
        let pas = depart.pop()?;
        arrivee.push(Pas { vers: ici, ..pas.clone() });
        // A change that follows is a gesture of its own.
        self.quand = None;
        Some(pas)
    }

    /// The step that would be taken back, or made again.
    pub(crate) fn next(&self, en_arriere: bool) -> Option<&Pas> {
        if en_arriere { self.faits.last() } else { self.defaits.last() }
    }

    /// How many steps could be taken back.
    pub fn len(&self) -> usize {
        self.faits.len()
    }

    /// Whether none could.
    pub fn is_empty(&self) -> bool {
        self.faits.is_empty()
    }

    /// The number of the last step; 0 where none can be taken back.
    pub(crate) fn last(&self) -> u32 {
        self.faits.last().map_or(0, |pas| pas.numero)
    }
}
