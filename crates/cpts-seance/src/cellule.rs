//! A value that is watched.
//!
//! A signal of Leptos is compiled anew for each type of value that it holds,
//! ten kilobytes at a time. Here the value stands in a box of any type and only
//! the announcement of a change is Leptos' ([`Trigger`]): one copy of the code
//! serves every cell.

use core::any::Any;
use core::marker::PhantomData;
use std::rc::Rc;

use reactive_graph::owner::{LocalStorage, StoredValue};
use reactive_graph::signal::Trigger;
use reactive_graph::traits::{GetValue, IsDisposed, Notify, SetValue, Track};

/// A watched value: a handle that is copied freely, freed with its owner.
pub struct Cellule<T> {
    boite: StoredValue<Rc<dyn Any>, LocalStorage>,
    change: Trigger,
    valeur: PhantomData<fn() -> T>,
}

impl<T> Clone for Cellule<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Cellule<T> {}

impl<T: 'static> Cellule<T> {
    /// A cell that holds `valeur`.
    pub fn new(valeur: T) -> Self {
        let boite: Rc<dyn Any> = Rc::new(valeur);
        Self { boite: StoredValue::new_local(boite), change: Trigger::new(), valeur: PhantomData }
    }

    /// Reads the value; what is running will run again when it changes.
    pub fn with<R>(self, lire: impl FnOnce(&T) -> R) -> R {
        self.change.track();
        self.with_untracked(lire)
    }

    /// Reads the value once.
    pub fn with_untracked<R>(self, lire: impl FnOnce(&T) -> R) -> R {
        lire(&self.content().0)
    }

    // Apart, so that the hundred places that read a cell do not each hold a copy.
    #[inline(never)]
    fn content(self) -> Contenu<T> {
        match self.boite.get_value().downcast() {
            Ok(valeur) => Contenu(valeur),
            // A cell only ever holds what its type says; the compiler cannot see it.
            Err(_) => std::process::abort(),
        }
    }

    /// Whether the interface that holds the cell is still on the page.
    pub fn is_held(self) -> bool {
        !self.boite.is_disposed()
    }

    /// Replaces the value. After the interface has left the page, does nothing.
    pub fn set(self, valeur: T) {
        replace(self.boite, self.change, Rc::new(valeur));
    }
}

impl<T: Clone + 'static> Cellule<T> {
    /// A copy of the value, watched.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// Changes a copy of the value and puts it back.
    pub fn update(self, changer: impl FnOnce(&mut T)) {
        let mut valeur = self.get_untracked();
        changer(&mut valeur);
        self.set(valeur);
    }
}

fn replace(boite: StoredValue<Rc<dyn Any>, LocalStorage>, change: Trigger, valeur: Rc<dyn Any>) {
    if boite.try_set_value(valeur).is_none() {
        change.notify();
    }
}

/// A value being read.
struct Contenu<T>(Rc<T>);

/// The half of a cell that all may use: its value is read by whoever wants to, and written by this crate
/// alone.
pub struct Lecture<T>(Cellule<T>);

impl<T> Clone for Lecture<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Lecture<T> {}

impl<T: 'static> Lecture<T> {
    pub(crate) fn new(valeur: T) -> Self {
        Self(Cellule::new(valeur))
    }

    /// Reads the value; what is running will run again when it changes.
    pub fn with<R>(self, lire: impl FnOnce(&T) -> R) -> R {
        self.0.with(lire)
    }

    /// Reads the value once.
    pub fn with_untracked<R>(self, lire: impl FnOnce(&T) -> R) -> R {
        self.0.with_untracked(lire)
    }

    /// Whether whoever shows the session is still there.
    pub fn is_held(self) -> bool {
        self.0.is_held()
    }

    pub(crate) fn set(self, valeur: T) {
        self.0.set(valeur);
    }
}

impl<T: Clone + 'static> Lecture<T> {
    /// A copy of the value, watched.
    pub fn get(self) -> T {
        self.0.get()
    }

    /// A copy of the value.
    pub fn get_untracked(self) -> T {
        self.0.get_untracked()
    }

    pub(crate) fn update(self, changer: impl FnOnce(&mut T)) {
        self.0.update(changer);
    }
}
