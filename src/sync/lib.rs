//! Whole states: their hash, their join, and what joining one into a store would do.
//!
//! Sans-I/O and without formats: bytes become a [`State`] in `formats::cairn`, stores are reached through
//! `domain::port`. The rules by which two copies of one record or event become one are `domain`'s.

mod apply;
mod compare;
mod hash;
mod state;
pub mod twin;

pub use apply::{Apply, touched_competencies};
pub use cairn_domain::backup::much_smaller;
pub use compare::{Comparison, Difference, compare};
pub use hash::{StateHasher, state_hash};
pub use state::{Conflict, State};
