//! The committed files, read once.
#![allow(unreachable_pub, dead_code, clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::LazyLock;

use cpts_territory::Territory;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn data(name: &str) -> Vec<u8> {
    std::fs::read(root().join("data").join(name)).unwrap()
}

pub static TERRITORY: LazyLock<Territory> =
    LazyLock::new(|| Territory::parse(&data("communes.bin")).unwrap());
