//! What can be asked of a store.

use crate::{id::EventId, id::Id, kind::Kind, media::MediaHash};

/// Derived values: rebuilt from records and events, never synced, not in the state hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Table {
    /// The estimate of each competency that has evidence; key `framework/competency`.
    Estimate,
    /// Where each item stands in its schedule, packed: see [`crate::practice::columns`].
    Schedule,
}

impl Table {
    /// Every table.
    pub const ALL: &'static [Table] = &[Table::Estimate, Table::Schedule];

    /// Its name as an object store.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Estimate => "estimate",
            Table::Schedule => "schedule",
        }
    }
}

/// Rows of a kind in the order of one of their index keys.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Range {
    /// The kind.
    pub kind: Kind,
    /// Index keys that start with this.
    pub prefix: String,
    /// Only keys beyond this one, in the direction of reading: the next page. A hit's key continues
    /// exactly behind that hit, also among rows with equal keys.
    pub after: Option<String>,
    /// From the last key backwards.
    pub reverse: bool,
    /// At most so many rows.
    pub limit: u32,
}

impl Range {
    /// Every row of `kind` with a key that starts with `prefix`.
    pub fn all(kind: Kind, prefix: impl Into<String>) -> Self {
        Self { kind, prefix: prefix.into(), after: None, reverse: false, limit: u32::MAX }
    }

    /// The first `limit` of them.
    pub fn first(kind: Kind, prefix: impl Into<String>, limit: u32) -> Self {
        Self { limit, ..Self::all(kind, prefix) }
    }

    /// The last `limit` of them, the last first.
    pub fn last(kind: Kind, prefix: impl Into<String>, limit: u32) -> Self {
        Self { limit, reverse: true, ..Self::all(kind, prefix) }
    }
}

/// One question to a store.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lookup {
    /// One record, alive or in the trash.
    Record(Kind, Id),
    /// One event.
    Event(Kind, EventId),
    /// Rows of a kind by index key.
    Range(Range),
    /// One derived row.
    Derived(Table, String),
    /// Derived rows whose key starts with this.
    DerivedRange(Table, String),
    /// A note of this device.
    Device(String),
    /// One undo entry, by the number of its change.
    Undo(u64),
    /// The latest undo entries, newest first.
    UndoLatest(u32),
    /// What is kept of one file; nothing unless all of it is.
    Media(MediaHash),
    /// Every file that is kept, unfinished ones too.
    MediaAll,
    /// Rows of a kind, by id, that were written after this change number; for deltas and backups.
    ChangedSince {
        /// The kind.
        kind: Kind,
        /// Rows with a greater change number.
        change: u64,
        /// Only ids beyond this one: the next page.
        after: Option<Id>,
        /// At most so many rows.
        limit: u32,
    },
}
