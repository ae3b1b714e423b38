//! Timings of the reader and of the search over the real file.
//!
//! `cargo bench -p cpts-territory` prints, beside criterion's figures, the
//! percentiles of one search over a stated set of queries: the beginnings, from the
//! second letter to the last, of one name in 37, one of them in ten with a slip.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use cpts_territory::Territory;
use criterion::Criterion;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// As a person types: every beginning of the name.
fn queries(territory: &Territory) -> Vec<String> {
    let mut all = Vec::new();
    for (i, commune) in territory.communes().step_by(37).enumerate() {
        let mut letters: Vec<char> = commune.nom.to_lowercase().chars().collect();
        if i % 10 == 0 && letters.len() > 4 {
            letters.swap(2, 3);
        }
        all.extend((2..=letters.len()).map(|n| letters[..n].iter().collect::<String>()));
    }
    all
}

fn percentiles(territory: &Territory) {
    let queries = queries(territory);
    let mut times: Vec<_> = queries
        .iter()
        .map(|q| {
            // Best of three: the machine is shared, the search is not.
            let once = || {
                let start = Instant::now();
                black_box(territory.search(black_box(q), 8));
                start.elapsed()
            };
            (once().min(once()).min(once()), q.as_str())
        })
        .collect();
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].0;
    eprintln!(
        "search, {} queries, 8 hits: p50 {:?}, p95 {:?}, p99 {:?}, max {:?}",
        times.len(),
        at(50),
        at(95),
        at(99),
        at(100)
    );
    let slowest: Vec<_> = times.iter().rev().take(8).collect();
    eprintln!("slowest: {slowest:?}");
}

fn main() -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/communes.bin");
    let octets = std::fs::read(path)?;
    let territory = Territory::parse(&octets)?;
    eprintln!("index of the search: {} bytes", territory.search_memory());
    percentiles(&territory);

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("parse communes.bin", |b| b.iter(|| Territory::parse(black_box(&octets))));
    criterion.bench_function("build the index", |b| {
        b.iter_batched(
            || Territory::parse(&octets),
            |t| t.map(|t| t.search_memory()),
            criterion::BatchSize::LargeInput,
        );
    });
    for query in ["sa", "saint-denis", "cambr", "cambrzi", "st etienne", "paris 13", "59400"] {
        criterion.bench_function(&format!("search « {query} »"), |b| {
            b.iter(|| territory.search(black_box(query), 8));
        });
    }
    criterion.final_summary();
    Ok(())
}
