//! Whole numbers as a French reader expects them.

/// `80120` → `80 120`, thousands parted by a no-break space.
pub fn nombre(n: u32) -> String {
    let milliers = n / 1_000;
    let mut sortie = if milliers == 0 { String::with_capacity(16) } else { nombre(milliers) };
    if milliers > 0 {
        sortie.push('\u{a0}');
    }
    for puissance in [100, 10, 1] {
        // The groups after the first have all their figures: the whole of `n` is compared.
        if n >= puissance || puissance == 1 {
            sortie.push(char::from(b'0' + (n / puissance % 10) as u8));
        }
    }
    sortie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_no_break_spaces() {
        assert_eq!(nombre(0), "0");
        assert_eq!(nombre(999), "999");
        assert_eq!(nombre(1_005), "1\u{a0}005");
        assert_eq!(nombre(u32::MAX), "4\u{a0}294\u{a0}967\u{a0}295");
        assert_eq!(nombre(80_120), "80\u{a0}120");
        assert_eq!(nombre(1_234_567), "1\u{a0}234\u{a0}567");
    }
}
