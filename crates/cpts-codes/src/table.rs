//! A small map, kept in the order of its keys.

use core::borrow::Borrow;

/// A few keys and their values, in order. A sorted list where a tree of the
/// standard library would weigh four kilobytes more in the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<K, V>(Vec<(K, V)>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Table<K, V> {
    /// A table without entries.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    fn place<Q: Ord + ?Sized>(&self, cle: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        for (place, (k, _)) in self.0.iter().enumerate() {
            match k.borrow().cmp(cle) {
                core::cmp::Ordering::Less => {}
                core::cmp::Ordering::Equal => return Ok(place),
                core::cmp::Ordering::Greater => return Err(place),
            }
        }
        Err(self.0.len())
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, cle: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(cle).ok().and_then(|place| self.0.get(place)).map(|(_, v)| v)
    }

    /// The value of a key, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, cle: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.place(cle).ok().and_then(|place| self.0.get_mut(place)).map(|(_, v)| v)
    }

    /// Sets the value of a key; returns the one that was there.
    pub fn insert(&mut self, cle: K, valeur: V) -> Option<V> {
        match self.place(&cle) {
            Ok(place) => Some(core::mem::replace(&mut self.0[place].1, valeur)),
            Err(place) => {
                self.0.insert(place, (cle, valeur));
                None
            }
        }
    }

    /// Takes a key out, with its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, cle: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(cle).ok().map(|place| self.0.remove(place).1)
    }
}

impl<K, V> Table<K, V> {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The keys with their values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + Clone {
        self.0.iter().map(|(k, v)| (k, v))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.0.iter().map(|(k, _)| k)
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> + Clone {
        self.0.iter().map(|(_, v)| v)
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entrees: I) -> Self {
        let mut table = Self::new();
        for (cle, valeur) in entrees {
            table.insert(cle, valeur);
        }
        table
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Table<K, V> {
    fn from(entrees: [(K, V); N]) -> Self {
        entrees.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Table<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_behaves_as_an_ordered_map(gestes: Vec<(bool, u8, u16)>) {
            let (mut table, mut modele) = (Table::new(), BTreeMap::new());
            for (ajoute, cle, valeur) in gestes {
                if ajoute {
                    prop_assert_eq!(table.insert(cle, valeur), modele.insert(cle, valeur));
                } else {
                    prop_assert_eq!(table.remove(&cle), modele.remove(&cle));
                }
                prop_assert_eq!(table.get(&cle), modele.get(&cle));
            }
            prop_assert!(table.iter().eq(modele.iter()));
        }
    }
}
