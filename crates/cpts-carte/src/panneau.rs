//! The map on the page: canvas, buttons, card, legend, and the list of the
//! neighbours, which says in words what the canvas shows.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use cpts_codes::{CodeCommune, CodeDepartement};
use cpts_territory::Contours;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{
    Event, HtmlDialogElement, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver, WheelEvent,
};

use crate::cadrage::PAS;
use crate::fleches::Direction;
use crate::gestes::{Demande, Gestes};
use crate::modele::Modele;
use crate::noeuds::{Ecoutes, attribut, bouton, compte, dessin, noeud, nombre, poser, propre, texte};
use crate::plan::Point;
use crate::scene::{Commune, Place};
use crate::toile::{Mouvement, Toile};

/// How the map is used without a mouse, said once to assistive technology.
const AIDE: &str = "Flèches\u{a0}: aller d’une commune à l’autre. Entrée\u{a0}: ajouter ou retirer. \
    Plus et moins\u{a0}: zoomer. Début\u{a0}: recentrer. Échap\u{a0}: fermer la fiche. \
    La liste des communes voisines, après la carte, permet les mêmes gestes.";

const TRACE_PLUS: &str = "M10.9 4h2.2v6.9H20v2.2h-6.9V20h-2.2v-6.9H4v-2.2h6.9z";
const TRACE_MOINS: &str = "M4 10.9h16v2.2H4z";
const TRACE_CIBLE: &str = "M11 1h2v3.1A8 8 0 0 1 19.9 11H23v2h-3.1A8 8 0 0 1 13 19.9V23h-2v-3.1A8 8 0 0 1 4.1 13H1v-2h3.1A8 8 0 0 1 11 4.1zM12 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm0 3.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z";
const TRACE_CHEVRON: &str = "m12 16.5-7.5-7.5 1.5-1.5 6 6 6-6 1.5 1.5z";
const TRACE_CROIX: &str =
    "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z";

/// Milliseconds without moving before the map is drawn anew.
const PAUSE: i32 = 140;

/// What is on the page.
struct Vues {
    boite: HtmlElement,
    corps: HtmlElement,
    dialogue: HtmlDialogElement,
    /// What holds the focus and receives the gestures.
    canvas: HtmlElement,
    plan: HtmlElement,
    survol: HtmlElement,
    fiche: HtmlElement,
    zones: HtmlElement,
    agrandir: HtmlElement,
    legende: HtmlElement,
    phrase: HtmlElement,
    voisines: HtmlElement,
    compte_voisines: HtmlElement,
    lignes: HtmlElement,
    annonce: HtmlElement,
}

/// A map with all that surrounds it.
pub(crate) struct Panneau {
    soi: Weak<Panneau>,
    vues: Vues,
    modele: RefCell<Modele>,
    toile: RefCell<Toile>,
    gestes: RefCell<Gestes>,
    /// The corner of the map in the window, when the last finger came down.
    coin: Cell<Point>,
    demander: Function,
    ecoutes: Ecoutes,
    /// A frame is asked for.
    attendue: Cell<bool>,
    image: OnceCell<Closure<dyn FnMut()>>,
    /// How the map moves, and the timer that will say that it rests.
    mouvement: Cell<Mouvement>,
    attente: Cell<i32>,
    repos: OnceCell<Closure<dyn FnMut()>>,
    taille: OnceCell<(ResizeObserver, Closure<dyn FnMut()>)>,
    /// The page is being printed.
    imprime: Cell<bool>,
    parties: Cell<u32>,
    manque: RefCell<String>,
}

impl Panneau {
    /// Builds it in `hote`.
    pub(crate) fn build(hote: &HtmlElement, demander: Function) -> Rc<Self> {
        let vues = Vues::build();
        let toile = Toile::new(vues.plan.clone());
        poser(hote, &[&vues.boite, &vues.dialogue]);
        let panneau = Rc::new_cyclic(|soi| Self {
            soi: soi.clone(),
            vues,
            modele: RefCell::default(),
            toile: RefCell::new(toile),
            gestes: RefCell::default(),
            coin: Cell::default(),
            demander,
            ecoutes: Ecoutes::default(),
            attendue: Cell::new(false),
            image: OnceCell::new(),
            mouvement: Cell::new(Mouvement::Repos),
            attente: Cell::new(0),
            repos: OnceCell::new(),
            taille: OnceCell::new(),
            imprime: Cell::new(false),
            parties: Cell::new(0),
            manque: RefCell::default(),
        });
        panneau.listen_all();
        panneau
    }

    /// An action on the map, for as long as it is there.
    fn sur(
        &self,
        cible: &web_sys::EventTarget,
        evenement: &'static str,
        agir: impl Fn(&Self, Event) + 'static,
    ) {
        let soi = self.soi.clone();
        self.ecoutes.listen(cible, evenement, move |e| {
            if let Some(panneau) = soi.upgrade() {
                agir(&panneau, e);
            }
        });
    }

    fn listen_all(&self) {
        let v = &self.vues;
        self.sur(&v.canvas, "pointerdown", Self::press);
        self.sur(&v.canvas, "pointermove", Self::slide);
        self.sur(&v.canvas, "pointerup", |p, e| {
            let e: PointerEvent = e.unchecked_into();
            let demande = p.gestes.borrow_mut().lift(e.pointer_id(), p.place_of(&e));
            p.obey(demande);
            p.redraw();
        });
        self.sur(&v.canvas, "pointercancel", |p, e| {
            p.gestes.borrow_mut().cancel(e.unchecked_ref::<PointerEvent>().pointer_id());
        });
        self.sur(&v.canvas, "pointerleave", |p, _| attribut(&p.vues.survol, "hidden", ""));
        // Two fingers are for the map, one for the page, unless the map has all the screen.
        self.sur(&v.canvas, "touchmove", |_, e| {
            let doigts = js_sys::Reflect::get(&e, &"touches".into())
                .and_then(|t| js_sys::Reflect::get(&t, &"length".into()))
                .ok()
                .and_then(|n| n.as_f64());
            if doigts > Some(1.0) {
                e.prevent_default();
            }
        });
        self.sur(&v.canvas, "wheel", Self::wheel);
        self.sur(&v.canvas, "keydown", Self::key);
        self.sur(&v.agrandir, "click", |p, _| p.enlarge(!p.vues.dialogue.open()));
        self.sur(&v.dialogue, "close", |p, _| p.enlarge(false));
        self.sur(&v.corps, "click", |p, e| match data_of(&e, "data-zoom").as_deref() {
            Some("plus") => p.zoom(PAS),
            Some("moins") => p.zoom(1.0 / PAS),
            Some(_) => p.fit(),
            None => {}
        });
        self.sur(&v.fiche, "click", |p, e| p.card_click(&e));
        self.sur(&v.lignes, "click", |p, e| p.row_click(&e));
        self.sur(&v.lignes, "focusin", |p, e| p.row_focus(&e));
        self.sur(&v.zones, "click", |p, e| {
            if let Some(rang) = data_of(&e, "data-zone").and_then(|r| r.parse().ok()) {
                p.modele.borrow_mut().show_zone(rang);
                p.changed();
            }
        });
        let Some(fenetre) = web_sys::window() else { return };
        self.sur(&fenetre, "beforeprint", |p, _| p.print(true));
        self.sur(&fenetre, "afterprint", |p, _| p.print(false));
        let soi = self.soi.clone();
        let mesure = Closure::wrap(Box::new(move || {
            if let Some(panneau) = soi.upgrade() {
                panneau.resize();
            }
        }) as Box<dyn FnMut()>);
        if let Ok(observateur) = ResizeObserver::new(mesure.as_ref().unchecked_ref()) {
            observateur.observe(&self.vues.canvas);
            let _ = self.taille.set((observateur, mesure));
        }
    }

    // — What the interface proper tells ————————————————————————————————————

    pub(crate) fn add(&self, contours: &Contours) {
        self.modele.borrow_mut().add(contours);
    }

    pub(crate) fn name(&self, departement: CodeDepartement, nom: &str, communes: &str) {
        self.modele.borrow_mut().set_noms(departement, nom, communes);
        self.changed();
    }

    pub(crate) fn set_etats(&self, communes: &str, parties: u32, manque: &str) {
        self.parties.set(parties);
        manque.clone_into(&mut self.manque.borrow_mut());
        {
            let mut modele = self.modele.borrow_mut();
            modele.set_etats(communes);
            modele.show_perimeter();
        }
        self.changed();
    }

    pub(crate) fn fit(&self) {
        self.modele.borrow_mut().fit();
        self.redraw();
    }

    pub(crate) fn activate(&self, code: Option<CodeCommune>) {
        if self.modele.borrow_mut().activate(code) {
            self.show_active(false);
        }
        self.redraw();
    }

    // — Drawing ————————————————————————————————————————————————————————————

    /// Communes, names or states changed: all that is drawn and said is made again.
    fn changed(&self) {
        self.toile.borrow_mut().forget();
        self.write_zones();
        self.write_legend();
        self.write_list();
        self.show_active(false);
        self.redraw();
    }

    fn resize(&self) {
        if self.imprime.get() {
            return;
        }
        let (largeur, hauteur) = (self.vues.canvas.client_width(), self.vues.canvas.client_height());
        self.modele.borrow_mut().resize(largeur as f32, hauteur as f32);
        self.draw();
    }

    /// Paper shows the whole perimeter, whatever the screen shows of it, and no
    /// commune chosen, for want of its card.
    fn print(&self, debut: bool) {
        self.imprime.set(debut);
        if self.alone() {
            // A dialog is not printed: the map goes back to the page for that time.
            let v = &self.vues;
            poser(if debut { &v.boite } else { v.dialogue.unchecked_ref() }, &[&v.corps]);
            if !debut {
                let _ = v.canvas.focus();
            }
        }
        if debut {
            if let Some((zone, cadrage)) = self.modele.borrow().on_paper() {
                self.toile.borrow_mut().print(zone, &cadrage);
            }
        } else {
            self.toile.borrow_mut().forget();
            self.redraw();
        }
    }

    /// Draws at the next frame of the screen, once for all that changed.
    fn redraw(&self) {
        if self.attendue.replace(true) {
            return;
        }
        let image = self.image.get_or_init(|| {
            let soi = self.soi.clone();
            Closure::wrap(Box::new(move || {
                if let Some(panneau) = soi.upgrade() {
                    panneau.attendue.set(false);
                    panneau.draw();
                }
            }) as Box<dyn FnMut()>)
        });
        if let Some(fenetre) = web_sys::window() {
            let _ = fenetre.request_animation_frame(image.as_ref().unchecked_ref());
        }
    }

    fn draw(&self) {
        if self.imprime.get() {
            return;
        }
        let mut modele = self.modele.borrow_mut();
        let active = modele.active_place();
        if let Some((zone, cadrage)) = modele.frame() {
            self.toile.borrow_mut().draw(zone, cadrage, active, self.mouvement.get());
        }
    }

    /// The image is moved or stretched as it is, and made again when the map rests.
    fn moving(&self, mouvement: Mouvement) {
        self.mouvement.set(mouvement);
        let repos = self.repos.get_or_init(|| {
            let soi = self.soi.clone();
            Closure::wrap(Box::new(move || {
                if let Some(panneau) = soi.upgrade() {
                    panneau.mouvement.set(Mouvement::Repos);
                    panneau.redraw();
                }
            }) as Box<dyn FnMut()>)
        });
        if let Some(fenetre) = web_sys::window() {
            fenetre.clear_timeout_with_handle(self.attente.get());
            let rappel = repos.as_ref().unchecked_ref();
            let attente = fenetre.set_timeout_with_callback_and_timeout_and_arguments_0(rappel, PAUSE);
            self.attente.set(attente.unwrap_or_default());
        }
    }

    // — Gestures ———————————————————————————————————————————————————————————

    /// Whether one finger moves the map: it has the screen for itself.
    fn alone(&self) -> bool {
        self.vues.dialogue.open()
    }

    fn press(&self, e: Event) {
        let e: PointerEvent = e.unchecked_into();
        if e.button() != 0 {
            return;
        }
        let libre = self.alone() || e.pointer_type() != "touch";
        if libre {
            let _ = self.vues.canvas.set_pointer_capture(e.pointer_id());
        }
        attribut(&self.vues.survol, "hidden", "");
        let ici = place_of(&e);
        self.coin.set(Point::new(e.client_x() as f32 - ici.x, e.client_y() as f32 - ici.y));
        self.gestes.borrow_mut().press(e.pointer_id(), ici, libre);
    }

    /// Where a finger that is down has moved to. Asking the browser where that is on
    /// the map would have it lay the page out, at each move.
    fn place_of(&self, e: &PointerEvent) -> Point {
        let coin = self.coin.get();
        Point::new(e.client_x() as f32 - coin.x, e.client_y() as f32 - coin.y)
    }

    fn slide(&self, e: Event) {
        let e: PointerEvent = e.unchecked_into();
        if e.buttons() == 0 {
            self.hover(place_of(&e));
            return;
        }
        let demande = self.gestes.borrow_mut().slide(e.pointer_id(), self.place_of(&e));
        self.obey(demande);
    }

    fn obey(&self, demande: Demande) {
        match demande {
            Demande::Rien => return,
            Demande::Choisir(ici) => {
                let code = self.modele.borrow_mut().commune_at(ici);
                self.modele.borrow_mut().activate(code);
                self.show_active(true);
            }
            Demande::Bouger(dx, dy) => {
                self.with_frame(|c| c.pan(dx, dy));
                self.moving(Mouvement::Glisse);
            }
            Demande::Zoomer(dx, dy, facteur, pivot) => {
                self.with_frame(|c| {
                    c.pan(dx, dy);
                    c.zoom(facteur, pivot);
                });
                self.moving(Mouvement::Zoom);
            }
        }
        self.redraw();
    }

    fn with_frame(&self, agir: impl FnOnce(&mut crate::cadrage::Cadrage)) {
        if let Some((_, cadrage)) = self.modele.borrow_mut().frame() {
            agir(cadrage);
        }
    }

    fn zoom(&self, facteur: f32) {
        self.with_frame(|c| c.zoom(facteur, Point::new(c.largeur / 2.0, c.hauteur / 2.0)));
        self.redraw();
    }

    fn wheel(&self, e: Event) {
        let e: WheelEvent = e.unchecked_into();
        // Without the key, the wheel scrolls the page that the map is in.
        if !(self.alone() || e.ctrl_key() || e.meta_key()) {
            return;
        }
        e.prevent_default();
        let pas = if e.delta_mode() == 0 { e.delta_y() } else { e.delta_y() * 30.0 };
        let facteur = js_sys::Math::exp(-pas.clamp(-240.0, 240.0) * if e.ctrl_key() { 0.008 } else { 0.003 });
        let pivot = place_of(&e);
        self.with_frame(|c| c.zoom(facteur as f32, pivot));
        self.moving(Mouvement::Zoom);
        self.redraw();
    }

    /// Name and population under the mouse.
    fn hover(&self, ici: Point) {
        let survol = &self.vues.survol;
        let code = self.modele.borrow_mut().commune_at(ici);
        let modele = self.modele.borrow();
        let Some(commune) = code.and_then(|c| modele.commune(c)).filter(|c| !c.nom.is_empty()) else {
            attribut(survol, "hidden", "");
            return;
        };
        survol.set_text_content(Some(&[&commune.nom, ", ", &population_of(commune)].concat()));
        let _ = survol.remove_attribute("hidden");
        let style = survol.style();
        let a_droite = ici.x > self.vues.canvas.client_width() as f32 / 2.0;
        let x = ici.x + if a_droite { -12.0 } else { 14.0 };
        let glisse = if a_droite { "translateX(-100%)" } else { "none" };
        let _ = style.set_property("left", &pixels(x));
        let _ = style.set_property("top", &pixels((ici.y - 34.0).max(4.0)));
        let _ = style.set_property("transform", glisse);
    }

    fn key(&self, e: Event) {
        let e: KeyboardEvent = e.unchecked_into();
        if e.alt_key() || e.ctrl_key() || e.meta_key() {
            return;
        }
        let direction = match e.key().as_str() {
            "ArrowUp" => Some(Direction::Nord),
            "ArrowDown" => Some(Direction::Sud),
            "ArrowRight" => Some(Direction::Est),
            "ArrowLeft" => Some(Direction::Ouest),
            "Enter" | " " => {
                self.act();
                None
            }
            "+" | "=" => {
                self.zoom(PAS);
                None
            }
            "-" => {
                self.zoom(1.0 / PAS);
                None
            }
            "Home" => {
                self.fit();
                None
            }
            // In the dialog the key closes it.
            "Escape" if !self.alone() && self.modele.borrow_mut().activate(None) => {
                self.show_active(true);
                self.redraw();
                None
            }
            _ => return,
        };
        e.prevent_default();
        if let Some(direction) = direction {
            if self.modele.borrow_mut().step(direction) {
                self.show_active(true);
            } else if self.modele.borrow().active().is_some() {
                self.say("Bord de la carte.");
            }
            self.redraw();
        }
    }

    /// To the whole screen and back.
    fn enlarge(&self, grande: bool) {
        let v = &self.vues;
        let parent = if grande { &v.dialogue } else { v.boite.unchecked_ref() };
        let deja = v.corps.parent_element().is_some_and(|p| &p == parent.as_ref() as &web_sys::Element);
        if deja {
            return;
        }
        poser(parent, &[&v.corps]);
        v.agrandir.set_text_content(Some(if grande { "Réduire" } else { "Agrandir" }));
        if grande {
            attribut(&v.voisines, "open", "");
            let _ = v.dialogue.show_modal();
            let _ = v.canvas.focus();
        } else {
            if v.dialogue.open() {
                v.dialogue.close();
            }
            let _ = v.agrandir.focus();
        }
        self.resize();
        self.fit();
    }

    // — The active commune —————————————————————————————————————————————————

    fn ask(&self, quoi: &str, code: &str) -> String {
        let reponse = self.demander.call2(&JsValue::NULL, &quoi.into(), &code.into());
        reponse.ok().and_then(|r| r.as_string()).unwrap_or_default()
    }

    /// Writes the card of the active commune, marks its line; `dire` announces it.
    fn show_active(&self, dire: bool) {
        let (code, nom, etat, population, ici) = {
            let mut modele = self.modele.borrow_mut();
            let ici = modele.active_on_screen();
            match modele.active() {
                Some(c) => (c.code, c.nom.clone(), c.etat, population_of(c), ici),
                None => {
                    drop(modele);
                    attribut(&self.vues.fiche, "hidden", "");
                    self.mark_row(None);
                    return;
                }
            }
        };
        let fiche = self.ask("fiche", code.as_str());
        let mut parties = fiche.split('\n');
        let mut suivante = || parties.next().unwrap_or_default();
        let (lieu, effet, action, remarque) = (suivante(), suivante(), suivante(), suivante());
        let boite = &self.vues.fiche;
        let garde = has_focus(boite);
        boite.set_text_content(None);
        let titre = propre("p", "carte-nom", &nom);
        let place = place_in_words(etat.place, etat.couverte);
        poser(boite, &[&titre, &texte("p", "petit gris", &[lieu, ", ", &population].concat())]);
        poser(boite, &[&texte("p", "petit", place)]);
        let effet_dit = effet.trim_start_matches('!');
        if !effet_dit.is_empty() {
            let classe = if effet.starts_with('!') { "carte-effet change-taille" } else { "carte-effet" };
            poser(boite, &[&texte("p", classe, effet_dit)]);
        }
        if !remarque.is_empty() {
            poser(boite, &[&texte("p", "petit gris", remarque)]);
        }
        if !action.is_empty() {
            let agir = bouton(if etat.place == Place::Dedans { "bouton" } else { "bouton plein" }, action);
            attribut(&agir, "aria-label", &[action, " ", &nom].concat());
            attribut(&agir, "data-agir", "");
            poser(boite, &[&agir]);
            if garde {
                let _ = agir.focus();
            }
        }
        let fermer = bouton("croix", "");
        poser(&fermer, &[&dessin(TRACE_CROIX)]);
        attribut(&fermer, "aria-label", "Fermer la fiche");
        attribut(&fermer, "data-fermer", "");
        poser(boite, &[&fermer]);
        let gauche = ici.is_some_and(|p| p.x > self.vues.canvas.client_width() as f32 / 2.0);
        let _ = boite.class_list().toggle_with_force("a-droite", !gauche);
        let _ = boite.remove_attribute("hidden");
        self.mark_row(Some(code));
        if dire {
            self.say(&[&nom, ", ", lieu, ", ", &population, ". ", place, ". ", effet_dit].concat());
        }
    }

    fn say(&self, phrase: &str) {
        self.vues.annonce.set_text_content(Some(phrase));
    }

    /// Does what the button of the card says.
    fn act(&self) {
        let code = self.modele.borrow().active().map(|c| c.code);
        if let Some(code) = code {
            self.act_on(code);
        }
    }

    fn act_on(&self, code: CodeCommune) {
        // The answer comes back through `etats`, when the interface has counted again.
        let phrases = self.ask("agir", code.as_str());
        // Beside the page, which tells the result by itself, what was done is enough.
        let (faite, resultat) = phrases.split_once('\n').unwrap_or_default();
        self.say(&if self.alone() { [faite, " ", resultat].concat() } else { faite.to_owned() });
    }

    fn card_click(&self, e: &Event) {
        if data_of(e, "data-agir").is_some() {
            self.act();
        } else if data_of(e, "data-fermer").is_some() {
            self.modele.borrow_mut().activate(None);
            self.show_active(false);
            self.redraw();
            let _ = self.vues.canvas.focus();
        }
    }

    // — The list ———————————————————————————————————————————————————————————

    fn row_click(&self, e: &Event) {
        if let Some(code) = data_of(e, "data-ajouter").and_then(|c| c.parse().ok()) {
            self.leave_row(e);
            self.act_on(code);
        } else if let Some(code) = data_of(e, "data-voir") {
            self.activate(code.parse().ok());
        }
    }

    /// The line goes away with its button: the focus goes to the next one.
    fn leave_row(&self, e: &Event) {
        let ligne = target_of(e).and_then(|t| t.closest("tr").ok().flatten());
        let Some(ligne) = ligne else { return };
        let voisin = ligne.next_element_sibling().or_else(|| ligne.previous_element_sibling());
        let bouton = voisin.and_then(|v| v.query_selector("[data-ajouter]").ok().flatten());
        if let Some(bouton) = bouton.and_then(|b| b.dyn_into::<HtmlElement>().ok()) {
            let _ = bouton.focus();
        }
    }

    fn row_focus(&self, e: &Event) {
        let ligne = target_of(e).and_then(|t| t.closest("tr").ok().flatten());
        let code = ligne.and_then(|l| l.get_attribute("data-code")).and_then(|c| c.parse().ok());
        if code.is_some() {
            self.activate(code);
        }
    }

    fn mark_row(&self, code: Option<CodeCommune>) {
        let mut ligne = self.vues.lignes.first_element_child();
        while let Some(element) = ligne {
            let active = code.is_some()
                && element.get_attribute("data-code").as_deref() == code.as_ref().map(|c| c.as_str());
            let _ = element.class_list().toggle_with_force("active", active);
            if active {
                attribut(&element, "aria-current", "true");
                if self.alone() && !has_focus(&self.vues.lignes) {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    element.scroll_into_view_with_scroll_into_view_options(&options);
                }
            } else {
                let _ = element.remove_attribute("aria-current");
            }
            ligne = element.next_element_sibling();
        }
    }

    /// The neighbours, those that change the taille first, then by population.
    /// Lines that stay are moved, not made again: they may hold the focus.
    fn write_list(&self) {
        let modele = self.modele.borrow();
        let mut voisines: Vec<&Commune> = modele.communes_in(Place::Voisine).collect();
        voisines.sort_by_key(|c| (!c.etat.bascule, std::cmp::Reverse(c.population), c.code));
        let lignes = &self.vues.lignes;
        let ancienne =
            |cle: &str| lignes.query_selector(&["[data-cle=\"", cle, "\"]"].concat()).ok().flatten();
        let mut rang = lignes.first_element_child();
        for commune in &voisines {
            let cle = [
                commune.code.as_str(),
                if commune.etat.bascule { "B" } else { "" },
                if commune.etat.couverte { "C" } else { "" },
            ]
            .concat();
            let ligne = match ancienne(&cle) {
                Some(ligne) => ligne,
                None => row(commune, &cle).into(),
            };
            if rang.as_ref() == Some(&ligne) {
                rang = ligne.next_element_sibling();
            } else {
                let _ = lignes.insert_before(&ligne, rang.as_ref().map(|r| r.as_ref()));
            }
        }
        while let Some(reste) = rang {
            rang = reste.next_element_sibling();
            reste.remove();
        }
        let n = voisines.len() as u32;
        let (dedans, parties) = (modele.communes_in(Place::Dedans).count() as u32, self.parties.get());
        let mut phrase =
            ["La carte montre ", &compte(dedans, "commune du périmètre", "communes du périmètre")].concat();
        if parties > 1 {
            phrase.push_str(", en ");
            phrase.push_str(&compte(parties, "partie séparée", "parties séparées"));
        }
        phrase.push_str(", et ");
        phrase.push_str(&compte(n, "commune voisine", "communes voisines"));
        phrase.push_str(". ");
        phrase.push_str(&self.manque.borrow());
        self.vues.phrase.set_text_content(Some(&phrase));
        self.vues.compte_voisines.set_text_content(Some(&compte(n, "commune voisine", "communes voisines")));
        let _ = self.vues.voisines.toggle_attribute_with_force("hidden", n == 0);
    }

    fn write_legend(&self) {
        let modele = self.modele.borrow();
        for (classe, presente) in
            [("bascule", modele.any(|c| c.etat.bascule)), ("couverte", modele.any(|c| c.etat.couverte))]
        {
            if let Ok(Some(ligne)) = self.vues.legende.query_selector(&[".cle-", classe].concat())
                && let Some(ligne) = ligne.parent_element()
            {
                let _ = ligne.toggle_attribute_with_force("hidden", !presente);
            }
        }
    }

    /// One button a zone, where there are several.
    fn write_zones(&self) {
        let modele = self.modele.borrow();
        let zones: Vec<(usize, &str, bool)> = modele.zones().collect();
        let boite = &self.vues.zones;
        let garde = has_focus(boite);
        boite.set_text_content(None);
        let _ = boite.toggle_attribute_with_force("hidden", zones.len() < 2);
        for (rang, nom, vue) in zones {
            let choix = bouton("bouton", nom);
            attribut(&choix, "data-zone", &rang.to_string());
            attribut(&choix, "translate", "no");
            attribut(&choix, "aria-pressed", if vue { "true" } else { "false" });
            poser(boite, &[&choix]);
            if garde && vue {
                let _ = choix.focus();
            }
        }
    }
}

impl Drop for Panneau {
    fn drop(&mut self) {
        if let Some((observateur, _)) = self.taille.get() {
            observateur.disconnect();
        }
        self.vues.boite.remove();
        self.vues.dialogue.remove();
    }
}

impl Vues {
    fn build() -> Self {
        let canvas = noeud("div", "carte-toile");
        let plan = noeud("div", "carte-plan");
        poser(&canvas, &[&plan]);
        for (nom, valeur) in [
            ("tabindex", "0"),
            // Arrows move in two directions, which no other role of a widget allows.
            ("role", "application"),
            ("aria-roledescription", "carte"),
            ("aria-label", "Carte du périmètre et des communes voisines"),
            ("aria-describedby", "carte-aide carte-phrase"),
        ] {
            attribut(&canvas, nom, valeur);
        }
        let aide = texte("p", "sr", AIDE);
        attribut(&aide, "id", "carte-aide");
        let survol = noeud("div", "carte-survol");
        attribut(&survol, "aria-hidden", "true");
        attribut(&survol, "hidden", "");
        let fiche = noeud("div", "carte-fiche");
        attribut(&fiche, "role", "group");
        attribut(&fiche, "aria-label", "Commune choisie sur la carte");
        attribut(&fiche, "hidden", "");
        let loupes = noeud("div", "carte-zoom");
        let zones = noeud("div", "carte-zones");
        attribut(&zones, "role", "group");
        attribut(&zones, "aria-label", "Partie de la France montrée");
        let agrandir = bouton("bouton", "Agrandir");
        let cadre = noeud("div", "carte-cadre");
        let outils = noeud("div", "carte-outils");
        poser(&outils, &[&agrandir]);
        poser(&cadre, &[&canvas, &loupes, &survol, &fiche]);
        let legende = noeud("ul", "legende carte-legende");
        for (classe, mots) in [
            ("dedans", "Dans le périmètre"),
            ("voisine", "Voisine"),
            ("bascule", "Voisine qui fait changer de taille"),
            ("couverte", "Déjà dans une CPTS"),
        ] {
            let ligne = noeud("li", "");
            let cle = noeud("i", &["cle-", classe].concat());
            attribut(&cle, "aria-hidden", "true");
            poser(&ligne, &[&cle, &texte("span", "", mots)]);
            poser(&legende, &[&ligne]);
        }
        let phrase = texte("p", "petit", "");
        attribut(&phrase, "id", "carte-phrase");
        let gestes = texte(
            "p",
            "mini gris carte-gestes",
            "Deux doigts déplacent la carte. Un toucher choisit une commune.",
        );
        let souris = texte(
            "p",
            "mini gris carte-souris",
            "Un clic choisit une commune. Glissez pour déplacer la carte\u{a0}; Ctrl et la molette la rapprochent.",
        );
        let mention = texte("p", "mini gris", Contours::MENTION);
        let gauche = noeud("div", "carte-gauche");
        poser(&gauche, &[&outils, &zones, &cadre, &aide, &legende, &phrase, &gestes, &souris, &mention]);

        let voisines = noeud("details", "replie carte-voisines");
        let sommaire = noeud("summary", "");
        let compte_voisines = noeud("span", "");
        let chevron = noeud("span", "chevron");
        poser(&chevron, &[&dessin(TRACE_CHEVRON)]);
        poser(&sommaire, &[&chevron, &compte_voisines]);
        let table = noeud("table", "communes");
        let entetes = noeud("tr", "");
        for mots in ["Commune", "Habitants", "Action"] {
            let entete = texte("th", "", mots);
            attribut(&entete, "scope", "col");
            poser(&entetes, &[&entete]);
        }
        let tete = noeud("thead", "sr");
        poser(&tete, &[&entetes]);
        let lignes = noeud("tbody", "");
        poser(&table, &[&texte("caption", "sr", "Communes voisines du périmètre"), &tete, &lignes]);
        poser(&voisines, &[&sommaire, &table]);
        let annonce = noeud("div", "sr");
        attribut(&annonce, "role", "status");
        let corps = noeud("div", "carte-corps");
        poser(&corps, &[&gauche, &voisines, &annonce]);
        let boite = noeud("div", "carte-boite");
        poser(&boite, &[&corps]);
        let dialogue = noeud("dialog", "carte-grande");
        attribut(&dialogue, "aria-label", "Carte du périmètre");
        for (trace, nom, quoi) in [
            (TRACE_PLUS, "Zoomer", "plus"),
            (TRACE_MOINS, "Dézoomer", "moins"),
            (TRACE_CIBLE, "Recentrer sur le périmètre", "cadrer"),
        ] {
            let loupe = bouton("", "");
            attribut(&loupe, "aria-label", nom);
            attribut(&loupe, "title", nom);
            attribut(&loupe, "data-zoom", quoi);
            poser(&loupe, &[&dessin(trace)]);
            poser(&loupes, &[&loupe]);
        }
        Self {
            boite,
            corps,
            dialogue: dialogue.unchecked_into(),
            canvas,
            plan,
            survol,
            fiche,
            zones,
            agrandir,
            legende,
            phrase,
            voisines,
            compte_voisines,
            lignes,
            annonce,
        }
    }
}

fn row(commune: &Commune, cle: &str) -> HtmlElement {
    let ligne = noeud("tr", "");
    let code = commune.code;
    attribut(&ligne, "data-code", code.as_str());
    attribut(&ligne, "data-cle", cle);
    let nom = noeud("th", "");
    attribut(&nom, "scope", "row");
    let voir = bouton("carte-voir", &commune.nom);
    attribut(&voir, "data-voir", code.as_str());
    attribut(&voir, "translate", "no");
    poser(&nom, &[&voir, &propre("span", "mini gris", &["\u{a0}", code.departement().as_str()].concat())]);
    for (marque, mots) in
        [(commune.etat.bascule, "change la taille"), (commune.etat.couverte, "déjà dans une CPTS")]
    {
        if marque {
            poser(&nom, &[&texte("span", "tag", mots)]);
        }
    }
    let population = match commune.population {
        Some(n) => propre("td", "nombre", &nombre(n)),
        None => texte("td", "nombre", "inconnue"),
    };
    let action = noeud("td", "carte-action");
    let ajouter = bouton("lien", "Ajouter");
    attribut(&ajouter, "aria-label", &["Ajouter ", &commune.nom].concat());
    attribut(&ajouter, "data-ajouter", code.as_str());
    poser(&action, &[&ajouter]);
    poser(&ligne, &[&nom, &population, &action]);
    ligne
}

fn place_in_words(place: Place, couverte: bool) -> &'static str {
    match (place, couverte) {
        (Place::Dedans, false) => "Dans le périmètre",
        (Place::Dedans, true) => "Dans le périmètre, et déjà dans une CPTS",
        (Place::Voisine, false) => "Hors du périmètre, le touche",
        (Place::Voisine, true) => "Hors du périmètre, le touche, déjà dans une CPTS",
        (Place::Autre, false) => "Hors du périmètre",
        (Place::Autre, true) => "Hors du périmètre, déjà dans une CPTS",
    }
}

fn population_of(commune: &Commune) -> String {
    commune
        .population
        .map_or_else(|| "population inconnue".to_owned(), |n| compte(n, "habitant", "habitants"))
}

fn place_of(e: &web_sys::MouseEvent) -> Point {
    Point::new(e.offset_x() as f32, e.offset_y() as f32)
}

fn pixels(n: f32) -> String {
    [&(n as i32).to_string(), "px"].concat()
}

fn target_of(e: &Event) -> Option<web_sys::Element> {
    e.target()?.dyn_into().ok()
}

/// The value of an attribute of the button that an event comes from.
fn data_of(e: &Event, nom: &str) -> Option<String> {
    target_of(e)?.closest("button").ok()??.get_attribute(nom)
}

fn has_focus(element: &HtmlElement) -> bool {
    element.matches(":focus-within").unwrap_or(false)
}
