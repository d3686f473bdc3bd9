//! A record: something she edits, whose fields merge one by one and which can be deleted and return.
//!
//! A record knows nothing of what its fields mean; nouns read and write it through typed fields
//! ([`mod@crate::noun`]). Records travel whole. [`Draft`] is the one way to change a record; joining and
//! the canonical bytes live beside it.

mod cell;
mod draft;
mod encode;
pub mod page;
mod seen;
mod tag;

pub use cell::{Cell, Dot, Register, Version, Versions};
pub use draft::{Context, Draft, Now};
pub use encode::RecordFault;
pub use seen::Seen;
pub use tag::{Join, Tag};

use crate::{cbor::Cbor, id::Id, id::SpaceId, kind::Kind};
use std::collections::BTreeMap;

/// One record with everything that merging needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Its name, the same on every device.
    pub id: Id,
    /// The group or pack it belongs to; her own records have none.
    pub space: Option<SpaceId>,
    /// Writes that this copy has seen.
    pub seen: Seen,
    /// Writes that a deletion covered; empty if it was never deleted.
    pub marker: Seen,
    /// The fields; an absent one is bottom.
    pub fields: BTreeMap<Tag, Cell>,
}

/// Whether a record is there for her.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Life {
    /// It is listed and used.
    Alive,
    /// It was deleted, and every write to it was seen by the deletion.
    Trashed,
}

impl Record {
    /// An empty record; it exists once a [`Draft`] has written to it.
    pub fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id, space: None, seen: Seen::default(), marker: Seen::default(), fields: BTreeMap::new() }
    }

    /// Deleted while `seen <= marker`: a write that the deleter had not seen brings a record back.
    pub fn life(&self) -> Life {
        if self.seen.within(&self.marker) { Life::Trashed } else { Life::Alive }
    }

    /// Whether one of its texts stands in several versions.
    pub fn is_apart(&self) -> bool {
        self.fields.values().any(|cell| matches!(cell, Cell::Text(versions) if versions.len() > 1))
    }

    /// Whether the record is in use.
    pub fn is_alive(&self) -> bool {
        self.life() == Life::Alive
    }

    /// Joins another copy of the same record into this one. Kind, id and space are the caller's to
    /// check: only a backup of the same profile or a file of the same group may join.
    pub fn join(&mut self, mut other: Record) {
        for (tag, cell) in &mut self.fields {
            match other.fields.remove(tag) {
                Some(theirs) => cell.join(theirs, &self.seen, &other.seen),
                None => cell.join_absent(&other.seen),
            }
        }
        for (tag, mut cell) in other.fields {
            cell.join_absent(&self.seen);
            self.fields.insert(tag, cell);
        }
        self.drop_empty_texts();
        self.seen.join(&other.seen);
        self.marker.join(&other.marker);
    }

    /// Whether it came back from the trash by a write that the deletion had not seen, and she has not
    /// said yet that this is fine: "edited elsewhere after deletion".
    pub fn is_revenant(&self) -> bool {
        self.is_alive() && self.trashed_at().is_some()
    }

    /// When it was put into the trash, UTC ms.
    pub fn trashed_at(&self) -> Option<i64> {
        self.trashed()?.get()
    }

    /// The whole along with which it was emptied out of the trash. If the whole is back, so is this.
    pub fn gone_with(&self) -> Option<Id> {
        self.trashed()?.get()
    }

    /// Drops values and `seen` of a deleted record; id and marker stay, so a later count of any
    /// device exceeds what the deletion covered; and so does along with what it went. Does nothing to a
    /// record in use.
    pub fn purge(&mut self) {
        if self.life() == Life::Trashed {
            let with_whole = self.gone_with().is_some();
            self.fields.retain(|tag, _| with_whole && *tag == Tag::TRASHED_AT);
            self.seen.clear();
        }
    }

    /// Whether nothing of what was written in it is left.
    pub fn is_purged(&self) -> bool {
        let with_whole = self.gone_with().is_some();
        !self.is_alive() && self.fields.keys().all(|tag| with_whole && *tag == Tag::TRASHED_AT)
    }

    fn trashed(&self) -> Option<&Cbor> {
        match self.fields.get(&Tag::TRASHED_AT) {
            Some(Cell::Register(register)) => Some(&register.value),
            _ => None,
        }
    }

    /// A text without versions is the same as no text, on every device.
    fn drop_empty_texts(&mut self) {
        self.fields.retain(|_, cell| !matches!(cell, Cell::Text(versions) if versions.is_empty()));
    }
}
