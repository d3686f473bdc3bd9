//! What can be read of a store that is torn.

use super::{Row, Summary};

/// What could be read, row by row.
#[derive(Clone, Default, Debug)]
pub struct Salvage {
    /// Records and events.
    pub rows: Vec<Row>,
    /// How many rows are there and cannot be read.
    pub torn: u64,
    /// Object stores of which not even the keys can be read.
    pub lost: Vec<String>,
    /// Profile, device, last change; nothing if that row is torn itself.
    pub summary: Option<Summary>,
}
