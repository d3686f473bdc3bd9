//! What the domain asks of a store: named lookups in, a snapshot out, and one way to write.
//!
//! A commit is one transaction: it reads what the decision names, decides purely, and writes all or
//! nothing. Stores know rows and keys; what a row is listed under comes from [`crate::registry`].

mod decision;
mod lookup;
mod salvage;
mod snapshot;

pub use decision::{Commit, CommitError, Decision, MediaStore, Store, StoreError, Summary, gather, read_media};
pub use lookup::{Lookup, Range, Table};
pub use salvage::Salvage;
pub use snapshot::{Hit, Row, Snapshot};
