//! A QR code, as a drawing: black on white whatever the colours of the page, with its
//! quiet zone. The generator is a script beside the page (`qr.js`), fetched when asked for.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::effets::annexes::{self, Annexe};
use crate::etat::Etat;
use crate::socle::vue::{Vue, svg};

/// The largest code that a phone reads from the back of a room (77 modules a side).
const VERSION_MAX: u32 = 15;

/// White modules around a code, as its standard asks.
const MARGE: u32 = 4;

/// A code, ready to be drawn.
#[derive(Clone, PartialEq)]
pub(crate) struct Code {
    /// Modules a side, the quiet zone included.
    cote: u32,
    /// Its dark modules, as the path of an SVG.
    trace: String,
}

/// Why there is no code.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Echec {
    /// The text is too long for a code that is read from afar.
    TropLong,
    /// The generator did not come.
    Absent,
}

/// The code of a text: with a quarter of it that may be hidden or dirty (level M) where
/// that fits, else less.
pub(crate) async fn encode(etat: Etat, texte: &str) -> Result<Code, Echec> {
    let module = annexes::load(etat, Annexe::Qr).await.map_err(|_| Echec::Absent)?;
    let generer: Function = member(&module, "generate").ok_or(Echec::Absent)?;
    // 1 is M, 0 is L; the generator goes higher where the size stays the same.
    let code = [1, 0].into_iter().find_map(|niveau| {
        let reglages = Object::new();
        for (nom, valeur) in [("minCorrectionLevel", niveau), ("maxVersion", VERSION_MAX)] {
            let _ = Reflect::set(&reglages, &JsValue::from_str(nom), &JsValue::from(valeur));
        }
        generer.call2(&JsValue::UNDEFINED, &JsValue::from_str(texte), &reglages).ok()
    });
    let code = code.ok_or(Echec::TropLong)?;
    draw(&code).ok_or(Echec::Absent)
}

fn member(objet: &JsValue, nom: &str) -> Option<Function> {
    Reflect::get(objet, &JsValue::from_str(nom)).ok()?.dyn_into().ok()
}

/// Each row as the stretches of its dark modules.
fn draw(code: &JsValue) -> Option<Code> {
    let lire = member(code, "get")?;
    let cote = Reflect::get(code, &JsValue::from_str("size")).ok()?.as_f64()? as u32;
    let mut trace = String::new();
    for y in 0..cote {
        let mut longueur = 0;
        // One beyond the end, which is light: it closes the last stretch.
        for x in 0..=cote {
            let noir = lire.call2(code, &x.into(), &y.into()).is_ok_and(|module| module.is_truthy());
            if noir {
                longueur += 1;
            } else if longueur > 0 {
                let debut = (x - longueur + MARGE).to_string();
                let (haut, longueur_dite) = ((y + MARGE).to_string(), longueur.to_string());
                trace.push_str(
                    &["M", &debut, " ", &haut, "h", &longueur_dite, "v1h-", &longueur_dite, "z"].concat(),
                );
                longueur = 0;
            }
        }
    }
    Some(Code { cote: cote + 2 * MARGE, trace })
}

/// The drawing; `nom` says what it is to who does not see it.
pub(crate) fn drawing(code: &Code, nom: &str) -> Vue {
    let cote = code.cote.to_string();
    svg("svg")
        .attr("class", "qr")
        .attr("viewBox", &["0 0 ", &cote, " ", &cote].concat())
        .attr("shape-rendering", "crispEdges")
        .attr("role", "img")
        .attr("aria-label", nom)
        .avec(svg("rect").attr("width", &cote).attr("height", &cote).attr("fill", "#fff"))
        .avec(svg("path").attr("d", &code.trace).attr("fill", "#000"))
}
