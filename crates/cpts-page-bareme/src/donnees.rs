//! The rules as data, beside the page.

/// The file that holds the rules as data, beside the page.
#[derive(Debug, Clone, Copy)]
pub struct Donnees<'a> {
    /// Its name.
    pub nom: &'a str,
    /// Its size.
    pub octets: usize,
}
