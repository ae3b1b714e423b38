//! What makes the release embeddable in any page, the last step of `cargo xtask split`.
//!
//! - `cpts-simulateur.js` learns the names of the day, so that its own tag is
//!   enough on a host page;
//! - `cadre.html` asks for the module at once, as `index.html` does;
//! - `hors-ligne.js`, which comes after the first screen, is shrunk;
//! - `integrer.js`, the loader, is shrunk, weighed, and copied under the name of
//!   its version, with the digest that a host may ask its browser to check.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use sha2::{Digest as _, Sha384};

/// What the loader may weigh in gzip, in bytes.
const LOADER_LIMIT: usize = 2048;

/// The line of `cpts-simulateur.js` that this replaces.
const NAMES: &str = "const NOMS = { colle: \"\", wasm: \"\" };";

/// The line of `cadre.html` after which the module is asked for.
const FRAME_SHEET: &str = "<link rel=\"stylesheet\" href=\"cadre.css\" />";

/// Finishes the files of `staging`; `name` is that of the module, with its fingerprint.
pub(crate) fn finish(staging: &Path, name: &str) -> Result<()> {
    edit(&staging.join("cpts-simulateur.js"), |text| {
        replace_once(
            text,
            NAMES,
            &format!("const NOMS = {{ colle: \"{name}.js\", wasm: \"{name}_bg.wasm\" }};"),
        )
    })?;
    edit(&staging.join("cadre.html"), |text| {
        let preload = format!(
            "{FRAME_SHEET}\n    <link rel=\"modulepreload\" href=\"{name}.js\" />\n    <link rel=\"preload\" \
             href=\"{name}_bg.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin />"
        );
        replace_once(text, FRAME_SHEET, &preload)
    })?;
    edit(&staging.join("hors-ligne.js"), |text| Ok(shrink(text)))?;
    publish_loader(staging)
}

fn edit(path: &Path, change: impl Fn(&str) -> Result<String>) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = change(&text).with_context(|| path.display().to_string())?;
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    ensure!(text.matches(from).count() == 1, "expected once: {from}");
    Ok(text.replace(from, to))
}

/// Writes `integrer.js` shrunk, the same under the name of its version, and what
/// a host writes to have it checked, in `integrer.json`.
fn publish_loader(staging: &Path) -> Result<()> {
    let path = staging.join("integrer.js");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = shrink(&text);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(text.as_bytes())?;
    let weight = gzip.finish()?.len();
    if weight > LOADER_LIMIT {
        bail!(
            "the loader weighs {weight} bytes in gzip, more than {LOADER_LIMIT}: take weight off web/integrer.js"
        );
    }

    let version = env!("CARGO_PKG_VERSION");
    let file = format!("integrer-{version}.js");
    let integrity = format!("sha384-{}", base64(&Sha384::digest(text.as_bytes())));
    let about =
        serde_json::json!({ "version": version, "fichier": file, "integrity": integrity, "gzip": weight });
    for (name, body) in [("integrer.js", &text), (&*file, &text), ("integrer.json", &format!("{about:#}\n"))]
    {
        let path = staging.join(name);
        std::fs::write(&path, body).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// JavaScript without lines of comment and without indentation; the lines stay, so
/// that nothing depends on how statements end. Only for sources without text over
/// several lines.
pub(crate) fn shrink(text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !(in_comment || line.is_empty() || line.starts_with("//")) {
            short.push_str(line);
            short.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    short
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, i| bits << 8 | u32::from(group.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let sign = SIGNS.get((bits >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if i <= group.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let known = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in known {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn shrinking_keeps_what_runs() {
        assert_eq!(
            shrink("// a\n/** e\n * f\n */\n(() => {\n  /* g */\n  b(\"//\"); // c\n\n  // d\n})();\n"),
            "(() => {\nb(\"//\"); // c\n})();\n"
        );
    }

    #[test]
    fn a_placeholder_must_be_there_once() {
        assert_eq!(replace_once("a b c", "b", "d").unwrap(), "a d c");
        assert!(replace_once("a c", "b", "d").is_err());
        assert!(replace_once("b b", "b", "d").is_err());
    }

    #[test]
    fn the_loader_is_light_and_the_files_have_their_places() {
        let web = crate::workspace::root().join("web");
        let folder = std::env::temp_dir().join(format!("cpts-embed-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for file in ["cpts-simulateur.js", "cadre.html", "integrer.js", "hors-ligne.js"] {
            std::fs::copy(web.join(file), folder.join(file)).unwrap();
        }
        finish(&folder, "cpts-widget-0123").unwrap();
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(read("cpts-simulateur.js").contains("wasm: \"cpts-widget-0123_bg.wasm\""));
        assert!(read("cadre.html").contains("href=\"cpts-widget-0123.js\""));
        let about: serde_json::Value = serde_json::from_str(&read("integrer.json")).unwrap();
        assert_eq!(read(about["fichier"].as_str().unwrap()), read("integrer.js"));
        assert_eq!(about["integrity"].as_str().unwrap().len(), "sha384-".len() + 64);
        // Twice is a mistake: the second finds no placeholder.
        assert!(finish(&folder, "cpts-widget-0123").is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
