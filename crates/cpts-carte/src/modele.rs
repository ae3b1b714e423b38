//! What the map knows: the zones, the one that is shown, the active commune.

use cpts_codes::{CodeCommune, CodeDepartement};
use cpts_territory::Contours;

use crate::cadrage::Cadrage;
use crate::fleches::{Direction, nearest_to, next_commune};
use crate::plan::{Point, Projection};
use crate::scene::{Brin, Commune, Place, Zone};

/// The active commune stays at least this far from the edges, in pixels.
const MARGE: f32 = 56.0;

/// A zone and the frame through which it is seen.
pub struct Feuille {
    /// Code of the overseas département; nothing for the métropole.
    cle: Option<CodeDepartement>,
    /// Its name, on the button that shows it.
    pub nom: String,
    /// Its communes.
    pub zone: Zone,
    /// The frame; `None` until it has been framed once.
    cadrage: Option<Cadrage>,
    /// It was framed on a perimeter, not on whatever there was.
    cadree: bool,
}

impl Feuille {
    /// Whether a part of the perimeter is here.
    fn has_perimeter(&self) -> bool {
        self.zone.communes().iter().any(|c| c.etat.place == Place::Dedans)
    }

    fn set_etats(&mut self, texte: &str) {
        self.zone.set_etats(texte);
        if !self.cadree && self.has_perimeter() {
            self.cadree = true;
            self.cadrage = None;
        }
    }
}

/// Everything that is drawn.
#[derive(Default)]
pub struct Modele {
    feuilles: Vec<Feuille>,
    vue: usize,
    active: Option<CodeCommune>,
    taille: (f32, f32),
    etats: String,
}

impl Modele {
    /// Takes the contours of a département in.
    pub fn add(&mut self, contours: &Contours) {
        let departement = contours.departement();
        let cle = zone_of(departement);
        let rang = match self.feuilles.iter().position(|f| f.cle == cle) {
            Some(rang) => rang,
            None => {
                let Some(premiere) = contours.communes().next() else { return };
                let (longitude, latitude) = premiere.label;
                let projection = Projection::around(longitude, latitude, Contours::PAR_DEGRE as f32);
                let nom = if cle.is_some() { String::new() } else { "Métropole".to_owned() };
                self.feuilles.push(Feuille {
                    cle,
                    nom,
                    zone: Zone::new(projection),
                    cadrage: None,
                    cadree: false,
                });
                self.feuilles.len() - 1
            }
        };
        let feuille = &mut self.feuilles[rang];
        let places = feuille.zone.add_arcs((0..contours.arc_count()).map(|i| contours.arc(i)));
        for commune in contours.communes() {
            let brin = |part: &cpts_territory::Part| {
                Some(Brin { arc: *places.get(part.arc() as usize)?, inverse: part.reversed() })
            };
            let anneaux = commune.rings().map(|parts| parts.iter().filter_map(brin).collect()).collect();
            feuille.zone.add_commune(commune.code, commune.label, anneaux);
        }
        if let Some(cadrage) = &mut feuille.cadrage {
            cadrage.set_limites(feuille.zone.boite());
        }
        feuille.set_etats(&self.etats);
    }

    /// Names and populations of a département: see [`Zone::set_noms`].
    pub fn set_noms(&mut self, departement: CodeDepartement, nom: &str, texte: &str) {
        let cle = zone_of(departement);
        if let Some(feuille) = self.feuilles.iter_mut().find(|f| f.cle == cle) {
            feuille.zone.set_noms(texte);
            if cle.is_some() {
                nom.clone_into(&mut feuille.nom);
            }
        }
    }

    /// States of all communes: see [`Zone::set_etats`].
    pub fn set_etats(&mut self, texte: &str) {
        texte.clone_into(&mut self.etats);
        for feuille in &mut self.feuilles {
            feuille.set_etats(texte);
        }
    }

    /// The zones that hold a part of the perimeter, or that are shown.
    pub fn zones(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        self.feuilles
            .iter()
            .enumerate()
            .filter(move |(rang, f)| *rang == self.vue || f.has_perimeter())
            .map(|(rang, f)| (rang, f.nom.as_str(), rang == self.vue))
    }

    /// Shows another zone.
    pub fn show_zone(&mut self, rang: usize) {
        if rang < self.feuilles.len() && rang != self.vue {
            self.vue = rang;
            self.active = None;
        }
    }

    /// Where no commune of the zone that is shown is inside, shows one that has some.
    pub fn show_perimeter(&mut self) {
        if !self.feuilles.get(self.vue).is_some_and(Feuille::has_perimeter)
            && let Some(rang) = self.feuilles.iter().position(Feuille::has_perimeter)
        {
            self.show_zone(rang);
        }
    }

    /// The frame has this size now, in pixels.
    pub fn resize(&mut self, largeur: f32, hauteur: f32) {
        self.taille = (largeur, hauteur);
        for feuille in &mut self.feuilles {
            if let Some(cadrage) = &mut feuille.cadrage {
                cadrage.resize(largeur, hauteur);
            }
        }
    }

    /// The zone that is shown, framed on the perimeter the first time. `None`
    /// while there is nothing to see, or no room to see it.
    pub fn frame(&mut self) -> Option<(&Zone, &mut Cadrage)> {
        let (largeur, hauteur) = self.taille;
        let feuille = self.feuilles.get_mut(self.vue)?;
        if largeur < 1.0 || hauteur < 1.0 {
            return None;
        }
        let cadrage = feuille.cadrage.get_or_insert_with(|| {
            let mut cadrage = Cadrage::new(largeur, hauteur);
            cadrage.set_limites(feuille.zone.boite());
            cadrage.fit(&feuille.zone.boite_dedans());
            cadrage
        });
        Some((&feuille.zone, cadrage))
    }

    /// The zone that is shown, and its perimeter in a frame for paper.
    pub fn on_paper(&self) -> Option<(&Zone, Cadrage)> {
        let zone = &self.feuilles.get(self.vue)?.zone;
        Some((zone, Cadrage::for_paper(&zone.boite_dedans())))
    }

    /// Frames the perimeter again.
    pub fn fit(&mut self) {
        if let Some((zone, cadrage)) = self.frame() {
            cadrage.fit(&zone.boite_dedans());
        }
    }

    /// The commune under a point of the frame.
    pub fn commune_at(&mut self, p: Point) -> Option<CodeCommune> {
        let (zone, cadrage) = self.frame()?;
        Some(zone.commune(zone.commune_at(cadrage.to_plan(p))?)?.code)
    }

    /// A commune of any zone.
    pub fn commune(&self, code: CodeCommune) -> Option<&Commune> {
        self.feuilles.iter().find_map(|f| f.zone.commune(f.zone.find(code)?))
    }

    /// The active commune.
    pub fn active(&self) -> Option<&Commune> {
        self.commune(self.active?)
    }

    /// Makes a commune active, in whichever zone, and brings it into sight.
    /// One without contour is not on the map. Returns whether anything changed.
    pub fn activate(&mut self, code: Option<CodeCommune>) -> bool {
        let trouvee = code.and_then(|code| self.feuilles.iter().position(|f| f.zone.find(code).is_some()));
        if let Some(rang) = trouvee {
            self.show_zone(rang);
        }
        let avant = self.active;
        self.active = code.filter(|_| trouvee.is_some());
        if let Some(place) = self.active().map(|c| c.etiquette)
            && let Some((_, cadrage)) = self.frame()
        {
            cadrage.reveal(place, MARGE);
        }
        self.active != avant
    }

    /// Goes to the commune in that direction; from nowhere, to the one in the middle.
    pub fn step(&mut self, direction: Direction) -> bool {
        let depart = self.active;
        let Some((zone, cadrage)) = self.frame() else { return false };
        let suivante = match depart.and_then(|code| zone.find(code)) {
            Some(place) => next_commune(zone, place, direction),
            None => nearest_to(zone, cadrage.centre),
        };
        let code = suivante.and_then(|place| zone.commune(place)).map(|c| c.code);
        code.is_some() && self.activate(code)
    }

    /// Where the active commune is in the frame.
    pub fn active_on_screen(&mut self) -> Option<Point> {
        let place = self.active()?.etiquette;
        Some(self.frame()?.1.to_screen(place))
    }

    /// Place of the active commune in the zone that is shown.
    pub fn active_place(&self) -> Option<u32> {
        self.feuilles.get(self.vue)?.zone.find(self.active?)
    }

    /// The communes in a state, of all zones.
    pub fn communes_in(&self, place: Place) -> impl Iterator<Item = &Commune> {
        self.feuilles.iter().flat_map(|f| f.zone.communes()).filter(move |c| c.etat.place == place)
    }

    /// Whether some commune on the map has this mark.
    pub fn any(&self, marque: impl Fn(&Commune) -> bool) -> bool {
        self.feuilles.iter().flat_map(|f| f.zone.communes()).any(marque)
    }
}

/// Each overseas département is apart; their codes have three characters.
fn zone_of(departement: CodeDepartement) -> Option<CodeDepartement> {
    (departement.as_str().len() == 3).then_some(departement)
}
