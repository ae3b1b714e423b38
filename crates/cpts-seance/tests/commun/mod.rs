//! A session on the real data, without a browser: its day and its hour are those of the test.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;

use cpts_codes::{CodeCommune, Date, Siren};
use cpts_core::{Projet, Territoire};
use cpts_seance::gestes::suite;
use cpts_seance::{Monde, Seance, Suite, Venue};
use cpts_territory::{Adjacence, Iris, Millesimes, Territory};
use reactive_graph::owner::Owner;

thread_local! {
    // A moment of these years, as a browser tells it.
    static HEURE: Cell<f64> = const { Cell::new(1_790_000_000_000.0) };
    static COMMUNES: Rc<Territory> = Rc::new(Territory::parse(&lire("communes.bin")).unwrap());
}

/// A file of `data/`.
fn lire(nom: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(nom)).unwrap()
}

/// The communes of today.
pub fn communes() -> Rc<Territory> {
    COMMUNES.with(Rc::clone)
}

/// Which of them touch.
pub fn adjacence() -> Adjacence {
    Adjacence::parse(&lire("adjacence.bin"), &communes()).unwrap()
}

/// The populations of earlier years.
pub fn millesimes() -> Millesimes {
    Millesimes::parse(&lire("millesimes.bin"), &communes()).unwrap()
}

/// The populations of the IRIS.
pub fn iris() -> Iris {
    Iris::parse(&lire("iris.bin"), &communes()).unwrap()
}

/// The day of every test.
pub fn jour() -> Date {
    "2026-12-01".parse().unwrap()
}

/// Lets milliseconds pass.
pub fn attendre(ms: f64) {
    HEURE.with(|h| h.set(h.get() + ms));
}

/// Does something with a session that begins: no communes, nothing computed yet.
pub fn avec_une_seance<T>(faire: impl FnOnce(Seance) -> T) -> T {
    let proprietaire = Owner::new();
    let rendu = proprietaire
        .with(|| faire(Seance::new(Monde { aujourd_hui: jour(), heure: || HEURE.with(Cell::get) })));
    proprietaire.cleanup();
    rendu
}

/// The same with the communes there, and all that follows computed at each change.
pub fn avec_tout<T>(faire: impl FnOnce(Seance) -> T) -> T {
    avec_une_seance(|s| {
        s.set_donnees(Venue::La(communes()));
        s.begin(suite());
        faire(s)
    })
}

/// The same where nothing is computed: a thousand sessions a second.
pub fn avec_les_communes<T>(faire: impl FnOnce(Seance) -> T) -> T {
    avec_une_seance(|s| {
        s.set_donnees(Venue::La(communes()));
        s.begin(Suite { calculer: |_, _, _| (), ..suite() });
        faire(s)
    })
}

/// A code of a commune.
pub fn code(texte: &str) -> CodeCommune {
    texte.parse().unwrap()
}

/// A SIREN.
pub fn siren(texte: &str) -> Siren {
    texte.parse().unwrap()
}

/// The agglomeration of Cambrai, of 55 communes; Gouzeaucourt is one of them.
pub const CAMBRAI: &str = "200068500";
/// A commune of the agglomeration of Cambrai.
pub const GOUZEAUCOURT: &str = "59269";
/// A commune that touches it, and is in another one.
pub const BOUCHAIN: &str = "59092";

/// A project on the agglomeration of Cambrai.
pub fn projet_de_cambrai() -> Projet {
    Projet {
        territoire: Territoire { epci: vec![siren(CAMBRAI)], ..Territoire::default() },
        ..Projet::default()
    }
}
