//! A bilan of 100 communes, with all its explanations.

#![allow(missing_docs)]

#[path = "../tests/commun/mod.rs"]
mod commun;

use std::hint::black_box;

use commun::{commune, perimetre, projet_complet};
use cpts_core::{Composante, Perimetre, evaluate};
use cpts_rules::embedded;
use criterion::{Criterion, criterion_group, criterion_main};

/// 100 communes of two départements, in no order, one part detached.
fn hundred() -> Perimetre {
    let communes: Vec<_> = (0..100_u32)
        .map(|i| {
            let n = (i * 37) % 100;
            let departement = if n.is_multiple_of(2) { 59 } else { 80 };
            commune(&format!("{departement}{:03}", n + 1), &format!("Commune {n}"), Some(500 + n * 13))
        })
        .collect();
    let codes: Vec<_> = communes.iter().map(|c| c.code).collect();
    let parties = [&codes[..97], &codes[97..]].map(|c| Composante { communes: c.to_vec(), terre: 0 });
    Perimetre { composantes: Some(parties.into()), ..perimetre(communes) }
}

fn bench(c: &mut Criterion) {
    let (projet, perimetre) = (projet_complet(), hundred());
    c.bench_function("evaluate/100 communes", |b| {
        b.iter(|| evaluate(black_box(&projet), black_box(&perimetre), embedded()));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
