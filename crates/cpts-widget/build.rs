//! Binds the page to the very data files that it was built beside: their size
//! makes the progress bar determinate, their fingerprint in the address keeps a
//! browser from serving an old file to a new program.

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../data");
    let mut source = String::new();
    for (nom, constante) in [("communes.bin", "COMMUNES"), ("adjacence.bin", "ADJACENCE")] {
        let chemin = dossier.join(nom);
        println!("cargo::rerun-if-changed={}", chemin.display());
        let octets = fs::read(&chemin)
            .map_err(|e| format!("{}: {e}; run `cargo cpts data build`", chemin.display()))?;
        source.push_str(&format!(
            "/// Size of `data/{nom}`, in bytes.\npub(crate) const {constante}_OCTETS: u32 = {};\n\
             /// Its name, with a fingerprint of its content.\npub(crate) const {constante}_NOM: &str = \"{nom}?v={:016x}\";\n",
            octets.len(),
            fnv1a(&octets),
        ));
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("fichiers.rs"), source)?;
    Ok(())
}

fn fnv1a(octets: &[u8]) -> u64 {
    octets.iter().fold(0xcbf2_9ce4_8422_2325, |h, o| (h ^ u64::from(*o)).wrapping_mul(0x0100_0000_01b3))
}
