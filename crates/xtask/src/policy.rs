//! The Content-Security-Policy of the tests, under which the page is served everywhere.

/// The policy, on one line.
pub(crate) fn policy() -> String {
    let lines = include_str!("../../../tests/e2e/csp.txt").lines();
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_strict_and_lets_webassembly_run() {
        let policy = policy();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{policy}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains('#') && !policy.contains('\n'),
            "{policy}"
        );
    }
}
