//! What set-up says while it works.

use std::sync::atomic::{AtomicU32, Ordering};

/// Says what is being installed, and counts.
#[derive(Debug, Default)]
pub(super) struct Log {
    got: AtomicU32,
}

impl Log {
    /// Something is not there and is about to be got, for a reason.
    pub(super) fn get(&self, what: &str, why: &str) {
        self.got.fetch_add(1, Ordering::Relaxed);
        println!("setup: getting {what}: {why}");
    }

    /// How many things were got.
    pub(super) fn count(&self) -> u32 {
        self.got.load(Ordering::Relaxed)
    }
}
