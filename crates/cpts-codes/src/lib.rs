//! The codes by which public services name places, and the dates of rules.
//!
//! Every other crate speaks of places and days through these types. A value of
//! one of them has been checked: no other code looks at a raw string again.
//! Nothing here knows whether a code *exists*; that is for `cpts-territory`.

mod date;
mod encodage;
mod lieu;
mod nombre;
mod table;
mod tri;

pub use date::{Date, DateError};
pub use encodage::{mac_roman, windows_1252, windows_1252_byte};
pub use lieu::{CodeCommune, CodeDepartement, CodeError, CodeIris, CodePostal, CodeRegion, Siren};
pub use nombre::nombre;
pub use table::Table;
pub use tri::{insertion_sort_by, insertion_sort_by_key, sort_u32};

#[cfg(feature = "serde")]
mod serde_impls;
#[cfg(feature = "ts")]
mod ts_impls;
