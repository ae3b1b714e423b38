//! What the two files have in common: header, checksum, bounded reading.
//!
//! `docs/donnees.md` describes the format byte by byte; the reader and the
//! builder both live on the constants below, so that they cannot drift apart.

use crate::TerritoryError;

/// Version of the format of both files. One more for any change of layout.
pub(crate) const VERSION: u16 = 1;

/// Bytes of the header of `communes.bin`.
pub(crate) const COMMUNES_HEADER: usize = 64;
/// Bytes of the header of `adjacence.bin`.
pub(crate) const ADJACENCE_HEADER: usize = 40;
/// Bytes of the header of `contours/59.bin` and the others.
pub(crate) const CONTOURS_HEADER: usize = 40;
/// Bytes of the headers of `millesimes.bin` and `iris.bin`.
pub(crate) const ANNEXE_HEADER: usize = 40;

/// The nature of a file, as its first eight bytes and as the errors name it.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) magic: [u8; 8],
    pub(crate) nom: &'static str,
    pub(crate) header: usize,
}

pub(crate) const COMMUNES: Kind = Kind { magic: *b"CPTS-COM", nom: "des communes", header: COMMUNES_HEADER };
pub(crate) const ADJACENCE: Kind =
    Kind { magic: *b"CPTS-ADJ", nom: "des voisinages", header: ADJACENCE_HEADER };
pub(crate) const MILLESIMES: Kind =
    Kind { magic: *b"CPTS-MIL", nom: "des millésimes", header: ANNEXE_HEADER };
pub(crate) const IRIS: Kind = Kind { magic: *b"CPTS-IRI", nom: "des IRIS", header: ANNEXE_HEADER };

pub(crate) const CONTOURS: Kind = Kind { magic: *b"CPTS-CTR", nom: "des contours", header: CONTOURS_HEADER };

impl Kind {
    /// Checks magic, version, length and checksum; gives the header and the payload.
    ///
    /// Every header begins alike: magic (8), version (u16), two bytes free for
    /// the kind, length of the payload (u32), checksum (u64).
    pub(crate) fn open(self, octets: &[u8]) -> Result<(&[u8], &[u8]), TerritoryError> {
        let fichier = self.nom;
        let known = octets.len().min(self.magic.len());
        if octets[..known] != self.magic[..known] {
            return Err(TerritoryError::Nature { fichier });
        }
        let cut = |attendu| TerritoryError::Longueur { fichier, lu: octets.len(), attendu };
        let (header, payload) = octets.split_at_checked(self.header).ok_or_else(|| cut(self.header))?;
        let lu = u16_at(header, 8);
        if lu != VERSION {
            return Err(TerritoryError::Version { fichier, lu, attendu: VERSION });
        }
        let announced = u32_at(header, 12) as usize;
        if payload.len() != announced {
            return Err(cut(self.header.saturating_add(announced)));
        }
        if self.checksum(octets) != u64_at(header, 16) {
            return Err(TerritoryError::Somme { fichier });
        }
        Ok((header, payload))
    }

    /// Checksum of a whole file, its own eight bytes left out.
    pub(crate) fn checksum(self, octets: &[u8]) -> u64 {
        let before = fnv(FNV_OFFSET, octets.get(..16).unwrap_or_default());
        fnv(before, octets.get(24..).unwrap_or_default())
    }

    /// The refusal of a content that the checksum covers but that makes no sense.
    pub(crate) fn corrupt(self, partie: &'static str) -> TerritoryError {
        TerritoryError::Contenu { fichier: self.nom, partie }
    }
}

/// Where FNV-1a starts.
pub(crate) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits. It guards against accidents, not against malice: any single
/// changed byte changes the sum (each step is a bijection), it has no table, and
/// it costs the browser a few dozen bytes of code and about a millisecond.
pub(crate) fn fnv(start: u64, octets: &[u8]) -> u64 {
    octets.iter().fold(start, |sum, &o| (sum ^ u64::from(o)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Little-endian numbers of a header whose length has been checked; 0 past the end.
pub(crate) fn u16_at(octets: &[u8], at: usize) -> u16 {
    octets.get(at..).and_then(|o| o.first_chunk()).map_or(0, |o| u16::from_le_bytes(*o))
}
pub(crate) fn u32_at(octets: &[u8], at: usize) -> u32 {
    octets.get(at..).and_then(|o| o.first_chunk()).map_or(0, |o| u32::from_le_bytes(*o))
}
pub(crate) fn u64_at(octets: &[u8], at: usize) -> u64 {
    octets.get(at..).and_then(|o| o.first_chunk()).map_or(0, |o| u64::from_le_bytes(*o))
}

/// Reads forward and never past the end.
pub(crate) struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    pub(crate) fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    /// A number of seven bits a byte, low bits first, five bytes at most.
    #[inline(never)]
    pub(crate) fn varint(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let o = self.byte()?;
            let bits = u32::from(o & 0x7f);
            if shift == 28 && bits > 0xf {
                return None;
            }
            value |= bits << shift;
            if o < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A signed number, its sign in the low bit.
    #[inline(never)]
    pub(crate) fn signed(&mut self) -> Option<i32> {
        let n = self.varint()?;
        Some((n >> 1) as i32 ^ -((n & 1) as i32))
    }

    /// The bytes up to the next line feed, which is swallowed.
    #[inline(never)]
    pub(crate) fn line(&mut self) -> Option<&'a [u8]> {
        let end = self.0.iter().position(|&o| o == b'\n')?;
        let line = self.take(end)?;
        self.byte()?;
        Some(line)
    }

    /// A column: its length as a little-endian u32, then its bytes.
    #[inline(never)]
    pub(crate) fn section(&mut self) -> Option<Cursor<'a>> {
        let length = u32_at(self.take(4)?, 0);
        self.take(length as usize).map(Cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_varint_never_reads_more_than_its_width() {
        assert_eq!(Cursor::new(&[0xff, 0xff, 0xff, 0xff, 0x0f]).varint(), Some(u32::MAX));
        assert_eq!(Cursor::new(&[0xff, 0xff, 0xff, 0xff, 0x1f]).varint(), None);
        assert_eq!(Cursor::new(&[0x80; 9]).varint(), None);
        assert_eq!(Cursor::new(&[0x80]).varint(), None);
    }

    #[test]
    fn signed_numbers_keep_their_sign() {
        let read = |o: &[u8]| Cursor::new(o).signed();
        assert_eq!([read(&[0]), read(&[1]), read(&[2]), read(&[3])], [Some(0), Some(-1), Some(1), Some(-2)]);
    }
}
