//! A page: up to 256 events of one kind, packed column by column. A way to store many events, never a way to merge
//! them: what is joined, hashed and sent on are the events themselves, and each comes back to the byte.
//!
//! `[version, kind, count, ids, moments, offsets, spaces, erased, {field: column}]`: ids as bytes one after another;
//! moments as differences (`varint`); offsets and spaces as columns (`column`); erased as bits, or null if none is.
//! Events stand by (moment, id). The same events in any order give the same bytes, and no other bytes are read: a page
//! is either what packing its events gives, or refused. Of a newer layout only the version is read.

mod column;
mod numbered;
#[cfg(test)]
mod tests;
pub(crate) mod varint;

pub use numbered::{Numbered, ids_of, numbers_of, pack_numbered, unpack_numbered};

use std::collections::{BTreeMap, BTreeSet};

use super::Event;
use crate::{
    cbor::{
        Cbor, CborError, Reader, Writer, canonical,
        value::{Bytes, Value},
    },
    id::{EventId, Id, SpaceId},
    kind::Kind,
    time::Moment,
};
use column::Column;

/// Most events of a page.
pub const PAGE_EVENTS: usize = 256;
/// Most different fields of a page. More than a kind has; it bounds what a page can unfold to.
pub const PAGE_FIELDS: usize = 64;
/// The layout described above.
const VERSION: u64 = 1;
const PARTS: u64 = 9;

/// Why events are not packed, or bytes are no page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PageError {
    /// Not canonical CBOR, or not of the shape.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// A layout of a newer version.
    #[error("page layout {version} is not known")]
    Version {
        /// Its number.
        version: u64,
    },
    /// None, or more than a page holds.
    #[error("{count} events do not make a page")]
    Count {
        /// How many.
        count: usize,
    },
    /// More different fields than a page holds.
    #[error("{count} different fields are too many for a page")]
    Fields {
        /// How many.
        count: usize,
    },
    /// Two kinds, or one that is not of events.
    #[error("kind {} does not belong on this page", kind.0)]
    Kind {
        /// The one that does not belong.
        kind: Kind,
    },
    /// Two events of one id.
    #[error("event {id} stands twice on a page")]
    Twice {
        /// The id.
        id: EventId,
    },
    /// An event whose moment or offset no clock can show.
    #[error("event {id} is out of range")]
    Range {
        /// Its id.
        id: EventId,
    },
    /// Readable, but not what packing these events gives.
    #[error("not the page of its events")]
    NotThePage,
}

/// Packs events of one kind, each id once, in any order.
pub fn pack(events: &[Event]) -> Result<Vec<u8>, PageError> {
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| (event.at.ms, event.id));
    pack_sorted(&sorted)
}

fn pack_sorted(sorted: &[&Event]) -> Result<Vec<u8>, PageError> {
    check(sorted)?;
    let first = sorted.first().ok_or(PageError::Count { count: 0 })?;
    let numbers: BTreeSet<u32> = sorted.iter().flat_map(|event| event.fields.keys().copied()).collect();
    if numbers.len() > PAGE_FIELDS {
        return Err(PageError::Fields { count: numbers.len() });
    }
    let ids: Vec<u8> = sorted.iter().flat_map(|event| *Id::from(event.id).bytes()).collect();
    let offset = |event: &&Event| Some(Cbor::of(&i64::from(event.at.tz_offset_min)));
    let mut writer = Writer::new();
    writer.array(9).uint(VERSION).uint(u64::from(first.kind.0)).uint(sorted.len() as u64).bytes(&ids);
    writer.bytes(&varint::differences(sorted.iter().map(|event| event.at.ms)));
    column::write(&sorted.iter().map(offset).collect(), &mut writer);
    column::write(&sorted.iter().map(|event| event.space.as_ref().map(Cbor::of)).collect(), &mut writer);
    if sorted.iter().any(|event| event.erased) {
        writer.bytes(&column::bits(sorted.iter().map(|event| event.erased)));
    } else {
        writer.null();
    }
    writer.map(numbers.len());
    for number in numbers {
        writer.uint(u64::from(number));
        column::write(&sorted.iter().map(|event| event.fields.get(&number).cloned()).collect(), &mut writer);
    }
    Ok(writer.into_bytes())
}

/// Unpacks a page: its events by (moment, id). Bytes that are not exactly what [`pack`] gives for them are refused.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Event>, PageError> {
    let length = canonical::check(bytes)?;
    if length != bytes.len() {
        return Err(CborError::Trailing { at: length }.into());
    }
    let mut reader = Reader::new(bytes);
    let shape = |reader: &Reader| PageError::from(CborError::Shape { at: reader.position() });
    let (parts, version) = layout(&mut reader).ok_or_else(|| shape(&reader))?;
    if version != VERSION {
        return Err(PageError::Version { version });
    }
    let (kind, count) = head(&mut reader).filter(|_| parts == PARTS).ok_or_else(|| shape(&reader))?;
    if !(1..=PAGE_EVENTS).contains(&count) {
        return Err(PageError::Count { count });
    }
    let mut events = rows(&mut reader, kind, count).ok_or_else(|| shape(&reader))?;
    fill(&mut reader, &mut events)?;
    let sorted: Vec<&Event> = events.iter().collect();
    check(&sorted)?;
    if pack(&events)? == bytes { Ok(events) } else { Err(PageError::NotThePage) }
}

/// What makes events fit for one page.
fn check(events: &[&Event]) -> Result<(), PageError> {
    if !(1..=PAGE_EVENTS).contains(&events.len()) {
        return Err(PageError::Count { count: events.len() });
    }
    let mut ids = BTreeSet::new();
    for event in events {
        if event.kind != events[0].kind || !event.kind.is_event() {
            return Err(PageError::Kind { kind: event.kind });
        }
        if !ids.insert(event.id) {
            return Err(PageError::Twice { id: event.id });
        }
        let bare = event.fields.is_empty() && event.space.is_none() && event.at == Moment { ms: 0, tz_offset_min: 0 };
        if !event.check_ranges() || (event.erased && !bare) {
            return Err(PageError::Range { id: event.id });
        }
    }
    Ok(())
}

/// How many parts, and the version: all that every layout has in common.
fn layout(reader: &mut Reader) -> Option<(u64, u64)> {
    Some((reader.array().ok()??, reader.u64().ok()?))
}

fn head(reader: &mut Reader) -> Option<(Kind, usize)> {
    Some((Kind(reader.u16().ok()?), usize::try_from(reader.u64().ok()?).ok()?))
}

/// The events without their fields.
fn rows(reader: &mut Reader, kind: Kind, count: usize) -> Option<Vec<Event>> {
    let (ids, rest) = reader.bytes().ok()?.as_chunks::<16>();
    let moments = varint::sums(reader.bytes().ok()?, count)?;
    let offsets = column::read(reader, count)?;
    let spaces = column::read(reader, count)?;
    let erased = match Option::<Bytes>::read(reader)? {
        None => vec![false; count],
        Some(Bytes(bits)) => column::unbits(&bits, count)?,
    };
    if ids.len() != count || !rest.is_empty() {
        return None;
    }
    let mut events = Vec::with_capacity(count);
    for (at, id) in ids.iter().enumerate() {
        let offset = offsets[at].as_ref()?.get::<i64>()?;
        let moment = Moment { ms: moments[at], tz_offset_min: i16::try_from(offset).ok()? };
        let mut event = Event::new(kind, EventId(Id::from_bytes(*id)), moment);
        event.space = spaces[at].as_ref().map(|space| space.get::<SpaceId>().ok_or(())).transpose().ok()?;
        event.erased = erased[at];
        events.push(event);
    }
    Some(events)
}

/// Puts the columns of the fields into the events.
fn fill(reader: &mut Reader, events: &mut [Event]) -> Result<(), PageError> {
    let shape = |reader: &Reader| PageError::from(CborError::Shape { at: reader.position() });
    let length = reader.map().ok().flatten().ok_or_else(|| shape(reader))?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if length > PAGE_FIELDS {
        return Err(PageError::Fields { count: length });
    }
    let mut columns: BTreeMap<u32, Column> = BTreeMap::new();
    for _ in 0..length {
        let column = reader.u32().ok().and_then(|number| Some((number, column::read(reader, events.len())?)));
        let (number, column) = column.ok_or_else(|| shape(reader))?;
        columns.insert(number, column);
    }
    for (number, column) in columns {
        for (event, item) in events.iter_mut().zip(column) {
            if let Some(item) = item {
                event.fields.insert(number, item);
            }
        }
    }
    Ok(())
}
