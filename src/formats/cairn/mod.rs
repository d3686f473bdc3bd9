//! The `.cairn` file: one zip that a person can open and read, and that holds everything.
//!
//! `manifest.json` says what it is and lists every other entry with its length and BLAKE3; `names.json`
//! explains names by numbers, so that older and newer versions read each other; `records/<kind>.ndjson` and
//! `events/<kind>.ndjson` hold one row per line, in the shape of `schema.json` beside this module;
//! `media/<hash>` is a file that a row names, as it is; `README.txt` is for people. Entries that this version does
//! not know are kept as they are.
//!
//! [`write()`] makes the same bytes of the same arguments, [`begin`] does so part by part, with files;
//! [`read()`] holds everything against limits and
//! hashes, [`verify`] also against the counts and the state hash; [`look`] tells which [`Limits`] fit. Joining is not done here.

pub(crate) mod container;
mod manifest;
mod media;
pub(crate) mod names;
mod read;
mod row;
pub(crate) mod tail;
pub(crate) mod time;
pub(crate) mod value;
mod write;

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod hostile;
#[cfg(test)]
pub(crate) mod tests;

pub use container::Limits;
pub(crate) use manifest::MANIFEST;
pub use manifest::{Manifest, MediaNote, Use};
pub use media::{Input, MEDIA_MAX, Media, Medium, Sum};
pub use read::{File, look, look_at, read, read_from, verify, verify_from};
pub use write::{About, Writing, begin, write};

use cairn_domain::{event::Event, record::Record};
use std::collections::BTreeMap;

/// The version of the format that this build writes and the newest that it fully knows.
pub const VERSION: u32 = 1;

/// The JSON Schema of the parts of a `.cairn` file.
pub const SCHEMA: &str = include_str!("schema.json");

/// What a file holds.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Contents {
    /// Records, deleted ones included.
    pub records: Vec<Record>,
    /// Events, voids and erased ones included.
    pub events: Vec<Event>,
    /// Entries that this version does not know, by path.
    pub others: BTreeMap<String, Vec<u8>>,
}

/// How the state hash of rows is reckoned; pass `cairn_sync::state_hash` (this crate joins and hashes no
/// states).
pub type StateHash = fn(&[Record], &[Event]) -> [u8; 32];

/// Whether these bytes may be a `.cairn` file, whatever it is called: they begin like a zip.
pub fn is_cairn(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}
