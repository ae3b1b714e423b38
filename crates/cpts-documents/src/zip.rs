//! An archive of files that are kept as they are.
//!
//! A document of Word is a ZIP of XML files. Without compression it takes a
//! hundred lines and no dependency; a letter weighs a hundred kilobytes, made and
//! kept on one machine. The time of each file is the first that the format can
//! tell, so that the same contents give the same bytes.

/// The files of an archive, being written.
#[derive(Default)]
pub(crate) struct Archive {
    octets: Vec<u8>,
    /// What the end of the archive says of each file.
    table: Vec<u8>,
    fichiers: u16,
}

/// 1 January 1980, as the format writes days.
const JOUR: u16 = 0x21;
/// Version of the format that a reader needs: the first that has folders.
const VERSION: u16 = 20;

/// The sum by which a reader knows that a file is whole.
fn crc32(octets: &[u8]) -> u32 {
    // Half a byte at a time: sixteen entries instead of 256.
    let mut table = [0_u32; 16];
    for (i, entree) in table.iter_mut().enumerate() {
        let mut reste = i as u32;
        for _ in 0..4 {
            reste = if reste & 1 == 1 { reste >> 1 ^ 0xedb8_8320 } else { reste >> 1 };
        }
        *entree = reste;
    }
    let mut somme = u32::MAX;
    for octet in octets {
        somme ^= u32::from(*octet);
        for _ in 0..2 {
            somme = somme >> 4 ^ table[(somme & 15) as usize];
        }
    }
    !somme
}

impl Archive {
    /// Adds a file. Names are ASCII.
    pub(crate) fn push(&mut self, nom: &str, contenu: &[u8]) {
        let debut = self.octets.len() as u32;
        // What both headers share, from the version to the length of the name.
        let mut commun = Vec::with_capacity(26);
        for mot in [VERSION, 0, 0, 0, JOUR] {
            commun.extend(mot.to_le_bytes());
        }
        let longueur = contenu.len() as u32;
        for mot in [crc32(contenu), longueur, longueur] {
            commun.extend(mot.to_le_bytes());
        }
        commun.extend((nom.len() as u16).to_le_bytes());
        commun.extend([0, 0]);

        self.octets.extend(b"PK\x03\x04");
        self.octets.extend(&commun);
        self.octets.extend(nom.as_bytes());
        self.octets.extend(contenu);

        self.table.extend(b"PK\x01\x02");
        self.table.extend(VERSION.to_le_bytes());
        self.table.extend(&commun);
        // No comment, first disk, no attributes.
        self.table.extend([0; 10]);
        self.table.extend(debut.to_le_bytes());
        self.table.extend(nom.as_bytes());
        self.fichiers += 1;
    }

    /// The archive.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let (debut, longueur) = (self.octets.len() as u32, self.table.len() as u32);
        self.octets.append(&mut self.table);
        self.octets.extend(b"PK\x05\x06\0\0\0\0");
        self.octets.extend(self.fichiers.to_le_bytes());
        self.octets.extend(self.fichiers.to_le_bytes());
        self.octets.extend(longueur.to_le_bytes());
        self.octets.extend(debut.to_le_bytes());
        self.octets.extend([0, 0]);
        self.octets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
