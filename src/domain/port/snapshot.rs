//! What a store answered, by question.

use super::{Lookup, Range, Table};
use crate::{
    cbor::Cbor,
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    media::{Kept, MediaHash},
    noun::Noun,
    record::Record,
    undo::UndoEntry,
};
use std::{collections::BTreeMap, fmt::Display};

/// A stored row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// A record.
    Record(Record),
    /// An event.
    Event(Event),
}

/// A row and the index key under which it was found (empty for lookups by id). A row is a hit once for
/// each of its keys within a range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The index key, a NUL and the row's id; pass it as [`Range::after`] for the next page.
    pub key: String,
    /// The row.
    pub row: Row,
}

/// Answers to lookups, all from one transaction.
#[derive(Clone, Default, Debug)]
pub struct Snapshot {
    rows: BTreeMap<Lookup, Vec<Hit>>,
    derived: BTreeMap<Lookup, Vec<(String, Cbor)>>,
    undo: BTreeMap<Lookup, Vec<(u64, UndoEntry)>>,
    media: BTreeMap<Lookup, Vec<Kept>>,
    torn: usize,
}

impl Snapshot {
    /// Whether `lookup` was answered.
    pub fn has(&self, lookup: &Lookup) -> bool {
        self.rows.contains_key(lookup)
            || self.derived.contains_key(lookup)
            || self.undo.contains_key(lookup)
            || self.media.contains_key(lookup)
    }

    /// For stores: the rows of a lookup.
    pub fn put_rows(&mut self, lookup: Lookup, hits: Vec<Hit>) {
        self.rows.insert(lookup, hits);
    }

    /// For stores: derived rows or a device note (key, content).
    pub fn put_derived(&mut self, lookup: Lookup, rows: Vec<(String, Cbor)>) {
        self.derived.insert(lookup, rows);
    }

    /// For stores: undo entries by change number.
    pub fn put_undo(&mut self, lookup: Lookup, entries: Vec<(u64, UndoEntry)>) {
        self.undo.insert(lookup, entries);
    }

    /// For stores: files that are kept.
    pub fn put_media(&mut self, lookup: Lookup, kept: Vec<Kept>) {
        self.media.insert(lookup, kept);
    }

    /// For stores: counts rows of a range that are not what was written, and were left out.
    pub fn put_torn(&mut self, rows: usize) {
        self.torn = self.torn.saturating_add(rows);
    }

    /// How many rows of the ranges could not be read, and are not among the hits.
    pub fn torn(&self) -> usize {
        self.torn
    }

    /// Takes over the answers of a later round of the same reading.
    pub fn absorb(&mut self, other: Snapshot) {
        self.rows.extend(other.rows);
        self.derived.extend(other.derived);
        self.undo.extend(other.undo);
        self.media.extend(other.media);
        self.torn = self.torn.saturating_add(other.torn);
    }

    /// A record that was looked up, alive or in the trash.
    pub fn record(&self, kind: Kind, id: Id) -> Option<&Record> {
        self.rows.get(&Lookup::Record(kind, id))?.iter().find_map(Hit::record)
    }

    /// A record that was looked up and is in use.
    pub fn alive(&self, kind: Kind, id: Id) -> Option<&Record> {
        self.record(kind, id).filter(|record| record.is_alive())
    }

    /// A noun that was looked up and is in use.
    pub fn noun<N: Noun>(&self, id: impl Into<Id>) -> Option<N> {
        self.alive(N::KIND, id.into()).map(N::read)
    }

    /// An event that was looked up.
    pub fn event(&self, kind: Kind, id: EventId) -> Option<&Event> {
        self.rows.get(&Lookup::Event(kind, id))?.iter().find_map(Hit::event)
    }

    /// The hits of any lookup of rows, in its order.
    pub fn hits(&self, lookup: &Lookup) -> &[Hit] {
        self.rows.get(lookup).map_or(&[], Vec::as_slice)
    }

    /// Records of a range, in its order.
    pub fn records(&self, range: &Range) -> impl Iterator<Item = &Record> {
        self.hits(&Lookup::Range(range.clone())).iter().filter_map(Hit::record)
    }

    /// Nouns of a range, in its order.
    pub fn nouns<N: Noun>(&self, range: &Range) -> Vec<N> {
        self.records(range).map(N::read).collect()
    }

    /// Events of a range, in its order; voids are among them only if the range's keys list them.
    pub fn events(&self, range: &Range) -> impl Iterator<Item = &Event> {
        self.hits(&Lookup::Range(range.clone())).iter().filter_map(Hit::event)
    }

    /// Whether an event of `owner` was taken back, as far as [`Event::voids`] were looked up.
    pub fn is_voided(&self, owner: impl Display, id: EventId) -> bool {
        self.events(&Event::voids(owner)).any(|void| void.void_target() == Some(id))
    }

    /// One derived row.
    pub fn derived(&self, table: Table, key: &str) -> Option<&Cbor> {
        self.derived.get(&Lookup::Derived(table, key.to_owned()))?.first().map(|(_, body)| body)
    }

    /// Derived rows of a range: key and content.
    pub fn derived_range(&self, table: Table, prefix: &str) -> &[(String, Cbor)] {
        self.derived.get(&Lookup::DerivedRange(table, prefix.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// A note of this device.
    pub fn device(&self, key: &str) -> Option<&Cbor> {
        self.derived.get(&Lookup::Device(key.to_owned()))?.first().map(|(_, body)| body)
    }

    /// What is kept of a file that was looked up.
    pub fn kept(&self, hash: MediaHash) -> Option<&Kept> {
        self.media.get(&Lookup::Media(hash))?.first()
    }

    /// Every file that is kept.
    pub fn media(&self) -> &[Kept] {
        self.media.get(&Lookup::MediaAll).map_or(&[], Vec::as_slice)
    }

    /// Undo entries of a lookup, by change number.
    pub fn undo(&self, lookup: &Lookup) -> &[(u64, UndoEntry)] {
        self.undo.get(lookup).map_or(&[], Vec::as_slice)
    }
}

impl Hit {
    /// The record, if it is one.
    pub fn record(&self) -> Option<&Record> {
        match &self.row {
            Row::Record(record) => Some(record),
            Row::Event(_) => None,
        }
    }

    /// The event, if it is one.
    pub fn event(&self) -> Option<&Event> {
        match &self.row {
            Row::Event(event) => Some(event),
            Row::Record(_) => None,
        }
    }
}
