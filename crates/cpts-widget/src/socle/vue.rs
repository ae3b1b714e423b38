//! Writing elements over Leptos' signals.
//!
//! Leptos' own `view!` gives every element a type of its own, and the compiler
//! a copy of the rendering code for each: this interface written so weighed
//! 285 kB of WebAssembly in brotli, where the aim is 110 for the whole page.
//! Here an element is made at once by calls that all elements share, and only
//! what changes is watched: [`Vue::texte_vif`], [`Vue::vif`], [`Vue::liste`] and
//! the `_vif` attributes run again when a signal that they read has changed.
//! Signals, memos, effects and their ownership stay Leptos'.
//!
//! Texts become text nodes and attributes are set one by one: nothing is ever
//! parsed as HTML.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

use crate::socle::page::*;

/// An element being written.
#[derive(Clone)]
pub(crate) struct Vue(Element);

/// One line of a [`Vue::liste`]: what identifies it, and how to write it.
struct Ligne {
    cle: String,
    ecrire: Box<dyn FnOnce() -> Vue>,
}

/// The lines of a [`Vue::liste`], being told.
#[derive(Default)]
pub(crate) struct Lignes(Vec<Ligne>);

impl Lignes {
    /// A line that stays as it is for as long as a line of the same `cle` is there.
    pub(crate) fn ligne(&mut self, cle: &str, ecrire: impl FnOnce() -> Vue + 'static) {
        self.push(cle, Box::new(ecrire));
    }

    fn push(&mut self, cle: &str, ecrire: Box<dyn FnOnce() -> Vue>) {
        self.0.push(Ligne { cle: cle.to_owned(), ecrire });
    }
}

/// An HTML element.
pub(crate) fn el(balise: &str) -> Vue {
    Vue(created(document().create_element(balise)))
}

/// An HTML element with its class.
pub(crate) fn elc(balise: &str, classe: &str) -> Vue {
    el(balise).attr("class", classe)
}

/// An SVG element.
pub(crate) fn svg(balise: &str) -> Vue {
    Vue(created(document().create_element_ns(Some("http://www.w3.org/2000/svg"), balise)))
}

/// A button that submits nothing.
pub(crate) fn bouton(classe: &str, action: impl FnMut(Event) + 'static) -> Vue {
    let vue = elc("button", classe).attr("type", "button").sur("click", action);
    if classe == "bouton plein" { vue.attr("part", "bouton") } else { vue }
}

/// What is written the same in every language: a figure, a code, the name of a place or of a project.
/// Translators leave it alone, and translate the words around it. An element of its own, that no
/// style sheet speaks of; a figure keeps its order where it stands in a text from right to left.
pub(crate) fn propre(texte: &str) -> Vue {
    el("bdi").sans_traduction().mots(texte)
}

/// Whether a text is a figure, an amount or a code, without a word: « 93 953 », « − 12 % », « (2A) ».
fn is_figure(texte: &str) -> bool {
    let mut chiffre = false;
    for octet in texte.bytes() {
        // Letters: those of ASCII, but for the two of the codes of Corsica, and those with accents.
        if matches!(octet, b'C'..=b'Z' | b'a'..=b'z' | 0xc3..=0xc5) {
            return false;
        }
        chiffre |= octet.is_ascii_digit();
    }
    chiffre
}

/// A text; in an element of HTML, one that no translator touches where it is a figure.
fn write_text(parent: &Node, texte: &str) -> Node {
    match is_figure(texte) && parent.is_instance_of::<HtmlElement>() {
        true => propre(texte).0.into(),
        false => document().create_text_node(texte).into(),
    }
}

/// A text that only assistive technology reads.
pub(crate) fn sr(texte: &str) -> Vue {
    elc("span", "sr").avec(texte)
}

/// Creation fails on names that are not names; ours are all written here.
fn created(resultat: Result<Element, JsValue>) -> Element {
    match resultat {
        Ok(element) => element,
        Err(erreur) => wasm_bindgen::throw_val(erreur),
    }
}

/// What can stand inside an element.
pub(crate) trait Enfant {
    /// Adds it at the end of `parent`.
    fn poser(self, parent: &Node);
}

impl Enfant for () {
    fn poser(self, _: &Node) {}
}

impl Enfant for &str {
    fn poser(self, parent: &Node) {
        append(parent, &write_text(parent, self));
    }
}

impl Enfant for String {
    fn poser(self, parent: &Node) {
        self.as_str().poser(parent);
    }
}

impl Enfant for &std::borrow::Cow<'_, str> {
    fn poser(self, parent: &Node) {
        self.as_ref().poser(parent);
    }
}

impl Enfant for Vue {
    fn poser(self, parent: &Node) {
        append(parent, &self.0);
    }
}

impl<E: Enfant> Enfant for Option<E> {
    fn poser(self, parent: &Node) {
        if let Some(enfant) = self {
            enfant.poser(parent);
        }
    }
}

impl<E: Enfant> Enfant for Vec<E> {
    fn poser(self, parent: &Node) {
        for enfant in self {
            enfant.poser(parent);
        }
    }
}

impl<E: Enfant, const N: usize> Enfant for [E; N] {
    fn poser(self, parent: &Node) {
        for enfant in self {
            enfant.poser(parent);
        }
    }
}

fn append(parent: &Node, enfant: &Node) {
    let _ = parent.append_child(enfant);
}

impl Vue {
    /// The element itself.
    pub(crate) fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    pub(crate) fn attr(self, nom: &str, valeur: &str) -> Self {
        let _ = self.0.set_attribute(nom, valeur);
        self
    }

    /// Sets an attribute without a value.
    pub(crate) fn drapeau(self, nom: &str) -> Self {
        self.attr(nom, "")
    }

    /// An attribute that changes; `None` takes it off.
    pub(crate) fn attr_vif(self, nom: &'static str, lire: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.0.clone();
        watch(Box::new(move || {
            let _ = match lire() {
                Some(valeur) => element.set_attribute(nom, &valeur),
                None => element.remove_attribute(nom),
            };
        }));
        self
    }

    /// A class that comes and goes.
    pub(crate) fn classe_si(self, classe: &'static str, lire: impl Fn() -> bool + 'static) -> Self {
        let element = self.0.clone();
        watch(Box::new(move || {
            let liste = element.class_list();
            let _ = if lire() { liste.add_1(classe) } else { liste.remove_1(classe) };
        }));
        self
    }

    /// Sets a property of its style, through the object model: a strict policy
    /// of contents refuses `style` attributes.
    pub(crate) fn style(self, propriete: &str, valeur: &str) -> Self {
        let _ = self.0.unchecked_ref::<HtmlElement>().style().set_property(propriete, valeur);
        self
    }

    /// Listens to an event, for as long as what surrounds the element lives.
    pub(crate) fn sur(self, evenement: &str, action: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, evenement, Box::new(action));
        self
    }

    /// The value of a field, kept in step with the state.
    pub(crate) fn valeur_vive(self, lire: impl Fn() -> String + 'static) -> Self {
        let champ: HtmlInputElement = self.0.clone().unchecked_into();
        watch(Box::new(move || {
            let valeur = lire();
            if champ.value() != valeur {
                champ.set_value(&valeur);
            }
        }));
        self
    }

    /// Whether a box or a choice is ticked, kept in step with the state.
    pub(crate) fn coche_vive(self, lire: impl Fn() -> bool + 'static) -> Self {
        let champ: HtmlInputElement = self.0.clone().unchecked_into();
        watch(Box::new(move || champ.set_checked(lire())));
        self
    }

    /// Keeps translators away from all that it holds.
    pub(crate) fn sans_traduction(self) -> Self {
        self.attr("translate", "no")
    }

    /// Adds a text as it is: a piece of a sentence, were it a figure.
    pub(crate) fn mots(self, texte: &str) -> Self {
        append(&self.0, &document().create_text_node(texte));
        self
    }

    /// Adds a text or an element.
    pub(crate) fn avec(self, enfant: impl Enfant) -> Self {
        enfant.poser(&self.0);
        self
    }

    /// Adds one element after the other.
    pub(crate) fn avec_tous(self, enfants: impl Iterator<Item = Self>) -> Self {
        for enfant in enfants {
            append(&self.0, &enfant.0);
        }
        self
    }

    /// Adds a text that changes.
    pub(crate) fn texte_vif(self, lire: impl Fn() -> String + 'static) -> Self {
        live_text(&self.0, Box::new(lire));
        self
    }

    /// Adds what `ecrire` writes, written anew when what it reads has changed.
    /// What a person may hold the focus in, or open, belongs outside or in a [`Self::liste`].
    pub(crate) fn vif<E: Enfant>(self, ecrire: impl Fn() -> E + 'static) -> Self {
        region(&self.0, Box::new(move |parent| ecrire().poser(parent)));
        self
    }

    /// Adds the lines that `lire` gives; they come, go and move, each written once.
    pub(crate) fn liste(self, lire: impl Fn(&mut Lignes) + 'static) -> Self {
        keyed(&self.0, Box::new(lire));
        self
    }
}

/// Runs now, and again when a signal that was read has changed, until the owner goes.
pub(crate) fn watch(mut action: Box<dyn FnMut()>) {
    let effet = RenderEffect::new(move |_: Option<()>| action());
    StoredValue::new_local(effet);
}

fn listen(element: &Element, evenement: &str, action: Box<dyn FnMut(Event)>) {
    let ecouteur = Closure::wrap(action);
    let _ = element.add_event_listener_with_callback(evenement, ecouteur.as_ref().unchecked_ref());
    StoredValue::new_local(ecouteur);
}

/// A place in an element, between two comments. What stands there is never held: the
/// translators of browsers put nodes of their own in the place of every text, and a text
/// that one goes on writing to is then out of the page, while what is read stays as it was.
struct Place {
    debut: Node,
    fin: Node,
}

impl Place {
    fn new(parent: &Element) -> Self {
        let place =
            Self { debut: document().create_comment("").into(), fin: document().create_comment("").into() };
        append(parent, &place.debut);
        append(parent, &place.fin);
        place
    }

    /// Takes away all that stands there, whoever put it.
    fn empty(&self) {
        while let Some(suivant) = self.debut.next_sibling()
            && !suivant.is_same_node(Some(&self.fin))
        {
            remove(&suivant);
        }
    }

    fn fill(&self, contenu: &Node) {
        if let Some(parent) = self.fin.parent_node() {
            let _ = parent.insert_before(contenu, Some(&self.fin));
        }
    }
}

/// What `ecrire` writes, written anew at each change.
fn region(parent: &Element, ecrire: Box<dyn Fn(&Node)>) {
    let place = Place::new(parent);
    watch(Box::new(move || {
        place.empty();
        let fragment = document().create_document_fragment();
        ecrire(&fragment);
        place.fill(&fragment);
    }));
}

/// A text written anew when it is another one: the same one said twice would be read twice
/// aloud where the place is live.
fn live_text(parent: &Element, lire: Box<dyn Fn() -> String>) {
    let place = Place::new(parent);
    let parent = parent.clone();
    let mut dit = String::new();
    watch(Box::new(move || {
        let texte = lire();
        if texte != dit {
            place.empty();
            place.fill(&write_text(&parent, &texte));
            dit = texte;
        }
    }));
}

fn remove(noeud: &Node) {
    if let Some(parent) = noeud.parent_node() {
        let _ = parent.remove_child(noeud);
    }
}

/// A line that is there, with the owner of what it watches.
struct Presente {
    cle: String,
    noeud: Element,
    proprietaire: Owner,
}

fn keyed(parent: &Element, lire: Box<dyn Fn(&mut Lignes)>) {
    let fin = document().create_comment("");
    append(parent, &fin);
    let proprietaire = Owner::current().unwrap_or_default();
    let mut presentes: Vec<Presente> = Vec::new();
    watch(Box::new(move || {
        let Some(parent) = fin.parent_node() else { return };
        let mut avant = std::mem::take(&mut presentes);
        let mut lignes = Lignes::default();
        lire(&mut lignes);
        for Ligne { cle, ecrire } in lignes.0 {
            let presente = match avant.iter().position(|p| p.cle == cle) {
                Some(ici) => avant.remove(ici),
                None => {
                    let enfant = proprietaire.child();
                    let noeud = enfant.with(ecrire).0;
                    Presente { cle, noeud, proprietaire: enfant }
                }
            };
            presentes.push(presente);
        }
        for partie in avant {
            remove(&partie.noeud);
            partie.proprietaire.cleanup();
        }
        // From the end: a node already in its place is not touched, and keeps the focus.
        let mut suivant: Node = fin.clone().into();
        for presente in presentes.iter().rev() {
            let en_place = suivant.previous_sibling().is_some_and(|p| p.is_same_node(Some(&presente.noeud)));
            if !en_place {
                let _ = parent.insert_before(&presente.noeud, Some(&suivant));
            }
            suivant = presente.noeud.clone().into();
        }
    }));
}
