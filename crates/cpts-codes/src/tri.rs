//! Sorting short lists.
//!
//! The sorts of the standard library weigh about three kilobytes of WebAssembly
//! for each type that they sort. A bilan sorts a dozen short lists of as many
//! types; this costs them a hundred bytes each.

/// Sorts a short list in place by insertion; what is equal keeps its order.
/// Quadratic: meant for some tens of items.
pub fn insertion_sort_by_key<T, K: Ord>(liste: &mut [T], cle: impl Fn(&T) -> K) {
    for fin in 1..liste.len() {
        let mut place = fin;
        while place > 0 && cle(&liste[place]) < cle(&liste[place - 1]) {
            liste.swap(place, place - 1);
            place -= 1;
        }
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
