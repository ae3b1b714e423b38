//! Binds the page to the very data files that it was built beside: their size
//! makes the progress bar determinate, their fingerprint in the address keeps a
//! browser from serving an old file to a new program.

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dossier = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../data");
    let mut source = String::new();
    for (nom, constante) in [
        ("communes.bin", "COMMUNES"),
        ("adjacence.bin", "ADJACENCE"),
        ("millesimes.bin", "MILLESIMES"),
        ("iris.bin", "IRIS"),
    ] {
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
    source.push_str(&format!(
        "/// What the addresses of the files of `data/contours` end with: one fingerprint for all.\npub(crate) const CONTOURS_SUITE: &str = \".bin?v={:016x}\";\n",
        contours(&dossier.join("contours"))?,
    ));
    if env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        // What `cargo xtask split` needs to cut the module in two.
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("fichiers.rs"), source)?;
    Ok(())
}

fn contours(dossier: &Path) -> Result<u64, Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={}", dossier.display());
    let mut fichiers: Vec<_> = fs::read_dir(dossier)?.collect::<Result<_, _>>()?;
    fichiers.sort_by_key(|f| f.file_name());
    let mut sommes = Vec::with_capacity(8 * fichiers.len());
    for fichier in fichiers {
        sommes.extend(fnv1a(&fs::read(fichier.path())?).to_le_bytes());
    }
    Ok(fnv1a(&sommes))
}

fn fnv1a(octets: &[u8]) -> u64 {
    octets.iter().fold(0xcbf2_9ce4_8422_2325, |h, o| (h ^ u64::from(*o)).wrapping_mul(0x0100_0000_01b3))
}
