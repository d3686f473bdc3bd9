//! The room that a file takes on this device, against what is left there.
//!
//! A file that comes counts with its bytes: browsers put large values beside their database. A row counts with its body,
//! its index keys twice (they stand in the row and in the index), what would take its write back, and [`ROW`] for its id,
//! its number and the entries of both; and all of that twice, since a database writes into its log first and into its
//! tables later. Answers that are packed into pages take less. So more is asked for than is taken in the end, never less.

use super::World;
use crate::protocol::Room;
use cairn_domain::{event::Event, record::Record, registry};

/// What a row takes beside its body and its keys.
const ROW: u64 = 160;

/// What is to be left for what she writes herself.
const LEFT: u64 = 3_000_000;

/// Bytes of a record's row; `back` of what would take the write back.
pub fn of_record(record: &Record, back: u64) -> u64 {
    row(record.to_bytes().len(), &registry::record_keys(record)) + back
}

/// Bytes of an event's row.
pub fn of_event(event: &Event) -> u64 {
    row(event.to_bytes().len(), &registry::event_keys(event))
}

fn row(body: usize, keys: &[String]) -> u64 {
    body as u64 + 2 * keys.iter().map(|key| key.len() as u64).sum::<u64>() + ROW
}

/// Whether `rows` and `files`, in bytes, fit; nothing where the device does not say what is left. What brings nothing
/// fits anywhere.
pub async fn room(rows: u64, files: u64, world: &impl World) -> Option<Room> {
    let free = world.free().await?;
    let needed = rows.saturating_mul(2).saturating_add(files);
    Some(Room { needed, free, fits: needed == 0 || needed.saturating_add(LEFT) <= free })
}
