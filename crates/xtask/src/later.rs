//! What `cargo xtask serve` builds once the page stands: the modules on demand and the barème.
//!
//! None of it is on the first screen. Its files are kept beside those of the page, whose
//! folder Trunk empties at each build; who asks for one before it is there waits for it.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};

use crate::modules::{self, Workshop};
use crate::setup::Ready;
use crate::{publication, tools};

/// How long a request waits: a first build on a slow machine.
const PATIENCE: Duration = Duration::from_secs(600);

/// The files, and which build of the page they go with.
#[derive(Debug)]
pub(crate) struct Later {
    folder: PathBuf,
    built_for: Mutex<BuiltFor>,
    changed: Condvar,
}

/// The times of the page for which they were last built, well or not.
#[derive(Debug, Default)]
struct BuiltFor {
    modules: Option<SystemTime>,
    bareme: Option<SystemTime>,
}

/// What is built after the page, in that order.
#[derive(Debug, Clone, Copy)]
enum What {
    Modules,
    Bareme,
}

impl BuiltFor {
    fn of(&mut self, what: What) -> &mut Option<SystemTime> {
        match what {
            What::Modules => &mut self.modules,
            What::Bareme => &mut self.bareme,
        }
    }
}

impl Later {
    /// Files that will be in `folder`.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, built_for: Mutex::default(), changed: Condvar::new() }
    }

    /// Builds each time `page` gives another time than before; never ends. A page that is
    /// there already is about to be built again, which comes first.
    pub(crate) fn follow(&self, ready: &Ready, page: impl Fn() -> Option<SystemTime>) {
        let mut last = page();
        loop {
            match page() {
                Some(time) if last != Some(time) => {
                    for what in [What::Modules, What::Bareme] {
                        if let Err(error) = self.build(what, ready) {
                            println!("serve: what comes after the page could not be built: {error:#}");
                        }
                        self.announce(what, time);
                    }
                    last = Some(time);
                }
                _ => std::thread::sleep(Duration::from_millis(200)),
            }
        }
    }

    fn build(&self, what: What, ready: &Ready) -> Result<()> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| format!("cannot create {}", self.folder.display()))?;
        match what {
            What::Modules => {
                let target = tools::wasm_target_dir(ready.toolchain);
                let workshop = Workshop { tools: &ready.tools, target: &target, release: false };
                workshop.build(|| ready.tools.wasm_command("cargo", ready.toolchain), &self.folder)
            }
            What::Bareme => publication::bareme(&self.folder),
        }
    }

    fn announce(&self, what: What, time: SystemTime) {
        *self.built_for.lock().unwrap_or_else(PoisonError::into_inner).of(what) = Some(time);
        self.changed.notify_all();
    }

    /// A file that goes with the page of that time, once it is there.
    pub(crate) fn read(&self, name: &Path, page: SystemTime) -> Option<Vec<u8>> {
        self.read_within(PATIENCE, name, page)
    }

    fn read_within(&self, patience: Duration, name: &Path, page: SystemTime) -> Option<Vec<u8>> {
        let what = What::of(name)?;
        let built_for = self.built_for.lock().unwrap_or_else(PoisonError::into_inner);
        let late = |built: &mut BuiltFor| built.of(what).is_none_or(|built| built < page);
        drop(self.changed.wait_timeout_while(built_for, patience, late));
        std::fs::read(self.folder.join(name)).ok()
    }
}

impl What {
    /// What a file of the page comes from, if it is built after it.
    fn of(name: &Path) -> Option<Self> {
        let name = name.to_str()?;
        if modules::is_of_a_module(name) {
            return Some(Self::Modules);
        }
        publication::BAREME.contains(&name).then_some(Self::Bareme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(name: &str) -> Later {
        let folder = std::env::temp_dir().join(format!("xtask-later-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Later::new(folder)
    }

    #[test]
    fn who_asks_early_waits_until_it_is_built() {
        let later = later("wait");
        let page = SystemTime::now();
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| later.read(Path::new("cpts-carte.js"), page));
            // An older build is not what was asked for.
            later.announce(What::Modules, page - Duration::from_secs(1));
            std::fs::write(later.folder.join("cpts-carte.js"), "carte").unwrap();
            later.announce(What::Modules, page);
            assert_eq!(asked.join().unwrap().as_deref(), Some(&b"carte"[..]));
        });
        std::fs::remove_dir_all(&later.folder).unwrap();
    }

    #[test]
    fn nobody_waits_for_what_is_never_built_nor_for_ever() {
        let later = later("never");
        assert_eq!(later.read(Path::new("absent.js"), SystemTime::now()), None);
        let short = Duration::from_millis(10);
        assert_eq!(later.read_within(short, Path::new("bareme.html"), SystemTime::now()), None);
        std::fs::remove_dir_all(&later.folder).unwrap();
    }
}
