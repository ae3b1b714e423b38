//! The screen of a projector must not go to sleep while people talk.

use cpts_seance::Cellule;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::etat::Etat;
use crate::socle::fenetre;
use crate::socle::page::{document, window};

/// What keeps the screen on, where the browser gives it.
pub(crate) type Verrou = Cellule<Option<JsValue>>;

/// Asks the browser to keep the screen on. It gives it up when the page is hidden, so it is
/// asked again when the page comes back. A browser that knows nothing of it, or refuses,
/// changes nothing else.
pub(crate) fn keep_awake(etat: Etat) -> Verrou {
    let verrou = Cellule::new(None);
    ask(etat, verrou);
    fenetre::listen_window("visibilitychange", move |_| {
        if !document().hidden() {
            ask(etat, verrou);
        }
    });
    verrou
}

fn ask(etat: Etat, verrou: Verrou) {
    etat.spawn(async move {
        if let Ok(donne) = request().await {
            // The meeting may be over by now.
            if etat.en_reunion.get_untracked() {
                verrou.set(Some(donne));
            } else {
                let_go(&donne);
            }
        }
    });
}

/// Lets the screen sleep again.
pub(crate) fn release(verrou: Verrou) {
    if let Some(donne) = verrou.get_untracked() {
        let_go(&donne);
    }
}

fn let_go(donne: &JsValue) {
    let lacher = Reflect::get(donne, &JsValue::from_str("release")).and_then(JsCast::dyn_into::<Function>);
    let _ = lacher.and_then(|lacher| lacher.call0(donne));
}

async fn request() -> Result<JsValue, JsValue> {
    let lire = |objet: &JsValue, nom: &str| Reflect::get(objet, &JsValue::from_str(nom));
    let verrous = lire(&lire(&window(), "navigator")?, "wakeLock")?;
    let demander: Function = lire(&verrous, "request")?.dyn_into()?;
    let promesse = demander.call1(&verrous, &JsValue::from_str("screen"))?;
    JsFuture::from(promesse.dyn_into::<Promise>()?).await
}
