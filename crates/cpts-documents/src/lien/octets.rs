//! The bytes of a link, and its letters.

use cpts_codes::CodeCommune;

/// The letters: digits and capitals, which a QR code packs best, without those that are
/// mistaken for others (I and L for 1, O for 0, U).
const LETTRES: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Adds bytes as letters, five bits each.
pub(super) fn to_letters(octets: &[u8], sortie: &mut String) {
    let (mut tampon, mut bits) = (0u32, 0u32);
    let mut push = |cinq: u32| {
        if let Some(lettre) = LETTRES.get((cinq & 31) as usize) {
            sortie.push(char::from(*lettre));
        }
    };
    for octet in octets {
        tampon = (tampon & 31) << 8 | u32::from(*octet);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(tampon >> bits);
        }
    }
    if bits > 0 {
        push(tampon << (5 - bits));
    }
}

/// The bytes of letters, as far as they go: whatever a message added after them is none.
pub(super) fn from_letters(texte: &str) -> Vec<u8> {
    let mut octets = Vec::new();
    let (mut tampon, mut bits) = (0u32, 0u32);
    for lettre in texte.bytes() {
        // What a person may have copied by hand.
        let lettre = match lettre.to_ascii_uppercase() {
            b'I' | b'L' => b'1',
            b'O' => b'0',
            autre => autre,
        };
        let Some(cinq) = LETTRES.iter().position(|l| *l == lettre) else { break };
        tampon = (tampon & 0xff) << 5 | cinq as u32;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            octets.push((tampon >> bits) as u8);
        }
    }
    octets
}

/// What tells a damaged link: 24 bits over all of its bytes.
pub(super) fn checksum(octets: &[u8]) -> [u8; 3] {
    let mut somme = 0x811c_9dc5_u32;
    for octet in octets {
        somme = (somme ^ u32::from(*octet)).wrapping_mul(0x0100_0193);
    }
    let [a, b, c, d] = somme.to_be_bytes();
    [a ^ d, b, c]
}

/// Adds a number, seven bits a byte.
pub(super) fn put(sortie: &mut Vec<u8>, mut nombre: u32) {
    while nombre >= 0x80 {
        sortie.push(nombre as u8 | 0x80);
        nombre >>= 7;
    }
    sortie.push(nombre as u8);
}

/// Adds bytes after their length.
pub(super) fn put_block(sortie: &mut Vec<u8>, octets: &[u8]) {
    put(sortie, octets.len() as u32);
    sortie.extend_from_slice(octets);
}

/// Bytes being read. Each reading is `None` where they end too early.
pub(super) struct Lecteur<'a>(pub(super) &'a [u8]);

impl<'a> Lecteur<'a> {
    /// Whether something is left.
    pub(super) fn has_more(&self) -> bool {
        !self.0.is_empty()
    }

    /// A number.
    pub(super) fn nombre(&mut self) -> Option<u32> {
        let mut nombre = 0u64;
        for rang in 0..5 {
            let (octet, suite) = self.0.split_first()?;
            self.0 = suite;
            nombre |= u64::from(octet & 0x7f) << (7 * rang);
            if octet & 0x80 == 0 {
                return u32::try_from(nombre).ok();
            }
        }
        None
    }

    /// Bytes after their length.
    pub(super) fn block(&mut self) -> Option<Self> {
        let longueur = self.nombre()? as usize;
        let (bloc, suite) = self.0.split_at_checked(longueur)?;
        self.0 = suite;
        Some(Self(bloc))
    }

    /// All that is left, as a text.
    pub(super) fn texte(self) -> Option<String> {
        core::str::from_utf8(self.0).ok().map(str::to_owned)
    }
}

/// How many codes of communes can be told apart: below it, each number is one.
const CODES: u32 = 102_000;

/// The code as a number, in the order of the codes of a département.
pub(super) fn number_of(code: CodeCommune) -> u32 {
    let [a, b, suite @ ..] = *code.as_bytes();
    let digit = |o: u8| u32::from(o.wrapping_sub(b'0'));
    let tete = match b {
        b'A' => 100,
        b'B' => 101,
        _ => digit(a) * 10 + digit(b),
    };
    suite.iter().fold(tete, |n, o| n * 10 + digit(*o))
}

/// The code of a number; `None` where there is none.
pub(super) fn code_of(numero: u32) -> Option<CodeCommune> {
    let digit = |n: u32| b'0' + (n % 10) as u8;
    let (a, b) = match numero / 1_000 {
        100 => (b'2', b'A'),
        101 => (b'2', b'B'),
        tete if numero < CODES => (digit(tete / 10), digit(tete)),
        _ => return None,
    };
    CodeCommune::from_bytes([a, b, digit(numero / 100), digit(numero / 10), digit(numero)])
}

/// Adds codes, each once, in their order: the gap from one to the next takes few bits
/// where it is small. The codes of a département follow one another; the order of the
/// code (Golomb's exponential one) is the one that makes the list shortest.
pub(super) fn put_codes(sortie: &mut Vec<u8>, codes: &[CodeCommune]) {
    let mut numeros = Vec::with_capacity(codes.len());
    for code in codes {
        numeros.push(number_of(*code));
    }
    cpts_codes::sort_u32(&mut numeros);
    numeros.dedup();
    let bits = |ordre: u32| {
        let (mut somme, mut avant) = (0, 0);
        for numero in &numeros {
            somme += 2 * ((((numero - avant) >> ordre) + 1).ilog2()) + 1 + ordre;
            avant = numero + 1;
        }
        somme
    };
    let (mut ordre, mut moins) = (0, u32::MAX);
    for essai in 0..12 {
        let total = bits(essai);
        if total < moins {
            (ordre, moins) = (essai, total);
        }
    }
    sortie.push(ordre as u8);
    let (mut tampon, mut pleins, mut avant) = (0u8, 0, 0);
    for numero in numeros {
        let ecart = numero - avant + (1 << ordre);
        avant = numero + 1;
        // As many zeros as there are bits above the order, then the number.
        let longueur = ecart.ilog2();
        for rang in (0..=2 * longueur - ordre).rev() {
            let bit = if rang > longueur { 0 } else { ecart >> rang & 1 };
            tampon = tampon << 1 | bit as u8;
            pleins += 1;
            if pleins == 8 {
                sortie.push(tampon);
                (tampon, pleins) = (0, 0);
            }
        }
    }
    if pleins > 0 {
        sortie.push(tampon << (8 - pleins));
    }
}

/// The codes that [`put_codes`] wrote; `None` where a number is none of a code. The zeros
/// that fill the last byte begin a gap that never comes.
pub(super) fn codes(lecteur: Lecteur) -> Option<Vec<CodeCommune>> {
    let (ordre, octets) = lecteur.0.split_first()?;
    let ordre = u32::from(*ordre);
    if ordre >= 12 {
        return None;
    }
    let mut bits = octets.iter().flat_map(|octet| (0..8).rev().map(move |rang| u32::from(octet >> rang & 1)));
    let (mut codes, mut suivant) = (Vec::new(), 0);
    loop {
        let mut longueur = ordre;
        loop {
            match bits.next() {
                Some(0) => longueur += 1,
                Some(_) => break,
                None => return Some(codes),
            }
        }
        // Beyond it, no code: the number would not fit either.
        if longueur > 17 {
            return None;
        }
        let mut ecart = 1;
        for _ in 0..longueur {
            ecart = ecart << 1 | bits.next()?;
        }
        let numero = suivant + ecart - (1 << ordre);
        codes.push(code_of(numero)?);
        suivant = numero + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_give_the_bytes_back(octets in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut texte = String::new();
            to_letters(&octets, &mut texte);
            prop_assert_eq!(from_letters(&texte), &octets[..]);
            prop_assert_eq!(from_letters(&texte.to_lowercase()), octets);
        }

        #[test]
        fn numbers_come_back(nombre: u32) {
            let mut octets = Vec::new();
            put(&mut octets, nombre);
            prop_assert_eq!(Lecteur(&octets).nombre(), Some(nombre));
            octets.pop();
            prop_assert_eq!(Lecteur(&octets).nombre(), None);
        }

        #[test]
        fn codes_come_back_in_order(mut numeros in prop::collection::vec(0..CODES, 0..300)) {
            let mut liste = Vec::new();
            for n in &numeros {
                liste.push(code_of(*n).unwrap());
            }
            let mut octets = Vec::new();
            put_codes(&mut octets, &liste);
            numeros.sort_unstable();
            numeros.dedup();
            let lus = codes(Lecteur(&octets)).unwrap();
            prop_assert_eq!(lus.iter().map(|c| number_of(*c)).collect::<Vec<_>>(), numeros);
        }

        #[test]
        fn any_bytes_are_codes_or_none(octets in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = codes(Lecteur(&octets));
        }

        #[test]
        fn a_changed_byte_changes_the_checksum(
            octets in prop::collection::vec(any::<u8>(), 1..200), ici: prop::sample::Index, autre in 1u8..,
        ) {
            let mut changes = octets.clone();
            changes[ici.index(octets.len())] ^= autre;
            prop_assert_ne!(checksum(&octets), checksum(&changes));
        }
    }

    #[test]
    fn every_code_has_a_number_of_its_own() {
        for numero in 0..CODES {
            assert_eq!(number_of(code_of(numero).unwrap()), numero);
        }
        assert_eq!(code_of(CODES), None);
        assert_eq!(number_of("2A004".parse().unwrap()), 100_004);
        assert_eq!(number_of("97411".parse().unwrap()), 97_411);
    }
}
