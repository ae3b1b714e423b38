//! The same work on many things, as many at once as there are processors.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::ScopedJoinHandle;

use anyhow::{Result, anyhow};

/// Does `work` on each, and gives the results in order; the first error ends it.
pub(crate) fn map<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get).min(things.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(things.len()));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(thing) = things.get(at)
                {
                    let result = work(thing);
                    if result.is_err() {
                        next.store(things.len(), Ordering::Relaxed);
                    }
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The result of a thread; one that stopped in a panic has failed.
pub(crate) fn join<R>(thread: ScopedJoinHandle<'_, Result<R>>) -> Result<R> {
    thread.join().map_err(|_| anyhow!("a part of the work stopped in a panic"))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let numbers: Vec<u32> = (0..100).collect();
        assert_eq!(map(&numbers, |n| Ok(n * 2)).unwrap(), numbers.iter().map(|n| n * 2).collect::<Vec<_>>());
        assert!(map(&[] as &[u32], |_| Ok(())).unwrap().is_empty());
    }

    #[test]
    fn an_error_is_told() {
        let numbers: Vec<u32> = (0..100).collect();
        let error = map(&numbers, |n| if *n == 7 { anyhow::bail!("seven") } else { Ok(*n) }).unwrap_err();
        assert_eq!(error.to_string(), "seven");
    }
}
