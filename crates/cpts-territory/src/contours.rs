//! The outlines of the communes of a département: `data/contours/59.bin`.
//!
//! A border between two communes is an *arc*, written once; a commune is rings of
//! arcs. Arcs were simplified together for all France before they were cut by
//! département: the border of two départements is in both files, point for point
//! and in the same direction, so that arcs of several files can be compared with
//! `==`. The outline of any set of communes is the arcs used once by it; an arc used
//! twice is inside.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use cpts_territory::Contours;
//!
//! let contours = Contours::parse(&std::fs::read("data/contours/59.bin")?)?;
//! for commune in contours.communes() {
//!     for ring in commune.rings() {
//!         for part in ring {
//!             let points = contours.arc(part.arc());
//!             // follow them backwards when part.reversed()
//!         }
//!     }
//! }
//! # Ok(())
//! # }
//! ```

use cpts_codes::{CodeCommune, CodeDepartement};

use crate::TerritoryError;
use crate::format::{CONTOURS, Cursor, u32_at};

/// More arcs than any département has; looking for open arcs takes their square.
const MAX_ARCS: usize = 16_000;

/// A point of the national grid: longitude, then latitude, in units of which
/// [`Contours::PAR_DEGRE`] make a degree (WGS 84).
pub type Point = (i32, i32);

/// The outlines of the communes of a département, arrondissements in place of Paris,
/// Lyon and Marseille.
pub struct Contours {
    departement: CodeDepartement,
    points: Vec<Point>,
    /// Where each arc ends in `points`.
    arcs: Vec<u32>,
    parts: Vec<Part>,
    /// Where each ring ends in `parts`.
    rings: Vec<u32>,
    communes: Vec<Row>,
}

struct Row {
    code: CodeCommune,
    label: Point,
    /// Where its rings end in `rings`.
    rings: u32,
}

/// An arc as a ring follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part(u32);

impl Part {
    /// The number of the arc in this file, for [`Contours::arc`].
    pub const fn arc(self) -> u32 {
        self.0 >> 1
    }

    /// Whether the ring follows the arc from its last point to its first.
    pub const fn reversed(self) -> bool {
        self.0 & 1 == 1
    }
}

/// A commune, or an arrondissement of Paris, Lyon or Marseille.
#[derive(Clone, Copy)]
pub struct Contour<'a> {
    /// Its INSEE code.
    pub code: CodeCommune,
    /// A point inside, as far from the borders as a sixteenth of the commune allows.
    pub label: Point,
    all: &'a Contours,
    start: u32,
    end: u32,
}

impl<'a> Contour<'a> {
    /// Its rings, the largest part first, the commune on the right hand of who follows
    /// them: clockwise around a part, counter-clockwise around a hole, on a map with
    /// north at the top. The last point of an arc is the first one of the next.
    pub fn rings(&self) -> impl Iterator<Item = &'a [Part]> + use<'a> {
        let all = self.all;
        (self.start..self.end).map(|ring| slice(&all.parts, &all.rings, ring))
    }
}

impl Contours {
    /// Units of the grid in a degree, of longitude as of latitude.
    pub const PAR_DEGRE: i32 = 10_000;

    /// What the interface must show wherever a contour is drawn.
    pub const MENTION: &str = "Contours\u{a0}: IGN, ADMIN EXPRESS COG, Licence Ouverte 2.0, simplifiés";

    /// Reads and checks a whole file of contours. The bytes are not kept.
    ///
    /// # Errors
    /// The file is of another nature or version, cut, altered, or makes no sense.
    pub fn parse(octets: &[u8]) -> Result<Self, TerritoryError> {
        let (header, payload) = CONTOURS.open(octets)?;
        read(header, payload).ok_or_else(|| CONTOURS.corrupt("contours"))
    }

    /// The département of the file.
    pub fn departement(&self) -> CodeDepartement {
        self.departement
    }

    /// How many arcs the file holds.
    pub fn arc_count(&self) -> u32 {
        self.arcs.len() as u32
    }

    /// The points of an arc, two at least; nothing for a number out of range.
    ///
    /// An arc goes from its smaller end to its larger one (by longitude, then by
    /// latitude); a closed one from its end, which is written twice, to the smaller of
    /// the two points next to it.
    pub fn arc(&self, index: u32) -> &[Point] {
        slice(&self.points, &self.arcs, index)
    }

    /// The communes, in the order of codes.
    pub fn communes(&self) -> impl ExactSizeIterator<Item = Contour<'_>> {
        (0..self.communes.len()).map(|i| self.at(i))
    }

    /// The contour of a commune of this département.
    pub fn commune(&self, code: CodeCommune) -> Option<Contour<'_>> {
        self.communes.binary_search_by(|row| row.code.cmp(&code)).ok().map(|i| self.at(i))
    }

    fn at(&self, index: usize) -> Contour<'_> {
        let row = &self.communes[index];
        let start = index.checked_sub(1).map_or(0, |before| self.communes[before].rings);
        Contour { code: row.code, label: row.label, all: self, start, end: row.rings }
    }
}

/// The nth slice of a list cut at `ends`.
fn slice<'a, T>(list: &'a [T], ends: &[u32], index: u32) -> &'a [T] {
    let index = index as usize;
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(index).copied().unwrap_or(start);
    list.get(start as usize..end as usize).unwrap_or_default()
}

/// Whether an arc runs against the direction on which everyone agrees.
pub(crate) fn is_reversed(points: &[Point]) -> bool {
    match *points {
        [first, second, .., before, last] if first == last => before < second,
        [first, .., last] => last < first,
        _ => false,
    }
}

/// Squares along a side of the box in which a label is placed.
pub(crate) const LABEL_CELLS: i32 = 16;
/// The square in the corner, where no label is: the label is the middle of the first edge.
pub(crate) const LABEL_NONE: u8 = 255;

/// The middle of a square of a box.
pub(crate) fn cell_point(low: Point, high: Point, cell: u8) -> Point {
    let (column, line) = (i32::from(cell & 15), i32::from(cell >> 4));
    let middle = |low: i32, high: i32, n: i32| {
        let size = i64::from(high) - i64::from(low);
        low.wrapping_add((size * i64::from(2 * n + 1) / i64::from(2 * LABEL_CELLS)) as i32)
    };
    (middle(low.0, high.0, column), middle(low.1, high.1, line))
}

fn read(header: &[u8], payload: &[u8]) -> Option<Contours> {
    let text = header.get(24..27)?;
    let text = text.strip_suffix(&[0]).unwrap_or(text);
    let departement: CodeDepartement = core::str::from_utf8(text).ok()?.parse().ok()?;
    let mut sections = Cursor::new(payload);
    let mut codes = sections.section()?;
    let mut reader = Reader {
        rings: sections.section()?,
        steps: sections.section()?,
        sizes: sections.section()?,
        longitudes: sections.section()?,
        latitudes: sections.section()?,
        open: Vec::new(),
        out: Contours {
            departement,
            points: Vec::new(),
            arcs: Vec::new(),
            parts: Vec::new(),
            rings: Vec::new(),
            communes: Vec::new(),
        },
    };
    let mut labels = sections.section()?;
    let mut next = 0u32;
    while !codes.is_empty() {
        let number = next.checked_add(codes.varint()?)?;
        next = number.checked_add(1)?;
        let code = code_of(text, number)?;
        let first = reader.out.rings.len() as u32;
        for _ in 0..reader.rings.varint()? {
            reader.ring()?;
        }
        let label = label(&reader.out, first, labels.byte()?)?;
        reader.out.communes.push(Row { code, label, rings: reader.out.rings.len() as u32 });
    }
    let out = reader.finish()?;
    let counts = [out.communes.len(), out.arcs.len(), out.points.len()];
    let announced = [28, 32, 36].map(|at| u32_at(header, at) as usize);
    (sections.is_empty() && labels.is_empty() && counts == announced).then_some(out)
}

/// Follows the rings of all the communes. The first commune along an arc brings its
/// points; the second one finds it among the open arcs and follows it backwards.
struct Reader<'a> {
    rings: Cursor<'a>,
    steps: Cursor<'a>,
    sizes: Cursor<'a>,
    longitudes: Cursor<'a>,
    latitudes: Cursor<'a>,
    /// Arcs of which only one side has been met, oldest first.
    open: Vec<Open>,
    out: Contours,
}

/// An arc that waits for its second commune, and where that one would enter it.
#[derive(Clone, Copy)]
pub(crate) struct Open {
    pub(crate) arc: u32,
    pub(crate) entry: Point,
}

/// What a step means.
pub(crate) const NEW_ARC: u32 = 0;
/// Steps from 1 to this one: the open arc whose entry is the nearest, the second
/// nearest… to where the ring has come. Above: the place in the list, from its end.
pub(crate) const NEAREST: u32 = 24;

/// The place in the list of the open arc of that rank by distance from `from`.
pub(crate) fn nearest(open: &[Open], from: Point, rank: usize) -> Option<usize> {
    let mut best = [(i64::MAX, 0usize); NEAREST as usize];
    let best = best.get_mut(..=rank)?;
    for (place, candidate) in open.iter().enumerate() {
        let (x, y) = (
            i64::from(candidate.entry.0) - i64::from(from.0),
            i64::from(candidate.entry.1) - i64::from(from.1),
        );
        let distance = x * x + y * y;
        let mut at = rank;
        if distance >= best[at].0 {
            continue;
        }
        while at > 0 && distance < best[at - 1].0 {
            best[at] = best[at - 1];
            at -= 1;
        }
        best[at] = (distance, place);
    }
    best.last().filter(|b| b.0 < i64::MAX).map(|b| b.1)
}

impl Reader<'_> {
    fn ring(&mut self) -> Option<()> {
        let first_part = self.out.parts.len();
        // Where the ring began, where it has come, and the arc that lacks its last point.
        let mut start = None;
        let mut here = self.out.points.last().copied().unwrap_or_default();
        let mut pending = false;
        for _ in 0..self.rings.varint()? {
            let step = self.steps.varint()?;
            if step == NEW_ARC {
                if pending || start.is_none() {
                    here = self.point(here)?;
                }
                if pending {
                    self.close(here);
                }
                start.get_or_insert(here);
                self.out.points.push(here);
                for _ in 0..self.sizes.varint()? {
                    here = self.point(here)?;
                    self.out.points.push(here);
                }
                pending = true;
            } else {
                let place = if step <= NEAREST {
                    nearest(&self.open, here, step as usize - 1)?
                } else {
                    self.open.len().checked_sub((step - NEAREST) as usize)?
                };
                let found = self.open.get(place).copied()?;
                self.open.remove(place);
                if pending {
                    self.close(found.entry);
                    pending = false;
                } else if start.is_some_and(|_| here != found.entry) {
                    return None;
                }
                start.get_or_insert(found.entry);
                here = *self.out.arc(found.arc).first()?;
                self.out.parts.push(Part(found.arc << 1 | 1));
            }
        }
        if pending {
            self.close(start?);
        } else if start? != here {
            return None;
        }
        // The arcs that this ring brought wait for their other side from now on.
        for at in first_part..self.out.parts.len() {
            let part = *self.out.parts.get(at)?;
            if !part.reversed() {
                let entry = *self.out.arc(part.arc()).last()?;
                self.open.push(Open { arc: part.arc(), entry });
            }
        }
        self.out.rings.push(self.out.parts.len() as u32);
        (self.out.arcs.len() <= MAX_ARCS).then_some(())
    }

    /// The next point of the columns, as a difference with `from`.
    fn point(&mut self, from: Point) -> Option<Point> {
        let x = from.0.checked_add(self.longitudes.signed()?)?;
        let y = from.1.checked_add(self.latitudes.signed()?)?;
        let (east, north) = (180 * Contours::PAR_DEGRE, 90 * Contours::PAR_DEGRE);
        ((-east..=east).contains(&x) && (-north..=north).contains(&y)).then_some((x, y))
    }

    /// Gives its last point to the arc being read.
    fn close(&mut self, end: Point) {
        self.out.points.push(end);
        self.out.parts.push(Part((self.out.arcs.len() as u32) << 1));
        self.out.arcs.push(self.out.points.len() as u32);
    }

    /// Turns every arc in the direction on which everyone agrees.
    fn finish(mut self) -> Option<Contours> {
        let mut start = 0;
        let mut turned = Vec::new();
        for &end in &self.out.arcs {
            let points = self.out.points.get_mut(start..end as usize)?;
            let turn = is_reversed(points);
            if turn {
                points.reverse();
            }
            turned.push(turn);
            start = end as usize;
        }
        for part in &mut self.out.parts {
            part.0 ^= u32::from(*turned.get(part.arc() as usize)?);
        }
        let columns = [self.rings, self.steps, self.sizes, self.longitudes, self.latitudes];
        columns.iter().all(Cursor::is_empty).then_some(self.out)
    }
}

/// The code of the nth commune of a département.
fn code_of(departement: &[u8], mut number: u32) -> Option<CodeCommune> {
    let mut code = [b'0'; 5];
    code.get_mut(..departement.len())?.copy_from_slice(departement);
    for digit in code.get_mut(departement.len()..)?.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
    if number > 0 {
        return None;
    }
    CodeCommune::from_bytes(code)
}

/// The middle of a square of the box of the first ring.
fn label(out: &Contours, ring: u32, cell: u8) -> Option<Point> {
    let parts = slice(&out.parts, &out.rings, ring);
    let (mut low, mut high) = ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN));
    for part in parts {
        for &(x, y) in out.arc(part.arc()) {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
    }
    if cell == LABEL_NONE {
        let &[(ax, ay), (bx, by), ..] = out.arc(parts.first()?.arc()) else { return None };
        return Some(((ax + bx) / 2, (ay + by) / 2));
    }
    (low.0 <= high.0).then(|| cell_point(low, high, cell))
}
