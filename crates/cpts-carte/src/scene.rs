//! What there is to draw: communes, the lines between them, and the state of each.
//!
//! A line between two communes (an arc) is kept once, even where two files of
//! départements both hold it: so the outline of the perimeter is made of the
//! arcs that have one side inside and one outside, and islands, holes and
//! detached communes come out by themselves.

use cpts_codes::CodeCommune;

use crate::plan::{Boite, Point, Projection};

/// No commune on that side of an arc: the sea, abroad, or a file not loaded.
const PERSONNE: u32 = u32::MAX;

/// Where a commune stands with regard to the perimeter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Neither inside nor touching it.
    #[default]
    Autre,
    /// Touches the perimeter.
    Voisine,
    /// In the perimeter.
    Dedans,
}

/// All that the look of a commune depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Etat {
    /// Inside, touching, or else.
    pub place: Place,
    /// Adding or removing it changes the taille.
    pub bascule: bool,
    /// It is in a CPTS already.
    pub couverte: bool,
}

impl Etat {
    /// Adds the marks of one line: `D` dedans, `B` bascule, `C` couverte.
    fn mark(&mut self, marques: &str) {
        for marque in marques.bytes() {
            match marque {
                b'D' => self.place = Place::Dedans,
                b'B' => self.bascule = true,
                b'C' => self.couverte = true,
                _ => {}
            }
        }
    }
}

/// One arc of a ring, walked forwards or backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brin {
    /// Place of the arc in the zone.
    pub arc: u32,
    /// Walked from its end to its beginning.
    pub inverse: bool,
}

/// A line between two communes, or around one.
#[derive(Debug, Clone)]
pub struct Arc {
    debut: u32,
    fin: u32,
    /// Where it lies.
    pub boite: Boite,
    cotes: [u32; 2],
}

/// How an arc is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    /// Between two communes that the map only shows.
    Fond,
    /// Around a neighbour.
    Voisine,
    /// Between two communes of the perimeter.
    Interieur,
    /// The edge of the perimeter.
    Lisiere,
}

/// A commune that can be drawn.
#[derive(Debug, Clone)]
pub struct Commune {
    /// INSEE code.
    pub code: CodeCommune,
    /// Name, once it is told.
    pub nom: String,
    /// Inhabitants, where they are known.
    pub population: Option<u32>,
    /// A place inside, where its name stands.
    pub etiquette: Point,
    /// Where it lies.
    pub boite: Boite,
    /// Its rings: the outer ones and the holes alike.
    pub anneaux: Vec<Vec<Brin>>,
    /// State of the moment.
    pub etat: Etat,
}

/// A stretch of country drawn in one frame: the métropole, or one overseas département.
pub struct Zone {
    projection: Projection,
    points: Vec<Point>,
    arcs: Vec<Arc>,
    /// Fingerprints of the arcs, ascending, with the arc of each.
    empreintes: Vec<(u64, u32)>,
    communes: Vec<Commune>,
    /// Places in `communes`, in the order of codes.
    ordre: Vec<u32>,
    boite: Boite,
}

impl Zone {
    /// A zone without communes, flattened so.
    pub fn new(projection: Projection) -> Self {
        Self {
            projection,
            points: Vec::new(),
            arcs: Vec::new(),
            empreintes: Vec::new(),
            communes: Vec::new(),
            ordre: Vec::new(),
            boite: Boite::VIDE,
        }
    }

    /// Takes the arcs of a file in and gives the place of each. One that another
    /// file brought already is not kept twice.
    pub fn add_arcs<'a>(&mut self, arcs: impl Iterator<Item = &'a [(i32, i32)]>) -> Vec<u32> {
        let connus = self.empreintes.len();
        let mut places = Vec::new();
        for arc in arcs {
            let empreinte = fingerprint(arc);
            let deja = self.empreintes[..connus].binary_search_by_key(&empreinte, |e| e.0);
            places.push(match deja {
                Ok(rang) => self.empreintes[rang].1,
                Err(_) => {
                    let place = self.push_arc(arc);
                    self.empreintes.push((empreinte, place));
                    place
                }
            });
        }
        self.empreintes.sort_unstable();
        places
    }

    fn push_arc(&mut self, arc: &[(i32, i32)]) -> u32 {
        let debut = self.points.len() as u32;
        let mut boite = Boite::VIDE;
        for &place in arc {
            let p = self.projection.flatten(place);
            boite.include(p);
            self.points.push(p);
        }
        self.boite.join(&boite);
        let fin = self.points.len() as u32;
        self.arcs.push(Arc { debut, fin, boite, cotes: [PERSONNE; 2] });
        self.arcs.len() as u32 - 1
    }

    /// Takes a commune in, its rings made of arcs of [`Self::add_arcs`]. One that
    /// is there already is left as it is.
    pub fn add_commune(&mut self, code: CodeCommune, etiquette: (i32, i32), anneaux: Vec<Vec<Brin>>) {
        let Err(rang) = self.rank(code) else { return };
        let place = self.communes.len() as u32;
        let mut boite = Boite::VIDE;
        for brin in anneaux.iter().flatten() {
            let Some(arc) = self.arcs.get_mut(brin.arc as usize) else { return };
            boite.join(&arc.boite);
            // An arc that a commune walks twice bounds nothing, but is harmless.
            if let Some(cote) = arc.cotes.iter_mut().find(|c| **c == PERSONNE || **c == place) {
                *cote = place;
            }
        }
        self.ordre.insert(rang, place);
        self.communes.push(Commune {
            code,
            nom: String::new(),
            population: None,
            etiquette: self.projection.flatten(etiquette),
            boite,
            anneaux,
            etat: Etat::default(),
        });
    }

    fn rank(&self, code: CodeCommune) -> Result<usize, usize> {
        self.ordre.binary_search_by(|&place| self.communes[place as usize].code.cmp(&code))
    }

    /// Place of the commune of this code.
    pub fn find(&self, code: CodeCommune) -> Option<u32> {
        self.rank(code).ok().map(|rang| self.ordre[rang])
    }

    /// The commune at a place.
    pub fn commune(&self, place: u32) -> Option<&Commune> {
        self.communes.get(place as usize)
    }

    /// The same, to change it.
    pub fn commune_mut(&mut self, place: u32) -> Option<&mut Commune> {
        self.communes.get_mut(place as usize)
    }

    /// Every commune.
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// Every arc.
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// The points of an arc.
    pub fn trace(&self, arc: &Arc) -> &[Point] {
        self.points.get(arc.debut as usize..arc.fin as usize).unwrap_or_default()
    }

    /// Where everything lies.
    pub fn boite(&self) -> Boite {
        self.boite
    }

    /// Where the perimeter lies; where everything lies without one.
    pub fn boite_dedans(&self) -> Boite {
        let mut boite = Boite::VIDE;
        for commune in &self.communes {
            if commune.etat.place == Place::Dedans {
                boite.join(&commune.boite);
            }
        }
        if boite.is_empty() { self.boite } else { boite }
    }

    /// Says which communes are in, tip or are covered: one a line, its
    /// five-character code then its marks, which add up. Those not cited are none of these;
    /// what is no code, or no commune of this zone, is passed over. Those that
    /// touch the perimeter are found here.
    pub fn set_etats(&mut self, texte: &str) {
        for commune in &mut self.communes {
            commune.etat = Etat::default();
        }
        for ligne in texte.lines() {
            let Some((code, marques)) = ligne.split_at_checked(5) else { continue };
            let Ok(code) = code.parse() else { continue };
            if let Some(place) = self.find(code) {
                self.communes[place as usize].etat.mark(marques);
            }
        }
        for arc in &self.arcs {
            let [a, b] = arc.cotes;
            for (ici, autre) in [(a, b), (b, a)] {
                let dedans = self.communes.get(autre as usize).is_some_and(|c| c.etat.place == Place::Dedans);
                if let Some(commune) =
                    self.communes.get_mut(ici as usize).filter(|c| dedans && c.etat.place == Place::Autre)
                {
                    commune.etat.place = Place::Voisine;
                }
            }
        }
    }

    /// Names and populations: one commune a line, code, population (empty where
    /// it is unknown) and name, parted by tabs.
    pub fn set_noms(&mut self, texte: &str) {
        for ligne in texte.lines() {
            let mut champs = ligne.splitn(3, '\t');
            let (Some(code), Some(population), Some(nom)) = (champs.next(), champs.next(), champs.next())
            else {
                continue;
            };
            let Some(place) = code.parse().ok().and_then(|code| self.find(code)) else { continue };
            let commune = &mut self.communes[place as usize];
            commune.population = population.parse().ok();
            nom.clone_into(&mut commune.nom);
        }
    }

    /// How an arc is to be drawn now.
    pub fn trait_of(&self, arc: &Arc) -> Trait {
        let place = |cote: u32| self.communes.get(cote as usize).map_or(Place::Autre, |c| c.etat.place);
        match arc.cotes.map(place) {
            [Place::Dedans, Place::Dedans] => Trait::Interieur,
            [Place::Dedans, _] | [_, Place::Dedans] => Trait::Lisiere,
            [Place::Voisine, _] | [_, Place::Voisine] => Trait::Voisine,
            [Place::Autre, Place::Autre] => Trait::Fond,
        }
    }

    /// The communes on the other side of the arcs of one.
    pub fn voisines(&self, place: u32) -> Vec<u32> {
        let mut voisines = Vec::new();
        let Some(commune) = self.commune(place) else { return voisines };
        for brin in commune.anneaux.iter().flatten() {
            for cote in self.arcs[brin.arc as usize].cotes {
                if cote != place && cote != PERSONNE && !voisines.contains(&cote) {
                    voisines.push(cote);
                }
            }
        }
        voisines
    }

    /// Walks a ring, point after point; the first one comes back at the end.
    pub fn walk(&self, anneau: &[Brin], mut pas: impl FnMut(Point)) {
        for (rang, brin) in anneau.iter().enumerate() {
            let Some(arc) = self.arcs.get(brin.arc as usize) else { continue };
            let trace = self.trace(arc);
            // Arcs share the point where they meet: it is walked once.
            let saut = usize::from(rang > 0);
            if brin.inverse {
                trace.iter().rev().skip(saut).for_each(|p| pas(*p));
            } else {
                trace.iter().skip(saut).for_each(|p| pas(*p));
            }
        }
    }

    /// The commune under a point of the plane. One that lies in the hole of
    /// another is found, not the other.
    pub fn commune_at(&self, p: Point) -> Option<u32> {
        let trouvee = self.communes.iter().position(|c| c.boite.contains(p) && self.holds(c, p))?;
        Some(trouvee as u32)
    }

    /// Whether a point is inside the rings: an odd number of edges lies east of it.
    fn holds(&self, commune: &Commune, p: Point) -> bool {
        let mut dedans = false;
        for anneau in &commune.anneaux {
            let mut avant: Option<Point> = None;
            self.walk(anneau, |b| {
                if let Some(a) = avant
                    && (a.y > p.y) != (b.y > p.y)
                    && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)
                {
                    dedans = !dedans;
                }
                avant = Some(b);
            });
        }
        dedans
    }
}

/// A fingerprint of an arc: two files give a shared one the same points in the same order.
fn fingerprint(arc: &[(i32, i32)]) -> u64 {
    const PREMIER: u64 = 0x0100_0000_01b3;
    arc.iter().fold(0xcbf2_9ce4_8422_2325, |somme, &(x, y)| {
        let somme = (somme ^ u64::from(x as u32)).wrapping_mul(PREMIER);
        (somme ^ u64::from(y as u32)).wrapping_mul(PREMIER).rotate_left(17)
    })
}
