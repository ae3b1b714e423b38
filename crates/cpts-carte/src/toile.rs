//! Drawing a zone: one SVG image, larger than what is seen of it.
//!
//! Moving the map only moves the image, which the browser does without drawing
//! anything again; while two fingers or a wheel zoom, it is stretched. When the
//! map rests, the image is made anew around what is seen. Canvases were measured
//! first: drawn whole at each image, then in tiles. Both kept the main thread
//! busy with drawing and with carrying pixels; paths are drawn beside it.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement, SvgElement};

use crate::cadrage::Cadrage;
use crate::chemins::{Couche, Damier, FINESSE, outline};
use crate::etiquettes::{Etiquette, choose};
use crate::noeuds::{attribut, noeud, poser, svg};
use crate::plan::{Boite, Point};
use crate::scene::{Place, Zone};

/// How much ground the image has on each side of what is seen, in frames.
const MARGE: f32 = 1.0;
/// Size of the names, in pixels: that of the style sheet.
const CORPS: &str = "600 14px ";
/// Side of the square that hatches repeat, in pixels.
const HACHURE: f32 = 5.66;

/// How the map moves while an image is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mouvement {
    /// It stands.
    Repos,
    /// It slides.
    Glisse,
    /// It comes nearer or goes away.
    Zoom,
}

/// What is shown.
pub(crate) struct Toile {
    plan: HtmlElement,
    image: Element,
    /// The ground, in steps of [`FINESSE`].
    sol: SvgElement,
    couches: [Element; Couche::TOUTES.len()],
    hachures: [Element; 2],
    /// The halo and the line of the active commune.
    actives: [Element; 2],
    noms: Element,
    mesure: Option<CanvasRenderingContext2d>,
    largeurs: Vec<f32>,
    damier: Damier,
    /// The squares whose paths are on the page.
    faites: Vec<bool>,
    /// Whether these are those of the zone as it is.
    connus: bool,
    /// Scale of the image; 0 when it is to be made.
    echelle: f32,
    /// What it covers of the plane.
    emprise: Boite,
    /// Its corner, in pixels of its scale from the origin of the plane.
    coin: Point,
    active: Option<u32>,
}

impl Toile {
    /// Draws in the element `plan`.
    pub(crate) fn new(plan: HtmlElement) -> Self {
        let image = svg("svg", "carte-image");
        attribut(&image, "aria-hidden", "true");
        let defs = svg("defs", "");
        let hachures =
            [("carte-h-couverte", "trame"), ("carte-h-bascule", "trame bascule")].map(|(nom, classe)| {
                let motif = svg("pattern", classe);
                let cote = HACHURE.to_string();
                for (attr, valeur) in
                    [("id", nom), ("patternUnits", "userSpaceOnUse"), ("width", &cote), ("height", &cote)]
                {
                    attribut(&motif, attr, valeur);
                }
                for (classe, largeur) in [("fond", "6"), ("trait", "1.25")] {
                    let bande = svg("rect", classe);
                    attribut(&bande, "width", largeur);
                    attribut(&bande, "height", "6");
                    poser(&motif, &[&bande]);
                }
                poser(&defs, &[&motif]);
                motif
            });
        let sol: SvgElement = svg("g", "carte-sol").unchecked_into();
        let couches = Couche::TOUTES.map(|(couche, classe)| {
            let groupe = svg("g", classe);
            // In a style sheet, the address of a pattern would be that of a file.
            match couche {
                Couche::Couverte => attribut(&groupe, "fill", "url(#carte-h-couverte)"),
                Couche::Bascule => attribut(&groupe, "fill", "url(#carte-h-bascule)"),
                _ => {}
            }
            poser(&sol, &[&groupe]);
            groupe
        });
        let actives = ["carte-halo", "carte-active"].map(|classe| {
            let chemin = svg("path", classe);
            poser(&sol, &[&chemin]);
            chemin
        });
        let noms = svg("g", "carte-noms");
        poser(&image, &[&defs, &sol, &noms]);
        poser(&plan, &[&image]);
        let canvas: HtmlCanvasElement = noeud("canvas", "").unchecked_into();
        let mesure = canvas.get_context("2d").ok().flatten().and_then(|c| c.dyn_into().ok());
        Self {
            plan,
            image,
            sol,
            couches,
            hachures,
            actives,
            noms,
            mesure,
            largeurs: Vec::new(),
            damier: Damier::default(),
            faites: Vec::new(),
            connus: false,
            echelle: 0.0,
            emprise: Boite::VIDE,
            coin: Point::default(),
            active: None,
        }
    }

    /// The communes, their names or their states have changed: all is to be drawn again.
    pub(crate) fn forget(&mut self) {
        self.connus = false;
    }

    /// One image.
    pub(crate) fn draw(&mut self, zone: &Zone, cadrage: &Cadrage, active: Option<u32>, bouge: Mouvement) {
        let vue = cadrage.boite();
        let tient = match bouge {
            // Stretched until the fingers rest.
            Mouvement::Zoom => self.echelle != 0.0,
            Mouvement::Glisse => self.echelle == cadrage.echelle && self.emprise.covers(&vue),
            // Half of the margin is left: the next gesture has room.
            Mouvement::Repos => {
                self.echelle == cadrage.echelle && self.emprise.covers(&vue.grown(MARGE / 2.0))
            }
        };
        if !(self.connus && tient) {
            self.make(zone, cadrage, &vue.grown(MARGE));
        }
        if active != self.active {
            self.active = active;
            let chemin = active.and_then(|a| zone.commune(a)).map_or_else(String::new, |c| outline(zone, c));
            for trace in &self.actives {
                attribut(trace, "d", &chemin);
            }
        }
        self.place(cadrage);
    }

    /// The image for paper: the style sheet gives it the width of the sheet.
    pub(crate) fn print(&mut self, zone: &Zone, cadrage: &Cadrage) {
        self.forget();
        self.draw(zone, cadrage, None, Mouvement::Repos);
        let [x, y] = [cadrage.largeur, cadrage.hauteur].map(|v| number(v * MARGE));
        let [l, h] = [cadrage.largeur, cadrage.hauteur].map(number);
        attribut(&self.image, "viewBox", &[x.as_str(), " ", &y, " ", &l, " ", &h].concat());
        let _ = self.plan.style().set_property("aspect-ratio", &[&l, " / ", &h].concat());
    }

    /// Puts the image under the frame.
    fn place(&self, cadrage: &Cadrage) {
        let coin = cadrage.to_screen(Point::new(self.coin.x / self.echelle, self.coin.y / self.echelle));
        let densite = web_sys::window().map_or(1.0, |w| w.device_pixel_ratio() as f32).clamp(0.5, 8.0);
        let [x, y] = [coin.x, coin.y].map(|v| number((v * densite).round() / densite));
        let e = number(cadrage.echelle / self.echelle);
        let _ = self
            .plan
            .style()
            .set_property("transform", &["translate(", &x, "px,", &y, "px) scale(", &e, ")"].concat());
    }

    /// Makes the image over a stretch of ground.
    fn make(&mut self, zone: &Zone, cadrage: &Cadrage, emprise: &Boite) {
        if !self.connus {
            self.connus = true;
            self.damier = Damier::cut(zone);
            self.faites.clear();
            self.faites.resize(self.damier.cases().count(), false);
            self.largeurs.clear();
            self.echelle = 0.0;
            self.active = None;
            for trace in &self.actives {
                attribut(trace, "d", "");
            }
            for couche in &self.couches {
                couche.set_text_content(None);
            }
        }
        let echelle = cadrage.echelle;
        self.emprise = *emprise;
        for ((case, boite), faite) in self.damier.cases().zip(&mut self.faites) {
            if *faite || !boite.meets(emprise) {
                continue;
            }
            *faite = true;
            for (groupe, (couche, _)) in self.couches.iter().zip(Couche::TOUTES) {
                let chemin = case.path(zone, couche);
                if !chemin.is_empty() {
                    let trace = svg("path", "");
                    attribut(&trace, "d", &chemin);
                    poser(groupe, &[&trace]);
                }
            }
        }
        self.coin = Point::new((emprise.min.x * echelle).round(), (emprise.min.y * echelle).round());
        let [l, h] = [emprise.largeur(), emprise.hauteur()].map(|v| number((v * echelle).ceil()));
        attribut(&self.image, "width", &l);
        attribut(&self.image, "height", &h);
        attribut(&self.image, "viewBox", &["0 0 ", &l, " ", &h].concat());
        let [x, y] = [self.coin.x, self.coin.y].map(|v| number(-v));
        let decale = ["translate(", &x, ",", &y, ")"].concat();
        attribut(&self.sol, "transform", &[&decale, "scale(", &number(echelle / FINESSE), ")"].concat());
        attribut(&self.noms, "transform", &decale);
        if self.echelle != echelle {
            self.echelle = echelle;
            let pas = FINESSE / echelle;
            // Widths of lines are in pixels of the screen.
            let _ = self.sol.style().set_property("--carte-pas", &[&number(pas), "px"].concat());
            for (motif, angle) in self.hachures.iter().zip(["-45", "45"]) {
                attribut(
                    motif,
                    "patternTransform",
                    &["scale(", &number(pas), ")rotate(", angle, ")"].concat(),
                );
            }
        }
        self.write_names(zone);
    }

    fn write_names(&mut self, zone: &Zone) {
        self.noms.set_text_content(None);
        for Etiquette { commune, place, .. } in self.choose_names(zone) {
            let Some(commune) = zone.commune(commune) else { continue };
            let classe = match (commune.etat.bascule, commune.etat.place) {
                (false, Place::Dedans) => "dedans",
                (false, Place::Autre) => "autre",
                _ => "",
            };
            let nom = svg("text", classe);
            attribut(&nom, "x", &number((place.x * self.echelle).round()));
            attribut(&nom, "y", &number((place.y * self.echelle).round()));
            nom.set_text_content(Some(&commune.nom));
            poser(&self.noms, &[&nom]);
        }
    }

    /// The names of the scale.
    fn choose_names(&mut self, zone: &Zone) -> Vec<Etiquette> {
        let Some(mesure) = &self.mesure else { return Vec::new() };
        if self.largeurs.is_empty() {
            let famille = web_sys::window()
                .and_then(|w| w.get_computed_style(&self.plan).ok().flatten())
                .and_then(|c| c.get_property_value("font-family").ok())
                .unwrap_or_default();
            mesure.set_font(&[CORPS, if famille.is_empty() { "sans-serif" } else { &famille }].concat());
        }
        self.largeurs.resize(zone.communes().len(), 0.0);
        let largeurs = std::cell::RefCell::new(std::mem::take(&mut self.largeurs));
        let choisies = choose(zone, &self.emprise, self.echelle, |place, nom| {
            let mut largeurs = largeurs.borrow_mut();
            let largeur = &mut largeurs[place as usize];
            if *largeur == 0.0 {
                *largeur = mesure.measure_text(nom).map_or(0.0, |m| m.width() as f32);
            }
            *largeur
        });
        self.largeurs = largeurs.into_inner();
        choisies
    }
}

/// A number as style sheets write it.
fn number(n: f32) -> String {
    js_sys::Number::from(f64::from(n)).to_string_with_radix(10).map(String::from).unwrap_or_default()
}
