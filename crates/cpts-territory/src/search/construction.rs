//! Making the index out of the list of communes.

use super::index::{Index, Target};
use crate::normalise::push_normalised;
use crate::territory::{Territory, UNKNOWN};

/// The index of a list.
pub(super) fn build(territory: &Territory) -> Index {
    let (targets, weights) = ranked(territory);
    let mut index = Index::with_targets(targets.clone(), weights);
    for target in targets {
        index.push(|text| push_normalised(text, shown_name(territory, target)));
    }
    index.finish();
    index
}

/// The name under which an entry is found, which is a tail of the one that is shown.
pub(super) fn shown_name(territory: &Territory, target: Target) -> &str {
    match target {
        Target::Lieu(row) => territory.names.get(row as usize),
        Target::Ancienne(at) => territory.former_names.get(at as usize),
        Target::Epci(at) => {
            let nom = territory.epci_names.get(at as usize);
            let nature = territory.epci.get(at as usize).map(|e| e.nature);
            nature.and_then(|n| nom.strip_prefix(n.prefix())).unwrap_or(nom)
        }
    }
}

/// Every target, from the most to the least populated.
///
/// A commune counts for its population. What is less often meant counts for less,
/// so that it does not crowd out the communes: an EPCI for half of its own, a former
/// commune for an eighth of the whole one, an arrondissement for hardly anything (the
/// city stands for it until its number is typed).
fn ranked(territory: &Territory) -> (Vec<Target>, Vec<u32>) {
    let known = |n: u32| if n == UNKNOWN { 0 } else { n };
    let population = |row: u32| territory.populations.get(row as usize).copied().map_or(0, known);
    let mut all: Vec<(u32, Target)> = Vec::new();
    for row in 0..territory.codes.len() as u32 {
        let share = if territory.ville_of_row(row).is_some() { 128 } else { 1 };
        all.push((population(row) / share, Target::Lieu(row)));
    }
    for (at, &parent) in (0..).zip(&territory.former_parents) {
        // The part that kept the name of the whole would only repeat it.
        let same = territory.former_names.get(at as usize) == territory.names.get(parent as usize);
        if !same {
            all.push((population(parent) / 8, Target::Ancienne(at)));
        }
    }
    for (at, epci) in (0..).zip(&territory.epci) {
        all.push((epci.population / 2, Target::Epci(at)));
    }
    // Radix sort, three passes of eight bits: every population is under 2^24.
    for shift in [0, 8, 16] {
        let digit = |n: u32| 255 - (n.min(0xff_ffff) >> shift & 0xff) as usize;
        let mut next = [0usize; 257];
        for &(n, _) in &all {
            next[digit(n) + 1] += 1;
        }
        for i in 1..257 {
            next[i] += next[i - 1];
        }
        let mut sorted = all.clone();
        for &item in &all {
            let place = &mut next[digit(item.0)];
            sorted[*place] = item;
            *place += 1;
        }
        all = sorted;
    }
    let mut targets = Vec::with_capacity(all.len());
    let mut weights = Vec::with_capacity(all.len());
    for (n, target) in all {
        targets.push(target);
        weights.push(n + 1);
    }
    (targets, weights)
}
