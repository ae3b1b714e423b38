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

/// More of anything than a département has; above it, a fault and not a request for memory.
const MAX: u32 = 200_000;

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
    let count = |at| Some(u32_at(header, at)).filter(|&n| n <= MAX);
    let (communes, arcs, points) = (count(28)?, count(32)?, count(36)?);
    let mut sections = Cursor::new(payload);
    let mut out = Contours {
        departement,
        points: Vec::new(),
        arcs: Vec::new(),
        parts: Vec::new(),
        rings: Vec::new(),
        communes: Vec::new(),
    };
    let mut codes = sections.section()?;
    let (sizes, deltas) = (sections.section()?, sections.section()?);
    read_arcs(sizes, deltas, arcs, points, &mut out)?;
    let (mut rings, mut labels) = (sections.section()?, sections.section()?);
    let mut seen = 0;
    let mut uses = vec![0u8; arcs as usize];
    let mut next = 0u32;
    for _ in 0..communes {
        let number = next.checked_add(codes.varint()?)?;
        next = number.checked_add(1)?;
        let code = code_of(text, number)?;
        let first = out.rings.len() as u32;
        for _ in 0..rings.varint()? {
            read_ring(&mut rings, &mut seen, &mut uses, &mut out)?;
        }
        let label = label(&out, first, labels.byte()?)?;
        out.communes.push(Row { code, label, rings: out.rings.len() as u32 });
    }
    let whole = sections.is_empty() && codes.is_empty() && rings.is_empty() && labels.is_empty();
    (whole && seen == arcs).then_some(out)
}

/// First how many points each arc has besides its ends, then all points, each as the
/// difference with the one before it.
fn read_arcs(
    mut sizes: Cursor,
    mut deltas: Cursor,
    arcs: u32,
    points: u32,
    out: &mut Contours,
) -> Option<()> {
    let (mut x, mut y) = (0i32, 0i32);
    for _ in 0..arcs {
        let start = out.points.len();
        let size = sizes.varint()?.checked_add(2)?;
        // Every point takes two bytes: a lying size ends with the section.
        for _ in 0..size {
            x = x.checked_add(deltas.signed()?)?;
            y = y.checked_add(deltas.signed()?)?;
            on_earth(x, y)?;
            out.points.push((x, y));
        }
        if is_reversed(out.points.get(start..)?) {
            return None;
        }
        out.arcs.push(out.points.len() as u32);
    }
    (out.points.len() == points as usize && sizes.is_empty() && deltas.is_empty()).then_some(())
}

fn on_earth(x: i32, y: i32) -> Option<()> {
    let (east, north) = (180 * Contours::PAR_DEGRE, 90 * Contours::PAR_DEGRE);
    ((-east..=east).contains(&x) && (-north..=north).contains(&y)).then_some(())
}

/// The parts of a ring; each begins where the one before it ends, the first one where
/// the last one ends. An arc serves at most twice.
fn read_ring(rings: &mut Cursor, seen: &mut u32, uses: &mut [u8], out: &mut Contours) -> Option<()> {
    let first = out.parts.len();
    for _ in 0..rings.varint()? {
        let n = rings.varint()?;
        let arc = seen.checked_sub(n >> 1)?;
        if arc == *seen {
            *seen += 1;
        }
        let used = uses.get_mut(arc as usize)?;
        *used += 1;
        if *used > 2 {
            return None;
        }
        out.parts.push(Part(arc << 1 | n & 1));
    }
    let mut before = out.end(*out.parts.last()?, true)?;
    for &part in out.parts.get(first..)? {
        if out.end(part, false)? != before {
            return None;
        }
        before = out.end(part, true)?;
    }
    out.rings.push(out.parts.len() as u32);
    Some(())
}

impl Contours {
    /// Where a part begins, or where it ends.
    fn end(&self, part: Part, last: bool) -> Option<Point> {
        let points = self.arc(part.arc());
        if part.reversed() == last { points.first() } else { points.last() }.copied()
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
