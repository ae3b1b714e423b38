//! Drawing a zone on a canvas.
//!
//! Everything of one look is one path, in the coordinates of the plane, made
//! when the communes or their states change. A frame is then a dozen calls: it
//! sets the transform and draws these paths.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement, Path2d};

use crate::cadrage::Cadrage;
use crate::etiquettes::{Etiquette, choose};
use crate::plan::{Boite, Point};
use crate::scene::{Commune, Place, Trait, Zone};

/// Between two strokes of a hatch, in pixels.
const HACHURE: f32 = 8.0;
/// Size of the names, in pixels.
const CORPS: &str = "600 14px ";

/// The colours of the moment, read from the custom properties of the style sheet.
#[derive(Default)]
struct Couleurs([String; NUANCES.len()]);

/// One colour of the style sheet.
#[derive(Clone, Copy)]
enum Nuance {
    Fond,
    Filet,
    Voisine,
    Bord,
    Dedans,
    Interieur,
    Lisiere,
    Bascule,
    BasculePale,
    Couverte,
    Active,
    Nom,
    NomDedans,
    Halo,
}

/// Their custom properties, in the order of [`Nuance`].
const NUANCES: [&str; 14] = [
    "--carte-fond",
    "--carte-filet",
    "--carte-voisine",
    "--carte-bord",
    "--carte-dedans",
    "--carte-interieur",
    "--carte-lisiere",
    "--carte-bascule",
    "--carte-bascule-pale",
    "--carte-couverte",
    "--carte-active",
    "--carte-nom",
    "--carte-nom-dedans",
    "--carte-halo",
];

impl Couleurs {
    /// A probe takes each colour in turn, so that mixes and system colours come
    /// out as the browser resolves them.
    fn read(sonde: &HtmlElement) -> Self {
        let mut couleurs = Self::default();
        let style = sonde.style();
        let calcule = web_sys::window().and_then(|w| w.get_computed_style(sonde).ok().flatten());
        for (couleur, nuance) in couleurs.0.iter_mut().zip(NUANCES) {
            let _ = style.set_property("color", &["var(", nuance, ")"].concat());
            *couleur = calcule.as_ref().and_then(|c| c.get_property_value("color").ok()).unwrap_or_default();
        }
        couleurs
    }

    fn get(&self, nuance: Nuance) -> &str {
        &self.0[nuance as usize]
    }
}

/// The paths of a zone in its states of the moment.
struct Chemins {
    fond: Path2d,
    voisines: Path2d,
    dedans: Path2d,
    bascules: Path2d,
    couvertes: Path2d,
    bord: Path2d,
    interieur: Path2d,
    lisiere: Path2d,
    ou_bascules: Boite,
    ou_couvertes: Boite,
}

/// The canvas and what it shows.
pub(crate) struct Toile {
    canvas: HtmlCanvasElement,
    contexte: CanvasRenderingContext2d,
    sonde: HtmlElement,
    police: String,
    couleurs: Couleurs,
    chemins: Option<Chemins>,
    etiquettes: Vec<Etiquette>,
    /// Scale for which the names were chosen.
    echelle: f32,
    largeurs: Vec<f32>,
    densite: f32,
}

impl Toile {
    /// Draws on this canvas; `sonde` is an element that is not seen, beside it.
    pub(crate) fn new(canvas: HtmlCanvasElement, sonde: HtmlElement) -> Option<Self> {
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"alpha".into(), &JsValue::FALSE);
        let contexte = canvas.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()?;
        Some(Self {
            canvas,
            contexte,
            sonde,
            police: String::new(),
            couleurs: Couleurs::default(),
            chemins: None,
            etiquettes: Vec::new(),
            echelle: 0.0,
            largeurs: Vec::new(),
            densite: 1.0,
        })
    }

    /// Gives the canvas as many pixels as the screen has under it.
    pub(crate) fn resize(&mut self, largeur: f32, hauteur: f32) {
        self.densite = web_sys::window().map_or(1.0, |w| w.device_pixel_ratio() as f32).clamp(1.0, 4.0);
        self.canvas.set_width((largeur * self.densite).round() as u32);
        self.canvas.set_height((hauteur * self.densite).round() as u32);
    }

    /// Reads colours and typeface anew.
    pub(crate) fn read_style(&mut self) {
        self.couleurs = Couleurs::read(&self.sonde);
        let element: &Element = &self.canvas;
        let famille = web_sys::window()
            .and_then(|w| w.get_computed_style(element).ok().flatten())
            .and_then(|c| c.get_property_value("font-family").ok())
            .unwrap_or_default();
        let police = [CORPS, if famille.is_empty() { "sans-serif" } else { &famille }].concat();
        if police != self.police {
            self.police = police;
            self.forget_names();
        }
    }

    /// The communes, their names or their states have changed.
    pub(crate) fn forget(&mut self) {
        self.chemins = None;
        self.forget_names();
    }

    /// The names are to be measured and chosen anew.
    pub(crate) fn forget_names(&mut self) {
        self.echelle = 0.0;
        self.largeurs.clear();
    }

    /// One frame.
    pub(crate) fn draw(&mut self, zone: &Zone, cadrage: &Cadrage, active: Option<u32>) {
        if self.chemins.is_none() {
            self.chemins = paths(zone);
        }
        self.choose_names(zone, cadrage.echelle);
        let Some(chemins) = &self.chemins else { return };
        let c = &self.contexte;
        self.frame();
        c.set_fill_style_str(self.couleurs.get(Nuance::Fond));
        c.fill_rect(0.0, 0.0, cadrage.largeur.into(), cadrage.hauteur.into());
        c.set_line_join("round");
        c.set_line_cap("round");

        self.ground(cadrage);
        self.stroke(&chemins.fond, Nuance::Filet, 1.0, cadrage);
        self.fill(&chemins.voisines, Nuance::Voisine);
        self.fill(&chemins.dedans, Nuance::Dedans);
        self.hatch(&chemins.couvertes, &chemins.ou_couvertes, Nuance::Couverte, 1.0, cadrage);
        self.hatch(&chemins.bascules, &chemins.ou_bascules, Nuance::Bascule, -1.0, cadrage);
        self.stroke(&chemins.bord, Nuance::Bord, 1.0, cadrage);
        self.stroke(&chemins.interieur, Nuance::Interieur, 1.0, cadrage);
        self.stroke(&chemins.bascules, Nuance::Bascule, 1.75, cadrage);
        self.stroke(&chemins.lisiere, Nuance::Lisiere, 2.0, cadrage);
        if let Some(commune) = active.and_then(|a| zone.commune(a))
            && let Ok(chemin) = Path2d::new()
        {
            trace_commune(&chemin, zone, commune);
            self.stroke(&chemin, Nuance::Halo, 6.0, cadrage);
            self.stroke(&chemin, Nuance::Active, 3.0, cadrage);
        }
        self.frame();
        self.names(zone, cadrage);
    }

    /// Coordinates of the frame, in pixels of the page.
    fn frame(&self) {
        let d = f64::from(self.densite);
        let _ = self.contexte.set_transform(d, 0.0, 0.0, d, 0.0, 0.0);
    }

    /// Coordinates of the plane.
    fn ground(&self, cadrage: &Cadrage) {
        let e = f64::from(cadrage.echelle * self.densite);
        let origine = cadrage.to_screen(Point::default());
        let (x, y) = (f64::from(origine.x * self.densite), f64::from(origine.y * self.densite));
        let _ = self.contexte.set_transform(e, 0.0, 0.0, e, x, y);
    }

    fn fill(&self, chemin: &Path2d, nuance: Nuance) {
        self.contexte.set_fill_style_str(self.couleurs.get(nuance));
        self.contexte.fill_with_path_2d_and_winding(chemin, web_sys::CanvasWindingRule::Evenodd);
    }

    fn stroke(&self, chemin: &Path2d, nuance: Nuance, pixels: f32, cadrage: &Cadrage) {
        self.contexte.set_stroke_style_str(self.couleurs.get(nuance));
        self.contexte.set_line_width((pixels / cadrage.echelle).into());
        self.contexte.stroke_with_path(chemin);
    }

    /// Fills with strokes at 45°, tied to the ground: they move with it.
    fn hatch(&self, chemin: &Path2d, ou: &Boite, nuance: Nuance, sens: f32, cadrage: &Cadrage) {
        let vue = cadrage.boite();
        if ou.is_empty() || !ou.meets(&vue) {
            return;
        }
        let c = &self.contexte;
        c.save();
        c.clip_with_path_2d_and_winding(chemin, web_sys::CanvasWindingRule::Evenodd);
        if matches!(nuance, Nuance::Bascule) {
            self.fill(chemin, Nuance::BasculePale);
        }
        let (haut, bas) = (ou.min.y.max(vue.min.y), ou.max.y.min(vue.max.y));
        let (gauche, droite) = (ou.min.x.max(vue.min.x), ou.max.x.min(vue.max.x));
        let pas = HACHURE / cadrage.echelle;
        let hauteur = bas - haut;
        // Each stroke is the line x − sens·y = n·pas.
        let (de, a) = if sens > 0.0 { (gauche - bas, droite - haut) } else { (gauche + haut, droite + bas) };
        let mut n = (de / pas).floor() * pas;
        c.begin_path();
        while n <= a {
            c.move_to((n + sens * haut).into(), haut.into());
            c.line_to((n + sens * (haut + hauteur)).into(), bas.into());
            n += pas;
        }
        c.set_stroke_style_str(self.couleurs.get(nuance));
        c.set_line_width((1.25 / cadrage.echelle).into());
        c.stroke();
        c.restore();
    }

    fn choose_names(&mut self, zone: &Zone, echelle: f32) {
        if self.echelle == echelle {
            return;
        }
        self.echelle = echelle;
        self.contexte.set_font(&self.police);
        self.largeurs.resize(zone.communes().len(), 0.0);
        let largeurs = std::cell::RefCell::new(std::mem::take(&mut self.largeurs));
        self.etiquettes = choose(zone, echelle, |place, nom| {
            let mut largeurs = largeurs.borrow_mut();
            let largeur = &mut largeurs[place as usize];
            if *largeur == 0.0 {
                *largeur = self.contexte.measure_text(nom).map_or(0.0, |m| m.width() as f32);
            }
            *largeur
        });
        self.largeurs = largeurs.into_inner();
    }

    fn names(&self, zone: &Zone, cadrage: &Cadrage) {
        let c = &self.contexte;
        c.set_font(&self.police);
        c.set_text_align("center");
        c.set_text_baseline("middle");
        c.set_line_width(3.5);
        for etiquette in &self.etiquettes {
            let Some(commune) = zone.commune(etiquette.commune) else { continue };
            let Point { x, y } = cadrage.to_screen(etiquette.place);
            let demi = etiquette.largeur / 2.0;
            if x + demi < 0.0 || x - demi > cadrage.largeur || y < -12.0 || y > cadrage.hauteur + 12.0 {
                continue;
            }
            let dedans = commune.etat.place == Place::Dedans && !commune.etat.bascule;
            let (x, y) = (x.round().into(), y.round().into());
            c.set_stroke_style_str(self.couleurs.get(if dedans { Nuance::Dedans } else { Nuance::Halo }));
            let _ = c.stroke_text(&commune.nom, x, y);
            c.set_fill_style_str(self.couleurs.get(if dedans { Nuance::NomDedans } else { Nuance::Nom }));
            let _ = c.fill_text(&commune.nom, x, y);
        }
    }
}

fn paths(zone: &Zone) -> Option<Chemins> {
    let path = || Path2d::new().ok();
    let mut chemins = Chemins {
        fond: path()?,
        voisines: path()?,
        dedans: path()?,
        bascules: path()?,
        couvertes: path()?,
        bord: path()?,
        interieur: path()?,
        lisiere: path()?,
        ou_bascules: Boite::VIDE,
        ou_couvertes: Boite::VIDE,
    };
    for commune in zone.communes() {
        match commune.etat.place {
            Place::Dedans => trace_commune(&chemins.dedans, zone, commune),
            Place::Voisine => trace_commune(&chemins.voisines, zone, commune),
            Place::Autre => {}
        }
        if commune.etat.bascule {
            trace_commune(&chemins.bascules, zone, commune);
            chemins.ou_bascules.join(&commune.boite);
        }
        if commune.etat.couverte {
            trace_commune(&chemins.couvertes, zone, commune);
            chemins.ou_couvertes.join(&commune.boite);
        }
    }
    for arc in zone.arcs() {
        let chemin = match zone.trait_of(arc) {
            Trait::Fond => &chemins.fond,
            Trait::Voisine => &chemins.bord,
            Trait::Interieur => &chemins.interieur,
            Trait::Lisiere => &chemins.lisiere,
        };
        trace(chemin, zone.trace(arc));
    }
    Some(chemins)
}

fn trace(chemin: &Path2d, points: &[Point]) {
    let Some((premier, suite)) = points.split_first() else { return };
    chemin.move_to(premier.x.into(), premier.y.into());
    for p in suite {
        chemin.line_to(p.x.into(), p.y.into());
    }
}

fn trace_commune(chemin: &Path2d, zone: &Zone, commune: &Commune) {
    for anneau in &commune.anneaux {
        let mut premier = true;
        zone.walk(anneau, |p| {
            if std::mem::take(&mut premier) {
                chemin.move_to(p.x.into(), p.y.into());
            } else {
                chemin.line_to(p.x.into(), p.y.into());
            }
        });
        chemin.close_path();
    }
}
