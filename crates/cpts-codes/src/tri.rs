//! Sorting short lists.
//!
//! The sorts of the standard library weigh about three kilobytes of WebAssembly
//! for each type that they sort. A bilan sorts a dozen short lists of as many
//! types; this costs them a hundred bytes each.

use core::cmp::Ordering;

/// Sorts a short list in place by insertion; what is equal keeps its order.
/// Quadratic: meant for some tens of items.
pub fn insertion_sort_by<T>(liste: &mut [T], ordre: impl Fn(&T, &T) -> Ordering) {
    for fin in 1..liste.len() {
        let mut place = fin;
        while place > 0 && ordre(&liste[place], &liste[place - 1]) == Ordering::Less {
            liste.swap(place, place - 1);
            place -= 1;
        }
    }
}

/// The same, by a key.
pub fn insertion_sort_by_key<T, K: Ord>(liste: &mut [T], cle: impl Fn(&T) -> K) {
    insertion_sort_by(liste, |a, b| cle(a).cmp(&cle(b)));
}

/// Sorts numbers, however many: through the one sort of the standard library
/// that the whole program shares.
pub fn sort_u32(liste: &mut [u32]) {
    let mut nombres: Vec<u64> = liste.iter().map(|n| u64::from(*n)).collect();
    nombres.sort_unstable();
    for (place, n) in liste.iter_mut().zip(nombres) {
        *place = n as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_stable_sort_does(mut liste: Vec<(u8, u16)>) {
            let mut attendue = liste.clone();
            attendue.sort_by_key(|x| x.0);
            insertion_sort_by_key(&mut liste, |x| x.0);
            prop_assert_eq!(liste, attendue);
        }
    }
}
