//! What comes in. Nobody vouches for it: a wrong kind, a size without measure, an object
//! whose own methods throw. Each is looked at before anything of it is copied, so that it
//! ends as an error in French, never as a trap that would leave the module unusable.

use cpts_api::{NatureErreur, Refus, Valeur};
use cpts_codes::Date;
use cpts_core::{Projet, Situation};
use js_sys::{ArrayBuffer, JSON, JsString, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::erreur::{argument, projet_refused, refused};

/// Most UTF-16 units of a text that is typed.
const TEXTE_MAX: u32 = 1_000;

/// Most UTF-16 units of an object as JSON.
const OBJET_MAX: u32 = 1_000_000;

/// Most bytes of a data file: many times the largest.
const FICHIER_MAX: f64 = 50_000_000.0;

/// A project out of a plain object. A contract that runs is looked at from today, by the clock
/// of JavaScript, where the object does not say from which day.
pub(crate) fn read_projet(value: &JsValue) -> Result<Projet, JsValue> {
    let valeur = plain(value).map_err(|(probleme, aide)| {
        projet_refused(&[Refus {
            champ: ".".to_owned(),
            probleme: probleme.to_owned(),
            aide: aide.to_owned(),
        }])
    })?;
    let mut projet = cpts_api::read_projet(&valeur).map_err(|refus| projet_refused(&refus))?;
    if projet.situation == Situation::Existante
        && let Some(jour) = today()
    {
        projet.look_from(jour);
    }
    Ok(projet)
}

/// The day that it is where the program runs.
fn today() -> Option<Date> {
    let ici = js_sys::Date::new_0();
    let annee = u16::try_from(ici.get_full_year()).ok()?;
    Date::new(annee, u8::try_from(ici.get_month()).ok()? + 1, u8::try_from(ici.get_date()).ok()?)
}

/// The value of an argument that `undefined` and `null` leave out.
pub(crate) fn read_optional<T>(
    value: &JsValue,
    champ: &str,
    read: fn(&Valeur) -> Result<T, Vec<Refus>>,
) -> Result<Option<T>, JsValue> {
    if value.is_null() || value.is_undefined() {
        return Ok(None);
    }
    let valeur = plain(value).map_err(|(probleme, aide)| argument(champ, probleme, aide))?;
    read(&valeur).map(Some).map_err(|refus| refused(NatureErreur::ArgumentRefuse, &refus))
}

/// A value without secrets. It goes through JSON: what JavaScript may hide in an object
/// (accessors, prototypes, cycles) runs there, before any Rust is at work.
fn plain(value: &JsValue) -> Result<Valeur, (&'static str, &'static str)> {
    let texte = JSON::stringify(value).map_err(|_| {
        (
            "cet objet ne peut pas s'écrire en JSON",
            "donnez un objet simple, sans cycle, sans BigInt et sans accesseur qui échoue",
        )
    })?;
    // `undefined`, a function and a symbol have no JSON: what comes back is no text.
    let Some(texte) = texte.dyn_ref::<JsString>() else {
        return Err(("il manque un objet", "donnez un objet simple"));
    };
    if texte.length() > OBJET_MAX {
        return Err((
            "cet objet est trop gros",
            "toutes les communes de France tiennent dans un tiers de cette place",
        ));
    }
    let trop = ("trop de niveaux sont imbriqués", "un projet en a quatre");
    Valeur::parse(&String::from(texte)).ok_or(trop)
}

/// A short text.
pub(crate) fn text(value: &JsValue, champ: &str) -> Result<String, JsValue> {
    let Some(texte) = value.dyn_ref::<JsString>() else {
        return Err(argument(champ, "ce n'est pas un texte", "donnez un texte entre guillemets"));
    };
    if texte.length() > TEXTE_MAX {
        let aide = format!("donnez {TEXTE_MAX} caractères au plus");
        return Err(argument(champ, format!("{} caractères", texte.length()), aide));
    }
    Ok(texte.into())
}

/// A whole number between two bounds, both included; `default` where nothing is given.
pub(crate) fn whole(
    value: &JsValue,
    champ: &str,
    (min, max): (u32, u32),
    default: Option<u32>,
) -> Result<u32, JsValue> {
    if let Some(default) = default.filter(|_| value.is_undefined() || value.is_null()) {
        return Ok(default);
    }
    // A fraction, an infinity and what is no number do not come back as they were.
    let nombre = value.as_f64().unwrap_or(f64::NAN);
    let entier = nombre as u32;
    if f64::from(entier) == nombre && (min..=max).contains(&entier) {
        return Ok(entier);
    }
    let aide = format!("donnez un nombre entier de {min} à {max}");
    Err(argument(champ, "ce n'est pas un nombre acceptable", aide))
}

/// The bytes of a file: an `ArrayBuffer`, or any view of one.
pub(crate) fn bytes(value: &JsValue, champ: &str) -> Result<Vec<u8>, JsValue> {
    let refus = || {
        argument(
            champ,
            "ce ne sont pas des octets",
            "donnez le contenu du fichier : Uint8Array ou ArrayBuffer",
        )
    };
    let view = if ArrayBuffer::is_view(value) {
        let part = |name: &str| Reflect::get(value, &name.into()).ok();
        let number = |name: &str| part(name).and_then(|n| n.as_f64());
        let (Some(buffer), Some(offset), Some(length)) =
            (part("buffer"), number("byteOffset"), number("byteLength"))
        else {
            return Err(refus());
        };
        if length > FICHIER_MAX {
            return Err(too_large(champ));
        }
        // Another realm has another `Uint8Array`: this makes one of ours on the same bytes.
        let arguments = js_sys::Array::of3(&buffer, &offset.into(), &length.into());
        construct_bytes(&arguments).ok_or_else(refus)?
    } else if value.is_instance_of::<ArrayBuffer>() {
        construct_bytes(&js_sys::Array::of1(value)).ok_or_else(refus)?
    } else {
        return Err(refus());
    };
    if f64::from(view.length()) > FICHIER_MAX {
        return Err(too_large(champ));
    }
    Ok(view.to_vec())
}

fn too_large(champ: &str) -> JsValue {
    argument(champ, "le fichier est trop gros", "vérifiez que c'est bien le fichier attendu")
}

/// `new Uint8Array(...)`, where what is wrong is no trap.
fn construct_bytes(arguments: &js_sys::Array) -> Option<Uint8Array> {
    let constructor = Reflect::get(&js_sys::global(), &"Uint8Array".into()).ok()?;
    Reflect::construct(constructor.dyn_ref::<js_sys::Function>()?, arguments).ok()?.dyn_into().ok()
}
