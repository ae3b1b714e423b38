//! The table behind the look-up of whole names: no name, only where to look.

/// Every name under the hash of its one spelling: hash in the high 32 bits; in the
/// low ones, what is named.
#[derive(Default)]
pub(crate) struct Noms(Vec<u64>);

impl Noms {
    /// Adds a name, by its one spelling.
    pub(crate) fn push(&mut self, key: &[u8], target: u32) {
        self.0.push(u64::from(hash(key)) << 32 | u64::from(target));
    }

    /// Once all are in.
    pub(crate) fn sort(&mut self) {
        self.0.sort_unstable();
    }

    /// What may be named so: the hash is the same.
    pub(crate) fn targets(&self, key: &[u8]) -> impl Iterator<Item = u32> + '_ {
        let hash = hash(key);
        let from = self.0.partition_point(|&n| ((n >> 32) as u32) < hash);
        let same = self.0.get(from..).unwrap_or_default();
        same.iter().take_while(move |&&n| (n >> 32) as u32 == hash).map(|&n| n as u32)
    }
}

/// FNV-1a.
fn hash(key: &[u8]) -> u32 {
    key.iter().fold(0x811c_9dc5, |h, &o| (h ^ u32::from(o)).wrapping_mul(0x0100_0193))
}
