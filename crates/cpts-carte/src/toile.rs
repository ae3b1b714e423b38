//! Drawing a zone, in tiles.
//!
//! A tile is a small canvas. Moving the map only moves the tiles, which costs no
//! drawing; those that come into sight are drawn one an image, one ring ahead.
//! Drawing all that is seen at each image was measured first: 700 milliseconds
//! with 500 communes on a slowed processor, where an image has sixteen.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, HtmlElement};

use crate::cadrage::Cadrage;
use crate::etiquettes::{Etiquette, choose};
use crate::noeuds::{noeud, poser};
use crate::plan::{Boite, Point};
use crate::scene::{Commune, Place, Trait, Zone};

/// Between two strokes of a hatch, in pixels.
const HACHURE: f32 = 8.0;
/// Side of a tile, in pixels.
const COTE: f32 = 96.0;
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

/// A tile of the ground, at the scale of the moment.
struct Tuile {
    colonne: i32,
    rangee: i32,
    canvas: HtmlCanvasElement,
    contexte: CanvasRenderingContext2d,
    /// Drawn, and nothing has changed since.
    fraiche: bool,
}

/// What is shown, and the tiles that show it.
pub(crate) struct Toile {
    plan: HtmlElement,
    sonde: HtmlElement,
    police: String,
    couleurs: Couleurs,
    tuiles: Vec<Tuile>,
    /// The arcs of each [`Trait`], by their place in the zone.
    traits: [Vec<u32>; 4],
    /// Whether these are known.
    connus: bool,
    etiquettes: Vec<Etiquette>,
    /// Scale of the tiles and of the names; 0 when they are to be made again.
    echelle: f32,
    largeurs: Vec<f32>,
    /// Whether a commune tips or is covered, so that hatches are looked for.
    hachures: bool,
    active: Option<u32>,
    densite: f32,
}

impl Toile {
    /// Draws in the element `plan`; `sonde` is an element that is not seen, beside it.
    pub(crate) fn new(plan: HtmlElement, sonde: HtmlElement) -> Self {
        Self {
            plan,
            sonde,
            police: String::new(),
            couleurs: Couleurs::default(),
            tuiles: Vec::new(),
            traits: Default::default(),
            connus: false,
            etiquettes: Vec::new(),
            echelle: 0.0,
            largeurs: Vec::new(),
            hachures: false,
            active: None,
            densite: 1.0,
        }
    }

    /// Follows the pixels that the screen has to one of the page.
    pub(crate) fn resize(&mut self) {
        let densite = web_sys::window().map_or(1.0, |w| w.device_pixel_ratio() as f32).clamp(0.5, 4.0);
        if densite != self.densite {
            self.densite = densite;
            self.remove_tiles(|_| true);
        }
    }

    /// Reads colours and typeface anew.
    pub(crate) fn read_style(&mut self) {
        self.couleurs = Couleurs::read(&self.sonde);
        let famille = web_sys::window()
            .and_then(|w| w.get_computed_style(&self.plan).ok().flatten())
            .and_then(|c| c.get_property_value("font-family").ok())
            .unwrap_or_default();
        self.police = [CORPS, if famille.is_empty() { "sans-serif" } else { &famille }].concat();
        self.forget();
    }

    /// The communes, their names or their states have changed: all is to be drawn again.
    pub(crate) fn forget(&mut self) {
        self.connus = false;
        self.largeurs.clear();
        self.echelle = 0.0;
    }

    /// One image; answers whether something is left to draw.
    pub(crate) fn draw(
        &mut self,
        zone: &Zone,
        cadrage: &Cadrage,
        active: Option<u32>,
        bouge: Mouvement,
    ) -> bool {
        if bouge == Mouvement::Zoom && self.echelle != 0.0 {
            // What is there is stretched; it is drawn again when the fingers rest.
            self.place(cadrage, cadrage.echelle / self.echelle);
            return false;
        }
        self.prepare(zone, cadrage.echelle);
        if active != self.active {
            for commune in [self.active, active].into_iter().flatten().filter_map(|a| zone.commune(a)) {
                self.spoil(&commune.boite);
            }
            self.active = active;
        }
        self.place(cadrage, 1.0);
        let cote = self.side();
        let coin = cadrage.to_screen(Point::default());
        let tile = |pixels: f32| (pixels / cote).floor() as i32;
        let (c0, c1) = (tile(-coin.x), tile(cadrage.largeur - coin.x));
        let (r0, r1) = (tile(-coin.y), tile(cadrage.hauteur - coin.y));
        self.remove_tiles(|t| {
            t.colonne < c0 - 2 || t.colonne > c1 + 2 || t.rangee < r0 - 2 || t.rangee > r1 + 2
        });
        let mut dessinee = false;
        // What is in sight first, then one ring ahead, for the next move.
        for anneau in 0..=1 {
            for rangee in r0 - anneau..=r1 + anneau {
                for colonne in c0 - anneau..=c1 + anneau {
                    let rang = self.tile_at(colonne, rangee);
                    if rang.is_some_and(|r| self.tuiles[r].fraiche) {
                        continue;
                    }
                    // At rest all that is seen is drawn at once; else one tile an image.
                    let presse = anneau == 0 && bouge == Mouvement::Repos;
                    if !presse && std::mem::replace(&mut dessinee, true) {
                        return true;
                    }
                    if let Some(rang) = rang.or_else(|| self.add_tile(colonne, rangee)) {
                        self.draw_tile(rang, zone);
                    }
                }
            }
        }
        false
    }

    /// Makes again what follows from the zone or the scale, where it was forgotten.
    fn prepare(&mut self, zone: &Zone, echelle: f32) {
        if !self.connus {
            self.connus = true;
            self.traits.iter_mut().for_each(Vec::clear);
            for (place, arc) in zone.arcs().iter().enumerate() {
                self.traits[zone.trait_of(arc) as usize].push(place as u32);
            }
            self.hachures = zone.communes().iter().any(|c| c.etat.bascule || c.etat.couverte);
            self.largeurs.clear();
            self.echelle = 0.0;
        }
        if self.echelle != echelle {
            self.echelle = echelle;
            for tuile in &mut self.tuiles {
                tuile.fraiche = false;
            }
            self.choose_names(zone);
        }
    }

    /// Side of a tile in pixels of the page: a whole number of those of the screen.
    fn side(&self) -> f32 {
        (COTE * self.densite).round() / self.densite
    }

    /// Puts the tiles under the frame, `etirement` times larger than they were drawn.
    fn place(&self, cadrage: &Cadrage, etirement: f32) {
        let coin = cadrage.to_screen(Point::default());
        let pixel = |v: f32| f64::from((v * self.densite).round() / self.densite);
        let [x, y] = [pixel(coin.x), pixel(coin.y)].map(number);
        let e = number(etirement.into());
        let _ = self
            .plan
            .style()
            .set_property("transform", &["translate(", &x, "px,", &y, "px) scale(", &e, ")"].concat());
    }

    fn tile_at(&self, colonne: i32, rangee: i32) -> Option<usize> {
        self.tuiles.iter().position(|t| t.colonne == colonne && t.rangee == rangee)
    }

    fn add_tile(&mut self, colonne: i32, rangee: i32) -> Option<usize> {
        let canvas: HtmlCanvasElement = noeud("canvas", "carte-tuile").unchecked_into();
        let cote = self.side();
        let pixels = (cote * self.densite).round() as u32;
        canvas.set_width(pixels);
        canvas.set_height(pixels);
        let style = canvas.unchecked_ref::<HtmlElement>().style();
        for (propriete, valeur) in [
            ("left", colonne as f32 * cote),
            ("top", rangee as f32 * cote),
            ("width", cote),
            ("height", cote),
        ] {
            let _ = style.set_property(propriete, &[&number(valeur.into()), "px"].concat());
        }
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"alpha".into(), &JsValue::FALSE);
        let contexte = canvas.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()?;
        poser(&self.plan, &[&canvas]);
        self.tuiles.push(Tuile { colonne, rangee, canvas, contexte, fraiche: false });
        Some(self.tuiles.len() - 1)
    }

    fn remove_tiles(&mut self, inutile: impl Fn(&Tuile) -> bool) {
        self.tuiles.retain(|t| {
            let garde = !inutile(t);
            if !garde {
                t.canvas.remove();
            }
            garde
        });
    }

    /// What lies there is to be drawn again.
    fn spoil(&mut self, ou: &Boite) {
        for rang in 0..self.tuiles.len() {
            // The stroke overflows the commune.
            if self.ground_of(&self.tuiles[rang], 6.0).meets(ou) {
                self.tuiles[rang].fraiche = false;
            }
        }
    }

    /// What a tile shows of the plane, and some pixels more.
    fn ground_of(&self, tuile: &Tuile, marge: f32) -> Boite {
        let cote = self.side();
        let (x, y) = (tuile.colonne as f32 * cote, tuile.rangee as f32 * cote);
        let plan = |v: f32| v / self.echelle;
        Boite {
            min: Point::new(plan(x - marge), plan(y - marge)),
            max: Point::new(plan(x + cote + marge), plan(y + cote + marge)),
        }
    }

    fn draw_tile(&mut self, rang: usize, zone: &Zone) {
        self.tuiles[rang].fraiche = true;
        let tuile = &self.tuiles[rang];
        let ou = self.ground_of(tuile, 6.0);
        let c = &tuile.contexte;
        let d = f64::from(self.densite);
        let cote = f64::from(self.side());
        let (x, y) = (f64::from(tuile.colonne) * cote, f64::from(tuile.rangee) * cote);
        let _ = c.set_transform(d, 0.0, 0.0, d, 0.0, 0.0);
        c.set_fill_style_str(self.couleurs.get(Nuance::Fond));
        c.fill_rect(0.0, 0.0, cote, cote);
        c.set_line_join("round");
        c.set_line_cap("round");

        let e = f64::from(self.echelle) * d;
        let _ = c.set_transform(e, 0.0, 0.0, e, -x * d, -y * d);
        // As thin as the screen can: these lines are many, and only a ground.
        self.stroke_arcs(c, zone, &ou, Trait::Fond, Nuance::Filet, 1.0 / self.densite.max(1.0));
        for (place, nuance) in [(Place::Voisine, Nuance::Voisine), (Place::Dedans, Nuance::Dedans)] {
            if trace_communes(c, zone, &ou, |commune| commune.etat.place == place) {
                c.set_fill_style_str(self.couleurs.get(nuance));
                c.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
            }
        }
        if self.hachures {
            self.hatch(c, zone, &ou, Nuance::Couverte, 1.0, |commune| commune.etat.couverte);
            self.hatch(c, zone, &ou, Nuance::Bascule, -1.0, |commune| commune.etat.bascule);
        }
        self.stroke_arcs(c, zone, &ou, Trait::Voisine, Nuance::Bord, 1.0);
        self.stroke_arcs(c, zone, &ou, Trait::Interieur, Nuance::Interieur, 1.0);
        if self.hachures && trace_communes(c, zone, &ou, |commune| commune.etat.bascule) {
            self.stroke(c, Nuance::Bascule, 1.75);
        }
        self.stroke_arcs(c, zone, &ou, Trait::Lisiere, Nuance::Lisiere, 2.0);
        if let Some(active) = self.active.and_then(|a| zone.commune(a))
            && trace_communes(c, zone, &ou, |commune| commune.code == active.code)
        {
            self.stroke(c, Nuance::Halo, 6.0);
            self.stroke(c, Nuance::Active, 3.0);
        }
        let _ = c.set_transform(d, 0.0, 0.0, d, -x * d, -y * d);
        self.names(c, zone, &ou);
    }

    fn stroke(&self, c: &CanvasRenderingContext2d, nuance: Nuance, pixels: f32) {
        c.set_stroke_style_str(self.couleurs.get(nuance));
        c.set_line_width((pixels / self.echelle).into());
        c.stroke();
    }

    fn stroke_arcs(
        &self,
        c: &CanvasRenderingContext2d,
        zone: &Zone,
        ou: &Boite,
        quoi: Trait,
        nuance: Nuance,
        pixels: f32,
    ) {
        c.begin_path();
        let mut vide = true;
        for &place in &self.traits[quoi as usize] {
            let Some(arc) = zone.arcs().get(place as usize).filter(|a| a.boite.meets(ou)) else { continue };
            vide = false;
            let mut premier = true;
            for p in zone.trace(arc) {
                step(c, *p, std::mem::take(&mut premier));
            }
        }
        if !vide {
            self.stroke(c, nuance, pixels);
        }
    }

    /// Fills with strokes at 45°, tied to the ground: they move with it.
    fn hatch(
        &self,
        c: &CanvasRenderingContext2d,
        zone: &Zone,
        ou: &Boite,
        nuance: Nuance,
        sens: f32,
        qui: impl Fn(&Commune) -> bool,
    ) {
        if !trace_communes(c, zone, ou, qui) {
            return;
        }
        c.save();
        c.clip_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
        if matches!(nuance, Nuance::Bascule) {
            c.set_fill_style_str(self.couleurs.get(Nuance::BasculePale));
            c.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
        }
        // Each stroke is the line x − sens·y = n·pas.
        let pas = HACHURE / self.echelle;
        let bouts = [
            ou.min.x - sens * ou.min.y,
            ou.min.x - sens * ou.max.y,
            ou.max.x - sens * ou.min.y,
            ou.max.x - sens * ou.max.y,
        ];
        let (de, a) =
            bouts.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(de, a), b| (de.min(*b), a.max(*b)));
        let mut n = (de / pas).floor();
        c.begin_path();
        while n * pas <= a {
            let origine = n * pas;
            c.move_to((origine + sens * ou.min.y).into(), ou.min.y.into());
            c.line_to((origine + sens * ou.max.y).into(), ou.max.y.into());
            n += 1.0;
        }
        self.stroke(c, nuance, 1.25);
        c.restore();
    }

    /// The names of a scale; any tile can measure them.
    fn choose_names(&mut self, zone: &Zone) {
        if self.tuiles.is_empty() && self.add_tile(0, 0).is_none() {
            return;
        }
        let contexte = &self.tuiles[0].contexte;
        contexte.set_font(&self.police);
        self.largeurs.resize(zone.communes().len(), 0.0);
        let largeurs = std::cell::RefCell::new(std::mem::take(&mut self.largeurs));
        self.etiquettes = choose(zone, self.echelle, |place, nom| {
            let mut largeurs = largeurs.borrow_mut();
            let largeur = &mut largeurs[place as usize];
            if *largeur == 0.0 {
                *largeur = contexte.measure_text(nom).map_or(0.0, |m| m.width() as f32);
            }
            *largeur
        });
        self.largeurs = largeurs.into_inner();
    }

    fn names(&self, c: &CanvasRenderingContext2d, zone: &Zone, ou: &Boite) {
        c.set_font(&self.police);
        c.set_text_align("center");
        c.set_text_baseline("middle");
        c.set_line_width(3.5);
        for etiquette in &self.etiquettes {
            let Some(commune) = zone.commune(etiquette.commune) else { continue };
            let Point { x, y } = etiquette.place;
            let (demi, hauteur) = (etiquette.largeur / 2.0 / self.echelle, 12.0 / self.echelle);
            if x + demi < ou.min.x || x - demi > ou.max.x || y + hauteur < ou.min.y || y - hauteur > ou.max.y
            {
                continue;
            }
            let dedans = commune.etat.place == Place::Dedans && !commune.etat.bascule;
            let (x, y) = ((x * self.echelle).round().into(), (y * self.echelle).round().into());
            c.set_stroke_style_str(self.couleurs.get(if dedans { Nuance::Dedans } else { Nuance::Halo }));
            let _ = c.stroke_text(&commune.nom, x, y);
            c.set_fill_style_str(self.couleurs.get(if dedans { Nuance::NomDedans } else { Nuance::Nom }));
            let _ = c.fill_text(&commune.nom, x, y);
        }
    }
}

/// How the map moves while an image is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mouvement {
    /// It stands: all that is in sight is drawn at once.
    Repos,
    /// It slides.
    Glisse,
    /// It comes nearer or goes away.
    Zoom,
}

/// A number as style sheets write it.
fn number(n: f64) -> String {
    js_sys::Number::from(n).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

fn step(c: &CanvasRenderingContext2d, p: Point, premier: bool) {
    if premier {
        c.move_to(p.x.into(), p.y.into());
    } else {
        c.line_to(p.x.into(), p.y.into());
    }
}

/// Begins the path of these communes, as far as they lie there; false for none.
fn trace_communes(
    c: &CanvasRenderingContext2d,
    zone: &Zone,
    ou: &Boite,
    qui: impl Fn(&Commune) -> bool,
) -> bool {
    c.begin_path();
    let mut trouvees = false;
    for commune in zone.communes() {
        if !commune.boite.meets(ou) || !qui(commune) {
            continue;
        }
        trouvees = true;
        for anneau in &commune.anneaux {
            let mut premier = true;
            zone.walk(anneau, |p| step(c, p, std::mem::take(&mut premier)));
            c.close_path();
        }
    }
    trouvees
}
