//! A whole state in memory: every record and event, each once.

use crate::hash::state_hash;
use cairn_domain::{
    event::{self, Event},
    id::{EventId, Id},
    kind::Kind,
    record::{Cell, Record, Register},
};
use std::collections::{BTreeMap, btree_map::Entry};

/// Records by (kind, id) and events by id.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct State {
    /// The records, deleted ones included.
    pub records: BTreeMap<(Kind, Id), Record>,
    /// The events, voids and erased ones included.
    pub events: BTreeMap<EventId, Event>,
}

/// What a join could not unite quietly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// The same event with different content; the greater bytes were kept.
    Event(Kind, EventId),
    /// The same record in two spaces; the first was kept as it was.
    Space(Kind, Id),
}

impl State {
    /// The state of these rows; the same row twice is joined.
    pub fn of(
        records: impl IntoIterator<Item = Record>,
        events: impl IntoIterator<Item = Event>,
    ) -> (Self, Vec<Conflict>) {
        let mut state = Self::default();
        let mut conflicts: Vec<Conflict> = records.into_iter().filter_map(|record| state.add_record(record)).collect();
        conflicts.extend(events.into_iter().filter_map(|event| state.add_event(event)));
        (state, conflicts)
    }

    /// Joins one record.
    pub fn add_record(&mut self, record: Record) -> Option<Conflict> {
        match self.records.entry((record.kind, record.id)) {
            Entry::Vacant(entry) => {
                entry.insert(record);
                None
            }
            Entry::Occupied(entry) if entry.get().space != record.space => {
                Some(Conflict::Space(record.kind, record.id))
            }
            Entry::Occupied(mut entry) => {
                entry.get_mut().join(record);
                None
            }
        }
    }

    /// Joins one event.
    pub fn add_event(&mut self, event: Event) -> Option<Conflict> {
        match self.events.entry(event.id) {
            Entry::Vacant(entry) => {
                entry.insert(event);
                None
            }
            Entry::Occupied(mut entry) => {
                event::join(entry.get_mut(), &event).map(|collision| Conflict::Event(event.kind, collision.0))
            }
        }
    }

    /// Joins another state into this one.
    pub fn join(&mut self, other: State) -> Vec<Conflict> {
        let mut conflicts: Vec<Conflict> =
            other.records.into_values().filter_map(|record| self.add_record(record)).collect();
        conflicts.extend(other.events.into_values().filter_map(|event| self.add_event(event)));
        conflicts
    }

    /// The state hash.
    pub fn hash(&self) -> [u8; 32] {
        state_hash(self.records.values(), self.events.values())
    }

    /// Rows by kind: records, deleted ones included, and events.
    pub fn counts(&self) -> BTreeMap<Kind, u64> {
        let mut counts = BTreeMap::new();
        let kinds = self.records.keys().map(|(kind, _)| *kind).chain(self.events.values().map(|event| event.kind));
        kinds.for_each(|kind| *counts.entry(kind).or_default() += 1);
        counts
    }

    /// The moment of the latest write, UTC ms, of those up to `until_ms`: what a wrong clock dated later does
    /// not count. Nothing if there is none.
    pub fn latest_ms(&self, until_ms: i64) -> Option<i64> {
        let cells = self.records.values().flat_map(|record| record.fields.values());
        let written = cells.flat_map(|cell| -> Vec<i64> {
            let at = |register: &Register| i64::try_from(register.stamp.ms).unwrap_or(i64::MAX);
            match cell {
                Cell::Register(register) => vec![at(register)],
                Cell::Set(elements) => elements.values().map(at).collect(),
                Cell::Text(versions) => versions.values().map(|version| version.ms).collect(),
                Cell::Unknown(_) => Vec::new(),
            }
        });
        written.chain(self.events.values().map(|event| event.at.ms)).filter(|ms| *ms <= until_ms).max()
    }
}
