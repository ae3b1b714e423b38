//! Doing something later.

use gloo_timers::callback::Timeout;

/// Something that will be done, unless this is dropped before.
pub(crate) type Attente = Timeout;

/// Does something after `ms` milliseconds, whatever happens meanwhile.
pub(crate) fn once(ms: u32, action: impl FnOnce() + 'static) {
    Timeout::new(ms, action).forget();
}

/// Does something after `ms` milliseconds, for as long as what is given back is kept.
pub(crate) fn after(ms: u32, action: impl FnOnce() + 'static) -> Attente {
    Timeout::new(ms, action)
}
