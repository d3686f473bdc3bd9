//! Example records: shown on request where a place is empty, marked, and taken away together.
//!
//! They have fixed ids, so every device and every later showing means the same records.

use crate::id::Id;

const MARK: &[u8; 14] = b"cairn.example.";

/// The id of an example record; `place` tells the app's places apart, `number` the records of a place.
pub const fn id(place: u8, number: u8) -> Id {
    let mut bytes = [0; 16];
    let mut at = 0;
    while at < MARK.len() {
        bytes[at] = MARK[at];
        at += 1;
    }
    bytes[14] = place;
    bytes[15] = number;
    Id::from_bytes(bytes)
}

/// Whether the record with this id is an example.
pub fn is_example(id: impl Into<Id>) -> bool {
    id.into().bytes().starts_with(MARK)
}
