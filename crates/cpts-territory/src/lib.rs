//! French communes, arrondissements, former communes, EPCI and postal codes, with
//! the population municipale of each, searched as a person types.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use cpts_territory::Territory;
//!
//! let territory = Territory::parse(&std::fs::read("data/communes.bin")?)?;
//! let cambrai = territory.commune("59122".parse()?).ok_or("commune inconnue")?;
//! assert_eq!(cambrai.nom, "Cambrai");
//! for hit in territory.search("st etienne", 8) {
//!     // show it
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Design
//! One file holds all France, column by column in the order of codes, because
//! neighbours in that order look alike and compress well ([`Territory::parse`]).
//! A second file says which communes touch ([`Adjacence`]), and one file a département
//! holds their outlines ([`Contours`]). All carry a checksum
//! and are refused whole when a byte is missing or changed. The reader uses no
//! floating point, no hash table and no dependency beyond the types of codes: it
//! travels to the browser. What makes the files is behind the feature `builder`.
//!
//! # Limits
//! A postal code is not a territory: it lists the communes that it serves and has
//! no population of its own. Populations of overseas collectivities are of several
//! years; the header gives the year of all the others, Mayotte excepted.

mod adjacence;
mod contours;
mod decode;
mod error;
mod format;
mod iris;
mod millesimes;
mod noms;
mod normalise;
mod search;
mod table_de_noms;
mod territory;

#[cfg(feature = "builder")]
pub mod builder;

pub use adjacence::Adjacence;
pub use contours::{Contour, Contours, Part, Point};
pub use error::TerritoryError;
pub use iris::{Iris, IrisPeuple};
pub use millesimes::{Millesime, Millesimes};
pub use noms::{Nomme, normalise};
pub use search::{Cible, Contexte, Hit, Rang};
pub use territory::{Commune, Departement, Epci, Former, Header, Liaison, Nature, Territory};
