//! Making elements. The interface proper has its own way (`vue.rs` of
//! `cpts-widget`), over signals; here everything is told at once by the map,
//! so plain elements are enough. No text is ever parsed as HTML.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement};

/// The document of the page.
fn document() -> Document {
    match web_sys::window().and_then(|w| w.document()) {
        Some(document) => document,
        None => wasm_bindgen::throw_str("carte : pas de document"),
    }
}

/// An element with its class.
pub(crate) fn noeud(balise: &str, classe: &str) -> HtmlElement {
    match document().create_element(balise) {
        Ok(element) => {
            if !classe.is_empty() {
                let _ = element.set_attribute("class", classe);
            }
            element.unchecked_into()
        }
        // Names of elements are all written in this crate.
        Err(erreur) => wasm_bindgen::throw_val(erreur),
    }
}

/// The same with a text.
pub(crate) fn texte(balise: &str, classe: &str, contenu: &str) -> HtmlElement {
    let element = noeud(balise, classe);
    element.set_text_content(Some(contenu));
    element
}

/// The same with a text that translators leave alone: a figure, or the name of a place.
pub(crate) fn propre(balise: &str, classe: &str, contenu: &str) -> HtmlElement {
    let element = texte(balise, classe, contenu);
    attribut(&element, "translate", "no");
    element
}

/// A button that submits nothing.
pub(crate) fn bouton(classe: &str, contenu: &str) -> HtmlElement {
    let element = texte("button", classe, contenu);
    attribut(&element, "type", "button");
    element
}

/// An element of a drawing with its class.
pub(crate) fn svg(balise: &str, classe: &str) -> Element {
    match document().create_element_ns(Some("http://www.w3.org/2000/svg"), balise) {
        Ok(element) => {
            if !classe.is_empty() {
                attribut(&element, "class", classe);
            }
            element
        }
        Err(erreur) => wasm_bindgen::throw_val(erreur),
    }
}

/// A drawing of one path in a square of 24, which says nothing by itself.
pub(crate) fn dessin(trace: &str) -> Element {
    let (image, chemin) = (svg("svg", "ic"), svg("path", ""));
    for (nom, valeur) in
        [("viewBox", "0 0 24 24"), ("width", "20"), ("height", "20"), ("aria-hidden", "true")]
    {
        attribut(&image, nom, valeur);
    }
    attribut(&chemin, "d", trace);
    attribut(&chemin, "fill-rule", "evenodd");
    poser(&image, &[&chemin]);
    image
}

/// Sets an attribute.
pub(crate) fn attribut(element: &Element, nom: &str, valeur: &str) {
    let _ = element.set_attribute(nom, valeur);
}

/// Puts elements at the end of another.
pub(crate) fn poser(parent: &Element, enfants: &[&Element]) {
    for enfant in enfants {
        let _ = parent.append_child(enfant);
    }
}

/// What a listener does.
type Geste = Closure<dyn FnMut(Event)>;

/// The listeners of a map, which end with it.
#[derive(Default)]
pub(crate) struct Ecoutes(RefCell<Vec<(EventTarget, &'static str, Geste)>>);

impl Ecoutes {
    /// Listens until the map ends.
    pub(crate) fn listen(
        &self,
        cible: &EventTarget,
        evenement: &'static str,
        agir: impl FnMut(Event) + 'static,
    ) {
        let geste = Closure::wrap(Box::new(agir) as Box<dyn FnMut(Event)>);
        let _ = cible.add_event_listener_with_callback(evenement, geste.as_ref().unchecked_ref());
        self.0.borrow_mut().push((cible.clone(), evenement, geste));
    }
}

impl Drop for Ecoutes {
    fn drop(&mut self) {
        for (cible, evenement, geste) in self.0.get_mut() {
            let _ = cible.remove_event_listener_with_callback(evenement, geste.as_ref().unchecked_ref());
        }
    }
}

pub(crate) use cpts_codes::nombre;

/// `1 commune`, `55 communes`.
pub(crate) fn compte(n: u32, un: &str, plusieurs: &str) -> String {
    [nombre(n).as_str(), "\u{a0}", if n < 2 { un } else { plusieurs }].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_and_one_is_singular() {
        assert_eq!(nombre(80_120), "80\u{a0}120");
        assert_eq!(compte(1, "voisine", "voisines"), "1\u{a0}voisine");
        assert_eq!(compte(1_234, "voisine", "voisines"), "1\u{a0}234\u{a0}voisines");
    }
}
