//! The state hash: equal on two devices exactly when they hold the same records and events.
//!
//! A leaf is BLAKE3 of `Record::to_hashed_bytes` (of a deleted record only its id and marker) or of
//! `Event::to_bytes`. The state hash is BLAKE3 over `cairn.state.1`, the number of records, their leaves in
//! the order of (kind, id), the number of events, their leaves in the order of their ids; numbers are u64,
//! little endian. Storage packing, derived rows, undo and notes of the device are not in it.

use cairn_domain::{
    event::Event,
    id::{EventId, Id},
    kind::Kind,
    record::Record,
};
use std::collections::BTreeMap;

/// Takes rows one by one, in any order, and keeps 32 bytes of each; for stores that are read in pages.
#[derive(Clone, Default, Debug)]
pub struct StateHasher {
    records: BTreeMap<(Kind, Id), [u8; 32]>,
    events: BTreeMap<EventId, [u8; 32]>,
}

impl StateHasher {
    /// Takes a record; the same (kind, id) again replaces it.
    pub fn record(&mut self, record: &Record) {
        let leaf = *blake3::hash(&record.to_hashed_bytes()).as_bytes();
        self.records.insert((record.kind, record.id), leaf);
    }

    /// Takes an event; the same id again replaces it.
    pub fn event(&mut self, event: &Event) {
        self.events.insert(event.id, *blake3::hash(&event.to_bytes()).as_bytes());
    }

    /// The hash of everything that was taken.
    pub fn finish(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"cairn.state.1").update(&(self.records.len() as u64).to_le_bytes());
        self.records.values().for_each(|leaf| {
            hasher.update(leaf);
        });
        hasher.update(&(self.events.len() as u64).to_le_bytes());
        self.events.values().for_each(|leaf| {
            hasher.update(leaf);
        });
        *hasher.finalize().as_bytes()
    }
}

/// The hash of these rows.
pub fn state_hash<'a>(
    records: impl IntoIterator<Item = &'a Record>,
    events: impl IntoIterator<Item = &'a Event>,
) -> [u8; 32] {
    let mut hasher = StateHasher::default();
    records.into_iter().for_each(|record| hasher.record(record));
    events.into_iter().for_each(|event| hasher.event(event));
    hasher.finish()
}
